/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-csv.h"

#include <csv.h>
#include <glib/gi18n.h>
#include <string.h>

/*
 * libcsv does the grammar. It is fed a physical line at a time, and long lines in pieces: so the
 * line on which a row starts is known, a stop takes effect at once, and a quote that never closes
 * is noticed after a mebibyte instead of after the whole file.
 */

#define PIECE (64 * 1024)

typedef struct {
  struct csv_parser parser;
  char separator;
  EtaCsvRowFunc func;
  gpointer data;

  GPtrArray *cells; /* of the row so far, owned */
  guint line; /* that is being fed */
  guint row_line; /* where the row started */
  gboolean in_row;
  gboolean stopped;
  GError *error;
} Reader;

G_DEFINE_QUARK (eta_csv_error, eta_csv_error)

static void
fail (Reader *reader, EtaCsvError code, const char *what)
{
  /* Translators: a line number, and what is wrong there */
  if (!reader->error)
    reader->error = g_error_new (ETA_CSV_ERROR, code, _ ("Line %u: %s"), reader->row_line, what);
  reader->stopped = TRUE;
}

static void
fail_large (Reader *reader)
{
  fail (reader, ETA_CSV_ERROR_LARGE,
        _ ("A cell is larger than 1 MiB. Perhaps a quotation mark is missing."));
}

/* A NUL has no place in a text: it is left out, and what follows it is kept */
static char *
dup_cell (const char *bytes, gsize length)
{
  char *cell = g_malloc (length + 1);
  gsize n = 0;

  for (gsize i = 0; i < length; i++) {
    if (bytes[i])
      cell[n++] = bytes[i];
  }
  cell[n] = '\0';
  return cell;
}

static void
cell_cb (void *bytes, size_t length, void *data)
{
  Reader *reader = data;

  if (reader->stopped)
    return;
  if (length > ETA_CSV_CELL)
    fail_large (reader);
  else if (reader->cells->len == ETA_CSV_COLUMNS)
    fail (reader, ETA_CSV_ERROR_WIDE, _ ("A row has more than 1,000 cells."));
  else
    g_ptr_array_add (reader->cells, dup_cell (bytes, length));
}

static void
row_cb (int terminator, void *data)
{
  Reader *reader = data;

  reader->in_row = FALSE;
  if (reader->stopped)
    return;
  if (!reader->func ((char **) reader->cells->pdata, reader->cells->len, reader->row_line,
                     reader->data))
    reader->stopped = TRUE;
  g_ptr_array_set_size (reader->cells, 0);
}

/* libcsv makes no row of such a line */
static gboolean
is_blank (const Reader *reader, const char *piece, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!memchr (" \t\r\n", piece[i], 4) || piece[i] == reader->separator)
      return FALSE;
  }
  return TRUE;
}

static void
feed (Reader *reader, const char *piece, gsize length)
{
  if (!reader->in_row && !is_blank (reader, piece, length)) {
    reader->in_row = TRUE;
    reader->row_line = reader->line;
  }
  if (csv_parse (&reader->parser, piece, length, cell_cb, row_cb, reader) != length ||
      reader->parser.entry_pos > ETA_CSV_CELL)
    fail_large (reader);
}

static void
finish (Reader *reader)
{
  csv_set_opts (&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
  if (csv_fini (&reader->parser, cell_cb, row_cb, reader) != 0)
    fail (reader, ETA_CSV_ERROR_QUOTE, _ ("A quotation mark opens and never closes."));
}

/* Up to and with the end of the line: LF, CR LF or CR */
static gsize
measure_piece (const char *p, const char *end, gboolean *ends_line)
{
  const char *limit = p + MIN (end - p, PIECE);
  const char *q = p;

  while (q < limit && *q != '\n' && *q != '\r')
    q++;
  *ends_line = q < limit;
  if (q < limit && *q == '\r' && q + 1 < end && q[1] == '\n')
    q++;
  return q - p + (*ends_line ? 1 : 0);
}

/**
 * eta_csv_read:
 * @text: (array length=length): UTF-8, without a byte order mark
 * @separator: usually ',', ';' or a tab
 * @func: (scope call): gets each row
 * @error: %ETA_CSV_ERROR
 *
 * Reads rows after RFC 4180 as people write them: every kind of line end, also within quotes; blanks
 * around cells that are not quoted are dropped; a quote within such a cell is itself. Lines with
 * nothing but blanks are no rows. @func is told the physical line, from 1, on which the row starts.
 * Rows before an error have been handed out.
 *
 * Returns: %FALSE with @error set when the text is damaged; %TRUE at the end or when @func stopped
 */
gboolean
eta_csv_read (const char *text, gsize length, char separator, EtaCsvRowFunc func, gpointer data,
              GError **error)
{
  Reader reader = { .separator = separator, .func = func, .data = data, .line = 1, .row_line = 1 };
  const char *end = text + length;

  if (csv_init (&reader.parser, 0) != 0)
    g_error ("Cannot set up libcsv");
  csv_set_delim (&reader.parser, separator);
  /* A cell grows by this much; with libcsv's 128 bytes a large one is copied thousands of times. */
  csv_set_blk_size (&reader.parser, PIECE);
  reader.cells = g_ptr_array_new_with_free_func (g_free);

  for (const char *p = text; p < end && !reader.stopped;) {
    gboolean ends_line;
    gsize size = measure_piece (p, end, &ends_line);

    feed (&reader, p, size);
    p += size;
    reader.line += ends_line;
  }
  if (!reader.stopped)
    finish (&reader);

  g_ptr_array_unref (reader.cells);
  csv_free (&reader.parser);
  if (!reader.error)
    return TRUE;
  g_propagate_error (error, reader.error);
  return FALSE;
}

static gboolean
needs_quotes (const char *cell, char separator)
{
  gsize length = strlen (cell);

  if (length == 0)
    return FALSE;
  return strchr (cell, separator) || strpbrk (cell, "\"\r\n") || strchr (" \t", cell[0]) ||
         strchr (" \t", cell[length - 1]);
}

/**
 * eta_csv_write_cell:
 * @out: where the cell is appended; separators and line ends are the caller's
 * @cell: (nullable): UTF-8; %NULL is an empty cell
 * @separator: the file's separator
 *
 * Writes @cell after RFC 4180, in quotes only where eta_csv_read() would read something else. What a
 * spreadsheet program would take for a formula is written as it is.
 */
void
eta_csv_write_cell (GString *out, const char *cell, char separator)
{
  if (!cell)
    return;
  if (!needs_quotes (cell, separator)) {
    g_string_append (out, cell);
    return;
  }
  g_string_append_c (out, '"');
  for (; *cell; cell++) {
    if (*cell == '"')
      g_string_append_c (out, '"');
    g_string_append_c (out, *cell);
  }
  g_string_append_c (out, '"');
}
