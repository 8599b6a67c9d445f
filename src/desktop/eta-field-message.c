/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-field-message.h"

#include "eta-plain-row.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/**
 * EtaFieldMessage:
 *
 * What there is to say of a field, under its control: an error or a warning with an icon, what to do and,
 * where there is one, a repair to press; else the field's help. Says it to the control's accessible
 * object, too. Main thread.
 */
struct _EtaFieldMessage {
  GtkWidget parent_instance;

  /* Owned */
  EtaEdit *edit;

  /* Template */
  GtkWidget *content;
  GtkImage *icon;
  GtkLabel *words;
  GtkWidget *repair;
  GtkLabel *repair_words;
};

G_DEFINE_FINAL_TYPE (EtaFieldMessage, eta_field_message, GTK_TYPE_WIDGET)

static const struct {
  const char *style;
  const char *icon;
} looks[] = {
  [ETA_SAID_NOTHING] = { "help", NULL },
  [ETA_SAID_HELP] = { "help", NULL },
  [ETA_SAID_WARNING] = { "warning", "dialog-information-symbolic" },
  [ETA_SAID_ERROR] = { "error", "dialog-warning-symbolic" },
};

/* Where the screen reader looks: the text within an entry, not the row around it */
static GtkAccessible *
find_accessible (EtaFieldMessage *self)
{
  GtkWidget *control = eta_edit_get_control (self->edit);
  GtkEditable *text =
      GTK_IS_EDITABLE (control) ? gtk_editable_get_delegate (GTK_EDITABLE (control)) : NULL;

  return text ? GTK_ACCESSIBLE (text) : (GtkAccessible *) control;
}

static void
tell_accessible (EtaFieldMessage *self, EtaSaid said)
{
  GtkAccessible *accessible = find_accessible (self);

  if (!accessible)
    return;
  gtk_accessible_update_state (
      accessible, GTK_ACCESSIBLE_STATE_INVALID,
      said == ETA_SAID_ERROR ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (said == ETA_SAID_ERROR)
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->words,
                                    -1);
  else
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
  if (said == ETA_SAID_NOTHING)
    gtk_accessible_reset_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  else
    gtk_accessible_update_relation (accessible, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->words,
                                    NULL, -1);
}

static void
offer_repair (EtaFieldMessage *self, const EtaJson *repair)
{
  const EtaField *field = eta_edit_get_field (self->edit);
  EtaForm *form = eta_edit_get_form (self->edit);
  g_autofree char *value = NULL;
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->repair, repair != NULL);
  if (!repair)
    return;
  value = eta_field_format (field, repair, eta_form_codes_of (form, field), eta_words_language ());
  /* Translators: a button that puts the value that is meant into a field */
  words = g_strdup_printf (_ ("Use “%s”"), value);
  gtk_label_set_label (self->repair_words, words);
}

static void
said_cb (EtaFieldMessage *self)
{
  const char *words;
  const EtaJson *repair;
  EtaSaid said = eta_edit_get_said (self->edit, &words, &repair);
  const char *classes[] = { looks[said].style, NULL };
  GtkWidget *control = eta_edit_get_control (self->edit);

  gtk_widget_set_visible (GTK_WIDGET (self), said != ETA_SAID_NOTHING);
  gtk_widget_set_css_classes (GTK_WIDGET (self), classes);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), looks[said].icon != NULL);
  gtk_image_set_from_icon_name (self->icon, looks[said].icon);
  gtk_label_set_label (self->words, words ? words : "");
  offer_repair (self, repair);
  tell_accessible (self, said);
  if (control && said == ETA_SAID_ERROR)
    gtk_widget_add_css_class (control, "invalid");
  else if (control)
    gtk_widget_remove_css_class (control, "invalid");
}

static void
repair_clicked_cb (EtaFieldMessage *self)
{
  GtkWidget *control = eta_edit_get_control (self->edit);
  const char *words;
  const EtaJson *repair;

  eta_edit_get_said (self->edit, &words, &repair);
  if (!repair)
    return;
  /* The button is about to go, and the focus with it. */
  if (control)
    gtk_widget_grab_focus (control);
  eta_edit_set (self->edit, eta_json_copy (repair));
}

static void
eta_field_message_dispose (GObject *object)
{
  EtaFieldMessage *self = ETA_FIELD_MESSAGE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  eta_edit_drop (&self->edit, self);
  G_OBJECT_CLASS (eta_field_message_parent_class)->dispose (object);
}

static void
eta_field_message_class_init (EtaFieldMessageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_field_message_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-field-message.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaFieldMessage, content);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldMessage, icon);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldMessage, words);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldMessage, repair);
  gtk_widget_class_bind_template_child (widget_class, EtaFieldMessage, repair_words);
  gtk_widget_class_bind_template_callback (widget_class, repair_clicked_cb);
  gtk_widget_class_set_css_name (widget_class, "fieldmessage");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
eta_field_message_init (EtaFieldMessage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** eta_field_message_new: @edit: the field, which has its control already */
GtkWidget *
eta_field_message_new (EtaEdit *edit)
{
  EtaFieldMessage *self = g_object_new (ETA_TYPE_FIELD_MESSAGE, NULL);

  self->edit = g_object_ref (edit);
  g_signal_connect_object (edit, "said", G_CALLBACK (said_cb), self, G_CONNECT_SWAPPED);
  said_cb (self);
  return GTK_WIDGET (self);
}

/**
 * eta_field_message_new_row:
 *
 * Returns: the message in a row of its own, to stand below the control's row in the same list
 */
GtkWidget *
eta_field_message_new_row (EtaEdit *edit)
{
  GtkWidget *message = eta_field_message_new (edit);
  GtkWidget *row = eta_plain_row_new (message);

  gtk_widget_add_css_class (row, "message-row");
  g_object_bind_property (message, "visible", row, "visible", G_BINDING_SYNC_CREATE);
  return row;
}
