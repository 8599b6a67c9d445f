/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text.h"

#include <string.h>

/* Texts as people type them, made comparable or tidy. All take bytes that are not UTF-8 as U+FFFD. */

/* is_shouted: an acronym has at most so many letters */
#define ACRONYM_LETTERS 4

static char *
normalize (const char *text, GNormalizeMode mode)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);

  return g_utf8_normalize (valid, -1, mode);
}

static void
fold_char (GString *folded, gunichar c)
{
  if (g_unichar_ismark (c))
    return;
  if (g_unichar_isalnum (c))
    g_string_append_unichar (folded, g_unichar_tolower (c));
  else if (folded->len && folded->str[folded->len - 1] != ' ')
    g_string_append_c (folded, ' ');
}

/* Most texts are; and normalising is most of the work for the others. */
static char *
fold_ascii (const char *text)
{
  char *folded = g_malloc (strlen (text) + 1);
  char *end = folded;

  for (; *text; text++) {
    if (g_ascii_isalnum (*text))
      *end++ = *text | 0x20; /* lower case; a digit has this bit already */
    else if (end > folded && end[-1] != ' ')
      *end++ = ' ';
  }
  *end = '\0';
  return folded;
}

static char *
fold_any (const char *text)
{
  g_autofree char *composed = normalize (text, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *caseless = g_utf8_casefold (composed, -1);
  g_autofree char *parts = normalize (caseless, G_NORMALIZE_ALL);
  GString *folded = g_string_sized_new (strlen (parts));

  for (const char *p = parts; *p; p = g_utf8_next_char (p))
    fold_char (folded, g_utf8_get_char (p));
  return g_string_free (folded, FALSE);
}

/**
 * eta_text_fold:
 * @text: (nullable): a name, a header
 *
 * Makes @text comparable: no case, no marks on letters, letters and digits alone with single blanks
 * between the words ("Kopi “Minahasa” No.1" → "kopi minahasa no 1").
 *
 * Returns: (transfer full): never %NULL
 */
char *
eta_text_fold (const char *text)
{
  if (!text)
    return g_strdup ("");
  return g_strchomp (g_str_is_ascii (text) ? fold_ascii (text) : fold_any (text));
}

/**
 * eta_text_folds_to:
 * @text: (nullable): a name, a header
 * @folded: another, folded
 *
 * Returns: whether eta_text_fold() of @text is @folded; for who compares one with many
 */
gboolean
eta_text_folds_to (const char *text, const char *folded)
{
  g_autofree char *own = NULL;

  /* a first letter in ASCII stays what it is, whatever follows */
  if (text && g_ascii_isalnum (*text) && (*text | 0x20) != *folded)
    return FALSE;
  own = eta_text_fold (text);
  return strcmp (own, folded) == 0;
}

static gboolean
is_line_break (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* Controls, and what can hide or turn a text without being seen */
static gboolean
is_invisible (gunichar c)
{
  return g_unichar_iscntrl (c) || c == 0x200b || c == 0x2060 || c == 0xfeff ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
end_line (GString *tidy)
{
  if (tidy->len && tidy->str[tidy->len - 1] == ' ')
    g_string_truncate (tidy, tidy->len - 1);
  if (tidy->len)
    g_string_append_c (tidy, '\n');
}

static void
trim_char (GString *tidy, gunichar c, gboolean keep_lines)
{
  gboolean at_word = tidy->len && !strchr (" \n", tidy->str[tidy->len - 1]);

  if (is_line_break (c) && keep_lines)
    end_line (tidy);
  else if (is_line_break (c) || g_unichar_isspace (c) || c == '\v')
    g_string_append (tidy, at_word ? " " : "");
  else if (!is_invisible (c))
    g_string_append_unichar (tidy, c);
}

/* Words in ASCII with single blanks between them, as most texts are */
static gboolean
is_trim (const char *text)
{
  char before = ' ';

  if (!*text)
    return TRUE;
  for (; *text; before = *text++) {
    if (*text < ' ' || *text > '~' || (*text == ' ' && before == ' '))
      return FALSE;
  }
  return before != ' ';
}

static char *
trim (const char *text, gboolean keep_lines)
{
  if (!text || is_trim (text))
    return g_strdup (text ? text : "");

  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) tidy = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    if (p[0] == '\r' && p[1] == '\n')
      continue;
    trim_char (tidy, g_utf8_get_char (p), keep_lines);
  }
  while (tidy->len && strchr (" \n", tidy->str[tidy->len - 1]))
    g_string_truncate (tidy, tidy->len - 1);

  if (g_str_is_ascii (tidy->str))
    return g_string_free (g_steal_pointer (&tidy), FALSE);
  /* last, since two letters can have become neighbours */
  return g_utf8_normalize (tidy->str, -1, G_NORMALIZE_NFC);
}

/**
 * eta_text_trim:
 * @text: (nullable): one line as typed or pasted
 *
 * Makes @text NFC, without invisible characters, with single blanks and none at the ends; line
 * breaks become blanks. Trimming twice changes nothing.
 *
 * Returns: (transfer full): never %NULL
 */
char *
eta_text_trim (const char *text)
{
  return trim (text, FALSE);
}

/**
 * eta_text_trim_lines:
 * @text: (nullable): several lines
 *
 * As eta_text_trim(), but line breaks of every kind stay as "\n", except at the ends.
 *
 * Returns: (transfer full): never %NULL
 */
char *
eta_text_trim_lines (const char *text)
{
  return trim (text, TRUE);
}

/**
 * eta_text_digits:
 * @text: (nullable): a number as typed, with dots, blanks and words
 *
 * Returns: (transfer full): the digits 0 to 9 of @text alone, never %NULL
 */
char *
eta_text_digits (const char *text)
{
  GString *kept = g_string_new (NULL);

  for (; text && *text; text++) {
    if (g_ascii_isdigit (*text))
      g_string_append_c (kept, *text);
  }
  return g_string_free (kept, FALSE);
}

/**
 * eta_text_is_shouted:
 * @text: (nullable): a name
 *
 * Returns: whether @text is written in capitals and is more than an acronym; scripts without capitals
 * are never shouted
 */
gboolean
eta_text_is_shouted (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  guint capitals = 0;

  for (const char *p = valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_islower (c))
      return FALSE;
    capitals += g_unichar_isupper (c) != 0;
  }
  return capitals > ACRONYM_LETTERS;
}

/* Legal forms, and short names of programmes and places in the names of Indonesian businesses */
static const char *const fixed_words[] = {
  "ASEAN", "BBQ",  "BIMP", "BPOM", "BUMD", "BUMDes", "BUMDesa", "BUMN", "CV",   "DIY",
  "DKI",   "EAGA", "IKM",  "IRT",  "KPRI", "KSP",    "KSU",     "KUB",  "KUBE", "KUD",
  "KUR",   "KWT",  "NTB",  "NTT",  "PD",   "PIRT",   "PKK",     "PT",   "RI",   "SMK",
  "TNI",   "UD",   "UKM",  "UMKM", "UP2K", "UPPKS",  "UPTD",    NULL,
};

static const char *const small_words[] = {
  "and", "dan", "dari", "dengan", "di", "ke", "of", "untuk", "yang", NULL,
};

static const char *
find_word (const char *const *words, const char *word)
{
  for (; *words; words++) {
    if (g_ascii_strcasecmp (*words, word) == 0)
      return *words;
  }
  return NULL;
}

/* I to XXXIX: with L, C, D and M too many are words or initials */
static gboolean
is_roman (const char *word)
{
  const char *p = word;

  for (int i = 0; i < 3 && *p == 'X'; i++)
    p++;
  if (strcmp (p, "IX") == 0 || strcmp (p, "IV") == 0)
    return TRUE;
  if (*p == 'V')
    p++;
  for (int i = 0; i < 3 && *p == 'I'; i++)
    p++;
  return p > word && *p == '\0';
}

/* "iPhone", "BUMDes": somebody has thought about the capitals, or there is a digit in it */
static gboolean
is_deliberate (const char *word)
{
  gboolean has_upper = FALSE;
  gboolean has_lower = FALSE;

  for (const char *p = word; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isdigit (c))
      return TRUE;
    has_upper |= p > word && g_unichar_isupper (c);
    has_lower |= g_unichar_islower (c);
  }
  return has_upper && has_lower;
}

static void
append_word (GString *out, const char *word, gboolean is_inside)
{
  const char *fixed = find_word (fixed_words, word);
  const char *small = find_word (small_words, word);
  const char *rest = g_utf8_next_char (word);
  g_autofree char *lower = NULL;

  if (fixed || is_deliberate (word) || is_roman (word)) {
    g_string_append (out, fixed ? fixed : word);
  } else if (small && is_inside) {
    g_string_append (out, small);
  } else {
    lower = g_utf8_strdown (rest, -1);
    g_string_append_unichar (out, g_unichar_toupper (g_utf8_get_char (word)));
    g_string_append (out, lower);
  }
}

static const char *
skip_word (const char *p)
{
  const char *start = p;

  for (; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    /* "Ma'rang" is one word, "D'Lima" is two */
    gboolean is_apostrophe = (c == '\'' || c == 0x2019) && p > g_utf8_next_char (start);

    if (!g_unichar_isalnum (c) && !g_unichar_ismark (c) && !is_apostrophe)
      break;
  }
  return p;
}

/**
 * eta_text_title_case:
 * @text: (nullable): a name, as a rule one that eta_text_is_shouted()
 *
 * Writes the name of a business in title case as Indonesian does: "CV. MAJU DAN JAYA II" → "CV. Maju
 * dan Jaya II". Legal forms, well-known short names, Roman numerals, words with digits and words in
 * mixed case stay.
 *
 * Returns: (transfer full): never %NULL
 */
char *
eta_text_title_case (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);
  GString *out = g_string_sized_new (strlen (valid));
  gboolean is_inside = FALSE;

  for (const char *p = valid; *p;) {
    const char *end = skip_word (p);

    if (end > p) {
      g_autofree char *word = g_strndup (p, end - p);

      append_word (out, word, is_inside && p[-1] == ' ');
      is_inside = TRUE;
      p = end;
    } else {
      end = g_utf8_next_char (p);
      g_string_append_len (out, p, end - p);
      p = end;
    }
  }
  return g_string_free (out, FALSE);
}

/**
 * eta_time_now:
 *
 * The time for people (no decision reads a client's clock), after RFC 3339 in UTC by the second:
 * "2026-11-23T19:21:03Z".
 *
 * Returns: (transfer full): the text
 */
char *
eta_time_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}
