/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-fact.h"

#include "eta-group.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What a document says, walked from its kind's table: a new row of the table is told in the gallery and
 * on paper without a line here. For the public the documents have passed the gate before.
 */

static const char *
get_text (const EtaJson *texts, const char *language)
{
  const char *text = eta_json_string (eta_json_member (texts, language));

  return text && *text ? text : NULL;
}

/**
 * eta_reader_pick:
 * @texts: (nullable): an object of strings by language, or a string
 * @language: (out) (optional): the text's language when that is not the reader's, else %NULL
 *
 * Returns: (transfer none) (nullable): the text in the reader's language, else in English, else in any
 */
const char *
eta_reader_pick (const EtaReader *reader, const EtaJson *texts, const char **language)
{
  const char *found = reader->language;
  const char *text = eta_json_string (texts);

  if (language)
    *language = NULL;
  if (text)
    return *text ? text : NULL;
  text = get_text (texts, found);
  if (!text)
    text = get_text (texts, found = "en");
  for (guint i = 0; !text && eta_languages[i]; i++)
    text = get_text (texts, found = eta_languages[i]);
  if (text && language && !g_str_equal (found, reader->language))
    *language = found;
  return text;
}

/**
 * eta_reader_code:
 * @list: a code list's name
 * @code: (nullable): a code
 *
 * Returns: (transfer full) (nullable): its words in the reader's language; the code itself when it is
 *   new
 */
char *
eta_reader_code (const EtaReader *reader, const char *list, const char *code)
{
  EtaCodes *codes = eta_catalogue_get_codes (reader->catalogue, list);
  const EtaCode *found = codes && code ? eta_codes_find (codes, code) : NULL;

  return g_strdup (found ? eta_code_title (found, reader->language) : code);
}

/**
 * eta_reader_place:
 * @business: (nullable): a business
 *
 * Returns: (transfer full) (nullable): "Kota Tomohon, Sulawesi Utara"
 */
char *
eta_reader_place (const EtaReader *reader, const EtaJson *business)
{
  g_autofree char *regency =
      eta_reader_code (reader, "regions", eta_json_get_string (business, "/regency"));
  g_autofree char *province =
      eta_reader_code (reader, "regions", eta_json_get_string (business, "/province"));

  if (!regency || !province || g_str_equal (regency, province))
    return g_strdup (province ? province : regency);
  return g_strdup_printf ("%s, %s", regency, province);
}

/* Rows that a page shows in another way: titles, prose, keyed lists, references. */
static gboolean
is_fact (const EtaField *field)
{
  return !(field->flags & (ETA_FIELD_HIDDEN | ETA_FIELD_TITLE)) && field->type != ETA_FIELD_TEXT &&
         field->type != ETA_FIELD_KEYED && field->type != ETA_FIELD_REFERENCE &&
         field->type != ETA_FIELD_PHOTO;
}

static const char *
get_key (const EtaField *field)
{
  return strrchr (field->path, '/') + 1;
}

/* A price with its currency and unit, the sides of a carton: told by the first row of the group, and
 * not again by the others. */
static gboolean
is_told (const EtaField *field, const char *group)
{
  static const char *const others[] = { "currency", "unit", "width", "height", NULL };

  return group && g_strv_contains (others, get_key (field));
}

static gboolean
tells (const EtaField *field)
{
  return g_str_equal (get_key (field), "amount") || g_str_equal (get_key (field), "length");
}

static const char *
choose (const EtaReader *reader, const EtaField *field, const char *value)
{
  const char *label = eta_field_choice_label (field, value);

  return label ? eta_words_get (reader->words, label) : value;
}

static char *
format_choices (const EtaReader *reader, const EtaField *field, const EtaJson *set)
{
  g_autoptr (GString) out = g_string_new (NULL);

  eta_json_foreach (member, set) {
    const char *text = choose (reader, field, eta_json_string (member));

    if (text)
      g_string_append_printf (out, "%s%s", out->len ? ", " : "", text);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* A code that people type (HS, KBLI) says more to a buyer than its words; its edition stands in the
 * row behind it. */
static char *
format_typed_code (const EtaReader *reader, const EtaField *field, const EtaJson *doc,
                   const char *code)
{
  g_autofree char *words = eta_reader_code (reader, field->codes, code);
  g_autofree char *pointer = g_strconcat (field->path, "_version", NULL);
  const char *version = eta_json_get_string (doc, pointer);
  g_autofree char *edition = version ? g_strdup_printf (" (%s)", version) : NULL;

  return g_strconcat (code, edition ? edition : "", g_str_equal (words, code) ? "" : " · ",
                      g_str_equal (words, code) ? "" : words, NULL);
}

static char *
format_link (const char *address)
{
  g_autofree char *shown = g_strdup (address + strlen ("https://"));

  if (g_str_has_suffix (shown, "/"))
    shown[strlen (shown) - 1] = '\0';
  return g_strdup (g_str_has_prefix (shown, "www.") ? shown + 4 : shown);
}

/* "+6281200000101" → "+62 812 0000 0101" */
static char *
format_phone (const char *phone)
{
  gsize code = g_str_has_prefix (phone, "+673") ? 4 : 3;
  gsize length = strlen (phone);
  g_autoptr (GString) out = g_string_new (NULL);

  for (gsize i = 0; i < length; i++) {
    if (i == code || (i > code + 1 && (length - i) % 4 == 0))
      g_string_append_c (out, ' ');
    g_string_append_c (out, phone[i]);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * eta_fact_value:
 * @field: a row of a table
 * @doc: (nullable): the document, or the entry of a keyed list when @field is one of its members
 *
 * Returns: (transfer full) (nullable): what the row alone says, as people read it; %NULL or empty:
 *   nothing
 */
char *
eta_fact_value (const EtaReader *reader, const EtaField *field, const EtaJson *doc)
{
  const EtaJson *value = eta_field_get (field, doc);
  const char *text = eta_json_string (value);

  if (field->flags & ETA_FIELD_LOCALE)
    return g_strdup (eta_reader_pick (reader, value, NULL));
  if (field->choices)
    return text ? g_strdup (choose (reader, field, text)) : format_choices (reader, field, value);
  if (field->type == ETA_FIELD_CODE && field->tidy && text)
    return format_typed_code (reader, field, doc, text);
  if (field->type == ETA_FIELD_LINK && text && g_str_has_prefix (text, "https://"))
    return format_link (text);
  if (field->type == ETA_FIELD_PHONE && text)
    return format_phone (text);
  if (field->section == ETA_SECTION_CURATION && field->max > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT " / %" G_GINT64_FORMAT, eta_json_int (value, 0),
                            field->max);
  return eta_field_format (field, value, eta_catalogue_codes_of (reader->catalogue, field),
                           reader->language);
}

static const char *
get_label (const EtaField *field, gboolean whole)
{
  /* "Carton length in cm", of a row that tells all three sides */
  return whole && g_str_equal (get_key (field), "length") ? N_ ("Carton size") : field->label;
}

/* Latitude and longitude, two rows of the table, told as one */
static char *
format_position (const EtaReader *reader, const EtaJson *doc)
{
  g_autofree char *lat = g_strdup_printf ("%.5f", eta_json_get_int (doc, "/lat", 0) / 1e6);
  g_autofree char *lon = g_strdup_printf ("%.5f", eta_json_get_int (doc, "/lon", 0) / 1e6);

  return g_strdup_printf ("%s; %s", lat, lon);
}

/* One row of the table; FALSE when it has nothing to say. */
static gboolean
tell (const EtaReader *reader, const EtaField *field, const EtaJson *doc, EtaFact *fact)
{
  g_autofree char *group =
      field->group ? eta_group_format (reader->catalogue, doc, field->group, reader->language)
                   : NULL;

  *fact = (EtaFact){ .field = field };
  if (eta_json_is_empty (eta_field_get (field, doc)) || is_told (field, group) ||
      g_str_has_suffix (field->path, "_version"))
    return FALSE;
  if (field->type == ETA_FIELD_DEGREE) {
    if (!g_str_equal (field->path, "/lat"))
      return FALSE;
    fact->label = eta_words_get (reader->words, N_ ("Position"));
    fact->value = format_position (reader, doc);
    return TRUE;
  }
  fact->label = eta_words_get (reader->words, get_label (field, tells (field)));
  fact->value =
      group && tells (field) ? g_steal_pointer (&group) : eta_fact_value (reader, field, doc);
  if (fact->value && *fact->value)
    return TRUE;
  g_free (fact->value);
  return FALSE;
}

static void
free_fact (gpointer data)
{
  EtaFact *fact = data;

  g_free (fact->value);
  g_free (fact);
}

/**
 * eta_facts_list:
 * @doc: (nullable): what is told; for the public, what the gate let through
 * @sections: bits, 1 << EtaSection, of those that are wanted
 *
 * What is short enough for a line: no titles, prose, keyed lists or references. An amount is told with
 * its unit and currency.
 *
 * Returns: (transfer full) (element-type EtaFact): in the table's order
 */
GPtrArray *
eta_facts_list (const EtaReader *reader, const EtaKind *kind, const EtaJson *doc, guint sections)
{
  GPtrArray *facts = g_ptr_array_new_with_free_func (free_fact);
  EtaFact fact;

  eta_kind_foreach (field, kind)
  {
    if (is_fact (field) && sections & (1u << field->section) && tell (reader, field, doc, &fact))
      g_ptr_array_add (facts, g_memdup2 (&fact, sizeof fact));
  }
  return facts;
}
