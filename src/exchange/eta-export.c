/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-export.h"

#include "eta-header.h"
#include "eta-table.h"

#include <glib/gi18n.h>
#include <string.h>

/* The catalogue as a table, made so that importing it again changes nothing: a column an editable
 * field, and the kind and the id of each record. */

#define KIND_COLUMN 0
#define ID_COLUMN 1

typedef struct {
  EtaTable *table;
  GArray *columns; /* EtaColumn; those of no field come first */
  GPtrArray *cells;
  EtaProgress *progress;
} Export;

static GArray *
list_columns (const EtaKind *only)
{
  GArray *columns = g_array_new (FALSE, TRUE, sizeof (EtaColumn));

  g_array_set_size (columns, ID_COLUMN + 1);
  for (const EtaKind *const *kind = eta_kinds; *kind; kind++)
    if (only ? *kind == only : (*kind)->by_office)
      eta_header_add_columns (columns, *kind);
  return columns;
}

static char *
name_column (guint i, const EtaColumn *column, gboolean with_kind)
{
  if (!column->field)
    return g_strdup (i == ID_COLUMN ? ETA_HEADER_ID : ETA_HEADER_KIND);
  return eta_header_name (column->kind, column->field, column->language, with_kind);
}

static gboolean
add_header (Export *export, gboolean with_kind, GError **error)
{
  for (guint i = 0; i < export->columns->len; i++)
    g_ptr_array_add (export->cells,
                     name_column (i, &g_array_index (export->columns, EtaColumn, i), with_kind));
  return export->table->klass->add_row (export->table, (char **) export->cells->pdata, error);
}

static char *
describe (guint i, const EtaColumn *column, EtaRecord *record)
{
  if (!column->field)
    return g_strdup (i == ID_COLUMN ? eta_record_get_id (record)
                                    : eta_record_get_kind (record)->name);
  if (column->kind != eta_record_get_kind (record))
    return g_strdup ("");

  const EtaJson *value = eta_field_get (column->field, eta_record_get_doc (record));
  return eta_field_text (column->field,
                         column->language ? eta_json_member (value, column->language) : value);
}

static gboolean
add_record (EtaRecord *record, gpointer data, GError **error)
{
  Export *export = data;

  g_ptr_array_set_size (export->cells, 0);
  for (guint i = 0; i < export->columns->len; i++)
    g_ptr_array_add (export->cells,
                     describe (i, &g_array_index (export->columns, EtaColumn, i), record));
  eta_progress_step (export->progress);
  return export->table->klass->add_row (export->table, (char **) export->cells->pdata, error);
}

static const EtaField **
list_fields (GArray *columns)
{
  const EtaField **fields = g_new0 (const EtaField *, columns->len);

  for (guint i = 0; i < columns->len; i++)
    fields[i] = g_array_index (columns, EtaColumn, i).field;
  return fields;
}

/**
 * eta_export_sheet:
 * @what: which records, in which order
 * @path: replaced whole, or left as it was; XLSX when it ends so, else CSV
 * @progress: (nullable): records; what is done at the end is how many went out
 *
 * It holds personal data: for the office's own use. Holds one record at a time. Blocks, any thread.
 */
gboolean
eta_export_sheet (EtaStore *store, EtaSelection *what, const char *path, EtaProgress *progress,
                  GCancellable *cancellable, GError **error)
{
  const EtaKind *kind = eta_selection_get_kind (what);
  g_autoptr (GArray) columns = list_columns (kind);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree const EtaField **fields = list_fields (columns);
  g_autoptr (EtaTable) table = eta_table_new_for (path, kind ? _ (kind->plural) : NULL, error);
  Export export = { table, columns, cells, progress };
  gint64 total = table ? eta_selection_count (what, store, error) : -1;
  if (total < 0)
    return FALSE;

  eta_progress_begin (progress, total);
  table->fields = fields;
  table->n_columns = columns->len;
  return add_header (&export, kind == NULL, error) &&
         eta_selection_foreach (what, store, add_record, &export, cancellable, error) &&
         table->klass->close (table, error);
}
