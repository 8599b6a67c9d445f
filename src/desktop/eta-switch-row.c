/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-switch-row.h"

/**
 * EtaSwitchRow:
 *
 * A field that is true or not. Main thread.
 */
struct _EtaSwitchRow {
  AdwActionRow parent_instance;

  /* Owned */
  EtaEdit *edit;

  /* Borrowed: within */
  GtkSwitch *control;

  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaSwitchRow, eta_switch_row, ADW_TYPE_ACTION_ROW)

static void
active_cb (EtaSwitchRow *self)
{
  if (!self->showing)
    eta_edit_set (self->edit, eta_json_new_bool (gtk_switch_get_active (self->control)));
}

static void
show_cb (EtaSwitchRow *self)
{
  self->showing = TRUE;
  gtk_switch_set_active (self->control, eta_json_bool (eta_edit_get_value (self->edit)));
  self->showing = FALSE;
}

static void
eta_switch_row_dispose (GObject *object)
{
  eta_edit_drop (&ETA_SWITCH_ROW (object)->edit, object);
  G_OBJECT_CLASS (eta_switch_row_parent_class)->dispose (object);
}

static void
eta_switch_row_class_init (EtaSwitchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_switch_row_dispose;
}

static void
eta_switch_row_init (EtaSwitchRow *self)
{
  GtkWidget *control = gtk_switch_new ();

  self->control = GTK_SWITCH (control);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (self), control);
}

GtkWidget *
eta_switch_row_new (EtaEdit *edit)
{
  EtaSwitchRow *self = g_object_new (ETA_TYPE_SWITCH_ROW, "title", eta_edit_get_label (edit), NULL);

  self->edit = g_object_ref (edit);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_edit_get_label (edit), -1);
  show_cb (self);
  eta_edit_set_control (edit, GTK_WIDGET (self->control));
  g_signal_connect_object (self->control, "notify::active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
