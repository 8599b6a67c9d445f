/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-filter-chips.h"

#include "eta-named.h"
#include "eta-wrap-layout.h"

#include <glib/gi18n.h>

/**
 * EtaFilterChips:
 *
 * The filters that narrow a list, each a button that takes it away. Not there when there are none. Main
 * thread.
 */
struct _EtaFilterChips {
  GtkWidget parent_instance;

  /* Owned */
  EtaFilters *filters;
};

G_DEFINE_FINAL_TYPE (EtaFilterChips, eta_filter_chips, GTK_TYPE_WIDGET)

#define SPACING 6

static void
chip_clicked_cb (GtkWidget *chip, EtaFilterChips *self)
{
  int filter = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (chip), "filter"));

  eta_filters_set (self->filters, filter, NULL);
}

static void
clear_clicked_cb (EtaFilterChips *self)
{
  eta_filters_clear (self->filters);
}

static GtkWidget *
make_chip (EtaFilterChips *self, EtaFilter filter)
{
  const char *words =
      eta_filters_words (self->filters, filter, eta_filters_get (self->filters, filter));
  /* Translators: a button; %s is a filter, such as a place */
  g_autofree char *name = g_strdup_printf (_ ("Remove filter: %s"), words);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *chip = gtk_button_new ();

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("window-close-symbolic"));
  gtk_button_set_child (GTK_BUTTON (chip), box);
  gtk_widget_add_css_class (chip, "filter-chip");
  eta_name_button (chip, name);
  g_object_set_data (G_OBJECT (chip), "filter", GINT_TO_POINTER (filter));
  g_signal_connect_object (chip, "clicked", G_CALLBACK (chip_clicked_cb), self, 0);
  return chip;
}

static void
add_clear (EtaFilterChips *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Clear all"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "filter-clear");
  g_signal_connect_object (button, "clicked", G_CALLBACK (clear_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
}

static void
remove_children (EtaFilterChips *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
}

static void
filters_changed_cb (EtaFilterChips *self)
{
  /* A chip that takes itself away leaves the keyboard to the others. */
  gboolean focused = gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL;
  guint n = 0;

  remove_children (self);
  for (EtaFilter filter = 0; filter < ETA_N_FILTERS; filter++) {
    if (!eta_filters_get (self->filters, filter))
      continue;
    gtk_widget_set_parent (make_chip (self, filter), GTK_WIDGET (self));
    n++;
  }
  if (n > 1)
    add_clear (self);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (focused && n > 0)
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
eta_filter_chips_dispose (GObject *object)
{
  EtaFilterChips *self = ETA_FILTER_CHIPS (object);

  remove_children (self);
  g_clear_object (&self->filters);
  G_OBJECT_CLASS (eta_filter_chips_parent_class)->dispose (object);
}

static void
eta_filter_chips_class_init (EtaFilterChipsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_filter_chips_dispose;
}

static void
eta_filter_chips_init (EtaFilterChips *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), eta_wrap_layout_new (SPACING));
  gtk_widget_add_css_class (GTK_WIDGET (self), "filter-chips");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
eta_filter_chips_set_filters (EtaFilterChips *self, EtaFilters *filters)
{
  g_return_if_fail (ETA_IS_FILTER_CHIPS (self) && !self->filters);

  self->filters = g_object_ref (filters);
  g_signal_connect_object (filters, "changed", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  filters_changed_cb (self);
}
