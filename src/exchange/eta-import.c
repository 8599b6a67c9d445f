/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-private.h"

#include "eta-label.h"
#include "eta-profile.h"

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

/* -- what the file is ----------------------------------------------------------------------- */

static EtaSheet *
load_sheet (EtaImport *self, int tab, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaSheet) sheet = eta_sheet_load_tab (self->path, tab, cancellable, error);
  int last = sheet && tab < 0 ? eta_profile_find_tab (self->store, sheet) : -1;

  if (last < 0 || last == eta_sheet_get_tab (sheet))
    return g_steal_pointer (&sheet);
  return eta_sheet_load_tab (self->path, last, cancellable, error);
}

/**
 * eta_import_open:
 * @tab: which sheet of a book; -1: the one that was imported last time, else the first with a list
 *
 * Reads the file, and finds its header: as it was kept, else by its words. When there is none, that is
 * no error here: eta_import_get_header() is %NULL then, and eta_import_read_header() gives it one.
 * Blocks, any thread.
 */
gboolean
eta_import_open (EtaImport *self, int tab, GCancellable *cancellable, GError **error)
{
  EtaSheet *sheet = load_sheet (self, tab, cancellable, error);
  if (!sheet)
    return FALSE;
  if (tab < 0 && eta_sheet_get_n_rows (sheet) == 0) {
    eta_sheet_free (sheet);
    g_set_error_literal (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST, _ ("The file is empty."));
    return FALSE;
  }

  g_clear_pointer (&self->sheet, eta_sheet_free);
  g_clear_pointer (&self->header, eta_header_free);
  g_clear_pointer (&self->kept_on, g_free);
  g_hash_table_remove_all (self->left);
  self->sheet = sheet;
  self->header = eta_profile_find (self->store, sheet, &self->kept_on);
  if (!self->header)
    self->header = eta_header_find (sheet, NULL);
  eta_import_recall_mended (self);
  return TRUE;
}

/**
 * eta_import_read_header:
 * @row: of the sheet
 * @kind: (nullable): %NULL: as the row's words say
 *
 * Takes that row for the header, whatever was found or kept.
 */
void
eta_import_read_header (EtaImport *self, guint row, const EtaKind *kind)
{
  g_clear_pointer (&self->kept_on, g_free);
  g_clear_pointer (&self->header, eta_header_free);
  self->header = eta_header_read (self->sheet, row, kind);
}

/** eta_import_keep_columns: next time a list with this header is read as this one. Blocks, any thread. */
gboolean
eta_import_keep_columns (EtaImport *self, GError **error)
{
  return eta_profile_keep (self->store, self->sheet, self->header, error);
}

static gboolean
load (EtaImport *self, GCancellable *cancellable, GError **error)
{
  if (!self->sheet && !eta_import_open (self, -1, cancellable, error))
    return FALSE;
  if (!self->header)
    self->header = eta_header_find (self->sheet, error); /* for its words on what is not there */
  if (!self->header)
    return FALSE;
  if (!eta_header_names_things (self->header)) {
    g_set_error_literal (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST,
                         _ ("No column says what the business or the product is called."));
    return FALSE;
  }

  g_ptr_array_set_size (self->columns, 0);
  for (guint i = 0; i < self->header->columns->len; i++)
    g_ptr_array_add (self->columns, eta_header_dup_pointer (self->header, i));
  return TRUE;
}

/* @by: 1, or -1: another takes its place */
void
eta_import_count_row (EtaImport *self, const EtaImportRow *row, int by)
{
  self->counts[row->fate] += (guint) by;
  if (eta_import_row_is_doubtful (row))
    self->doubtful += (guint) by;
}

static void
count_rows (EtaImport *self)
{
  memset (self->counts, 0, sizeof self->counts);
  self->doubtful = 0;
  for (guint i = 0; i < self->rows->len; i++)
    eta_import_count_row (self, self->rows->pdata[i], 1);
}

/* Takes every row, once planning and once writing: the same decisions both times. Who still looks at the
 * rows of before keeps them. */
static gboolean
take_rows (EtaImport *self, gboolean write, GCancellable *cancellable, GError **error)
{
  guint n = eta_sheet_get_n_rows (self->sheet), first = self->header->row + 1;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_full (n - first, eta_import_row_free);

  g_hash_table_remove_all (self->seen);
  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, (int) (n - first));
  for (guint i = first; i < n; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    EtaImportRow *row = eta_import_take_row (self, i, write, error);
    if (!row)
      return FALSE;
    g_ptr_array_add (rows, row);
    if (write && !eta_store_give_way (self->store, error))
      return FALSE;
    g_atomic_int_set (&self->done, (int) (i - first + 1));
  }

  g_ptr_array_unref (self->rows);
  self->rows = g_steal_pointer (&rows);
  count_rows (self);
  return TRUE;
}

/* -- what becomes of it --------------------------------------------------------------------- */

/**
 * eta_import_plan:
 *
 * Says what each row will become, and how many photos fit one. Changes nothing. Blocks, any thread.
 */
gboolean
eta_import_plan (EtaImport *self, GCancellable *cancellable, GError **error)
{
  return load (self, cancellable, error) && take_rows (self, FALSE, cancellable, error) &&
         (!self->photo_folder || eta_import_photos_count (self, error));
}

static gboolean
write_all (EtaImport *self, EtaImportPhotos *photos, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  g_autofree char *label =
      eta_label_pack (eta_label_new (N_ ("Import of %s"), eta_json_new_string (name), NULL));
  if (!eta_store_begin (self->store, label, error))
    return FALSE;

  gboolean good = take_rows (self, TRUE, cancellable, error) &&
                  (!photos || eta_import_photos_attach (photos, self, error)) &&
                  eta_import_forget_mended (self, error);
  if (good)
    return eta_store_commit (self->store, error);

  eta_store_give_up (self->store, error);
  return FALSE;
}

/**
 * eta_import_run:
 *
 * Brings the rows into the catalogue as one step that can be undone, in which others' changes come
 * between. When it is cancelled, or undone while it runs, nothing of it stays; when the disk is full, what
 * can't be taken back either, and the error says so. When the program is killed, what is in the catalogue
 * can be undone, or the list imported again: the same rows change nothing. Photos are taken into the vault
 * before. Blocks, any thread.
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

/** eta_import_count: Returns: how many rows; they are counted once, for there may be very many */
guint
eta_import_count (EtaImport *self, EtaImportFate fate)
{
  return self->counts[fate];
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

/** eta_import_row_is_doubtful: Returns: whether it wants a look: it is refused, or has a warning */
gboolean
eta_import_row_is_doubtful (const EtaImportRow *row)
{
  return row->fate == ETA_IMPORT_REFUSE ||
         (row->fate != ETA_IMPORT_LEAVE && row->warnings->len > 0);
}

guint
eta_import_count_doubtful (EtaImport *self)
{
  return self->doubtful;
}

const char *
eta_import_get_path (EtaImport *self)
{
  return self->path;
}

EtaSheet *
eta_import_get_sheet (EtaImport *self)
{
  return self->sheet;
}

EtaHeader *
eta_import_get_header (EtaImport *self)
{
  return self->header;
}

const char *
eta_import_get_kept_on (EtaImport *self)
{
  return self->kept_on;
}

/** eta_import_set_photo_folder: @photo_folder: (nullable): takes effect with the next plan */
void
eta_import_set_photo_folder (EtaImport *self, const char *photo_folder)
{
  g_free (self->photo_folder);
  self->photo_folder = g_strdup (photo_folder);
}

const char *
eta_import_get_photo_folder (EtaImport *self)
{
  return self->photo_folder;
}

guint
eta_import_get_photos_found (EtaImport *self)
{
  return self->photos_found;
}

guint
eta_import_get_photos_total (EtaImport *self)
{
  return self->photos_total;
}

/* -- object --------------------------------------------------------------------------------- */

static void
free_seen (gpointer data)
{
  g_free (((EtaSeen *) data)->id);
  g_free (data);
}

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
  g_hash_table_unref (self->left);
  g_free (self->kept_on);
  g_free (self->mended_key);
  eta_json_free (self->mended);

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
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_seen);
  self->left = g_hash_table_new (NULL, NULL);
  self->mended = eta_json_new_object ();
}
