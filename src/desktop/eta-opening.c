/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-opening.h"

/* What the thread is told, and what it brings back */
typedef struct {
  char *folder;
  EtaCatalogue *catalogue;
  char *province; /* NULL: open what is there */
  char *office_name;

  EtaStore *store;
  EtaVault *vault;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->catalogue);
  g_clear_object (&opening->store);
  g_clear_object (&opening->vault);
  g_free (opening->folder);
  g_free (opening->province);
  g_free (opening->office_name);
  g_free (opening);
}

/* Lists beside the built-in ones, given out by the centre, stand in the folder "lists". */
static gboolean
load_lists (Opening *opening, GError **error)
{
  g_autofree char *lists = g_build_filename (opening->folder, "lists", NULL);

  return !g_file_test (lists, G_FILE_TEST_IS_DIR) ||
         eta_catalogue_load (opening->catalogue, lists, error);
}

static const char *
find_country (Opening *opening)
{
  EtaCodes *regions = eta_catalogue_get_codes (opening->catalogue, "regions");
  const EtaCode *code = eta_codes_find (regions, opening->province);

  while (code && code->parent)
    code = eta_codes_find (regions, code->parent);
  return code ? code->code : NULL;
}

/* The province stands for the office until the pairing says what the centre calls it. */
static gboolean
create (Opening *opening, GError **error)
{
  if (g_mkdir_with_parents (opening->folder, 0700) < 0) {
    int code = errno;

    g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (code), g_strerror (code));
    return FALSE;
  }
  opening->store = eta_store_create (opening->folder, opening->province, opening->catalogue, error);
  return opening->store &&
         eta_store_put_setting (opening->store, "province", opening->province, error) &&
         eta_store_put_setting (opening->store, "country", find_country (opening), error) &&
         eta_store_put_setting (opening->store, "office-name", opening->office_name, error);
}

static gboolean
open_vault (Opening *opening, GError **error)
{
  g_autofree char *photos = eta_store_dup_photo_folder (opening->store);

  opening->vault = eta_vault_new (photos, error);
  return opening->vault != NULL;
}

static gboolean
open_store (Opening *opening, GError **error)
{
  opening->store = eta_store_open (opening->folder, opening->catalogue, error);
  return opening->store != NULL;
}

static void
run_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Opening *opening = task_data;
  GError *error = NULL;
  gboolean good = load_lists (opening, &error) &&
                  (opening->province ? create (opening, &error) : open_store (opening, &error)) &&
                  open_vault (opening, &error);

  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
run (const char *folder, EtaCatalogue *catalogue, const char *province, const char *office_name,
     GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);
  Opening *opening = g_new0 (Opening, 1);

  opening->folder = g_strdup (folder);
  opening->catalogue = g_object_ref (catalogue);
  opening->province = g_strdup (province);
  opening->office_name = g_strdup (office_name);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, opening, free_opening);
  g_task_run_in_thread (task, run_cb);
}

/**
 * eta_opening_open_async:
 * @catalogue: not to be used by anybody else until it has finished
 *
 * Opens the catalogue in @folder. Fails with %ETA_STORE_ERROR_NO_STORE where there is none.
 */
void
eta_opening_open_async (const char *folder, EtaCatalogue *catalogue, GAsyncReadyCallback callback,
                        gpointer data)
{
  run (folder, catalogue, NULL, NULL, callback, data);
}

/**
 * eta_opening_create_async:
 * @province: code of the list of regions
 * @office_name: may be empty
 *
 * Makes a new catalogue in @folder, and the folder where it lacks.
 */
void
eta_opening_create_async (const char *folder, EtaCatalogue *catalogue, const char *province,
                          const char *office_name, GAsyncReadyCallback callback, gpointer data)
{
  run (folder, catalogue, province, office_name, callback, data);
}

/**
 * eta_opening_finish:
 * @store: (out) (transfer full)
 * @vault: (out) (transfer full)
 */
gboolean
eta_opening_finish (GAsyncResult *result, EtaStore **store, EtaVault **vault, GError **error)
{
  Opening *opening = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  *store = g_steal_pointer (&opening->store);
  *vault = g_steal_pointer (&opening->vault);
  return TRUE;
}
