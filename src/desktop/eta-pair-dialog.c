/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-pair-dialog.h"

#include "eta-handbook.h"
#include "eta-sync.h"

#include <glib/gi18n.h>

/**
 * EtaPairDialog:
 *
 * Makes this desk known to a centre, by its address and a code that the centre gave out. Closing it
 * changes nothing; it can be opened again at any time. Main thread; the pairing runs in another.
 */
struct _EtaPairDialog {
  AdwWindow parent_instance;

  /* Owned */
  EtaStore *store;
  GCancellable *cancellable;

  /* Template */
  GtkWidget *form;
  GtkEditable *address;
  GtkEditable *code;
  GtkEditable *desk;
  GtkWidget *pair;
  GtkSpinner *spinner;
  GtkWidget *trouble;
  GtkLabel *trouble_words;
};

G_DEFINE_FINAL_TYPE (EtaPairDialog, eta_pair_dialog, ADW_TYPE_WINDOW)

enum { PAIRED, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct {
  EtaStore *store;
  char *address;
  char *code;
  char *desk;
} Pairing;

static void
free_pairing (gpointer data)
{
  Pairing *pairing = data;

  g_clear_object (&pairing->store);
  g_free (pairing->address);
  g_free (pairing->code);
  g_free (pairing->desk);
  g_free (pairing);
}

static char *
get_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static void
update_cb (EtaPairDialog *self)
{
  g_autofree char *address = get_text (self->address);
  g_autofree char *code = get_text (self->code);

  gtk_widget_set_sensitive (self->pair, *address && *code && !self->cancellable);
}

static void
set_busy (EtaPairDialog *self, gboolean busy)
{
  gtk_widget_set_sensitive (self->form, !busy);
  gtk_spinner_set_spinning (self->spinner, busy);
  update_cb (self);
}

static void
say (EtaPairDialog *self, const char *words)
{
  gtk_label_set_label (self->trouble_words, words ? words : "");
  gtk_widget_set_visible (self->trouble, words != NULL);
}

/* In a thread of GTask's pool */
static void
pair_cb (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Pairing *pairing = task_data;
  GError *error = NULL;

  if (eta_sync_pair (pairing->store, pairing->address, pairing->code, pairing->desk, cancellable,
                     &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
paired_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaPairDialog *self = ETA_PAIR_DIALOG (source);
  g_autoptr (GError) error = NULL;
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);

  if (!self->store)
    return;
  g_clear_object (&self->cancellable);
  set_busy (self, FALSE);
  if (good) {
    g_signal_emit (self, signals[PAIRED], 0);
    gtk_window_close (GTK_WINDOW (self));
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    say (self, error->message);
  }
}

/* An address is often told without its beginning. */
static char *
complete_address (char *take_address)
{
  char *full;

  if (strstr (take_address, "://"))
    return take_address;
  full = g_strconcat ("https://", take_address, NULL);
  g_free (take_address);
  return full;
}

static void
pair_clicked_cb (EtaPairDialog *self)
{
  g_autoptr (GTask) task = NULL;
  Pairing *pairing;

  if (!gtk_widget_get_sensitive (self->pair))
    return;
  pairing = g_new0 (Pairing, 1);
  pairing->store = g_object_ref (self->store);
  pairing->address = complete_address (get_text (self->address));
  pairing->code = get_text (self->code);
  pairing->desk = get_text (self->desk);
  say (self, NULL);
  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  task = g_task_new (self, self->cancellable, paired_cb, NULL);
  g_task_set_source_tag (task, pair_clicked_cb);
  g_task_set_task_data (task, pairing, free_pairing);
  g_task_run_in_thread (task, pair_cb);
}

static void
eta_pair_dialog_dispose (GObject *object)
{
  EtaPairDialog *self = ETA_PAIR_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_pair_dialog_parent_class)->dispose (object);
}

static gboolean
eta_pair_dialog_close_request (GtkWindow *window)
{
  g_cancellable_cancel (ETA_PAIR_DIALOG (window)->cancellable);
  return GTK_WINDOW_CLASS (eta_pair_dialog_parent_class)->close_request (window);
}

static void
eta_pair_dialog_class_init (EtaPairDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_pair_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = eta_pair_dialog_close_request;

  signals[PAIRED] = g_signal_new ("paired", ETA_TYPE_PAIR_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  eta_handbook_bind_key (widget_class, "sending");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-pair-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, form);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, address);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, code);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, desk);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, pair);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, spinner);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, EtaPairDialog, trouble_words);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, pair_clicked_cb);
}

static void
eta_pair_dialog_init (EtaPairDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_editable_set_text (self->desk, g_get_host_name ());
  update_cb (self);
}

EtaPairDialog *
eta_pair_dialog_new (GtkWindow *parent, EtaStore *store)
{
  EtaPairDialog *self = g_object_new (ETA_TYPE_PAIR_DIALOG, "transient-for", parent, NULL);

  self->store = g_object_ref (store);
  return self;
}
