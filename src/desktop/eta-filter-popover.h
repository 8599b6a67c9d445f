/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-filters.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_FILTER_POPOVER (eta_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (EtaFilterPopover, eta_filter_popover, ETA, FILTER_POPOVER, GtkPopover)

GtkWidget *eta_filter_popover_new (EtaStore *store, EtaFilters *filters);
GtkDropDown *eta_filter_popover_get_line (EtaFilterPopover *self, EtaFilter filter);

G_END_DECLS
