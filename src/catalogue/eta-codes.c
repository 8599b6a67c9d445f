/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-codes-private.h"

#include "eta-csv.h"
#include "eta-field.h"
#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * EtaCodes: one list of codes.
 *
 * Filled from CSV once, then only read: from then on free to share between threads. A row is found by
 * its code (hash), by any folded name (hash to the rows that bear it) or by a part of its names (a
 * walk over one prepared string a row: 7,000 rows in about a millisecond, hence fit to type against).
 */

#define ETA_CODES_ERROR (g_quark_from_static_string ("eta-codes-error-quark"))

typedef struct {
  EtaCode code;
  char *haystack; /* "\ncode\nname\nname…\n", folded */
} Row;

struct _EtaCodes {
  GObject parent_instance;

  /* Owned */
  char *name;
  GStringChunk *texts;
  GPtrArray *rows;
  GHashTable *by_code; /* code → Row, borrowed */
  GHashTable *by_name; /* folded name → GPtrArray of Row */
  GHashTable *by_parent; /* parent's code, "" for roots → GPtrArray of Row */
};

G_DEFINE_FINAL_TYPE (EtaCodes, eta_codes, G_TYPE_OBJECT)

/* Words that may stand before a region's name, folded; the longer before what they begin with. */
static const char *const prefixes[] = { "kabupaten administrasi ",
                                        "kota administrasi ",
                                        "kabupaten ",
                                        "kotamadya ",
                                        "kota ",
                                        "kodya ",
                                        "kab ",
                                        "provinsi ",
                                        "propinsi ",
                                        "prov ",
                                        NULL };

typedef enum { COLUMN_CODE, COLUMN_PARENT, COLUMN_TITLE, COLUMN_ALIASES = COLUMN_TITLE + 5 } Column;

static const char *const columns[] = {
  "code", "parent", "title", "id", "en", "ms", "fil", "aliases"
};

static const char *
strip_prefix (const char *folded)
{
  for (guint i = 0; prefixes[i]; i++)
    if (g_str_has_prefix (folded, prefixes[i]) && folded[strlen (prefixes[i])])
      return folded + strlen (prefixes[i]);
  return folded;
}

static void
index_under (EtaCodes *self, GHashTable *table, const char *key, Row *row)
{
  GPtrArray *rows = g_hash_table_lookup (table, key);

  if (!rows) {
    rows = g_ptr_array_new ();
    g_hash_table_insert (table, g_string_chunk_insert_const (self->texts, key), rows);
  }
  if (!g_ptr_array_find (rows, row, NULL))
    g_ptr_array_add (rows, row);
}

static void
index_name (EtaCodes *self, Row *row, const char *name, GString *haystack)
{
  g_autofree char *folded = eta_text_fold (name);

  if (!*folded)
    return;
  index_under (self, self->by_name, folded, row);
  if (strip_prefix (folded) != folded)
    index_under (self, self->by_name, strip_prefix (folded), row);
  g_string_append_printf (haystack, "%s\n", folded);
}

static void
index_row (EtaCodes *self, Row *row)
{
  g_autoptr (GString) haystack = g_string_new ("\n");

  index_name (self, row, row->code.code, haystack);
  index_name (self, row, row->code.title, haystack);
  for (guint i = 0; i < 4; i++)
    if (row->code.titles[i] && g_strcmp0 (row->code.titles[i], row->code.title) != 0)
      index_name (self, row, row->code.titles[i], haystack);
  if (row->code.aliases) {
    g_auto (GStrv) names = g_strsplit (row->code.aliases, "|", -1);

    for (guint i = 0; names[i]; i++)
      index_name (self, row, names[i], haystack);
  }
  row->haystack = g_string_chunk_insert_len (self->texts, haystack->str, haystack->len);
}

static const char *
keep_text (EtaCodes *self, const char *text)
{
  g_autofree char *trimmed = eta_text_trim (text);

  return *trimmed ? g_string_chunk_insert_const (self->texts, trimmed) : NULL;
}

/* A code that stands already is left as it is: the project's own words are better than a loaded list's. */
static void
add_row (EtaCodes *self, const char *const *cells)
{
  const char *code = keep_text (self, cells[COLUMN_CODE]);
  Row *row;

  if (!code || g_hash_table_contains (self->by_code, code))
    return;
  row = g_new0 (Row, 1);
  row->code.code = code;
  row->code.parent = keep_text (self, cells[COLUMN_PARENT]);
  row->code.title = keep_text (self, cells[COLUMN_TITLE]);
  for (guint i = 0; i < 4; i++)
    row->code.titles[i] = keep_text (self, cells[COLUMN_TITLE + 1 + i]);
  if (!row->code.title)
    row->code.title = row->code.titles[1] ? row->code.titles[1] : row->code.titles[0];
  if (!row->code.title)
    row->code.title = code;
  row->code.aliases = keep_text (self, cells[COLUMN_ALIASES]);
  g_ptr_array_add (self->rows, row);
  g_hash_table_insert (self->by_code, (char *) code, row);
  index_under (self, self->by_parent, row->code.parent ? row->code.parent : "", row);
  index_row (self, row);
}

typedef struct {
  EtaCodes *self;
  int places[G_N_ELEMENTS (columns)]; /* the CSV's column of each of ours; -1: it has none */
  gboolean headed;
} Reading;

static void
read_header (Reading *reading, char **cells, guint n_cells)
{
  for (guint column = 0; column < G_N_ELEMENTS (columns); column++) {
    reading->places[column] = -1;
    for (guint i = 0; i < n_cells; i++) {
      g_autofree char *header = eta_text_fold (cells[i]);

      if (strcmp (header, columns[column]) == 0)
        reading->places[column] = i;
    }
  }
  reading->headed = TRUE;
}

static gboolean
read_row_cb (char **cells, guint n_cells, guint line, gpointer data)
{
  Reading *reading = data;
  const char *ours[G_N_ELEMENTS (columns)];

  if (!reading->headed) {
    read_header (reading, cells, n_cells);
    return reading->places[COLUMN_CODE] >= 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    ours[i] = reading->places[i] >= 0 && (guint) reading->places[i] < n_cells
                  ? cells[reading->places[i]]
                  : "";
  add_row (reading->self, ours);
  return TRUE;
}

/**
 * eta_codes_add_csv:
 * @self: a list that no second thread sees yet
 * @csv: UTF-8, with the header "code,parent,en,id,ms,fil,aliases" or "code,title,parent"
 *
 * Adds the rows whose codes are not there yet.
 *
 * Returns: %FALSE when it is no such CSV
 */
gboolean
eta_codes_add_csv (EtaCodes *self, GBytes *csv, GError **error)
{
  Reading reading = { .self = self };
  gsize length;
  const char *text;

  g_return_val_if_fail (ETA_IS_CODES (self), FALSE);
  text = g_bytes_get_data (csv, &length);
  if (length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0) {
    text += 3;
    length -= 3;
  }
  if (!g_utf8_validate (text, length, NULL)) {
    g_set_error (error, ETA_CODES_ERROR, 0, _ ("The list “%s” is not in UTF-8"), self->name);
    return FALSE;
  }
  if (!eta_csv_read (text, length, ',', read_row_cb, &reading, error))
    return FALSE;
  if (!reading.headed || reading.places[COLUMN_CODE] < 0) {
    g_set_error (error, ETA_CODES_ERROR, 0, _ ("The list “%s” has no column “code”"), self->name);
    return FALSE;
  }
  return TRUE;
}

/**
 * eta_codes_new_from_csv:
 * @name: "regions"
 * @csv: as for eta_codes_add_csv()
 *
 * Returns: (transfer full) (nullable): the list
 */
EtaCodes *
eta_codes_new_from_csv (const char *name, GBytes *csv, GError **error)
{
  g_autoptr (EtaCodes) self = g_object_new (ETA_TYPE_CODES, NULL);

  self->name = g_strdup (name);
  return eta_codes_add_csv (self, csv, error) ? g_steal_pointer (&self) : NULL;
}

/** eta_codes_get_name: Returns: "regions" */
const char *
eta_codes_get_name (EtaCodes *self)
{
  return self->name;
}

/** eta_codes_get_size: Returns: how many rows there are */
guint
eta_codes_get_size (EtaCodes *self)
{
  return self->rows->len;
}

/** eta_codes_get: Returns: (nullable): the row at @position, in the list's own order */
const EtaCode *
eta_codes_get (EtaCodes *self, guint position)
{
  Row *row = position < self->rows->len ? g_ptr_array_index (self->rows, position) : NULL;

  return row ? &row->code : NULL;
}

/** eta_codes_find: Returns: (nullable): the row of exactly that code */
const EtaCode *
eta_codes_find (EtaCodes *self, const char *code)
{
  Row *row = code ? g_hash_table_lookup (self->by_code, code) : NULL;

  return row ? &row->code : NULL;
}

/* 1 for a root; bounded, as a loaded list might go in a ring */
guint
eta_codes_depth (EtaCodes *self, const EtaCode *code)
{
  guint depth = 1;

  while (code->parent && depth < 10 && (code = eta_codes_find (self, code->parent)))
    depth++;
  return depth;
}

static gboolean
lies_in (EtaCodes *self, const EtaCode *code, const char *parent)
{
  for (guint i = 0; code && code->parent && i < 10; i++) {
    if (strcmp (code->parent, parent) == 0)
      return TRUE;
    code = eta_codes_find (self, code->parent);
  }
  return FALSE;
}

/* Codes as spreadsheets mangle them: "7171" for 71.71, "71.1" for 71.10, "kgm" for KGM. */
static const EtaCode *
find_mangled (EtaCodes *self, const char *text)
{
  gsize length = strlen (text);
  gsize digits = strspn (text, "0123456789");
  g_autofree char *other = NULL;
  const EtaCode *found;

  if (length == 4 && digits == 4) {
    /* In Papua the ministry's numbers and the statistical office's clash: such a one must be asked. */
    if (text[0] == '9' && text[1] >= '1' && text[1] <= '6')
      return NULL;
    other = g_strdup_printf ("%.2s.%s", text, text + 2);
  } else if (length == 4 && digits == 2 && text[2] == '.' && g_ascii_isdigit (text[3])) {
    other = g_strdup_printf ("%s0", text);
  } else {
    other = g_ascii_strup (text, -1);
    found = eta_codes_find (self, other);
    if (found)
      return found;
    g_free (other);
    other = g_ascii_strdown (text, -1);
  }
  return eta_codes_find (self, other);
}

static gboolean
names_exactly (const Row *row, const char *folded)
{
  g_autofree char *needle = g_strdup_printf ("\n%s\n", folded);

  return strstr (row->haystack, needle) != NULL;
}

/* Among rows of one name: one below @parent before others, one of the full name before one whose
 * "Kota" was left out, a province before its regency. Two that are as good (Kabupaten and Kota
 * Gorontalo) are none: the user has to say which. */
static const EtaCode *
choose (EtaCodes *self, GPtrArray *rows, const char *folded, const char *parent, guint least,
        guint most)
{
  const EtaCode *best = NULL;
  int best_rank = 0;

  for (guint i = 0; rows && i < rows->len; i++) {
    const Row *row = g_ptr_array_index (rows, i);
    guint depth = eta_codes_depth (self, &row->code);
    int rank = 100 - depth + (names_exactly (row, folded) ? 100 : 0) +
               (parent && lies_in (self, &row->code, parent) ? 200 : 0);

    if (depth < least || depth > most || rank < best_rank)
      continue;
    best = rank > best_rank ? &row->code : NULL;
    best_rank = rank;
  }
  return best;
}

/* eta_codes_match() among the rows of a depth within @least and @most */
const EtaCode *
eta_codes_match_depth (EtaCodes *self, const char *text, const char *parent, guint least,
                       guint most)
{
  g_autofree char *trimmed = eta_text_trim (text);
  const EtaCode *code = eta_codes_find (self, trimmed);
  g_autofree char *folded = NULL;
  const char *bare;

  if (!code)
    code = find_mangled (self, trimmed);
  if (code && eta_codes_depth (self, code) >= least && eta_codes_depth (self, code) <= most)
    return code;
  folded = eta_text_fold (trimmed);
  if (!*folded || strspn (folded, "0123456789 ") == strlen (folded))
    return NULL;
  code = choose (self, g_hash_table_lookup (self->by_name, folded), folded, parent, least, most);
  bare = strip_prefix (folded);
  if (!code && bare != folded)
    code = choose (self, g_hash_table_lookup (self->by_name, bare), folded, parent, least, most);
  return code;
}

/**
 * eta_codes_match:
 * @text: (nullable): a code, a title in any language or another name, in any case, with or without
 *   "Kab.", "Kota", "Provinsi"
 * @parent: (nullable): code under which to look first
 *
 * Nothing is guessed: a name that fits two rows alike (Kabupaten and Kota Gorontalo) matches none, nor
 * does a bare four-digit number that might be a region of Papua, where two offices number differently.
 *
 * Returns: (nullable): the row meant
 */
const EtaCode *
eta_codes_match (EtaCodes *self, const char *text, const char *parent)
{
  g_return_val_if_fail (ETA_IS_CODES (self), NULL);
  return text ? eta_codes_match_depth (self, text, parent, 0, G_MAXUINT) : NULL;
}

/**
 * eta_codes_children:
 * @parent: (nullable): a code; %NULL: the roots
 *
 * Returns: (transfer container) (element-type EtaCode): never %NULL
 */
GPtrArray *
eta_codes_children (EtaCodes *self, const char *parent)
{
  GPtrArray *rows = g_hash_table_lookup (self->by_parent, parent ? parent : "");
  GPtrArray *children = g_ptr_array_new ();

  for (guint i = 0; rows && i < rows->len; i++)
    g_ptr_array_add (children, &((Row *) g_ptr_array_index (rows, i))->code);
  return children;
}

/* 0: a name begins with it; 1: a word does; 2: it stands somewhere; -1: nowhere */
static int
rank_row (const Row *row, const char *folded)
{
  const char *found = strstr (row->haystack, folded);
  int rank = found ? 2 : -1;

  for (; found; found = strstr (found + 1, folded)) {
    if (found[-1] == '\n')
      return 0;
    if (found[-1] == ' ')
      rank = 1;
  }
  return rank;
}

/**
 * eta_codes_search:
 * @text: (nullable): a part of a code or of a name; empty: all
 * @parent: (nullable): only what lies below it
 * @limit: how many at most
 *
 * Returns: (transfer container) (element-type EtaCode): the best first; never %NULL
 */
GPtrArray *
eta_codes_search (EtaCodes *self, const char *text, const char *parent, guint limit)
{
  g_autofree char *folded = eta_text_fold (text);
  GPtrArray *ranked[3] = { g_ptr_array_new (), g_ptr_array_new (), g_ptr_array_new () };
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len && ranked[0]->len < limit; i++) {
    Row *row = g_ptr_array_index (self->rows, i);
    int rank = rank_row (row, folded);

    if (rank >= 0 && ranked[rank]->len < limit && (!parent || lies_in (self, &row->code, parent)))
      g_ptr_array_add (ranked[rank], &row->code);
  }
  for (guint rank = 0; rank < G_N_ELEMENTS (ranked); rank++)
    for (guint i = 0; i < ranked[rank]->len && found->len < limit; i++)
      g_ptr_array_add (found, g_ptr_array_index (ranked[rank], i));
  for (guint rank = 0; rank < G_N_ELEMENTS (ranked); rank++)
    g_ptr_array_unref (ranked[rank]);
  return found;
}

/**
 * eta_code_title:
 * @code: a row
 * @language: (nullable): "id"
 *
 * Returns: its title in that language, else the one there is; never %NULL
 */
const char *
eta_code_title (const EtaCode *code, const char *language)
{
  for (guint i = 0; language && eta_languages[i]; i++)
    if (strcmp (eta_languages[i], language) == 0 && code->titles[i])
      return code->titles[i];
  return code->title;
}

static void
eta_codes_finalize (GObject *object)
{
  EtaCodes *self = ETA_CODES (object);

  g_free (self->name);
  g_hash_table_unref (self->by_code);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_parent);
  g_ptr_array_unref (self->rows);
  g_string_chunk_free (self->texts);
  G_OBJECT_CLASS (eta_codes_parent_class)->finalize (object);
}

static void
eta_codes_class_init (EtaCodesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_codes_finalize;
}

static void
eta_codes_init (EtaCodes *self)
{
  GDestroyNotify unref_rows = (GDestroyNotify) g_ptr_array_unref;

  self->texts = g_string_chunk_new (16 * 1024);
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_rows);
  self->by_parent = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, unref_rows);
}
