/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-check.h"

#include <string.h>

/*
 * NIK, the identity number of a person: PPKKCC DDMMYY NNNN, sixteen digits of province, regency and
 * district, the day of birth (a woman's plus 40) and a serial number (UU 24/2013). Looked for in every
 * text, also with dots, blanks or dashes between; it is refused everywhere. A hash is full of digits
 * too, and so is a UUID: what a hexadecimal digit touches is no NIK, and dashes join short groups only.
 */

#define DIGITS 16

static int
pair (const char *digits, int at)
{
  return (digits[at] - '0') * 10 + digits[at + 1] - '0';
}

static gboolean
is_province (int number)
{
  static const int ranges[][2] = { { 11, 21 }, { 31, 36 }, { 51, 53 }, { 61, 65 },
                                   { 71, 76 }, { 81, 82 }, { 91, 97 } };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (number >= ranges[i][0] && number <= ranges[i][1])
      return TRUE;
  return FALSE;
}

static gboolean
is_nik (const char *digits)
{
  int day = pair (digits, 6) > 40 ? pair (digits, 6) - 40 : pair (digits, 6);
  int month = pair (digits, 8);

  if (!is_province (pair (digits, 0)) || pair (digits, 2) == 0 || pair (digits, 4) == 0)
    return FALSE;
  if (strncmp (digits + 12, "0000", 4) == 0 || month < 1 || month > 12)
    return FALSE;
  /* The century is unknown: the 29th of February is let through in every year. */
  return day >= 1 && day <= g_date_get_days_in_month (month, 2000);
}

/* The longest group of digits beside a dash; a UUID's have 8, 4, 4, 4 and 12. */
#define DASHED 6

/* Over one dot, dash or blank, of one byte or a no-break space, to the next digit; NULL: none follows */
static const char *
next_group (const char *at)
{
  if (*at == '.' || *at == ' ' || *at == '-')
    at++;
  else if (strncmp (at, "\xc2\xa0", 2) == 0)
    at += 2;
  else
    return NULL;
  return g_ascii_isdigit (*at) ? at : NULL;
}

/* Whether an NIK begins at the digit @at, and a group of digits ends where it ends */
static gboolean
begins_nik (const char *at)
{
  char digits[DIGITS + 1] = { 0 };
  gboolean dashed = FALSE;
  int n = 0;

  while (at) {
    int first = n;

    while (g_ascii_isdigit (*at)) {
      if (n >= DIGITS)
        return FALSE;
      digits[n++] = *at++;
    }
    if ((dashed || (*at == '-' && n < DIGITS)) && n - first > DASHED)
      return FALSE;
    if (n == DIGITS)
      return !g_ascii_isxdigit (*at) && is_nik (digits);
    dashed = *at == '-';
    at = next_group (at);
  }
  return FALSE;
}

/**
 * eta_text_has_nik:
 * @text: (nullable): any text, a file's name too
 *
 * Returns: whether an identity number of a person stands in it
 */
gboolean
eta_text_has_nik (const char *text)
{
  if (!text || strlen (text) < DIGITS)
    return FALSE;
  for (const char *at = text; *at; at++) {
    if (!g_ascii_isdigit (*at) || (at > text && (g_ascii_isxdigit (at[-1]) || at[-1] == '+')))
      continue;
    if (begins_nik (at))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_nik_value (const EtaJson *value)
{
  char number[24];

  if (!eta_json_is (value, ETA_JSON_NUMBER))
    return eta_text_has_nik (eta_json_string (value));
  g_snprintf (number, sizeof number, "%" G_GINT64_FORMAT, eta_json_int (value, 0));
  return eta_text_has_nik (number);
}

/* The way to what is found is written on the way back: nearly always nothing is. */
static gboolean
walk (const EtaJson *value, GString *pointer)
{
  gboolean named = eta_json_is (value, ETA_JSON_OBJECT);
  guint index = 0;

  if (is_nik_value (value))
    return TRUE;
  eta_json_foreach (child, value) {
    const char *key = named ? eta_json_key (child) : NULL;

    if (eta_text_has_nik (key) || walk (child, pointer)) {
      eta_json_pointer_prepend (pointer, key, index);
      return TRUE;
    }
    index++;
  }
  return FALSE;
}

/**
 * eta_json_has_nik:
 * @doc: (nullable): a document
 * @pointer: (out) (optional) (transfer full): the first place that has one
 *
 * Returns: whether an identity number of a person stands anywhere in @doc, members that the tables do
 *   not know and their names included
 */
gboolean
eta_json_has_nik (const EtaJson *doc, char **pointer)
{
  g_autoptr (GString) way = g_string_new (NULL);
  gboolean found = doc && walk (doc, way);

  if (pointer)
    *pointer = found ? g_strdup (way->str) : NULL;
  return found;
}
