/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_THUMBNAIL (eta_thumbnail_get_type ())
G_DECLARE_FINAL_TYPE (EtaThumbnail, eta_thumbnail, ETA, THUMBNAIL, GtkWidget)

GtkWidget *eta_thumbnail_new (int width, int height);
void eta_thumbnail_show (EtaThumbnail *self, EtaThumbnails *thumbnails, const char *sha256);
void eta_thumbnail_set_placeholder (EtaThumbnail *self, const char *icon_name);

G_END_DECLS
