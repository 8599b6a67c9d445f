/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-table.h"

#include "eta-date.h"
#include "eta-out-file.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

/* A table as XLSX: texts are text cells whatever they begin with, so nothing in them is run; figures
 * and dates are what they are, so that a spreadsheet can sort and sum them. Codes are texts: a NIB has
 * no leading zero to lose. */

typedef struct {
  EtaTable parent;
  EtaOutFile *file;
  lxw_workbook *book; /* NULL: closed */
  lxw_worksheet *sheet;
  lxw_format *bold, *day;
  guint row;
} XlsxTable;

#define CELL_MOST 32767 /* characters, of the format */
#define WIDTH_TEXT 48 /* characters that a column shows */
#define WIDTH_WORDS 22
#define WIDTH_FIGURE 12
#define WIDTH_MOST 32 /* of a header */

static gboolean
is_figure (const EtaField *field)
{
  return field && (field->type == ETA_FIELD_INTEGER || field->type == ETA_FIELD_DECIMAL ||
                   field->type == ETA_FIELD_RUPIAH || field->type == ETA_FIELD_YEAR ||
                   field->type == ETA_FIELD_DEGREE);
}

/* A number that comes back as the same text; others stay texts, for 0.10 is not 0.1 to everybody and
 * sixteen digits are more than a spreadsheet keeps. */
static gboolean
read_figure (const char *text, double *number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  char *end;

  *number = g_ascii_strtod (text, &end);
  if (end == text || *end || !isfinite (*number) || fabs (*number) >= 1e15)
    return FALSE;
  return strcmp (g_ascii_formatd (digits, sizeof digits, "%.15g", *number), text) == 0;
}

/* The format's calendar begins with a year of one day too many; what is behind it is sound. */
static gboolean
read_day (const char *text, lxw_datetime *day)
{
  GDate date;
  if (!eta_date_read (text, &date) || g_date_get_year (&date) <= 1900)
    return FALSE;

  *day = (lxw_datetime){ .year = g_date_get_year (&date),
                         .month = (int) g_date_get_month (&date),
                         .day = g_date_get_day (&date) };
  return TRUE;
}

/* What the import would take for the guard of a CSV cell gets one, and so comes back whole. */
static lxw_error
write_text (XlsxTable *self, guint column, const char *text, lxw_format *format)
{
  const char *rest = text + strspn (text, "'");
  gboolean like_guard = rest > text && rest[0] && strchr ("=+-@\t\r", rest[0]);
  g_autofree char *guarded = like_guard ? g_strconcat ("'", text, NULL) : NULL;

  return worksheet_write_string (self->sheet, self->row, (lxw_col_t) column,
                                 guarded ? guarded : text, format);
}

static lxw_error
write_cell (XlsxTable *self, guint column, const char *text)
{
  const EtaField *field = self->parent.fields[column];
  lxw_datetime day;
  double number;

  if (self->row == 0)
    return write_text (self, column, text, self->bold);
  if (is_figure (field) && read_figure (text, &number))
    return worksheet_write_number (self->sheet, self->row, (lxw_col_t) column, number, NULL);
  if (field && field->type == ETA_FIELD_DATE && read_day (text, &day))
    return worksheet_write_datetime (self->sheet, self->row, (lxw_col_t) column, &day, self->day);
  return write_text (self, column, text, NULL);
}

static double
get_width (const EtaField *field, const char *header)
{
  double named = MIN (g_utf8_strlen (header, -1) + 3, WIDTH_MOST); /* and the filter's button */

  if (!field || is_figure (field) || field->type == ETA_FIELD_DATE)
    return MAX (named, WIDTH_FIGURE);
  return MAX (named, field->type == ETA_FIELD_TEXT ? WIDTH_TEXT : WIDTH_WORDS);
}

static void
set_widths (XlsxTable *self, char **cells)
{
  for (guint i = 0; i < self->parent.n_columns; i++)
    worksheet_set_column (self->sheet, (lxw_col_t) i, (lxw_col_t) i,
                          get_width (self->parent.fields[i], cells[i]), NULL);
  worksheet_freeze_panes (self->sheet, 1, 0);
}

static gboolean
refuse (XlsxTable *self, guint column, GError **error)
{
  const EtaField *field = self->parent.fields[column];

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               _ ("Row %u has a text under “%s” that is longer than a cell of XLSX can be. Export "
                  "it as CSV."),
               self->row + 1, field ? _ (field->label) : "");
  return FALSE;
}

static gboolean
add_row (EtaTable *table, char **cells, GError **error)
{
  XlsxTable *self = (XlsxTable *) table;

  if (self->row == 0)
    set_widths (self, cells);
  for (guint i = 0; i < table->n_columns; i++) {
    if (!cells[i][0])
      continue;
    /* Counted here, since the library lets some by and cuts others */
    if (g_utf8_strlen (cells[i], -1) >= CELL_MOST)
      return refuse (self, i, error);
    if (write_cell (self, i, cells[i]) != LXW_NO_ERROR)
      return eta_out_file_fail (self->file, EFBIG, error); /* more rows than the format has */
  }
  self->row++;
  return TRUE;
}

/* The library writes the rows to a file of its own first, and does not look whether there is room. */
static gboolean
is_all_written (XlsxTable *self)
{
  return fflush (self->sheet->file) == 0 && !ferror (self->sheet->file);
}

static gboolean
close_table (EtaTable *table, GError **error)
{
  XlsxTable *self = (XlsxTable *) table;
  lxw_error result;

  if (!is_all_written (self))
    return eta_out_file_fail (self->file, ENOSPC, error);
  if (self->row > 1)
    worksheet_autofilter (self->sheet, 0, 0, self->row - 1, (lxw_col_t) (table->n_columns - 1));
  errno = 0;
  result = workbook_close (g_steal_pointer (&self->book));
  if (result != LXW_NO_ERROR)
    return eta_out_file_fail (self->file, errno ? errno : EIO, error);
  return eta_out_file_commit (self->file, error);
}

static void
free_table (EtaTable *table)
{
  XlsxTable *self = (XlsxTable *) table;

  if (self->book)
    lxw_workbook_free (self->book);
  eta_out_file_free (self->file);
  g_free (self);
}

/**
 * eta_table_new_xlsx:
 * @sheet: (nullable): the name on the tab
 *
 * Returns: (transfer full) (nullable): %NULL with a %G_IO_ERROR
 */
EtaTable *
eta_table_new_xlsx (const char *path, const char *sheet, GError **error)
{
  static const EtaTableClass klass = { add_row, close_table, free_table };
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };
  EtaOutFile *file = eta_out_file_new (path, TRUE, error);
  XlsxTable *self = file ? g_new0 (XlsxTable, 1) : NULL;
  if (!self)
    return NULL;

  self->parent.klass = &klass;
  self->file = file;
  self->book = workbook_new_opt (eta_out_file_get_path (file), &options);
  /* A word that no tab may bear: the library numbers it then. */
  self->sheet = workbook_add_worksheet (self->book, sheet);
  if (!self->sheet)
    self->sheet = workbook_add_worksheet (self->book, NULL);
  self->bold = workbook_add_format (self->book);
  format_set_bold (self->bold);
  self->day = workbook_add_format (self->book);
  format_set_num_format (self->day, "yyyy-mm-dd");
  return &self->parent;
}

/** eta_table_new_for: Returns: (transfer full) (nullable): of the form that the name of the file says */
EtaTable *
eta_table_new_for (const char *path, const char *sheet, GError **error)
{
  g_autofree char *folded = g_ascii_strdown (path, -1);

  return g_str_has_suffix (folded, ".xlsx") ? eta_table_new_xlsx (path, sheet, error)
                                            : eta_table_new_csv (path, error);
}
