/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaPhotoView:
 *
 * A photo to look at: fitted, or larger and moved about, by wheel, fingers, mouse and keys. The
 * keys ask for the actions "zoom.in", "zoom.out", "zoom.fit", "zoom.full" and "photo.go", which somebody
 * above has. Main thread.
 *
 * Signals: "zoomed".
 */
#define ETA_PHOTO_VIEW_STEP 1.25 /* a turn of the wheel, a key */

#define ETA_TYPE_PHOTO_VIEW (eta_photo_view_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoView, eta_photo_view, ETA, PHOTO_VIEW, GtkWidget)

void eta_photo_view_set_texture (EtaPhotoView *self, GdkTexture *texture);
void eta_photo_view_set_words (EtaPhotoView *self, const char *words);
void eta_photo_view_set_zoom (EtaPhotoView *self, double zoom);
double eta_photo_view_get_zoom (EtaPhotoView *self);
gboolean eta_photo_view_is_fitted (EtaPhotoView *self);

G_END_DECLS
