/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-print-photo.h"

#include "eta-photo-decode.h"
#include "eta-photo-jpeg.h"

/* A photo of the vault as cairo draws it, no larger than paper shows; into a PDF it goes as JPEG. */

#define QUALITY 82

static guint8
clip (int value)
{
  return (guint8) CLAMP (value >> 16, 0, 255);
}

/* JFIF: BT.601 over the full range, in 16.16 */
static guint32
convert (int y, int cb, int cr)
{
  int luma = (y << 16) + (1 << 15);
  guint8 red = clip (luma + 91881 * (cr - 128));
  guint8 green = clip (luma - 22554 * (cb - 128) - 46802 * (cr - 128));
  guint8 blue = clip (luma + 116130 * (cb - 128));

  return (guint32) red << 16 | (guint32) green << 8 | blue;
}

static const guint8 *
get_row (const EtaPlane *plane, int y, int height)
{
  return plane->data + (gsize) (y * plane->height / height) * plane->stride;
}

static void
paint_row (const EtaPicture *picture, int y, guint32 *row)
{
  const EtaPlane *planes = picture->planes;
  const guint8 *luma = get_row (&planes[0], y, picture->height);

  if (picture->n_planes < 3) {
    for (int x = 0; x < picture->width; x++)
      row[x] = luma[x] * 0x010101u;
    return;
  }
  const guint8 *cb = get_row (&planes[1], y, picture->height);
  const guint8 *cr = get_row (&planes[2], y, picture->height);
  for (int x = 0; x < picture->width; x++) {
    int at = x * planes[1].width / picture->width;

    row[x] = convert (luma[x], cb[at], cr[at]);
  }
}

static cairo_surface_t *
paint (const EtaPicture *picture)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, picture->width, picture->height);
  guint8 *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);

  for (int y = 0; data && y < picture->height; y++)
    paint_row (picture, y, (guint32 *) (gpointer) (data + (gsize) y * stride));
  cairo_surface_mark_dirty (surface);
  return surface;
}

/* cairo keeps @bytes as long as it wants; under one name it writes them once. */
static void
attach (cairo_surface_t *surface, const char *type, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  cairo_surface_set_mime_data (surface, type, data, size, (cairo_destroy_func_t) g_bytes_unref,
                               g_bytes_ref (bytes));
}

static EtaPicture *
decode (GBytes *bytes, const char *name, int side, EtaPhotoHead *head)
{
  return eta_photo_guard (bytes, name, head, NULL)
             ? eta_photo_decode (bytes, head, name, NULL, side, NULL, NULL)
             : NULL;
}

static cairo_surface_t *
load (EtaVault *vault, const char *sha256, int side)
{
  g_autoptr (GBytes) bytes = sha256 ? eta_vault_load (vault, sha256, NULL) : NULL;
  EtaPhotoHead head = { 0 };
  g_autoptr (EtaPicture) picture = bytes ? decode (bytes, sha256, side, &head) : NULL;
  if (!picture)
    return NULL;

  gboolean as_it_is = head.format == ETA_PHOTO_FORMAT_JPEG && head.orientation <= 1 &&
                      head.width == picture->width && head.height == picture->height;
  g_autoptr (GBytes) jpeg = as_it_is ? g_bytes_ref (bytes) : eta_jpeg_encode (picture, QUALITY);
  g_autofree char *name = g_strdup_printf ("%s-%d", sha256, side);
  g_autoptr (GBytes) unique = g_bytes_new (name, strlen (name));
  cairo_surface_t *surface = paint (picture);

  attach (surface, CAIRO_MIME_TYPE_JPEG, jpeg);
  attach (surface, CAIRO_MIME_TYPE_UNIQUE_ID, unique);
  return surface;
}

/**
 * eta_print_photo_load:
 * @photo: an entry of "photos"
 * @side: pixels on the long side, at most
 *
 * Any thread; takes 30 ms.
 *
 * Returns: (transfer full) (nullable): the photo, or its preview where the photo is damaged or not here
 *   yet; %NULL when that is so, too. A catalogue is not stopped by one photo: its place stays empty.
 */
cairo_surface_t *
eta_print_photo_load (EtaVault *vault, const EtaJson *photo, int side)
{
  cairo_surface_t *surface = load (vault, eta_json_get_string (photo, "/sha256"), side);

  return surface ? surface : load (vault, eta_json_get_string (photo, "/preview"), side);
}
