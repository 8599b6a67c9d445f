/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-brush.h"

G_BEGIN_DECLS

typedef enum { MARK_PEAK, MARK_WAVE, MARK_LEAF, MARK_STAR, MARK_SUN } Mark;

typedef enum {
  PACK_BAG, /* folded coffee bag */
  PACK_POUCH, /* stand-up pouch with a window */
  PACK_JAR, /* glass with a lid */
  PACK_BOTTLE, /* tall glass */
  PACK_DROPPER, /* small amber glass */
  PACK_BOX, /* carton */
  PACK_BAR, /* chocolate in paper */
  PACK_SACK, /* cloth sack */
  PACK_CASE, /* flat gift box, open */
  PACK_TAG, /* cord and card */
} PackKind;

typedef struct {
  PackKind kind;
  const char *name; /* on the label */
  const char *line; /* under it */
  Ink body; /* the pack */
  Ink ink; /* the label's colour */
  Ink content; /* what shows through */
  Mark mark;
} Pack;

/* Stands on the origin, about 400 units high */
void draw_pack (Brush *b, const Pack *pack);
void draw_label (Brush *b, const Pack *pack, double x, double y, double width, double height);

G_END_DECLS
