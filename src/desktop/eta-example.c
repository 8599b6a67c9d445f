/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-example.h"

#include "eta-import.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

/*
 * "Try it with an example": the demo's spreadsheets and drawn pictures, brought in as an office would
 * bring in its own. It comes in the background, sheet after sheet, while the window is already there.
 */

typedef struct {
  EtaStore *store;
  EtaVault *vault;
} Example;

/* In the order in which they need each other */
static const struct {
  const char *file;
  const char *photos;
} sheets[] = {
  { "usaha.csv", "usaha" },
  { "produk.csv", "produk" },
};

static void
free_example (gpointer data)
{
  Example *example = data;

  g_object_unref (example->store);
  g_object_unref (example->vault);
  g_free (example);
}

static char *
dup_demo_folder (void)
{
  const char *data = g_getenv ("ETALASE_DATADIR"); /* set by ./dev: not installed yet */

  return g_build_filename (data ? data : PKGDATADIR, "demo", NULL);
}

static char *
dup_draw_program (void)
{
  const char *build = g_getenv ("ETALASE_BUILD");

  return build ? g_build_filename (build, "tests", "demo", "draw-demo", NULL)
               : g_build_filename (PKGLIBEXECDIR, "draw-demo", NULL);
}

/* Without pictures the example is poorer, but an example still: what keeps them away is no error. */
static gboolean
draw_pictures (const char *folder, GCancellable *cancellable)
{
  g_autofree char *program = dup_draw_program ();
  g_autoptr (GSubprocess) drawing =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, NULL,
                        program, folder, NULL);

  if (!drawing)
    return FALSE;
  if (g_subprocess_wait_check (drawing, cancellable, NULL))
    return TRUE;
  g_subprocess_force_exit (drawing);
  return FALSE;
}

static gboolean
bring_in (Example *example, guint index, const char *pictures, GCancellable *cancellable,
          GError **error)
{
  g_autofree char *demo = dup_demo_folder ();
  g_autofree char *file = g_build_filename (demo, sheets[index].file, NULL);
  g_autofree char *photos =
      pictures ? g_build_filename (pictures, sheets[index].photos, NULL) : NULL;
  g_autoptr (EtaImport) import = eta_import_new (example->store, example->vault, file, photos);

  return eta_import_plan (import, cancellable, error) &&
         eta_import_run (import, cancellable, error);
}

/* Once it is whole, what the user changes or deletes in it stays so. */
static gboolean
is_whole (EtaStore *store)
{
  g_autofree char *state = eta_store_dup_setting (store, "example");

  return g_strcmp0 (state, "whole") == 0;
}

static void
remove_pictures (const char *folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++) {
    g_autofree char *path = g_build_filename (folder, sheets[i].photos, NULL);
    g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name (dir))) {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
    g_rmdir (path);
  }
  g_rmdir (folder);
}

/* In a thread of GTask's pool. The texts come first, so that there is something to look at while the
 * pictures are drawn; bringing the same sheet in again adds what is new and changes nothing else. */
static void
fill_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Example *example = task_data;
  g_autofree char *pictures = NULL;
  GError *error = NULL;
  gboolean good = TRUE;

  if (is_whole (example->store)) {
    g_task_return_boolean (task, TRUE);
    return;
  }
  pictures = g_dir_make_tmp ("etalase-example-XXXXXX", NULL);
  for (guint i = 0; good && i < G_N_ELEMENTS (sheets); i++)
    good = bring_in (example, i, NULL, cancellable, &error);
  if (good && pictures && draw_pictures (pictures, cancellable)) {
    for (guint i = 0; good && i < G_N_ELEMENTS (sheets); i++)
      good = bring_in (example, i, pictures, cancellable, &error);
  }
  if (pictures)
    remove_pictures (pictures);
  good = good && eta_store_put_setting (example->store, "example", "whole", &error);
  if (good)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * eta_example_fill_async:
 * @store: of the example; one that is whole already is left alone
 *
 * Brings the demo's businesses, products and pictures in, or what was left of them when the program
 * ended half-way.
 */
void
eta_example_fill_async (EtaStore *store, EtaVault *vault, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Example *example = g_new0 (Example, 1);

  example->store = g_object_ref (store);
  example->vault = g_object_ref (vault);
  g_task_set_source_tag (task, eta_example_fill_async);
  g_task_set_task_data (task, example, free_example);
  g_task_run_in_thread (task, fill_cb);
}

gboolean
eta_example_fill_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
