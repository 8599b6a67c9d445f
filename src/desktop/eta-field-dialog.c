/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-field-dialog.h"

#include "eta-edit.h"
#include "eta-field-rows.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>

/**
 * EtaFieldDialog:
 *
 * Which field is set in many records, and what to: with the controls of a record's page, over a draft that
 * belongs to no record, so that the checks say there what they would say here. Changes nothing itself.
 * Main thread.
 */
struct _EtaFieldDialog {
  AdwWindow parent_instance;

  /* Owned */
  EtaStore *store;
  GArray *lines; /* of Line, beside those of the choice of fields */
  EtaForm *form; /* the draft */

  /* Borrowed */
  AdwPreferencesGroup *value; /* what @form is filled in with */

  gboolean going; /* on, when the checks have looked at the value */

  /* Template */
  AdwWindowTitle *title;
  GtkBox *content;
  AdwComboRow *field;
};

typedef struct {
  const EtaKind *kind;
  const EtaField *field;
} Line;

G_DEFINE_FINAL_TYPE (EtaFieldDialog, eta_field_dialog, ADW_TYPE_WINDOW)

enum { CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static const Line *
get_line (EtaFieldDialog *self)
{
  return &g_array_index (self->lines, Line, adw_combo_row_get_selected (self->field));
}

static void
add_row_cb (GtkWidget *row, gpointer group)
{
  adw_preferences_group_add (group, row);
}

static void
drop_value (EtaFieldDialog *self)
{
  if (self->value)
    gtk_box_remove (self->content, GTK_WIDGET (self->value));
  self->value = NULL;
  self->going = FALSE;
  if (self->form)
    g_signal_handlers_disconnect_by_data (self->form, self);
  g_clear_object (&self->form);
}

/* A switch cannot say that it says nothing. */
static void
begin_with (EtaFieldDialog *self, const EtaField *field)
{
  if (field->type == ETA_FIELD_BOOLEAN)
    eta_form_set (self->form, field->path, eta_json_new_bool (FALSE));
}

/* Where something stands that cannot be kept, or that would keep a record from being published */
static EtaEdit *
find_trouble (EtaFieldDialog *self)
{
  const Line *line = get_line (self);
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);

  for (const EtaField *field = line->field; field <= eta_field_rows_last (line->field); field++) {
    EtaEdit *edit = eta_form_find_edit (self->form, field->path);
    const EtaFinding *finding =
        assessment ? eta_findings_at (assessment->findings, field->path) : NULL;

    if (edit && (eta_edit_is_refused (edit) || (finding && finding->severity == ETA_FINDING_ERROR &&
                                                !eta_json_is_empty (eta_edit_get_value (edit)))))
      return edit;
  }
  return NULL;
}

static void
go_on (EtaFieldDialog *self)
{
  EtaEdit *trouble = find_trouble (self);

  self->going = FALSE;
  if (!trouble) {
    g_signal_emit (self, signals[CHOSEN], 0);
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  eta_form_insist (self->form);
  gtk_widget_error_bell (GTK_WIDGET (self));
  gtk_widget_grab_focus (eta_edit_get_control (trouble));
}

/* A newer look may have begun meanwhile; then its end is waited for. */
static void
assessed_cb (EtaFieldDialog *self)
{
  if (self->going && !eta_form_is_assessing (self->form))
    go_on (self);
}

static void
go_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaFieldDialog *self = ETA_FIELD_DIALOG (widget);

  eta_form_flush (self->form);
  self->going = TRUE;
  assessed_cb (self);
}

static void
field_selected_cb (EtaFieldDialog *self)
{
  const Line *line;
  g_autofree char *id = NULL;

  drop_value (self);
  if (adw_combo_row_get_selected (self->field) >= self->lines->len)
    return;
  line = get_line (self);
  id = eta_uuid_new ();
  self->form = eta_form_new_draft (self->store, NULL, line->kind, id, eta_json_new_object ());
  g_signal_connect_object (self->form, "assessed", G_CALLBACK (assessed_cb), self,
                           G_CONNECT_SWAPPED);
  begin_with (self, line->field);
  self->value = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "record-form");
  adw_preferences_group_set_description (
      self->value,
      line->field == eta_field_rows_last (line->field)
          ? _ ("What is left empty is taken out of the records.")
          : _ ("What is left empty stays as it is in the records. When all of it is empty, "
               "it is taken out of them."));
  gtk_box_append (self->content, GTK_WIDGET (self->value));
  eta_field_rows_make (self->form, line->field, "", add_row_cb, self->value);
}

static void
add_fields (EtaFieldDialog *self, const EtaKind *kind, gboolean named, GtkStringList *labels)
{
  eta_kind_foreach (field, kind)
  {
    Line line = { kind, field };
    g_autofree char *label =
        named ? g_strdup_printf ("%s · %s", _ (kind->label), _ (field->label)) : NULL;

    if (!eta_field_is_shared (field))
      continue;
    gtk_string_list_append (labels, named ? label : _ (field->label));
    g_array_append_val (self->lines, line);
    field = eta_field_rows_last (field);
  }
}

static void
eta_field_dialog_dispose (GObject *object)
{
  EtaFieldDialog *self = ETA_FIELD_DIALOG (object);

  if (self->store)
    drop_value (self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_field_dialog_parent_class)->dispose (object);
}

static void
eta_field_dialog_finalize (GObject *object)
{
  g_array_unref (ETA_FIELD_DIALOG (object)->lines);
  G_OBJECT_CLASS (eta_field_dialog_parent_class)->finalize (object);
}

static void
eta_field_dialog_class_init (EtaFieldDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_field_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_field_dialog_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", ETA_TYPE_FIELD_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_action (widget_class, "field.go", NULL, go_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-field-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaFieldDialog, title);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldDialog, content);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldDialog, field);
  gtk_widget_class_bind_template_callback (widget_class, field_selected_cb);
}

static void
eta_field_dialog_init (EtaFieldDialog *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_field_dialog_new:
 * @kind: (nullable): of the records; %NULL: they may be of any kind
 * @n: how many records are meant
 */
EtaFieldDialog *
eta_field_dialog_new (GtkWindow *parent, EtaStore *store, const EtaKind *kind, guint n)
{
  EtaFieldDialog *self = g_object_new (ETA_TYPE_FIELD_DIALOG, "transient-for", parent, NULL);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *subtitle = g_strdup_printf (ngettext ("%'u marked", "%'u marked", n), n);

  self->store = g_object_ref (store);
  adw_window_title_set_subtitle (self->title, subtitle);
  for (guint i = 0; eta_kinds[i]; i++)
    if (kind ? eta_kinds[i] == kind : eta_kinds[i]->by_office)
      add_fields (self, eta_kinds[i], kind == NULL, labels);
  adw_combo_row_set_model (self->field, G_LIST_MODEL (labels));
  return self;
}

/**
 * eta_field_dialog_make_batch:
 *
 * Returns: (transfer full): what was chosen, for the records @take_ids
 */
EtaBatch *
eta_field_dialog_make_batch (EtaFieldDialog *self, GStrv take_ids)
{
  const Line *line = get_line (self);

  return eta_batch_new_set (take_ids, line->kind, line->field, eta_field_rows_last (line->field),
                            eta_json_copy (eta_form_get_doc (self->form)));
}

/** eta_field_dialog_choose: Returns: whether @field can be chosen, and now is */
gboolean
eta_field_dialog_choose (EtaFieldDialog *self, const EtaField *field)
{
  for (guint i = 0; i < self->lines->len; i++) {
    if (g_array_index (self->lines, Line, i).field == field) {
      adw_combo_row_set_selected (self->field, i);
      return TRUE;
    }
  }
  return FALSE;
}
