/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-field.h"

#include "eta-date.h"
#include "eta-field-private.h"
#include "eta-number.h"
#include "eta-text.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * What the type of a field means, apart from how it is typed (eta-field-parse.c): its shape in a
 * document, how people see it, and how it stands in an entry or a CSV cell.
 *
 * A field with ETA_FIELD_LOCALE has an object of strings by language. eta_field_get() gives that
 * object and eta_field_fits() judges it; parse, format and text work on the string of one language.
 */

const char *const eta_languages[] = { "id", "en", "ms", "fil", NULL };

/**
 * eta_section_get_words:
 * @section: a section
 *
 * Returns: its heading, not yet translated: who speaks several languages takes eta_words_get() of it
 */
const char *
eta_section_get_words (EtaSection section)
{
  static const char *const labels[] = {
    [ETA_SECTION_PHOTOS] = N_ ("Photos"),     [ETA_SECTION_IDENTITY] = N_ ("Identity"),
    [ETA_SECTION_STORY] = N_ ("Story"),       [ETA_SECTION_PLACE] = N_ ("Place"),
    [ETA_SECTION_CONTACT] = N_ ("Contact"),   [ETA_SECTION_GOODS] = N_ ("Goods and packing"),
    [ETA_SECTION_TRADE] = N_ ("Trade"),       [ETA_SECTION_FIGURES] = N_ ("Figures"),
    [ETA_SECTION_PAPERS] = N_ ("Papers"),     [ETA_SECTION_CONSENT] = N_ ("Consent"),
    [ETA_SECTION_CURATION] = N_ ("Curation"), [ETA_SECTION_STATE] = N_ ("State"),
  };

  g_return_val_if_fail ((guint) section < G_N_ELEMENTS (labels), "");
  return labels[section];
}

/**
 * eta_section_label:
 * @section: a section
 *
 * Returns: its heading, translated
 */
const char *
eta_section_label (EtaSection section)
{
  return _ (eta_section_get_words (section));
}

/**
 * eta_field_get:
 * @field: a row
 * @doc: (nullable): the document, or the entry of a keyed list when @field is one of its members
 *
 * Returns: (nullable): the value, borrowed from @doc
 */
const EtaJson *
eta_field_get (const EtaField *field, const EtaJson *doc)
{
  return doc ? eta_json_get (doc, field->path) : NULL;
}

/**
 * eta_field_choice_label:
 * @field: a row with choices
 * @value: (nullable): a value
 *
 * Returns: (nullable): the label, not yet translated: `_()` gives it in the process's language,
 *   eta_words_get() in any; %NULL for a value that is none of the choices
 */
const char *
eta_field_choice_label (const EtaField *field, const char *value)
{
  for (const EtaChoice *choice = field->choices; value && choice && choice->value; choice++)
    if (strcmp (choice->value, value) == 0)
      return choice->label;
  return NULL;
}

/**
 * eta_field_answers_to:
 * @field: a row
 * @folded: a spreadsheet's header, as eta_text_fold() makes it
 *
 * Returns: whether the header is one of the row's synonyms, its path ("/price/amount") or its label
 */
gboolean
eta_field_answers_to (const EtaField *field, const char *folded)
{
  return *folded &&
         (eta_names_have (field->synonyms, folded) || eta_text_folds_to (field->path + 1, folded) ||
          eta_text_folds_to (field->label, folded) || eta_text_folds_to (_ (field->label), folded));
}

/* Whether @name is one of @names, separated by "|" */
gboolean
eta_names_have (const char *names, const char *name)
{
  gsize length = strlen (name);
  const char *at = names && length ? strstr (names, name) : NULL;

  for (; at; at = strstr (at + 1, name))
    if ((at == names || at[-1] == '|') && (at[length] == '|' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

static gboolean
is_hash (const char *text)
{
  return text && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

static gboolean
is_phone (const char *text)
{
  gsize length = text && *text == '+' ? strspn (text + 1, "0123456789") : 0;

  return length >= 8 && length <= 15 && text[1 + length] == '\0';
}

static gboolean
is_string_set (const EtaJson *value)
{
  if (!eta_json_is (value, ETA_JSON_ARRAY))
    return FALSE;
  eta_json_foreach (member, value)
    if (!eta_json_is (member, ETA_JSON_STRING))
      return FALSE;
  return TRUE;
}

static gboolean
is_keyed (const EtaJson *value)
{
  if (!eta_json_is (value, ETA_JSON_OBJECT))
    return FALSE;
  eta_json_foreach (entry, value)
    if (!eta_json_is (entry, ETA_JSON_OBJECT))
      return FALSE;
  return TRUE;
}

static gboolean
is_by_language (const EtaJson *value)
{
  if (!eta_json_is (value, ETA_JSON_OBJECT))
    return FALSE;
  eta_json_foreach (text, value)
    if (!eta_json_is (text, ETA_JSON_STRING))
      return FALSE;
  return TRUE;
}

static gboolean
fits_string (const EtaField *field, const char *text)
{
  GDate date;

  switch (field->type) {
  case ETA_FIELD_WORDS:
  case ETA_FIELD_TEXT:
  case ETA_FIELD_CHOICE:
  case ETA_FIELD_CODE:
    return TRUE;
  case ETA_FIELD_DECIMAL:
    return eta_decimal_is_valid (text);
  case ETA_FIELD_DATE:
    return eta_date_read (text, &date);
  case ETA_FIELD_PHONE:
    return is_phone (text);
  case ETA_FIELD_EMAIL:
    return eta_email_is_valid (text);
  case ETA_FIELD_LINK:
    return eta_link_is_valid (text);
  case ETA_FIELD_REFERENCE:
    return eta_uuid_is_valid (text);
  case ETA_FIELD_PHOTO:
    return is_hash (text);
  default:
    return FALSE;
  }
}

/**
 * eta_field_fits:
 * @field: a row
 * @value: (nullable): what stands in a document there
 *
 * Whether @value has the shape of the type; its sense is for the checks. A whole JSON number is taken
 * for a decimal string too, as other programs write amounts so. %NULL and null fit everywhere.
 */
gboolean
eta_field_fits (const EtaField *field, const EtaJson *value)
{
  if (!value || eta_json_is (value, ETA_JSON_NULL))
    return TRUE;
  if (field->flags & ETA_FIELD_LOCALE)
    return is_by_language (value);
  switch (field->type) {
  case ETA_FIELD_SET:
    return is_string_set (value);
  case ETA_FIELD_KEYED:
    return is_keyed (value);
  case ETA_FIELD_BOOLEAN:
    return eta_json_is (value, ETA_JSON_BOOLEAN);
  case ETA_FIELD_INTEGER:
  case ETA_FIELD_RUPIAH:
  case ETA_FIELD_YEAR:
  case ETA_FIELD_DEGREE:
    return eta_json_is (value, ETA_JSON_NUMBER);
  case ETA_FIELD_DECIMAL:
    if (eta_json_is (value, ETA_JSON_NUMBER))
      return TRUE;
    break;
  default:
    break;
  }
  return eta_json_is (value, ETA_JSON_STRING) && fits_string (field, eta_json_string (value));
}

/* -12345678 → "-12.345678" */
static char *
degree_text (gint64 micro)
{
  gint64 size = ABS (micro);
  g_autofree char *text = g_strdup_printf ("%s%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                                           micro < 0 ? "-" : "", size / 1000000, size % 1000000);
  gsize length = strlen (text);

  while (text[length - 1] == '0' && text[length - 2] != '.')
    text[--length] = '\0';
  return g_steal_pointer (&text);
}

static void
append_quoted (GString *out, const char *text)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *doubled = NULL;

  if (!strpbrk (text, ",;/\"\n")) {
    g_string_append (out, text);
    return;
  }
  parts = g_strsplit (text, "\"", -1);
  doubled = g_strjoinv ("\"\"", parts);
  g_string_append_printf (out, "\"%s\"", doubled);
}

static char *
set_text (const EtaJson *set)
{
  g_autoptr (GString) out = g_string_new (NULL);

  eta_json_foreach (member, set) {
    const char *text = eta_json_string (member);

    if (out->len)
      g_string_append (out, "; ");
    append_quoted (out, text ? text : "");
  }
  return g_strdup (out->str);
}

static char *
number_text (const EtaJson *value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, eta_json_int (value, 0));
}

/**
 * eta_field_text:
 * @field: a row
 * @value: (nullable): its value; of a translated field the string of one language
 *
 * The value as it is edited and stands in a CSV cell: eta_field_parse() of it gives the same value, for
 * every value that eta_field_parse() can give. Codes and choices stay codes.
 *
 * Returns: (transfer full): empty for an absent value and for keyed lists
 */
char *
eta_field_text (const EtaField *field, const EtaJson *value)
{
  switch (eta_json_type (value)) {
  case ETA_JSON_STRING:
    return field->type == ETA_FIELD_DECIMAL && eta_decimal_is_valid (eta_json_string (value))
               ? eta_decimal_text (eta_json_string (value))
               : g_strdup (eta_json_string (value));
  case ETA_JSON_NUMBER:
    return field->type == ETA_FIELD_DEGREE ? degree_text (eta_json_int (value, 0))
                                           : number_text (value);
  case ETA_JSON_BOOLEAN:
    return g_strdup (eta_json_bool (value) ? "ya" : "tidak");
  case ETA_JSON_ARRAY:
    return set_text (value);
  default:
    return g_strdup ("");
  }
}

static const char *
code_or_choice (const EtaField *field, const char *text, EtaCodes *codes, const char *language)
{
  const char *label = eta_field_choice_label (field, text);
  const EtaCode *code = codes && text ? eta_codes_find (codes, text) : NULL;

  if (label)
    return _ (label);
  return code ? eta_code_title (code, language) : text;
}

static char *
format_set (const EtaField *field, const EtaJson *set, EtaCodes *codes, const char *language)
{
  g_autoptr (GString) out = g_string_new (NULL);

  eta_json_foreach (member, set) {
    const char *text = code_or_choice (field, eta_json_string (member), codes, language);

    if (text)
      g_string_append_printf (out, "%s%s", out->len ? ", " : "", text);
  }
  return g_strdup (out->str);
}

static char *
format_boolean (gboolean value, const char *language)
{
  if (g_strcmp0 (language, "id") == 0 || g_strcmp0 (language, "ms") == 0)
    return g_strdup (value ? "Ya" : "Tidak");
  if (g_strcmp0 (language, "fil") == 0)
    return g_strdup (value ? "Oo" : "Hindi");
  return g_strdup (value ? "Yes" : "No");
}

/**
 * eta_field_format:
 * @field: a row
 * @value: (nullable): its value; of a translated field the string of one language
 * @codes: (nullable): the list of its codes
 * @language: (nullable): the reader's language; %NULL: English forms
 *
 * The value as people read it: "Rp 45.000", "23 Nov 2026", "Kota Bitung". Labels of choices alone come in
 * the process's language (gettext); who speaks several takes eta_field_choice_label().
 *
 * Returns: (transfer full): empty for an absent value and for keyed lists
 */
char *
eta_field_format (const EtaField *field, const EtaJson *value, EtaCodes *codes,
                  const char *language)
{
  g_autofree char *text = NULL;

  if (!value || eta_json_is (value, ETA_JSON_NULL))
    return g_strdup ("");
  if (eta_json_is (value, ETA_JSON_ARRAY))
    return format_set (field, value, codes, language);
  if (eta_json_is (value, ETA_JSON_BOOLEAN))
    return format_boolean (eta_json_bool (value), language);
  text = eta_json_is (value, ETA_JSON_NUMBER) && field->type != ETA_FIELD_DEGREE
             ? number_text (value)
             : NULL;
  switch (field->type) {
  case ETA_FIELD_CHOICE:
  case ETA_FIELD_CODE:
    return g_strdup (code_or_choice (field, eta_json_string (value), codes, language));
  case ETA_FIELD_RUPIAH:
    return text ? eta_money_format (text, "IDR", language) : g_strdup ("");
  case ETA_FIELD_INTEGER:
    return text ? eta_decimal_format (text, language) : g_strdup ("");
  case ETA_FIELD_DECIMAL:
    if (!text && eta_decimal_is_valid (eta_json_string (value)))
      text = g_strdup (eta_json_string (value));
    return text ? eta_decimal_format (text, language) : eta_field_text (field, value);
  case ETA_FIELD_DATE:
    return eta_json_string (value) ? eta_date_format (eta_json_string (value), language)
                                   : g_strdup ("");
  default:
    return eta_field_text (field, value);
  }
}

/**
 * eta_field_is_shared:
 *
 * Returns: whether one value may be true of many records, so that a clerk can set it in all of them at once:
 * a place, a unit, a lead time; not what tells one from another, nor what is of a person, of the curators or
 * of the record's course, nor texts in several languages and lists
 */
gboolean
eta_field_is_shared (const EtaField *field)
{
  const EtaFieldFlags apart = ETA_FIELD_PERSONAL | ETA_FIELD_NATURAL | ETA_FIELD_OWN |
                              ETA_FIELD_TITLE | ETA_FIELD_LOCALE | ETA_FIELD_COMPUTED |
                              ETA_FIELD_HIDDEN;

  if (field->flags & apart || field->section >= ETA_SECTION_PAPERS)
    return FALSE;
  switch (field->type) {
  case ETA_FIELD_WORDS:
  case ETA_FIELD_CHOICE:
  case ETA_FIELD_CODE:
  case ETA_FIELD_SET:
  case ETA_FIELD_INTEGER:
  case ETA_FIELD_DECIMAL:
  case ETA_FIELD_YEAR:
  case ETA_FIELD_DATE:
  case ETA_FIELD_BOOLEAN:
    return TRUE;
  default:
    return FALSE;
  }
}
