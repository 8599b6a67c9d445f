/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-crop-frame.h"

#include <math.h>

/* One direction of a frame: what stands still while the other end moves, and how long it may get */
typedef struct {
  double still;
  double longest;
  double share; /* of the length that lies before @still: 0, a half, all */
} Axis;

static Axis
find_axis (int start, int length, gboolean before, gboolean after, int whole)
{
  double middle = start + length / 2.0;

  if (before)
    return (Axis){ start + length, start + length, 1 };
  if (after)
    return (Axis){ start, whole - start, 0 };
  return (Axis){ middle, 2 * MIN (middle, whole - middle), 0.5 };
}

static int
place (const Axis *axis, int length, int whole)
{
  return CLAMP ((int) lround (axis->still - axis->share * length), 0, whole - length);
}

/* @length: wanted. Returns: what is possible */
static double
limit (double length, double least, double longest)
{
  return MIN (MAX (length, least), longest);
}

/* The wanted size in the frame's shape: the direction that was moved leads; at a corner the one that asks
 * for more. */
static void
shape (const EtaCropFrame *frame, EtaCropSides sides, const Axis *x, const Axis *y, double *width,
       double *height)
{
  double ratio = (double) frame->across / frame->down;
  gboolean sideways = (sides & (ETA_CROP_LEFT | ETA_CROP_RIGHT)) != 0;
  gboolean upright = (sides & (ETA_CROP_TOP | ETA_CROP_BOTTOM)) != 0;
  double wanted = *width;

  if (upright && (!sideways || *height * ratio > *width))
    wanted = *height * ratio;
  wanted = limit (wanted, MAX (frame->least, frame->least * ratio),
                  MIN (x->longest, y->longest * ratio));
  *width = wanted;
  *height = wanted / ratio;
}

static void
resize (EtaCropFrame *frame, EtaCropSides sides, const EtaPhotoRect *from, double width,
        double height)
{
  Axis x =
      find_axis (from->x, from->width, sides & ETA_CROP_LEFT, sides & ETA_CROP_RIGHT, frame->width);
  Axis y = find_axis (from->y, from->height, sides & ETA_CROP_TOP, sides & ETA_CROP_BOTTOM,
                      frame->height);

  if (frame->across > 0) {
    shape (frame, sides, &x, &y, &width, &height);
  } else {
    width = limit (width, frame->least, x.longest);
    height = limit (height, frame->least, y.longest);
  }
  frame->rect.width = CLAMP ((int) lround (width), 1, frame->width);
  frame->rect.height = CLAMP ((int) lround (height), 1, frame->height);
  frame->rect.x = place (&x, frame->rect.width, frame->width);
  frame->rect.y = place (&y, frame->rect.height, frame->height);
}

/**
 * eta_crop_frame_init:
 * @rect: (nullable): what is kept now; %NULL, or what does not fit: the whole
 * @width: of the picture
 * @height: likewise
 */
void
eta_crop_frame_init (EtaCropFrame *frame, const EtaPhotoRect *rect, int width, int height)
{
  gboolean fits = rect && rect->x >= 0 && rect->y >= 0 && rect->width > 0 && rect->height > 0 &&
                  rect->width <= width - rect->x && rect->height <= height - rect->y;

  *frame = (EtaCropFrame){ .rect = { 0, 0, width, height }, .width = width, .height = height };
  frame->least = MIN (ETA_PHOTO_MIN_SIDE, MIN (width, height));
  if (fits)
    frame->rect = *rect;
}

/**
 * eta_crop_frame_drag:
 * @sides: the handle; none: the whole frame
 * @from: where the frame was when the drag began
 * @dx: how far the handle is now from where it was then
 * @dy: likewise
 */
void
eta_crop_frame_drag (EtaCropFrame *frame, EtaCropSides sides, const EtaPhotoRect *from, int dx,
                     int dy)
{
  double width = from->width, height = from->height;

  if (sides == 0) {
    frame->rect.x = CLAMP (from->x + dx, 0, frame->width - from->width);
    frame->rect.y = CLAMP (from->y + dy, 0, frame->height - from->height);
    return;
  }
  if (sides & (ETA_CROP_LEFT | ETA_CROP_RIGHT))
    width += sides & ETA_CROP_LEFT ? -dx : dx;
  if (sides & (ETA_CROP_TOP | ETA_CROP_BOTTOM))
    height += sides & ETA_CROP_TOP ? -dy : dy;
  resize (frame, sides, from, width, height);
}

/**
 * eta_crop_frame_grow:
 * @dx: how much wider; negative: narrower
 * @dy: how much higher
 *
 * Makes the frame larger or smaller to the right and below; where there is no more room, to the left and
 * above: with keys alone every frame can be reached.
 */
void
eta_crop_frame_grow (EtaCropFrame *frame, int dx, int dy)
{
  EtaPhotoRect from = frame->rect;
  gboolean right = from.x + from.width < frame->width || dx < 0;
  gboolean below = from.y + from.height < frame->height || dy < 0;
  EtaCropSides sides = 0;

  if (dx)
    sides |= right ? ETA_CROP_RIGHT : ETA_CROP_LEFT;
  if (dy)
    sides |= below ? ETA_CROP_BOTTOM : ETA_CROP_TOP;
  if (sides)
    resize (frame, sides, &from, from.width + dx, from.height + dy);
}

/**
 * eta_crop_frame_set_shape:
 * @across: with @down the shape, such as 4 and 3; a frame that stands gets the standing one; 0: any
 *
 * The frame becomes the largest of that shape within what it was.
 */
void
eta_crop_frame_set_shape (EtaCropFrame *frame, int across, int down)
{
  EtaPhotoRect from = frame->rect;
  gboolean stands = from.height > from.width;
  double ratio;

  frame->across = stands ? down : across;
  frame->down = stands ? across : down;
  if (across == 0)
    return;
  ratio = (double) frame->across / frame->down;
  resize (frame, 0, &from, MIN (from.width, from.height * ratio), from.height);
}

/** eta_crop_frame_is_whole: Returns: whether nothing is cut off */
gboolean
eta_crop_frame_is_whole (const EtaCropFrame *frame)
{
  return frame->rect.width == frame->width && frame->rect.height == frame->height;
}
