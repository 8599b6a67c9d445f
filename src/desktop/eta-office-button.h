/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_OFFICE_BUTTON (eta_office_button_get_type ())
G_DECLARE_FINAL_TYPE (EtaOfficeButton, eta_office_button, ETA, OFFICE_BUTTON, GtkWidget)

void eta_office_button_set_name (EtaOfficeButton *self, const char *name);

G_END_DECLS
