/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-measure-row.h"

#include "eta-choices.h"
#include "eta-named.h"
#include "eta-pick.h"
#include "eta-picker.h"

#include <glib/gi18n.h>

/**
 * EtaMeasureRow:
 *
 * A number and what it counts, which mean nothing apart: price, currency and unit; shelf life and months.
 * Fields of one merge group in one row. Main thread.
 */
struct _EtaMeasureRow {
  AdwActionRow parent_instance;

  /* Owned */
  EtaEdit *amount;

  /* Borrowed: within */
  GtkEditable *entry;

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaMeasureRow, eta_measure_row, ADW_TYPE_ACTION_ROW)

#define AMOUNT_LEAST_CHARS 6
#define AMOUNT_CHARS 10
#define WORD_CHARS 12

static void
typed_cb (EtaMeasureRow *self)
{
  if (!self->showing && self->amount)
    eta_edit_type (self->amount, gtk_editable_get_text (self->entry));
}

static void
show_amount_cb (EtaMeasureRow *self)
{
  self->showing = TRUE;
  eta_edit_show_text (self->amount, self->entry);
  self->showing = FALSE;
}

static void
name_control (GtkWidget *control, EtaEdit *edit)
{
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  eta_set_tooltip (control, eta_edit_get_label (edit));
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_edit_get_label (edit), -1);
}

static GtkWidget *
make_entry (EtaMeasureRow *self, EtaEdit *edit)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), AMOUNT_LEAST_CHARS);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (entry), AMOUNT_CHARS);
  gtk_editable_set_alignment (GTK_EDITABLE (entry), 1);
  gtk_widget_add_css_class (entry, "numeric");
  name_control (entry, edit);
  return entry;
}

/* Units and currencies: a button with the words, which opens the list. The label lives in the button. */
static void
show_code_cb (EtaEdit *edit, GtkLabel *label)
{
  const char *value = eta_json_string (eta_edit_get_value (edit));
  const EtaField *field = eta_edit_get_field (edit);
  g_autofree char *title = eta_pick_dup_title (eta_edit_get_form (edit), field, value);
  gboolean is_currency = g_str_equal (field->codes, "currencies");

  /* Of what it is a unit stands before it, in the row's title. */
  if (!*title)
    gtk_label_set_label (label, is_currency ? _ ("Currency") : _ ("Unit"));
  else
    gtk_label_set_label (label, is_currency ? value : title);
  gtk_label_set_ellipsize (label, *title ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (*title)
    gtk_widget_remove_css_class (GTK_WIDGET (label), "dim-label");
  else
    gtk_widget_add_css_class (GTK_WIDGET (label), "dim-label");
}

static void
code_picked_cb (gpointer edit, const char *value)
{
  eta_edit_set (edit, eta_json_new_string (value));
}

static GtkWidget *
make_code_button (EtaEdit *edit)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (label), WORD_CHARS);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  eta_picker_attach (GTK_MENU_BUTTON (button), eta_edit_get_form (edit), eta_edit_get_field (edit),
                     code_picked_cb, G_OBJECT (edit));
  name_control (button, edit);
  show_code_cb (edit, GTK_LABEL (label));
  g_signal_connect_object (edit, "show", G_CALLBACK (show_code_cb), label, 0);
  return button;
}

static void
selected_cb (GtkDropDown *control, GParamSpec *pspec, EtaEdit *edit)
{
  EtaChoices *choices = g_object_get_data (G_OBJECT (control), "choices");
  const char *value = eta_choices_get_value (choices, gtk_drop_down_get_selected (control));

  if (g_strcmp0 (value, eta_json_string (eta_edit_get_value (edit))) != 0)
    eta_edit_set (edit, value ? eta_json_new_string (value) : NULL);
}

static void
show_choice_cb (EtaEdit *edit, GtkDropDown *control)
{
  EtaChoices *choices = g_object_get_data (G_OBJECT (control), "choices");
  const char *value = eta_json_string (eta_edit_get_value (edit));

  gtk_drop_down_set_selected (control, eta_choices_find (choices, value));
}

static GtkWidget *
make_choice (EtaEdit *edit)
{
  EtaChoices *choices = eta_choices_new (eta_edit_get_field (edit));
  GtkWidget *control = gtk_drop_down_new (g_object_ref (eta_choices_get_labels (choices)), NULL);

  g_object_set_data_full (G_OBJECT (control), "choices", choices, g_object_unref);
  name_control (control, edit);
  show_choice_cb (edit, GTK_DROP_DOWN (control));
  g_signal_connect_object (control, "notify::selected", G_CALLBACK (selected_cb), edit, 0);
  g_signal_connect_object (edit, "show", G_CALLBACK (show_choice_cb), control, 0);
  return control;
}

/* The row keeps the edit alive, as the control only knows it. */
static void
add_word (EtaMeasureRow *self, EtaEdit *edit)
{
  GtkWidget *control =
      eta_edit_get_field (edit)->choices ? make_choice (edit) : make_code_button (edit);

  adw_action_row_add_suffix (ADW_ACTION_ROW (self), control);
  eta_edit_set_control (edit, control);
  g_object_set_data_full (G_OBJECT (control), "edit", g_object_ref (edit), g_object_unref);
}

static void
eta_measure_row_dispose (GObject *object)
{
  EtaMeasureRow *self = ETA_MEASURE_ROW (object);

  if (self->amount)
    eta_edit_flush (self->amount);
  eta_edit_drop (&self->amount, self);
  G_OBJECT_CLASS (eta_measure_row_parent_class)->dispose (object);
}

/* The row takes no focus itself: Tab goes from control to control. */
static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static void
eta_measure_row_class_init (EtaMeasureRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_measure_row_dispose;
  GTK_WIDGET_CLASS (klass)->focus = focus;
}

static void
eta_measure_row_init (EtaMeasureRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "measure-row");
}

/**
 * eta_measure_row_new:
 * @amount: a number; it names the row
 * @first: a code or a choice
 * @second: (nullable): another
 */
GtkWidget *
eta_measure_row_new (EtaEdit *amount, EtaEdit *first, EtaEdit *second)
{
  EtaMeasureRow *self =
      g_object_new (ETA_TYPE_MEASURE_ROW, "title", eta_edit_get_label (amount), NULL);
  GtkWidget *entry = make_entry (self, amount);

  self->entry = GTK_EDITABLE (entry);
  self->amount = g_object_ref (amount);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), entry);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), entry);
  show_amount_cb (self);
  eta_edit_set_control (amount, entry);
  g_signal_connect_object (entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (amount, "show", G_CALLBACK (show_amount_cb), self, G_CONNECT_SWAPPED);
  add_word (self, first);
  if (second)
    add_word (self, second);
  return GTK_WIDGET (self);
}
