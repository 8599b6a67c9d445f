/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure-private.h"

#include "eta-date.h"

#include <glib/gi18n.h>

/* What stands before and around the chapters: the cover, the contents by regency, heads and feet. */

#define ROW 15.5 /* of the contents */
#define GROUP_GAP 10.0
#define NUMBER_WIDTH 28.0
#define COVER_WIDTH (ETA_PAGE_WIDTH - 2 * COVER_MARGIN)
#define COVER_MARGIN 54.0
#define PHOTOS_TOP 330.0
#define PHOTOS_HEIGHT 400.0

/** eta_brochure_dup_date: Returns: (transfer full): the day that the consents and papers are of */
char *
eta_brochure_dup_date (EtaBrochure *self, guint reader)
{
  g_autofree char *stored = eta_date_store (&self->today);

  return eta_date_format (stored, self->type->readers[reader].language);
}

static double
add_line (EtaBrochure *self, EtaBlock *block, double x, double y, double width, EtaFace face,
          const char *text, EtaInk ink)
{
  g_autoptr (PangoLayout) layout =
      eta_typesetter_set (self->type, face, text, self->type->readers[0].language, width,
                          face == ETA_FACE_SMALL || face == ETA_FACE_HEADING ? 1 : 3);

  return eta_block_add_text (block, x, y, layout, ink, NULL);
}

/* A line of small letters that ends at @right */
static void
add_right (EtaBrochure *self, EtaBlock *block, double right, double y, const char *text)
{
  g_autoptr (PangoLayout) layout =
      eta_typesetter_set (self->type, ETA_FACE_SMALL, text, NULL, ETA_TEXT_WIDTH / 2, 1);

  eta_block_add_text (block, right - eta_layout_width (layout), y, layout, ETA_INK_SOFT, NULL);
}

/* -- the cover ------------------------------------------------------------------------------ */

/* Columns of each row: one large photo, two, one above two, four, two above three, six */
static const guint rows[ETA_COVER_PHOTOS + 1][2] = { { 0, 0 }, { 1, 0 }, { 2, 0 }, { 1, 2 },
                                                     { 2, 2 }, { 2, 3 }, { 3, 3 } };

static void
add_cover_photos (EtaBrochure *self, EtaBlock *block)
{
  const guint *columns = rows[self->cover_photos->len];
  guint n_rows = columns[1] > 0 ? 2 : 1;
  double gap = 8, height = (PHOTOS_HEIGHT - (n_rows - 1) * gap) / n_rows;
  guint photo = 0;

  for (guint row = 0; row < 2; row++) {
    double width = (COVER_WIDTH - (columns[row] - 1.0) * gap) / columns[row];

    for (guint i = 0; i < columns[row]; i++)
      eta_block_add_photo (block, COVER_MARGIN + i * (width + gap),
                           PHOTOS_TOP + row * (height + gap), width, height,
                           g_ptr_array_index (self->cover_photos, photo++));
  }
}

/* "172" above "Usaha · Businesses" */
static void
add_count (EtaBrochure *self, EtaBlock *block, double x, guint n, const char *what)
{
  g_autofree char *number = g_strdup_printf ("%u", n);
  g_autofree char *words = eta_typesetter_say_both (self->type, what);
  double y = 754;

  y += add_line (self, block, x, y, 150, ETA_FACE_TITLE, number, ETA_INK_ACCENT);
  add_line (self, block, x, y, 150, ETA_FACE_SMALL, words, ETA_INK_SOFT);
}

/** eta_brochure_make_cover: Returns: (transfer full): the first page of a catalogue, whole */
EtaBlock *
eta_brochure_make_cover (EtaBrochure *self)
{
  EtaBlock *block = eta_block_new (0);
  const char *title = N_ ("Product catalogue");
  g_autofree char *own_date = eta_brochure_dup_date (self, 0);
  g_autofree char *date = eta_brochure_dup_date (self, 1);
  g_autofree char *dates =
      g_str_equal (own_date, date) ? g_strdup (date) : g_strconcat (own_date, " · ", date, NULL);
  double y = 150;

  eta_block_add_ground (block, 0, 0, ETA_PAGE_WIDTH, 290, ETA_INK_ACCENT);
  add_line (self, block, COVER_MARGIN, 62, COVER_WIDTH, ETA_FACE_NAME, self->office, ETA_INK_WHITE);
  y += add_line (self, block, COVER_MARGIN, y, COVER_WIDTH, ETA_FACE_COVER,
                 eta_typesetter_say (self->type, 0, title), ETA_INK_WHITE);
  add_line (self, block, COVER_MARGIN, y + 2, COVER_WIDTH, ETA_FACE_COVER_TOO,
            eta_typesetter_say (self->type, 1, title), ETA_INK_WHITE);
  add_cover_photos (self, block);
  add_count (self, block, COVER_MARGIN, self->n_businesses, eta_kind_business.plural);
  add_count (self, block, COVER_MARGIN + 165, self->n_products, eta_kind_product.plural);
  add_right (self, block, ETA_PAGE_WIDTH - COVER_MARGIN, 779, dates);
  return block;
}

/* -- the contents --------------------------------------------------------------------------- */

typedef struct {
  EtaBrochure *self;
  EtaBlock *page;
  guint column;
  double y; /* within the text's height; of the next line */
} Contents;

static void
begin_page (Contents *contents)
{
  EtaBrochure *self = contents->self;
  g_autofree char *words = eta_typesetter_say_both (self->type, N_ ("Contents"));

  contents->page = eta_block_new (0);
  g_ptr_array_add (self->contents, contents->page);
  contents->column = 0;
  contents->y = 0;
  if (self->contents->len == 1)
    contents->y =
        add_line (self, contents->page, 0, 0, ETA_TEXT_WIDTH, ETA_FACE_TITLE, words, ETA_INK) + 14;
}

/* Goes on in the next column when @height does not go into this one */
static void
make_room (Contents *contents, double height)
{
  double top = contents->self->contents->len == 1 ? 44 : 0;

  if (contents->page && contents->y + height <= ETA_TEXT_HEIGHT)
    return;
  if (!contents->page || contents->column == 1) {
    begin_page (contents);
    return;
  }
  contents->column = 1;
  contents->y = top;
}

static double
get_x (const Contents *contents)
{
  return contents->column * (eta_cell_width (2) + ETA_GUTTER);
}

static void
add_province (Contents *contents, const char *province)
{
  double width = eta_cell_width (2);

  make_room (contents, GROUP_GAP + 3 * ROW + 4); /* with a regency and a name below */
  contents->y += GROUP_GAP;
  add_line (contents->self, contents->page, get_x (contents), contents->y, width, ETA_FACE_HEADING,
            province, ETA_INK_ACCENT);
  contents->y += ROW;
  eta_block_add_ground (contents->page, get_x (contents), contents->y - 2, width, 0.5,
                        ETA_INK_LINE);
  contents->y += 2;
}

static void
add_regency (Contents *contents, const char *regency)
{
  make_room (contents, 2 * ROW + 3);
  add_line (contents->self, contents->page, get_x (contents), contents->y + 3, eta_cell_width (2),
            ETA_FACE_SMALL, regency, ETA_INK_SOFT);
  contents->y += ROW;
}

static void
add_entry (Contents *contents, const EtaChapter *chapter, guint page)
{
  EtaTypesetter *type = contents->self->type;
  double width = eta_cell_width (2) - NUMBER_WIDTH, x;
  g_autofree char *link = g_strdup_printf ("page=%u pos=[0 0]", page);
  g_autofree char *number = g_strdup_printf ("%u", page);
  g_autoptr (PangoLayout) name =
      eta_typesetter_set (type, ETA_FACE_BODY, chapter->title, NULL, width, 1);
  g_autoptr (PangoLayout) at =
      eta_typesetter_set (type, ETA_FACE_BODY, number, NULL, NUMBER_WIDTH, 1);

  make_room (contents, ROW);
  x = get_x (contents);
  eta_block_add_text (contents->page, x, contents->y, name, ETA_INK, link);
  eta_block_add_text (contents->page, x + eta_cell_width (2) - eta_layout_width (at), contents->y,
                      at, ETA_INK_SOFT, link);
  contents->y += ROW;
}

static void
fill_contents (EtaBrochure *self, guint front)
{
  Contents contents = { self };
  const EtaChapter *last = NULL;

  g_ptr_array_set_size (self->contents, 0);
  for (guint i = 0; i < self->chapters->len; i++) {
    const EtaChapter *chapter = g_ptr_array_index (self->chapters, i);
    gboolean new_province = !last || g_strcmp0 (chapter->province, last->province) != 0;

    if (new_province && chapter->province)
      add_province (&contents, chapter->province);
    else if (new_province && last)
      contents.y += GROUP_GAP;
    if (chapter->regency && g_strcmp0 (chapter->regency, chapter->province) != 0 &&
        (new_province || g_strcmp0 (chapter->regency, last->regency) != 0))
      add_regency (&contents, chapter->regency);
    last = chapter;
    add_entry (&contents, chapter, front + chapter->page + 1);
  }
}

/**
 * eta_brochure_make_contents:
 *
 * To be called when each chapter knows its page. How many pages the contents take does not depend on
 * the numbers that stand in them: the first time counts, the second has the right ones.
 */
void
eta_brochure_make_contents (EtaBrochure *self)
{
  fill_contents (self, 0);
  fill_contents (self, eta_brochure_get_front (self));
}

/* -- heads and feet ------------------------------------------------------------------------- */

/**
 * eta_brochure_make_furniture:
 * @page: from 0
 * @chapter: (nullable): whose page it is; %NULL: of the contents
 *
 * Returns: (transfer full): what stands above and below the text of a page
 */
EtaBlock *
eta_brochure_make_furniture (EtaBrochure *self, guint page, const EtaChapter *chapter)
{
  EtaBlock *block = eta_block_new (0);
  g_autofree char *number = g_strdup_printf ("%u", page + 1);
  g_autofree char *title = eta_brochure_dup_title (self);
  g_autofree char *date = eta_brochure_dup_date (self, 0);
  double foot = ETA_PAGE_HEIGHT - 34;

  add_line (self, block, ETA_MARGIN, 34, ETA_TEXT_WIDTH / 2, ETA_FACE_SMALL,
            chapter && chapter->place ? chapter->place : self->office, ETA_INK_SOFT);
  add_right (self, block, ETA_MARGIN + ETA_TEXT_WIDTH, 34, title);
  eta_block_add_ground (block, ETA_MARGIN, 48, ETA_TEXT_WIDTH, 0.5, ETA_INK_LINE);
  add_line (self, block, ETA_MARGIN, foot, ETA_TEXT_WIDTH / 2, ETA_FACE_SMALL, self->office,
            ETA_INK_SOFT);
  add_right (self, block, ETA_MARGIN + ETA_TEXT_WIDTH, foot,
             self->form == ETA_BROCHURE_CATALOGUE ? number : date);
  return block;
}
