/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_HANDBOOK (eta_handbook_get_type ())
G_DECLARE_FINAL_TYPE (EtaHandbook, eta_handbook, ETA, HANDBOOK, AdwWindow)

EtaHandbook *eta_handbook_new (const char *language);
void eta_handbook_open (GtkWidget *from, const char *page);
void eta_handbook_bind_key (GtkWidgetClass *widget_class, const char *page);
gboolean eta_handbook_go_to (EtaHandbook *self, const char *page);
const char *eta_handbook_get_page (EtaHandbook *self);

G_END_DECLS
