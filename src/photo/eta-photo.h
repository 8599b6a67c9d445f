/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_PHOTO_ERROR (eta_photo_error_quark ())
GQuark eta_photo_error_quark (void);

typedef enum {
  ETA_PHOTO_ERROR_UNKNOWN, /* no photo, or of a kind that no loader here reads */
  ETA_PHOTO_ERROR_DAMAGED, /* cut short or broken */
  ETA_PHOTO_ERROR_LARGE, /* over 100 megapixels, or a file over the size limit */
  ETA_PHOTO_ERROR_SMALL, /* short side under ETA_PHOTO_MIN_SIDE */
  ETA_PHOTO_ERROR_ANIMATED,
  ETA_PHOTO_ERROR_OUTSIDE, /* a crop that does not lie within the photo */
} EtaPhotoError;

/* Pixels. Under the first a file is refused; under the second it is taken with a warning. Whether a
 * photo is good enough for a cover (600 px) is for the catalogue's checks to say. */
#define ETA_PHOTO_MIN_SIDE 300
#define ETA_PHOTO_GOOD_SIDE 1000

/* The copies of a photo: pixels on the long side, bytes at most */
#define ETA_PHOTO_SENT_SIDE_MIN 1600
#define ETA_PHOTO_SENT_SIDE 2048
#define ETA_PHOTO_SENT_BYTES 600000
#define ETA_PHOTO_PREVIEW_SIDE 480
#define ETA_PHOTO_PREVIEW_BYTES 40000
#define ETA_PHOTO_THUMBNAIL_SIDE 256

/* Pixels, from the left upper corner */
typedef struct {
  int x, y, width, height;
} EtaPhotoRect;

/**
 * EtaPhotoEdit:
 * @turns: quarter turns clockwise, 0–3
 * @crop: what is kept, in pixels of the upright file before @turns; all 0: the whole
 *
 * How a photo is made of the file that it comes from, which stays as it is. All 0: unchanged.
 */
typedef struct {
  int turns;
  EtaPhotoRect crop;
} EtaPhotoEdit;

gboolean eta_photo_edit_is_none (const EtaPhotoEdit *edit);
gboolean eta_photo_edit_is_cropped (const EtaPhotoEdit *edit);
char *eta_photo_rect_to_string (const EtaPhotoRect *rect);
gboolean eta_photo_rect_from_string (EtaPhotoRect *rect, const char *text);
EtaPhotoRect eta_photo_rect_turn (const EtaPhotoRect *rect, int turns, int width, int height);

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
  char *original; /* SHA-256 of the file that @edit was done to; NULL: there is no edit */
  EtaPhotoEdit edit;
  gboolean like_card; /* name or shape of an identity card: ask before it is used */
  GPtrArray *warnings; /* (element-type utf8): in the user's language */
} EtaPhoto;

GPtrArray *eta_photo_look (GBytes *bytes, GPtrArray **of_product, GError **error);

void eta_photo_free (EtaPhoto *photo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPhoto, eta_photo_free)

G_END_DECLS
