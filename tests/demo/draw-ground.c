/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-ground.h"

#include <math.h>

/* A sheet of paper that bends from table to wall, lit from the upper left */
void
ground_studio (Brush *b, Ink tint)
{
  double line = b->height * 0.60;

  cairo_rectangle (b->cr, 0, 0, b->width, b->height);
  use_across (b, 0, 0, 0, line, ink_mix (0xffffff, tint, 0.16), ink_mix (0xffffff, tint, 0.34));
  cairo_fill (b->cr);
  cairo_rectangle (b->cr, 0, line, b->width, b->height - line);
  use_across (b, 0, line, 0, b->height, ink_mix (0xffffff, tint, 0.34),
              ink_mix (0xffffff, tint, 0.12));
  cairo_fill (b->cr);
  cairo_rectangle (b->cr, 0, 0, b->width, b->height);
  use_glow (b, b->width * 0.28, b->height * 0.2, b->width * 0.8, 0xffffff, 0.75);
  cairo_fill (b->cr);
}

/* A line of hills from edge to edge, its top near @y */
static void
ridge (Brush *b, double y, double swing, Ink top, Ink foot)
{
  double phase = vary (b, 0, 6.28), slow = vary (b, 0.003, 0.005), quick = vary (b, 0.010, 0.016);

  cairo_move_to (b->cr, 0, b->height);
  for (double x = 0; x <= b->width + 10; x += 10)
    cairo_line_to (b->cr, x,
                   y + swing * sin (x * slow + phase) + swing * 0.35 * sin (x * quick + phase * 2));
  cairo_line_to (b->cr, b->width + 10, b->height);
  cairo_close_path (b->cr);
  use_across (b, 0, y - swing, 0, y + swing * 4 + 60, top, foot);
  cairo_fill (b->cr);
}

/* The hours of a day: the sky's top, its foot, and the light on what lies below it */
static const Ink hours[][2] = {
  { 0x9fcfe9, 0xf8f4e6 }, /* noon */
  { 0x8fbfe0, 0xfbe3cb }, /* morning */
  { 0xb9cbe6, 0xfde9d2 }, /* haze */
  { 0xf3cfa0, 0xfdf1d6 }, /* late */
};

static void
sky (Brush *b, guint hour)
{
  Ink top = hours[hour][0], low = hours[hour][1];
  double x = b->width * vary (b, 0.60, 0.86), y = b->height * vary (b, 0.16, 0.24);

  cairo_rectangle (b->cr, 0, 0, b->width, b->height);
  use_across (b, 0, 0, 0, b->height * 0.65, top, low);
  cairo_fill (b->cr);
  cairo_rectangle (b->cr, 0, 0, b->width, b->height);
  use_glow (b, x, y, 420, 0xfff6dd, 0.9);
  cairo_fill (b->cr);
  path_oval (b, x, y, 48, 48);
  fill (b, 0xfffaf0);
}

static void
cloud (Brush *b, double x, double y, double scale)
{
  enter (b, x, y, scale, 0);
  path_oval (b, 0, 0, 110, 22);
  path_oval (b, -35, -16, 48, 26);
  path_oval (b, 28, -22, 58, 34);
  use (b, 0xffffff, 0.75);
  cairo_fill (b->cr);
  leave (b);
}

static void
volcano (Brush *b, double x, double y, double width, double height, Ink ink)
{
  double rim = width * 0.09;

  cairo_move_to (b->cr, x - width, y);
  cairo_curve_to (b->cr, x - width * 0.5, y - height * 0.12, x - width * 0.3, y - height * 0.7,
                  x - rim, y - height);
  cairo_curve_to (b->cr, x - rim * 0.4, y - height * 0.965, x + rim * 0.4, y - height * 0.965,
                  x + rim, y - height * 0.985);
  cairo_curve_to (b->cr, x + width * 0.3, y - height * 0.7, x + width * 0.5, y - height * 0.12,
                  x + width, y);
  cairo_close_path (b->cr);
  use_across (b, x - width, y - height, x + width, y, ink_light (ink, 0.25), ink_dark (ink, 0.15));
  cairo_fill (b->cr);
  for (int i = 0; i < 4; i++)
    cloud (b, x + 30 + i * 46, y - height - 26 - i * 30, 0.30 + i * 0.14);
}

static void
sea (Brush *b, double y, double foot)
{
  cairo_rectangle (b->cr, 0, y, b->width, foot - y);
  use_across (b, 0, y, 0, foot, 0x9fd6d8, 0x2f8f9d);
  cairo_fill (b->cr);
  for (int i = 0; i < 46; i++) {
    double far = vary (b, 0, 1), x = vary (b, 0, b->width), length = 14 + far * 70;
    double at = y + 8 + far * far * (foot - y - 12);
    cairo_move_to (b->cr, x, at);
    cairo_line_to (b->cr, x + length, at);
    stroke (b, 0xffffff, 1.5 + far * 2, 0.30);
  }
}

static void
boat (Brush *b, double x, double y, double scale)
{
  enter (b, x, y, scale, 0);
  cairo_move_to (b->cr, -70, -6);
  cairo_curve_to (b->cr, -40, 20, 40, 20, 74, -12);
  cairo_curve_to (b->cr, 40, 2, -40, 2, -70, -6);
  fill (b, 0xf4ede0);
  cairo_move_to (b->cr, -58, 5);
  cairo_curve_to (b->cr, -30, 20, 36, 19, 60, 1);
  stroke (b, 0xc8553d, 4, 1);
  cairo_move_to (b->cr, -80, 24);
  cairo_line_to (b->cr, 66, 24);
  stroke (b, 0x8a6a45, 4, 1);
  cairo_move_to (b->cr, -2, 2);
  cairo_line_to (b->cr, -2, -96);
  stroke (b, 0x6b4f33, 4, 1);
  cairo_move_to (b->cr, 2, -94);
  cairo_curve_to (b->cr, 50, -60, 52, -30, 50, -16);
  cairo_line_to (b->cr, 2, -12);
  cairo_close_path (b->cr);
  use_across (b, 0, -90, 50, -10, 0xffffff, 0xf2d6a2);
  cairo_fill (b->cr);
  leave (b);
}

static void
palm (Brush *b, double x, double y, double height, Ink ink)
{
  double lean = vary (b, -0.18, 0.18) * height;
  double tip_x = x + lean, tip_y = y - height;

  cairo_move_to (b->cr, x, y);
  cairo_curve_to (b->cr, x, y - height * 0.4, tip_x - lean * 0.3, tip_y + height * 0.3, tip_x,
                  tip_y);
  stroke (b, ink_mix (ink, 0x7a5a3a, 0.6), height * 0.035, 1);
  for (int i = 0; i < 9; i++) {
    double turn = -G_PI + i * G_PI / 8 + vary (b, -0.12, 0.12);
    double reach = height * vary (b, 0.34, 0.44), fall = reach * 0.45;
    double end_x = tip_x + cos (turn) * reach, end_y = tip_y + sin (turn) * reach * 0.6 + fall;
    cairo_move_to (b->cr, tip_x, tip_y);
    cairo_curve_to (b->cr, tip_x + cos (turn) * reach * 0.5, tip_y + sin (turn) * reach * 0.8,
                    end_x, end_y - fall * 0.6, end_x, end_y);
    cairo_curve_to (b->cr, end_x - cos (turn) * reach * 0.2, end_y - fall * 0.4,
                    tip_x + cos (turn) * reach * 0.4, tip_y + sin (turn) * reach * 0.4 + 4, tip_x,
                    tip_y);
    fill (b, ink_mix (ink, i % 2 ? 0xb9d27c : 0x2f6b45, 0.25));
  }
}

static void
tree (Brush *b, double x, double y, double size, Ink ink)
{
  cairo_move_to (b->cr, x, y);
  cairo_line_to (b->cr, x, y - size * 0.5);
  stroke (b, 0x6b4f33, size * 0.07, 1);
  path_blob (b, x, y - size * 0.75, size * 0.42, size * 0.40, 0.10);
  use_ball (b, x, y - size * 0.75, size * 0.5, ink_light (ink, 0.28), ink);
  cairo_fill (b->cr);
}

static void
rows (Brush *b, double from, double to, Ink ink)
{
  for (double y = from; y < to; y += 14 + (y - from) * 0.18)
    for (double x = -20; x < b->width + 40; x += 26 + (y - from) * 0.22) {
      double size = 8 + (y - from) * 0.09;
      path_oval (b, x + vary (b, -4, 4), y + vary (b, -3, 3), size, size * 0.62);
      fill (b, ink_mix (ink, vary (b, 0, 1) > 0.5 ? 0x24503a : 0xb4cf7a, 0.25));
    }
}

void
ground_house (Brush *b, double x, double y, double scale, gboolean on_stilts)
{
  static const Ink roofs[] = { 0xb5654a, 0x9a7a52, 0x6f7f86, 0xa8553f };
  Ink roof = roofs[g_rand_int_range (b->rand, 0, 4)];

  enter (b, x, y, scale, 0);
  if (!on_stilts)
    shadow_oval (b, 20, 6, 210, 24, 0.45);
  for (int i = 0; on_stilts && i < 5; i++) {
    cairo_move_to (b->cr, -130 + i * 65, 0);
    cairo_line_to (b->cr, -130 + i * 65, 74);
    stroke (b, 0x6b4f33, 9, 1);
  }
  path_box (b, -140, -110, 280, 114, 3);
  use_across (b, -140, 0, 140, 0, 0xd9b184, 0xb98a5c);
  cairo_fill (b->cr);
  for (int i = 1; i < 7; i++) {
    cairo_move_to (b->cr, -140, -110 + i * 16);
    cairo_line_to (b->cr, 140, -110 + i * 16);
    stroke (b, 0x8a6340, 1.5, 0.5);
  }
  for (int i = 0; i < 3; i++) {
    path_box (b, -104 + i * 78, -84, 44, i == 1 ? 88 : 46, 3);
    fill (b, i == 1 ? 0x6b4a30 : 0x38586b);
    path_box (b, -104 + i * 78, -84, 44, i == 1 ? 88 : 46, 3);
    stroke (b, 0xf6ead5, 5, 1);
  }
  cairo_move_to (b->cr, -182, -98);
  cairo_line_to (b->cr, -96, -214);
  cairo_line_to (b->cr, 96, -214);
  cairo_line_to (b->cr, 182, -98);
  cairo_close_path (b->cr);
  use_across (b, -100, -214, 100, -98, roof, ink_dark (roof, 0.35));
  cairo_fill (b->cr);
  for (int i = 1; i < 7; i++) {
    cairo_move_to (b->cr, -96 - i * 12, -214 + i * 16.5);
    cairo_line_to (b->cr, 96 + i * 12, -214 + i * 16.5);
    stroke (b, ink_dark (roof, 0.55), 1.6, 0.45);
  }
  for (int i = 0; !on_stilts && i < 7; i++) {
    double at = i < 4 ? -180 + i * 26 : 92 + (i - 4) * 34, size = vary (b, 16, 26);
    path_blob (b, at, 2 - size * 0.4, size, size * 0.8, 0.12);
    use_ball (b, at, 2 - size * 0.4, size, 0x9cc47a, 0x4f8a52);
    cairo_fill (b->cr);
  }
  leave (b);
}

static void
grass (Brush *b, double y)
{
  for (int i = 0; i < 420; i++) {
    double x = vary (b, 0, b->width), at = y + pow (vary (b, 0, 1), 1.5) * (b->height - y);
    double size = 8 + (at - y) * 0.14;
    cairo_move_to (b->cr, x, at);
    cairo_rel_curve_to (b->cr, 0, -size * 0.5, size * 0.2, -size * 0.8, vary (b, -0.4, 0.6) * size,
                        -size);
    stroke (b, vary (b, 0, 1) > 0.5 ? 0xf1dc9c : 0xa88f45, 1.6 + size * 0.03, 0.7);
  }
}

static void
place_land (Brush *b, Place place)
{
  double h = b->height, w = b->width;

  sky (b, place == PLACE_SAVANNA ? 3 : g_rand_int_range (b->rand, 0, 3));
  cloud (b, w * 0.22, h * 0.15, 1.1);
  cloud (b, w * 0.5, h * 0.24, 0.7);
  ridge (b, h * 0.47, 26, 0xa9c6cf, 0xc9dcd8);
  if (place == PLACE_VOLCANO)
    volcano (b, w * 0.45, h * 0.56, w * 0.42, h * 0.36, 0x6f97a3);
  if (place == PLACE_SAVANNA) {
    ridge (b, h * 0.52, 30, 0xd9c48a, 0xe9d7a1);
    ridge (b, h * 0.60, 22, 0xc9ad66, 0xdcc27e);
    grass (b, h * 0.63);
    tree (b, w * 0.16, h * 0.68, 150, 0x8c9a4c);
    tree (b, w * 0.88, h * 0.63, 90, 0x8c9a4c);
    return;
  }
  ridge (b, h * 0.54, 22, 0x7fae8c, 0x9cc39a);
  ridge (b, h * 0.62, 18, 0x5e9a6b, 0x86b97d);
  if (place == PLACE_FOREST)
    for (int i = 0; i < 34; i++)
      tree (b, vary (b, 0, w), h * (0.60 + i * 0.006), vary (b, 90, 170),
            i % 2 ? 0x3f7d56 : 0x5b9462);
  if (place == PLACE_PALMS)
    for (int i = 0; i < 13; i++)
      palm (b, vary (b, 0, w), h * (0.66 + i * 0.012), vary (b, 190, 320), 0x4a8f5a);
  if (place != PLACE_PALMS && place != PLACE_FOREST)
    rows (b, h * 0.66, h, 0x5a9150);
}

static void
place_sea (Brush *b, Place place)
{
  double h = b->height, w = b->width;

  sky (b, g_rand_int_range (b->rand, 0, 4));
  cloud (b, w * 0.18, h * 0.14, 1.0);
  cloud (b, w * 0.46, h * 0.22, 0.6);
  if (place == PLACE_ISLAND)
    volcano (b, w * 0.40, h * 0.50, w * 0.30, h * 0.26, 0x6d9a97);
  if (place == PLACE_BAY)
    ridge (b, h * 0.43, 20, 0x86b2ac, 0xa4c9bb);
  sea (b, h * 0.49, h);
  if (place == PLACE_STILTS) {
    ground_house (b, w * 0.22, h * 0.58, 0.62, TRUE);
    ground_house (b, w * 0.50, h * 0.555, 0.46, TRUE);
    ground_house (b, w * 0.79, h * 0.60, 0.70, TRUE);
  }
  boat (b, w * vary (b, 0.60, 0.76), h * 0.60, 0.9);
  if (place == PLACE_STILTS)
    boat (b, w * vary (b, 0.2, 0.36), h * 0.82, 1.9);
  if (place != PLACE_STILTS)
    boat (b, w * 0.24, h * 0.54, 0.5);
  if (place != PLACE_STILTS) {
    cairo_move_to (b->cr, 0, h * 0.80);
    cairo_curve_to (b->cr, w * 0.3, h * 0.72, w * 0.6, h * 0.90, w, h * 0.78);
    cairo_line_to (b->cr, w, h);
    cairo_line_to (b->cr, 0, h);
    cairo_close_path (b->cr);
    use_across (b, 0, h * 0.75, 0, h, 0xf6e6c4, 0xe6cd9c);
    cairo_fill (b->cr);
    palm (b, w * 0.08, h * 0.86, 330, 0x4a8f5a);
    palm (b, w * 0.94, h * 0.88, 380, 0x4a8f5a);
  }
}

void
ground_place (Brush *b, Place place)
{
  if (place == PLACE_BAY || place == PLACE_ISLAND || place == PLACE_STILTS)
    place_sea (b, place);
  else
    place_land (b, place);
}

/* A wooden board in front of a place, to stand things on */
void
ground_ledge (Brush *b, double top)
{
  lift (b);
  cairo_rectangle (b->cr, -20, top, b->width + 40, b->height - top + 20);
  use_across (b, 0, top, 0, b->height, 0xe2bd8d, 0xc4935f);
  cairo_fill (b->cr);
  for (int i = 0; i < 60; i++) {
    double y = top + 8 + vary (b, 0, 1) * (b->height - top), x = vary (b, -200, b->width);
    cairo_move_to (b->cr, x, y);
    cairo_rel_curve_to (b->cr, 120, vary (b, -5, 5), 240, vary (b, -5, 5), vary (b, 200, 480), 0);
    stroke (b, vary (b, 0, 1) > 0.4 ? 0x9a6d40 : 0xf3d9b0, vary (b, 1, 2.5), 0.35);
  }
  cairo_rectangle (b->cr, -20, top, b->width + 40, 7);
  use (b, 0xfff1d6, 0.7);
  cairo_fill (b->cr);
  drop (b, 0, -6, 26, 0.35);
}
