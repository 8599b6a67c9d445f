/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures to files that keep within their bytes: first the quality goes down, then the size. Nothing
 * of the camera's file but its pixels gets here, so no position, serial number or owner's name can. */

#include "config.h"

#include "eta-photo-encode.h"
#include "eta-photo-jpeg.h"
#include "eta-photo.h"

#include <math.h>

#define SENT_QUALITY 82
#define PREVIEW_QUALITY 75
#define THUMBNAIL_QUALITY 80
#define LOWEST_QUALITY 60
#define QUALITY_STEP 7
#define SMALLEST_SIDE 64

/**
 * eta_photo_copy_clear:
 * @copy: a copy
 */
void
eta_photo_copy_clear (EtaPhotoCopy *copy)
{
  g_clear_pointer (&copy->bytes, g_bytes_unref);
}

static GBytes *
try_qualities (const EtaPicture *picture, int quality, gsize limit)
{
  GBytes *bytes = eta_jpeg_encode (picture, quality);

  while (g_bytes_get_size (bytes) > limit && quality > LOWEST_QUALITY) {
    quality = MAX (quality - QUALITY_STEP, LOWEST_QUALITY);
    g_bytes_unref (bytes);
    bytes = eta_jpeg_encode (picture, quality);
  }
  return bytes;
}

/* A side that should do, from how far the last one was off; bytes go with the square of it. */
static int
guess_side (int side, gsize bytes, gsize limit)
{
  double factor = sqrt ((double) limit / bytes) * 0.97;

  return MAX (SMALLEST_SIDE, (int) (side * CLAMP (factor, 0.5, 0.93)));
}

static void
encode_within (const EtaPicture *picture, int quality, gsize limit, EtaPhotoCopy *copy)
{
  g_autoptr (EtaPicture) smaller = NULL;
  int side = MAX (picture->width, picture->height);

  copy->bytes = try_qualities (picture, quality, limit);
  while (g_bytes_get_size (copy->bytes) > limit && side > SMALLEST_SIDE) {
    side = guess_side (side, g_bytes_get_size (copy->bytes), limit);
    g_clear_pointer (&smaller, eta_picture_free);
    smaller = eta_picture_fit (picture, side);
    g_bytes_unref (copy->bytes);
    copy->bytes = try_qualities (smaller, LOWEST_QUALITY, limit);
  }
  copy->width = smaller != NULL ? smaller->width : picture->width;
  copy->height = smaller != NULL ? smaller->height : picture->height;
}

static GBytes *
encode_png (GdkPixbuf *pixbuf)
{
  g_autofree char *data = NULL;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, "png", NULL, NULL))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&data), size);
}

static gboolean
is_still_good (int width, int height)
{
  return MIN (width, height) >= ETA_PHOTO_GOOD_SIDE;
}

/* A drawing or a product cut out fits; a whole photo with an alpha channel does not, and would have
 * to become too small for a cover: it is better off as a JPEG on white. */
static gboolean
encode_transparent (GdkPixbuf *pixbuf, EtaPhotoCopy *copy)
{
  g_autoptr (GdkPixbuf) tried = g_object_ref (pixbuf);
  g_autoptr (GBytes) bytes = encode_png (tried);

  while (bytes != NULL && g_bytes_get_size (bytes) > ETA_PHOTO_SENT_BYTES) {
    int longest = MAX (gdk_pixbuf_get_width (tried), gdk_pixbuf_get_height (tried));
    int width, height;

    eta_fit (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf),
             guess_side (longest, g_bytes_get_size (bytes), ETA_PHOTO_SENT_BYTES), &width, &height);
    if (!is_still_good (width, height))
      return FALSE;
    g_object_unref (tried);
    tried = gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_BILINEAR);
    g_bytes_unref (bytes);
    bytes = encode_png (tried);
  }
  if (bytes == NULL)
    return FALSE;

  copy->bytes = g_steal_pointer (&bytes);
  copy->width = gdk_pixbuf_get_width (tried);
  copy->height = gdk_pixbuf_get_height (tried);
  return TRUE;
}

/**
 * eta_photo_encode_sent:
 * @picture: a picture of at most ETA_PHOTO_SENT_SIDE pixels
 * @transparent: (nullable): the same with its transparency, if it has any
 * @copy: (out caller-allocates): the copy that is sent: JPEG, or PNG where there is transparency and
 *   it fits; at most ETA_PHOTO_SENT_BYTES
 */
void
eta_photo_encode_sent (const EtaPicture *picture, GdkPixbuf *transparent, EtaPhotoCopy *copy)
{
  if (transparent != NULL && encode_transparent (transparent, copy))
    return;
  encode_within (picture, SENT_QUALITY, ETA_PHOTO_SENT_BYTES, copy);
}

/**
 * eta_photo_encode_preview:
 * @picture: a picture of at most ETA_PHOTO_PREVIEW_SIDE pixels
 *
 * Returns: (transfer full): a JPEG of at most ETA_PHOTO_PREVIEW_BYTES
 */
GBytes *
eta_photo_encode_preview (const EtaPicture *picture)
{
  EtaPhotoCopy copy;

  encode_within (picture, PREVIEW_QUALITY, ETA_PHOTO_PREVIEW_BYTES, &copy);
  return copy.bytes;
}

/**
 * eta_photo_encode_thumbnail:
 * @picture: a picture of the thumbnail's size
 *
 * Returns: (transfer full): a JPEG
 */
GBytes *
eta_photo_encode_thumbnail (const EtaPicture *picture)
{
  return eta_jpeg_encode (picture, THUMBNAIL_QUALITY);
}
