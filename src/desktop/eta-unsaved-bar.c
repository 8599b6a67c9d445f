/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-unsaved-bar.h"

#include "eta-live.h"
#include "eta-writer.h"

#include <glib/gi18n.h>

struct _EtaUnsavedBar {
  GtkWidget parent_instance;

  /* Borrowed: the store's, which the window holds */
  EtaWriter *writer;

  /* Template */
  GtkWidget *content;
  GtkLabel *words;
};

G_DEFINE_FINAL_TYPE (EtaUnsavedBar, eta_unsaved_bar, GTK_TYPE_WIDGET)

static void
show (EtaUnsavedBar *self)
{
  gboolean waits = self->writer && eta_writer_count_waiting (self->writer) > 0;
  g_autofree char *words = NULL;

  if (waits) {
    /* Translators: %s is a sentence: why */
    words = g_strdup_printf (_ ("Not saved yet. %s It is tried again by itself."),
                             eta_writer_get_reason (self->writer));
    gtk_label_set_label (self->words, words);
    if (!gtk_widget_get_visible (GTK_WIDGET (self)))
      eta_live_say (GTK_WIDGET (self), words);
  } else if (gtk_widget_get_visible (GTK_WIDGET (self))) {
    eta_live_say (GTK_WIDGET (self), _ ("All is saved now."));
  }
  gtk_widget_set_visible (GTK_WIDGET (self), waits);
}

static void
try_clicked_cb (EtaUnsavedBar *self)
{
  eta_writer_try_now (self->writer);
}

static void
eta_unsaved_bar_dispose (GObject *object)
{
  EtaUnsavedBar *self = ETA_UNSAVED_BAR (object);

  g_clear_weak_pointer (&self->writer);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_unsaved_bar_parent_class)->dispose (object);
}

static void
eta_unsaved_bar_class_init (EtaUnsavedBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_unsaved_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-unsaved-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaUnsavedBar, content);
  gtk_widget_class_bind_template_child (widget_class, EtaUnsavedBar, words);
  gtk_widget_class_bind_template_callback (widget_class, try_clicked_cb);
}

static void
eta_unsaved_bar_init (EtaUnsavedBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/** eta_unsaved_bar_new: shows itself when something waits */
GtkWidget *
eta_unsaved_bar_new (EtaStore *store)
{
  EtaUnsavedBar *self = g_object_new (ETA_TYPE_UNSAVED_BAR, NULL);

  g_set_weak_pointer (&self->writer, eta_writer_of (store));
  g_signal_connect_object (self->writer, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
