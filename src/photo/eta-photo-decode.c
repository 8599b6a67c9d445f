/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "etalase"

#include "config.h"

#include "eta-photo-decode.h"
#include "eta-photo-jpeg.h"

/* Alpha at and above which a pixel is as good as opaque: what scaling leaves at an edge */
#define OPAQUE 250

static EtaPicture *
decode_jpeg (GBytes *bytes, const char *name, int side, GError **error)
{
  g_autofree char *reason = NULL;
  EtaPicture *picture = eta_jpeg_decode (bytes, side, &reason);

  if (picture == NULL) {
    g_debug ("“%s”: %s", name, reason);
    eta_photo_set_damaged (error, name);
  }
  return picture;
}

static GdkPixbuf *
load_pixbuf (GBytes *bytes, const EtaPhotoHead *head, const char *name, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GdkPixbufLoader) loader = NULL;
  GdkPixbuf *pixbuf;
  gboolean done;

  loader =
      gdk_pixbuf_loader_new_with_mime_type (eta_photo_format_get_mime_type (head->format), &reason);
  if (loader == NULL) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }

  done = gdk_pixbuf_loader_write_bytes (loader, bytes, &reason);
  done = gdk_pixbuf_loader_close (loader, done ? &reason : NULL) && done;
  pixbuf = done ? gdk_pixbuf_loader_get_pixbuf (loader) : NULL;
  if (pixbuf == NULL) {
    g_debug ("“%s”: %s", name, reason != NULL ? reason->message : "no picture in it");
    eta_photo_set_damaged (error, name);
    return NULL;
  }
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

static gboolean
is_transparent (GdkPixbuf *pixbuf)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);

  if (!gdk_pixbuf_get_has_alpha (pixbuf))
    return FALSE;
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++) {
    const guint8 *row = pixels + (gsize) y * stride;

    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++) {
      if (row[4 * x + 3] < OPAQUE)
        return TRUE;
    }
  }
  return FALSE;
}

static GdkPixbuf *
fit_pixbuf (GdkPixbuf *pixbuf, int side)
{
  int width, height;

  eta_fit (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf), side, &width, &height);
  return gdk_pixbuf_scale_simple (pixbuf, width, height, GDK_INTERP_BILINEAR);
}

static EtaPicture *
decode_pixbuf (GBytes *bytes, const EtaPhotoHead *head, const char *name, int side,
               GdkPixbuf **transparent, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = load_pixbuf (bytes, head, name, error);

  if (pixbuf == NULL)
    return NULL;
  if (transparent != NULL && is_transparent (pixbuf))
    *transparent = fit_pixbuf (pixbuf, side);
  return eta_picture_new_from_pixbuf (pixbuf);
}

static GdkPixbuf *
turn_pixbuf (GdkPixbuf *pixbuf, guint orientation)
{
  g_autoptr (GdkPixbuf) owned = pixbuf;
  char value[2] = { (char) ('0' + orientation), '\0' };

  gdk_pixbuf_set_option (pixbuf, "orientation", value);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * eta_photo_decode:
 * @bytes: a whole file that has passed eta_photo_guard()
 * @head: what the guard read
 * @name: the file's name, for messages
 * @side: pixels, the longest that a side may be
 * @transparent: (out) (optional) (nullable): the same picture with its transparency, if it has any
 * @error: ETA_PHOTO_ERROR
 *
 * Decodes, turns upright and scales. Any thread; takes 0.1 s for a camera file.
 *
 * Returns: (transfer full) (nullable): the picture, laid on white where it is transparent
 */
EtaPicture *
eta_photo_decode (GBytes *bytes, const EtaPhotoHead *head, const char *name, int side,
                  GdkPixbuf **transparent, GError **error)
{
  g_autoptr (EtaPicture) picture = NULL;
  g_autoptr (GdkPixbuf) kept = NULL;

  if (head->format == ETA_PHOTO_FORMAT_JPEG)
    picture = decode_jpeg (bytes, name, side, error);
  else
    picture = decode_pixbuf (bytes, head, name, side, transparent != NULL ? &kept : NULL, error);
  if (picture == NULL)
    return NULL;

  if (kept != NULL)
    *transparent = turn_pixbuf (g_steal_pointer (&kept), head->orientation);
  return eta_picture_turn (eta_picture_fit (picture, side), head->orientation);
}
