/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_COLUMNS_LAYOUT (eta_columns_layout_get_type ())
G_DECLARE_FINAL_TYPE (EtaColumnsLayout, eta_columns_layout, ETA, COLUMNS_LAYOUT, GtkLayoutManager)

GtkLayoutManager *eta_columns_layout_new (int column_width, int spacing);

G_END_DECLS
