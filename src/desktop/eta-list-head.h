/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-filters.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_LIST_HEAD (eta_list_head_get_type ())
G_DECLARE_FINAL_TYPE (EtaListHead, eta_list_head, ETA, LIST_HEAD, GtkWidget)

/* Signals "search-activated" (Enter), "search-stopped" (Escape) */
void eta_list_head_set_up (EtaListHead *self, EtaStore *store, EtaFilters *filters,
                           const EtaPlace *place);
void eta_list_head_start_search (EtaListHead *self);
gboolean eta_list_head_get_tiles (EtaListHead *self);

G_END_DECLS
