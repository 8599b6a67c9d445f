/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text-cell.h"

#include "eta-field-message.h"

#include <glib/gi18n.h>

/**
 * EtaTextCell:
 *
 * A text with its caption: one line for words, several with a counter for texts. The text's box grows with
 * it, so that nothing scrolls within the page. Main thread.
 */
struct _EtaTextCell {
  GtkWidget parent_instance;

  /* Owned */
  EtaEdit *edit;

  gboolean showing;

  /* Borrowed, in content */
  GtkWidget *control; /* GtkEntry or GtkTextView */

  /* Template */
  GtkBox *content;
  GtkLabel *caption;
  GtkLabel *counter;
};

G_DEFINE_FINAL_TYPE (EtaTextCell, eta_text_cell, GTK_TYPE_WIDGET)

static GtkTextBuffer *
buffer_of (EtaTextCell *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->control));
}

static char *
dup_text (EtaTextCell *self)
{
  GtkTextIter start, end;

  if (GTK_IS_EDITABLE (self->control))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->control)));
  gtk_text_buffer_get_bounds (buffer_of (self), &start, &end);
  return gtk_text_buffer_get_text (buffer_of (self), &start, &end, TRUE);
}

static void
show_lines (EtaTextCell *self)
{
  g_autofree char *text = eta_edit_dup_text (self->edit);
  g_autofree char *shown = dup_text (self);

  if (!g_str_equal (text, shown))
    gtk_text_buffer_set_text (buffer_of (self), text, -1);
}

static void
count (EtaTextCell *self)
{
  const EtaField *field = eta_edit_get_field (self->edit);
  g_autofree char *text = dup_text (self);
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *words = NULL;

  if (field->type != ETA_FIELD_TEXT || field->max == 0)
    return;
  /* Translators: characters of a text, and how many fit */
  words = g_strdup_printf (_ ("%ld of %ld"), length, (long) field->max);
  gtk_label_set_label (self->counter, words);
  gtk_widget_set_visible (GTK_WIDGET (self->counter), TRUE);
  if (length > field->max)
    gtk_widget_add_css_class (GTK_WIDGET (self->counter), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->counter), "error");
}

static void
changed_cb (EtaTextCell *self)
{
  g_autofree char *text = NULL;

  if (!self->edit || self->showing)
    return;
  text = dup_text (self);
  eta_edit_type (self->edit, text);
  count (self);
}

static void
show_cb (EtaTextCell *self)
{
  self->showing = TRUE;
  if (GTK_IS_EDITABLE (self->control))
    eta_edit_show_text (self->edit, GTK_EDITABLE (self->control));
  else
    show_lines (self);
  self->showing = FALSE;
  count (self);
}

static GtkWidget *
make_entry (EtaTextCell *self)
{
  GtkWidget *entry = gtk_entry_new ();

  g_signal_connect_swapped (entry, "changed", G_CALLBACK (changed_cb), self);
  return entry;
}

static GtkWidget *
make_view (EtaTextCell *self)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_add_css_class (view, "text-cell");
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "changed",
                            G_CALLBACK (changed_cb), self);
  return view;
}

static void
set_edit (EtaTextCell *self, EtaEdit *edit)
{
  gboolean lines = eta_edit_get_field (edit)->type == ETA_FIELD_TEXT;

  self->control = lines ? make_view (self) : make_entry (self);
  gtk_widget_set_vexpand (self->control, lines);
  gtk_box_append (self->content, self->control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  eta_edit_get_label (edit), -1);
  self->edit = g_object_ref (edit);
  show_cb (self);
  eta_edit_set_control (edit, self->control);
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (self->content, eta_field_message_new (edit));
}

static void
eta_text_cell_dispose (GObject *object)
{
  EtaTextCell *self = ETA_TEXT_CELL (object);

  if (self->edit)
    eta_edit_flush (self->edit);
  eta_edit_drop (&self->edit, self);
  g_clear_pointer ((GtkWidget **) &self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_text_cell_parent_class)->dispose (object);
}

static void
eta_text_cell_class_init (EtaTextCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_text_cell_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-text-cell.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaTextCell, content);
  gtk_widget_class_bind_template_child (widget_class, EtaTextCell, caption);
  gtk_widget_class_bind_template_child (widget_class, EtaTextCell, counter);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
eta_text_cell_init (EtaTextCell *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** eta_text_cell_new: @caption: what stands above the text */
GtkWidget *
eta_text_cell_new (EtaEdit *edit, const char *caption)
{
  EtaTextCell *self = g_object_new (ETA_TYPE_TEXT_CELL, NULL);

  gtk_label_set_label (self->caption, caption);
  set_edit (self, edit);
  return GTK_WIDGET (self);
}
