/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-choice-row.h"

#include "eta-choices.h"

/**
 * EtaChoiceRow:
 *
 * A field with a few choices. A stored value that this program does not know is kept, and shown as itself.
 * Main thread.
 */
struct _EtaChoiceRow {
  AdwComboRow parent_instance;

  /* Owned */
  EtaEdit *edit;
  EtaChoices *choices;

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaChoiceRow, eta_choice_row, ADW_TYPE_COMBO_ROW)

static void
selected_cb (EtaChoiceRow *self)
{
  const char *value =
      eta_choices_get_value (self->choices, adw_combo_row_get_selected (ADW_COMBO_ROW (self)));

  if (!self->showing)
    eta_edit_set (self->edit, value ? eta_json_new_string (value) : NULL);
}

static void
show_cb (EtaChoiceRow *self)
{
  const char *value = eta_json_string (eta_edit_get_value (self->edit));

  self->showing = TRUE;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), eta_choices_find (self->choices, value));
  self->showing = FALSE;
}

static void
eta_choice_row_dispose (GObject *object)
{
  EtaChoiceRow *self = ETA_CHOICE_ROW (object);

  self->showing = TRUE;
  eta_edit_drop (&self->edit, self);
  g_clear_object (&self->choices);
  G_OBJECT_CLASS (eta_choice_row_parent_class)->dispose (object);
}

static void
eta_choice_row_class_init (EtaChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_choice_row_dispose;
}

static void
eta_choice_row_init (EtaChoiceRow *self)
{
}

GtkWidget *
eta_choice_row_new (EtaEdit *edit)
{
  EtaChoiceRow *self = g_object_new (ETA_TYPE_CHOICE_ROW, "title", eta_edit_get_label (edit), NULL);

  self->edit = g_object_ref (edit);
  self->choices = eta_choices_new (eta_edit_get_field (edit));
  adw_combo_row_set_model (ADW_COMBO_ROW (self), eta_choices_get_labels (self->choices));
  show_cb (self);
  eta_edit_set_control (edit, GTK_WIDGET (self));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
