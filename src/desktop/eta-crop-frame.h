/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo.h"

G_BEGIN_DECLS

/* Which sides of a frame a handle takes along; none: the whole frame moves */
typedef enum {
  ETA_CROP_LEFT = 1 << 0,
  ETA_CROP_RIGHT = 1 << 1,
  ETA_CROP_TOP = 1 << 2,
  ETA_CROP_BOTTOM = 1 << 3,
} EtaCropSides;

/**
 * EtaCropFrame:
 * @rect: what is kept
 * @width: of the picture
 * @height: likewise
 * @least: what a side of @rect must have
 * @across: with @down the shape that @rect keeps; 0: any
 *
 * The frame that the user draws around the part of a picture to keep. Nothing but arithmetic: the frame
 * never leaves the picture, and never gets smaller than a photo may be.
 */
typedef struct {
  EtaPhotoRect rect;
  int width, height;
  int least;
  int across, down;
} EtaCropFrame;

void eta_crop_frame_init (EtaCropFrame *frame, const EtaPhotoRect *rect, int width, int height);
void eta_crop_frame_drag (EtaCropFrame *frame, EtaCropSides sides, const EtaPhotoRect *from, int dx,
                          int dy);
void eta_crop_frame_grow (EtaCropFrame *frame, int dx, int dy);
void eta_crop_frame_set_shape (EtaCropFrame *frame, int across, int down);
gboolean eta_crop_frame_is_whole (const EtaCropFrame *frame);

G_END_DECLS
