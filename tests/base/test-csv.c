/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-csv.h"

#include <string.h>

/* Rows as "LINE:[cell][cell]" */
static gboolean
note_cb (char **cells, guint n_cells, guint line, gpointer data)
{
  GString *notes = data;

  g_string_append_printf (notes, "%u:", line);
  for (guint i = 0; i < n_cells; i++)
    g_string_append_printf (notes, "[%s]", cells[i]);
  return !g_str_has_suffix (notes->str, "[stop]");
}

static void
test_read (void)
{
  static const struct {
    const char *text;
    char separator;
    const char *rows;
  } rows[] = {
    { "", ',', "" },
    { "\n\r\n  \n", ',', "" },
    { "a,b", ',', "1:[a][b]" },
    { "a,b\n", ',', "1:[a][b]" },
    { "a\nb\r\nc\rd", ',', "1:[a]2:[b]3:[c]4:[d]" },
    { "a\n\n \n\"b\"\n", ',', "1:[a]4:[b]" },
    { ",\n,", ',', "1:[][]2:[][]" },
    { "\"a,b\",\"c\"\"d\",\"\"", ',', "1:[a,b][c\"d][]" },
    { "\"a\nb\r\nc\",d\ne", ',', "1:[a\nb\r\nc][d]4:[e]" },
    { "\n\"\n\n\"\nx", ',', "2:[\n\n]5:[x]" },
    { " a , \"b \" ,c\n", ',', "1:[a][b ][c]" },
    { "5\" pipe,x\"y\n", ',', "1:[5\" pipe][x\"y]" },
    { "a;b,c;d", ';', "1:[a][b,c][d]" },
    { "\t\tx\n\t\n", '\t', "1:[][][x]2:[][]" },
    { "é,😀\n", ',', "1:[é][😀]" },
    { "a\nstop\nb\n", ',', "1:[a]2:[stop]" },
    { "stop\n\"never", ',', "1:[stop]" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) notes = g_string_new (NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (eta_csv_read (rows[i].text, strlen (rows[i].text), rows[i].separator, note_cb,
                                 notes, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (notes->str, ==, rows[i].rows);
  }
}

static void
test_nul (void)
{
  g_autoptr (GString) notes = g_string_new (NULL);

  g_assert_true (eta_csv_read ("a\0b,c\n\0\n", 8, ',', note_cb, notes, NULL));
  g_assert_cmpstr (notes->str, ==, "1:[ab][c]2:[]");
}

static void
assert_fails (const GString *text, EtaCsvError code, const char *line, const char *rows)
{
  g_autoptr (GString) notes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_csv_read (text->str, text->len, ',', note_cb, notes, &error));
  g_assert_error (error, ETA_CSV_ERROR, (int) code);
  g_assert_true (g_str_has_prefix (error->message, line));
  g_assert_cmpstr (notes->str, ==, rows);
}

static void
append_times (GString *text, const char *part, guint times)
{
  while (times--)
    g_string_append (text, part);
}

static void
test_open_quote (void)
{
  g_autoptr (GString) text = g_string_new ("a\nb,\"c\nd\n");

  assert_fails (text, ETA_CSV_ERROR_QUOTE, "Line 2:", "1:[a]");
  g_string_assign (text, "\"");
  assert_fails (text, ETA_CSV_ERROR_QUOTE, "Line 1:", "");
  g_string_assign (text, "\"a\"\"");
  assert_fails (text, ETA_CSV_ERROR_QUOTE, "Line 1:", "");
}

static void
test_wide (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) notes = g_string_new (NULL);

  append_times (text, ",", ETA_CSV_COLUMNS - 1);
  g_assert_true (eta_csv_read (text->str, text->len, ',', note_cb, notes, NULL));
  g_assert_cmpuint (notes->len, ==, 2 + 2 * ETA_CSV_COLUMNS);
  g_string_prepend (text, "x\n,");
  assert_fails (text, ETA_CSV_ERROR_WIDE, "Line 2:", "1:[x]");
}

static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) notes = g_string_new (NULL);

  append_times (text, "0123456789abcde\n", ETA_CSV_CELL / 16);
  g_string_prepend (text, "\"");
  g_string_append (text, "\"\nx");
  g_assert_true (eta_csv_read (text->str, text->len, ',', note_cb, notes, NULL));
  g_assert_true (g_str_has_suffix (notes->str, "]65538:[x]"));

  g_string_insert (text, 1, "0");
  assert_fails (text, ETA_CSV_ERROR_LARGE, "Line 1:", "");

  /* ends within the piece in which it grows too large */
  g_string_assign (text, "a\n");
  append_times (text, "0123456789abcdef", ETA_CSV_CELL / 16);
  g_string_append (text, "x,y\n");
  assert_fails (text, ETA_CSV_ERROR_LARGE, "Line 2:", "1:[a]");

  /* a quote that never closes, and one line without an end */
  g_string_assign (text, "a\n\"b\n");
  append_times (text, "line\n", ETA_CSV_CELL);
  assert_fails (text, ETA_CSV_ERROR_LARGE, "Line 2:", "1:[a]");
  g_string_assign (text, "a\n");
  append_times (text, "long", ETA_CSV_CELL);
  assert_fails (text, ETA_CSV_ERROR_LARGE, "Line 2:", "1:[a]");
}

static gboolean
compare_cb (char **cells, guint n_cells, guint line, gpointer data)
{
  const char *const *expected = data;

  g_assert_cmpuint (n_cells, ==, g_strv_length ((char **) expected));
  for (guint i = 0; i < n_cells; i++)
    g_assert_cmpstr (cells[i], ==, expected[i]);
  return TRUE;
}

static void
test_write (void)
{
  static const char *const cells[] = {
    "plain",      "",           "a,b",    "a;b",     "say \"hi\"", "\"",
    "two\nlines", "cr\rlf\r\n", " blank", "blank\t", "é",          NULL,
  };
  static const char separators[] = { ',', ';', '\t' };
  g_autoptr (GString) out = g_string_new (NULL);

  eta_csv_write_cell (out, "a", ',');
  eta_csv_write_cell (out, NULL, ',');
  eta_csv_write_cell (out, "b\"c", ',');
  eta_csv_write_cell (out, "d;e", ',');
  g_assert_cmpstr (out->str, ==, "a\"b\"\"c\"d;e");

  for (gsize s = 0; s < G_N_ELEMENTS (separators); s++) {
    g_string_truncate (out, 0);
    for (guint i = 0; cells[i]; i++) {
      if (i)
        g_string_append_c (out, separators[s]);
      eta_csv_write_cell (out, cells[i], separators[s]);
    }
    g_assert_true (
        eta_csv_read (out->str, out->len, separators[s], compare_cb, (gpointer) cells, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/csv/read", test_read);
  g_test_add_func ("/csv/nul", test_nul);
  g_test_add_func ("/csv/open-quote", test_open_quote);
  g_test_add_func ("/csv/wide", test_wide);
  g_test_add_func ("/csv/large", test_large);
  g_test_add_func ("/csv/write", test_write);
  return g_test_run ();
}
