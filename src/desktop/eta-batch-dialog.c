/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-batch-dialog.h"

#include <glib/gi18n.h>

/**
 * EtaBatchDialog:
 *
 * What one thing done to many records would come to: how many it can be done to, of a field what it holds
 * there now, and which not and why. A click on one of those opens it. Main thread.
 */
struct _EtaBatchDialog {
  AdwMessageDialog parent_instance;

  /* Owned */
  EtaStore *store;
  EtaBatch *batch; /* looked at; NULL: taken */
};

G_DEFINE_FINAL_TYPE (EtaBatchDialog, eta_batch_dialog, ADW_TYPE_MESSAGE_DIALOG)

enum { CONFIRMED, OPEN_RECORD, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SHOWN_MAX 100 /* nobody reads more, and the list makes a widget of each */
#define LIST_HEIGHT 260
#define VALUES_MAX 8

static char *
dup_set_question (const EtaBatch *batch)
{
  guint n = batch->done;
  const char *label = _ (batch->field->label);

  if (eta_batch_is_emptying (batch))
    /* Translators: %s is a field */
    return g_strdup_printf (ngettext ("Empty “%s” in %'u record?", "Empty “%s” in %'u records?", n),
                            label, n);
  return g_strdup_printf (ngettext ("Set “%s” in %'u record?", "Set “%s” in %'u records?", n),
                          label, n);
}

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
  case ETA_BATCH_SET:
    return dup_set_question (batch);
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
                                         [ETA_BATCH_TRASH] = N_ ("_Move to the trash"),
                                         [ETA_BATCH_SET] = N_ ("S_et") };

  if (batch->kind == ETA_BATCH_SET && eta_batch_is_emptying (batch))
    return _ ("_Empty");
  return _ (answers[batch->kind]);
}

static void
add_sentence (GString *body, char *take_sentence)
{
  g_string_append_printf (body, "%s%s", body->len ? "\n" : "", take_sentence);
  g_free (take_sentence);
}

static char *
dup_body (EtaBatchDialog *self)
{
  const EtaBatch *batch = self->batch;
  GString *body = g_string_new (NULL);

  if (batch->kind == ETA_BATCH_SET && batch->done && !eta_batch_is_emptying (batch)) {
    g_autofree char *value = eta_batch_dup_value (batch, self->store, batch->values);

    /* Translators: the new value of a field */
    add_sentence (body, g_strdup_printf (_ ("New value: %s"), value));
  }
  if (batch->same)
    add_sentence (body, g_strdup_printf (ngettext ("%'u record has it already.",
                                                   "%'u records have it already.", batch->same),
                                         batch->same));
  if (batch->done)
    add_sentence (body, g_strdup (_ ("It can be undone.")));
  return g_string_free (body, FALSE);
}

static char *
dup_refusal (const EtaBatch *batch)
{
  guint n = batch->refused->len;

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

/* A boxed list below a line that says what is in it */
static GtkWidget *
add_list (GtkBox *box, const char *words)
{
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *list = gtk_list_box_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "heading");
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_box_append (box, label);
  gtk_box_append (box, list);
  return list;
}

static void
add_refused (EtaBatchDialog *self, GtkBox *box)
{
  GPtrArray *refused = self->batch->refused;
  g_autofree char *words = dup_refusal (self->batch);
  GtkWidget *list = add_list (box, words);

  for (guint i = 0; i < refused->len && i < SHOWN_MAX; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), make_row (refused->pdata[i]));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
}

static int
compare_counts (gconstpointer a, gconstpointer b, gpointer counts)
{
  guint first = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(gpointer *) a));
  guint second = GPOINTER_TO_UINT (g_hash_table_lookup (counts, *(gpointer *) b));

  return first == second ? g_utf8_collate (*(gpointer *) a, *(gpointer *) b)
                         : (first < second ? 1 : -1);
}

static GtkWidget *
make_value_row (const char *words, guint count)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *number = g_strdup_printf ("%'u", count);
  GtkWidget *label = gtk_label_new (number);

  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), *words ? words : _ ("Not given"));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  return row;
}

/* What is lost by it, the most frequent first */
static void
add_values (EtaBatchDialog *self, GtkBox *box)
{
  GHashTable *before = self->batch->before;
  guint n, left = 0;
  g_autofree char **values = (char **) g_hash_table_get_keys_as_array (before, &n);
  GtkWidget *list = add_list (box, _ ("It holds now:"));

  g_qsort_with_data (values, n, sizeof *values, compare_counts, before);
  for (guint i = 0; i < n; i++) {
    guint count = GPOINTER_TO_UINT (g_hash_table_lookup (before, values[i]));

    if (i < VALUES_MAX)
      gtk_list_box_append (GTK_LIST_BOX (list), make_value_row (values[i], count));
    else
      left += count;
  }
  if (left)
    gtk_list_box_append (GTK_LIST_BOX (list), make_value_row (_ ("Other values"), left));
}

static void
add_lists (EtaBatchDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  if (self->batch->kind == ETA_BATCH_SET && self->batch->done)
    add_values (self, GTK_BOX (box));
  if (self->batch->refused->len)
    add_refused (self, GTK_BOX (box));
  g_object_set (scroller, "hscrollbar-policy", GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                "max-content-height", LIST_HEIGHT, "child", box, NULL);
  if (gtk_widget_get_first_child (box))
    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self), scroller);
  else
    g_object_unref (g_object_ref_sink (scroller));
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
  EtaBatchDialog *self = ETA_BATCH_DIALOG (object);

  eta_batch_free (self->batch);
  g_object_unref (self->store);
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

static gboolean
takes_away (const EtaBatch *batch)
{
  return batch->kind == ETA_BATCH_TRASH ||
         (batch->kind == ETA_BATCH_SET && eta_batch_is_emptying (batch));
}

/**
 * eta_batch_dialog_new:
 * @take_batch: (transfer full): after eta_batch_look()
 */
EtaBatchDialog *
eta_batch_dialog_new (GtkWindow *parent, EtaStore *store, EtaBatch *take_batch)
{
  EtaBatchDialog *self =
      g_object_new (ETA_TYPE_BATCH_DIALOG, "transient-for", parent, "modal", TRUE, NULL);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autofree char *question = dup_question (take_batch);
  g_autofree char *body = NULL;

  self->store = g_object_ref (store);
  self->batch = take_batch;
  body = dup_body (self);
  adw_message_dialog_set_heading (dialog,
                                  take_batch->done ? question : _ ("There is nothing to do"));
  adw_message_dialog_set_body (dialog, body);
  add_lists (self);
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  if (take_batch->done) {
    adw_message_dialog_add_response (dialog, "go", get_answer (take_batch));
    adw_message_dialog_set_response_appearance (
        dialog, "go", takes_away (take_batch) ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
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
