/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-header.h"

#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Where a list begins, and what its columns are. Offices write titles above the header, and headers in
 * their own words: each field knows the words that were met (its synonyms). */

#define HEADER_LENGTH 100 /* bytes; what is longer is a text */

/* Words at the end of a header that name a language: "Deskripsi (EN)" */
static const struct {
  const char *word;
  const char *language;
} language_words[] = {
  { "bahasa indonesia", "id" },
  { "indonesia", "id" },
  { "id", "id" },
  { "ind", "id" },
  { "bahasa inggris", "en" },
  { "inggris", "en" },
  { "english", "en" },
  { "eng", "en" },
  { "en", "en" },
  { "bahasa melayu", "ms" },
  { "melayu", "ms" },
  { "malay", "ms" },
  { "ms", "ms" },
  { "filipino", "fil" },
  { "tagalog", "fil" },
  { "fil", "fil" },
};

/* Takes the language off a folded header. */
static const char *
split_language (char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (language_words); i++) {
    gsize length = strlen (folded), word = strlen (language_words[i].word);
    if (length > word + 1 && folded[length - word - 1] == ' ' &&
        g_str_has_suffix (folded, language_words[i].word)) {
      folded[length - word - 1] = '\0';
      return language_words[i].language;
    }
  }

  return NULL;
}

/* "Product: Price" of our own export → the kind, and @name behind it */
static const EtaKind *
split_kind (const char *header, const char **name)
{
  *name = header;
  for (const EtaKind *const *kind = eta_kinds; *kind; kind++) {
    const char *labels[] = { (*kind)->label, _ ((*kind)->label) };
    for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
      if (g_str_has_prefix (header, labels[i]) &&
          g_str_has_prefix (header + strlen (labels[i]), ": ")) {
        *name = header + strlen (labels[i]) + 2;
        return *kind;
      }
  }

  return NULL;
}

static gboolean
is_taken (GArray *columns, const EtaField *field, const char *language)
{
  for (guint i = 0; i < columns->len; i++) {
    const EtaColumn *column = &g_array_index (columns, EtaColumn, i);
    if (column->field == field &&
        (!(field->flags & ETA_FIELD_LOCALE) || g_strcmp0 (column->language, language) == 0))
      return TRUE;
  }

  return FALSE;
}

/**
 * eta_header_takes:
 *
 * Returns: whether the field fits into a cell
 */
gboolean
eta_header_takes (const EtaField *field)
{
  return field->type != ETA_FIELD_KEYED && field->type != ETA_FIELD_PHOTO &&
         !(field->flags & (ETA_FIELD_HIDDEN | ETA_FIELD_COMPUTED));
}

/* A second column of the same translated field is its English one: "Deskripsi", "Description". */
static const char *
choose_language (GArray *columns, const EtaField *field, const char *said)
{
  if (!(field->flags & ETA_FIELD_LOCALE))
    return NULL;
  if (said)
    return said;

  return is_taken (columns, field, "id") ? "en" : "id";
}

static gboolean
match (GArray *columns, const EtaKind *kind, const char *header, EtaColumn *found)
{
  if (!header[0] || strlen (header) > HEADER_LENGTH)
    return FALSE;

  g_autofree char *folded = eta_text_fold (header);
  g_autofree char *bare = g_strdup (folded);
  const char *said = split_language (bare);

  eta_kind_foreach (field, kind)
  {
    gboolean locale = (field->flags & ETA_FIELD_LOCALE) != 0;
    if (!eta_header_takes (field) || !eta_field_answers_to (field, locale ? bare : folded))
      continue;
    const char *language = choose_language (columns, field, said);
    if (is_taken (columns, field, language))
      continue;
    *found = (EtaColumn){ field, kind, language };
    return TRUE;
  }

  return FALSE;
}

static void
take_column (EtaHeader *self, char **cells, guint i)
{
  EtaColumn *column = &g_array_index (self->columns, EtaColumn, i);
  const char *name;
  const EtaKind *named = split_kind (cells[i], &name);

  if (g_str_equal (cells[i], ETA_HEADER_ID))
    self->id_column = (int) i;
  else if (g_str_equal (cells[i], ETA_HEADER_KIND))
    self->kind_column = (int) i;
  else
    match (self->columns, named ? named : self->kind, name, column);
}

/* Reads a row as the header of a list of @kind. */
static EtaHeader *
read_row (EtaSheet *sheet, guint row, const EtaKind *kind)
{
  guint n = 0;
  char **cells = eta_sheet_get_row (sheet, row, &n);
  EtaHeader *self = g_new0 (EtaHeader, 1);

  self->row = row;
  self->kind = kind;
  self->kind_column = self->id_column = -1;
  self->columns = g_array_sized_new (FALSE, TRUE, sizeof (EtaColumn), n);
  g_array_set_size (self->columns, n);
  self->taken = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    take_column (self, cells, i);

  return self;
}

static guint
count (const EtaHeader *self)
{
  guint n = 0;

  for (guint i = 0; i < self->columns->len; i++)
    n += eta_header_get (self, i)->field != NULL;
  return n;
}

/**
 * eta_header_names_things:
 *
 * Returns: whether the columns say what each row is: a list names its things, or tells them apart by id
 */
gboolean
eta_header_names_things (const EtaHeader *self)
{
  if (self->id_column >= 0)
    return TRUE;
  for (guint i = 0; i < self->columns->len; i++) {
    const EtaColumn *column = eta_header_get (self, i);
    if (column->field && (column->field->flags & ETA_FIELD_TITLE) &&
        (column->kind == self->kind || self->kind_column >= 0))
      return TRUE;
  }

  return FALSE;
}

/* A list of products may carry their makers: what is no field of a product may be one of the maker. */
static void
take_makers (EtaHeader *self, char **cells)
{
  for (guint i = 0; i < self->columns->len; i++) {
    EtaColumn *column = &g_array_index (self->columns, EtaColumn, i);
    if (!column->field && (int) i != self->id_column && (int) i != self->kind_column)
      match (self->columns, &eta_kind_business, cells[i], column);
  }
}

static int
compare_fields (gconstpointer a, gconstpointer b, gpointer columns)
{
  const EtaField *one = g_array_index ((GArray *) columns, EtaColumn, *(const guint *) a).field;
  const EtaField *other = g_array_index ((GArray *) columns, EtaColumn, *(const guint *) b).field;

  return (one > other) - (one < other);
}

/* The rows of a table lie one behind the other. */
static void
sort_taken (EtaHeader *self)
{
  g_array_set_size (self->taken, 0);
  for (guint i = 0; i < self->columns->len; i++)
    if (eta_header_get (self, i)->field)
      g_array_append_val (self->taken, i);
  g_array_sort_with_data (self->taken, compare_fields, self->columns);
}

static void
complete (EtaHeader *self, EtaSheet *sheet)
{
  if (self->kind == &eta_kind_product && self->kind_column < 0)
    take_makers (self, eta_sheet_get_row (sheet, self->row, NULL));
  sort_taken (self);
}

/**
 * eta_header_find:
 *
 * Finds the header of the list: the row, among the first forty, whose cells name the most fields of a
 * kind, its title among them.
 *
 * Returns: (transfer full) (nullable): %NULL with %ETA_SHEET_ERROR_NO_LIST
 */
EtaHeader *
eta_header_find (EtaSheet *sheet, GError **error)
{
  g_autoptr (EtaHeader) best = NULL;

  for (guint row = 0; row < MIN (eta_sheet_get_n_rows (sheet), ETA_HEADER_ROWS); row++) {
    for (const EtaKind *const *kind = eta_kinds; *kind; kind++) {
      if (!(*kind)->by_office)
        continue;
      g_autoptr (EtaHeader) header = read_row (sheet, row, *kind);
      if (count (header) >= 2 && eta_header_names_things (header) &&
          (!best || count (header) > count (best))) {
        g_clear_pointer (&best, eta_header_free);
        best = g_steal_pointer (&header);
      }
    }
  }
  if (!best) {
    g_set_error_literal (
        error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST,
        _ ("This is no list of businesses or products: no row names columns such as "
           "“Nama Usaha” or “Nama Produk” and at least one more."));
    return NULL;
  }

  complete (best, sheet);
  return g_steal_pointer (&best);
}

/**
 * eta_header_read:
 * @row: index of the row that a person has pointed at
 * @kind: (nullable): of the list; %NULL: the one whose fields the row names the most of
 *
 * Returns: (transfer full): what the row says of the columns, which may be nothing at all
 */
EtaHeader *
eta_header_read (EtaSheet *sheet, guint row, const EtaKind *kind)
{
  EtaHeader *best = kind ? read_row (sheet, row, kind) : NULL;

  for (const EtaKind *const *any = eta_kinds; !kind && *any; any++) {
    if (!(*any)->by_office)
      continue;
    EtaHeader *header = read_row (sheet, row, *any);
    if (best && count (header) <= count (best)) {
      eta_header_free (header);
      continue;
    }
    g_clear_pointer (&best, eta_header_free);
    best = header;
  }
  complete (best, sheet);
  return best;
}

void
eta_header_free (EtaHeader *self)
{
  g_array_unref (self->columns);
  g_array_unref (self->taken);
  g_free (self);
}

const EtaColumn *
eta_header_get (const EtaHeader *self, guint column)
{
  return &g_array_index (self->columns, EtaColumn, column);
}

/** eta_header_dup_pointer: Returns: (nullable): where in the document the column goes; %NULL: nowhere */
char *
eta_header_dup_pointer (const EtaHeader *self, guint column)
{
  const EtaColumn *to = eta_header_get (self, column);

  if (!to->field)
    return NULL;
  return to->language ? g_strconcat (to->field->path, "/", to->language, NULL)
                      : g_strdup (to->field->path);
}

static gboolean
goes_to (const EtaColumn *column, const EtaColumn *to)
{
  return column->field == to->field && column->kind == to->kind &&
         g_strcmp0 (column->language, to->language) == 0;
}

/** eta_header_find_column: Returns: the column that goes there, or -1 */
int
eta_header_find_column (const EtaHeader *self, const EtaColumn *to)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (goes_to (eta_header_get (self, i), to))
      return (int) i;

  return -1;
}

/**
 * eta_header_set:
 * @to: (nullable): a field; %NULL: the column is not taken
 *
 * A field has one column: the one that went there before is no longer taken.
 */
void
eta_header_set (EtaHeader *self, guint column, const EtaColumn *to)
{
  static const EtaColumn nowhere = { NULL, NULL, NULL };
  int before = to ? eta_header_find_column (self, to) : -1;

  if (before >= 0)
    g_array_index (self->columns, EtaColumn, before) = nowhere;
  g_array_index (self->columns, EtaColumn, column) = to ? *to : nowhere;
  sort_taken (self);
}

/**
 * eta_header_ensure:
 *
 * Returns: the column that goes there; if there is none, a new one behind all that the sheet has
 */
guint
eta_header_ensure (EtaHeader *self, const EtaColumn *to)
{
  int found = eta_header_find_column (self, to);

  if (found >= 0)
    return (guint) found;
  g_array_append_val (self->columns, *to);
  sort_taken (self);
  return self->columns->len - 1;
}

/** eta_header_add_columns: @columns: (element-type EtaColumn): gets one for each field of @kind that
 * fits into a cell, and each language of it */
void
eta_header_add_columns (GArray *columns, const EtaKind *kind)
{
  eta_kind_foreach (field, kind)
  {
    if (!eta_header_takes (field))
      continue;
    gboolean locale = (field->flags & ETA_FIELD_LOCALE) != 0;
    for (guint i = 0; locale && eta_languages[i]; i++) {
      EtaColumn column = { field, kind, eta_languages[i] };
      g_array_append_val (columns, column);
    }
    EtaColumn column = { field, kind, NULL };
    if (!locale)
      g_array_append_val (columns, column);
  }
}

/**
 * eta_header_list_targets:
 *
 * Returns: (transfer full) (element-type EtaColumn): where a column of this list may go. A list of
 *   products may carry their makers, whose name is the product's business.
 */
GArray *
eta_header_list_targets (const EtaHeader *self)
{
  GArray *targets = g_array_new (FALSE, FALSE, sizeof (EtaColumn));

  eta_header_add_columns (targets, self->kind);
  guint own = targets->len;
  if (self->kind_column >= 0 || self->kind == &eta_kind_product)
    eta_header_add_columns (targets, self->kind == &eta_kind_product ? &eta_kind_business
                                                                     : &eta_kind_product);
  for (guint i = targets->len; self->kind_column < 0 && i > own; i--)
    if (g_array_index (targets, EtaColumn, i - 1).field->flags & ETA_FIELD_TITLE)
      g_array_remove_index (targets, i - 1);
  return targets;
}

char *
eta_column_describe (const EtaColumn *column)
{
  if (!column->field)
    return g_strdup ("");
  return g_strconcat (column->kind->name, ":", column->field->path, ":",
                      column->language ? column->language : "", NULL);
}

/**
 * eta_column_find:
 * @targets: (element-type EtaColumn): of eta_header_list_targets()
 * @description: (nullable): of eta_column_describe()
 *
 * Returns: (transfer none) (nullable): the one that is so described
 */
const EtaColumn *
eta_column_find (GArray *targets, const char *description)
{
  for (guint i = 0; i < targets->len; i++) {
    g_autofree char *other = eta_column_describe (&g_array_index (targets, EtaColumn, i));
    if (g_strcmp0 (other, description) == 0)
      return &g_array_index (targets, EtaColumn, i);
  }
  return NULL;
}

/**
 * eta_header_name:
 * @with_kind: the sheet has rows of several kinds
 *
 * Returns: (transfer full): the header of a column as eta_header_find() knows it again
 */
char *
eta_header_name (const EtaKind *kind, const EtaField *field, const char *language,
                 gboolean with_kind)
{
  const char *label = _ (field->label);

  return g_strconcat (with_kind ? _ (kind->label) : "", with_kind ? ": " : "", label,
                      language ? " (" : "", language ? language : "", language ? ")" : "", NULL);
}
