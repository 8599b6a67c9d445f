/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-restore-dialog.h"

#include "eta-backup-job.h"
#include "eta-handbook.h"
#include "eta-office-list.h"

#include <glib/gi18n.h>

/**
 * EtaRestoreDialog:
 *
 * A backup becomes a catalogue: what the file is, where it goes, the progress, and how it went. Nothing
 * is written over. Main thread; the work is done in another.
 */
struct _EtaRestoreDialog {
  AdwWindow parent_instance;

  /* Owned */
  char *path;
  char *folder;
  gboolean replace; /* what stands in the folder is moved beside it */
  EtaBackupJob *job;

  /* Template */
  GtkStack *pages;
  AdwStatusPage *ask;
  GtkLabel *where;
  GtkWidget *restore;
  GtkProgressBar *progress;
  AdwStatusPage *done;
  GtkWidget *open;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (EtaRestoreDialog, eta_restore_dialog, ADW_TYPE_WINDOW)

enum { RESTORED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
show_page (EtaRestoreDialog *self, const char *name, GtkWidget *focus)
{
  gtk_stack_set_visible_child_name (self->pages, name);
  if (focus) {
    gtk_window_set_default_widget (GTK_WINDOW (self), focus);
    gtk_widget_grab_focus (focus);
  }
}

/* A status page takes markup. */
static void
describe (AdwStatusPage *page, const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words, -1);

  adw_status_page_set_description (page, escaped);
}

static void
fail (EtaRestoreDialog *self, const GError *error)
{
  describe (self->failed, error->message);
  show_page (self, "failed", NULL);
}

/* -- what it is ----------------------------------------------------------------------------- */

static char *
dup_when (const EtaBackupFacts *facts)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (facts->created, NULL);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  /* Translators: a date and time, as strftime; 23 November 2026, 09:14 */
  return local ? g_date_time_format (local, C_ ("date and time", "%-d %B %Y, %H:%M"))
               : g_strdup (facts->created);
}

static void
show_facts (EtaRestoreDialog *self, const EtaBackupFacts *facts)
{
  g_autofree char *when = dup_when (facts);
  g_autofree char *size = g_format_size ((guint64) facts->bytes);
  g_autofree char *records = g_strdup_printf (
      ngettext ("%d record", "%d records", (gulong) facts->records), (int) facts->records);
  g_autofree char *words = NULL;

  /* Translators: a date, "%d records", a size */
  words = g_strdup_printf (_ ("Made %s\n%s, %s with photos"), when, records, size);
  adw_status_page_set_title (self->ask, *facts->office_name ? facts->office_name : facts->office);
  describe (self->ask, words);
}

static void
show_where (EtaRestoreDialog *self)
{
  g_autofree char *folder = g_filename_display_name (self->folder);
  g_autofree char *words = NULL;

  if (self->replace)
    words = g_strdup_printf (_ ("It takes the place of “%s”. What stands there now is moved beside "
                                "it, not deleted."),
                             folder);
  else
    words = g_strdup_printf (_ ("It becomes a catalogue of its own in “%s”. Nothing that you have "
                                "is changed."),
                             folder);
  gtk_label_set_label (self->where, words);
}

/* In a thread of GTask's pool: a stick may be slow */
static void
look_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EtaBackupFacts *facts = eta_backup_look (data, &error);

  if (facts)
    g_task_return_pointer (task, facts, (GDestroyNotify) eta_backup_facts_free);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaRestoreDialog *self = ETA_RESTORE_DIALOG (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaBackupFacts) facts = g_task_propagate_pointer (G_TASK (result), &error);

  if (!facts) {
    fail (self, error);
    return;
  }
  show_facts (self, facts);
  show_where (self);
  show_page (self, "ask", self->restore);
}

/**
 * eta_restore_dialog_take_file:
 *
 * Looks at the backup @path and asks whether it is the right one.
 */
void
eta_restore_dialog_take_file (EtaRestoreDialog *self, const char *path)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, looked_cb, NULL);

  self->path = g_strdup (path);
  g_task_set_source_tag (task, eta_restore_dialog_take_file);
  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, look_cb);
}

/* -- restoring ------------------------------------------------------------------------------ */

static void
show_done (EtaRestoreDialog *self)
{
  const EtaBackupFacts *facts = eta_backup_job_get_facts (self->job);
  const char *aside = eta_backup_job_get_aside (self->job);
  g_autoptr (GString) words = g_string_new (
      _ ("It is an older copy: with the next sync, the centre's newer texts come to it, and what "
         "only it has goes to the centre. If the centre asks for it, pair it again."));

  if (facts->left_out > 0)
    g_string_append_printf (words, "\n\n%s",
                            _ ("Some photos were damaged when it was made and are not in it."));
  if (aside) {
    g_autofree char *old = g_filename_display_name (aside);

    g_string_append (words, "\n\n");
    g_string_append_printf (words, _ ("What stood there before is in “%s”."), old);
  }
  describe (self->done, words->str);
  show_page (self, "done", self->open);
}

static void
done_cb (EtaRestoreDialog *self)
{
  const GError *error = eta_backup_job_get_error (self->job);

  if (eta_backup_job_get_facts (self->job))
    show_done (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_window_destroy (GTK_WINDOW (self));
  else
    fail (self, error);
}

static void
progress_cb (EtaRestoreDialog *self, double fraction)
{
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

static void
restore_clicked_cb (EtaRestoreDialog *self)
{
  self->job = eta_backup_job_new_restore (self->path, self->folder, self->replace);
  g_signal_connect_object (self->job, "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->job, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  show_page (self, "busy", NULL);
  eta_backup_job_start (self->job);
}

static void
open_clicked_cb (EtaRestoreDialog *self)
{
  g_autofree char *folder = g_strdup (self->folder);

  g_signal_emit (self, signals[RESTORED], 0, folder);
  gtk_window_close (GTK_WINDOW (self));
}

/* While it works, closing is cancelling; the window goes when the work has ended. */
static gboolean
eta_restore_dialog_close_request (GtkWindow *window)
{
  EtaRestoreDialog *self = ETA_RESTORE_DIALOG (window);

  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "busy") != 0)
    return GTK_WINDOW_CLASS (eta_restore_dialog_parent_class)->close_request (window);
  eta_backup_job_cancel (self->job);
  return TRUE;
}

/* -- object --------------------------------------------------------------------------------- */

static void
eta_restore_dialog_dispose (GObject *object)
{
  EtaRestoreDialog *self = ETA_RESTORE_DIALOG (object);

  if (self->job)
    eta_backup_job_cancel (self->job);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (eta_restore_dialog_parent_class)->dispose (object);
}

static void
eta_restore_dialog_finalize (GObject *object)
{
  EtaRestoreDialog *self = ETA_RESTORE_DIALOG (object);

  g_free (self->path);
  g_free (self->folder);
  G_OBJECT_CLASS (eta_restore_dialog_parent_class)->finalize (object);
}

static void
eta_restore_dialog_class_init (EtaRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_restore_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_restore_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = eta_restore_dialog_close_request;

  signals[RESTORED] = g_signal_new ("restored", ETA_TYPE_RESTORE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  eta_handbook_bind_key (widget_class, "backup");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, pages);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, ask);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, where);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, restore);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, done);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, open);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, failed);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
}

static void
eta_restore_dialog_init (EtaRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_restore_dialog_new:
 * @folder: (nullable): where the catalogue comes to stand; %NULL: beside the others
 * @replace: what stands there is moved aside; else nothing may
 */
EtaRestoreDialog *
eta_restore_dialog_new (GtkWindow *parent, const char *folder, gboolean replace)
{
  EtaRestoreDialog *self = g_object_new (ETA_TYPE_RESTORE_DIALOG, "transient-for", parent, NULL);

  self->folder = folder ? g_strdup (folder) : eta_office_list_dup_new_folder ();
  self->replace = replace;
  return self;
}

/* -- with a file chooser before it ---------------------------------------------------------- */

typedef struct {
  GtkWindow *parent; /* weak */
  char *folder;
  gboolean replace;
  EtaRestoredFunc restored;
  GObject *owner; /* weak */
} Choice;

static void
free_choice (Choice *choice)
{
  g_clear_weak_pointer (&choice->parent);
  g_clear_weak_pointer (&choice->owner);
  g_free (choice->folder);
  g_free (choice);
}

/* Another office's catalogue is opened by a program of its own. */
static void
open_beside_cb (EtaRestoreDialog *self, const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (!eta_office_list_open (folder, &error))
    fail (self, error);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, Choice *choice)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autofree char *path = file ? g_file_get_path (file) : NULL;

  if (response == GTK_RESPONSE_ACCEPT && path && choice->parent) {
    EtaRestoreDialog *self =
        eta_restore_dialog_new (choice->parent, choice->folder, choice->replace);

    if (choice->restored)
      g_signal_connect_object (self, "restored", G_CALLBACK (choice->restored), choice->owner,
                               G_CONNECT_SWAPPED);
    else
      g_signal_connect (self, "restored", G_CALLBACK (open_beside_cb), NULL);
    eta_restore_dialog_take_file (self, path);
    gtk_window_present (GTK_WINDOW (self));
  }
  free_choice (choice);
  g_object_unref (chooser);
}

/**
 * eta_restore_dialog_choose:
 * @folder: (nullable): as of eta_restore_dialog_new()
 * @restored: (nullable): %NULL: it is opened by a program of its own
 * @owner: (nullable): no longer called when it has gone
 */
void
eta_restore_dialog_choose (GtkWindow *parent, const char *folder, gboolean replace,
                           EtaRestoredFunc restored, GObject *owner)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Restore from a backup"), parent, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"), NULL);
  g_autoptr (GtkFileFilter) backups = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();
  Choice *choice = g_new0 (Choice, 1);

  g_set_weak_pointer (&choice->parent, parent);
  g_set_weak_pointer (&choice->owner, owner);
  choice->folder = g_strdup (folder);
  choice->replace = replace;
  choice->restored = restored;
  gtk_file_filter_set_name (backups, _ ("Backups of Etalase"));
  gtk_file_filter_add_suffix (backups, ETA_BACKUP_ENDING);
  gtk_file_filter_set_name (all, _ ("All files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), backups);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), all);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
