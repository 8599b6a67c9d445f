/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-table.h"

#include "eta-csv.h"
#include "eta-out-file.h"

#include <string.h>

/* A table as CSV: UTF-8 with a mark, since Excel takes it for something else without. */

typedef struct {
  EtaTable parent;
  EtaOutFile *file;
  GString *line;
} CsvTable;

#define RISKY "=+-@\t\r"
#define MARK "\xef\xbb\xbf"

/* A spreadsheet runs what begins so (OWASP, CSV injection); a number with its sign is no formula. An
 * apostrophe of the text's own that looks like the guard gets one too. */
static gboolean
wants_guard (const char *text)
{
  const char *rest = text + strspn (text, "'");
  if (rest > text)
    return rest[0] && strchr (RISKY, rest[0]);

  return text[0] && strchr (RISKY, text[0]) &&
         strspn (text + 1, "0123456789 .,()") != strlen (text + 1);
}

static void
append_cell (GString *out, const char *text)
{
  g_autofree char *safe = wants_guard (text) ? g_strconcat ("'", text, NULL) : NULL;

  eta_csv_write_cell (out, safe ? safe : text, ',');
}

static gboolean
add_row (EtaTable *table, char **cells, GError **error)
{
  CsvTable *self = (CsvTable *) table;

  for (guint i = 0; i < table->n_columns; i++) {
    append_cell (self->line, cells[i]);
    g_string_append (self->line, i + 1 < table->n_columns ? "," : "\r\n");
  }
  gboolean written = eta_out_file_write (self->file, self->line->str, self->line->len, error);
  g_string_truncate (self->line, 0);
  return written;
}

static gboolean
close_table (EtaTable *table, GError **error)
{
  return eta_out_file_commit (((CsvTable *) table)->file, error);
}

static void
free_table (EtaTable *table)
{
  CsvTable *self = (CsvTable *) table;

  eta_out_file_free (self->file);
  g_string_free (self->line, TRUE);
  g_free (self);
}

/** eta_table_new_csv: Returns: (transfer full) (nullable): %NULL with a %G_IO_ERROR */
EtaTable *
eta_table_new_csv (const char *path, GError **error)
{
  static const EtaTableClass klass = { add_row, close_table, free_table };
  EtaOutFile *file = eta_out_file_new (path, TRUE, error);
  CsvTable *self = file ? g_new0 (CsvTable, 1) : NULL;
  if (!self)
    return NULL;

  self->parent.klass = &klass;
  self->file = file;
  self->line = g_string_new (MARK);
  return &self->parent;
}
