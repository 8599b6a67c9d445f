/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaPhotoCrop:
 *
 * A photo with a frame around what is to be kept: moved and stretched by mouse, finger and keys (arrows
 * move it, with Shift they stretch it, with Ctrl by a single pixel). Main thread.
 *
 * Signals: "changed".
 */
#define ETA_TYPE_PHOTO_CROP (eta_photo_crop_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoCrop, eta_photo_crop, ETA, PHOTO_CROP, GtkWidget)

void eta_photo_crop_set_photo (EtaPhotoCrop *self, GdkTexture *texture, int width, int height,
                               const EtaPhotoRect *rect);
void eta_photo_crop_set_shape (EtaPhotoCrop *self, int across, int down);
EtaPhotoRect eta_photo_crop_get_rect (EtaPhotoCrop *self);
gboolean eta_photo_crop_is_whole (EtaPhotoCrop *self);

G_END_DECLS
