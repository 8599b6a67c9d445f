/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-number.h"

#include "eta-json.h"

#include <string.h>

/*
 * Numbers as people and spreadsheets write them, to and from decimal strings ("-1234.50"). No binary
 * fraction is ever in between.
 */

#define LONGEST 40

typedef struct {
  const char *word;
  guint zeros;
} Multiplier;

/* "M" is miliar, 10^9, wherever rupiah are written. */
static const Multiplier multipliers[] = {
  { "rb", 3 },       { "ribu", 3 },     { "k", 3 },         { "thousand", 3 }, { "jt", 6 },
  { "juta", 6 },     { "mio", 6 },      { "million", 6 },   { "m", 9 },        { "mil", 9 },
  { "miliar", 9 },   { "milyar", 9 },   { "bn", 9 },        { "billion", 9 },  { "t", 12 },
  { "triliun", 12 }, { "trilyun", 12 }, { "trillion", 12 },
};

static const char *const currencies[] = {
  "rp.", "rp",  "idr", "us$", "usd", "$",   "rm",  "myr", "php", "₱",
  "b$",  "bnd", "s$",  "sgd", "€",   "eur", "cny", "jpy", "¥",   NULL,
};

static void
strip_currency (char *text)
{
  for (guint i = 0; currencies[i]; i++) {
    gsize length = strlen (currencies[i]);

    if (g_str_has_prefix (text, currencies[i])) {
      memmove (text, text + length, strlen (text) - length + 1);
      break;
    }
    if (g_str_has_suffix (text, currencies[i])) {
      text[strlen (text) - length] = '\0';
      break;
    }
  }
  g_strstrip (text);
}

/* "2.500.000,-" */
static void
strip_dash (char *text)
{
  static const char *const ends[] = { ",-", ".-", ",--", ",–", "/-", NULL };

  for (guint i = 0; ends[i]; i++)
    if (g_str_has_suffix (text, ends[i]))
      text[strlen (text) - strlen (ends[i])] = '\0';
  g_strstrip (text);
}

/* Cuts the word at the end of @text off; %FALSE when it is not one that multiplies. */
static gboolean
strip_multiplier (char *text, guint *zeros)
{
  gsize end = strlen (text);
  gsize start = end;

  *zeros = 0;
  while (start > 0 && g_ascii_isalpha (text[start - 1]))
    start--;
  if (start == end)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (multipliers); i++)
    if (strcmp (text + start, multipliers[i].word) == 0) {
      *zeros = multipliers[i].zeros;
      text[start] = '\0';
      g_strchomp (text);
      return TRUE;
    }
  return FALSE;
}

/* Whether @separator stands only between groups of three digits; the groups end at @end. */
static gboolean
groups_well (const char *digits, const char *end, char separator)
{
  const char *at = digits;
  gsize n = 0;

  for (gboolean first = TRUE; at <= end; at++) {
    if (at < end && *at != separator) {
      n++;
      continue;
    }
    if (first ? n < 1 || n > 3 : n != 3)
      return FALSE;
    first = FALSE;
    n = 0;
  }
  return TRUE;
}

static guint
count_char (const char *text, char c)
{
  guint n = 0;

  for (; *text; text++)
    n += *text == c;
  return n;
}

/* Where the fraction begins (its separator), or NULL. A lone separator before exactly three digits
 * parts thousands ("45.000"), unless a zero leads ("0.250", and the "01.250" of eta_decimal_text). */
static const char *
find_point (const char *text, char *thousands)
{
  const char *dot = strrchr (text, '.');
  const char *comma = strrchr (text, ',');
  const char *last = !dot || (comma && comma > dot) ? comma : dot;

  *thousands = '\0';
  if (!last)
    return NULL;
  if (dot && comma) {
    *thousands = last == dot ? ',' : '.';
    return last;
  }
  if (count_char (text, *last) > 1 ||
      (strlen (last + 1) == 3 && last - text >= 1 && last - text <= 3 && *text != '0')) {
    *thousands = *last;
    return NULL;
  }
  return last;
}

/* Digits without leading zeros, shifted by @zeros places. */
static char *
assemble (gboolean negative, const char *whole, const char *fraction, guint zeros)
{
  g_autoptr (GString) out = g_string_new (whole);
  gsize moved = MIN (zeros, strlen (fraction));
  gsize lead = 0;

  g_string_append_len (out, fraction, moved);
  for (gsize i = moved; i < zeros; i++)
    g_string_append_c (out, '0');
  while (lead + 1 < out->len && out->str[lead] == '0')
    lead++;
  g_string_erase (out, 0, lead);
  if (out->len == 0)
    g_string_append_c (out, '0');
  if (fraction[moved])
    g_string_append_printf (out, ".%s", fraction + moved);
  if (negative && strspn (out->str, "0.") < out->len)
    g_string_prepend_c (out, '-');
  return out->len <= LONGEST ? g_strdup (out->str) : NULL;
}

static char *
read_body (const char *text, guint zeros)
{
  gboolean negative = *text == '-';
  const char *body = text + (negative || *text == '+');
  g_autoptr (GString) whole = g_string_new (NULL);
  char thousands;
  const char *point;
  const char *end;

  if (!g_ascii_isdigit (*body) || strspn (body, "0123456789.,") != strlen (body))
    return NULL;
  point = find_point (body, &thousands);
  end = point ? point : body + strlen (body);
  if (point && strspn (point + 1, "0123456789") != strlen (point + 1))
    return NULL;
  if (thousands && memchr (body, thousands, end - body) && !groups_well (body, end, thousands))
    return NULL;
  for (const char *at = body; at < end; at++)
    if (g_ascii_isdigit (*at))
      g_string_append_c (whole, *at);
    else if (*at != thousands)
      return NULL;
  return assemble (negative, whole->str, point ? point + 1 : "", zeros);
}

/* Blanks of any width and apostrophes between digits part thousands: "2 500 000". */
static char *
drop_blanks (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *at = text; *at; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (!g_unichar_isspace (c) && c != 0x00a0 && c != 0x202f && c != '\'' && c != 0x2019)
      g_string_append_unichar (out, c == 0x2212 ? '-' : c);
    else if (out->len && g_ascii_isdigit (out->str[out->len - 1]) &&
             g_ascii_isdigit (*g_utf8_next_char (at)) &&
             strspn (g_utf8_next_char (at), "0123456789") != 3)
      return NULL;
  }
  return g_strdup (out->str);
}

/**
 * eta_decimal_parse:
 * @text: (nullable): "2,5 jt", "Rp 2.500.000,-", "15 rb", "1 M", "12,50", "1,234.5"
 *
 * A lone point or comma before exactly three digits parts thousands, as rupiah are written.
 *
 * Returns: (transfer full) (nullable): a decimal string, fraction as typed; %NULL: no plain number
 */
char *
eta_decimal_parse (const char *text)
{
  g_autofree char *low = NULL;
  g_autofree char *body = NULL;
  guint zeros;

  if (!text || strlen (text) > 200 || !g_utf8_validate (text, -1, NULL))
    return NULL;
  low = g_strstrip (g_utf8_strdown (text, -1));
  strip_dash (low);
  strip_currency (low);
  if (!strip_multiplier (low, &zeros))
    return NULL;
  strip_currency (low);
  body = drop_blanks (low);
  return body ? read_body (body, zeros) : NULL;
}

/**
 * eta_decimal_to_int:
 * @decimal: a decimal string
 * @value: (out): its whole part
 *
 * Returns: %FALSE when there is a fraction other than zero, or the number leaves ±(2^53 - 1)
 */
gboolean
eta_decimal_to_int (const char *decimal, gint64 *value)
{
  const char *point = strchr (decimal, '.');
  g_autofree char *whole = point ? g_strndup (decimal, point - decimal) : g_strdup (decimal);

  if (point && strspn (point + 1, "0") != strlen (point + 1))
    return FALSE;
  return g_ascii_string_to_signed (whole, 10, -ETA_JSON_INT_MAX, ETA_JSON_INT_MAX, value, NULL);
}

/**
 * eta_decimal_is_valid:
 * @text: (nullable): a stored value
 *
 * Returns: whether it is a decimal string as documents hold them: "12.50", "-3", "0.5"
 */
gboolean
eta_decimal_is_valid (const char *text)
{
  const char *at = text;
  gsize whole, fraction;

  if (!text || strlen (text) > LONGEST)
    return FALSE;
  at += *at == '-';
  whole = strspn (at, "0123456789");
  if (whole == 0 || (whole > 1 && *at == '0'))
    return FALSE;
  if (at[whole] == '\0')
    return TRUE;
  fraction = strspn (at + whole + 1, "0123456789");
  return at[whole] == '.' && fraction > 0 && at[whole + 1 + fraction] == '\0';
}

/**
 * eta_decimal_text:
 * @decimal: a decimal string
 *
 * Returns: (transfer full): a form that eta_decimal_parse() reads back to the same: "1.250" is written
 *   "01.250", which no reader takes for thousands
 */
char *
eta_decimal_text (const char *decimal)
{
  gboolean negative = *decimal == '-';
  const char *whole = decimal + negative;
  const char *point = strchr (whole, '.');

  if (point && strlen (point + 1) == 3 && point - whole <= 3 && *whole != '0')
    return g_strdup_printf ("%s0%s", negative ? "-" : "", whole);
  return g_strdup (decimal);
}

/**
 * eta_decimal_format:
 * @decimal: a decimal string
 * @language: (nullable): "id", "en", "ms" or "fil"; %NULL: "en"
 *
 * Returns: (transfer full): "45.000,5" in Indonesian, "45,000.5" in the others
 */
char *
eta_decimal_format (const char *decimal, const char *language)
{
  gboolean indonesian = g_strcmp0 (language, "id") == 0;
  const char *whole = decimal + (*decimal == '-');
  gsize length = strcspn (whole, ".");
  g_autoptr (GString) out = g_string_new (*decimal == '-' ? "−" : "");

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append_c (out, indonesian ? '.' : ',');
    g_string_append_c (out, whole[i]);
  }
  if (whole[length])
    g_string_append_printf (out, "%c%s", indonesian ? ',' : '.', whole + length + 1);
  return g_strdup (out->str);
}

/**
 * eta_money_format:
 * @decimal: a decimal string
 * @currency: (nullable): ISO 4217, "IDR"
 * @language: (nullable): as for eta_decimal_format()
 *
 * Returns: (transfer full): "Rp 45.000", "USD 3.50"
 */
char *
eta_money_format (const char *decimal, const char *currency, const char *language)
{
  g_autofree char *number = eta_decimal_format (decimal, language);
  const char *sign = g_strcmp0 (currency, "IDR") == 0 ? "Rp" : currency;

  return sign && *sign ? g_strdup_printf ("%s %s", sign, number) : g_steal_pointer (&number);
}
