/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "draw-brush.h"

#include <math.h>
#include <pango/pangocairo.h>

/* Shadows are blurred at a quarter of the size: nobody sees it, and it is sixteen times as fast. */
#define SHADOW_SCALE 4
#define SHADOW_INK 0x2b2118

Brush *
brush_new (int width, int height, guint32 seed)
{
  Brush *b = g_new0 (Brush, 1);

  b->unit = MIN (width, height) / 1000.0;
  b->width = width / b->unit;
  b->height = height / b->unit;
  b->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width, height);
  b->cr = cairo_create (b->surface);
  b->rand = g_rand_new_with_seed (seed);
  cairo_scale (b->cr, b->unit, b->unit);
  cairo_set_line_cap (b->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (b->cr, CAIRO_LINE_JOIN_ROUND);
  return b;
}

void
brush_free (Brush *b)
{
  cairo_destroy (b->cr);
  cairo_surface_destroy (b->surface);
  g_rand_free (b->rand);
  g_free (b);
}

static double
part (Ink ink, int shift)
{
  return ((ink >> shift) & 0xff) / 255.0;
}

Ink
ink_mix (Ink a, Ink b, double share)
{
  Ink mixed = 0;

  for (int shift = 0; shift <= 16; shift += 8) {
    double value = part (a, shift) * (1 - share) + part (b, shift) * share;
    mixed |= (Ink) lround (CLAMP (value, 0, 1) * 255) << shift;
  }
  return mixed;
}

Ink
ink_light (Ink ink, double share)
{
  return ink_mix (ink, 0xffffff, share);
}

Ink
ink_dark (Ink ink, double share)
{
  return ink_mix (ink, 0x1c1410, share);
}

double
vary (Brush *b, double low, double high)
{
  return g_rand_double_range (b->rand, low, high);
}

void
enter (Brush *b, double x, double y, double scale, double turn)
{
  cairo_save (b->cr);
  cairo_translate (b->cr, x, y);
  cairo_rotate (b->cr, turn);
  cairo_scale (b->cr, scale, scale);
}

void
leave (Brush *b)
{
  cairo_restore (b->cr);
}

void
lift (Brush *b)
{
  cairo_push_group (b->cr);
}

/* One pass along lines of @n bytes, @step apart: the mean of 2 @radius + 1 neighbours */
static void
blur_line (guchar *line, int n, int step, int radius, guchar *copy)
{
  int sum = 0;

  for (int i = 0; i < n; i++)
    copy[i] = line[i * step];
  for (int i = -radius; i <= radius; i++)
    sum += copy[CLAMP (i, 0, n - 1)];
  for (int i = 0; i < n; i++) {
    line[i * step] = (guchar) (sum / (2 * radius + 1));
    sum += copy[MIN (i + radius + 1, n - 1)] - copy[MAX (i - radius, 0)];
  }
}

/* Three box blurs come close to a bell curve */
static void
blur (cairo_surface_t *surface, int radius)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  g_autofree guchar *copy = g_malloc (MAX (width, height));
  guchar *data;

  cairo_surface_flush (surface);
  data = cairo_image_surface_get_data (surface);
  for (int pass = 0; pass < 3; pass++) {
    for (int y = 0; y < height; y++)
      blur_line (data + y * stride, width, 1, radius, copy);
    for (int x = 0; x < width; x++)
      blur_line (data + x, height, stride, radius, copy);
  }
  cairo_surface_mark_dirty (surface);
}

static cairo_surface_t *
silhouette (Brush *b, cairo_pattern_t *thing)
{
  int width = cairo_image_surface_get_width (b->surface) / SHADOW_SCALE;
  int height = cairo_image_surface_get_height (b->surface) / SHADOW_SCALE;
  cairo_surface_t *mask = cairo_image_surface_create (CAIRO_FORMAT_A8, width, height);
  cairo_t *cr = cairo_create (mask);
  cairo_matrix_t matrix;

  cairo_scale (cr, 1.0 / SHADOW_SCALE, 1.0 / SHADOW_SCALE);
  cairo_matrix_init_identity (&matrix);
  cairo_pattern_set_matrix (thing, &matrix);
  cairo_set_source (cr, thing);
  cairo_paint (cr);
  cairo_destroy (cr);
  return mask;
}

void
drop (Brush *b, double dx, double dy, double radius, double strength)
{
  g_autoptr (cairo_pattern_t) thing = cairo_pop_group (b->cr);
  g_autoptr (cairo_surface_t) mask = silhouette (b, thing);

  blur (mask, MAX (1, (int) lround (radius * b->unit / SHADOW_SCALE)));
  cairo_save (b->cr);
  cairo_identity_matrix (b->cr);
  cairo_save (b->cr);
  cairo_translate (b->cr, dx * b->unit, dy * b->unit);
  cairo_scale (b->cr, SHADOW_SCALE, SHADOW_SCALE);
  use (b, SHADOW_INK, strength);
  cairo_mask_surface (b->cr, mask, 0, 0);
  cairo_restore (b->cr);
  cairo_set_source (b->cr, thing);
  cairo_paint (b->cr);
  cairo_restore (b->cr);
}

void
use (Brush *b, Ink ink, double alpha)
{
  cairo_set_source_rgba (b->cr, part (ink, 16), part (ink, 8), part (ink, 0), alpha);
}

static void
add_stop (cairo_pattern_t *pattern, double offset, Ink ink, double alpha)
{
  cairo_pattern_add_color_stop_rgba (pattern, offset, part (ink, 16), part (ink, 8), part (ink, 0),
                                     alpha);
}

void
use_across (Brush *b, double x0, double y0, double x1, double y1, Ink from, Ink to)
{
  g_autoptr (cairo_pattern_t) pattern = cairo_pattern_create_linear (x0, y0, x1, y1);

  add_stop (pattern, 0, from, 1);
  add_stop (pattern, 1, to, 1);
  cairo_set_source (b->cr, pattern);
}

void
shadow_oval (Brush *b, double x, double y, double rx, double ry, double strength)
{
  g_autoptr (cairo_pattern_t) pattern = cairo_pattern_create_radial (0, 0, 0, 0, 0, 1);

  add_stop (pattern, 0, SHADOW_INK, strength);
  add_stop (pattern, 0.6, SHADOW_INK, strength * 0.75);
  add_stop (pattern, 1, SHADOW_INK, 0);
  cairo_save (b->cr);
  cairo_translate (b->cr, x, y);
  cairo_scale (b->cr, rx, ry);
  cairo_set_source (b->cr, pattern);
  cairo_arc (b->cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_fill (b->cr);
  cairo_restore (b->cr);
}

/* Light falls from the upper left */
void
use_ball (Brush *b, double x, double y, double radius, Ink middle, Ink edge)
{
  double shift = radius * 0.35;
  g_autoptr (cairo_pattern_t) pattern =
      cairo_pattern_create_radial (x - shift, y - shift, radius * 0.05, x, y, radius);

  add_stop (pattern, 0, middle, 1);
  add_stop (pattern, 1, edge, 1);
  cairo_set_source (b->cr, pattern);
}

void
use_glow (Brush *b, double x, double y, double radius, Ink ink, double alpha)
{
  g_autoptr (cairo_pattern_t) pattern = cairo_pattern_create_radial (x, y, 0, x, y, radius);

  add_stop (pattern, 0, ink, alpha);
  add_stop (pattern, 0.5, ink, alpha * 0.4);
  add_stop (pattern, 1, ink, 0);
  cairo_set_source (b->cr, pattern);
}

void
fill (Brush *b, Ink ink)
{
  use (b, ink, 1);
  cairo_fill (b->cr);
}

void
stroke (Brush *b, Ink ink, double width, double alpha)
{
  use (b, ink, alpha);
  cairo_set_line_width (b->cr, width);
  cairo_stroke (b->cr);
}

/* Over the current path: a light left third and a dark right edge, as on anything round that stands */
void
shade_round (Brush *b, double x0, double x1, double strength)
{
  g_autoptr (cairo_pattern_t) pattern = cairo_pattern_create_linear (x0, 0, x1, 0);

  add_stop (pattern, 0, 0x1c1410, 0.30 * strength);
  add_stop (pattern, 0.10, 0x1c1410, 0.08 * strength);
  add_stop (pattern, 0.24, 0xffffff, 0.38 * strength);
  add_stop (pattern, 0.36, 0xffffff, 0.10 * strength);
  add_stop (pattern, 0.62, 0x1c1410, 0.04 * strength);
  add_stop (pattern, 1, 0x1c1410, 0.46 * strength);
  cairo_set_source (b->cr, pattern);
  cairo_fill (b->cr);
}

void
path_box (Brush *b, double x, double y, double width, double height, double radius)
{
  cairo_new_sub_path (b->cr);
  cairo_arc (b->cr, x + width - radius, y + radius, radius, -G_PI_2, 0);
  cairo_arc (b->cr, x + width - radius, y + height - radius, radius, 0, G_PI_2);
  cairo_arc (b->cr, x + radius, y + height - radius, radius, G_PI_2, G_PI);
  cairo_arc (b->cr, x + radius, y + radius, radius, G_PI, 3 * G_PI_2);
  cairo_close_path (b->cr);
}

void
path_oval (Brush *b, double x, double y, double rx, double ry)
{
  cairo_save (b->cr);
  cairo_new_sub_path (b->cr);
  cairo_translate (b->cr, x, y);
  cairo_scale (b->cr, rx, ry);
  cairo_arc (b->cr, 0, 0, 1, 0, 2 * G_PI);
  cairo_close_path (b->cr);
  cairo_restore (b->cr);
}

/* From the stalk at the origin along +x to the tip */
void
path_leaf (Brush *b, double length, double width)
{
  cairo_move_to (b->cr, 0, 0);
  cairo_curve_to (b->cr, length * 0.15, -width, length * 0.75, -width * 0.9, length, 0);
  cairo_curve_to (b->cr, length * 0.75, width * 0.9, length * 0.15, width, 0, 0);
  cairo_close_path (b->cr);
}

/* A closed curve through twelve points that lie near an oval */
void
path_blob (Brush *b, double x, double y, double rx, double ry, double rough)
{
  const int n = 12;
  double px[12], py[12];

  for (int i = 0; i < n; i++) {
    double angle = 2 * G_PI * i / n;
    double out = 1 + vary (b, -rough, rough);
    px[i] = x + cos (angle) * rx * out;
    py[i] = y + sin (angle) * ry * out;
  }
  cairo_move_to (b->cr, px[0], py[0]);
  for (int i = 0; i < n; i++) {
    int before = (i + n - 1) % n, next = (i + 1) % n, after = (i + 2) % n;
    cairo_curve_to (b->cr, px[i] + (px[next] - px[before]) / 6, py[i] + (py[next] - py[before]) / 6,
                    px[next] - (px[after] - px[i]) / 6, py[next] - (py[after] - py[i]) / 6,
                    px[next], py[next]);
  }
  cairo_close_path (b->cr);
}

static PangoLayout *
lay_out (Brush *b, const char *text, double width, double size, TextStyle style)
{
  PangoLayout *layout = pango_cairo_create_layout (b->cr);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (
      style == TEXT_BOLD ? "Cantarell Extra Bold, Cantarell Bold, DejaVu Sans Bold"
                         : "Cantarell, DejaVu Sans");

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_line_spacing (layout, 0.92f);
  return layout;
}

/* A word that is wider than its line, or a line too many */
static gboolean
spills (PangoLayout *layout, double width, double height, TextStyle style)
{
  PangoRectangle extent;

  pango_layout_get_extents (layout, NULL, &extent);
  return extent.width > width * PANGO_SCALE || extent.height > height * PANGO_SCALE ||
         pango_layout_get_line_count (layout) > (style == TEXT_BOLD ? 2 : 1);
}

/* Centred under (@x, @y), smaller where it would spill; bold text may take two lines. Returns its
 * height. */
double
write_text (Brush *b, const char *text, double x, double y, double width, double height,
            double size, TextStyle style, Ink ink)
{
  g_autoptr (PangoLayout) layout = lay_out (b, text, width, size, style);
  int used;

  for (int i = 0; i < 14 && spills (layout, width, height, style); i++) {
    g_clear_object (&layout);
    size *= 0.94;
    layout = lay_out (b, text, width, size, style);
  }
  pango_layout_get_size (layout, NULL, &used);
  cairo_move_to (b->cr, x - width / 2, y);
  use (b, ink, 1);
  pango_cairo_show_layout (b->cr, layout);
  return (double) used / PANGO_SCALE;
}
