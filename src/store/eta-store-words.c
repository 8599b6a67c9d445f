/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"
#include "eta-text.h"

#include <string.h>

/*
 * What the search finds: the words of a record's texts, folded, each once, and of each code the
 * words that people know it by. Besides, tags: words that begin with a letter of the private use
 * area, which nobody types, and stand for the filters of a list ("of this kind", "in this region"),
 * so that a search within a filter meets only rows that pass it.
 */

#define TAG "\xee\x80\x80" /* U+E000 */
#define WORDS_MAX 16 /* of a query */
#define PREFIX_MAX 12 /* letters of a beginning that the index knows, see 001.sql */

typedef struct {
  EtaStore *store;
  GPtrArray *texts; /* owned */
  GHashTable *seen; /* words, within the texts */
  GPtrArray *codes; /* whose words are there */
  GString *body;
} Collector;

static void
add_word (Collector *collector, char *word)
{
  if (!*word || !g_hash_table_add (collector->seen, word))
    return;
  if (collector->body->len)
    g_string_append_c (collector->body, ' ');
  g_string_append (collector->body, word);
}

/* Cuts the text into its words. */
static void
take_words (Collector *collector, char *take_text)
{
  char *next = take_text;

  g_ptr_array_add (collector->texts, take_text);
  while (next)
    add_word (collector, strsep (&next, " "));
}

static void
add_text (Collector *collector, const char *text)
{
  if (text && *text)
    take_words (collector, eta_text_fold (text));
}

/* A tag's value keeps its letters and digits only: "71.02" → "7102". */
static char *
make_tag (char tag, const char *value, gssize length)
{
  GString *word = g_string_new (TAG);
  gsize n = length < 0 ? strlen (value) : (gsize) length;

  g_string_append_c (word, tag);
  for (gsize i = 0; i < n; i++)
    if (g_ascii_isalnum (value[i]))
      g_string_append_c (word, g_ascii_tolower (value[i]));
  return g_string_free (word, FALSE);
}

static void
add_tag (Collector *collector, char tag, const char *value)
{
  if (value)
    take_words (collector, make_tag (tag, value, -1));
}

/* "food.spice" is found under "food" too. */
static void
add_branches (Collector *collector, char tag, const char *value)
{
  for (const char *dot = value ? strchr (value, '.') : NULL; dot; dot = strchr (dot + 1, '.'))
    take_words (collector, make_tag (tag, value, dot - value));
  add_tag (collector, tag, value);
}

static void
add_code (Collector *collector, const EtaField *field, const char *value)
{
  EtaCodes *codes = eta_catalogue_codes_of (collector->store->catalogue, field);
  const EtaCode *code = codes && value ? eta_codes_find (codes, value) : NULL;

  add_text (collector, value);
  for (int depth = 0; code && depth < 4; depth++) {
    if (g_ptr_array_find (collector->codes, code, NULL))
      break;
    g_ptr_array_add (collector->codes, (gpointer) code);
    add_text (collector, code->title);
    for (guint i = 0; eta_languages[i]; i++)
      if (code->titles[i] != code->title)
        add_text (collector, code->titles[i]);
    code = code->parent ? eta_codes_find (codes, code->parent) : NULL;
  }
}

/* Of the lists, people search by the words of places and categories; units and currencies would only
 * find everything. */
static gboolean
is_searched_list (const EtaField *field)
{
  return g_strcmp0 (field->codes, "regions") == 0 || g_strcmp0 (field->codes, "categories") == 0;
}

static void add_fields (Collector *collector, const EtaField *rows, const EtaJson *doc);

static void
add_strings (Collector *collector, const EtaJson *value)
{
  add_text (collector, eta_json_string (value));
  eta_json_foreach (child, value) {
    add_text (collector, eta_json_string (child));
  }
}

static void
add_field (Collector *collector, const EtaField *field, const EtaJson *value)
{
  switch (field->type) {
  case ETA_FIELD_WORDS:
  case ETA_FIELD_TEXT:
  case ETA_FIELD_PHONE:
  case ETA_FIELD_EMAIL:
    add_strings (collector, value);
    break;
  case ETA_FIELD_SET:
    if (!field->choices && !field->codes)
      add_strings (collector, value);
    break;
  case ETA_FIELD_CODE:
    if (is_searched_list (field))
      add_code (collector, field, eta_json_string (value));
    else if (!field->group)
      add_text (collector, eta_json_string (value));
    break;
  case ETA_FIELD_KEYED:
    eta_json_foreach (entry, value) {
      add_fields (collector, field->members, entry);
    }
    break;
  default:
    break;
  }
}

/* Rows that are neither shown in forms nor published are the program's own (reviews, conflicts). */
static void
add_fields (Collector *collector, const EtaField *rows, const EtaJson *doc)
{
  const int own = ETA_FIELD_HIDDEN | ETA_FIELD_PRIVATE;

  eta_fields_foreach (field, rows)
  {
    const EtaJson *value = (field->flags & own) == own ? NULL : eta_field_get (field, doc);

    if (value)
      add_field (collector, field, value);
  }
}

/**
 * eta_words_of:
 *
 * Returns: (transfer full): the words and tags of a living record, for the index
 */
char *
eta_words_of (EtaStore *self, const EtaKind *kind, const EtaJson *doc, const EtaDerived *derived)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  Collector collector = { self, texts, seen, codes, g_string_sized_new (500) };

  add_tag (&collector, 'k', kind->name);
  add_tag (&collector, 'b', derived->business);
  add_tag (&collector, 's', derived->state);
  add_tag (&collector, 'r', derived->province);
  add_tag (&collector, 'r', derived->regency);
  add_branches (&collector, 'c', derived->category);
  add_text (&collector, derived->title);
  add_text (&collector, derived->subtitle);
  add_fields (&collector, kind->fields, doc);
  return g_string_free (collector.body, FALSE);
}

/**
 * eta_words_match:
 * @text: (nullable): what was typed
 * @longer: (out) (optional) (element-type utf8): words whose beginning alone the index knows; each must
 * stand in the body too, with a blank before it
 *
 * Turns what was typed into a query of the index: every word, or the beginning of one. Quotes and
 * signs are blanks, as they are in the index.
 *
 * Returns: (transfer full) (nullable): %NULL when there is no word in it
 */
char *
eta_words_match (const char *text, GPtrArray **longer)
{
  g_autofree char *folded = text ? eta_text_fold (text) : NULL;
  g_auto (GStrv) words = NULL;
  GString *match;

  if (longer)
    *longer = g_ptr_array_new_with_free_func (g_free);
  if (!folded || !*folded)
    return NULL;
  words = g_strsplit (folded, " ", WORDS_MAX + 1);
  match = g_string_new (NULL);
  for (guint i = 0; words[i] && i < WORDS_MAX; i++) {
    if (g_utf8_strlen (words[i], -1) > PREFIX_MAX) {
      if (longer)
        g_ptr_array_add (*longer, g_strconcat (" ", words[i], NULL));
      *g_utf8_offset_to_pointer (words[i], PREFIX_MAX) = '\0';
    }
    g_string_append_printf (match, "%s\"%s\"*", i ? " " : "", words[i]);
  }
  return g_string_free (match, FALSE);
}

void
eta_words_add_tag (GString *match, char tag, const char *value)
{
  g_autofree char *word = make_tag (tag, value, -1);

  g_string_append_printf (match, " \"%s\"", word);
}

/**
 * eta_words_write:
 * @fresh: whether the record is new, and has no words yet
 * @body: (nullable): %NULL takes the record out of the index
 */
gboolean
eta_words_write (EtaStore *self, gint64 n, gboolean fresh, const char *body, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *before = NULL;

  if (!fresh)
    before =
        eta_db_dup_text (self->writer, &failure, "SELECT body FROM words WHERE rowid = ?1", "i", n);
  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (g_strcmp0 (before, body) == 0)
    return TRUE;
  if (!body)
    return eta_db_run (self->writer, error, "DELETE FROM words WHERE rowid = ?1", "i", n);
  if (!before)
    return eta_db_run (self->writer, error, "INSERT INTO words (rowid, body) VALUES (?1, ?2)", "is",
                       n, body);
  return eta_db_run (self->writer, error, "UPDATE words SET body = ?2 WHERE rowid = ?1", "is", n,
                     body);
}
