/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "draw-brush.h"

G_BEGIN_DECLS

typedef enum {
  PLACE_VOLCANO,
  PLACE_BAY,
  PLACE_ISLAND,
  PLACE_PALMS,
  PLACE_SAVANNA,
  PLACE_FOREST,
  PLACE_STILTS,
  PLACE_HILLS,
} Place;

void ground_studio (Brush *b, Ink tint);
void ground_place (Brush *b, Place place);
void ground_ledge (Brush *b, double top);
void ground_house (Brush *b, double x, double y, double scale, gboolean on_stilts);

G_END_DECLS
