/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_WRAP_LAYOUT (eta_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (EtaWrapLayout, eta_wrap_layout, ETA, WRAP_LAYOUT, GtkLayoutManager)

GtkLayoutManager *eta_wrap_layout_new (int spacing);

G_END_DECLS
