/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* A row is padded to whole blocks of both JPEG planes, so that an encoder can read past its end. */
#define ETA_PLANE_ALIGN 16

typedef struct {
  int width, height, stride;
  guint8 *data;
} EtaPlane;

/**
 * EtaPicture:
 *
 * An opaque picture as JPEG keeps it: brightness in one plane, colour (Cb, Cr) in two more that may
 * have fewer pixels. Camera files are scaled and encoded without ever becoming RGB, which halves the
 * work. @n_planes is 1 for a grey picture, else 3. Owned by one thread at a time.
 */
typedef struct {
  int width, height;
  int n_planes;
  EtaPlane planes[3];
} EtaPicture;

/* A part of a picture or plane, in its pixels */
typedef struct {
  double x, y, width, height;
} EtaPart;

EtaPicture *eta_picture_new (int width, int height, int n_planes);
EtaPicture *eta_picture_new_from_pixbuf (GdkPixbuf *pixbuf);
void eta_picture_free (EtaPicture *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPicture, eta_picture_free)

/* What an EXIF orientation does to a picture as stored: @swap rows and columns, then look at them from the
 * other side */
typedef struct {
  gboolean swap, mirror, flip;
} EtaTurn;

EtaPicture *eta_picture_turn (EtaPicture *self, guint orientation);
EtaPicture *eta_picture_fit (const EtaPicture *self, int side);
EtaPicture *eta_picture_fit_part (const EtaPicture *self, const EtaPart *part, int width,
                                  int height);

void eta_plane_init (EtaPlane *plane, int width, int height, int stride, int rows);
void eta_plane_pad_row (EtaPlane *plane, int y);
void eta_plane_scale (const EtaPlane *from, const EtaPart *part, EtaPlane *to);
EtaTurn eta_turn (guint orientation);
void eta_fit (int width, int height, int side, int *fit_width, int *fit_height);

G_END_DECLS
