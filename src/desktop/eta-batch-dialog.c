/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-batch-dialog.h"

#include <glib/gi18n.h>

/**
 * EtaBatchDialog:
 *
 * What one thing done to many records would come to: how many it can be done to, and which not and why. A
 * click on one of those opens it. Main thread.
 */
struct _EtaBatchDialog {
  AdwMessageDialog parent_instance;

  /* Owned */
  EtaBatch *batch; /* looked at; NULL: taken */
};

G_DEFINE_FINAL_TYPE (EtaBatchDialog, eta_batch_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum { CONFIRMED, OPEN_RECORD, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SHOWN_MAX 100 /* nobody reads more, and the list makes a widget of each */
#define LIST_HEIGHT 260

static char *
dup_question (const EtaBatch *batch)
{
  guint n = batch->done;

  switch (batch->kind) {
  case ETA_BATCH_SUBMIT:
    return g_strdup_printf (ngettext ("Submit %'u record?", "Submit %'u records?", n), n);
  case ETA_BATCH_WITHDRAW:
    return g_strdup_printf (ngettext ("Withdraw %'u record?", "Withdraw %'u records?", n), n);
  case ETA_BATCH_TRASH:
    return g_strdup_printf (
        ngettext ("Move %'u record to the trash?", "Move %'u records to the trash?", n), n);
  case ETA_N_BATCHES:
  default:
    g_return_val_if_reached (NULL);
  }
}

static const char *
get_answer (const EtaBatch *batch)
{
  static const char *const answers[] = { [ETA_BATCH_SUBMIT] = N_ ("_Submit"),
                                         [ETA_BATCH_WITHDRAW] = N_ ("_Withdraw"),
                                         [ETA_BATCH_TRASH] = N_ ("_Move to the trash") };

  return _ (answers[batch->kind]);
}

static char *
dup_body (const EtaBatch *batch)
{
  guint n = batch->refused->len;

  if (n == 0)
    return g_strdup (_ ("It can be undone."));
  return g_strdup_printf (
      ngettext ("%'u record stays as it is:", "%'u records stay as they are:", n), n);
}

static void
row_activated_cb (GtkListBox *list, AdwActionRow *row, EtaBatchDialog *self)
{
  const char *id = g_object_get_data (G_OBJECT (row), "id");

  g_signal_emit (self, signals[OPEN_RECORD], 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_row (const EtaRefused *refused)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), refused->title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), refused->reason);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "id", g_strdup (refused->id), g_free);
  return row;
}

static GtkWidget *
make_list (EtaBatchDialog *self)
{
  GPtrArray *refused = self->batch->refused;
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (guint i = 0; i < refused->len && i < SHOWN_MAX; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (refused->pdata[i]));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", LIST_HEIGHT, "child", list, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_message_dialog_get_body (ADW_MESSAGE_DIALOG (self)), -1);
  return scroller;
}

static void
eta_batch_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  if (g_str_equal (response, "go"))
    g_signal_emit (dialog, signals[CONFIRMED], 0);
}

static void
eta_batch_dialog_finalize (GObject *object)
{
  eta_batch_free (ETA_BATCH_DIALOG (object)->batch);
  G_OBJECT_CLASS (eta_batch_dialog_parent_class)->finalize (object);
}

static void
eta_batch_dialog_class_init (EtaBatchDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_batch_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = eta_batch_dialog_response;
  signals[CONFIRMED] = g_signal_new ("confirmed", ETA_TYPE_BATCH_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_RECORD] = g_signal_new ("open-record", ETA_TYPE_BATCH_DIALOG, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
eta_batch_dialog_init (EtaBatchDialog *self)
{
}

/**
 * eta_batch_dialog_new:
 * @take_batch: (transfer full): after eta_batch_look()
 */
EtaBatchDialog *
eta_batch_dialog_new (GtkWindow *parent, EtaBatch *take_batch)
{
  EtaBatchDialog *self =
      g_object_new (ETA_TYPE_BATCH_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autofree char *question = dup_question (take_batch);
  g_autofree char *body = dup_body (take_batch);

  self->batch = take_batch;
  adw_message_dialog_set_heading (dialog,
                                  take_batch->done ? question : _ ("There is nothing to do"));
  adw_message_dialog_set_body (dialog, body);
  if (take_batch->refused->len)
    adw_message_dialog_set_extra_child (dialog, make_list (self));
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (take_batch->done) {
    adw_message_dialog_add_response (dialog, "go", get_answer (take_batch));
    adw_message_dialog_set_response_appearance (
        dialog, "go",
        take_batch->kind == ETA_BATCH_TRASH ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
    adw_message_dialog_set_default_response (dialog, "go");
  }
  adw_message_dialog_set_close_response (dialog, "cancel");
  return self;
}

/** eta_batch_dialog_steal_batch: Returns: (transfer full) (nullable): what was shown, to be done */
EtaBatch *
eta_batch_dialog_steal_batch (EtaBatchDialog *self)
{
  g_return_val_if_fail (ETA_IS_BATCH_DIALOG (self), NULL);
  return g_steal_pointer (&self->batch);
}
