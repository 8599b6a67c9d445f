/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-vault.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define ETA_TYPE_THUMBNAILS (eta_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (EtaThumbnails, eta_thumbnails, ETA, THUMBNAILS, GObject)

/**
 * EtaThumbnailFunc:
 * @texture: (nullable): %NULL when the photo is not here or cannot be read
 */
typedef void (*EtaThumbnailFunc) (GdkTexture *texture, gpointer data);

EtaThumbnails *eta_thumbnails_new (EtaVault *vault);
guint eta_thumbnails_request (EtaThumbnails *self, const char *sha256, int size,
                              EtaThumbnailFunc func, gpointer data);
void eta_thumbnails_cancel (EtaThumbnails *self, guint request);
void eta_thumbnails_forget_missing (EtaThumbnails *self);

G_END_DECLS
