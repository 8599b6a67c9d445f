/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-goods.h"

#include <math.h>

static void
pearl (Brush *b, double x, double y, double size, Ink ink)
{
  shadow_oval (b, x + size * 0.2, y + size * 0.35, size * 1.25, size * 1.1, 0.45);
  path_oval (b, x, y, size, size);
  use_ball (b, x, y, size * 1.1, ink_light (ink, 0.9), ink_dark (ink, 0.28));
  cairo_fill (b->cr);
  path_oval (b, x, y, size, size);
  use_glow (b, x + size * 0.35, y + size * 0.45, size * 0.75, 0xf7c9c6, 0.55);
  cairo_fill (b->cr);
  path_oval (b, x, y, size, size);
  use_glow (b, x + size * 0.5, y - size * 0.3, size * 0.6, 0xc3e6df, 0.5);
  cairo_fill (b->cr);
  path_oval (b, x - size * 0.32, y - size * 0.36, size * 0.24, size * 0.17);
  use (b, 0xffffff, 0.92);
  cairo_fill (b->cr);
}

/* The inside of a pearl oyster, its hinge at the origin and its lip above */
static void
valve (Brush *b, double size)
{
  lift (b);
  for (int ring = 0; ring < 4; ring++) {
    path_blob (b, 0, -size * 0.92, size * (1.10 - ring * 0.035), size * (0.98 - ring * 0.035),
               0.03);
    fill (b, ring % 2 ? 0x8c8a6d : 0x5f624f);
  }
  path_blob (b, 0, -size * 0.92, size * 0.95, size * 0.84, 0.02);
  use_ball (b, 0, -size * 0.9, size, 0xfffdf6, 0xd3d0cf);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  cairo_rectangle (b->cr, -size * 2, -size * 3, size * 4, size * 4);
  use_glow (b, -size * 0.4, -size * 0.6, size * 0.8, 0xf3b9c6, 0.60);
  cairo_fill (b->cr);
  cairo_rectangle (b->cr, -size * 2, -size * 3, size * 4, size * 4);
  use_glow (b, size * 0.5, -size * 1.1, size * 0.8, 0xa5ded6, 0.65);
  cairo_fill (b->cr);
  cairo_rectangle (b->cr, -size * 2, -size * 3, size * 4, size * 4);
  use_glow (b, -size * 0.2, -size * 1.5, size * 0.7, 0xf5e3a8, 0.50);
  cairo_fill (b->cr);
  for (int i = 1; i < 7; i++) {
    path_oval (b, 0, -size * 0.30, size * 0.17 * i, size * 0.22 * i);
    stroke (b, 0xffffff, 3, 0.16);
  }
  cairo_restore (b->cr);
  drop (b, 10, 16, 18, 0.36);
}

void
goods_pearl (Brush *b, Ink ink)
{
  enter (b, 30, -140, 1, 0.10);
  valve (b, 180);
  leave (b);
  enter (b, -10, 96, 1, -0.06);
  cairo_scale (b->cr, 1, 0.62);
  valve (b, 210);
  leave (b);
  pearl (b, -4, -30, 66, ink);
  pearl (b, -210, 70, 33, ink_mix (ink, 0xd9b46a, 0.55));
  pearl (b, 226, 74, 36, ink_mix (ink, 0x8aa0ad, 0.6));
  pearl (b, 168, 108, 22, ink);
}

void
goods_necklace (Brush *b, Ink ink)
{
  lift (b);
  cairo_move_to (b->cr, -150, 84);
  cairo_curve_to (b->cr, -170, -60, -136, -330, -60, -380);
  cairo_curve_to (b->cr, -40, -404, 40, -404, 60, -380);
  cairo_curve_to (b->cr, 136, -330, 170, -60, 150, 84);
  cairo_curve_to (b->cr, 90, 110, -90, 110, -150, 84);
  use_across (b, -160, 0, 160, 0, 0x4d6a78, 0x24384a);
  cairo_fill (b->cr);
  path_oval (b, 0, -384, 58, 16);
  fill (b, 0x6c8a97);
  drop (b, 14, 18, 22, 0.38);
  for (int row = 0; row < 2; row++)
    for (int i = 0; i <= 26; i++) {
      double t = i / 26.0, a = G_PI * t, size = 13 + 8 * sin (a);
      double half = (92 + row * 44) * (0.62 + 0.38 * sin (a));
      pearl (b, -cos (a) * half, -340 - row * 12 + sin (a) * (200 + row * 104), size, ink);
    }
  path_oval (b, 0, -8, 20, 20);
  use_ball (b, 0, -8, 20, 0xfbe9a8, 0xb98a2f);
  cairo_fill (b->cr);
  pearl (b, 0, 34, 30, ink_mix (ink, 0xd9b46a, 0.5));
}

void
goods_brooch (Brush *b, Ink ink)
{
  lift (b);
  path_box (b, -230, -330, 460, 410, 20);
  use_across (b, -230, -330, 230, 80, 0x3d5a66, 0x223944);
  cairo_fill (b->cr);
  path_box (b, -206, -306, 412, 362, 14);
  stroke (b, 0xd9c08a, 3, 0.7);
  drop (b, 12, 16, 20, 0.40);
  enter (b, 0, -120, 1, -0.3);
  lift (b);
  for (int i = 0; i < 7; i++) {
    enter (b, 0, 0, 1, i * 2 * G_PI / 7);
    path_leaf (b, 150, 52);
    use_across (b, 0, -40, 150, 40, 0xfffaf2, i % 2 ? 0xbfe2da : 0xf0c4cb);
    cairo_fill_preserve (b->cr);
    stroke (b, 0xcfa75a, 4, 1);
    cairo_move_to (b->cr, 24, 0);
    cairo_line_to (b->cr, 128, 0);
    stroke (b, 0xffffff, 3, 0.8);
    leave (b);
  }
  drop (b, 6, 10, 12, 0.5);
  leave (b);
  pearl (b, 0, -120, 40, ink);
}

/* Strips over and under on a round wall: @top and @foot are its half widths */
static void
plait (Brush *b, double top, double foot, double height, Ink ink)
{
  const int count = 26;
  double row_height = 21;
  int n = (int) (height / row_height);

  for (int row = 0; row < n; row++) {
    double y = -height + row * row_height, share = (double) row / n;
    double half = top * (1 - share) + foot * share + 10 * sin (share * G_PI);
    for (int i = 0; i < count; i++) {
      double from = -G_PI_2 + i * G_PI / count, to = from + G_PI / count;
      double x0 = sin (from) * half, x1 = sin (to) * half, dip = cos ((from + to) / 2) * 22;
      double light = 0.32 * cos ((from + to) / 2 + 0.5);
      gboolean over = (row + i) % 2;
      path_box (b, x0 - 0.5, y + dip + (over ? 0 : 3), MAX (x1 - x0 + 1, 1),
                row_height - (over ? 0 : 5), MIN (5, MAX (x1 - x0, 1) / 3));
      use_across (b, x0, 0, x1, 0, ink_light (ink_dark (ink, over ? 0.08 : 0.34), light),
                  ink_dark (ink, over ? 0.22 : 0.5));
      cairo_fill (b->cr);
    }
  }
}

static void
braid (Brush *b, double y, double rx, double ry, Ink ink)
{
  for (int pass = 0; pass < 2; pass++)
    for (int i = 0; i < 64; i++) {
      double a = i * 2 * G_PI / 64;
      if ((sin (a) > 0) != (pass == 1))
        continue;
      enter (b, cos (a) * rx, y + sin (a) * ry, 1, 0.6 + (sin (a) > 0 ? 0 : 0.4));
      path_oval (b, 0, 0, 16, 8);
      use_across (b, 0, -8, 0, 8, ink_light (ink, 0.35), ink_dark (ink, 0.3));
      cairo_fill (b->cr);
      leave (b);
    }
}

static void
handle (Brush *b, double half, double y, double rise, Ink ink)
{
  cairo_move_to (b->cr, -half, y);
  cairo_curve_to (b->cr, -half, y - rise * 1.3, half, y - rise * 1.3, half, y);
  use_across (b, 0, y - rise, 0, y, ink_light (ink, 0.2), ink_dark (ink, 0.2));
  cairo_set_line_width (b->cr, 22);
  cairo_stroke (b->cr);
  for (int i = 1; i < 34; i++) {
    double t = i / 34.0, u = 1 - t;
    double x = -half * u * u * u - 3 * half * u * u * t + 3 * half * u * t * t + half * t * t * t;
    double at = y - 3 * rise * 1.3 * (u * u * t + u * t * t);
    enter (b, x, at, 1, 0.7);
    cairo_move_to (b->cr, -10, 0);
    cairo_line_to (b->cr, 10, 0);
    stroke (b, ink_dark (ink, 0.45), 2.6, 0.6);
    leave (b);
  }
}

void
goods_basket (Brush *b, Ink ink)
{
  lift (b);
  handle (b, 190, -244, 230, ink);
  drop (b, 10, 12, 14, 0.30);
  lift (b);
  path_oval (b, 0, -250, 232, 52);
  fill (b, ink_dark (ink, 0.62));
  plait (b, 232, 170, 300, ink);
  braid (b, -250, 234, 50, ink);
  drop (b, 14, 18, 22, 0.42);
  for (int i = 0; i < 5; i++) {
    path_oval (b, sin (-1.1 + i * 0.55) * 190, -88 + cos (-1.1 + i * 0.55) * 20, 15, 21);
    use (b, 0x7c3a24, 0.8);
    cairo_fill (b->cr);
  }
}

void
goods_handbag (Brush *b, Ink ink)
{
  lift (b);
  handle (b, 104, -284, 176, 0x7a4b2b);
  drop (b, 8, 10, 12, 0.3);
  lift (b);
  plait (b, 172, 200, 340, ink);
  cairo_move_to (b->cr, -174, -334);
  cairo_line_to (b->cr, 174, -334);
  cairo_curve_to (b->cr, 184, -200, 110, -176, 0, -172);
  cairo_curve_to (b->cr, -110, -176, -184, -200, -174, -334);
  cairo_close_path (b->cr);
  use_across (b, -180, -330, 180, -180, 0x9c6239, 0x6d4123);
  cairo_fill_preserve (b->cr);
  stroke (b, 0xe6c79a, 2.4, 0.8);
  path_oval (b, 0, -186, 17, 17);
  use_ball (b, 0, -186, 18, 0xfbe7ac, 0xa97b2c);
  cairo_fill (b->cr);
  drop (b, 14, 18, 22, 0.42);
}

static void
roll (Brush *b, double x, double y, double length, Ink ink)
{
  enter (b, x, y, 1, 0);
  lift (b);
  path_box (b, -length / 2, -58, length, 116, 12);
  use_across (b, 0, -58, 0, 58, ink_light (ink, 0.35), ink_dark (ink, 0.4));
  cairo_fill (b->cr);
  for (double at = -length / 2 + 8; at < length / 2; at += 13) {
    cairo_move_to (b->cr, at, -58);
    cairo_line_to (b->cr, at, 58);
    stroke (b, ink_dark (ink, 0.5), 2.4, 0.35);
  }
  for (int i = 0; i < 3; i++) {
    path_box (b, -length * 0.36 + i * length * 0.32, -60, 24, 120, 4);
    use_across (b, 0, -60, 0, 60, 0x6b3a24, 0x3f2014);
    cairo_fill (b->cr);
  }
  path_oval (b, length / 2, 0, 26, 58);
  use (b, ink_dark (ink, 0.18), 1);
  cairo_fill (b->cr);
  for (int i = 1; i < 4; i++) {
    path_oval (b, length / 2 + 2, 2, 26 - i * 6, 58 - i * 14);
    stroke (b, ink_dark (ink, 0.55), 3, 0.8);
  }
  drop (b, 10, 16, 18, 0.40);
  leave (b);
}

/* Split rattan, laid side by side and bound with bark: striped, with a border of steps */
void
goods_mat (Brush *b, Ink ink)
{
  enter (b, 0, 60, 1, 0);
  lift (b);
  cairo_move_to (b->cr, -230, -210);
  cairo_line_to (b->cr, 230, -210);
  cairo_line_to (b->cr, 300, 30);
  cairo_line_to (b->cr, -300, 30);
  cairo_close_path (b->cr);
  use_across (b, -260, -200, 260, 30, ink_light (ink, 0.35), ink_dark (ink, 0.05));
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  for (int i = 0; i <= 46; i++) {
    double share = i / 46.0;
    cairo_move_to (b->cr, -230 + share * 460, -210);
    cairo_line_to (b->cr, -300 + share * 600, 30);
    stroke (b, ink_dark (ink, 0.4), i % 2 ? 2 : 4, 0.35);
  }
  for (int row = 0; row < 9; row++) {
    double share = row / 9.0, y = -210 + 240 * share * (0.75 + share * 0.25),
           half = 230 + 70 * share;
    for (int i = 0; i < 23; i++) {
      double x = -half + i * half * 2 / 23;
      gboolean edge = row == 0 || row == 8 || i < 2 || i > 20;
      gboolean inner = ABS (11 - i) + ABS (4 - row) * 2 < 8 && (i + row) % 2 == 0;
      if ((edge && (i + row) % 2) || inner) {
        path_box (b, x, y, half * 2 / 23, 24 + share * 6, 2);
        use (b, 0x5a2e1c, 0.92);
        cairo_fill (b->cr);
      }
    }
  }
  cairo_restore (b->cr);
  drop (b, 8, 12, 12, 0.40);
  roll (b, 10, -246, 500, ink);
  leave (b);
}

void
goods_lamp (Brush *b, Ink ink)
{
  cairo_rectangle (b->cr, -600, -700, 1200, 900);
  use_glow (b, 0, -220, 430, 0xffd98a, 0.55);
  cairo_fill (b->cr);
  lift (b);
  cairo_move_to (b->cr, 0, -620);
  cairo_line_to (b->cr, 0, -400);
  stroke (b, 0x3f352c, 7, 1);
  path_box (b, -26, -424, 52, 34, 8);
  fill (b, 0x6b4a2e);
  drop (b, 10, 8, 10, 0.25);
  lift (b);
  cairo_move_to (b->cr, -60, -394);
  cairo_curve_to (b->cr, -220, -360, -262, -180, -236, -60);
  cairo_curve_to (b->cr, -120, -22, 120, -22, 236, -60);
  cairo_curve_to (b->cr, 262, -180, 220, -360, 60, -394);
  cairo_close_path (b->cr);
  use_ball (b, 20, -170, 290, 0xfff4d2, 0xf0b45c);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip (b->cr);
  for (int way = -1; way <= 1; way += 2)
    for (int i = -12; i <= 12; i++) {
      cairo_move_to (b->cr, i * 11 - way * 30, -400);
      cairo_curve_to (b->cr, i * 30, -300, i * 34 + way * 60, -160, i * 26 + way * 130, -20);
      stroke (b, ink_dark (ink, way > 0 ? 0.12 : 0.32), 8, 0.95);
    }
  for (int i = 0; i < 5; i++) {
    cairo_move_to (b->cr, -270, -330 + i * 66);
    cairo_curve_to (b->cr, -120, -300 + i * 68, 120, -300 + i * 68, 270, -330 + i * 66);
    stroke (b, ink_dark (ink, 0.05), 11, 1);
  }
  cairo_restore (b->cr);
  cairo_move_to (b->cr, -236, -60);
  cairo_curve_to (b->cr, -120, -22, 120, -22, 236, -60);
  stroke (b, ink_light (ink, 0.1), 18, 1);
  drop (b, 14, 18, 22, 0.30);
}

/* Panes of capiz shell in a frame of brass */
void
goods_capiz (Brush *b, Ink ink)
{
  cairo_rectangle (b->cr, -600, -700, 1200, 900);
  use_glow (b, 0, -190, 420, 0xffe2a6, 0.6);
  cairo_fill (b->cr);
  lift (b);
  for (int ring = 0; ring < 2; ring++)
    for (int i = 0; i < 10; i++) {
      enter (b, 0, -190, 1, (i + ring * 0.5) * G_PI / 5);
      cairo_move_to (b->cr, 0, 0);
      cairo_line_to (b->cr, ring ? 110 : 170, ring ? -38 : -62);
      cairo_line_to (b->cr, ring ? 176 : 262, 0);
      cairo_line_to (b->cr, ring ? 110 : 170, ring ? 38 : 62);
      cairo_close_path (b->cr);
      use_across (b, 0, -60, 240, 60, ink_mix (0xfffdf4, ink, ring ? 0.10 : 0.30),
                  i % 2 ? ink_mix (0xfbe7c2, ink, 0.35) : ink_mix (0xf1dcd6, ink, 0.25));
      cairo_fill_preserve (b->cr);
      stroke (b, 0xb98b3c, 4.5, 1);
      for (int k = 1; k < 4; k++) {
        cairo_move_to (b->cr, k * 50, -k * 14);
        cairo_curve_to (b->cr, k * 50 + 12, -4, k * 50 + 12, 4, k * 50, k * 14);
        stroke (b, 0xffffff, 2.5, 0.6);
      }
      leave (b);
    }
  path_oval (b, 0, -190, 42, 42);
  use_ball (b, 0, -190, 44, 0xffffff, 0xf6d488);
  cairo_fill_preserve (b->cr);
  stroke (b, 0xb98b3c, 5, 1);
  drop (b, 12, 16, 18, 0.32);
  for (int i = -1; i <= 1; i++) {
    cairo_move_to (b->cr, i * 26, 64);
    cairo_rel_curve_to (b->cr, i * 4, 20, i * 10, 40, i * 16, 60 - ABS (i) * 14);
    stroke (b, 0xc9a14e, 6, 1);
  }
}
