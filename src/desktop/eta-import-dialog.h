/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_IMPORT_DIALOG (eta_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportDialog, eta_import_dialog, ETA, IMPORT_DIALOG, AdwWindow)

/* Signal "imported" (gint64 step, guint records): the import is done and was closed */
EtaImportDialog *eta_import_dialog_new (GtkWindow *parent, EtaStore *store, EtaVault *vault);
void eta_import_dialog_choose (EtaImportDialog *self);
void eta_import_dialog_load (EtaImportDialog *self, const char *path);
void eta_import_dialog_start (EtaImportDialog *self);

G_END_DECLS
