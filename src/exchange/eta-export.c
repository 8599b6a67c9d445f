/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-export.h"

#include "eta-csv.h"
#include "eta-header.h"

#include <string.h>

/* The catalogue as CSV, made so that importing it again changes nothing: a column an editable field,
 * and the id of each record. */

typedef struct {
  EtaStore *store;
  GString *out;
  GArray *columns; /* EtaColumn */
  guint rows;
} Export;

#define RISKY "=+-@\t\r"

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
append_cell (GString *out, const char *text, char end)
{
  g_autofree char *safe = wants_guard (text) ? g_strconcat ("'", text, NULL) : g_strdup (text);

  eta_csv_write_cell (out, safe, ',');
  g_string_append (out, end == ',' ? "," : "\r\n");
}

static void
add_columns (GArray *columns, const EtaKind *kind)
{
  eta_kind_foreach (field, kind)
  {
    if (!eta_header_takes (field))
      continue;
    gboolean locale = (field->flags & ETA_FIELD_LOCALE) != 0;
    for (guint i = 0; locale && eta_languages[i]; i++) {
      EtaColumn column = { field, kind, eta_languages[i] };
      g_array_append_val (columns, column);
    }
    EtaColumn column = { field, kind, NULL };
    if (!locale)
      g_array_append_val (columns, column);
  }
}

static GArray *
list_columns (const EtaQuery *query)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (EtaColumn));

  for (const EtaKind *const *kind = eta_kinds; *kind; kind++)
    if (query->kind ? *kind == query->kind : (*kind)->by_office)
      add_columns (columns, *kind);

  return columns;
}

static void
append_header (Export *export, gboolean with_kind)
{
  append_cell (export->out, ETA_HEADER_KIND, ',');
  append_cell (export->out, ETA_HEADER_ID, ',');
  for (guint i = 0; i < export->columns->len; i++) {
    const EtaColumn *column = &g_array_index (export->columns, EtaColumn, i);
    g_autofree char *name =
        eta_header_name (column->kind, column->field, column->language, with_kind);
    append_cell (export->out, name, i + 1 < export->columns->len ? ',' : '\n');
  }
}

static char *
describe (const EtaColumn *column, const EtaJson *doc)
{
  const EtaJson *value = eta_field_get (column->field, doc);

  return eta_field_text (column->field,
                         column->language ? eta_json_member (value, column->language) : value);
}

static gboolean
append_row (EtaRow *row, gpointer data, GError **error)
{
  Export *export = data;
  const EtaKind *kind = eta_row_get_kind (row);
  g_autoptr (EtaRecord) record = eta_store_get (export->store, eta_row_get_id (row), error);
  if (!record)
    return FALSE;
  if (!kind->by_office)
    return TRUE;

  append_cell (export->out, kind->name, ',');
  append_cell (export->out, eta_row_get_id (row), ',');
  for (guint i = 0; i < export->columns->len; i++) {
    const EtaColumn *column = &g_array_index (export->columns, EtaColumn, i);
    g_autofree char *text =
        column->kind == kind ? describe (column, eta_record_get_doc (record)) : NULL;
    append_cell (export->out, text ? text : "", i + 1 < export->columns->len ? ',' : '\n');
  }
  export->rows++;

  return TRUE;
}

/**
 * eta_export_csv:
 * @query: which records, in which order
 * @path: replaced whole, or left as it was
 * @rows: (out) (optional): how many
 *
 * Writes UTF-8 with a mark, since Excel takes it for something else without. It holds personal data:
 * for the office's own use. Blocks, any thread.
 */
gboolean
eta_export_csv (EtaStore *store, const EtaQuery *query, const char *path, guint *rows,
                GError **error)
{
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");
  g_autoptr (GArray) columns = list_columns (query);
  Export export = { store, out, columns, 0 };

  append_header (&export, query->kind == NULL);
  if (!eta_store_each_row (store, query, append_row, &export, error))
    return FALSE;
  if (rows)
    *rows = export.rows;

  return g_file_set_contents_full (path, out->str, (gssize) out->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
