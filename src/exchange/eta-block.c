/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-block.h"

#include "eta-print-photo.h"

/* A piece of a page. See the header. */

typedef struct {
  double x, y, width, height;
  PangoLayout *text; /* NULL: a photo or a ground */
  int first, last; /* lines of it */
  EtaJson *photo;
  EtaInk ink;
  char *link; /* attributes of cairo's link tag */
} Item;

#define DOTS_PER_POINT (200.0 / 72) /* 200 dpi: what a printer shows of a photo */

static void
clear_item (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->text);
  eta_json_free (item->photo);
  g_free (item->link);
}

EtaBlock *
eta_block_new (double gap)
{
  EtaBlock *self = g_new0 (EtaBlock, 1);

  self->gap = gap;
  self->items = g_array_new (FALSE, TRUE, sizeof (Item));
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

void
eta_block_free (EtaBlock *self)
{
  g_array_unref (self->items);
  g_free (self);
}

double
eta_layout_height (PangoLayout *text)
{
  PangoRectangle logical;

  pango_layout_get_extents (text, NULL, &logical);
  return (double) logical.height / PANGO_SCALE;
}

double
eta_layout_width (PangoLayout *text)
{
  PangoRectangle logical;

  pango_layout_get_extents (text, NULL, &logical);
  return (double) logical.width / PANGO_SCALE;
}

/* The height of lines from @first to before @last, and where the first begins */
static double
measure_lines (PangoLayout *text, int first, int last, double *top)
{
  PangoLayoutIter *iter = pango_layout_get_iter (text);
  int n = 0, y0 = 0, y1 = 0, begin = 0, end = 0;

  do {
    pango_layout_iter_get_line_yrange (iter, &y0, &y1);
    if (n == first)
      begin = y0;
    if (n >= first && n < last)
      end = y1;
  } while (++n < last && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
  *top = (double) begin / PANGO_SCALE;
  return n > first ? (double) (end - begin) / PANGO_SCALE : 0;
}

/**
 * eta_block_add_lines:
 * @text: kept
 * @first: line; none when the text has fewer
 * @last: line before which it ends
 *
 * Returns: how high they are
 */
double
eta_block_add_lines (EtaBlock *self, double x, double y, PangoLayout *text, int first, int last,
                     EtaInk ink)
{
  Item item = {
    .x = x, .y = y, .text = g_object_ref (text), .first = first, .last = last, .ink = ink
  };
  double top, height = measure_lines (text, first, last, &top);

  g_array_append_val (self->items, item);
  self->height = MAX (self->height, y + height);
  return height;
}

/**
 * eta_block_add_text:
 * @text: kept
 * @link: (nullable): where it leads in a PDF: attributes of cairo's link tag
 *
 * Returns: how high it is
 */
double
eta_block_add_text (EtaBlock *self, double x, double y, PangoLayout *text, EtaInk ink,
                    const char *link)
{
  double height = eta_block_add_lines (self, x, y, text, 0, G_MAXINT, ink);

  g_array_index (self->items, Item, self->items->len - 1).link = g_strdup (link);
  return height;
}

void
eta_block_add_ground (EtaBlock *self, double x, double y, double width, double height, EtaInk ink)
{
  Item item = { .x = x, .y = y, .width = width, .height = height, .ink = ink };

  g_array_append_val (self->items, item);
  self->height = MAX (self->height, y + height);
}

/**
 * eta_block_add_photo:
 * @photo: an entry of "photos"; copied. It fills the place, and is cut where its shape is another
 */
void
eta_block_add_photo (EtaBlock *self, double x, double y, double width, double height,
                     const EtaJson *photo)
{
  Item item = { .x = x, .y = y, .width = width, .height = height, .photo = eta_json_copy (photo) };

  g_array_append_val (self->items, item);
  self->height = MAX (self->height, y + height);
}

static void
set_ink (cairo_t *cr, EtaInk ink)
{
  cairo_set_source_rgb (cr, (ink >> 16 & 0xff) / 255.0, (ink >> 8 & 0xff) / 255.0,
                        (ink & 0xff) / 255.0);
}

static void
draw_text (const Item *item, cairo_t *cr, double x, double y)
{
  PangoLayoutIter *iter = pango_layout_get_iter (item->text);
  PangoRectangle logical;
  double top;
  int n = 0;

  measure_lines (item->text, item->first, item->last, &top);
  set_ink (cr, item->ink);
  do {
    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    cairo_move_to (cr, x + (double) logical.x / PANGO_SCALE,
                   y - top + (double) pango_layout_iter_get_baseline (iter) / PANGO_SCALE);
    if (n >= item->first)
      pango_cairo_show_layout_line (cr, pango_layout_iter_get_line_readonly (iter));
  } while (++n < item->last && pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

static void
draw_ground (const Item *item, cairo_t *cr, double x, double y)
{
  cairo_rectangle (cr, x, y, item->width, item->height);
  set_ink (cr, item->ink);
  cairo_fill (cr);
}

/* As many pixels as the place shows of the photo that is cut to fit into it */
static int
choose_side (const Item *item)
{
  double width = (double) eta_json_get_int (item->photo, "/width", 0);
  double height = (double) eta_json_get_int (item->photo, "/height", 0);
  double wanted = MAX (item->width, item->height);

  if (width > 0 && height > 0)
    wanted = MAX (width, height) * MAX (item->width / width, item->height / height);
  return (int) CLAMP (wanted * DOTS_PER_POINT, 16, ETA_PHOTO_SENT_SIDE);
}

static void
draw_photo (const Item *item, cairo_t *cr, double x, double y, EtaVault *vault)
{
  cairo_surface_t *photo = eta_print_photo_load (vault, item->photo, choose_side (item));
  Item place = { .width = item->width, .height = item->height, .ink = ETA_INK_PALE };
  if (!photo) {
    draw_ground (&place, cr, x, y);
    return;
  }

  double width = cairo_image_surface_get_width (photo);
  double height = cairo_image_surface_get_height (photo);
  double scale = MAX (item->width / width, item->height / height);
  cairo_save (cr);
  cairo_rectangle (cr, x, y, item->width, item->height);
  cairo_clip (cr);
  cairo_translate (cr, x + (item->width - width * scale) / 2,
                   y + (item->height - height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_set_source_surface (cr, photo, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
  cairo_surface_destroy (photo);
}

static void
draw_item (const Item *item, cairo_t *cr, double x, double y, EtaVault *vault)
{
  if (item->link)
    cairo_tag_begin (cr, CAIRO_TAG_LINK, item->link);
  if (item->text)
    draw_text (item, cr, x, y);
  else if (item->photo)
    draw_photo (item, cr, x, y, vault);
  else
    draw_ground (item, cr, x, y);
  if (item->link)
    cairo_tag_end (cr, CAIRO_TAG_LINK);
}

/**
 * eta_block_draw:
 * @cr: any surface's; links and JPEGs go into a PDF alone
 */
void
eta_block_draw (const EtaBlock *self, cairo_t *cr, double x, double y, EtaVault *vault)
{
  for (guint i = 0; i < self->items->len; i++) {
    const Item *item = &g_array_index (self->items, Item, i);

    draw_item (item, cr, x + item->x, y + item->y, vault);
  }
}
