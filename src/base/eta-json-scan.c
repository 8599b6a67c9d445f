/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json-private.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * A strict look at a text before cJSON builds a tree of it.
 *
 * cJSON is fast and forgiving: it takes control characters for blanks, "01" for a number, "\u0000"
 * for the end of a string, and it recurses 1,000 levels. This file knows the grammar of RFC 8259 and
 * nothing else; what passes here, cJSON reads without a surprise. One pass, no allocation, and its
 * own recursion ends at ETA_JSON_DEPTH.
 */

/* cJSON copies a number into a buffer of 64 bytes */
#define NUMBER_LENGTH 63

typedef struct {
  const char *start;
  const char *at;
  const char *end;
  guint depth;
  GError **error;
} Scan;

static gboolean scan_value (Scan *scan);

static gboolean
fail (Scan *scan, EtaJsonError code, const char *what)
{
  guint line = 1;

  for (const char *p = scan->start; p < scan->at; p++)
    line += *p == '\n';
  /* Translators: a line number, and what is wrong there */
  g_set_error (scan->error, ETA_JSON_ERROR, code, _ ("Line %u: %s"), line, what);
  return FALSE;
}

static gboolean
fail_syntax (Scan *scan)
{
  return fail (scan, ETA_JSON_ERROR_SYNTAX,
               scan->at == scan->end ? _ ("the text ends too early") : _ ("this is not JSON"));
}

static int
peek (const Scan *scan)
{
  return scan->at < scan->end ? (guchar) *scan->at : -1;
}

static gboolean
accept (Scan *scan, char c)
{
  if (peek (scan) != c)
    return FALSE;
  scan->at++;
  return TRUE;
}

static void
skip_blanks (Scan *scan)
{
  while (scan->at < scan->end &&
         (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\r' || *scan->at == '\t'))
    scan->at++;
}

/* Four hexadecimal digits, or -1 */
static int
read_unit (Scan *scan)
{
  int unit = 0;

  if (scan->end - scan->at < 4)
    return -1;
  for (int i = 0; i < 4; i++) {
    int digit = g_ascii_xdigit_value (scan->at[i]);

    if (digit < 0)
      return -1;
    unit = unit << 4 | digit;
  }
  scan->at += 4;
  return unit;
}

static gboolean
scan_unicode_escape (Scan *scan)
{
  int unit = read_unit (scan);

  if (unit < 0)
    return fail_syntax (scan);
  if (unit == 0)
    return fail (scan, ETA_JSON_ERROR_SYNTAX, _ ("a text contains a null character"));
  if (unit < 0xd800 || unit > 0xdfff)
    return TRUE;

  if (unit < 0xdc00 && accept (scan, '\\') && accept (scan, 'u')) {
    int low = read_unit (scan);

    if (low >= 0xdc00 && low <= 0xdfff)
      return TRUE;
  }
  return fail (scan, ETA_JSON_ERROR_SYNTAX, _ ("a text contains half a character"));
}

static gboolean
scan_string (Scan *scan)
{
  if (!accept (scan, '"'))
    return fail_syntax (scan);

  while (scan->at < scan->end) {
    guchar c = *scan->at;

    if (c < 0x20)
      return fail_syntax (scan);
    scan->at++;
    if (c == '"')
      return TRUE;
    if (c != '\\')
      continue;

    if (accept (scan, 'u')) {
      if (!scan_unicode_escape (scan))
        return FALSE;
    } else if (peek (scan) > 0 && strchr ("\"\\/bfnrt", peek (scan))) {
      scan->at++;
    } else {
      return fail_syntax (scan);
    }
  }
  return fail_syntax (scan);
}

static gboolean
scan_digits (Scan *scan)
{
  const char *first = scan->at;

  while (scan->at < scan->end && g_ascii_isdigit (*scan->at))
    scan->at++;
  return scan->at > first;
}

static gboolean
scan_number (Scan *scan)
{
  const char *first = scan->at;

  accept (scan, '-');
  if (!accept (scan, '0') && !scan_digits (scan))
    return fail_syntax (scan);
  if (accept (scan, '.') && !scan_digits (scan))
    return fail_syntax (scan);
  if (accept (scan, 'e') || accept (scan, 'E')) {
    if (!accept (scan, '-'))
      accept (scan, '+');
    if (!scan_digits (scan))
      return fail_syntax (scan);
  }
  if (scan->at - first > NUMBER_LENGTH)
    return fail (scan, ETA_JSON_ERROR_SYNTAX, _ ("a number is too long"));
  return TRUE;
}

static gboolean
scan_word (Scan *scan, const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (scan->end - scan->at) < length || memcmp (scan->at, word, length) != 0)
    return fail_syntax (scan);
  scan->at += length;
  return TRUE;
}

static gboolean
scan_member (Scan *scan)
{
  skip_blanks (scan);
  if (!scan_string (scan))
    return FALSE;
  skip_blanks (scan);
  if (!accept (scan, ':'))
    return fail_syntax (scan);
  return scan_value (scan);
}

static gboolean
scan_container (Scan *scan, char closing, gboolean (*scan_child) (Scan *scan))
{
  if (scan->depth == ETA_JSON_DEPTH)
    return fail (scan, ETA_JSON_ERROR_DEEP, _ ("the values are nested too deeply"));
  scan->depth++;
  scan->at++;
  skip_blanks (scan);
  if (!accept (scan, closing)) {
    do {
      if (!scan_child (scan))
        return FALSE;
      skip_blanks (scan);
    } while (accept (scan, ','));
    if (!accept (scan, closing))
      return fail_syntax (scan);
  }
  scan->depth--;
  return TRUE;
}

static gboolean
scan_value (Scan *scan)
{
  skip_blanks (scan);
  switch (peek (scan)) {
  case '{':
    return scan_container (scan, '}', scan_member);
  case '[':
    return scan_container (scan, ']', scan_value);
  case '"':
    return scan_string (scan);
  case 't':
    return scan_word (scan, "true");
  case 'f':
    return scan_word (scan, "false");
  case 'n':
    return scan_word (scan, "null");
  default:
    return scan_number (scan);
  }
}

/*
 * _eta_json_scan:
 *
 * Whether @text is one JSON value in UTF-8 that cJSON may read. Double keys are not seen here: they
 * show only when the escapes are gone.
 */
gboolean
_eta_json_scan (const char *text, gsize length, GError **error)
{
  Scan scan = { .start = text, .at = text, .end = text + length, .error = error };

  if (!g_utf8_validate_len (text, length, &scan.at))
    return fail (&scan, ETA_JSON_ERROR_SYNTAX,
                 *scan.at ? _ ("the text is not UTF-8") : _ ("a text contains a null character"));

  scan.at = text;
  if (!scan_value (&scan))
    return FALSE;
  skip_blanks (&scan);
  return scan.at == scan.end || fail_syntax (&scan);
}
