/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_TROUBLE (eta_trouble_get_type ())
G_DECLARE_FINAL_TYPE (EtaTrouble, eta_trouble, ETA, TROUBLE, AdwApplicationWindow)

/* Signal "retry" */
EtaTrouble *eta_trouble_new (GtkApplication *application, const char *folder);
void eta_trouble_show (EtaTrouble *self, const GError *error);

G_END_DECLS
