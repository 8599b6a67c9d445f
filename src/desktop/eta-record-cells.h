/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *eta_record_cells_new (EtaStore *store, EtaThumbnails *thumbnails,
                                          gboolean tiles, gboolean checks);

G_END_DECLS
