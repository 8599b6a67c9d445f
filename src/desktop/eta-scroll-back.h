/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void eta_scroll_back (GtkScrolledWindow *scroller, double value);

G_END_DECLS
