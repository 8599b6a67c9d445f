/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-goods.h"

#include <math.h>

static void
bean (Brush *b, double x, double y, double size, Ink ink)
{
  shadow_oval (b, x + 5, y + 8, size * 1.25, size * 0.95, 0.5);
  enter (b, x, y, size / 30, vary (b, 0, 6.28));
  path_oval (b, 0, 0, 30, 21);
  use_ball (b, 0, 0, 32, ink_light (ink, 0.40), ink_dark (ink, 0.35));
  cairo_fill (b->cr);
  cairo_move_to (b->cr, -28, 2);
  cairo_curve_to (b->cr, -10, -11, 10, 11, 28, -2);
  stroke (b, ink_dark (ink, 0.65), 4, 0.9);
  leave (b);
}

void
goods_beans (Brush *b, Ink ink)
{
  for (int i = 0; i < 44; i++) {
    double near = vary (b, 0, 1), angle = vary (b, 0, 6.28);
    bean (b, cos (angle) * 230 * sqrt (near), 10 + sin (angle) * 84 * sqrt (near), vary (b, 27, 33),
          ink);
  }
}

static void
steam (Brush *b, double x, double y)
{
  for (int i = -1; i <= 1; i++) {
    cairo_move_to (b->cr, x + i * 40, y);
    cairo_rel_curve_to (b->cr, -26, -40, 26, -70, 0, -120 + 26 * i * i);
    stroke (b, 0xffffff, 15, 0.42);
    cairo_move_to (b->cr, x + i * 40, y);
    cairo_rel_curve_to (b->cr, -26, -40, 26, -70, 0, -120 + 26 * i * i);
    stroke (b, 0xd5c8b8, 7, 0.30);
  }
}

static void
cup (Brush *b, Ink ink, Ink drink)
{
  lift (b);
  path_oval (b, 0, -4, 200, 48);
  use_across (b, -200, 0, 200, 0, ink_light (ink, 0.55), ink_dark (ink, 0.08));
  cairo_fill (b->cr);
  path_oval (b, 0, -12, 124, 26);
  use (b, ink_dark (ink, 0.3), 0.35);
  cairo_fill (b->cr);
  drop (b, 10, 14, 18, 0.36);
  lift (b);
  cairo_new_sub_path (b->cr);
  cairo_arc (b->cr, 150, -104, 48, -1.7, 1.8);
  stroke (b, ink_dark (ink, 0.12), 22, 1);
  cairo_move_to (b->cr, -150, -176);
  cairo_curve_to (b->cr, -146, -70, -110, -14, -70, -12);
  cairo_line_to (b->cr, 70, -12);
  cairo_curve_to (b->cr, 110, -14, 146, -70, 150, -176);
  cairo_close_path (b->cr);
  use (b, ink, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -150, 150, 0.9);
  path_oval (b, 0, -176, 150, 40);
  use_across (b, -150, 0, 150, 0, ink_light (ink, 0.6), ink_light (ink, 0.2));
  cairo_fill (b->cr);
  path_oval (b, 0, -172, 136, 32);
  use_ball (b, 0, -172, 136, ink_light (drink, 0.22), ink_dark (drink, 0.3));
  cairo_fill (b->cr);
  path_oval (b, -30, -178, 62, 10);
  use (b, 0xe8b878, 0.55);
  cairo_fill (b->cr);
  drop (b, 10, 12, 14, 0.35);
  steam (b, -6, -210);
}

void
goods_coffee (Brush *b, Ink ink)
{
  enter (b, 24, -46, 1, 0);
  cup (b, 0xf3ece0, ink);
  leave (b);
  for (int i = 0; i < 15; i++)
    bean (b, -226 + i * 31 + vary (b, -14, 14), 42 + vary (b, -10, 40), vary (b, 25, 31), ink);
}

void
goods_vanilla (Brush *b, Ink ink)
{
  for (int i = 0; i < 13; i++) {
    double y = -60 + i * 8, sway = vary (b, -14, 14);
    lift (b);
    cairo_move_to (b->cr, -250, y + sway);
    cairo_curve_to (b->cr, -100, y - 36 + sway, 90, y + 26 - sway, 236 + sway, y - 12);
    cairo_rel_curve_to (b->cr, 14, -4, 20, -10, 22, -20);
    stroke (b, ink_mix (ink, 0x0d0705, vary (b, 0, 0.4)), 14, 1);
    cairo_move_to (b->cr, -246, y + sway - 4);
    cairo_curve_to (b->cr, -100, y - 40 + sway, 90, y + 22 - sway, 230 + sway, y - 16);
    stroke (b, 0xd9b48a, 2.6, 0.42);
    drop (b, 3, 7, 7, 0.34);
  }
  for (int k = 0; k < 2; k++) {
    lift (b);
    path_box (b, -100 + k * 190, -92, 24, 164, 11);
    use_across (b, 0, -92, 0, 72, 0xe6d1a4, 0xa98a5a);
    cairo_fill (b->cr);
    for (int i = 0; i < 11; i++) {
      cairo_move_to (b->cr, -99 + k * 190, -84 + i * 14);
      cairo_rel_line_to (b->cr, 22, 8);
      stroke (b, 0x8a6c40, 2, 0.6);
    }
    drop (b, 3, 6, 6, 0.34);
  }
  enter (b, 210, -82, 0.9, -0.4);
  lift (b);
  for (int i = 0; i < 6; i++) {
    enter (b, 0, 0, 1, i * G_PI / 3);
    path_leaf (b, 82, i % 2 ? 20 : 27);
    use_across (b, 0, 0, 82, 0, 0xfffbe0, 0xe8dd9a);
    cairo_fill (b->cr);
    leave (b);
  }
  path_oval (b, 0, 0, 15, 15);
  fill (b, 0xe9b949);
  drop (b, 4, 8, 9, 0.30);
  leave (b);
}

static void
pod (Brush *b, double length, double height, Ink ink)
{
  enter (b, -length / 2, 0, 1, 0);
  path_leaf (b, length, height);
  use_across (b, 0, -height * 0.7, 0, height * 0.7, ink_light (ink, 0.35), ink_dark (ink, 0.3));
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  for (int i = -3; i <= 3; i++) {
    cairo_move_to (b->cr, 0, 0);
    cairo_curve_to (b->cr, length * 0.2, i * height * 0.26, length * 0.75, i * height * 0.26,
                    length, 0);
    stroke (b, ink_dark (ink, 0.4), 5, 0.4);
    cairo_move_to (b->cr, 0, -5);
    cairo_curve_to (b->cr, length * 0.2, i * height * 0.26 - 7, length * 0.75,
                    i * height * 0.26 - 7, length, -5);
    stroke (b, 0xfff0c0, 3, 0.35);
  }
  cairo_restore (b->cr);
  leave (b);
}

void
goods_cacao (Brush *b, Ink ink)
{
  enter (b, -30, -96, 1, -0.28);
  lift (b);
  pod (b, 400, 116, 0xd98a2b);
  drop (b, 8, 14, 15, 0.36);
  leave (b);
  enter (b, 66, -6, 1, 0.16);
  lift (b);
  pod (b, 400, 116, 0xb9622a);
  enter (b, -172, -4, 1, 0);
  path_leaf (b, 344, 84);
  fill (b, 0xf6e4bd);
  path_leaf (b, 336, 70);
  fill (b, 0xe2bf86);
  leave (b);
  for (int i = 0; i < 13; i++) {
    path_oval (b, -116 + (i % 7) * 39 + (i / 7) * 18, -22 + (i / 7) * 32, 22, 17);
    use_ball (b, -116 + (i % 7) * 39 + (i / 7) * 18, -22 + (i / 7) * 32, 24, 0xffffff, 0xe9ddd0);
    cairo_fill (b->cr);
  }
  drop (b, 8, 14, 15, 0.36);
  leave (b);
  for (int i = 0; i < 18; i++)
    bean (b, -230 + i * 27, 84 + vary (b, -16, 18), vary (b, 24, 30), ink);
}

void
goods_chocolate (Brush *b, Ink ink)
{
  enter (b, 0, -60, 1, -0.10);
  lift (b);
  path_box (b, -210, -96, 420, 216, 8);
  fill (b, ink_dark (ink, 0.2));
  for (int i = 0; i < 18; i++) {
    double x = -204 + (i % 6) * 69, y = -90 + (i / 6) * 70;
    path_box (b, x, y, 64, 64, 5);
    use_across (b, x, y, x + 64, y + 64, ink_light (ink, 0.26), ink);
    cairo_fill (b->cr);
    path_box (b, x + 10, y + 10, 44, 44, 4);
    use_across (b, x, y, x + 64, y + 64, ink, ink_light (ink, 0.16));
    cairo_fill (b->cr);
    cairo_move_to (b->cr, x + 4, y + 60);
    cairo_line_to (b->cr, x + 4, y + 4);
    cairo_line_to (b->cr, x + 60, y + 4);
    stroke (b, 0xffe6cf, 2, 0.35);
  }
  drop (b, 8, 14, 14, 0.42);
  leave (b);
  for (int i = 0; i < 3; i++) {
    enter (b, -180 + i * 130, 78 + (i % 2) * 20, 1, vary (b, -0.6, 0.6));
    lift (b);
    path_box (b, -34, -30, 66, 62, 5);
    use_across (b, -34, -30, 32, 32, ink_light (ink, 0.3), ink_dark (ink, 0.1));
    cairo_fill (b->cr);
    path_box (b, -23, -19, 44, 40, 4);
    use_across (b, -34, -30, 32, 32, ink, ink_light (ink, 0.2));
    cairo_fill (b->cr);
    drop (b, 5, 9, 9, 0.42);
    leave (b);
  }
  for (int i = 0; i < 7; i++)
    bean (b, 40 + i * 34, 92 + vary (b, -14, 18), vary (b, 22, 28), 0x6b3d22);
}

static void
comb (Brush *b, Ink ink)
{
  lift (b);
  path_blob (b, 0, 0, 150, 92, 0.10);
  fill (b, ink_light (ink, 0.25));
  cairo_save (b->cr);
  path_blob (b, 0, 0, 146, 88, 0.10);
  cairo_clip (b->cr);
  for (int row = -4; row <= 4; row++)
    for (int column = -5; column <= 5; column++) {
      double x = column * 36 + (row % 2 ? 18 : 0), y = row * 30;
      for (int k = 0; k < 6; k++)
        cairo_line_to (b->cr, x + cos (k * G_PI / 3 + G_PI / 6) * 18,
                       y + sin (k * G_PI / 3 + G_PI / 6) * 18);
      cairo_close_path (b->cr);
      use_ball (b, x, y, 20, ink_light (ink, 0.5), ink_dark (ink, 0.15));
      cairo_fill_preserve (b->cr);
      stroke (b, ink_light (ink, 0.6), 3, 0.9);
    }
  cairo_restore (b->cr);
  drop (b, 6, 12, 13, 0.36);
}

void
goods_honey (Brush *b, Ink ink)
{
  enter (b, -76, -30, 1, 0.1);
  comb (b, ink);
  leave (b);
  enter (b, 130, -20, 1, -0.5);
  lift (b);
  path_box (b, -20, -8, 250, 17, 8);
  use_across (b, 0, -8, 0, 9, 0xd9ab72, 0x97683a);
  cairo_fill (b->cr);
  for (int i = 0; i < 5; i++) {
    double tall = 44 - ABS (i - 2) * 9;
    path_box (b, -120 + i * 21, -tall, 16, tall * 2, 7);
    use_across (b, 0, -tall, 0, tall, 0xe0b47c, 0x8c5f34);
    cairo_fill (b->cr);
  }
  for (int i = 0; i < 5; i++) {
    path_oval (b, -112 + i * 21, 20 + (i % 2) * 6, 10, 17);
    use (b, ink, 0.85);
    cairo_fill (b->cr);
  }
  drop (b, 6, 12, 12, 0.36);
  leave (b);
  path_blob (b, 34, 64, 100, 26, 0.10);
  use_ball (b, 34, 64, 104, ink_light (ink, 0.35), ink);
  cairo_fill (b->cr);
}
