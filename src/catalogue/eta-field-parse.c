/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-check.h"
#include "eta-codes-private.h"
#include "eta-date.h"
#include "eta-field-private.h"
#include "eta-number.h"
#include "eta-text.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>
#include <string.h>

/* Typed or spreadsheet text to the value that a document holds. */

static EtaJson *
refuse (char **problem, const char *words)
{
  if (problem)
    *problem = g_strdup (words);
  return NULL;
}

/* The choice whose value, label or other name @text is; else @text itself, kept and warned about. */
static const char *
match_choice (const EtaField *field, const char *text)
{
  g_autofree char *folded = eta_text_fold (text);

  if (eta_field_choice_label (field, text))
    return text;
  for (const EtaChoice *choice = field->choices; *folded && choice->value; choice++) {
    if (eta_text_folds_to (choice->value, folded) || eta_text_folds_to (choice->label, folded) ||
        eta_text_folds_to (_ (choice->label), folded) || eta_names_have (choice->aliases, folded))
      return choice->value;
  }
  return text;
}

static const char *
match_code (const EtaField *field, const char *text, EtaCodes *codes)
{
  guint least = field->type == ETA_FIELD_CODE ? MAX (field->min, 0) : 0;
  guint most = field->type == ETA_FIELD_CODE && field->max > 0 ? field->max : G_MAXUINT;
  const EtaCode *code = codes ? eta_codes_match_depth (codes, text, NULL, least, most) : NULL;

  return code ? code->code : text;
}

static const char *
match_word (const EtaField *field, const char *text, EtaCodes *codes)
{
  if (field->choices)
    return match_choice (field, text);
  return field->codes ? match_code (field, text, codes) : text;
}

static void
add_to_set (EtaJson *set, const EtaField *field, const char *text, EtaCodes *codes)
{
  g_autofree char *word = eta_text_trim (text);
  g_autoptr (EtaJson) member = NULL;

  if (!*word)
    return;
  member = eta_json_new_string (match_word (field, word, codes));
  if (!eta_json_array_has (set, member))
    eta_json_append (set, g_steal_pointer (&member));
}

/* Split at "," ";" "/" and line ends; a member that has one of them stands in quotes. */
static EtaJson *
parse_set (const EtaField *field, const char *text, EtaCodes *codes)
{
  g_autoptr (EtaJson) set = eta_json_new_array ();
  g_autoptr (GString) word = g_string_new (NULL);
  gboolean quoted = FALSE;

  for (const char *at = text; *at; at++) {
    if (*at == '"' && quoted && at[1] == '"') {
      g_string_append_c (word, *at++);
    } else if (*at == '"' && (quoted || strspn (word->str, " ") == word->len)) {
      quoted = !quoted;
    } else if (!quoted && strchr (",;/\n", *at)) {
      add_to_set (set, field, word->str, codes);
      g_string_truncate (word, 0);
    } else {
      g_string_append_c (word, *at);
    }
  }
  add_to_set (set, field, word->str, codes);
  return eta_json_size (set) ? g_steal_pointer (&set) : NULL;
}

/* "12 orang" */
static char *
drop_counted (const char *text)
{
  static const char *const words[] = { "orang", "org", "people", "hari", "days", "day", NULL };
  g_autofree char *low = g_utf8_strdown (text, -1);

  for (guint i = 0; words[i]; i++)
    if (g_str_has_suffix (low, words[i]) && strlen (low) > strlen (words[i]) &&
        (g_ascii_isspace (low[strlen (low) - strlen (words[i]) - 1]) ||
         g_ascii_isdigit (low[strlen (low) - strlen (words[i]) - 1])))
      return g_strchomp (g_strndup (low, strlen (low) - strlen (words[i])));
  return g_strdup (text);
}

static EtaJson *
parse_integer (const char *text, char **problem)
{
  g_autofree char *bare = drop_counted (text);
  g_autofree char *decimal = eta_decimal_parse (bare);
  gint64 value;

  if (!decimal || !eta_decimal_to_int (decimal, &value))
    return refuse (problem, _ ("This is no whole number. Write it in digits alone: 1250"));
  return eta_json_new_int (value);
}

static EtaJson *
parse_rupiah (const char *text, char **problem)
{
  g_autofree char *decimal = eta_decimal_parse (text);
  char *point = decimal ? strchr (decimal, '.') : NULL;
  gint64 value;

  if (point)
    *point = '\0'; /* sen are history */
  if (!decimal || !eta_decimal_to_int (decimal, &value))
    return refuse (problem, _ ("This is no amount in rupiah. Write it like 2.500.000 or 2,5 jt"));
  return eta_json_new_int (value);
}

static EtaJson *
parse_decimal (const char *text, char **problem)
{
  g_autofree char *decimal = eta_decimal_parse (text);

  if (!decimal)
    return refuse (problem,
                   _ ("This is no plain number. Write the number alone, like 12,5: its unit "
                      "has a field of its own"));
  return eta_json_new_string (decimal);
}

/* The one group of four digits in the text: "sejak 2010", "12/03/2010" */
static EtaJson *
parse_year (const char *text, char **problem)
{
  gint64 year = 0;

  while (*text) {
    gsize length = strspn (text, "0123456789");

    if (length == 4 && year)
      return refuse (problem, _ ("More than one year stands here. Keep one, like 2015"));
    if (length == 4)
      year = g_ascii_strtoll (text, NULL, 10);
    text += MAX (length, 1);
  }
  if (!year)
    return refuse (problem, _ ("This is no year. Write four digits, like 2015"));
  return eta_json_new_int (year);
}

static EtaJson *
parse_date (const char *text, char **problem)
{
  g_autofree char *day = eta_date_parse (text);

  if (!day)
    return refuse (problem, _ ("This is no date. Write it like 23/11/2026 or 23 Nov 2026"));
  return eta_json_new_string (day);
}

static EtaJson *
parse_degree (const char *text, char **problem)
{
  g_autofree char *body = g_strdelimit (g_strdup (text), ",", '.');
  char *end;
  double degree;

  while (*body && g_str_has_suffix (body, "°"))
    body[strlen (body) - strlen ("°")] = '\0';
  degree = g_ascii_strtod (body, &end);
  if (end == body || *end || !(degree >= -180.0 && degree <= 180.0) ||
      strspn (body, "+-.0123456789") != strlen (body))
    return refuse (problem, _ ("This is no position. Write degrees with a point, like 1.474830"));
  return eta_json_new_int ((gint64) (degree * 1e6 + (degree < 0 ? -0.5 : 0.5)));
}

static EtaJson *
parse_boolean (const char *text, char **problem)
{
  static const char yes[] = "ya|y|yes|true|1|ada|bisa|oo|benar|iya|v|x|bersedia";
  static const char no[] = "tidak|t|no|n|false|0|tidak ada|tidak bisa|hindi|salah|belum|tak";
  g_autofree char *folded = eta_text_fold (text);

  if (eta_names_have (yes, folded) || strcmp (text, "✓") == 0 || strcmp (text, "✔") == 0)
    return eta_json_new_bool (TRUE);
  if (eta_names_have (no, folded) || strcmp (text, "-") == 0)
    return eta_json_new_bool (FALSE);
  return refuse (problem, _ ("Write “ya” or “tidak” here"));
}

static EtaJson *
parse_phone (const EtaField *field, const char *text, char **problem)
{
  g_autoptr (EtaJson) value = eta_json_new_string (text);

  if (eta_field_fits (field, value))
    return g_steal_pointer (&value);
  if (strpbrk (text, "Ee") && strpbrk (text, "0123456789") && strchr (text, '+'))
    return refuse (problem, _ ("A spreadsheet has destroyed this number. Ask for it again, and "
                               "format the column as text"));
  return refuse (problem, _ ("This is no phone number. Write it like 0812 3456 7890"));
}

/* One @, something before it and a host with a dot after it */
gboolean
eta_email_is_valid (const char *text)
{
  const char *at = text ? strchr (text, '@') : NULL;

  if (!at || at == text || strchr (at + 1, '@') || strpbrk (text, " \t\n<>,;\"()"))
    return FALSE;
  return strchr (at + 1, '.') && at[1] != '.' && !g_str_has_suffix (text, ".") &&
         !strstr (at, "..");
}

static EtaJson *
parse_email (const char *text, char **problem)
{
  g_autofree char *low = g_utf8_strdown (text, -1);
  const char *address = g_str_has_prefix (low, "mailto:") ? low + strlen ("mailto:") : low;

  if (!eta_email_is_valid (address))
    return refuse (problem, _ ("This is no e-mail address. Write it like nama@contoh.id"));
  return eta_json_new_string (address);
}

/* The host in lower case; NULL when @link is no https address of one */
char *
eta_link_host (const char *link)
{
  g_autoptr (GUri) uri = link ? g_uri_parse (link, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri ? g_uri_get_host (uri) : NULL;

  if (!host || strcmp (g_uri_get_scheme (uri), "https") != 0 || g_uri_get_userinfo (uri))
    return NULL;
  if (!strchr (host, '.') || host[0] == '.' || strstr (host, "..") || strpbrk (host, " <>\"'"))
    return NULL;
  return g_ascii_strdown (host, -1);
}

gboolean
eta_link_is_valid (const char *text)
{
  g_autofree char *host = eta_link_host (text);

  return host && !strpbrk (text, " \t\r\n<>\"");
}

static EtaJson *
parse_link (const char *text, char **problem)
{
  if (!eta_link_is_valid (text))
    return refuse (problem, _ ("This is no web address. Write it like https://contoh.id"));
  return eta_json_new_string (text);
}

static EtaJson *
parse_reference (const char *text, char **problem)
{
  g_autofree char *id = eta_uuid_is_valid (text) ? g_strdup (text) : NULL;

  if (!id)
    return refuse (problem, _ ("This is no id of a record. Choose it from the list"));
  return eta_json_new_string (id);
}

static EtaJson *
parse_photo (const EtaField *field, const char *text, char **problem)
{
  g_autoptr (EtaJson) value = eta_json_new_string (text);

  if (!eta_field_fits (field, value))
    return refuse (problem, _ ("Add the photo as a file"));
  return g_steal_pointer (&value);
}

static EtaJson *
parse_by_type (const EtaField *field, const char *text, EtaCodes *codes, char **problem)
{
  switch (field->type) {
  case ETA_FIELD_WORDS:
  case ETA_FIELD_TEXT:
    return eta_json_new_string (text);
  case ETA_FIELD_CHOICE:
  case ETA_FIELD_CODE:
    return eta_json_new_string (match_word (field, text, codes));
  case ETA_FIELD_SET:
    return parse_set (field, text, codes);
  case ETA_FIELD_INTEGER:
    return parse_integer (text, problem);
  case ETA_FIELD_DECIMAL:
    return parse_decimal (text, problem);
  case ETA_FIELD_RUPIAH:
    return parse_rupiah (text, problem);
  case ETA_FIELD_YEAR:
    return parse_year (text, problem);
  case ETA_FIELD_DATE:
    return parse_date (text, problem);
  case ETA_FIELD_DEGREE:
    return parse_degree (text, problem);
  case ETA_FIELD_BOOLEAN:
    return parse_boolean (text, problem);
  case ETA_FIELD_PHONE:
    return parse_phone (field, text, problem);
  case ETA_FIELD_EMAIL:
    return parse_email (text, problem);
  case ETA_FIELD_LINK:
    return parse_link (text, problem);
  case ETA_FIELD_REFERENCE:
    return parse_reference (text, problem);
  case ETA_FIELD_PHOTO:
    return parse_photo (field, text, problem);
  case ETA_FIELD_KEYED:
  default:
    return refuse (problem, _ ("This cannot be typed in one line"));
  }
}

/**
 * eta_field_parse:
 * @field: a row
 * @text: (nullable): what was typed, or stands in a spreadsheet's cell
 * @codes: (nullable): the list of its codes, to find them by name
 * @problem: (out) (optional) (nullable): on refusal, what is wrong and what to write, translated
 *
 * Of a translated field this reads the string of one language. Unknown codes and choices are kept as
 * typed: the checks warn about them.
 *
 * Returns: (transfer full) (nullable): the value; %NULL without a @problem: there is none, the field is
 *   empty; %NULL with one: refused
 */
EtaJson *
eta_field_parse (const EtaField *field, const char *text, EtaCodes *codes, char **problem)
{
  gboolean lines = field->type == ETA_FIELD_TEXT || field->type == ETA_FIELD_SET;
  g_autofree char *trimmed = lines ? eta_text_trim_lines (text) : eta_text_trim (text);
  g_autofree char *tidied = NULL;
  const char *tidy = trimmed;

  if (problem)
    *problem = NULL;
  if (!*trimmed)
    return NULL;
  if (eta_text_has_nik (trimmed))
    return refuse (problem,
                   _ ("The identity number of a person (NIK) stands here. It is never kept"));
  if (field->tidy)
    tidy = tidied = field->tidy (trimmed);
  return *tidy ? parse_by_type (field, tidy, codes, problem) : NULL;
}
