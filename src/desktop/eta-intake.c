/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-intake.h"

#include "eta-attach.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>

struct _EtaIntake {
  GObject parent_instance;

  /* Owned */
  EtaVault *vault;
  GPtrArray *jobs; /* EtaPhotoJob, under way */
  GtkNativeDialog *chooser;
  GSList *temporary; /* paths of pasted pictures, ours to remove */

  /* Borrowed: whose window the dialogs belong to */
  GtkWidget *owner;

  guint total; /* of all that came since there was last nothing to do */
  guint done;
};

G_DEFINE_FINAL_TYPE (EtaIntake, eta_intake, G_TYPE_OBJECT)

enum { TAKEN, FAILED, PROGRESS, N_SIGNALS };

static guint signals[N_SIGNALS];

/* A question that is open on the screen */
typedef struct {
  EtaIntake *self;
  EtaPhotoJob *job;
  guint index;
} Question;

static GtkWindow *
window_of (EtaIntake *self)
{
  GtkRoot *root = self->owner ? gtk_widget_get_root (self->owner) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->self);
  g_object_unref (question->job);
  g_free (question);
}

static void
answered_cb (AdwMessageDialog *dialog, const char *response, Question *question)
{
  if (g_str_equal (response, "use"))
    g_signal_emit (question->self, signals[TAKEN], 0, question->job, question->index);
}

static void
ask (EtaIntake *self, EtaPhotoJob *job, guint index)
{
  g_autofree char *name = g_path_get_basename (eta_photo_job_get_path (job, index));
  GtkWidget *dialog =
      adw_message_dialog_new (window_of (self), _ ("Is this an identity card?"), NULL);
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->job = g_object_ref (job);
  question->index = index;
  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      _ ("“%s” has the name or the shape of one. Identity cards have no "
         "place among the photos of a gallery."),
      name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "leave", _ ("_Leave it out"),
                                    "use", _ ("It is none: _use it"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "leave");
  g_signal_connect_data (dialog, "response", G_CALLBACK (answered_cb), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
photo_cb (EtaPhotoJob *job, guint index, EtaIntake *self)
{
  const GError *error = NULL;
  const EtaPhoto *photo = eta_photo_job_get_photo (job, index, &error);
  const char *path = eta_photo_job_get_path (job, index);
  g_autoptr (GError) refusal = NULL;

  self->done++;
  if (photo && !eta_attach_accepts_name (path, &refusal))
    g_signal_emit (self, signals[FAILED], 0, path, refusal->message);
  else if (photo && photo->like_card)
    ask (self, job, index);
  else if (photo)
    g_signal_emit (self, signals[TAKEN], 0, job, index);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, path, error->message);
  g_signal_emit (self, signals[PROGRESS], 0);
}

static void
remove_temporary (EtaIntake *self)
{
  for (GSList *l = self->temporary; l; l = l->next)
    g_unlink (l->data);
  g_clear_slist (&self->temporary, g_free);
}

static void
finished_cb (EtaPhotoJob *job, EtaIntake *intake)
{
  g_autoptr (EtaIntake) self = intake; /* the reference taken at the start */

  g_ptr_array_remove (self->jobs, job);
  if (self->jobs->len > 0)
    return;
  self->total = self->done = 0;
  remove_temporary (self);
  g_signal_emit (self, signals[PROGRESS], 0);
}

/* Under way, the photos keep the intake alive: who chose them may have gone to another record. */
static void
start (EtaIntake *self, char **paths)
{
  EtaPhotoJob *job = eta_photo_job_new (self->vault, paths);

  g_ptr_array_add (self->jobs, job);
  self->total += eta_photo_job_get_total (job);
  g_signal_connect (job, "photo", G_CALLBACK (photo_cb), self);
  g_signal_connect (job, "finished", G_CALLBACK (finished_cb), g_object_ref (self));
  g_signal_emit (self, signals[PROGRESS], 0);
  eta_photo_job_start (job);
}

static void
chosen_cb (EtaIntake *self, int response)
{
  g_autoptr (GListModel) files = NULL;
  GSList *list = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
    for (guint i = g_list_model_get_n_items (files); i > 0; i--)
      list = g_slist_prepend (list, g_list_model_get_item (files, i - 1));
    eta_intake_take_files (self, list);
    g_slist_free_full (list, g_object_unref);
  }
  g_clear_object (&self->chooser);
}

static void
save_texture_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("etalase-XXXXXX.png", &path, NULL);

  if (fd >= 0)
    g_close (fd, NULL);
  if (fd >= 0 && gdk_texture_save_to_png (data, path))
    g_task_return_pointer (task, g_steal_pointer (&path), g_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED, "%s",
                             _ ("The picture could not be written to the disk"));
}

static void
texture_saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaIntake *self = ETA_INTAKE (source);
  g_autoptr (GError) error = NULL;
  char *path = g_task_propagate_pointer (G_TASK (result), &error);
  char *paths[] = { path, NULL };

  if (!path) {
    g_signal_emit (self, signals[FAILED], 0, NULL, error->message);
    return;
  }
  self->temporary = g_slist_prepend (self->temporary, path);
  start (self, paths);
}

static void
eta_intake_dispose (GObject *object)
{
  EtaIntake *self = ETA_INTAKE (object);

  g_clear_pointer (&self->jobs, g_ptr_array_unref);
  remove_temporary (self);
  if (self->chooser)
    gtk_native_dialog_destroy (self->chooser);
  g_clear_object (&self->chooser);
  g_clear_object (&self->vault);
  if (self->owner)
    g_object_remove_weak_pointer (G_OBJECT (self->owner), (gpointer *) &self->owner);
  self->owner = NULL;
  G_OBJECT_CLASS (eta_intake_parent_class)->dispose (object);
}

static void
eta_intake_class_init (EtaIntakeClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_intake_dispose;
  signals[TAKEN] = g_signal_new ("taken", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, ETA_TYPE_PHOTO_JOB, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[PROGRESS] =
      g_signal_new ("progress", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eta_intake_init (EtaIntake *self)
{
  self->jobs = g_ptr_array_new_with_free_func (g_object_unref);
}

/** eta_intake_new: @owner: whose window dialogs belong to; held weakly */
EtaIntake *
eta_intake_new (EtaVault *vault, GtkWidget *owner)
{
  EtaIntake *self = g_object_new (ETA_TYPE_INTAKE, NULL);

  self->vault = g_object_ref (vault);
  self->owner = owner;
  g_object_add_weak_pointer (G_OBJECT (owner), (gpointer *) &self->owner);
  return self;
}

/** eta_intake_choose: opens a file chooser, for @several photos or one */
void
eta_intake_choose (EtaIntake *self, gboolean several)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileChooserNative *chooser;

  g_return_if_fail (ETA_IS_INTAKE (self));

  if (self->chooser)
    return;
  chooser = gtk_file_chooser_native_new (several ? _ ("Add photos") : _ ("Choose a photo"),
                                         window_of (self), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"),
                                         NULL);
  self->chooser = GTK_NATIVE_DIALOG (chooser);
  gtk_file_filter_set_name (filter, _ ("Photos"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), several);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (self->chooser);
}

/* The program works offline: it reads files, and fetches none. */
static const char *
words_for_far (GFile *file)
{
  if (g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https"))
    return _ ("This picture is still on the web. Save it in the browser, then add the saved file");
  return _ ("This file is not on this computer. Save it here first");
}

/** eta_intake_take_files: @files: (element-type GFile): not taken over */
void
eta_intake_take_files (EtaIntake *self, GSList *files)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  g_return_if_fail (ETA_IS_INTAKE (self));

  for (GSList *l = files; l; l = l->next) {
    g_autofree char *path = g_file_get_path (l->data);

    if (path)
      g_strv_builder_add (paths, path);
    else
      eta_intake_fail (self, NULL, words_for_far (l->data));
  }
  list = g_strv_builder_end (paths);
  if (list[0])
    start (self, list);
}

void
eta_intake_take_texture (EtaIntake *self, GdkTexture *texture)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, texture_saved_cb, NULL);

  g_return_if_fail (ETA_IS_INTAKE (self));

  g_task_set_task_data (task, g_object_ref (texture), g_object_unref);
  g_task_run_in_thread (task, save_texture_cb);
}

/** eta_intake_fail: says that something was not taken: @path: (nullable): its file; @words: why */
void
eta_intake_fail (EtaIntake *self, const char *path, const char *words)
{
  g_return_if_fail (ETA_IS_INTAKE (self));
  g_signal_emit (self, signals[FAILED], 0, path, words);
}

/* What has been taken already stays. */
void
eta_intake_cancel (EtaIntake *self)
{
  g_return_if_fail (ETA_IS_INTAKE (self));

  for (guint i = 0; i < self->jobs->len; i++)
    eta_photo_job_cancel (g_ptr_array_index (self->jobs, i));
}

/** eta_intake_get_total: Returns: how many pictures came since there was last nothing to do */
guint
eta_intake_get_total (EtaIntake *self)
{
  g_return_val_if_fail (ETA_IS_INTAKE (self), 0);
  return self->total;
}

guint
eta_intake_get_done (EtaIntake *self)
{
  g_return_val_if_fail (ETA_IS_INTAKE (self), 0);
  return self->done;
}
