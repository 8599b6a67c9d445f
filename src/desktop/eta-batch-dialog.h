/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-batch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_BATCH_DIALOG (eta_batch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaBatchDialog, eta_batch_dialog, ETA, BATCH_DIALOG, AdwMessageDialog)

/* Signals "confirmed", "open-record" (const char *id) */
EtaBatchDialog *eta_batch_dialog_new (GtkWindow *parent, EtaStore *store, EtaBatch *take_batch);
EtaBatch *eta_batch_dialog_steal_batch (EtaBatchDialog *self);

G_END_DECLS
