/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-private.h"

#include "eta-attach.h"
#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* A folder of photos beside a spreadsheet: each goes to the product or business whose name begins its
 * own, or the name of the folder it lies in. They are taken into the vault two at a time, before the
 * catalogue is held for writing. */

#define THREADS 2
#define FILES_MAX 20000

typedef struct {
  char *path;
  char *name; /* to show: below the folder */
  int row; /* index into the rows; -1: fits none */
  EtaPhoto *photo;
  GError *error;
} File;

struct _EtaImportPhotos {
  GPtrArray *files;
};

typedef struct {
  EtaImport *import;
  GCancellable *cancellable;
} Work;

static void
file_free (gpointer data)
{
  File *file = data;

  g_free (file->path);
  g_free (file->name);
  g_clear_pointer (&file->photo, eta_photo_free);
  g_clear_error (&file->error);
  g_free (file);
}

void
eta_import_photos_free (EtaImportPhotos *photos)
{
  g_clear_pointer (&photos->files, g_ptr_array_unref);
  g_free (photos);
}

/* -- which files ---------------------------------------------------------------------------- */

static gboolean
is_picture (const char *name)
{
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_is_a (type, "image/*");
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(File *const *) a)->name, (*(File *const *) b)->name);
}

/* One level of folders below the chosen one: offices keep a folder a business. */
static gboolean
list_folder (GPtrArray *files, const char *folder, const char *below, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  if (!dir)
    return FALSE;

  const char *name;
  while ((name = g_dir_read_name (dir)) && files->len < FILES_MAX) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    if (!below && g_file_test (path, G_FILE_TEST_IS_DIR)) {
      if (!list_folder (files, path, name, error))
        return FALSE;
    } else if (is_picture (name)) {
      File *file = g_new0 (File, 1);
      file->path = g_steal_pointer (&path);
      file->name = below ? g_build_filename (below, name, NULL) : g_strdup (name);
      g_ptr_array_add (files, file);
    }
  }

  return TRUE;
}

/* -- which row ------------------------------------------------------------------------------ */

/* The rows' names, folded → index + 1 of the first row so called */
static GHashTable *
index_titles (EtaImport *self)
{
  GHashTable *titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->rows->len; i++) {
    const EtaImportRow *row = self->rows->pdata[i];
    gboolean stays = row->fate != ETA_IMPORT_REFUSE && row->fate != ETA_IMPORT_LEAVE;
    g_autofree char *folded = stays && row->title ? eta_text_fold (row->title) : NULL;
    if (folded && folded[0] && !g_hash_table_contains (titles, folded))
      g_hash_table_insert (titles, g_steal_pointer (&folded), GUINT_TO_POINTER (i + 1));
  }

  return titles;
}

/* The row with the longest name that begins @text, word by word */
static int
match (GHashTable *titles, const char *text)
{
  g_autofree char *folded = eta_text_fold (text);

  while (folded[0]) {
    guint found = GPOINTER_TO_UINT (g_hash_table_lookup (titles, folded));
    char *blank = strrchr (folded, ' ');
    if (found > 0)
      return (int) found - 1;
    if (!blank)
      break;
    *blank = '\0';
  }

  return -1;
}

static int
find_row (GHashTable *titles, const File *file)
{
  g_autofree char *base = g_path_get_basename (file->name);
  char *dot = strrchr (base, '.');
  if (dot)
    *dot = '\0';

  int row = match (titles, base);
  if (row >= 0 || !strchr (file->name, G_DIR_SEPARATOR))
    return row;
  g_autofree char *folder = g_path_get_dirname (file->name);
  return match (titles, folder);
}

/* All pictures of the folder, in order, each with its row. Returns NULL when it cannot be read. */
static GPtrArray *
match_files (EtaImport *self, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  if (!list_folder (files, self->photo_folder, NULL, error))
    return NULL;

  g_autoptr (GHashTable) titles = index_titles (self);
  g_ptr_array_sort (files, compare_files);
  for (guint i = 0; i < files->len; i++)
    ((File *) files->pdata[i])->row = find_row (titles, files->pdata[i]);
  return g_steal_pointer (&files);
}

/** eta_import_photos_count: how many files there are, and how many fit a row. Blocks. */
gboolean
eta_import_photos_count (EtaImport *self, GError **error)
{
  g_autoptr (GPtrArray) files = match_files (self, error);
  if (!files)
    return FALSE;

  self->photos_total = files->len;
  self->photos_found = 0;
  for (guint i = 0; i < files->len; i++)
    self->photos_found += ((File *) files->pdata[i])->row >= 0;
  return TRUE;
}

/* -- taking in ------------------------------------------------------------------------------ */

static void
take_file (gpointer data, gpointer user_data)
{
  File *file = data;
  Work *work = user_data;

  if (eta_attach_accepts_name (file->path, &file->error))
    file->photo =
        eta_vault_add_photo (work->import->vault, file->path, work->cancellable, &file->error);
  g_atomic_int_inc (&work->import->done);
}

static void
take_files (EtaImport *self, GPtrArray *files, GCancellable *cancellable)
{
  Work work = { self, cancellable };
  GThreadPool *pool = g_thread_pool_new (take_file, &work, THREADS, TRUE, NULL);

  g_atomic_int_set (&self->done, 0);
  g_atomic_int_set (&self->total, (int) files->len);
  for (guint i = 0; i < files->len; i++) {
    File *file = files->pdata[i];
    if (file->row >= 0)
      g_thread_pool_push (pool, file, NULL);
  }
  g_thread_pool_free (pool, FALSE, TRUE);
}

/**
 * eta_import_photos_load:
 *
 * Matches the files of the photo folder to the planned rows and takes them into the vault. Blocks.
 *
 * Returns: (transfer full) (nullable): %NULL when the folder cannot be read, or cancelled
 */
EtaImportPhotos *
eta_import_photos_load (EtaImport *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaImportPhotos) photos = g_new0 (EtaImportPhotos, 1);

  photos->files = match_files (self, error);
  if (!photos->files)
    return NULL;
  take_files (self, photos->files, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  return g_steal_pointer (&photos);
}

/* -- attaching ------------------------------------------------------------------------------ */

static void
fail (EtaImport *self, const File *file, const char *reason)
{
  g_ptr_array_add (self->photos_failed, eta_import_warning_new (0, file->name, reason));
}

/* "Kopi Soputan kemasan 2.jpg" shows the pack: the last word that is no number, if it is one of the
 * choices' names; else NULL. */
static char *
guess_subject (const File *file)
{
  const EtaField *photos = eta_kind_field (&eta_kind_product, "/photos");
  g_autofree char *base = g_path_get_basename (file->name);
  char *dot = strrchr (base, '.');
  if (dot)
    *dot = '\0';
  g_autofree char *folded = eta_text_fold (base);
  char *end = folded + strlen (folded);
  while (end > folded && (g_ascii_isdigit (end[-1]) || end[-1] == ' '))
    *--end = '\0';
  const char *blank = strrchr (folded, ' ');
  if (!blank)
    return NULL;

  eta_fields_foreach (field, photos->members) if (g_str_equal (field->path, "/subject"))
  {
    g_autoptr (EtaJson) value = eta_field_parse (field, blank + 1, NULL, NULL);
    if (eta_field_choice_label (field, eta_json_string (value)))
      return g_strdup (eta_json_string (value));
  }
  return NULL;
}

/* A photo that fails never costs its record. */
static gboolean
attach (EtaImport *self, const File *file, GError **error)
{
  const EtaImportRow *row = file->row >= 0 ? self->rows->pdata[file->row] : NULL;

  if (!row || !row->id) {
    fail (self, file, _ ("Its name begins with the name of no product or business of the list"));
    return TRUE;
  }
  if (!file->photo) {
    fail (self, file, file->error->message);
    return TRUE;
  }
  if (file->photo->like_card) {
    fail (self, file, _ ("It looks like an identity card. Add it by hand if it is none."));
    return TRUE;
  }

  g_autofree char *subject = guess_subject (file);
  g_autoptr (GError) failure = NULL;
  g_autofree char *key = eta_attach_photo_as (self->store, row->id, file->photo, subject, &failure);
  self->photos_added += key != NULL;
  if (!failure)
    return TRUE;
  if (failure->domain == ETA_STORE_ERROR) {
    fail (self, file, failure->message); /* the record has been deleted since */
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * eta_import_photos_attach:
 *
 * Gives the photos to the records, within the step of the import.
 */
gboolean
eta_import_photos_attach (EtaImportPhotos *photos, EtaImport *self, GError **error)
{
  self->photos_added = 0;
  g_ptr_array_set_size (self->photos_failed, 0);
  for (guint i = 0; i < photos->files->len; i++)
    if (!attach (self, photos->files->pdata[i], error) || !eta_store_give_way (self->store, error))
      return FALSE;

  return TRUE;
}
