/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void eta_text_extent (GtkWidget *widget, const char *sample, double scale, int *width, int *height);

G_END_DECLS
