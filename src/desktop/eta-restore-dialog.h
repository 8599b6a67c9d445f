/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-backup.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_RESTORE_DIALOG (eta_restore_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaRestoreDialog, eta_restore_dialog, ETA, RESTORE_DIALOG, AdwWindow)

/* Signal "restored" (const char *folder): it is there, and the user wants to open it */
EtaRestoreDialog *eta_restore_dialog_new (GtkWindow *parent, const char *folder, gboolean replace);
void eta_restore_dialog_take_file (EtaRestoreDialog *self, const char *path);

/* Asks for the file first. @restored is called with @owner and the folder. */
typedef void (*EtaRestoredFunc) (gpointer owner, const char *folder);
void eta_restore_dialog_choose (GtkWindow *parent, const char *folder, gboolean replace,
                                EtaRestoredFunc restored, GObject *owner);

G_END_DECLS
