/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "etalase"

#include "config.h"

#include "eta-photo-decode.h"
#include "eta-photo-edit.h"
#include "eta-photo-jpeg.h"

/* Alpha at and above which a pixel is as good as opaque: what scaling leaves at an edge */
#define OPAQUE 250

/* What of the stored picture is wanted; and @head becomes that of the upright file. */
static gboolean
find_part (EtaPhotoHead *head, const EtaPhotoEdit *edit, EtaPhotoRect *part, GError **error)
{
  EtaPhotoRect whole = { 0, 0, (int) head->width, (int) head->height };
  gboolean swap = eta_turn (head->orientation).swap;

  head->width = swap ? whole.height : whole.width;
  head->height = swap ? whole.width : whole.height;
  if (!eta_photo_edit_check (edit, (int) head->width, (int) head->height, error))
    return FALSE;
  *part = eta_photo_edit_is_cropped (edit)
              ? eta_photo_rect_unturn (&edit->crop, head->orientation, whole.width, whole.height)
              : whole;
  return TRUE;
}

/* @picture: the file of @width pixels across, perhaps made smaller while it was decoded */
static EtaPicture *
fit_rect (const EtaPicture *picture, const EtaPhotoRect *rect, int width, int height, int side)
{
  double across = (double) picture->width / width, down = (double) picture->height / height;
  EtaPart part = { rect->x * across, rect->y * down, rect->width * across, rect->height * down };
  int fit_width, fit_height;

  eta_fit (rect->width, rect->height, side, &fit_width, &fit_height);
  return eta_picture_fit_part (picture, &part, fit_width, fit_height);
}

/* A part needs the whole so much larger that the part has @side pixels. */
static int
side_of_whole (const EtaPhotoRect *part, int width, int height, int side)
{
  gint64 longest = MAX (part->width, part->height);

  return (int) (((gint64) side * MAX (width, height) + longest - 1) / longest);
}

static EtaPicture *
decode_jpeg (GBytes *bytes, EtaPhotoHead *head, const char *name, const EtaPhotoEdit *edit,
             int side, GError **error)
{
  int width = (int) head->width, height = (int) head->height;
  g_autoptr (EtaPicture) picture = NULL;
  g_autofree char *reason = NULL;
  EtaPhotoRect part;

  if (!find_part (head, edit, &part, error))
    return NULL;
  picture = eta_jpeg_decode (bytes, side_of_whole (&part, width, height, side), &reason);
  if (picture == NULL) {
    g_debug ("“%s”: %s", name, reason);
    eta_photo_set_damaged (error, name);
    return NULL;
  }
  return fit_rect (picture, &part, width, height, side);
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

/* The loader may have turned the picture already: its own size counts. */
static EtaPicture *
decode_pixbuf (GBytes *bytes, EtaPhotoHead *head, const char *name, const EtaPhotoEdit *edit,
               int side, GdkPixbuf **transparent, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = load_pixbuf (bytes, head, name, error);
  g_autoptr (GdkPixbuf) kept = NULL;
  g_autoptr (EtaPicture) picture = NULL;
  EtaPhotoRect part;

  if (pixbuf == NULL)
    return NULL;
  head->width = gdk_pixbuf_get_width (pixbuf);
  head->height = gdk_pixbuf_get_height (pixbuf);
  if (!find_part (head, edit, &part, error))
    return NULL;
  kept = gdk_pixbuf_new_subpixbuf (pixbuf, part.x, part.y, part.width, part.height);
  if (transparent != NULL && is_transparent (kept))
    *transparent = fit_pixbuf (kept, side);
  picture = eta_picture_new_from_pixbuf (kept);
  return eta_picture_fit (picture, side);
}

static GdkPixbuf *
turn_pixbuf (GdkPixbuf *pixbuf, guint orientation)
{
  g_autoptr (GdkPixbuf) owned = pixbuf;
  char value[2] = { (char) ('0' + orientation), '\0' };

  gdk_pixbuf_remove_option (pixbuf, "orientation");
  gdk_pixbuf_set_option (pixbuf, "orientation", value);
  return gdk_pixbuf_apply_embedded_orientation (pixbuf);
}

/**
 * eta_photo_decode:
 * @bytes: a whole file that has passed eta_photo_guard()
 * @head: (inout): what the guard read; afterwards its size is that of the file turned upright
 * @name: the file's name, for messages
 * @edit: (nullable): which part is wanted, and turned how; NULL: the whole
 * @side: pixels, the longest that a side may be
 * @transparent: (out) (optional) (nullable): the same picture with its transparency, if it has any
 * @error: ETA_PHOTO_ERROR
 *
 * Decodes, turns upright and scales. Any thread; takes 0.1 s for a camera file, and the memory of its
 * pixels (at most 300 MB, for the 100 megapixels that the guard lets in).
 *
 * Returns: (transfer full) (nullable): the picture, laid on white where it is transparent
 */
EtaPicture *
eta_photo_decode (GBytes *bytes, EtaPhotoHead *head, const char *name, const EtaPhotoEdit *edit,
                  int side, GdkPixbuf **transparent, GError **error)
{
  guint turn = eta_photo_edit_get_orientation (edit);
  g_autoptr (GdkPixbuf) kept = NULL;
  EtaPicture *picture;

  if (head->format == ETA_PHOTO_FORMAT_JPEG)
    picture = decode_jpeg (bytes, head, name, edit, side, error);
  else
    picture =
        decode_pixbuf (bytes, head, name, edit, side, transparent != NULL ? &kept : NULL, error);
  if (picture == NULL)
    return NULL;

  if (kept != NULL)
    *transparent = turn_pixbuf (turn_pixbuf (g_steal_pointer (&kept), head->orientation), turn);
  return eta_picture_turn (eta_picture_turn (picture, head->orientation), turn);
}
