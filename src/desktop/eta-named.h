/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void eta_set_tooltip (GtkWidget *widget, const char *words);
void eta_name_button (GtkWidget *button, const char *words);

G_END_DECLS
