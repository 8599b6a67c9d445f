/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_OFFICES_DIALOG (eta_offices_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaOfficesDialog, eta_offices_dialog, ETA, OFFICES_DIALOG, AdwWindow)

EtaOfficesDialog *eta_offices_dialog_new (GtkWindow *parent, GSettings *settings,
                                          const char *folder);

G_END_DECLS
