/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PAIR_DIALOG (eta_pair_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaPairDialog, eta_pair_dialog, ETA, PAIR_DIALOG, AdwWindow)

/* Signal "paired": the centre knows this desk now */
EtaPairDialog *eta_pair_dialog_new (GtkWindow *parent, EtaStore *store);

G_END_DECLS
