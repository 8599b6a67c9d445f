/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-pick-row.h"

#include "eta-pick.h"
#include "eta-picker.h"

#include <glib/gi18n.h>

/**
 * EtaPickRow:
 *
 * A field that holds a code of a list, or points to a record: it shows the words and, small, the code; a
 * press opens the list. Main thread.
 */
struct _EtaPickRow {
  AdwActionRow parent_instance;

  /* Owned */
  EtaEdit *edit;

  /* Template */
  GtkWidget *open;
  GtkWidget *clear;
  GtkMenuButton *choose;
};

G_DEFINE_FINAL_TYPE (EtaPickRow, eta_pick_row, ADW_TYPE_ACTION_ROW)

/* "10761 · Coffee processing"; what people do not know by its code stands without it. */
static char *
dup_shown (EtaPickRow *self, const char *value)
{
  const EtaField *field = eta_edit_get_field (self->edit);
  g_autofree char *title = eta_pick_dup_title (eta_edit_get_form (self->edit), field, value);

  if (field->type == ETA_FIELD_REFERENCE || g_strcmp0 (title, value) == 0)
    return g_steal_pointer (&title);
  if (field->tidy && g_ascii_isdigit (*value))
    return g_strdup_printf ("%s · %s", value, title);
  return g_steal_pointer (&title);
}

static void
show_cb (EtaPickRow *self)
{
  const EtaField *field = eta_edit_get_field (self->edit);
  const char *value = eta_json_string (eta_edit_get_value (self->edit));
  g_autofree char *shown = value && *value ? dup_shown (self, value) : NULL;
  g_autofree char *escaped = shown ? g_markup_escape_text (shown, -1) : NULL;
  g_autofree char *label = NULL;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), escaped ? escaped : "");
  gtk_widget_set_visible (self->clear, shown && !(field->flags & ETA_FIELD_NEEDED));
  gtk_widget_set_visible (self->open, shown && field->type == ETA_FIELD_REFERENCE);
  label =
      g_strdup_printf ("%s: %s", eta_edit_get_label (self->edit), shown ? shown : _ ("Not given"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
}

static void
picked_cb (gpointer row, const char *value)
{
  EtaPickRow *self = row;

  eta_edit_set (self->edit, eta_json_new_string (value));
}

static void
clear_clicked_cb (EtaPickRow *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->choose));
  eta_edit_set (self->edit, NULL);
}

static void
open_clicked_cb (EtaPickRow *self)
{
  const char *value = eta_json_string (eta_edit_get_value (self->edit));

  if (value)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-record", "s", value);
}

/* The row takes no focus itself: Tab goes from control to control. */
static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (ETA_PICK_ROW (widget)->choose));
}

static void
eta_pick_row_dispose (GObject *object)
{
  eta_edit_drop (&ETA_PICK_ROW (object)->edit, object);
  G_OBJECT_CLASS (eta_pick_row_parent_class)->dispose (object);
}

static void
eta_pick_row_class_init (EtaPickRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_pick_row_dispose;
  widget_class->focus = focus;
  widget_class->grab_focus = grab_focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-pick-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPickRow, open);
  gtk_widget_class_bind_template_child (widget_class, EtaPickRow, clear);
  gtk_widget_class_bind_template_child (widget_class, EtaPickRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, open_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
eta_pick_row_init (EtaPickRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
}

GtkWidget *
eta_pick_row_new (EtaEdit *edit)
{
  EtaPickRow *self = g_object_new (ETA_TYPE_PICK_ROW, "title", eta_edit_get_label (edit), NULL);

  self->edit = g_object_ref (edit);
  eta_picker_attach (self->choose, eta_edit_get_form (edit), eta_edit_get_field (edit), picked_cb,
                     G_OBJECT (self));
  show_cb (self);
  eta_edit_set_control (edit, GTK_WIDGET (self));
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
