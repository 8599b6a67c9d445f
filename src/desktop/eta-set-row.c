/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-set-row.h"

#include "eta-named.h"
#include "eta-pick.h"
#include "eta-picker.h"
#include "eta-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * EtaSetRow:
 *
 * A field that holds several words: chips that can be taken away, and after them what adds one, an entry
 * for free words or a list for codes and choices. Main thread.
 */
struct _EtaSetRow {
  EtaPlainRow parent_instance;

  /* Owned */
  EtaEdit *edit;

  /* Borrowed: in chips, the last */
  GtkWidget *adder;

  /* Template */
  GtkLabel *title;
  GtkWidget *chips;
};

G_DEFINE_FINAL_TYPE (EtaSetRow, eta_set_row, ETA_TYPE_PLAIN_ROW)

#define SPACING 6

static EtaJson *
dup_set (EtaSetRow *self)
{
  const EtaJson *value = eta_edit_get_value (self->edit);

  return eta_json_is (value, ETA_JSON_ARRAY) ? eta_json_copy (value) : eta_json_new_array ();
}

static void
take_set (EtaSetRow *self, EtaJson *take_set)
{
  if (eta_json_size (take_set) == 0)
    g_clear_pointer (&take_set, eta_json_free);
  eta_edit_set (self->edit, take_set);
}

static void
add_members (EtaSetRow *self, const EtaJson *members)
{
  EtaJson *set = dup_set (self);

  eta_json_foreach (member, members)
    if (!eta_json_array_has (set, member))
      eta_json_append (set, eta_json_copy (member));
  take_set (self, set);
}

static void
remove_clicked_cb (GtkWidget *button, EtaSetRow *self)
{
  const char *gone = g_object_get_data (G_OBJECT (button), "value");
  EtaJson *left = eta_json_new_array ();

  eta_json_foreach (member, eta_edit_get_value (self->edit))
    if (g_strcmp0 (eta_json_string (member), gone) != 0)
      eta_json_append (left, eta_json_copy (member));
  gtk_widget_grab_focus (self->adder);
  take_set (self, left);
}

static GtkWidget *
make_chip (EtaSetRow *self, const char *value)
{
  const EtaField *field = eta_edit_get_field (self->edit);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autofree char *title = eta_pick_dup_title (eta_edit_get_form (self->edit), field, value);
  /* Translators: a button; %s is a word of a list */
  g_autofree char *words = g_strdup_printf (_ ("Remove “%s”"), title);
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  eta_name_button (button, words);
  g_object_set_data_full (G_OBJECT (button), "value", g_strdup (value), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self, 0);
  gtk_widget_add_css_class (chip, "chip");
  gtk_box_append (GTK_BOX (chip), label);
  gtk_box_append (GTK_BOX (chip), button);
  return chip;
}

static void
show_cb (EtaSetRow *self)
{
  GtkWidget *child, *last = NULL;

  while ((child = gtk_widget_get_first_child (self->chips)) && child != self->adder)
    gtk_box_remove (GTK_BOX (self->chips), child);
  eta_json_foreach (member, eta_edit_get_value (self->edit)) {
    if (!eta_json_string (member))
      continue;
    child = make_chip (self, eta_json_string (member));
    gtk_box_insert_child_after (GTK_BOX (self->chips), child, last);
    last = child;
  }
}

/* What is typed is read as a cell of a spreadsheet would be: several words at once will do. */
static void
add_typed (EtaSetRow *self)
{
  GtkEditable *entry = GTK_EDITABLE (self->adder);
  g_autofree char *problem = NULL;
  g_autoptr (EtaJson) members = eta_field_parse (eta_edit_get_field (self->edit),
                                                 gtk_editable_get_text (entry), NULL, &problem);

  if (problem) {
    /* the edit refuses it for the same reason, and says so */
    eta_edit_type (self->edit, gtk_editable_get_text (entry));
  } else if (members) {
    add_members (self, members);
    gtk_editable_set_text (entry, "");
  } else if (eta_edit_is_refused (self->edit)) {
    take_set (self, dup_set (self));
  }
}

static void
entry_changed_cb (EtaSetRow *self)
{
  if (g_str_has_suffix (gtk_editable_get_text (GTK_EDITABLE (self->adder)), ","))
    add_typed (self);
}

static GtkWidget *
make_entry (EtaSetRow *self)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 14);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Add…"));
  g_signal_connect_object (entry, "activate", G_CALLBACK (add_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (entry_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return entry;
}

static void
picked_cb (gpointer row, const char *value)
{
  EtaSetRow *self = row;
  g_autoptr (EtaJson) members = eta_json_new_array ();

  eta_json_append (members, eta_json_new_string (value));
  add_members (self, members);
}

static GtkWidget *
make_button (EtaSetRow *self)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "list-add-symbolic");
  eta_picker_attach (GTK_MENU_BUTTON (button), eta_edit_get_form (self->edit),
                     eta_edit_get_field (self->edit), picked_cb, G_OBJECT (self));
  eta_name_button (button, _ ("Add"));
  gtk_widget_add_css_class (button, "chip-adder");
  return button;
}

static void
eta_set_row_dispose (GObject *object)
{
  EtaSetRow *self = ETA_SET_ROW (object);

  if (self->edit && GTK_IS_ENTRY (self->adder))
    add_typed (self);
  eta_edit_drop (&self->edit, self);
  G_OBJECT_CLASS (eta_set_row_parent_class)->dispose (object);
}

static void
eta_set_row_class_init (EtaSetRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_set_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-set-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaSetRow, title);
  gtk_widget_class_bind_template_child (widget_class, EtaSetRow, chips);
}

static void
eta_set_row_init (EtaSetRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (self->chips, eta_wrap_layout_new (SPACING));
}

GtkWidget *
eta_set_row_new (EtaEdit *edit)
{
  EtaSetRow *self = g_object_new (ETA_TYPE_SET_ROW, NULL);
  const EtaField *field = eta_edit_get_field (edit);

  self->edit = g_object_ref (edit);
  gtk_label_set_label (self->title, eta_edit_get_label (edit));
  self->adder = field->choices || field->codes ? make_button (self) : make_entry (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->adder), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_edit_get_label (edit), -1);
  gtk_box_append (GTK_BOX (self->chips), self->adder);
  show_cb (self);
  eta_edit_set_control (edit, self->adder);
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  if (GTK_IS_ENTRY (self->adder))
    g_signal_connect_object (edit, "flush", G_CALLBACK (add_typed), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
