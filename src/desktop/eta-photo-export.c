/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-export.h"

#include "eta-photos.h"

#include <glib/gi18n.h>

/*
 * Originals of photos, saved to a folder of the user's: in a thread, under the record's title, and never over
 * another file. Main thread.
 */

typedef struct {
  EtaVault *vault;
  char *folder;
  GPtrArray *photos; /* Photo */
  guint saved;
  guint copies; /* of them, whose original is at another office */
} Export;

typedef struct {
  char *sha256;
  char *original;
  char *stem;
} Photo;

static void
free_photo (gpointer data)
{
  Photo *photo = data;

  g_free (photo->sha256);
  g_free (photo->original);
  g_free (photo->stem);
  g_free (photo);
}

static void
free_export (gpointer data)
{
  Export *export = data;

  g_object_unref (export->vault);
  g_free (export->folder);
  g_ptr_array_unref (export->photos);
  g_free (export);
}

/* "Kopi Soputan 2": its place among the photos */
static Photo *
new_photo (EtaForm *form, const char *key, guint place)
{
  g_autofree char *pointer = eta_json_pointer_join ("/photos", key);
  const EtaJson *entry = eta_json_get (eta_form_get_doc (form), pointer);
  Photo *photo = g_new0 (Photo, 1);

  photo->sha256 = g_strdup (eta_json_get_string (entry, "/sha256"));
  photo->original = g_strdup (eta_json_get_string (entry, "/original"));
  photo->stem = g_strdup_printf ("%s %u", eta_record_get_title (eta_form_get_record (form)), place);
  return photo;
}

static GPtrArray *
list_photos (EtaForm *form, const char *key)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (eta_form_get_doc (form));
  GPtrArray *photos = g_ptr_array_new_with_free_func (free_photo);

  for (guint i = 0; i < keys->len; i++)
    if (!key || g_str_equal (key, g_ptr_array_index (keys, i)))
      g_ptr_array_add (photos, new_photo (form, g_ptr_array_index (keys, i), i + 1));
  return photos;
}

/* One that cannot be saved does not keep the others. */
static void
save_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Export *export = data;
  GError *first = NULL;

  for (guint i = 0; i < export->photos->len; i++) {
    const Photo *photo = g_ptr_array_index (export->photos, i);
    g_autoptr (GError) error = NULL;
    gboolean is_original = FALSE;
    g_autofree char *path =
        eta_vault_save_original (export->vault, photo->sha256, photo->original, export->folder,
                                 photo->stem, &is_original, &error);

    if (path) {
      export->saved++;
      export->copies += !is_original;
    } else if (!first) {
      first = g_steal_pointer (&error);
    }
  }
  if (first)
    g_task_return_error (task, first);
  else
    g_task_return_boolean (task, TRUE);
}

static char *
describe (const Export *export)
{
  g_autofree char *folder = g_filename_display_basename (export->folder);
  g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u photo saved in “%s”",
                                                         "%u photos saved in “%s”", export->saved),
                                            export->saved, folder);

  if (export->copies == 0)
    return g_steal_pointer (&words);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s; of %u the original is at another office",
                   "%s; of %u the originals are at another office", export->copies),
      words, export->copies);
}

/* A dialog leaves it to the window that it stands before. */
static void
tell (GtkWindow *window, const char *action, const char *words)
{
  while (window && !gtk_widget_activate_action (GTK_WIDGET (window), action, "s", words))
    window = gtk_window_get_transient_for (window);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWindow) window = data;
  const Export *export = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    words = describe (export);
  else
    words = g_strdup (error->message);
  tell (window, error ? "win.warn" : "win.say", words);
}

/**
 * eta_photo_export_to:
 * @key: (nullable): of a photo of the record; %NULL: all
 * @folder: on this computer
 * @window: which is told how it went
 */
void
eta_photo_export_to (EtaForm *form, const char *key, GFile *folder, GtkWindow *window)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, saved_cb, g_object_ref (window));
  Export *export = g_new0 (Export, 1);

  export->vault = g_object_ref (eta_form_get_vault (form));
  export->folder = g_file_get_path (folder);
  export->photos = list_photos (form, key);
  g_task_set_task_data (task, export, free_export);
  if (export->folder)
    g_task_run_in_thread (task, save_cb);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "%s",
                             _ ("This folder is not on this computer. Choose another"));
}

typedef struct {
  EtaForm *form;
  char *key;
  GtkWindow *window;
  GtkNativeDialog *chooser;
} Asking;

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer data)
{
  Asking *asking = data;

  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

    eta_photo_export_to (asking->form, asking->key, folder, asking->window);
  }
  g_object_unref (asking->form);
  g_free (asking->key);
  g_object_unref (asking->window);
  g_object_unref (asking->chooser);
  g_free (asking);
}

/**
 * eta_photo_export:
 * @key: (nullable): of a photo of the record; %NULL: all
 * @owner: a widget of the window that asks and is told
 */
void
eta_photo_export (EtaForm *form, const char *key, GtkWidget *owner)
{
  GtkRoot *root = gtk_widget_get_root (owner);
  Asking *asking;

  if (!GTK_IS_WINDOW (root))
    return;
  asking = g_new0 (Asking, 1);
  asking->form = g_object_ref (form);
  asking->key = g_strdup (key);
  asking->window = g_object_ref (GTK_WINDOW (root));
  asking->chooser = GTK_NATIVE_DIALOG (gtk_file_chooser_native_new (
      key ? _ ("Save the original in…") : _ ("Save all originals in…"), asking->window,
      GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Save"), NULL));
  gtk_native_dialog_set_modal (asking->chooser, TRUE);
  g_signal_connect (asking->chooser, "response", G_CALLBACK (chosen_cb), asking);
  gtk_native_dialog_show (asking->chooser);
}
