/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-history-dialog.h"

#include "eta-handbook.h"
#include "eta-when.h"

#include <glib/gi18n.h>

/**
 * EtaHistoryDialog:
 *
 * What became of a record, newest first: when, by whom, what; and a way back to each. Main thread.
 */
struct _EtaHistoryDialog {
  AdwWindow parent_instance;

  /* Owned */
  EtaForm *form;

  /* Template */
  AdwPreferencesGroup *group;
};

G_DEFINE_FINAL_TYPE (EtaHistoryDialog, eta_history_dialog, ADW_TYPE_WINDOW)

#define SHOWN 100

typedef struct {
  char *id;
  gint64 seq;
} Return;

static void
free_return (gpointer data)
{
  g_free (((Return *) data)->id);
  g_free (data);
}

/* On the store's thread */
static gboolean
return_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Return *back = data;

  return eta_store_back_to (store, back->id, back->seq, error);
}

static void
back_clicked_cb (GtkWidget *button, EtaHistoryDialog *self)
{
  Return *back = g_new0 (Return, 1);

  back->id = g_strdup (eta_form_get_id (self->form));
  back->seq = *(gint64 *) g_object_get_data (G_OBJECT (button), "seq");
  eta_form_run (self->form, return_cb, back, free_return, _ ("It is as it was then"));
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_back_button (EtaHistoryDialog *self, gint64 seq)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Back to this"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "seq", g_memdup2 (&seq, sizeof seq), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (back_clicked_cb), self, 0);
  return button;
}

static void
add_version (EtaHistoryDialog *self, const EtaVersion *version, gboolean newest)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (version->label ? version->label : "", -1);
  g_autofree char *when = eta_when_words (version->at);
  g_autofree char *words =
      version->by ? g_strdup_printf ("%s · %s", when, version->by) : g_strdup (when);
  g_autofree char *subtitle = g_markup_escape_text (words, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  if (newest)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("As it is now")));
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_back_button (self, version->seq));
  adw_preferences_group_add (self->group, row);
}

static void
fill (EtaHistoryDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = eta_store_dup_history (
      eta_form_get_store (self->form), eta_form_get_id (self->form), 0, SHOWN, &error);

  if (!versions)
    adw_preferences_group_set_description (self->group, error->message);
  for (guint i = 0; versions && i < versions->len; i++)
    add_version (self, g_ptr_array_index (versions, i), i == 0);
}

static void
eta_history_dialog_dispose (GObject *object)
{
  g_clear_object (&ETA_HISTORY_DIALOG (object)->form);
  G_OBJECT_CLASS (eta_history_dialog_parent_class)->dispose (object);
}

static void
eta_history_dialog_class_init (EtaHistoryDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_history_dialog_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  eta_handbook_bind_key (widget_class, "undo");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-history-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaHistoryDialog, group);
}

static void
eta_history_dialog_init (EtaHistoryDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_history_dialog_show:
 * @owner: a widget of the window that it belongs to
 *
 * Returns: (transfer none): the dialog, which ends itself when it is closed
 */
EtaHistoryDialog *
eta_history_dialog_show (EtaForm *form, GtkWidget *owner)
{
  EtaHistoryDialog *self = g_object_new (ETA_TYPE_HISTORY_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (owner);

  self->form = g_object_ref (form);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
