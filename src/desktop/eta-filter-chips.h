/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-filters.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_FILTER_CHIPS (eta_filter_chips_get_type ())
G_DECLARE_FINAL_TYPE (EtaFilterChips, eta_filter_chips, ETA, FILTER_CHIPS, GtkWidget)

void eta_filter_chips_set_filters (EtaFilterChips *self, EtaFilters *filters);

G_END_DECLS
