/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-sheet-private.h"

#include "eta-text.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>

typedef struct {
  guint line;
  guint n_cells;
  char **cells;
} Row;

struct _EtaSheet {
  GArray *rows;
  gsize size; /* bytes of text */
  char **tabs; /* NULL: the file has no others */
  int tab;
};

G_DEFINE_QUARK (eta_sheet_error, eta_sheet_error)

static void
clear_row (gpointer data)
{
  g_strfreev (((Row *) data)->cells);
}

EtaSheet *
eta_sheet_new (void)
{
  EtaSheet *self = g_new0 (EtaSheet, 1);

  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  g_array_set_clear_func (self->rows, clear_row);
  return self;
}

void
eta_sheet_free (EtaSheet *self)
{
  g_array_unref (self->rows);
  g_strfreev (self->tabs);
  g_free (self);
}

/** eta_sheet_take_tabs: @take_names: (transfer full): of all sheets of the book; @tab: of this one */
void
eta_sheet_take_tabs (EtaSheet *self, char **take_names, int tab)
{
  g_strfreev (self->tabs);
  self->tabs = take_names;
  self->tab = tab;
}

gboolean
eta_sheet_fail (GError **error, EtaSheetError code, const char *message)
{
  g_set_error_literal (error, ETA_SHEET_ERROR, code, message);
  return FALSE;
}

/**
 * eta_sheet_add_row:
 * @cells: copied, tidied; empty ones at the end are left out, and so is a row of nothing else
 * @line: the number that a spreadsheet shows beside the row
 */
gboolean
eta_sheet_add_row (EtaSheet *self, char **cells, guint n_cells, guint line, GError **error)
{
  g_autoptr (GPtrArray) tidy = g_ptr_array_new_with_free_func (g_free);
  guint used = 0;

  for (guint i = 0; i < n_cells; i++) {
    char *text = eta_text_trim_lines (cells[i]);
    self->size += strlen (text) + sizeof (char *);
    g_ptr_array_add (tidy, text);
    if (text[0])
      used = i + 1;
  }
  if (used == 0)
    return TRUE;
  if (self->rows->len >= ETA_SHEET_ROWS || self->size > ETA_SHEET_BYTES)
    return eta_sheet_fail (error, ETA_SHEET_ERROR_LARGE,
                           _ ("The spreadsheet is too large. Divide it into several files."));

  g_ptr_array_set_size (tidy, (int) used);
  g_ptr_array_add (tidy, NULL);
  Row row = { line, used, (char **) g_ptr_array_free (g_steal_pointer (&tidy), FALSE) };
  g_array_append_val (self->rows, row);
  return TRUE;
}

/* Two rows of two cells are the least that is a list. */
gboolean
eta_sheet_looks_like_list (EtaSheet *self)
{
  guint wide = 0;

  for (guint i = 0; i < self->rows->len && wide < 2; i++)
    wide += g_array_index (self->rows, Row, i).n_cells >= 2;

  return wide >= 2;
}

guint
eta_sheet_get_n_rows (EtaSheet *self)
{
  return self->rows->len;
}

char **
eta_sheet_get_row (EtaSheet *self, guint row, guint *n_cells)
{
  const Row *found = &g_array_index (self->rows, Row, row);

  if (n_cells)
    *n_cells = found->n_cells;
  return found->cells;
}

guint
eta_sheet_get_line (EtaSheet *self, guint row)
{
  return g_array_index (self->rows, Row, row).line;
}

const char *const *
eta_sheet_get_tabs (EtaSheet *self)
{
  return (const char *const *) self->tabs;
}

int
eta_sheet_get_tab (EtaSheet *self)
{
  return self->tab;
}

const char *
eta_sheet_get_cell (EtaSheet *self, guint row, guint column)
{
  const Row *found = &g_array_index (self->rows, Row, row);

  return column < found->n_cells ? found->cells[column] : "";
}

/** eta_sheet_set_cell: @column: may lie beyond the row's end, which then grows */
void
eta_sheet_set_cell (EtaSheet *self, guint row, guint column, const char *text)
{
  Row *found = &g_array_index (self->rows, Row, row);

  if (column >= found->n_cells) {
    found->cells = g_renew (char *, found->cells, column + 2);
    for (guint i = found->n_cells; i <= column; i++)
      found->cells[i] = g_strdup ("");
    found->cells[column + 1] = NULL;
    found->n_cells = column + 1;
  }
  g_free (found->cells[column]);
  found->cells[column] = g_strdup (text);
}

/* A FIFO or a device would never end. */
static gboolean
check_file (const char *path, GError **error)
{
  struct stat info;

  if (stat (path, &info) != 0) {
    g_set_error (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_UNREADABLE, _ ("%s cannot be read: %s"),
                 path, g_strerror (errno));
    return FALSE;
  }
  if (!S_ISREG (info.st_mode))
    return eta_sheet_fail (error, ETA_SHEET_ERROR_UNREADABLE, _ ("That is no file"));
  if (info.st_size > ETA_SHEET_BYTES)
    return eta_sheet_fail (
        error, ETA_SHEET_ERROR_LARGE,
        _ ("The file is too large to be a spreadsheet. Divide it into several."));

  return TRUE;
}

/**
 * eta_sheet_load:
 *
 * eta_sheet_load_tab() of the first sheet that holds a list.
 */
EtaSheet *
eta_sheet_load (const char *path, GCancellable *cancellable, GError **error)
{
  return eta_sheet_load_tab (path, -1, cancellable, error);
}

/* Read, not mapped: a stick that is pulled out must not end the program. */
static char *
read_file (const char *path, gsize *length, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *data = NULL;

  if (!check_file (path, error))
    return NULL;
  if (!g_file_get_contents (path, &data, length, &reason))
    g_set_error (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_UNREADABLE, _ ("%s cannot be read: %s"),
                 path, reason->message);
  else if (*length == 0)
    g_clear_pointer (&data, g_free);
  if (!data && !reason)
    eta_sheet_fail (error, ETA_SHEET_ERROR_NO_LIST, _ ("The file is empty."));
  return data;
}

/**
 * eta_sheet_load_tab:
 * @tab: which sheet of a book, from 0; -1: the first that holds a list. Other files have only one
 *
 * Reads a CSV or XLSX file, told apart by what is in it and not by its name. Blocks, any thread.
 *
 * Returns: (transfer full) (nullable): the sheet
 */
EtaSheet *
eta_sheet_load_tab (const char *path, int tab, GCancellable *cancellable, GError **error)
{
  static const guint8 old_excel[] = { 0xd0, 0xcf, 0x11, 0xe0 };
  gsize length = 0;
  g_autofree char *data = read_file (path, &length, error);

  if (!data)
    return NULL;
  if (length >= 2 && memcmp (data, "PK", 2) == 0)
    return eta_sheet_load_xlsx (data, length, tab, cancellable, error);
  if (length >= sizeof old_excel && memcmp (data, old_excel, sizeof old_excel) == 0) {
    eta_sheet_fail (
        error, ETA_SHEET_ERROR_UNREADABLE,
        _ ("This is a file of an old Excel (.xls). Save it as .xlsx or .csv, then import "
           "that."));
    return NULL;
  }

  return eta_sheet_load_text (data, length, error);
}
