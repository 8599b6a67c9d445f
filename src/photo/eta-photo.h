/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_PHOTO_ERROR (eta_photo_error_quark ())
GQuark eta_photo_error_quark (void);

typedef enum {
  ETA_PHOTO_ERROR_UNKNOWN,   /* no photo, or of a kind that no loader here reads */
  ETA_PHOTO_ERROR_DAMAGED,   /* cut short or broken */
  ETA_PHOTO_ERROR_LARGE,     /* over 100 megapixels, or a file over the size limit */
  ETA_PHOTO_ERROR_SMALL,     /* short side under 600 px: no use as a photo of a product */
  ETA_PHOTO_ERROR_ANIMATED,
} EtaPhotoError;

/**
 * EtaPhoto:
 * @sha256: of the copy that is sent
 * @preview: of the preview (at most 40 KB)
 *
 * A photo that has been taken into the vault: both files are on the disk.
 */
typedef struct {
  char *sha256;
  char *preview;
  int width, height; /* of the sent copy, pixels */
  gint64 bytes;
  gboolean like_card;   /* name or shape of an identity card: ask before it is used */
  GPtrArray *warnings;  /* (element-type utf8): in the user's language */
} EtaPhoto;

void eta_photo_free (EtaPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPhoto, eta_photo_free)

G_END_DECLS
