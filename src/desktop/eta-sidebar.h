/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-views.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_SIDEBAR (eta_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (EtaSidebar, eta_sidebar, ETA, SIDEBAR, GtkWidget)

/* Signal "chosen" (const char *name of a place, or id of a view): a line was clicked, or Enter pressed on it */
void eta_sidebar_set_place (EtaSidebar *self, const EtaPlace *place, const char *view,
                            gboolean modified);
void eta_sidebar_set_views (EtaSidebar *self, EtaViews *views);
GMenu *eta_sidebar_get_undo_section (EtaSidebar *self);
void eta_sidebar_set_office (EtaSidebar *self, const char *name);
void eta_sidebar_set_count (EtaSidebar *self, const EtaPlace *place, gint64 count);

G_END_DECLS
