/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-entry-row.h"

/**
 * EtaEntryRow:
 *
 * A field that is typed in one line: words, numbers, money, phones, addresses. Main thread.
 */
typedef struct {
  /* Owned */
  EtaEdit *edit;

  gboolean showing; /* the text changes by our own hand */
} EtaEntryRowPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (EtaEntryRow, eta_entry_row, ADW_TYPE_ENTRY_ROW)

#define PRIVATE(self) ((EtaEntryRowPrivate *) eta_entry_row_get_instance_private (self))

static void
changed_cb (EtaEntryRow *self)
{
  if (PRIVATE (self)->edit && !PRIVATE (self)->showing)
    eta_edit_type (PRIVATE (self)->edit, gtk_editable_get_text (GTK_EDITABLE (self)));
}

static void
show_cb (EtaEntryRow *self)
{
  EtaEntryRowPrivate *priv = PRIVATE (self);

  priv->showing = TRUE;
  eta_edit_show_text (priv->edit, GTK_EDITABLE (self));
  priv->showing = FALSE;
}

static GtkInputPurpose
purpose_of (const EtaField *field)
{
  switch (field->type) {
  case ETA_FIELD_PHONE:
    return GTK_INPUT_PURPOSE_PHONE;
  case ETA_FIELD_EMAIL:
    return GTK_INPUT_PURPOSE_EMAIL;
  case ETA_FIELD_LINK:
    return GTK_INPUT_PURPOSE_URL;
  default:
    return GTK_INPUT_PURPOSE_FREE_FORM;
  }
}

static void
eta_entry_row_dispose (GObject *object)
{
  EtaEntryRow *self = ETA_ENTRY_ROW (object);

  /* saves what is typed, while the text is still there */
  if (PRIVATE (self)->edit)
    eta_edit_flush (PRIVATE (self)->edit);
  eta_edit_drop (&PRIVATE (self)->edit, self);
  G_OBJECT_CLASS (eta_entry_row_parent_class)->dispose (object);
}

static void
eta_entry_row_class_init (EtaEntryRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_entry_row_dispose;
}

static void
eta_entry_row_init (EtaEntryRow *self)
{
  g_signal_connect (self, "changed", G_CALLBACK (changed_cb), NULL);
}

EtaEdit *
eta_entry_row_get_edit (EtaEntryRow *self)
{
  g_return_val_if_fail (ETA_IS_ENTRY_ROW (self), NULL);
  return PRIVATE (self)->edit;
}

/** eta_entry_row_set_edit: for classes made from this one; once */
void
eta_entry_row_set_edit (EtaEntryRow *self, EtaEdit *edit)
{
  EtaEntryRowPrivate *priv = PRIVATE (self);

  g_return_if_fail (ETA_IS_ENTRY_ROW (self) && !priv->edit);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), eta_edit_get_label (edit));
  adw_entry_row_set_input_purpose (ADW_ENTRY_ROW (self), purpose_of (eta_edit_get_field (edit)));
  priv->edit = g_object_ref (edit);
  show_cb (self);
  eta_edit_set_control (edit, GTK_WIDGET (self));
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
}

GtkWidget *
eta_entry_row_new (EtaEdit *edit)
{
  EtaEntryRow *self = g_object_new (ETA_TYPE_ENTRY_ROW, NULL);

  eta_entry_row_set_edit (self, edit);
  return GTK_WIDGET (self);
}
