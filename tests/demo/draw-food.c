/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-goods.h"

#include <math.h>

/* A piece of banana leaf, lying */
void
part_leaf (Brush *b, double width, double height)
{
  lift (b);
  enter (b, -width / 2, 0, 1, 0);
  path_leaf (b, width, height * 0.68);
  use_across (b, 0, -height / 2, 0, height / 2, 0x86b75c, 0x3e7f45);
  cairo_fill_preserve (b->cr);
  cairo_clip (b->cr);
  for (double x = -width * 0.2; x < width; x += 17) {
    for (int side = -1; side <= 1; side += 2) {
      cairo_move_to (b->cr, x, 0);
      cairo_curve_to (b->cr, x + 20, side * height * 0.12, x + 60, side * height * 0.3, x + 110,
                      side * height * 0.55);
      stroke (b, 0x2f6a3b, 1.6, 0.35);
    }
  }
  cairo_move_to (b->cr, 0, 0);
  cairo_line_to (b->cr, width, 0);
  stroke (b, 0xc9dd92, 6, 1);
  leave (b);
  drop (b, 4, 10, 12, 0.30);
}

/* A bowl whose rim is an oval at y = -150 */
void
part_bowl (Brush *b, double radius, Ink ink)
{
  lift (b);
  cairo_move_to (b->cr, -radius, -radius * 0.72);
  cairo_curve_to (b->cr, -radius * 0.95, -radius * 0.2, -radius * 0.5, 0, -radius * 0.34, 0);
  cairo_line_to (b->cr, radius * 0.34, 0);
  cairo_curve_to (b->cr, radius * 0.5, 0, radius * 0.95, -radius * 0.2, radius, -radius * 0.72);
  cairo_close_path (b->cr);
  use (b, ink, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -radius, radius, 0.9);
  path_oval (b, 0, -radius * 0.72, radius, radius * 0.30);
  use_across (b, -radius, 0, radius, 0, ink_light (ink, 0.5), ink_light (ink, 0.15));
  cairo_fill (b->cr);
  path_oval (b, 0, -radius * 0.70, radius * 0.92, radius * 0.255);
  fill (b, ink_dark (ink, 0.35));
  drop (b, 10, 14, 18, 0.38);
}

void
goods_fish (Brush *b, Ink ink)
{
  part_leaf (b, 600, 300);
  for (int k = 0; k < 2; k++) {
    enter (b, k ? 26 : -10, k ? 12 : -84, k ? 0.96 : 0.84, k ? 0.05 : -0.04);
    lift (b);
    cairo_move_to (b->cr, -230, 0);
    cairo_curve_to (b->cr, -170, -84, 40, -92, 176, -18);
    cairo_curve_to (b->cr, 200, -40, 226, -66, 250, -72);
    cairo_curve_to (b->cr, 236, -30, 236, 26, 252, 66);
    cairo_curve_to (b->cr, 226, 60, 200, 36, 176, 16);
    cairo_curve_to (b->cr, 40, 84, -170, 80, -230, 0);
    cairo_close_path (b->cr);
    use_across (b, 0, -80, 0, 76, ink_dark (ink, 0.5), ink_light (ink, 0.30));
    cairo_fill_preserve (b->cr);
    cairo_save (b->cr);
    cairo_clip (b->cr);
    for (int i = 0; i < 5; i++) {
      cairo_move_to (b->cr, -150, 10 + i * 13);
      cairo_curve_to (b->cr, -40, 24 + i * 15, 60, 20 + i * 10, 176, 2 + i * 3);
      stroke (b, ink_dark (ink, 0.55), 4.5, 0.55);
    }
    for (int i = 0; i < 60; i++) {
      path_oval (b, vary (b, -200, 180), vary (b, -60, 6), vary (b, 3, 9), vary (b, 1.5, 4));
      use (b, 0xffd48a, vary (b, 0.10, 0.4));
      cairo_fill (b->cr);
    }
    cairo_move_to (b->cr, -150, -70);
    cairo_curve_to (b->cr, -122, -30, -122, 26, -150, 66);
    stroke (b, ink_dark (ink, 0.65), 5, 0.8);
    cairo_restore (b->cr);
    cairo_move_to (b->cr, -40, -64);
    cairo_curve_to (b->cr, -20, -110, 10, -112, 40, -60);
    fill (b, ink_dark (ink, 0.5));
    path_oval (b, -184, -14, 13, 13);
    fill (b, 0xf1dfb4);
    path_oval (b, -183, -14, 7, 7);
    fill (b, 0x20140c);
    for (int i = 0; i < 2; i++) { /* the split bamboo that holds it over the smoke */
      path_box (b, -90 + i * 150, -92, 17, 178, 6);
      use_across (b, -90 + i * 150, 0, -73 + i * 150, 0, 0xe9cf9a, 0xae8450);
      cairo_fill (b->cr);
    }
    drop (b, 6, 12, 12, 0.42);
    leave (b);
  }
}

static void
nut (Brush *b, double x, double y, double size, double turn, Ink ink)
{
  enter (b, x, y, size / 50, turn);
  lift (b);
  path_oval (b, 0, 0, 50, 40);
  use_ball (b, 0, 0, 54, ink_light (ink, 0.42), ink_dark (ink, 0.35));
  cairo_fill_preserve (b->cr);
  cairo_clip (b->cr);
  for (int i = -4; i <= 4; i++) {
    cairo_move_to (b->cr, -50, i * 3);
    cairo_curve_to (b->cr, -20, i * 14 + vary (b, -4, 4), 20, i * 14 + vary (b, -4, 4), 50, i * 3);
    stroke (b, ink_dark (ink, 0.45), 1.8, 0.4);
  }
  cairo_reset_clip (b->cr);
  drop (b, 5, 8, 8, 0.4);
  leave (b);
}

static void
aril (Brush *b, double rx, double ry, Ink red)
{
  for (int i = 0; i < 9; i++) {
    double a = i * G_PI / 4.5;
    cairo_move_to (b->cr, rx * 0.9, 0);
    cairo_curve_to (b->cr, cos (a) * rx * 0.8, sin (a) * ry * 1.5, -rx * 0.3,
                    sin (a) * ry * 1.2 + vary (b, -6, 6), -rx * 0.92, sin (a) * ry * 0.4);
    stroke (b, i % 2 ? red : ink_light (red, 0.16), 8, 1);
  }
}

/* The fruit opened: flesh, the red mace, and the nut within */
static void
opened (Brush *b, double x, double y, double scale, double turn)
{
  enter (b, x, y, scale, turn);
  lift (b);
  path_oval (b, 0, 0, 122, 102);
  use_ball (b, 0, 0, 130, 0xf6e3a1, 0xcfa552);
  cairo_fill (b->cr);
  path_oval (b, 2, -2, 108, 88);
  use_ball (b, 10, 10, 120, 0xfffbe8, 0xf0dca4);
  cairo_fill (b->cr);
  path_oval (b, 4, 0, 72, 56);
  fill (b, 0xd9bf7e);
  path_oval (b, 4, 0, 66, 50);
  use_ball (b, 4, 0, 66, 0x7a4a2c, 0x3a2014);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  cairo_translate (b->cr, 4, 0);
  aril (b, 66, 46, 0xc42b22);
  cairo_restore (b->cr);
  path_oval (b, -22, -24, 14, 7);
  use (b, 0xffffff, 0.4);
  cairo_fill (b->cr);
  drop (b, 8, 12, 12, 0.38);
  leave (b);
}

void
goods_nutmeg (Brush *b, Ink ink)
{
  enter (b, 40, -40, 0.8, -0.35);
  part_leaf (b, 420, 150);
  leave (b);
  opened (b, -100, -62, 1.0, -0.2);
  opened (b, 110, -36, 0.92, 0.35);
  nut (b, -190, 40, 42, 0.4, ink);
  nut (b, -96, 70, 46, -0.3, ink);
  nut (b, 16, 74, 44, 0.1, ink);
  nut (b, 206, 62, 42, 0.6, ink);
}

/* One blade of mace: a lace of flat strands that open from the stalk */
static void
blade (Brush *b, double x, double y, double scale, Ink ink)
{
  shadow_oval (b, x + 4, y + 9, 60 * scale, 40 * scale, 0.30);
  enter (b, x, y, scale, vary (b, 0, 6.28));
  for (int k = 0; k < 9; k++) {
    double a = (k - 4) * 0.27 + vary (b, -0.05, 0.05);
    cairo_move_to (b->cr, -56, 0);
    cairo_curve_to (b->cr, -24, a * 66, 14, a * 84, 60 * cos (a), a * 46);
    cairo_curve_to (b->cr, 22, a * 62, -14, a * 48, -56, 0);
    use_across (b, -56, 0, 60, 0, ink_dark (ink, 0.25), ink_mix (ink, 0xffa24a, 0.35));
    cairo_fill_preserve (b->cr);
    stroke (b, ink_mix (ink, k % 2 ? 0xffb35c : 0x8d1c10, 0.30), 6, 1);
  }
  leave (b);
}

void
goods_mace (Brush *b, Ink ink)
{
  part_bowl (b, 190, 0xe8dcc6);
  for (int i = 0; i < 26; i++) {
    double x = vary (b, -136, 136);
    blade (b, x, -142 - vary (b, 0, 64) * (1 - fabs (x) / 180), vary (b, 0.66, 0.86), ink);
  }
  for (int i = 0; i < 4; i++)
    blade (b, -220 + i * 146, 36 + (i % 2) * 22, 0.8, ink);
}

void
goods_sugar (Brush *b, Ink ink)
{
  static const double at[][3] = { { -132, -22, 1 }, { 128, -30, 0.96 }, { 0, 26, 1.06 } };

  part_leaf (b, 620, 330);
  for (guint i = 0; i < G_N_ELEMENTS (at); i++) {
    enter (b, at[i][0], at[i][1], at[i][2], 0);
    lift (b);
    cairo_move_to (b->cr, -112, 0);
    cairo_curve_to (b->cr, -112, -150, 112, -150, 112, 0);
    cairo_curve_to (b->cr, 108, 44, -108, 44, -112, 0);
    cairo_close_path (b->cr);
    use_ball (b, 6, -40, 140, ink_light (ink, 0.34), ink_dark (ink, 0.38));
    cairo_fill_preserve (b->cr);
    cairo_clip (b->cr);
    for (int k = 0; k < 70; k++) {
      path_oval (b, vary (b, -110, 110), vary (b, -110, 36), vary (b, 1, 4), vary (b, 1, 3));
      use (b, vary (b, 0, 1) > 0.5 ? 0xffe0a6 : 0x2e1508, vary (b, 0.1, 0.35));
      cairo_fill (b->cr);
    }
    path_oval (b, -38, -68, 34, 15);
    use (b, 0xffffff, 0.20);
    cairo_fill (b->cr);
    cairo_reset_clip (b->cr);
    drop (b, 8, 14, 14, 0.42);
    leave (b);
  }
  lift (b);
  for (int i = 0; i < 9; i++) {
    path_blob (b, -170 + i * 42 + vary (b, -12, 12), 92 + vary (b, -12, 16), vary (b, 8, 20),
               vary (b, 7, 14), 0.25);
    fill (b, ink_light (ink, vary (b, 0.05, 0.35)));
  }
  drop (b, 2, 4, 5, 0.35);
}

/* A bowl heaped with grains; a few have fallen beside it */
void
goods_grains (Brush *b, Ink ink)
{
  part_bowl (b, 200, 0xf0e6d4);
  lift (b);
  cairo_move_to (b->cr, -184, -140);
  cairo_curve_to (b->cr, -120, -236, 120, -236, 184, -140);
  cairo_curve_to (b->cr, 120, -82, -120, -82, -184, -140);
  fill (b, ink_dark (ink, 0.25));
  for (int i = 0; i < 900; i++) {
    double x = vary (b, -178, 178), room = 1 - (x / 184) * (x / 184);
    double y = -140 + vary (b, -70, 42) * room;
    path_oval (b, x, y, vary (b, 5, 8.5), vary (b, 4.5, 7));
    fill (b, ink_mix (ink, vary (b, 0, 1) > 0.45 ? 0xffffff : 0x1c100a, vary (b, 0.02, 0.38)));
  }
  drop (b, 0, 2, 4, 0.2);
  lift (b);
  for (int i = 0; i < 60; i++) {
    double size = vary (b, 6, 8.5);
    path_oval (b, vary (b, -280, 270), 34 + vary (b, -10, 50), size, size * 0.85);
    fill (b, ink_mix (ink, vary (b, 0, 1) > 0.45 ? 0xffffff : 0x1c100a, vary (b, 0.02, 0.3)));
  }
  drop (b, 2, 4, 4, 0.45);
}

void
goods_floss (Brush *b, Ink ink)
{
  part_bowl (b, 200, 0x9db6a5);
  lift (b);
  for (int i = 0; i < 1100; i++) {
    double x = vary (b, -176, 176), room = 1 - (x / 186) * (x / 186);
    double y = -142 + vary (b, -88, 40) * room;
    cairo_move_to (b->cr, x, y);
    cairo_rel_curve_to (b->cr, vary (b, -12, 12), vary (b, -10, 10), vary (b, -18, 18),
                        vary (b, -10, 10), vary (b, -22, 22), vary (b, -9, 9));
    stroke (b, ink_mix (ink, vary (b, 0, 1) > 0.45 ? 0xffe3ac : 0x4a210c, vary (b, 0, 0.5)),
            vary (b, 2.5, 5), 1);
  }
  drop (b, 0, 3, 5, 0.3);
  goods_chilli (b, 0xc9302c);
}

void
goods_slices (Brush *b, Ink ink)
{
  part_bowl (b, 190, 0xd9e3dd);
  for (int i = 0; i < 30; i++) {
    double x = vary (b, -140, 140), y = -140 - vary (b, -6, 60) * (1 - fabs (x) / 180);
    if (i > 26) {
      x = -200 + (i - 27) * 190;
      y = 40;
    }
    shadow_oval (b, x + 3, y + 10, 50, 30, 0.16);
    enter (b, x, y, vary (b, 0.8, 1), vary (b, 0, 6.28));
    cairo_arc (b->cr, 0, 0, 46, 0.1, G_PI - 0.1);
    cairo_arc_negative (b->cr, 0, -4, 22, G_PI - 0.2, 0.2);
    cairo_close_path (b->cr);
    use_across (b, 0, -10, 0, 46, ink_light (ink, 0.45), ink);
    cairo_fill_preserve (b->cr);
    stroke (b, ink_dark (ink, 0.2), 2, 0.4);
    for (int k = 0; k < 12; k++) {
      path_box (b, vary (b, -30, 30), vary (b, 22, 38), 3, 3, 1);
      use (b, 0xffffff, 0.85);
      cairo_fill (b->cr);
    }
    leave (b);
  }
}

void
goods_crackers (Brush *b, Ink ink)
{
  for (int i = 0; i < 11; i++) {
    double x = -210 + (i % 4) * 130 + (i / 4) * 34, y = -70 + (i / 4) * 62;
    enter (b, x, y, vary (b, 0.9, 1.08), vary (b, 0, 6.28));
    lift (b);
    path_blob (b, 0, 0, 92, 74, 0.10);
    use_ball (b, 0, 0, 104, ink_light (ink, 0.6), ink);
    cairo_fill_preserve (b->cr);
    stroke (b, ink_dark (ink, 0.25), 3, 0.4);
    for (int k = 0; k < 26; k++) {
      double a = vary (b, 0, 6.28), out = vary (b, 0, 0.8);
      path_oval (b, cos (a) * 80 * out, sin (a) * 62 * out, vary (b, 3, 10), vary (b, 2, 7));
      use (b, k % 3 ? 0xffffff : ink_dark (ink, 0.35), k % 3 ? 0.35 : 0.25);
      cairo_fill (b->cr);
    }
    drop (b, 4, 9, 9, 0.30);
    leave (b);
  }
}

void
goods_nuts (Brush *b, Ink ink)
{
  for (int i = 0; i < 30; i++) {
    double x = vary (b, -220, 220), y = vary (b, -90, 80);
    shadow_oval (b, x + 5, y + 10, 56, 44, 0.42);
    enter (b, x, y, vary (b, 0.85, 1.05), vary (b, 0, 6.28));
    cairo_move_to (b->cr, -44, 6);
    cairo_curve_to (b->cr, -52, -30, -10, -38, 8, -18);
    cairo_curve_to (b->cr, 20, -6, 26, -8, 34, -14);
    cairo_curve_to (b->cr, 56, -14, 54, 22, 30, 28);
    cairo_curve_to (b->cr, 0, 38, -36, 36, -44, 6);
    cairo_close_path (b->cr);
    use_ball (b, 0, 0, 56, ink_light (ink, 0.62), ink);
    cairo_fill (b->cr);
    cairo_move_to (b->cr, -32, 4);
    cairo_curve_to (b->cr, -20, 18, 10, 18, 32, 6);
    stroke (b, ink_dark (ink, 0.3), 2.4, 0.4);
    leave (b);
  }
}

/* Caramel set with split nuts, cut into lozenges */
void
goods_brittle (Brush *b, Ink ink)
{
  for (int i = 0; i < 7; i++) {
    enter (b, -176 + (i % 4) * 118 + (i / 4) * 56, -70 + (i / 4) * 92, 1, vary (b, -0.25, 0.25));
    lift (b);
    cairo_move_to (b->cr, -92, 10);
    cairo_line_to (b->cr, -16, -50);
    cairo_line_to (b->cr, 92, -10);
    cairo_line_to (b->cr, 18, 52);
    cairo_close_path (b->cr);
    use_across (b, -60, -50, 60, 50, ink_mix (ink, 0xe09a3c, 0.5), ink_dark (ink, 0.25));
    cairo_fill_preserve (b->cr);
    cairo_save (b->cr);
    cairo_clip (b->cr);
    for (int k = 0; k < 22; k++) {
      enter (b, vary (b, -80, 80), vary (b, -44, 46), 1, vary (b, 0, 3.14));
      path_leaf (b, 34, 13);
      use_across (b, 0, -8, 0, 8, 0xfff0d0, 0xd9b27c);
      cairo_fill_preserve (b->cr);
      stroke (b, 0x9a6a34, 1.6, 0.6);
      leave (b);
    }
    cairo_rectangle (b->cr, -100, -60, 200, 120);
    use_glow (b, -30, -30, 80, 0xffffff, 0.35);
    cairo_fill (b->cr);
    cairo_restore (b->cr);
    drop (b, 4, 11, 9, 0.40);
    leave (b);
  }
}

void
goods_chilli (Brush *b, Ink ink)
{
  for (int i = 0; i < 5; i++) {
    enter (b, -170 + i * 84 + vary (b, -20, 20), 50 + vary (b, -22, 26), 1, vary (b, -0.7, 0.7));
    lift (b);
    cairo_move_to (b->cr, -62, -4);
    cairo_curve_to (b->cr, -30, -28, 40, -16, 78, 14);
    cairo_curve_to (b->cr, 30, 22, -40, 24, -62, -4);
    cairo_close_path (b->cr);
    use_across (b, 0, -18, 0, 20, ink_light (ink, 0.3), ink_dark (ink, 0.2));
    cairo_fill (b->cr);
    cairo_move_to (b->cr, -36, -11);
    cairo_curve_to (b->cr, -10, -16, 20, -10, 40, -2);
    stroke (b, 0xffffff, 3, 0.45);
    cairo_move_to (b->cr, -60, -4);
    cairo_rel_curve_to (b->cr, -10, -2, -18, -8, -26, -18);
    stroke (b, 0x5d8a3e, 6, 1);
    drop (b, 3, 6, 7, 0.36);
    leave (b);
  }
}

void
goods_sambal (Brush *b, Ink ink)
{
  part_bowl (b, 190, 0x8f9a8a);
  lift (b);
  path_blob (b, 0, -142, 168, 48, 0.05);
  use_ball (b, 0, -142, 170, ink_light (ink, 0.2), ink_dark (ink, 0.35));
  cairo_fill (b->cr);
  for (int i = 0; i < 220; i++) {
    double a = vary (b, 0, 6.28), out = sqrt (vary (b, 0, 1)), size = vary (b, 3, 10);
    path_blob (b, cos (a) * 150 * out, -144 + sin (a) * 38 * out, size, size * 0.6, 0.3);
    fill (b, ink_mix (ink, i % 3 ? 0xff9a5a : 0x4a100c, vary (b, 0.1, 0.5)));
  }
  for (int i = 0; i < 26; i++) {
    double a = vary (b, 0, 6.28), out = sqrt (vary (b, 0, 1));
    path_oval (b, cos (a) * 148 * out, -146 + sin (a) * 36 * out, 5, 3.4);
    fill (b, 0xf6dfa0);
  }
  path_oval (b, -50, -160, 44, 7);
  use (b, 0xffffff, 0.35);
  cairo_fill (b->cr);
  drop (b, 0, 2, 4, 0.3);
  goods_chilli (b, ink);
}

static void
frond (Brush *b, double x, double y, double length, double turn, int depth, Ink ink)
{
  double bend = vary (b, -0.5, 0.5), reach = length * 0.6;
  double end_x = x + cos (turn + bend * 0.5) * length,
         end_y = y + sin (turn + bend * 0.5) * length * 0.7;

  cairo_move_to (b->cr, x, y);
  cairo_curve_to (b->cr, x + cos (turn) * reach * 0.5, y + sin (turn) * reach * 0.5,
                  x + cos (turn + bend) * reach, y + sin (turn + bend) * reach * 0.7, end_x, end_y);
  stroke (b, ink, 5 + depth * 2.6, 1);
  if (depth == 0)
    return;
  for (int side = -1; side <= 1; side += 2)
    frond (b, end_x, end_y, length * vary (b, 0.55, 0.75), turn + bend + side * vary (b, 0.4, 0.9),
           depth - 1, ink_light (ink, 0.10));
}

void
goods_seaweed (Brush *b, Ink ink)
{
  static const Ink others[] = { 0x7a5a66, 0xa7a25a, 0x4f6b3a, 0xc2b16a };

  for (int layer = 0; layer < 4; layer++) {
    lift (b);
    for (int i = 0; i < 16; i++) {
      double a = vary (b, 0, 6.28), out = vary (b, 0, 1) * (1 - layer * 0.2);
      frond (b, cos (a) * 150 * out, -44 - layer * 26 + sin (a) * 56 * out, vary (b, 34, 52), a, 2,
             ink_mix (ink, others[g_rand_int_range (b->rand, 0, 4)], 0.6));
    }
    drop (b, 3, 8, 8, 0.42);
  }
}

void
goods_soap (Brush *b, Ink ink)
{
  enter (b, 150, 6, 0.62, 0.2);
  goods_seaweed (b, 0x5b8a4f);
  leave (b);
  for (int i = 0; i < 3; i++) {
    enter (b, -60 + i * 26, 24 - i * 72, 1, 0.03 * (i - 1));
    lift (b);
    path_box (b, -168, -74, 300, 82, 16);
    use_across (b, 0, -74, 0, 8, ink_light (ink, 0.45), ink_dark (ink, 0.08));
    cairo_fill_preserve (b->cr);
    cairo_save (b->cr);
    cairo_clip (b->cr);
    for (int k = 0; k < 5; k++) {
      cairo_move_to (b->cr, -190, -60 + k * 15);
      cairo_curve_to (b->cr, -80, -90 + k * 24, 20, -10 + k * 8, 150, -64 + k * 16);
      stroke (b, k % 2 ? 0x3f7a5d : 0xf4fbf1, 6, 0.5);
    }
    for (int k = 0; k < 46; k++) {
      path_oval (b, vary (b, -165, 128), vary (b, -70, 4), vary (b, 1.5, 4.5), vary (b, 1.5, 3));
      use (b, 0x2f5a3d, 0.5);
      cairo_fill (b->cr);
    }
    path_box (b, -158, -70, 280, 10, 5);
    use (b, 0xffffff, 0.5);
    cairo_fill (b->cr);
    cairo_restore (b->cr);
    drop (b, 6, 12, 12, 0.36);
    leave (b);
  }
}
