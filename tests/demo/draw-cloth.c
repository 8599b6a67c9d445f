/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-goods.h"

#include <math.h>

/* Half of each figure of the ikat, one letter a thread: '#' is dyed, '+' is the lighter shade. */
static const char *const figures[][11] = {
  { "....#", "...##", "...#+", "#..#+", "##.##", ".####", "..#++", ".##+#", "##.##", "#...#",
    "...##" },
  { "#....", "##..#", "+##.#", ".+###", "..+##", "#.###", "#####", ".+###", "..#.#", ".##.#",
    "###.#" },
  { "....#", "...##", "..##+", ".##+#", "##+##", "#+##+", "##+##", ".##+#", "..##+", "...##",
    "....#" },
};

#define THREADS 220 /* across */
#define PICKS 330 /* along */

typedef struct {
  Ink ground, dye, light, band;
} Dyes;

static char
figure_at (int which, int x, int y)
{
  int column = x % 10;

  column = column < 5 ? column : 9 - column;
  return figures[which][CLAMP (y, 0, 10)][column];
}

/* The dye at one crossing; @y runs through bands of figures between stripes */
static Ink
dye_at (const Dyes *dyes, int x, double y, int cell)
{
  int height = 11 * cell, gap = cell * 6;
  int period = height + gap;
  int band = (int) floor (y / period);
  double within = y - band * period;
  char dot;

  if (within < gap) {
    int stripe = (int) (within / cell);
    return stripe == 0 || stripe == 5    ? dyes->dye
           : stripe == 1 || stripe == 4  ? dyes->light
           : (x / cell + stripe) % 4 < 2 ? dyes->band
                                         : dyes->dye;
  }
  dot = figure_at (ABS (band) % 3, x / cell, (int) ((within - gap) / cell));
  return dot == '#' ? dyes->light : dot == '+' ? dyes->band : dyes->ground;
}

/* Ikat: the threads are dyed before they are woven, so each slips a little and the figure is feathered */
static cairo_surface_t *
weave (Brush *b, const Dyes *dyes, int cell, double slip)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, THREADS, PICKS);
  int stride = cairo_image_surface_get_stride (surface);
  guchar *data = cairo_image_surface_get_data (surface);

  for (int x = 0; x < THREADS; x++) {
    double moved = vary (b, -slip, slip);
    for (int y = 0; y < PICKS; y++) {
      Ink ink = dye_at (dyes, x, y + moved + PICKS, cell);
      double shade = vary (b, 0, 0.10) + (x % 2 ? 0.05 : 0) + (y % 2 ? 0.03 : 0);
      *(guint32 *) (data + y * stride + x * 4) = ink_dark (ink, shade);
    }
  }
  cairo_surface_mark_dirty (surface);
  return surface;
}

static Dyes
dyes_of (Ink ink)
{
  Dyes dyes = { ink_dark (ink, 0.20), ink_dark (ink, 0.55), 0xf1e2c4,
                ink_mix (ink, 0xd8863f, 0.65) };
  return dyes;
}

/* Songket: gold on one colour, sharp */
static Dyes
gold_on (Ink ink)
{
  Dyes dyes = { ink, ink_dark (ink, 0.35), 0xe3bd62, 0xf6e3a4 };
  return dyes;
}

/* The woven surface laid over the path that follows, @width units wide from (@x, @y) */
static void
use_weave (Brush *b, cairo_surface_t *surface, double x, double y, double width)
{
  g_autoptr (cairo_pattern_t) pattern = cairo_pattern_create_for_surface (surface);
  cairo_matrix_t matrix;
  double scale = THREADS / width;

  cairo_matrix_init_scale (&matrix, scale, scale);
  cairo_matrix_translate (&matrix, -x, -y);
  cairo_pattern_set_matrix (pattern, &matrix);
  cairo_pattern_set_extend (pattern, CAIRO_EXTEND_REFLECT);
  cairo_pattern_set_filter (pattern, CAIRO_FILTER_BILINEAR);
  cairo_set_source (b->cr, pattern);
}

static void
fringe (Brush *b, double x0, double x1, double y, double length, Ink ink)
{
  for (double x = x0 + 3; x < x1; x += 7) {
    cairo_move_to (b->cr, x, y);
    cairo_rel_curve_to (b->cr, vary (b, -4, 4), length * 0.4, vary (b, -5, 5), length * 0.7,
                        vary (b, -6, 6), length * vary (b, 0.85, 1));
    stroke (b, ink_mix (ink, 0xffffff, vary (b, 0, 0.35)), 3.4, 1);
  }
}

/* Folds that fall from top to bottom, over the current path */
static void
folds (Brush *b, double x0, double x1, int n)
{
  for (int i = 0; i < n; i++) {
    double x = x0 + (x1 - x0) * (i + 0.5) / n, half = (x1 - x0) / n * 0.5;
    g_autoptr (cairo_pattern_t) pattern = cairo_pattern_create_linear (x - half, 0, x + half, 0);
    cairo_pattern_add_color_stop_rgba (pattern, 0, 0.1, 0.06, 0.03, 0.36);
    cairo_pattern_add_color_stop_rgba (pattern, 0.35, 1, 1, 1, 0.22);
    cairo_pattern_add_color_stop_rgba (pattern, 0.6, 1, 1, 1, 0.02);
    cairo_pattern_add_color_stop_rgba (pattern, 1, 0.1, 0.06, 0.03, 0.36);
    cairo_rectangle (b->cr, x - half, -700, half * 2, 900);
    cairo_set_source (b->cr, pattern);
    cairo_fill (b->cr);
  }
}

static void
rod (Brush *b, double half, double y)
{
  lift (b);
  path_box (b, -half, y - 11, half * 2, 22, 11);
  use_across (b, 0, y - 11, 0, y + 11, 0xd0a878, 0x7d5836);
  cairo_fill (b->cr);
  for (int side = -1; side <= 1; side += 2) {
    path_oval (b, side * half, y, 19, 19);
    use_ball (b, side * half, y, 20, 0xd9b184, 0x6f4c2d);
    cairo_fill (b->cr);
  }
  drop (b, 8, 12, 12, 0.35);
}

static void
hang (Brush *b, cairo_surface_t *surface, Ink ink, double half, double height, int n)
{
  double top = 70 - height;

  lift (b);
  fringe (b, -half, half, 66, 46, ink);
  cairo_move_to (b->cr, -half, top);
  cairo_line_to (b->cr, half, top);
  cairo_curve_to (b->cr, half - 6, top + height * 0.4, half + 10, top + height * 0.7, half, 70);
  for (int i = n * 2; i > 0; i--)
    cairo_line_to (b->cr, -half + half * 2 * (i - 1) / (n * 2), 70 + (i % 2 ? 0 : 7));
  cairo_curve_to (b->cr, -half + 8, top + height * 0.6, -half - 8, top + height * 0.3, -half, top);
  cairo_close_path (b->cr);
  use_weave (b, surface, -half, top, half * 2);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  folds (b, -half, half, n);
  cairo_restore (b->cr);
  drop (b, 12, 18, 20, 0.36);
  rod (b, half + 60, top);
}

static void
folded (Brush *b, cairo_surface_t *surface, double y, double half, double thick)
{
  lift (b);
  path_box (b, -half, y - thick, half * 2, thick, thick * 0.42);
  use_weave (b, surface, -half, y - thick * 3 - vary (b, 0, 200), half * 0.9);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  cairo_rectangle (b->cr, -half, y - thick, half * 2, thick);
  use_glow (b, -half * 0.3, y - thick, half * 1.4, 0xffffff, 0.30);
  cairo_fill (b->cr);
  for (int i = 1; i < 3; i++) {
    cairo_move_to (b->cr, -half + 18, y - thick * i / 3);
    cairo_line_to (b->cr, half, y - thick * i / 3);
    stroke (b, 0x1c1410, 3, 0.35);
  }
  cairo_restore (b->cr);
  drop (b, 8, 10, 12, 0.38);
}

void
goods_cloth (Brush *b, Ink ink)
{
  Dyes dyes = dyes_of (ink);
  g_autoptr (cairo_surface_t) surface = weave (b, &dyes, 5, 3.4);

  hang (b, surface, dyes.dye, 210, 520, 5);
}

void
goods_songket (Brush *b, Ink ink)
{
  Dyes dyes = gold_on (ink);
  g_autoptr (cairo_surface_t) surface = weave (b, &dyes, 4, 0);

  hang (b, surface, 0xd9b45c, 210, 520, 5);
}

static void
pile (Brush *b, Dyes dyes, Dyes other, int cell, double slip)
{
  g_autoptr (cairo_surface_t) first = weave (b, &dyes, cell, slip);
  g_autoptr (cairo_surface_t) second = weave (b, &other, cell, slip);

  folded (b, first, 76, 230, 76);
  folded (b, second, 2, 222, 72);
  folded (b, first, -68, 214, 74);
  lift (b);
  cairo_move_to (b->cr, -70, -138);
  cairo_line_to (b->cr, 90, -138);
  cairo_curve_to (b->cr, 98, -60, 92, 20, 104, 92);
  cairo_line_to (b->cr, -66, 92);
  cairo_curve_to (b->cr, -78, 20, -64, -60, -70, -138);
  cairo_close_path (b->cr);
  use_weave (b, second, -70, -138, 170);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  folds (b, -78, 104, 3);
  cairo_restore (b->cr);
  fringe (b, -66, 104, 90, 42, dyes.light);
  drop (b, 6, 10, 12, 0.40);
}

void
goods_scarf (Brush *b, Ink ink)
{
  pile (b, dyes_of (ink), dyes_of (ink_mix (ink, 0x8b3a2f, 0.55)), 4, 3);
}

void
goods_brocade (Brush *b, Ink ink)
{
  pile (b, gold_on (ink), gold_on (ink_mix (ink, 0x7c2f4d, 0.5)), 4, 0);
}

void
goods_cushion (Brush *b, Ink ink)
{
  for (int i = 0; i < 2; i++) {
    Dyes dyes = dyes_of (i ? ink : ink_mix (ink, 0x2f4f6b, 0.7));
    g_autoptr (cairo_surface_t) surface = weave (b, &dyes, 5, 3);
    enter (b, i ? 56 : -96, i ? -124 : -156, i ? 1 : 0.92, i ? 0.06 : -0.12);
    lift (b);
    cairo_move_to (b->cr, -196, -196);
    cairo_curve_to (b->cr, -90, -168, 90, -168, 196, -196);
    cairo_curve_to (b->cr, 168, -90, 168, 90, 196, 196);
    cairo_curve_to (b->cr, 90, 172, -90, 172, -196, 196);
    cairo_curve_to (b->cr, -168, 90, -168, -90, -196, -196);
    cairo_close_path (b->cr);
    use_weave (b, surface, -200, -200, 400);
    cairo_fill_preserve (b->cr);
    cairo_save (b->cr);
    cairo_clip_preserve (b->cr);
    use_glow (b, -50, -60, 220, 0xffffff, 0.34);
    cairo_fill (b->cr);
    cairo_restore (b->cr);
    cairo_rectangle (b->cr, 0, 0, 0, 0);
    cairo_new_path (b->cr);
    drop (b, 12, 16, 20, 0.40);
    leave (b);
  }
}

void
goods_tote (Brush *b, Ink ink)
{
  Dyes dyes = dyes_of (ink);
  g_autoptr (cairo_surface_t) surface = weave (b, &dyes, 5, 3);

  lift (b);
  for (int i = 0; i < 2; i++) {
    cairo_move_to (b->cr, -104, -270);
    cairo_curve_to (b->cr, -96, -480 + i * 36, 96, -480 + i * 36, 104, -270);
    stroke (b, i ? 0x8a5a34 : 0x5f3c22, 22, 1);
  }
  drop (b, 8, 10, 12, 0.30);
  lift (b);
  cairo_move_to (b->cr, -190, -290);
  cairo_line_to (b->cr, 190, -290);
  cairo_curve_to (b->cr, 204, -160, 206, -20, 176, 50);
  cairo_curve_to (b->cr, 100, 72, -100, 72, -176, 50);
  cairo_curve_to (b->cr, -206, -20, -204, -160, -190, -290);
  cairo_close_path (b->cr);
  use_weave (b, surface, -206, -320, 412);
  cairo_fill_preserve (b->cr);
  shade_round (b, -206, 206, 0.8);
  path_box (b, -196, -302, 392, 40, 8);
  use_across (b, 0, -302, 0, -262, 0x9a683d, 0x6f4526);
  cairo_fill (b->cr);
  for (double x = -186; x < 186; x += 15) {
    cairo_move_to (b->cr, x, -272);
    cairo_rel_line_to (b->cr, 8, 0);
    stroke (b, 0xf0d7ae, 2.6, 0.9);
  }
  for (int side = -1; side <= 1; side += 2) {
    path_box (b, side * 104 - 18, -296, 36, 74, 8);
    use_across (b, 0, -296, 0, -222, 0x9a683d, 0x6f4526);
    cairo_fill (b->cr);
    path_oval (b, side * 104, -238, 6, 6);
    fill (b, 0xe3c272);
  }
  drop (b, 12, 16, 20, 0.40);
}
