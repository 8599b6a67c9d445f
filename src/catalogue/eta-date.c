/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-date.h"

#include <stdio.h>
#include <string.h>

/* Days as people and spreadsheets write them, to and from "2026-11-23". */

static const char *const months[12] = {
  "jan|january|januari|enero|ene",
  "feb|february|februari|pebruari|peb|pebrero",
  "mar|march|maret|mac|marso",
  "apr|april|abril|abr",
  "may|mei|mayo",
  "jun|june|juni|hunyo|hun",
  "jul|july|juli|julai|hulyo|hul",
  "aug|august|agustus|agu|ags|agt|agst|ogos|ogo|agosto|ago",
  "sep|sept|september|setyembre|set",
  "oct|october|oktober|okt|oktubre",
  "nov|november|nopember|nop|nobyembre|nob",
  "dec|december|desember|des|disember|dis|disyembre",
};

static const char *const shown[4][12] = {
  { "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des" },
  { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" },
  { "Jan", "Feb", "Mac", "Apr", "Mei", "Jun", "Jul", "Ogo", "Sep", "Okt", "Nov", "Dis" },
  { "Ene", "Peb", "Mar", "Abr", "May", "Hun", "Hul", "Ago", "Set", "Okt", "Nob", "Dis" },
};

static int
find_month (const char *word)
{
  for (int i = 0; i < 12; i++) {
    g_auto (GStrv) names = g_strsplit (months[i], "|", -1);

    if (g_strv_contains ((const char *const *) names, word))
      return i + 1;
  }
  return 0;
}

/* The runs of digits and of letters; more than three are no day. */
static guint
tokenize (const char *text, char tokens[4][16])
{
  guint n = 0;

  while (*text && n < 4) {
    gboolean digit = g_ascii_isdigit (*text);
    gsize length = 0;

    if (!g_ascii_isalnum (*text)) {
      if (!strchr (" -/.,", *text))
        return 0;
      text++;
      continue;
    }
    while (g_ascii_isalnum (text[length]) && g_ascii_isdigit (text[length]) == digit)
      length++;
    if (length >= 16)
      return 0;
    memcpy (tokens[n], text, length);
    tokens[n++][length] = '\0';
    text += length;
  }
  return *text ? 0 : n;
}

static int
read_year (const char *token)
{
  gsize length = strspn (token, "0123456789");
  int year = atoi (token);

  if (token[length] || (length != 2 && length != 4))
    return 0;
  return length == 4 ? year : year < 80 ? 2000 + year : 1900 + year;
}

static int
read_small (const char *token)
{
  gsize length = strspn (token, "0123456789");

  return token[length] || length == 0 || length > 2 ? 0 : atoi (token);
}

static char *
store_checked (int year, int month, int day)
{
  if (year < 1000 || month < 1 || month > 12 || day < 1 || !g_date_valid_dmy (day, month, year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* "2026-11-23 00:00:00", as spreadsheets pass days on */
static void
cut_time (char *text)
{
  if (strlen (text) > 10 && text[4] == '-' && text[7] == '-' &&
      (text[10] == 't' || text[10] == ' '))
    text[10] = '\0';
}

/**
 * eta_date_parse:
 * @text: (nullable): "2026-11-23", "23/11/26", "23 Nov 2026", "5 Agustus 2026", "Nov 23, 2026"
 *
 * The day comes before the month, as in all of BIMP-EAGA, except where that makes no day.
 *
 * Returns: (transfer full) (nullable): "2026-11-23", or %NULL
 */
char *
eta_date_parse (const char *text)
{
  g_autofree char *low = NULL;
  char tokens[4][16];
  int month;

  if (!text || strlen (text) > 60)
    return NULL;
  low = g_strstrip (g_ascii_strdown (text, -1));
  cut_time (low);
  if (tokenize (low, tokens) != 3)
    return NULL;
  if ((month = find_month (tokens[1])))
    return store_checked (read_year (tokens[2]), month, read_small (tokens[0]));
  if ((month = find_month (tokens[0])))
    return store_checked (read_year (tokens[2]), month, read_small (tokens[1]));
  if (strlen (tokens[0]) == 4)
    return store_checked (read_year (tokens[0]), read_small (tokens[1]), read_small (tokens[2]));
  if (read_small (tokens[1]) > 12)
    return store_checked (read_year (tokens[2]), read_small (tokens[0]), read_small (tokens[1]));
  return store_checked (read_year (tokens[2]), read_small (tokens[1]), read_small (tokens[0]));
}

/**
 * eta_date_read:
 * @stored: (nullable): a stored day
 * @date: (out): the day
 *
 * Returns: whether @stored is exactly "YYYY-MM-DD" and a day that there is
 */
gboolean
eta_date_read (const char *stored, GDate *date)
{
  g_autofree char *same = NULL;

  g_date_clear (date, 1);
  if (!stored || strlen (stored) != 10 || stored[4] != '-' || stored[7] != '-')
    return FALSE;
  same = eta_date_parse (stored);
  if (g_strcmp0 (same, stored) != 0)
    return FALSE;
  g_date_set_dmy (date, atoi (stored + 8), atoi (stored + 5), atoi (stored));
  return TRUE;
}

/**
 * eta_date_store:
 * @date: a valid day
 *
 * Returns: (transfer full): "2026-11-23"
 */
char *
eta_date_store (const GDate *date)
{
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

static guint
language_row (const char *language)
{
  if (g_strcmp0 (language, "id") == 0)
    return 0;
  if (g_strcmp0 (language, "ms") == 0)
    return 2;
  return g_strcmp0 (language, "fil") == 0 ? 3 : 1;
}

/**
 * eta_date_format:
 * @stored: a stored day
 * @language: (nullable): "id", "en", "ms" or "fil"; %NULL: "en"
 *
 * Returns: (transfer full): "23 Nov 2026"; @stored itself when it is no day
 */
char *
eta_date_format (const char *stored, const char *language)
{
  GDate date;

  if (!eta_date_read (stored, &date))
    return g_strdup (stored);
  return g_strdup_printf ("%d %s %d", g_date_get_day (&date),
                          shown[language_row (language)][g_date_get_month (&date) - 1],
                          g_date_get_year (&date));
}

/** eta_date_seconds: Returns: since 1970, of the day's first second, without a zone */
gint64
eta_date_seconds (const GDate *date)
{
  const gint64 first_of_1970 = 719163; /* GDate counts from the first day of the year 1 */

  return ((gint64) g_date_get_julian (date) - first_of_1970) * 24 * 60 * 60;
}
