/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-views.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_VIEW_LINE (eta_view_line_get_type ())
G_DECLARE_FINAL_TYPE (EtaViewLine, eta_view_line, ETA, VIEW_LINE, GtkListBoxRow)

GtkWidget *eta_view_line_new (const EtaKeptView *view);
const char *eta_view_line_get_id (EtaViewLine *self);
void eta_view_line_set_count (EtaViewLine *self, gint64 count);
void eta_view_line_set_current (EtaViewLine *self, gboolean current, gboolean modified);

G_END_DECLS
