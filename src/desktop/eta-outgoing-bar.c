/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outgoing-bar.h"

#include <glib/gi18n.h>

/**
 * EtaOutgoingBar:
 *
 * One line at the foot of the window while something goes out: what, how far, and a button to cancel.
 * Nobody has to wait for it. Main thread.
 */
struct _EtaOutgoingBar {
  GtkWidget parent_instance;

  /* Owned */
  EtaOutgoing *outgoing;
  guint progress_source;

  /* Template */
  GtkWidget *content;
  GtkLabel *words;
  GtkProgressBar *progress;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (EtaOutgoingBar, eta_outgoing_bar, GTK_TYPE_WIDGET)

#define PROGRESS_MS 150

static gboolean
progress_cb (gpointer data)
{
  EtaOutgoingBar *self = data;
  double fraction = eta_outgoing_get_fraction (self->outgoing);

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
  return G_SOURCE_CONTINUE;
}

static void
cancel_clicked_cb (EtaOutgoingBar *self)
{
  eta_outgoing_cancel (self->outgoing);
  gtk_widget_set_sensitive (self->cancel, FALSE);
}

static void
eta_outgoing_bar_dispose (GObject *object)
{
  EtaOutgoingBar *self = ETA_OUTGOING_BAR (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->outgoing);
  G_OBJECT_CLASS (eta_outgoing_bar_parent_class)->dispose (object);
}

static void
eta_outgoing_bar_class_init (EtaOutgoingBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_outgoing_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-outgoing-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaOutgoingBar, content);
  gtk_widget_class_bind_template_child (widget_class, EtaOutgoingBar, words);
  gtk_widget_class_bind_template_child (widget_class, EtaOutgoingBar, progress);
  gtk_widget_class_bind_template_child (widget_class, EtaOutgoingBar, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
eta_outgoing_bar_init (EtaOutgoingBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
finished_cb (EtaOutgoingBar *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  if (GTK_IS_BOX (parent))
    gtk_box_remove (GTK_BOX (parent), GTK_WIDGET (self));
}

static char *
describe (EtaOutgoing *outgoing)
{
  const char *path = eta_outgoing_get_path (outgoing);
  g_autofree char *name = path ? g_filename_display_basename (path) : NULL;

  return name ? g_strdup_printf (_ ("Writing “%s”"), name) : g_strdup (_ ("Preparing the pages"));
}

/** eta_outgoing_bar_new: for a GtkBox, which it leaves by itself when @outgoing has finished */
GtkWidget *
eta_outgoing_bar_new (EtaOutgoing *outgoing)
{
  EtaOutgoingBar *self = g_object_new (ETA_TYPE_OUTGOING_BAR, NULL);
  g_autofree char *words = describe (outgoing);

  self->outgoing = g_object_ref (outgoing);
  gtk_label_set_label (self->words, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->progress), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  g_signal_connect_object (outgoing, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  return GTK_WIDGET (self);
}
