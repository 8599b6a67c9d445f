/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-batch.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_FIELD_DIALOG (eta_field_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaFieldDialog, eta_field_dialog, ETA, FIELD_DIALOG, AdwWindow)

/* Signal "chosen": a field and what it is to hold; the dialog closes then */
EtaFieldDialog *eta_field_dialog_new (GtkWindow *parent, EtaStore *store, const EtaKind *kind,
                                      guint n);
EtaBatch *eta_field_dialog_make_batch (EtaFieldDialog *self, GStrv take_ids);
gboolean eta_field_dialog_choose (EtaFieldDialog *self, const EtaField *field);

G_END_DECLS
