/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-private.h"

#include "eta-csv.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_FINAL_TYPE (EtaImport, eta_import, G_TYPE_OBJECT)

EtaImportWarning *
eta_import_warning_new (guint row, const char *field, const char *reason)
{
  EtaImportWarning *warning = g_new0 (EtaImportWarning, 1);

  warning->row = row;
  warning->field = g_strdup (field);
  warning->reason = g_strdup (reason);
  return warning;
}

void
eta_import_warning_free (gpointer data)
{
  EtaImportWarning *warning = data;

  g_free (warning->field);
  g_free (warning->reason);
  g_free (warning);
}

void
eta_import_row_free (gpointer data)
{
  EtaImportRow *row = data;

  g_free (row->title);
  g_free (row->id);
  g_free (row->reason);
  g_clear_pointer (&row->warnings, g_ptr_array_unref);
  g_free (row);
}

/**
 * eta_import_new:
 * @path: the spreadsheet
 * @photo_folder: (nullable): photos named after the products and businesses
 */
EtaImport *
eta_import_new (EtaStore *store, EtaVault *vault, const char *path, const char *photo_folder)
{
  EtaImport *self = g_object_new (ETA_TYPE_IMPORT, NULL);

  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  self->path = g_strdup (path);
  self->photo_folder = g_strdup (photo_folder);
  return self;
}

static gboolean
load (EtaImport *self, GCancellable *cancellable, GError **error)
{
  if (self->header)
    return TRUE;
  if (!self->sheet)
    self->sheet = eta_sheet_load (self->path, cancellable, error);
  if (self->sheet)
    self->header = eta_header_find (self->sheet, error);
  if (!self->header)
    return FALSE;

  for (guint i = 0; i < self->header->columns->len; i++) {
    const EtaColumn *column = eta_header_get (self->header, i);
    char *pointer = !column->field ? NULL
                    : !column->language
                        ? g_strdup (column->field->path)
                        : g_strconcat (column->field->path, "/", column->language, NULL);
    g_ptr_array_add (self->columns, pointer);
  }
  return TRUE;
}

/* Takes every row, once planning and once writing: the same decisions both times. */
static gboolean
take_rows (EtaImport *self, gboolean write, GCancellable *cancellable, GError **error)
{
  guint n = eta_sheet_get_n_rows (self->sheet), first = self->header->row + 1;

  g_ptr_array_set_size (self->rows, 0);
  g_hash_table_remove_all (self->seen);
  g_atomic_int_set (&self->total, (int) (n - first));
  for (guint i = first; i < n; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    EtaImportRow *row = eta_import_take_row (self, i, write, error);
    if (!row)
      return FALSE;
    g_ptr_array_add (self->rows, row);
    g_atomic_int_set (&self->done, (int) (i - first + 1));
  }

  return TRUE;
}

/**
 * eta_import_plan:
 *
 * Says what each row will become. Changes nothing. Blocks, any thread.
 */
gboolean
eta_import_plan (EtaImport *self, GCancellable *cancellable, GError **error)
{
  return load (self, cancellable, error) && take_rows (self, FALSE, cancellable, error);
}

static gboolean
write_all (EtaImport *self, EtaImportPhotos *photos, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *label = g_strdup_printf (_ ("Import of %s"), name);
  if (!eta_store_begin (self->store, label, error))
    return FALSE;

  gboolean good = take_rows (self, TRUE, cancellable, error) &&
                  (!photos || eta_import_photos_attach (photos, self, error));
  if (good)
    return eta_store_commit (self->store, error);

  eta_store_rollback (self->store);
  return FALSE;
}

/**
 * eta_import_run:
 *
 * Brings the rows into the catalogue as one step that can be undone: all of it, or nothing when it is
 * cancelled or the disk is full. Photos are taken into the vault before, so that the catalogue is held
 * for the writing alone. Blocks, any thread.
 */
gboolean
eta_import_run (EtaImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaImportPhotos) photos = NULL;
  gint64 before = eta_store_last_step (self->store);

  if (!load (self, cancellable, error))
    return FALSE;
  if (self->photo_folder) {
    if (!take_rows (self, FALSE, cancellable, error))
      return FALSE;
    photos = eta_import_photos_load (self, cancellable, error);
    if (!photos)
      return FALSE;
  }
  if (!write_all (self, photos, cancellable, error))
    return FALSE;

  gint64 after = eta_store_last_step (self->store);
  self->step = after != before ? after : 0;
  return TRUE;
}

GPtrArray *
eta_import_get_rows (EtaImport *self)
{
  return self->rows;
}

guint
eta_import_count (EtaImport *self, EtaImportFate fate)
{
  guint n = 0;

  for (guint i = 0; i < self->rows->len; i++)
    n += ((EtaImportRow *) self->rows->pdata[i])->fate == fate;
  return n;
}

GPtrArray *
eta_import_get_columns (EtaImport *self)
{
  return self->columns;
}

gint64
eta_import_get_step (EtaImport *self)
{
  return self->step;
}

guint
eta_import_get_photos_added (EtaImport *self)
{
  return self->photos_added;
}

GPtrArray *
eta_import_get_photos_failed (EtaImport *self)
{
  return self->photos_failed;
}

void
eta_import_get_progress (EtaImport *self, guint *done, guint *total)
{
  *done = (guint) g_atomic_int_get (&self->done);
  *total = (guint) g_atomic_int_get (&self->total);
}

/* -- report --------------------------------------------------------------------------------- */

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

static void
append_row (EtaImport *self, GString *out, guint index, const char *reason)
{
  guint n = 0;
  char **cells = eta_sheet_get_row (self->sheet, index, &n);

  for (guint i = 0; i < MAX (n, self->header->columns->len); i++) {
    eta_csv_write_cell (out, i < n ? cells[i] : "", ',');
    g_string_append_c (out, ',');
  }
  eta_csv_write_cell (out, reason, ',');
  g_string_append (out, "\r\n");
}

/**
 * eta_import_save_refused:
 *
 * Writes the refused rows as they were, each with its reason in a last column, to be mended and
 * imported again. Blocks, any thread.
 */
gboolean
eta_import_save_refused (EtaImport *self, const char *path, GError **error)
{
  g_autoptr (GString) out = g_string_new ("\xef\xbb\xbf");

  append_row (self, out, self->header->row, _ ("Reason"));
  for (guint i = 0; i < self->rows->len; i++) {
    const EtaImportRow *row = self->rows->pdata[i];
    if (row->fate == ETA_IMPORT_REFUSE)
      append_row (self, out, self->header->row + 1 + i, row->reason);
  }

  return g_file_set_contents_full (path, out->str, (gssize) out->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

/* -- object --------------------------------------------------------------------------------- */

static void
eta_import_finalize (GObject *object)
{
  EtaImport *self = ETA_IMPORT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->vault);
  g_free (self->path);
  g_free (self->photo_folder);
  g_clear_pointer (&self->sheet, eta_sheet_free);
  g_clear_pointer (&self->header, eta_header_free);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->columns);
  g_ptr_array_unref (self->photos_failed);
  g_hash_table_unref (self->seen);

  G_OBJECT_CLASS (eta_import_parent_class)->finalize (object);
}

static void
eta_import_class_init (EtaImportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_import_finalize;
}

static void
eta_import_init (EtaImport *self)
{
  self->rows = g_ptr_array_new_with_free_func (eta_import_row_free);
  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->photos_failed = g_ptr_array_new_with_free_func (eta_import_warning_free);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
