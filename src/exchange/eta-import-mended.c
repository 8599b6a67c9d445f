/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-private.h"

#include <string.h>

/* An hour of mending is not lost when the window is closed before the import, or the power goes: what was
 * changed in the rows of a file is kept in the catalogue, under what the file holds, until it is imported.
 * Row numbers are indexes into the sheet. */

#define PREFIX "import-mended:"
#define LEFT "left"

static char *
make_key (EtaSheet *sheet)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint row = 0; row < eta_sheet_get_n_rows (sheet); row++) {
    guint n = 0;
    char **cells = eta_sheet_get_row (sheet, row, &n);
    for (guint i = 0; i < n; i++)
      g_checksum_update (sum, (const guchar *) cells[i], (gssize) strlen (cells[i]) + 1);
    g_checksum_update (sum, (const guchar *) "\n", 1);
  }
  return g_strconcat (PREFIX, g_checksum_get_string (sum), NULL);
}

static char *
point_at (guint row, const char *key)
{
  g_autofree char *pointer = g_strdup_printf ("/%u", row);

  return eta_json_pointer_join (pointer, key);
}

void
eta_import_note_cell (EtaImport *self, guint row, const EtaColumn *column, const char *text)
{
  g_autofree char *description = eta_column_describe (column);
  g_autofree char *pointer = point_at (row, description);

  eta_json_set_string (self->mended, pointer, text);
}

void
eta_import_note_left (EtaImport *self, guint row, gboolean left)
{
  g_autofree char *pointer = point_at (row, LEFT);

  if (left)
    eta_json_set_string (self->mended, pointer, "");
  else
    eta_json_remove (self->mended, pointer);
}

static void
recall_row (EtaImport *self, guint row, const EtaJson *cells, GArray *targets)
{
  eta_json_foreach (cell, cells) {
    const EtaColumn *to = eta_column_find (targets, eta_json_key (cell));
    const char *text = eta_json_string (cell);
    if (to && text)
      eta_sheet_set_cell (self->sheet, row, eta_header_ensure (self->header, to), text);
    else if (g_strcmp0 (eta_json_key (cell), LEFT) == 0)
      g_hash_table_add (self->left, GUINT_TO_POINTER (row));
  }
  self->mended_before++;
}

/**
 * eta_import_recall_mended:
 *
 * Lays what was mended over the cells of a sheet whose header was found. Blocks.
 */
void
eta_import_recall_mended (EtaImport *self)
{
  g_free (self->mended_key);
  self->mended_key = make_key (self->sheet);
  self->mended_before = 0;
  g_autofree char *text = eta_store_dup_setting (self->store, self->mended_key);
  EtaJson *mended = text ? eta_json_parse (text, -1, NULL) : NULL;

  eta_json_free (self->mended);
  self->mended = eta_json_is (mended, ETA_JSON_OBJECT) ? mended : eta_json_new_object ();
  if (self->mended != mended)
    eta_json_free (mended);
  if (!self->header)
    return;
  g_autoptr (GArray) targets = eta_header_list_targets (self->header);
  eta_json_foreach (row, self->mended) {
    guint64 index = g_ascii_strtoull (eta_json_key (row), NULL, 10);
    if (index > self->header->row && index < eta_sheet_get_n_rows (self->sheet))
      recall_row (self, (guint) index, row, targets);
  }
}

/** eta_import_keep_mended: when the same file is opened again, it is as mended as now. Blocks, any thread. */
gboolean
eta_import_keep_mended (EtaImport *self, GError **error)
{
  g_autofree char *text = eta_json_canonical (self->mended);

  return eta_store_put_setting (self->store, self->mended_key, text, error);
}

/* It is in the catalogue. */
gboolean
eta_import_forget_mended (EtaImport *self, GError **error)
{
  return eta_json_size (self->mended) == 0 ||
         eta_store_put_setting (self->store, self->mended_key, NULL, error);
}

/** eta_import_get_mended_before: Returns: how many rows were mended already when the file was opened */
guint
eta_import_get_mended_before (EtaImport *self)
{
  return self->mended_before;
}
