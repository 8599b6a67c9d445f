/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure-private.h"

#include "eta-date.h"
#include "eta-kind-parts.h"
#include "eta-paper.h"
#include "eta-photos.h"

#include <glib/gi18n.h>
#include <string.h>

/* What every listing on paper is made of: facts in columns, prose in two languages side by side, papers,
 * photos. All of it is walked from the field tables; the documents have passed the gate. */

#define SLICE 4 /* lines of prose that stay together */
#define VALUE_LINES 4
#define CELL_GAP 7.0

/* -- facts ---------------------------------------------------------------------------------- */

struct _EtaCell {
  PangoLayout *label, *value, *second; /* @second may be NULL */
  double beside; /* where @second begins in the line of @value; 0: below it */
  EtaInk ink; /* of @second */
  char *link;
  double height;
};

static void
free_cell (gpointer data)
{
  EtaCell *cell = data;

  g_clear_object (&cell->label);
  g_clear_object (&cell->value);
  g_clear_object (&cell->second);
  g_free (cell->link);
  g_free (cell);
}

/** eta_cell_width: Returns: of each of so many columns */
double
eta_cell_width (guint columns)
{
  return (ETA_TEXT_WIDTH - (columns - 1) * ETA_GUTTER) / columns;
}

double
eta_cell_get_height (const EtaCell *cell)
{
  return cell->height;
}

/* What the other language says, in the same line when it is short enough: "Ya · Yes" */
static void
set_second (EtaBrochure *self, EtaCell *cell, const char *text, double width)
{
  g_autofree char *dotted = g_strconcat ("· ", text, NULL);
  g_autoptr (PangoLayout) beside =
      eta_typesetter_set (self->type, ETA_FACE_BODY, dotted, "en", width, VALUE_LINES);
  double begin = eta_layout_width (cell->value) + 3;

  if (pango_layout_get_line_count (cell->value) == 1 &&
      begin + eta_layout_width (beside) <= width && pango_layout_get_line_count (beside) == 1) {
    cell->second = g_steal_pointer (&beside);
    cell->beside = begin;
    return;
  }
  cell->second = eta_typesetter_set (self->type, ETA_FACE_BODY, text, "en", width, VALUE_LINES);
  cell->height += eta_layout_height (cell->second);
}

/* @second: (nullable): what the other language says */
static EtaCell *
make_cell (EtaBrochure *self, const char *label, const char *value, const char *second,
           double width)
{
  EtaCell *cell = g_new0 (EtaCell, 1);
  const char *own = self->type->readers[0].language;

  cell->label = eta_typesetter_set (self->type, ETA_FACE_LABEL, label, own, width, 2);
  cell->value = eta_typesetter_set (self->type, ETA_FACE_BODY, value, own, width, VALUE_LINES);
  cell->ink = ETA_INK_SOFT;
  cell->height = eta_layout_height (cell->label) + eta_layout_height (cell->value) + CELL_GAP;
  if (second && *second && g_strcmp0 (value, second) != 0)
    set_second (self, cell, second, width);
  return cell;
}

void
eta_cell_place (const EtaCell *cell, EtaBlock *block, double x, double y)
{
  y += eta_block_add_text (block, x, y, cell->label, ETA_INK_SOFT, NULL);
  double height = eta_block_add_text (block, x, y, cell->value,
                                      cell->link ? ETA_INK_ACCENT : ETA_INK, cell->link);
  if (cell->second)
    eta_block_add_text (block, x + cell->beside, cell->beside > 0 ? y : y + height, cell->second,
                        cell->ink, NULL);
}

/* Only what can stand in cairo's attributes as it is, and leads where it says */
static char *
make_link (const EtaField *field, const EtaJson *doc)
{
  const char *text = eta_json_string (eta_field_get (field, doc));
  gboolean web = field->type == ETA_FIELD_LINK;

  if (!text || (!web && field->type != ETA_FIELD_EMAIL) ||
      (web && !g_str_has_prefix (text, "https://")))
    return NULL;
  for (const char *p = text; *p; p++)
    if (!g_ascii_isgraph (*p) || strchr ("'\\", *p))
      return NULL;
  return g_strdup_printf ("uri='%s%s'", web ? "" : "mailto:", text);
}

/* Country, province and regency stand below the name. */
static gboolean
is_told (const EtaField *field)
{
  return g_strcmp0 (field->codes, "regions") == 0;
}

static const EtaFact *
find_fact (GPtrArray *facts, const EtaField *field)
{
  for (guint i = 0; i < facts->len; i++) {
    const EtaFact *fact = g_ptr_array_index (facts, i);

    if (fact->field == field)
      return fact;
  }
  return NULL;
}

/**
 * eta_brochure_list_cells:
 * @sections: as for eta_facts_list()
 * @width: of each
 *
 * Returns: (transfer full) (element-type EtaCell): what the document says in both languages
 */
GPtrArray *
eta_brochure_list_cells (EtaBrochure *self, const EtaKind *kind, const EtaJson *doc, guint sections,
                         double width)
{
  g_autoptr (GPtrArray) own = eta_facts_list (&self->type->readers[0], kind, doc, sections);
  g_autoptr (GPtrArray) english = eta_facts_list (&self->type->readers[1], kind, doc, sections);
  GPtrArray *cells = g_ptr_array_new_with_free_func (free_cell);

  for (guint i = 0; i < own->len; i++) {
    const EtaFact *fact = g_ptr_array_index (own, i);
    const EtaFact *too = find_fact (english, fact->field);
    gboolean alike = !too || g_str_equal (fact->label, too->label);
    g_autofree char *label =
        alike ? g_strdup (fact->label) : g_strconcat (fact->label, " · ", too->label, NULL);
    EtaCell *cell;

    if (is_told (fact->field))
      continue;
    cell = make_cell (self, label, fact->value, too ? too->value : NULL, width);
    cell->link = make_link (fact->field, doc);
    g_ptr_array_add (cells, cell);
  }
  return cells;
}

/** eta_brochure_add_cells: adds rows of cells from @from on, each row a block */
void
eta_brochure_add_cells (GPtrArray *blocks, GPtrArray *cells, guint from, guint columns)
{
  double width = eta_cell_width (columns);

  for (guint i = from; i < cells->len; i += columns) {
    EtaBlock *row = eta_block_new (i == from ? 12 : 0);
    double height = 0;

    for (guint k = i; k < MIN (i + columns, cells->len); k++) {
      const EtaCell *cell = g_ptr_array_index (cells, k);

      eta_cell_place (cell, row, (k - i) * (width + ETA_GUTTER), 0);
      height = MAX (height, cell->height);
    }
    row->height = height;
    g_ptr_array_add (blocks, row);
  }
}

/** eta_brochure_add_heading: adds the heading of a part, in both languages */
void
eta_brochure_add_heading (EtaBrochure *self, GPtrArray *blocks, const char *text)
{
  g_autofree char *both = eta_typesetter_say_both (self->type, text);
  g_autoptr (PangoLayout) layout =
      eta_typesetter_set (self->type, ETA_FACE_HEADING, both, NULL, ETA_TEXT_WIDTH, 1);
  EtaBlock *block = eta_block_new (14);
  double height = eta_block_add_text (block, 0, 0, layout, ETA_INK_ACCENT, NULL);

  eta_block_add_ground (block, 0, height + 2.5, ETA_TEXT_WIDTH, 0.5, ETA_INK_LINE);
  block->height += 4;
  block->keep = TRUE;
  g_ptr_array_add (blocks, block);
}

/* -- prose ---------------------------------------------------------------------------------- */

/* Two columns, or one text over the whole width */
static void
add_columns (GPtrArray *blocks, PangoLayout *const *columns, guint n, double gap)
{
  int lines = 0;

  for (guint i = 0; i < n; i++)
    lines = MAX (lines, pango_layout_get_line_count (columns[i]));
  for (int first = 0; first < lines; first += SLICE) {
    /* No single line on the next page */
    int last = lines - first <= SLICE + 1 ? lines : first + SLICE;
    EtaBlock *block = eta_block_new (first == 0 ? gap : 0);

    for (guint i = 0; i < n; i++)
      eta_block_add_lines (block, i * (eta_cell_width (2) + ETA_GUTTER), 0, columns[i], first, last,
                           i == 0 ? ETA_INK : ETA_INK_SOFT);
    g_ptr_array_add (blocks, block);
    if (last == lines)
      break;
  }
}

static void
add_text (EtaBrochure *self, GPtrArray *blocks, const EtaJson *texts, double gap)
{
  const char *languages[2], *found[2];
  PangoLayout *columns[2];
  guint n;

  for (guint i = 0; i < 2; i++) {
    const EtaReader *reader = &self->type->readers[i];

    found[i] = eta_reader_pick (reader, texts, &languages[i]);
    languages[i] = languages[i] ? languages[i] : reader->language;
  }
  n = g_strcmp0 (found[0], found[1]) == 0 ? 1 : 2;
  for (guint i = 0; i < n; i++)
    columns[i] = eta_typesetter_set (self->type, ETA_FACE_BODY, found[i], languages[i],
                                     n == 1 ? ETA_TEXT_WIDTH : eta_cell_width (2), 0);
  add_columns (blocks, columns, n, gap);
  for (guint i = 0; i < n; i++)
    g_object_unref (columns[i]);
}

/* A fact's label, above a text that is longer than a fact */
static void
add_label (EtaBrochure *self, GPtrArray *blocks, const char *text)
{
  g_autofree char *both = eta_typesetter_say_both (self->type, text);
  g_autoptr (PangoLayout) layout =
      eta_typesetter_set (self->type, ETA_FACE_LABEL, both, NULL, ETA_TEXT_WIDTH, 1);
  EtaBlock *block = eta_block_new (10);

  eta_block_add_text (block, 0, 0, layout, ETA_INK_SOFT, NULL);
  block->keep = TRUE;
  g_ptr_array_add (blocks, block);
}

/**
 * eta_brochure_add_prose:
 *
 * Adds the longer texts of a document, the first without a heading.
 */
void
eta_brochure_add_prose (EtaBrochure *self, GPtrArray *blocks, const EtaKind *kind,
                        const EtaJson *doc)
{
  gboolean first = TRUE;

  eta_kind_foreach (field, kind)
  {
    const EtaJson *texts = eta_field_get (field, doc);

    if (field->type != ETA_FIELD_TEXT || field->flags & ETA_FIELD_HIDDEN ||
        !eta_reader_pick (&self->type->readers[0], texts, NULL))
      continue;
    if (!first)
      add_label (self, blocks, field->label);
    add_text (self, blocks, texts, first ? 12 : 1);
    first = FALSE;
  }
}

/* -- papers --------------------------------------------------------------------------------- */

static int
compare_papers_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (eta_json_get_string (*(const EtaJson *const *) a, "/order"),
                    eta_json_get_string (*(const EtaJson *const *) b, "/order"));
}

/* "Berlaku sampai 23 Nov 2026 · Sudah berakhir", in @reader's language; NULL: no end */
static char *
describe_end (EtaBrochure *self, const EtaJson *paper, guint reader)
{
  EtaPaperState state = eta_paper_state (paper, &self->today);
  const char *label = eta_typesetter_say (self->type, reader, N_ ("Valid until"));
  gboolean worth = state == ETA_PAPER_ENDED || state == ETA_PAPER_ENDING;
  GDate end;

  if (!eta_paper_end (paper, &end))
    return NULL;
  g_autofree char *stored = eta_date_store (&end);
  g_autofree char *date = eta_date_format (stored, self->type->readers[reader].language);
  const char *words =
      worth ? eta_typesetter_say (self->type, reader, eta_paper_state_label (state)) : NULL;
  return g_strconcat (label, " ", date, words ? " · " : "", words, NULL);
}

/* Number, who issued it and when: all but what stands above and below */
static char *
describe_paper (EtaBrochure *self, const EtaJson *paper)
{
  g_autoptr (GString) out = g_string_new (NULL);

  eta_fields_foreach (field, eta_paper_members)
  {
    g_autofree char *text = NULL;

    if (field->flags & ETA_FIELD_HIDDEN || g_str_equal (field->path, "/kind") ||
        g_str_equal (field->path, "/valid_until") ||
        eta_json_is_empty (eta_field_get (field, paper)))
      continue;
    text = eta_fact_value (&self->type->readers[0], field, paper);
    if (text && *text)
      g_string_append_printf (out, "%s%s", out->len ? " · " : "", text);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static EtaCell *
make_paper (EtaBrochure *self, const EtaJson *paper, double width)
{
  const EtaField *kind = eta_paper_members;
  const char *code = eta_json_get_string (paper, "/kind");
  const char *words = eta_field_choice_label (kind, code);
  g_autofree char *label = eta_typesetter_say_both (self->type, words ? words : code ? code : "");
  g_autofree char *details = describe_paper (self, paper);
  g_autofree char *own = describe_end (self, paper, 0);
  g_autofree char *english = describe_end (self, paper, 1);
  g_autofree char *ends = own ? g_strconcat (own, "\n", english, NULL) : NULL;
  EtaCell *cell = make_cell (self, label, details, NULL, width);

  if (ends) {
    cell->second = eta_typesetter_set (self->type, ETA_FACE_SMALL, ends, NULL, width, 0);
    cell->height += eta_layout_height (cell->second);
    if (eta_paper_state (paper, &self->today) == ETA_PAPER_ENDED)
      cell->ink = ETA_INK_MARK;
  }
  return cell;
}

/** eta_brochure_add_papers: adds the papers with their ends, under a heading when @headed */
void
eta_brochure_add_papers (EtaBrochure *self, GPtrArray *blocks, const EtaJson *doc, gboolean headed)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new ();
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (free_cell);

  eta_json_foreach (paper, eta_json_get (doc, "/papers"))
    g_ptr_array_add (papers, (gpointer) paper);
  if (papers->len == 0)
    return;
  g_ptr_array_sort (papers, compare_papers_cb);
  for (guint i = 0; i < papers->len; i++)
    g_ptr_array_add (cells, make_paper (self, g_ptr_array_index (papers, i), eta_cell_width (3)));
  if (headed)
    eta_brochure_add_heading (self, blocks, eta_section_get_words (ETA_SECTION_PAPERS));
  eta_brochure_add_cells (blocks, cells, 0, 3);
}

/* -- photos --------------------------------------------------------------------------------- */

/**
 * eta_brochure_add_photos:
 * @height: of each
 * @most: how many at most
 *
 * Adds the photos behind the cover, in rows of four.
 */
void
eta_brochure_add_photos (GPtrArray *blocks, const EtaJson *doc, double height, guint most)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (doc);
  double gap = 8, width = (ETA_TEXT_WIDTH - 3 * gap) / 4;
  guint end = most < keys->len ? most + 1 : keys->len;

  for (guint i = 1; i < end; i += 4) {
    EtaBlock *row = eta_block_new (i == 1 ? 12 : gap);

    for (guint k = i; k < MIN (i + 4, end); k++)
      eta_block_add_photo (
          row, (k - i) * (width + gap), 0, width, height,
          eta_json_member (eta_json_get (doc, "/photos"), g_ptr_array_index (keys, k)));
    g_ptr_array_add (blocks, row);
  }
}
