/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-preferences-data.h"

#include "eta-backup-job.h"
#include "eta-restore-dialog.h"
#include "eta-sync-corner.h"

#include <glib/gi18n.h>

/**
 * EtaPreferencesData:
 *
 * Where the catalogue lies, how large it is, and its backup: to a file, and back. Main thread; the
 * work is done in others.
 */
struct _EtaPreferencesData {
  AdwPreferencesPage parent_instance;

  /* Owned */
  EtaStore *store;
  EtaBackupJob *job; /* NULL: none is being made */
  GtkFileChooserNative *chooser;
  GCancellable *cancellable; /* of the measuring */

  /* Borrowed; NULL when it has gone */
  EtaWindow *window;

  /* Template */
  AdwActionRow *folder;
  AdwActionRow *size;
  AdwActionRow *back_up;
  GtkWidget *back_up_button;
  GtkWidget *progress_row;
  GtkProgressBar *progress;
  AdwActionRow *outcome;
  GtkImage *outcome_icon;
};

G_DEFINE_FINAL_TYPE (EtaPreferencesData, eta_preferences_data, ADW_TYPE_PREFERENCES_PAGE)

#define LAST_BACKUP "last-backup" /* unix seconds; a setting of the store */

static GtkWindow *
get_parent (EtaPreferencesData *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

static char *
dup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_filename_display_name (folder);
}

static void
open_folder_clicked_cb (EtaPreferencesData *self)
{
  g_autofree char *uri = g_filename_to_uri (eta_store_get_folder (self->store), NULL, NULL);

  if (uri)
    gtk_show_uri (get_parent (self), uri, GDK_CURRENT_TIME);
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPreferencesData) self = data;
  g_autofree char *size = NULL;
  guint64 bytes = 0, files = 0;

  if (!g_file_measure_disk_usage_finish (G_FILE (source), result, &bytes, NULL, &files, NULL))
    return;
  size = g_format_size (bytes);
  adw_action_row_set_subtitle (self->size, size);
}

static void
measure (EtaPreferencesData *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (eta_store_get_folder (self->store));

  g_file_measure_disk_usage_async (folder, G_FILE_MEASURE_NONE, G_PRIORITY_LOW, self->cancellable,
                                   NULL, NULL, measured_cb, g_object_ref (self));
}

static void
show_last (EtaPreferencesData *self)
{
  g_autofree char *last = eta_store_dup_setting (self->store, LAST_BACKUP);
  gint64 at = last ? g_ascii_strtoll (last, NULL, 10) : 0;
  g_autofree char *time = at > 0 ? eta_time_words (at) : NULL;
  /* Translators: time of the last backup */
  g_autofree char *words = time ? g_strdup_printf (_ ("Last made %s"), time) : NULL;

  adw_action_row_set_subtitle (self->back_up, words ? words : _ ("None was made yet"));
}

/* -- backing up ----------------------------------------------------------------------------- */

static void
show_outcome (EtaPreferencesData *self, gboolean good, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->outcome), title);
  adw_action_row_set_subtitle (self->outcome, subtitle);
  gtk_image_set_from_icon_name (self->outcome_icon,
                                good ? "emblem-ok-symbolic" : "dialog-warning-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), TRUE);
  /* Where the settings were closed meanwhile, the window says it. */
  if (self->window && !gtk_widget_get_visible (GTK_WIDGET (get_parent (self))))
    eta_window_say (self->window, title);
}

static gboolean
note_backup_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, g_get_real_time () / G_USEC_PER_SEC);

  return eta_store_put_setting (store, LAST_BACKUP, now, error);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPreferencesData) self = data;

  eta_store_run_finish (ETA_STORE (source), result, NULL);
  show_last (self);
}

static void
show_good (EtaPreferencesData *self, const EtaBackupFacts *facts)
{
  g_autofree char *file = g_path_get_basename (eta_backup_job_get_path (self->job));
  g_autofree char *name = g_filename_display_name (file);
  g_autofree char *folder = dup_folder (eta_backup_job_get_path (self->job));
  g_autofree char *size = g_format_size ((guint64) facts->bytes);
  g_autofree char *title = g_strdup_printf (_ ("“%s” is made, and was read back"), name);
  g_autofree char *subtitle = NULL;

  if (facts->left_out > 0)
    subtitle = g_strdup_printf (ngettext ("%s in %s. %d damaged photo is not in it.",
                                          "%s in %s. %d damaged photos are not in it.",
                                          (gulong) facts->left_out),
                                size, folder, (int) facts->left_out);
  else /* Translators: a size and a folder */
    subtitle = g_strdup_printf (_ ("%s in %s"), size, folder);
  show_outcome (self, facts->left_out == 0, title, subtitle);
  eta_store_run_async (self->store, note_backup_cb, NULL, NULL, NULL, noted_cb,
                       g_object_ref (self));
}

static void
done_cb (EtaPreferencesData *self)
{
  const EtaBackupFacts *facts = eta_backup_job_get_facts (self->job);
  const GError *error = eta_backup_job_get_error (self->job);

  gtk_widget_set_visible (self->progress_row, FALSE);
  gtk_widget_set_sensitive (self->back_up_button, TRUE);
  if (facts)
    show_good (self, facts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_outcome (self, FALSE, _ ("No backup was made"), error->message);
  g_clear_object (&self->job);
}

static void
progress_cb (EtaPreferencesData *self, double fraction)
{
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
cancel_clicked_cb (EtaPreferencesData *self)
{
  if (self->job)
    eta_backup_job_cancel (self->job);
}

/**
 * eta_preferences_data_back_up:
 *
 * Saves the catalogue to @path; nothing when a backup is being made.
 */
void
eta_preferences_data_back_up (EtaPreferencesData *self, const char *path)
{
  if (self->job)
    return;
  self->job = eta_backup_job_new_write (self->store, path);
  g_signal_connect_object (self->job, "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), FALSE);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_widget_set_visible (self->progress_row, TRUE);
  gtk_widget_set_sensitive (self->back_up_button, FALSE);
  eta_backup_job_start (self->job);
}

static void
chosen_cb (EtaPreferencesData *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (response == GTK_RESPONSE_ACCEPT && path)
    eta_preferences_data_back_up (self, path);
  else if (response == GTK_RESPONSE_ACCEPT)
    show_outcome (self, FALSE, _ ("No backup was made"),
                  _ ("Choose a place on this computer, a disk or a stick."));
}

/* "Sulawesi Utara 2026-11-25.etalase", whatever the office is called */
static char *
suggest_name (EtaPreferencesData *self)
{
  g_autofree char *office = eta_store_dup_setting (self->store, "office-name");
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");

  if (!office || !*office)
    return g_strdup_printf ("Etalase %s." ETA_BACKUP_ENDING, day);
  g_strdelimit (office, "/\\:*?\"<>|", '-');
  return g_strdup_printf ("%s %s." ETA_BACKUP_ENDING, office, day);
}

static void
back_up_clicked_cb (EtaPreferencesData *self)
{
  g_autofree char *name = suggest_name (self);

  self->chooser = gtk_file_chooser_native_new (_ ("Back up to a file"), get_parent (self),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Back up"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
restore_clicked_cb (EtaPreferencesData *self)
{
  eta_restore_dialog_choose (get_parent (self), NULL, FALSE, NULL, NULL);
}

/* -- object --------------------------------------------------------------------------------- */

static void
eta_preferences_data_dispose (GObject *object)
{
  EtaPreferencesData *self = ETA_PREFERENCES_DATA (object);

  if (self->job)
    eta_backup_job_cancel (self->job);
  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->window);
  g_clear_object (&self->job);
  g_clear_object (&self->chooser);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_preferences_data_parent_class)->dispose (object);
}

static void
eta_preferences_data_finalize (GObject *object)
{
  g_clear_object (&ETA_PREFERENCES_DATA (object)->cancellable);
  G_OBJECT_CLASS (eta_preferences_data_parent_class)->finalize (object);
}

static void
eta_preferences_data_class_init (EtaPreferencesDataClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_preferences_data_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_preferences_data_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-preferences-data.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, folder);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, size);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, back_up);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, back_up_button);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, progress_row);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, progress);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, outcome);
  gtk_widget_class_bind_template_child (widget_class, EtaPreferencesData, outcome_icon);
  gtk_widget_class_bind_template_callback (widget_class, open_folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_up_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
eta_preferences_data_init (EtaPreferencesData *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* Called once. */
void
eta_preferences_data_set_window (EtaPreferencesData *self, EtaWindow *window)
{
  g_autofree char *folder = NULL;

  g_set_weak_pointer (&self->window, window);
  g_object_get (window, "store", &self->store, NULL);
  folder = g_filename_display_name (eta_store_get_folder (self->store));
  adw_action_row_set_subtitle (self->folder, folder);
  show_last (self);
  measure (self);
}

gboolean
eta_preferences_data_is_busy (EtaPreferencesData *self)
{
  return self->job != NULL;
}
