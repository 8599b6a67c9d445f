/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure-private.h"

#include "eta-gate.h"
#include "eta-photos.h"

#include <glib/gi18n.h>

/* A business and its products in a catalogue, and a product sheet: what stands where. */

#define BIT(section) (1u << (section))
#define TRADE BIT (ETA_SECTION_TRADE)
#define CONTACT BIT (ETA_SECTION_CONTACT)

/* How a photo with a name and facts at its side is set */
typedef struct {
  double width, height; /* of the photo */
  guint columns; /* of facts beside it */
  double more_height; /* of further photos */
  guint more; /* how many of them at most */
  gboolean named; /* the name stands beside the photo, in these faces */
  EtaFace name, name_too;
} Style;

static const Style business_style = {
  168, 126, 2, 86, 4, TRUE, ETA_FACE_TITLE, ETA_FACE_TITLE_TOO
};
static const Style product_style = { 168, 150, 2, 86, 4, TRUE, ETA_FACE_NAME, ETA_FACE_NAME_TOO };
static const Style sheet_style = { 320, 210, 1, 72, G_MAXUINT, FALSE, 0, 0 };

typedef struct {
  EtaRecord *record; /* NULL: there is none */
  EtaJson *doc; /* what the public may see of it */
} Listing;

static void
clear_listing (Listing *listing)
{
  g_clear_object (&listing->record);
  g_clear_pointer (&listing->doc, eta_json_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, clear_listing)

static gboolean
load (EtaBrochure *self, const char *id, const EtaJson *business, Listing *listing, GError **error)
{
  listing->record = eta_store_get (self->store, id, error);
  if (!listing->record)
    return FALSE;
  listing->doc = eta_gate_public (eta_record_get_kind (listing->record),
                                  eta_record_get_doc (listing->record), business);
  return TRUE;
}

/* -- names and photos ----------------------------------------------------------------------- */

static double
add_line (EtaBrochure *self, EtaBlock *block, double x, double y, double width, EtaFace face,
          const char *text, guint reader, int lines, EtaInk ink)
{
  g_autoptr (PangoLayout) layout = eta_typesetter_set (
      self->type, face, text, self->type->readers[reader].language, width, lines);

  return text && *text ? eta_block_add_text (block, x, y, layout, ink, NULL) : 0;
}

/* The name, and below it what the second language calls it */
static double
add_names (EtaBrochure *self, EtaBlock *block, double x, double width, const Style *style,
           const Listing *listing)
{
  const EtaKind *kind = eta_record_get_kind (listing->record);
  g_autofree char *own = eta_kind_title (kind, listing->doc, self->type->readers[0].language);
  g_autofree char *english = eta_kind_title (kind, listing->doc, "en");
  double y = add_line (self, block, x, 0, width, style->name, own, 0, 3, ETA_INK);

  if (!g_str_equal (own, english))
    y += add_line (self, block, x, y, width, style->name_too, english, 1, 2, ETA_INK_SOFT);
  return y;
}

static double
add_place (EtaBrochure *self, EtaBlock *block, double x, double y, double width,
           const EtaJson *business)
{
  g_autofree char *place = eta_reader_place (&self->type->readers[0], business);

  return add_line (self, block, x, y + 2, width, ETA_FACE_BODY, place, 0, 2, ETA_INK_SOFT) + 8;
}

/* As many rows of facts as stand beside the photo. Returns how many facts that were. */
static guint
fill_side (EtaBlock *block, double x, double y, guint columns, double bottom, GPtrArray *cells)
{
  double width = (ETA_TEXT_WIDTH - x - (columns - 1) * ETA_GUTTER) / columns;
  guint i = 0;

  for (; i < cells->len; i += columns) {
    guint end = MIN (i + columns, cells->len);
    double height = 0;

    for (guint k = i; k < end; k++)
      height = MAX (height, eta_cell_get_height (g_ptr_array_index (cells, k)));
    if (y + height > bottom + 7) /* the space below the last does not count */
      return i;
    for (guint k = i; k < end; k++)
      eta_cell_place (g_ptr_array_index (cells, k), block, x + (k - i) * (width + ETA_GUTTER), y);
    y += height;
  }
  return cells->len;
}

/* Photo, name, a business's place and facts: the head of every listing.
 * Returns (transfer full): the facts for which there was no room beside the photo */
static GPtrArray *
add_head (EtaBrochure *self, GPtrArray *blocks, const Listing *listing, const Style *style,
          guint sections)
{
  const EtaKind *kind = eta_record_get_kind (listing->record);
  const EtaJson *photo = eta_photos_get_cover (listing->doc);
  EtaBlock *block = eta_block_new (14);
  double x = photo ? style->width + ETA_GUTTER : 0, y = 0;
  double width = (ETA_TEXT_WIDTH - x - (style->columns - 1) * ETA_GUTTER) / style->columns;
  g_autoptr (GPtrArray) cells = eta_brochure_list_cells (self, kind, listing->doc, sections, width);
  GPtrArray *wide =
      eta_brochure_list_cells (self, kind, listing->doc, sections, eta_cell_width (3));

  if (photo)
    eta_block_add_photo (block, 0, 0, style->width, style->height, photo);
  if (style->named)
    y = add_names (self, block, x, ETA_TEXT_WIDTH - x, style, listing) + 6;
  if (kind == &eta_kind_business)
    y += add_place (self, block, x, y - 6, ETA_TEXT_WIDTH - x, listing->doc);
  if (photo)
    g_ptr_array_remove_range (wide, 0,
                              fill_side (block, x, y, style->columns, style->height, cells));
  g_ptr_array_add (blocks, block);
  return wide;
}

/* What is left of the head's facts, and those of @sections */
static void
add_facts (EtaBrochure *self, GPtrArray *blocks, GPtrArray *left, const Listing *listing,
           guint sections)
{
  g_ptr_array_extend_and_steal (
      left, eta_brochure_list_cells (self, eta_record_get_kind (listing->record), listing->doc,
                                     sections, eta_cell_width (3)));
  eta_brochure_add_cells (blocks, left, 0, 3);
}

/* -- a catalogue's business ----------------------------------------------------------------- */

static void
keep_cover_photo (EtaBrochure *self, const EtaChapter *chapter, const EtaJson *doc)
{
  const EtaJson *photo = eta_photos_get_cover (doc);

  if (photo && self->cover_photos->len < ETA_COVER_PHOTOS && chapter->n_blocks == 0)
    g_ptr_array_add (self->cover_photos, eta_json_copy (photo));
}

static void
add_rule (GPtrArray *blocks, double gap)
{
  EtaBlock *rule = eta_block_new (gap);

  eta_block_add_ground (rule, 0, 0, ETA_TEXT_WIDTH, 0.5, ETA_INK_LINE);
  rule->keep = TRUE;
  g_ptr_array_add (blocks, rule);
}

/* What a buyer asks for first stands beside the photo, @first; the rest below the texts. */
static void
add_listing (EtaBrochure *self, GPtrArray *blocks, const Listing *listing, const Style *style,
             guint first, guint rest)
{
  g_autoptr (GPtrArray) left = add_head (self, blocks, listing, style, first);

  eta_brochure_add_photos (blocks, listing->doc, style->more_height, style->more);
  eta_brochure_add_prose (self, blocks, eta_record_get_kind (listing->record), listing->doc);
  add_facts (self, blocks, left, listing, rest);
  eta_brochure_add_papers (self, blocks, listing->doc, TRUE);
}

/* -- a product sheet ------------------------------------------------------------------------ */

/* The name in both languages, side by side */
static void
add_sheet_title (EtaBrochure *self, GPtrArray *blocks, const Listing *product)
{
  g_autofree char *own =
      eta_kind_title (&eta_kind_product, product->doc, self->type->readers[0].language);
  g_autofree char *english = eta_kind_title (&eta_kind_product, product->doc, "en");
  gboolean alike = g_str_equal (own, english);
  double width = alike ? ETA_TEXT_WIDTH : eta_cell_width (2);
  EtaBlock *block = eta_block_new (0);

  add_line (self, block, 0, 0, width, ETA_FACE_TITLE, own, 0, 4, ETA_INK);
  if (!alike)
    add_line (self, block, width + ETA_GUTTER, 0, width, ETA_FACE_TITLE, english, 1, 4,
              ETA_INK_SOFT);
  block->keep = TRUE;
  g_ptr_array_add (blocks, block);
}

static void
add_maker (EtaBrochure *self, GPtrArray *blocks, const Listing *business)
{
  g_autofree char *name = eta_kind_title (&eta_kind_business, business->doc, NULL);
  g_autoptr (GPtrArray) contacts = eta_brochure_list_cells (self, &eta_kind_business, business->doc,
                                                            CONTACT, eta_cell_width (3));
  EtaBlock *block = eta_block_new (8);
  double y = add_line (self, block, 0, 0, ETA_TEXT_WIDTH, ETA_FACE_NAME, name, 0, 2, ETA_INK);

  add_place (self, block, 0, y, ETA_TEXT_WIDTH, business->doc);
  block->keep = TRUE;
  eta_brochure_add_heading (self, blocks, N_ ("Made by"));
  g_ptr_array_add (blocks, block);
  eta_brochure_add_cells (blocks, contacts, 0, 3);
  eta_brochure_add_papers (self, blocks, business->doc, FALSE);
}

static void
add_sheet (EtaBrochure *self, GPtrArray *blocks, const Listing *product, const Listing *business)
{
  add_sheet_title (self, blocks, product);
  add_listing (self, blocks, product, &sheet_style, TRADE, ~TRADE);
  if (business->record)
    add_maker (self, blocks, business);
}

/* -- a chapter ------------------------------------------------------------------------------ */

static gboolean
add_product_cb (EtaBrochure *self, EtaChapter *chapter, const char *id, const Listing *business,
                GPtrArray *blocks, GError **error)
{
  g_auto (Listing) product = { NULL };
  const EtaJson *whole = business->record ? eta_record_get_doc (business->record) : NULL;

  if (!load (self, id, whole, &product, error))
    return FALSE;
  if (g_str_equal (eta_record_get_state (product.record), "withdrawn") ||
      eta_record_is_deleted (product.record))
    return TRUE;
  if (chapter->n_blocks == 0)
    self->n_products++;
  keep_cover_photo (self, chapter, product.doc);
  if (self->form == ETA_BROCHURE_SHEETS) {
    add_sheet (self, blocks, &product, business);
    return TRUE;
  }
  if (blocks->len > 0)
    add_rule (blocks, 20);
  add_listing (self, blocks, &product, &product_style, TRADE, ~TRADE);
  return TRUE;
}

typedef struct {
  EtaBrochure *self;
  EtaChapter *chapter;
  const Listing *business;
  GPtrArray *blocks;
} Walk;

static gboolean
visit_row (EtaRow *row, gpointer data, GError **error)
{
  Walk *walk = data;

  return add_product_cb (walk->self, walk->chapter, eta_row_get_id (row), walk->business,
                         walk->blocks, error);
}

static gboolean
add_products (Walk *walk, GError **error)
{
  EtaChapter *chapter = walk->chapter;
  EtaQuery query = { .kind = &eta_kind_product, .business = chapter->business };

  if (!chapter->products)
    return eta_store_each_row (walk->self->store, &query, visit_row, walk, error);
  for (guint i = 0; i < chapter->products->len; i++)
    if (!add_product_cb (walk->self, chapter, g_ptr_array_index (chapter->products, i),
                         walk->business, walk->blocks, error))
      return FALSE;
  return TRUE;
}

/**
 * eta_brochure_set_chapter:
 * @blocks: (element-type EtaBlock): to fill
 *
 * Reads the chapter's records as they are now, lets them through the gate, and sets them.
 */
gboolean
eta_brochure_set_chapter (EtaBrochure *self, EtaChapter *chapter, GPtrArray *blocks, GError **error)
{
  g_auto (Listing) business = { NULL };
  Walk walk = { self, chapter, &business, blocks };

  if (chapter->business && !load (self, chapter->business, NULL, &business, error))
    return FALSE;
  if (business.record && self->form == ETA_BROCHURE_CATALOGUE)
    add_listing (self, blocks, &business, &business_style, CONTACT, ~CONTACT);
  return add_products (&walk, error);
}
