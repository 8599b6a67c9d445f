/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-picker.h"

#include "eta-named.h"
#include "eta-pick.h"

#include <glib/gi18n.h>

struct _EtaPicker {
  GtkPopover parent_instance;

  /* Owned */
  EtaForm *form;
  GPtrArray *picks; /* beside the rows */

  /* Borrowed */
  const EtaField *field;

  /* Template */
  GtkEditable *search;
  GtkWidget *scroller;
  GtkListBox *list;
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (EtaPicker, eta_picker, GTK_TYPE_POPOVER)

enum { PICKED, N_SIGNALS };

static guint signals[N_SIGNALS];

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style) {
    gtk_widget_add_css_class (label, style);
    gtk_widget_add_css_class (label, "caption");
  }
  return label;
}

static GtkWidget *
make_row (const EtaPick *pick)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), make_label (pick->title, NULL));
  if (pick->subtitle)
    gtk_box_append (GTK_BOX (box), make_label (pick->subtitle, "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  eta_set_tooltip (row, pick->title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, pick->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  pick->subtitle ? pick->subtitle : "", -1);
  return row;
}

/* A code that the list does not have may be right: lists grow, and national tariffs are longer. */
static void
add_typed (EtaPicker *self, const char *text)
{
  g_autofree char *problem = NULL;
  g_autoptr (EtaJson) value =
      eta_field_parse (self->field, text, eta_form_codes_of (self->form, self->field), &problem);
  EtaPick *pick;

  if (self->field->type == ETA_FIELD_REFERENCE || !eta_json_is (value, ETA_JSON_STRING))
    return;
  pick = g_new0 (EtaPick, 1);
  pick->value = g_strdup (eta_json_string (value));
  /* Translators: a button that takes what was typed, though it is not in the list */
  pick->title = g_strdup_printf (_ ("Use “%s”"), pick->value);
  pick->subtitle = g_strdup (_ ("It is not in the list"));
  g_ptr_array_add (self->picks, pick);
}

static void
update_note (EtaPicker *self)
{
  const char *words = NULL;

  if (self->picks->len == 0)
    words = _ ("Nothing found");
  else if (self->picks->len >= ETA_PICKS_MAX)
    words = _ ("There are more: type to find them");
  gtk_label_set_label (self->note, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->note), words != NULL);
  gtk_widget_set_visible (self->scroller, self->picks->len > 0);
}

static void
clear_list (EtaPicker *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  g_clear_pointer (&self->picks, g_ptr_array_unref);
}

static void
fill (EtaPicker *self)
{
  const char *text = gtk_editable_get_text (self->search);

  clear_list (self);
  self->picks = eta_picks_search (self->form, self->field, text);
  if (self->picks->len == 0 && *text)
    add_typed (self, text);
  for (guint i = 0; i < self->picks->len; i++)
    gtk_list_box_append (self->list, make_row (g_ptr_array_index (self->picks, i)));
  gtk_list_box_select_row (self->list, gtk_list_box_get_row_at_index (self->list, 0));
  update_note (self);
}

static void
pick_row (EtaPicker *self, GtkListBoxRow *row)
{
  int at = row ? gtk_list_box_row_get_index (row) : -1;
  g_autofree char *value = NULL;

  if (at < 0 || (guint) at >= self->picks->len)
    return;
  value = g_strdup (((EtaPick *) g_ptr_array_index (self->picks, at))->value);
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[PICKED], 0, value);
}

static void
search_changed_cb (EtaPicker *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    fill (self);
}

/* Enter takes what stands first: the search may lag behind the keys. */
static void
search_activate_cb (EtaPicker *self)
{
  fill (self);
  pick_row (self, gtk_list_box_get_selected_row (self->list));
}

static void
row_activated_cb (EtaPicker *self, GtkListBoxRow *row)
{
  pick_row (self, row);
}

static void
show (GtkWidget *widget)
{
  EtaPicker *self = ETA_PICKER (widget);

  gtk_editable_set_text (self->search, "");
  fill (self);
  GTK_WIDGET_CLASS (eta_picker_parent_class)->show (widget);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
eta_picker_dispose (GObject *object)
{
  EtaPicker *self = ETA_PICKER (object);

  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_picker_parent_class)->dispose (object);
}

static void
eta_picker_finalize (GObject *object)
{
  g_clear_pointer (&ETA_PICKER (object)->picks, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_picker_parent_class)->finalize (object);
}

static void
eta_picker_class_init (EtaPickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_picker_dispose;
  object_class->finalize = eta_picker_finalize;
  widget_class->show = show;

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bimpeaga/etalase/eta-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPicker, search);
  gtk_widget_class_bind_template_child (widget_class, EtaPicker, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaPicker, list);
  gtk_widget_class_bind_template_child (widget_class, EtaPicker, note);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_popover_popdown);
}

static void
eta_picker_init (EtaPicker *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self));
}

static EtaPicker *
make_picker (EtaForm *form, const EtaField *field)
{
  EtaPicker *self = g_object_new (ETA_TYPE_PICKER, NULL);

  self->form = g_object_ref (form);
  self->field = field;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label), -1);
  return self;
}

/* What a button knows of the picker that it will have */
typedef struct {
  EtaForm *form;
  const EtaField *field;
  EtaPickedFunc picked;
  GObject *owner; /* borrowed: the button lies in it, or knows it */
} Attached;

static void
free_attached (gpointer data)
{
  g_object_unref (((Attached *) data)->form);
  g_free (data);
}

static void
create_cb (GtkMenuButton *button, gpointer data)
{
  Attached *attached = data;
  EtaPicker *picker;

  if (gtk_menu_button_get_popover (button))
    return;
  picker = make_picker (attached->form, attached->field);
  g_signal_connect_object (picker, "picked", G_CALLBACK (attached->picked), attached->owner,
                           G_CONNECT_SWAPPED);
  gtk_menu_button_set_popover (button, GTK_WIDGET (picker));
}

/**
 * eta_picker_attach:
 * @button: opens the picker, which is made when it is first wanted: a page has twenty of them
 * @picked: called with @owner for every choice
 */
void
eta_picker_attach (GtkMenuButton *button, EtaForm *form, const EtaField *field,
                   EtaPickedFunc picked, GObject *owner)
{
  Attached *attached = g_new0 (Attached, 1);

  attached->form = g_object_ref (form);
  attached->field = field;
  attached->picked = picked;
  attached->owner = owner;
  g_object_set_data (G_OBJECT (button), "attached", attached);
  gtk_menu_button_set_create_popup_func (button, create_cb, attached, free_attached);
}

/** eta_picker_of: Returns: (transfer none): the picker of a button that has one attached */
EtaPicker *
eta_picker_of (GtkMenuButton *button)
{
  create_cb (button, g_object_get_data (G_OBJECT (button), "attached"));
  return ETA_PICKER (gtk_menu_button_get_popover (button));
}
