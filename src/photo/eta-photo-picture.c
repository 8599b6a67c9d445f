/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-picture.h"

#include <string.h>

static int
align (int value)
{
  return (value + ETA_PLANE_ALIGN - 1) / ETA_PLANE_ALIGN * ETA_PLANE_ALIGN;
}

/**
 * eta_plane_init:
 * @plane: (out caller-allocates): to fill; its data belongs to the picture it stands in
 * @width: pixels
 * @height: pixels
 * @stride: bytes from row to row
 * @rows: rows to allocate, at least @height
 */
void
eta_plane_init (EtaPlane *plane, int width, int height, int stride, int rows)
{
  plane->width = width;
  plane->height = height;
  plane->stride = stride;
  plane->data = g_malloc ((gsize) stride * rows);
}

/**
 * eta_plane_pad_row:
 * @plane: a plane
 * @y: a row whose pixels are set
 *
 * An encoder reads whole blocks: the last pixel goes on to the end of the row.
 */
void
eta_plane_pad_row (EtaPlane *plane, int y)
{
  guint8 *row = plane->data + (gsize) y * plane->stride;

  memset (row + plane->width, row[plane->width - 1], plane->stride - plane->width);
}

/**
 * eta_picture_new:
 * @width: pixels
 * @height: pixels
 * @n_planes: 1 (grey) or 3
 *
 * Returns: (transfer full): a picture with colour at half the size, its pixels not set
 */
EtaPicture *
eta_picture_new (int width, int height, int n_planes)
{
  EtaPicture *self = g_new0 (EtaPicture, 1);

  self->width = width;
  self->height = height;
  self->n_planes = n_planes;
  eta_plane_init (&self->planes[0], width, height, align (width), height);
  for (int i = 1; i < n_planes; i++) {
    int half_width = (width + 1) / 2;
    int half_height = (height + 1) / 2;

    eta_plane_init (&self->planes[i], half_width, half_height, align (half_width), half_height);
  }
  return self;
}

/**
 * eta_picture_free:
 * @self: (transfer full) (nullable): a picture
 */
void
eta_picture_free (EtaPicture *self)
{
  if (self == NULL)
    return;

  for (int i = 0; i < 3; i++)
    g_free (self->planes[i].data);
  g_free (self);
}

/* JFIF's conversion in fixed point, over a white ground where the picture is transparent */
static void
convert_row (const guint8 *from, int width, gboolean alpha, guint8 *y, guint8 *cb, guint8 *cr)
{
  for (int x = 0; x < width; x++, from += alpha ? 4 : 3) {
    int a = alpha ? from[3] : 255;
    int r = (from[0] * a + 255 * (255 - a) + 127) / 255;
    int g = (from[1] * a + 255 * (255 - a) + 127) / 255;
    int b = (from[2] * a + 255 * (255 - a) + 127) / 255;

    y[x] = (19595 * r + 38470 * g + 7471 * b + 32768) >> 16;
    cb[x] = (-11059 * r - 21709 * g + 32768 * b + (128 << 16) + 32767) >> 16;
    cr[x] = (32768 * r - 27439 * g - 5329 * b + (128 << 16) + 32767) >> 16;
  }
}

/**
 * eta_picture_new_from_pixbuf:
 * @pixbuf: a decoded picture, 8 bits a channel; transparency is laid on white
 *
 * Returns: (transfer full): the picture, with colour at full size
 */
EtaPicture *
eta_picture_new_from_pixbuf (GdkPixbuf *pixbuf)
{
  EtaPicture *self = g_new0 (EtaPicture, 1);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  EtaPlane *planes = self->planes;

  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  self->n_planes = 3;
  for (int i = 0; i < 3; i++)
    eta_plane_init (&planes[i], self->width, self->height, align (self->width), self->height);

  for (int y = 0; y < self->height; y++) {
    gsize at = (gsize) y * planes[0].stride;

    convert_row (pixels + (gsize) y * stride, self->width, gdk_pixbuf_get_has_alpha (pixbuf),
                 planes[0].data + at, planes[1].data + at, planes[2].data + at);
  }
  return self;
}

/**
 * eta_turn:
 * @orientation: EXIF orientation, 1–8
 *
 * Returns: where a point of the upright picture stands in the stored one: x and y swapped first, then
 *   counted from the right (mirror) and from below (flip)
 */
EtaTurn
eta_turn (guint orientation)
{
  EtaTurn turn = { orientation >= 5, orientation == 2 || orientation == 3 || orientation >= 7,
                   orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7 };

  return turn;
}

static void
turn_plane (const EtaPlane *from, EtaPlane *to, const EtaTurn *turn)
{
  int width = turn->swap ? from->height : from->width;
  int height = turn->swap ? from->width : from->height;

  eta_plane_init (to, width, height, align (width), height);
  for (int y = 0; y < height; y++) {
    guint8 *row = to->data + (gsize) y * to->stride;

    for (int x = 0; x < width; x++) {
      int from_x = turn->swap ? y : x;
      int from_y = turn->swap ? x : y;

      if (turn->mirror)
        from_x = from->width - 1 - from_x;
      if (turn->flip)
        from_y = from->height - 1 - from_y;
      row[x] = from->data[(gsize) from_y * from->stride + from_x];
    }
    eta_plane_pad_row (to, y);
  }
}

/**
 * eta_picture_turn:
 * @self: (transfer full): a picture as the camera stored it
 * @orientation: EXIF orientation, 1–8
 *
 * Returns: (transfer full): the picture upright
 */
EtaPicture *
eta_picture_turn (EtaPicture *self, guint orientation)
{
  EtaTurn turn = eta_turn (orientation);
  EtaPicture *turned;

  if (orientation <= 1 || orientation > 8)
    return self;

  turned = g_new0 (EtaPicture, 1);
  turned->width = turn.swap ? self->height : self->width;
  turned->height = turn.swap ? self->width : self->height;
  turned->n_planes = self->n_planes;
  for (int i = 0; i < self->n_planes; i++)
    turn_plane (&self->planes[i], &turned->planes[i], &turn);
  eta_picture_free (self);
  return turned;
}

/**
 * eta_fit:
 * @width: pixels
 * @height: pixels
 * @side: pixels, the longest that a side may be
 * @fit_width: (out): @width, made smaller in proportion where it has to be
 * @fit_height: (out): likewise
 */
void
eta_fit (int width, int height, int side, int *fit_width, int *fit_height)
{
  int longest = MAX (width, height);

  *fit_width = width;
  *fit_height = height;
  if (longest > side) {
    *fit_width = MAX (1, (int) (((gint64) width * side + longest / 2) / longest));
    *fit_height = MAX (1, (int) (((gint64) height * side + longest / 2) / longest));
  }
}

/**
 * eta_picture_fit_part:
 * @self: a picture
 * @part: which part of it; within it
 * @width: pixels of the copy, not (or only by rounding) more than of @part
 * @height: likewise
 *
 * Returns: (transfer full): a copy with colour at half the size, as it is encoded
 */
EtaPicture *
eta_picture_fit_part (const EtaPicture *self, const EtaPart *part, int width, int height)
{
  EtaPicture *fitted = eta_picture_new (width, height, self->n_planes);

  for (int i = 0; i < self->n_planes; i++) {
    double across = (double) self->planes[i].width / self->width;
    double down = (double) self->planes[i].height / self->height;
    EtaPart own = { part->x * across, part->y * down, part->width * across, part->height * down };

    eta_plane_scale (&self->planes[i], &own, &fitted->planes[i]);
  }
  return fitted;
}

/**
 * eta_picture_fit:
 * @self: a picture
 * @side: pixels, the longest that a side may be
 *
 * Returns: (transfer full): a copy of the whole, as of eta_picture_fit_part(); never larger than @self
 */
EtaPicture *
eta_picture_fit (const EtaPicture *self, int side)
{
  EtaPart whole = { 0, 0, self->width, self->height };
  int width, height;

  eta_fit (self->width, self->height, side, &width, &height);
  return eta_picture_fit_part (self, &whole, width, height);
}
