/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *eta_photo_menu_popup (GtkWidget *strip, const char *key, gboolean is_cover, double x,
                                 double y);

G_END_DECLS
