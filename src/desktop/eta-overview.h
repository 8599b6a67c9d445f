/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-counts.h"
#include "eta-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_OVERVIEW (eta_overview_get_type ())
G_DECLARE_FINAL_TYPE (EtaOverview, eta_overview, ETA, OVERVIEW, GtkWidget)

EtaOverview *eta_overview_new (EtaStore *store, EtaCounts *counts, EtaThumbnails *thumbnails);
void eta_overview_set_paired (EtaOverview *self, gboolean paired);

G_END_DECLS
