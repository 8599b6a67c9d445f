/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-bar.h"

#include <glib/gi18n.h>

struct _EtaImportBar {
  GtkWidget parent_instance;

  /* Borrowed: held weakly */
  EtaImportPage *page;

  guint progress_source;

  /* Template */
  GtkWidget *content;
  GtkLabel *words;
  GtkProgressBar *progress;
};

G_DEFINE_FINAL_TYPE (EtaImportBar, eta_import_bar, GTK_TYPE_WIDGET)

#define PROGRESS_MS 150

static gboolean
progress_cb (gpointer data)
{
  EtaImportBar *self = data;
  EtaImportWork *work = eta_import_page_get_work (self->page);
  double fraction = work ? eta_import_work_get_fraction (work) : -1;

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
  return G_SOURCE_CONTINUE;
}

static void
show_progress (EtaImportBar *self, gboolean busy)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), busy);
  if (busy && !self->progress_source)
    self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
  else if (!busy)
    g_clear_handle_id (&self->progress_source, g_source_remove);
}

static void
show (EtaImportBar *self)
{
  EtaImportWork *work = self->page ? eta_import_page_get_work (self->page) : NULL;
  gboolean waits = work && !gtk_widget_get_mapped (GTK_WIDGET (self->page)) &&
                   eta_import_page_get_step (self->page) != ETA_IMPORT_STEP_REPORT;
  gboolean runs = waits && eta_import_work_is_running (work);
  g_autofree char *name = NULL, *words = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), waits);
  show_progress (self, runs);
  if (!waits)
    return;
  name = g_filename_display_basename (eta_import_get_path (eta_import_work_get_import (work)));
  words = g_strdup_printf (runs ? _ ("Importing “%s”") : _ ("“%s” is not imported yet"), name);
  gtk_label_set_label (self->words, words);
}

static void
put_away_cb (EtaImportBar *self)
{
  eta_import_page_put_away (self->page);
}

static void
eta_import_bar_dispose (GObject *object)
{
  EtaImportBar *self = ETA_IMPORT_BAR (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_weak_pointer (&self->page);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_import_bar_parent_class)->dispose (object);
}

static void
eta_import_bar_class_init (EtaImportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportBar, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportBar, words);
  gtk_widget_class_bind_template_child (widget_class, EtaImportBar, progress);
  gtk_widget_class_bind_template_callback (widget_class, put_away_cb);
}

static void
eta_import_bar_init (EtaImportBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** eta_import_bar_new: shows itself when there is something to come back for */
GtkWidget *
eta_import_bar_new (EtaImportPage *page)
{
  EtaImportBar *self = g_object_new (ETA_TYPE_IMPORT_BAR, NULL);

  g_set_weak_pointer (&self->page, page);
  g_signal_connect_object (page, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (page, "map", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (page, "unmap", G_CALLBACK (show), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  show (self);
  return GTK_WIDGET (self);
}
