/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo.h"

G_BEGIN_DECLS

#define ETA_PHOTO_MAX_PIXELS (100 * 1000 * 1000)
#define ETA_PHOTO_MAX_BYTES (100 * 1000 * 1000)

typedef enum {
  ETA_PHOTO_FORMAT_NONE,
  ETA_PHOTO_FORMAT_JPEG,
  ETA_PHOTO_FORMAT_PNG,
  ETA_PHOTO_FORMAT_WEBP,
  ETA_PHOTO_FORMAT_HEIC,
  ETA_PHOTO_FORMAT_AVIF,
  ETA_PHOTO_FORMAT_TIFF,
  ETA_PHOTO_FORMAT_GIF,
} EtaPhotoFormat;

/* What the header of a file says, read without decoding */
typedef struct {
  EtaPhotoFormat format;
  gint64 width, height; /* as stored, before turning */
  guint orientation; /* EXIF, 1–8; 1 where there is none or the loader sees to it */
  gboolean animated;
  gboolean complete; /* FALSE: the container ends before its end mark */
} EtaPhotoHead;

gboolean eta_photo_guard (GBytes *bytes, const char *name, EtaPhotoHead *head, GError **error);
const char *eta_photo_format_get_mime_type (EtaPhotoFormat format);
const char *eta_photo_format_get_extension (EtaPhotoFormat format);
void eta_photo_set_damaged (GError **error, const char *name);

G_END_DECLS
