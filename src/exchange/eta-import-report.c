/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-private.h"

#include "eta-check.h"
#include "eta-table.h"

#include <glib/gi18n.h>

/* What is told of an import when it is done, and the rows that it did not take. */

static void
append_reason (EtaJson *list, guint row, const char *key, const char *about, const char *reason)
{
  EtaJson *item = eta_json_new_object ();

  if (row > 0)
    eta_json_set_int (item, "/row", row);
  if (key)
    eta_json_set_string (item, key, about);
  eta_json_set_string (item, "/reason", reason);
  eta_json_append (list, item);
}

/**
 * eta_import_dup_report:
 *
 * Returns: (transfer full): `{"rows","created","updated","unchanged","refused":[…],"warnings":[…],
 *   "photos":{"added","failed":[…]}}`
 */
EtaJson *
eta_import_dup_report (EtaImport *self)
{
  EtaJson *report = eta_json_new_object ();
  EtaJson *refused = eta_json_new_array (), *warnings = eta_json_new_array ();
  EtaJson *failed = eta_json_new_array ();

  for (guint i = 0; i < self->rows->len; i++) {
    const EtaImportRow *row = self->rows->pdata[i];
    if (row->fate == ETA_IMPORT_REFUSE)
      append_reason (refused, row->row, NULL, NULL, row->reason);
    for (guint k = 0; k < row->warnings->len; k++) {
      const EtaImportWarning *warning = row->warnings->pdata[k];
      append_reason (warnings, warning->row, "/field", warning->field, warning->reason);
    }
  }
  for (guint i = 0; i < self->photos_failed->len; i++) {
    const EtaImportWarning *photo = self->photos_failed->pdata[i];
    append_reason (failed, 0, "/file", photo->field, photo->reason);
  }

  eta_json_set_int (report, "/rows", self->rows->len);
  eta_json_set_int (report, "/created", eta_import_count (self, ETA_IMPORT_CREATE));
  eta_json_set_int (report, "/updated", eta_import_count (self, ETA_IMPORT_UPDATE));
  eta_json_set_int (report, "/unchanged", eta_import_count (self, ETA_IMPORT_UNCHANGED));
  eta_json_take (report, "/refused", refused);
  eta_json_take (report, "/warnings", warnings);
  eta_json_set_int (report, "/photos/added", self->photos_added);
  eta_json_take (report, "/photos/failed", failed);
  return report;
}

/* -- refused rows --------------------------------------------------------------------------- */

/* What a refused row holds of an identity number does not go into another file. */
static const char *
get_cell (EtaImport *self, guint row, guint column)
{
  const char *cell = eta_sheet_get_cell (self->sheet, row, column);

  return eta_text_has_nik (cell) ? "" : cell;
}

static gboolean
add_row (EtaImport *self, EtaTable *table, guint row, const char *reason, GError **error)
{
  g_autofree char **cells = g_new0 (char *, table->n_columns);
  guint last = table->n_columns - 1;

  for (guint i = 0; i < last; i++)
    cells[i] = (char *) get_cell (self, row, i);
  cells[last] = (char *) reason;
  return table->klass->add_row (table, cells, error);
}

/* Columns that a mended row has brought along have no words in the sheet's header. */
static gboolean
add_header (EtaImport *self, EtaTable *table, GError **error)
{
  guint own = 0;
  eta_sheet_get_row (self->sheet, self->header->row, &own);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i + 1 < table->n_columns; i++) {
    const EtaColumn *column = eta_header_get (self->header, i);
    gboolean new = i >= own && column->field;
    g_ptr_array_add (cells, new ? eta_header_name (column->kind, column->field, column->language,
                                                   column->kind != self->header->kind)
                                : g_strdup (get_cell (self, self->header->row, i)));
  }
  g_ptr_array_add (cells, g_strdup (_ ("Reason")));
  return table->klass->add_row (table, (char **) cells->pdata, error);
}

/* Wide enough for the header and every refused row */
static guint
count_columns (EtaImport *self)
{
  guint most = self->header->columns->len;

  for (guint i = 0; i < self->rows->len; i++) {
    guint n = 0;
    eta_sheet_get_row (self->sheet, self->header->row + 1 + i, &n);
    if (((EtaImportRow *) self->rows->pdata[i])->fate == ETA_IMPORT_REFUSE)
      most = MAX (most, n);
  }
  return most + 1;
}

/**
 * eta_import_save_refused:
 * @path: replaced whole, or left as it was; XLSX when it ends so, else CSV
 *
 * Writes the refused rows as they were, each with its reason in a last column, to be mended and
 * imported again. Blocks, any thread.
 */
gboolean
eta_import_save_refused (EtaImport *self, const char *path, GError **error)
{
  g_autoptr (EtaTable) table = eta_table_new_for (path, NULL, error);
  if (!table)
    return FALSE;

  guint n = count_columns (self);
  g_autofree const EtaField **fields = g_new0 (const EtaField *, n);
  table->fields = fields;
  table->n_columns = n;
  if (!add_header (self, table, error))
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++) {
    const EtaImportRow *row = self->rows->pdata[i];
    if (row->fate == ETA_IMPORT_REFUSE &&
        !add_row (self, table, self->header->row + 1 + i, row->reason, error))
      return FALSE;
  }
  return table->klass->close (table, error);
}
