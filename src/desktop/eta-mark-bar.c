/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-mark-bar.h"

#include "eta-batch-dialog.h"
#include "eta-deed.h"
#include "eta-field-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaMarkBar:
 *
 * How many records of a list are marked, and what can be done to all of them at once: first what it would
 * come to, then in one step, with a toast to undo it by. Main thread.
 */
struct _EtaMarkBar {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaMarks *marks;
  guint follow_source; /* while something is under way */

  /* Borrowed */
  EtaBatch *looking; /* at it in a thread; NULL: not under way */
  EtaBatch *running; /* on the store's thread */

  /* Template */
  GtkWidget *content;
  GtkLabel *count;
  GtkWidget *buttons;
  GtkWidget *work; /* instead of the buttons, when it takes long */
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (EtaMarkBar, eta_mark_bar, GTK_TYPE_WIDGET)

enum { ENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define FOLLOW_MS 150

static EtaBatch *
get_under_way (EtaMarkBar *self)
{
  return self->running ? self->running : self->looking;
}

/* What is done at once shows no progress. */
static gboolean
follow_cb (gpointer data)
{
  EtaMarkBar *self = data;
  EtaBatch *batch = get_under_way (self);

  gtk_widget_set_visible (self->buttons, FALSE);
  gtk_widget_set_visible (self->work, TRUE);
  gtk_progress_bar_set_fraction (self->progress,
                                 (double) g_atomic_int_get (&batch->seen) / batch->n_ids);
  return G_SOURCE_CONTINUE;
}

static void
update (EtaMarkBar *self)
{
  gboolean busy = get_under_way (self) != NULL;

  if (busy && !self->follow_source)
    self->follow_source = g_timeout_add (FOLLOW_MS, follow_cb, self);
  gtk_widget_set_sensitive (self->buttons, !busy && eta_marks_get_count (self->marks) > 0);
  if (busy)
    return;
  g_clear_handle_id (&self->follow_source, g_source_remove);
  gtk_widget_set_visible (self->buttons, TRUE);
  gtk_widget_set_visible (self->work, FALSE);
}

static void
stop_looking (EtaMarkBar *self)
{
  if (self->looking)
    g_cancellable_cancel (self->looking->cancellable);
  self->looking = NULL;
}

static void
marks_changed_cb (EtaMarkBar *self)
{
  guint n = eta_marks_get_count (self->marks);
  g_autofree char *words = g_strdup_printf (ngettext ("%'u marked", "%'u marked", n), n);

  stop_looking (self);
  gtk_label_set_label (self->count, words);
  update (self);
}

static char *
say_done (const EtaBatch *batch)
{
  guint n = batch->done;

  switch (batch->kind) {
  case ETA_BATCH_SUBMIT:
    return g_strdup_printf (ngettext ("%'u record submitted", "%'u records submitted", n), n);
  case ETA_BATCH_WITHDRAW:
    return g_strdup_printf (ngettext ("%'u record withdrawn", "%'u records withdrawn", n), n);
  case ETA_BATCH_TRASH:
    return g_strdup_printf (
        ngettext ("%'u record moved to the trash", "%'u records moved to the trash", n), n);
  case ETA_BATCH_SET:
    return g_strdup_printf (ngettext ("%'u record changed", "%'u records changed", n), n);
  case ETA_N_BATCHES:
  default:
    g_return_val_if_reached (NULL);
  }
}

static void
done_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  EtaMarkBar *self = owner;
  g_autofree char *words = NULL;

  self->running = NULL;
  update (self);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", _ ("Nothing was changed"));
    return;
  }
  if (error) {
    words = g_strdup_printf ("%s: %s", _ ("Nothing was changed"), error->message);
    gtk_widget_activate_action (GTK_WIDGET (self), "win.warn", "s", words);
    return;
  }
  words = say_done (deed->batch);
  g_signal_emit (self, signals[ENDED], 0);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say-undo", "(sx)", words, deed->step);
}

static void
confirmed_cb (EtaMarkBar *self, EtaBatchDialog *dialog)
{
  EtaDeed *deed = eta_deed_new (ETA_DEED_BATCH, NULL);

  deed->batch = eta_batch_dialog_steal_batch (dialog);
  self->running = deed->batch;
  update (self);
  eta_deed_run (deed, self->store, done_cb, G_OBJECT (self));
}

static void
open_record_cb (EtaMarkBar *self, const char *id)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", id);
}

static void
show_dialog (EtaMarkBar *self, EtaBatch *take_batch)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
  EtaBatchDialog *dialog = eta_batch_dialog_new (window, self->store, take_batch);

  g_signal_connect_object (dialog, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "open-record", G_CALLBACK (open_record_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* A batch in a thread that looks at it */
typedef struct {
  EtaStore *store;
  EtaBatch *batch;
} Looking;

static void
free_looking (gpointer data)
{
  Looking *looking = data;

  g_object_unref (looking->store);
  eta_batch_free (looking->batch);
  g_free (looking);
}

static void
look_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Looking *looking = data;
  GError *error = NULL;

  if (eta_batch_look (looking->batch, looking->store, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaMarkBar *self = ETA_MARK_BAR (source);
  Looking *looking = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->looking = NULL;
  update (self);
  if (done)
    show_dialog (self, g_steal_pointer (&looking->batch));
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.warn", "s", error->message);
}

static void
look_at (EtaMarkBar *self, EtaBatch *take_batch)
{
  g_autoptr (GTask) task = g_task_new (self, take_batch->cancellable, looked_cb, NULL);
  Looking *looking = g_new0 (Looking, 1);

  stop_looking (self);
  looking->store = g_object_ref (self->store);
  looking->batch = take_batch;
  g_task_set_task_data (task, looking, free_looking);
  self->looking = take_batch;
  update (self);
  g_task_run_in_thread (task, look_cb);
}

static void
eta_mark_bar_dispose (GObject *object)
{
  EtaMarkBar *self = ETA_MARK_BAR (object);

  stop_looking (self);
  g_clear_handle_id (&self->follow_source, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->marks);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_mark_bar_parent_class)->dispose (object);
}

static void
batch_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const char *const names[] = {
    [ETA_BATCH_SUBMIT] = "submit", [ETA_BATCH_WITHDRAW] = "withdraw", [ETA_BATCH_TRASH] = "trash"
  };

  for (EtaBatchKind kind = 0; kind < G_N_ELEMENTS (names); kind++)
    if (g_str_equal (names[kind], g_variant_get_string (parameter, NULL)))
      eta_mark_bar_begin (ETA_MARK_BAR (widget), kind);
}

static void
chosen_cb (EtaMarkBar *self, EtaFieldDialog *dialog)
{
  look_at (self, eta_field_dialog_make_batch (dialog, eta_marks_dup_ids (self->marks)));
}

static void
set_field_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaMarkBar *self = ETA_MARK_BAR (widget);
  guint n = eta_marks_get_count (self->marks);
  EtaFieldDialog *dialog;

  if (n == 0 || get_under_way (self))
    return;
  dialog = eta_field_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->store,
                                 eta_marks_get_kind (self->marks), n);
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaMarkBar *self = ETA_MARK_BAR (widget);

  if (self->running)
    g_cancellable_cancel (self->running->cancellable);
  stop_looking (self);
  update (self);
}

/* The window's action of that name, for the records that are marked */
static void
out_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_auto (GStrv) ids = eta_marks_dup_ids (ETA_MARK_BAR (widget)->marks);

  if (ids[0]) /* none would mean all */
    gtk_widget_activate_action_variant (widget, g_variant_get_string (parameter, NULL),
                                        g_variant_new_strv ((const char *const *) ids, -1));
}

static void
end_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit (widget, signals[ENDED], 0);
}

static void
mark_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (ETA_MARK_BAR (widget)->marks));
}

static void
eta_mark_bar_class_init (EtaMarkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_mark_bar_dispose;
  signals[ENDED] = g_signal_new ("ended", ETA_TYPE_MARK_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "marks.batch", "s", batch_cb);
  gtk_widget_class_install_action (widget_class, "marks.set-field", NULL, set_field_cb);
  gtk_widget_class_install_action (widget_class, "marks.cancel", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "marks.out", "s", out_cb);
  gtk_widget_class_install_action (widget_class, "marks.all", NULL, mark_all_cb);
  gtk_widget_class_install_action (widget_class, "marks.end", NULL, end_cb);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-mark-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaMarkBar, content);
  gtk_widget_class_bind_template_child (widget_class, EtaMarkBar, count);
  gtk_widget_class_bind_template_child (widget_class, EtaMarkBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, EtaMarkBar, work);
  gtk_widget_class_bind_template_child (widget_class, EtaMarkBar, progress);
}

static void
eta_mark_bar_init (EtaMarkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

EtaMarkBar *
eta_mark_bar_new (EtaStore *store, EtaMarks *marks)
{
  EtaMarkBar *self = g_object_new (ETA_TYPE_MARK_BAR, NULL);

  self->store = g_object_ref (store);
  self->marks = g_object_ref (marks);
  g_signal_connect_object (marks, "changed", G_CALLBACK (marks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  marks_changed_cb (self);
  return self;
}

/**
 * eta_mark_bar_begin:
 *
 * Shows what @kind would come to for the records that are marked; it is done when that is confirmed.
 */
void
eta_mark_bar_begin (EtaMarkBar *self, EtaBatchKind kind)
{
  g_return_if_fail (ETA_IS_MARK_BAR (self) && kind < ETA_BATCH_SET);

  if (eta_marks_get_count (self->marks) == 0 || self->running)
    return;
  look_at (self, eta_batch_new (kind, eta_marks_dup_ids (self->marks)));
}
