/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/**
 * EtaPhotoSource:
 * @source: SHA-256 of the file that the photo is made of
 * @edit: how it is made of it now
 * @width: of the whole, turned as the photo is; pixels
 * @height: likewise
 * @texture: (nullable): the whole, turned so, to choose a part of
 */
typedef struct {
  char *source;
  EtaPhotoEdit edit;
  int width, height;
  GdkTexture *texture;
} EtaPhotoSource;

void eta_photo_source_free (EtaPhotoSource *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPhotoSource, eta_photo_source_free)

void eta_photo_source_load_async (EtaForm *form, const char *key, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer data);
EtaPhotoSource *eta_photo_source_load_finish (GAsyncResult *result, GError **error);

/* Crops and turns a photo of the record, in the background; one step of undo. */
void eta_photo_turn_async (EtaForm *form, const char *key, int turns, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer data);
void eta_photo_crop_async (EtaForm *form, const char *key, const EtaPhotoRect *crop,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data);
void eta_photo_reset_async (EtaForm *form, const char *key, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
gboolean eta_photo_change_finish (GAsyncResult *result, GError **error);
gboolean eta_photo_is_changed (EtaForm *form, const char *key);

G_END_DECLS
