/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Writing values: the canonical form of RFC 8785 (JCS), which the revs are made of, and a form for
 * people. cJSON's own printer escapes and rounds otherwise, so it is not used.
 */

#define PRETTY_INDENT 2

typedef struct {
  GString *out;
  gboolean pretty; /* else canonical */
  guint depth;
} Writer;

static void write_value (Writer *writer, const EtaJson *value);

static void
write_string (GString *out, const char *text)
{
  const char *run = text;
  const char *p = text;

  g_string_append_c (out, '"');
  for (; *p; p++) {
    guchar c = *p;
    const char *found;

    if (c >= 0x20 && c != '"' && c != '\\')
      continue;
    g_string_append_len (out, run, p - run);
    run = p + 1;
    found = strchr ("\"\"\\\\\bb\ff\nn\rr\tt", c);
    if (found)
      g_string_append_printf (out, "\\%c", found[1]);
    else
      g_string_append_printf (out, "\\u%04x", c);
  }
  g_string_append_len (out, run, p - run);
  g_string_append_c (out, '"');
}

/* Splits a number into its shortest digits that read back as the same, and the power of ten at
 * which the decimal point stands. Returns the count of digits. */
static int
find_shortest_digits (double number, char digits[18], int *point)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const char *exponent;
  int n = 0;

  for (int precision = 0; precision <= 16; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%de", precision);
    g_ascii_formatd (text, sizeof text, format, number);
    if (g_ascii_strtod (text, NULL) == number)
      break;
  }

  exponent = strchr (text, 'e');
  for (const char *p = text; p < exponent; p++) {
    if (g_ascii_isdigit (*p))
      digits[n++] = *p;
  }
  *point = atoi (exponent + 1) + 1;
  return n;
}

/* ECMAScript's Number::toString, as RFC 8785 asks */
static void
write_fraction (GString *out, double number)
{
  char digits[18];
  int point;
  int n;

  if (number < 0)
    g_string_append_c (out, '-');
  n = find_shortest_digits (fabs (number), digits, &point);

  if (point > 21 || point < -5) {
    g_string_append_c (out, digits[0]);
    if (n > 1) {
      g_string_append_c (out, '.');
      g_string_append_len (out, digits + 1, n - 1);
    }
    g_string_append_printf (out, "e%+d", point - 1);
  } else if (point <= 0) {
    g_string_append_printf (out, "0.%.*s", -point, "00000");
    g_string_append_len (out, digits, n);
  } else {
    g_string_append_len (out, digits, MIN (n, point));
    if (n > point) {
      g_string_append_c (out, '.');
      g_string_append_len (out, digits + point, n - point);
    }
    for (int i = n; i < point; i++)
      g_string_append_c (out, '0');
  }
}

static void
write_number (GString *out, double number)
{
  if (fabs (number) <= ETA_JSON_INT_MAX && number == trunc (number))
    g_string_append_printf (out, "%" G_GINT64_FORMAT, (gint64) number);
  else if (isfinite (number))
    write_fraction (out, number);
  else
    g_string_append (out, "null");
}

static void
break_line (Writer *writer)
{
  if (!writer->pretty)
    return;
  g_string_append_c (writer->out, '\n');
  for (guint i = 0; i < writer->depth * PRETTY_INDENT; i++)
    g_string_append_c (writer->out, ' ');
}

static void
write_child (Writer *writer, const EtaJson *child, gboolean is_member, gboolean is_first)
{
  if (!is_first)
    g_string_append_c (writer->out, ',');
  break_line (writer);
  if (is_member) {
    write_string (writer->out, eta_json_key (child));
    g_string_append (writer->out, writer->pretty ? ": " : ":");
  }
  write_value (writer, child);
}

static void
write_children (Writer *writer, const EtaJson *value)
{
  gboolean is_object = eta_json_is (value, ETA_JSON_OBJECT);

  if (is_object && !writer->pretty) {
    guint size;
    g_autofree const EtaJson **members = _eta_json_sort_members (value, &size);

    for (guint i = 0; i < size; i++)
      write_child (writer, members[i], TRUE, i == 0);
    return;
  }

  eta_json_foreach (child, value)
    write_child (writer, child, is_object, child == eta_json_first (value));
}

static void
write_container (Writer *writer, const EtaJson *value)
{
  gboolean is_object = eta_json_is (value, ETA_JSON_OBJECT);

  g_string_append_c (writer->out, is_object ? '{' : '[');
  if (eta_json_first (value)) {
    writer->depth++;
    write_children (writer, value);
    writer->depth--;
    break_line (writer);
  }
  g_string_append_c (writer->out, is_object ? '}' : ']');
}

static void
write_value (Writer *writer, const EtaJson *value)
{
  switch (eta_json_type (value)) {
  case ETA_JSON_NULL:
    g_string_append (writer->out, "null");
    break;
  case ETA_JSON_BOOLEAN:
    g_string_append (writer->out, eta_json_bool (value) ? "true" : "false");
    break;
  case ETA_JSON_NUMBER:
    write_number (writer->out, _eta_json_number (value));
    break;
  case ETA_JSON_STRING:
    write_string (writer->out, eta_json_string (value));
    break;
  case ETA_JSON_ARRAY:
  case ETA_JSON_OBJECT:
    write_container (writer, value);
    break;
  }
}

static char *
write_text (const EtaJson *value, gboolean pretty)
{
  Writer writer = { .out = g_string_sized_new (500), .pretty = pretty };

  write_value (&writer, value);
  return g_string_free (writer.out, FALSE);
}

/**
 * eta_json_canonical:
 * @value: (nullable): a value; %NULL writes `null`
 *
 * Writes @value after RFC 8785: no blanks, keys in the order of their UTF-16 units, the shortest
 * escapes and numbers. Equal values give equal bytes.
 *
 * Returns: (transfer full): the text
 */
char *
eta_json_canonical (const EtaJson *value)
{
  return write_text (value, FALSE);
}

/**
 * eta_json_pretty:
 * @value: (nullable): a value
 *
 * Writes @value for people: two blanks a level, members in their own order, no escape that JSON
 * does not demand, no line break at the end.
 *
 * Returns: (transfer full): the text
 */
char *
eta_json_pretty (const EtaJson *value)
{
  return write_text (value, TRUE);
}

/**
 * eta_json_hash:
 * @value: (nullable): a document
 *
 * The HASH of a rev "SEQ.HASH": the first 16 hexadecimal digits of SHA-256 over the canonical form.
 *
 * Returns: (transfer full): 16 lower-case digits
 */
char *
eta_json_hash (const EtaJson *value)
{
  g_autofree char *text = eta_json_canonical (value);
  char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  digest[16] = '\0';
  return digest;
}
