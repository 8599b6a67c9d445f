/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-pack.h"

#include <math.h>

static void
mark (Brush *b, Mark kind, double size, Ink ink)
{
  path_oval (b, 0, 0, size, size);
  fill (b, ink);
  path_oval (b, 0, 0, size, size);
  cairo_clip (b->cr);
  switch (kind) {
  case MARK_PEAK:
    cairo_move_to (b->cr, -size, size * 0.55);
    cairo_line_to (b->cr, -size * 0.1, -size * 0.5);
    cairo_line_to (b->cr, size * 0.25, -size * 0.05);
    cairo_line_to (b->cr, size * 0.45, -size * 0.25);
    cairo_line_to (b->cr, size, size * 0.55);
    cairo_close_path (b->cr);
    fill (b, 0xfffaf0);
    break;
  case MARK_WAVE:
    for (int i = 0; i < 3; i++) {
      double y = -size * 0.35 + i * size * 0.4;
      cairo_move_to (b->cr, -size, y);
      for (int k = 0; k < 4; k++)
        cairo_rel_curve_to (b->cr, size * 0.17, -size * 0.3, size * 0.33, size * 0.3, size * 0.5,
                            0);
      stroke (b, 0xfffaf0, size * 0.13, 1);
    }
    break;
  case MARK_LEAF:
    for (int i = 0; i < 3; i++) {
      enter (b, 0, size * 0.6, 1, -G_PI_2 + (i - 1) * 0.75);
      path_leaf (b, size * (i == 1 ? 1.25 : 0.95), size * 0.26);
      fill (b, 0xfffaf0);
      leave (b);
    }
    break;
  case MARK_STAR:
    for (int i = 0; i < 8; i++) {
      enter (b, 0, 0, 1, i * G_PI / 4);
      path_leaf (b, size * (i % 2 ? 0.5 : 0.8), size * 0.13);
      fill (b, 0xfffaf0);
      leave (b);
    }
    break;
  case MARK_SUN:
    path_oval (b, 0, size * 0.35, size * 0.42, size * 0.42);
    fill (b, 0xfffaf0);
    for (int i = 0; i < 7; i++) {
      enter (b, 0, size * 0.35, 1, -G_PI + i * G_PI / 6);
      cairo_move_to (b->cr, size * 0.55, 0);
      cairo_line_to (b->cr, size * 0.85, 0);
      stroke (b, 0xfffaf0, size * 0.1, 1);
      leave (b);
    }
    break;
  }
}

/* Paper with a thin frame: mark, name, line */
void
draw_label (Brush *b, const Pack *pack, double x, double y, double width, double height)
{
  double middle = x + width / 2, inner = width * 0.84;
  double spare = MAX (0, height - width * 1.05);
  double size = MIN (width * 0.15, height * 0.13), at = y + height * 0.10 + spare * 0.4 + size * 2;

  path_box (b, x, y, width, height, 6);
  use_across (b, x, y, x + width, y + height, 0xfffdf7, 0xf4ecdc);
  cairo_fill (b->cr);
  path_box (b, x + width * 0.04, y + width * 0.04, width * 0.92, height - width * 0.08, 3);
  stroke (b, pack->ink, 1.6, 0.8);
  enter (b, middle, at - size, 1, 0);
  mark (b, pack->mark, size, pack->ink);
  leave (b);
  at += height * 0.045;
  at += write_text (b, pack->name, middle, at, inner, height * 0.34,
                    MIN (width * 0.17, height * 0.15), TEXT_BOLD, ink_dark (pack->ink, 0.25));
  cairo_move_to (b->cr, middle - width * 0.12, at + height * 0.03);
  cairo_rel_line_to (b->cr, width * 0.24, 0);
  stroke (b, pack->ink, 2, 0.9);
  write_text (b, pack->line, middle, at + height * 0.055, inner, height * 0.16,
              MIN (width * 0.075, height * 0.08), TEXT_PLAIN, 0x5d5346);
}

static void
bag (Brush *b, const Pack *pack)
{
  cairo_move_to (b->cr, -118, -2);
  cairo_curve_to (b->cr, -132, -120, -128, -260, -116, -372);
  cairo_line_to (b->cr, 116, -372);
  cairo_curve_to (b->cr, 128, -260, 132, -120, 118, -2);
  cairo_curve_to (b->cr, 60, 8, -60, 8, -118, -2);
  cairo_close_path (b->cr);
  use (b, pack->body, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -130, 130, 0.8);
  for (int side = -1; side <= 1; side += 2) {
    cairo_move_to (b->cr, side * 96, -366);
    cairo_curve_to (b->cr, side * 84, -280, side * 92, -120, side * 104, -10);
    stroke (b, ink_dark (pack->body, 0.35), 2, 0.35);
  }
  path_box (b, -120, -414, 240, 52, 6);
  use_across (b, 0, -414, 0, -362, ink_light (pack->body, 0.18), ink_dark (pack->body, 0.18));
  cairo_fill (b->cr);
  path_box (b, -126, -384, 252, 14, 6);
  fill (b, pack->ink);
  draw_label (b, pack, -88, -318, 176, 236);
}

static void
pouch (Brush *b, const Pack *pack)
{
  cairo_move_to (b->cr, -126, -8);
  cairo_curve_to (b->cr, -140, -140, -138, -300, -126, -396);
  cairo_line_to (b->cr, 126, -396);
  cairo_curve_to (b->cr, 138, -300, 140, -140, 126, -8);
  cairo_curve_to (b->cr, 60, 12, -60, 12, -126, -8);
  cairo_close_path (b->cr);
  use (b, pack->body, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -138, 138, 0.7);
  path_box (b, -126, -398, 252, 26, 3);
  use (b, ink_dark (pack->body, 0.25), 0.5);
  cairo_fill (b->cr);
  for (int i = 0; i < 2; i++) {
    cairo_move_to (b->cr, -128, -360 + i * 7);
    cairo_line_to (b->cr, 128, -360 + i * 7);
    stroke (b, ink_dark (pack->body, 0.4), 1.6, 0.4);
  }
  cairo_save (b->cr);
  path_oval (b, 0, -62, 78, 42);
  cairo_clip_preserve (b->cr);
  fill (b, pack->content);
  for (int i = 0; i < 150; i++) {
    path_oval (b, vary (b, -80, 80), vary (b, -104, -20), vary (b, 5, 9), vary (b, 4, 7));
    fill (b, ink_mix (pack->content, vary (b, 0, 1) > 0.5 ? 0xffffff : 0x2a1c10,
                      vary (b, 0.04, 0.28)));
  }
  cairo_restore (b->cr);
  path_oval (b, 0, -62, 78, 42);
  stroke (b, 0xfffaf0, 4, 0.9);
  draw_label (b, pack, -90, -340, 180, 216);
}

static void
glass_texture (Brush *b, const Pack *pack, double half, double top)
{
  for (int i = 0; i < 260; i++) {
    double size = vary (b, 3, 11);
    path_blob (b, vary (b, -half, half), vary (b, top, -8), size, size * 0.6, 0.3);
    fill (b, ink_mix (pack->content, vary (b, 0, 1) > 0.45 ? 0xfff0cf : 0x2a140a,
                      vary (b, 0.03, 0.25)));
  }
}

static void
jar (Brush *b, const Pack *pack)
{
  cairo_save (b->cr);
  path_box (b, -122, -292, 244, 292, 42);
  cairo_clip (b->cr);
  cairo_rectangle (b->cr, -122, -292, 244, 292);
  fill (b, 0xe9eff0);
  cairo_rectangle (b->cr, -122, -262, 244, 262);
  use_across (b, 0, -262, 0, 0, ink_light (pack->content, 0.1), ink_dark (pack->content, 0.12));
  cairo_fill (b->cr);
  glass_texture (b, pack, 122, -262);
  cairo_rectangle (b->cr, -122, -292, 244, 292);
  shade_round (b, -122, 122, 0.8);
  path_box (b, -104, -270, 16, 236, 8);
  use (b, 0xffffff, 0.45);
  cairo_fill (b->cr);
  cairo_restore (b->cr);
  path_box (b, -112, -352, 224, 72, 10);
  use (b, pack->body, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -112, 112, 1.0);
  for (int i = 0; i < 22; i++) {
    double at = sin (-G_PI_2 + (i + 0.5) * G_PI / 22) * 110;
    cairo_move_to (b->cr, at, -330);
    cairo_line_to (b->cr, at, -290);
    stroke (b, ink_dark (pack->body, 0.5), 1.6, 0.35);
  }
  draw_label (b, pack, -92, -232, 184, 186);
}

static void
bottle_path (Brush *b, double half, double shoulder, double neck, double top)
{
  cairo_move_to (b->cr, -half, -14);
  cairo_curve_to (b->cr, -half, 0, -half, 0, -half + 16, 0);
  cairo_line_to (b->cr, half - 16, 0);
  cairo_curve_to (b->cr, half, 0, half, 0, half, -14);
  cairo_line_to (b->cr, half, -shoulder);
  cairo_curve_to (b->cr, half, -shoulder - half * 0.7, neck, -shoulder - half * 0.6, neck, -top);
  cairo_line_to (b->cr, -neck, -top);
  cairo_curve_to (b->cr, -neck, -shoulder - half * 0.6, -half, -shoulder - half * 0.7, -half,
                  -shoulder);
  cairo_close_path (b->cr);
}

static void
bottle (Brush *b, const Pack *pack)
{
  bottle_path (b, 84, 264, 28, 408);
  use_across (b, 0, -400, 0, 0, ink_light (pack->content, 0.35), pack->content);
  cairo_fill_preserve (b->cr);
  shade_round (b, -84, 84, 1.0);
  path_box (b, -70, -268, 12, 240, 6);
  use (b, 0xffffff, 0.5);
  cairo_fill (b->cr);
  path_box (b, -33, -446, 66, 56, 8);
  use (b, pack->body, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -33, 33, 1.0);
  draw_label (b, pack, -72, -236, 144, 190);
}

static void
dropper (Brush *b, const Pack *pack)
{
  bottle_path (b, 92, 204, 40, 276);
  use_across (b, 0, -270, 0, 0, ink_light (pack->content, 0.2), ink_dark (pack->content, 0.1));
  cairo_fill_preserve (b->cr);
  shade_round (b, -92, 92, 1.1);
  path_box (b, -76, -206, 13, 180, 6);
  use (b, 0xffffff, 0.45);
  cairo_fill (b->cr);
  path_box (b, -44, -322, 88, 58, 6);
  use (b, pack->body, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -44, 44, 1.0);
  path_box (b, -24, -404, 48, 90, 22);
  use (b, 0x2f2b29, 1);
  cairo_fill_preserve (b->cr);
  shade_round (b, -24, 24, 1.0);
  draw_label (b, pack, -80, -186, 160, 162);
}

static void
box (Brush *b, const Pack *pack)
{
  cairo_move_to (b->cr, 120, -330);
  cairo_line_to (b->cr, 172, -352);
  cairo_line_to (b->cr, 172, -26);
  cairo_line_to (b->cr, 120, 0);
  cairo_close_path (b->cr);
  fill (b, ink_dark (pack->body, 0.28));
  cairo_move_to (b->cr, -120, -330);
  cairo_line_to (b->cr, -62, -352);
  cairo_line_to (b->cr, 172, -352);
  cairo_line_to (b->cr, 120, -330);
  cairo_close_path (b->cr);
  fill (b, ink_light (pack->body, 0.3));
  cairo_rectangle (b->cr, -120, -330, 240, 330);
  use_across (b, -120, -330, 120, 0, ink_light (pack->body, 0.12), pack->body);
  cairo_fill (b->cr);
  cairo_rectangle (b->cr, -120, -66, 240, 26);
  fill (b, pack->ink);
  draw_label (b, pack, -94, -304, 188, 214);
}

static void
bar (Brush *b, const Pack *pack)
{
  cairo_rectangle (b->cr, -104, -404, 208, 404);
  use_across (b, -104, 0, 104, 0, ink_light (pack->body, 0.14), ink_dark (pack->body, 0.1));
  cairo_fill (b->cr);
  for (int i = 0; i < 13; i++)
    for (int k = 0; k < 7; k++) {
      enter (b, -90 + k * 30, -390 + i * 31, 1, G_PI_4);
      cairo_rectangle (b->cr, -5, -5, 10, 10);
      use (b, pack->ink, (i + k) % 2 ? 0.9 : 0.35);
      cairo_fill (b->cr);
      leave (b);
    }
  cairo_rectangle (b->cr, -104, -404, 10, 404);
  use (b, 0xffffff, 0.25);
  cairo_fill (b->cr);
  draw_label (b, pack, -80, -330, 160, 216);
}

static void
sack (Brush *b, const Pack *pack)
{
  cairo_move_to (b->cr, -132, -12);
  cairo_curve_to (b->cr, -168, -120, -140, -240, -70, -300);
  cairo_curve_to (b->cr, -92, -330, -104, -350, -112, -372);
  cairo_curve_to (b->cr, -60, -352, 60, -356, 112, -376);
  cairo_curve_to (b->cr, 104, -350, 92, -330, 70, -300);
  cairo_curve_to (b->cr, 140, -240, 168, -120, 132, -12);
  cairo_curve_to (b->cr, 70, 10, -70, 10, -132, -12);
  cairo_close_path (b->cr);
  use (b, pack->body, 1);
  cairo_fill_preserve (b->cr);
  cairo_save (b->cr);
  cairo_clip_preserve (b->cr);
  shade_round (b, -150, 150, 0.8);
  for (double y = -380; y < 10; y += 7) {
    cairo_move_to (b->cr, -170, y);
    cairo_line_to (b->cr, 170, y + 3);
    stroke (b, ink_dark (pack->body, 0.4), 1.2, 0.22);
  }
  for (double x = -170; x < 170; x += 7) {
    cairo_move_to (b->cr, x, -380);
    cairo_line_to (b->cr, x, 10);
    stroke (b, 0xffffff, 1.2, 0.20);
  }
  cairo_restore (b->cr);
  path_box (b, -76, -312, 152, 16, 8);
  fill (b, pack->ink);
  draw_label (b, pack, -88, -234, 176, 176);
}

static void
gift_case (Brush *b, const Pack *pack)
{
  path_box (b, -180, -330, 360, 330, 12);
  use_across (b, -180, -330, 180, 0, ink_light (pack->body, 0.16), ink_dark (pack->body, 0.1));
  cairo_fill (b->cr);
  path_box (b, -160, -310, 320, 290, 8);
  stroke (b, pack->content, 3, 0.8);
  cairo_rectangle (b->cr, 92, -330, 26, 330);
  use_across (b, 92, 0, 118, 0, ink_light (pack->ink, 0.25), pack->ink);
  cairo_fill (b->cr);
  for (int side = -1; side <= 1; side += 2) {
    enter (b, 105, -176, 1, side > 0 ? -0.5 : G_PI + 0.5);
    path_leaf (b, 92, 34);
    use_across (b, 0, -20, 92, 20, pack->ink, ink_light (pack->ink, 0.3));
    cairo_fill (b->cr);
    leave (b);
  }
  path_oval (b, 105, -176, 16, 16);
  fill (b, ink_dark (pack->ink, 0.2));
  draw_label (b, pack, -142, -266, 208, 206);
}

static void
tag (Brush *b, const Pack *pack)
{
  cairo_move_to (b->cr, 0, -352);
  cairo_curve_to (b->cr, -50, -440, 60, -470, 30, -400);
  cairo_curve_to (b->cr, 20, -380, 10, -366, 2, -352);
  stroke (b, 0xa98a5d, 5, 1);
  path_box (b, -120, -372, 240, 372, 16);
  use_across (b, -120, -372, 120, 0, ink_light (pack->body, 0.2), pack->body);
  cairo_fill (b->cr);
  path_oval (b, 0, -346, 14, 14);
  fill (b, 0xfffaf0);
  path_oval (b, 0, -346, 7, 7);
  fill (b, 0x6f5c44);
  draw_label (b, pack, -98, -310, 196, 286);
}

void
draw_pack (Brush *b, const Pack *pack)
{
  static void (*const draw[]) (Brush *, const Pack *) = {
    [PACK_BAG] = bag,         [PACK_POUCH] = pouch, [PACK_JAR] = jar, [PACK_BOTTLE] = bottle,
    [PACK_DROPPER] = dropper, [PACK_BOX] = box,     [PACK_BAR] = bar, [PACK_SACK] = sack,
    [PACK_CASE] = gift_case,  [PACK_TAG] = tag,
  };

  draw[pack->kind](b, pack);
}
