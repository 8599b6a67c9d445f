/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_PANE (eta_pane_get_type ())
G_DECLARE_FINAL_TYPE (EtaPane, eta_pane, ETA, PANE, GtkWidget)

int eta_pane_get_width (EtaPane *self);
void eta_pane_set_width (EtaPane *self, int width);

G_END_DECLS
