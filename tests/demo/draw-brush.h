/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Colours are 0xRRGGBB. Pictures are drawn in units: the short side is 1000 of them. */
typedef guint32 Ink;

/**
 * Brush:
 *
 * One picture in the making. Belongs to the thread that draws it.
 */
typedef struct {
  cairo_surface_t *surface;
  cairo_t *cr;
  double width; /* in units */
  double height;
  double unit; /* pixels in a unit */
  GRand *rand;
} Brush;

Brush *brush_new (int width, int height, guint32 seed);
void brush_free (Brush *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Brush, brush_free)

Ink ink_mix (Ink a, Ink b, double share);
Ink ink_light (Ink ink, double share);
Ink ink_dark (Ink ink, double share);

double vary (Brush *b, double low, double high);

/* What is drawn between the two becomes one thing with a soft shadow under it */
void lift (Brush *b);
void drop (Brush *b, double dx, double dy, double blur, double strength);

/* A soft spot of shadow, for what is small: much cheaper than the two above */
void shadow_oval (Brush *b, double x, double y, double rx, double ry, double strength);

void enter (Brush *b, double x, double y, double scale, double turn);
void leave (Brush *b);

void use (Brush *b, Ink ink, double alpha);
void use_across (Brush *b, double x0, double y0, double x1, double y1, Ink from, Ink to);
void use_ball (Brush *b, double x, double y, double radius, Ink middle, Ink edge);
void use_glow (Brush *b, double x, double y, double radius, Ink ink, double alpha);
void fill (Brush *b, Ink ink);
void stroke (Brush *b, Ink ink, double width, double alpha);
void shade_round (Brush *b, double x0, double x1, double strength);

void path_box (Brush *b, double x, double y, double width, double height, double radius);
void path_oval (Brush *b, double x, double y, double rx, double ry);
void path_leaf (Brush *b, double length, double width);
void path_blob (Brush *b, double x, double y, double rx, double ry, double rough);

typedef enum { TEXT_PLAIN, TEXT_BOLD } TextStyle;
double write_text (Brush *b, const char *text, double x, double y, double width, double height,
                   double size, TextStyle style, Ink ink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_surface_t, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (cairo_pattern_t, cairo_pattern_destroy)

G_END_DECLS
