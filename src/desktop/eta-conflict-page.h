/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_CONFLICT_PAGE (eta_conflict_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaConflictPage, eta_conflict_page, ETA, CONFLICT_PAGE, GtkWidget)

GtkWidget *eta_conflict_page_new (EtaStore *store, const char *id);

G_END_DECLS
