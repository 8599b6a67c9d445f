/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-busy.h"

#include <glib/gi18n.h>

struct _EtaImportBusy {
  GtkWidget parent_instance;

  /* Owned */
  EtaImportWork *work;
  guint progress_source; /* while it is seen */

  /* Template */
  GtkWidget *content;
  GtkLabel *words;
  GtkWidget *note;
  GtkProgressBar *progress;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (EtaImportBusy, eta_import_busy, GTK_TYPE_WIDGET)

enum { CANCEL, N_SIGNALS };

static guint signals[N_SIGNALS];

#define PROGRESS_MS 150

static gboolean
progress_cb (gpointer data)
{
  EtaImportBusy *self = data;
  double fraction = self->work ? eta_import_work_get_fraction (self->work) : 0;

  if (fraction < 0)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, fraction);
  return G_SOURCE_CONTINUE;
}

static void
map (GtkWidget *widget)
{
  EtaImportBusy *self = ETA_IMPORT_BUSY (widget);

  GTK_WIDGET_CLASS (eta_import_busy_parent_class)->map (widget);
  self->progress_source = g_timeout_add (PROGRESS_MS, progress_cb, self);
}

static void
unmap (GtkWidget *widget)
{
  g_clear_handle_id (&ETA_IMPORT_BUSY (widget)->progress_source, g_source_remove);
  GTK_WIDGET_CLASS (eta_import_busy_parent_class)->unmap (widget);
}

static void
cancel_clicked_cb (EtaImportBusy *self)
{
  gtk_label_set_label (self->words, _ ("Stopping…"));
  gtk_widget_set_sensitive (self->cancel, FALSE);
  g_signal_emit (self, signals[CANCEL], 0);
}

static void
eta_import_busy_dispose (GObject *object)
{
  EtaImportBusy *self = ETA_IMPORT_BUSY (object);

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_busy_parent_class)->dispose (object);
}

static void
eta_import_busy_class_init (EtaImportBusyClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_busy_dispose;
  widget_class->map = map;
  widget_class->unmap = unmap;
  signals[CANCEL] = g_signal_new ("cancel", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-busy.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportBusy, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportBusy, words);
  gtk_widget_class_bind_template_child (widget_class, EtaImportBusy, note);
  gtk_widget_class_bind_template_child (widget_class, EtaImportBusy, progress);
  gtk_widget_class_bind_template_child (widget_class, EtaImportBusy, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static void
eta_import_busy_init (EtaImportBusy *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** eta_import_busy_show: @words: what is done; @takes_long: so that one had better do something else */
void
eta_import_busy_show (EtaImportBusy *self, EtaImportWork *work, const char *words,
                      gboolean takes_long)
{
  g_return_if_fail (ETA_IS_IMPORT_BUSY (self));

  g_set_object (&self->work, work);
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (self->note, takes_long);
  gtk_widget_set_sensitive (self->cancel, TRUE);
  gtk_progress_bar_set_fraction (self->progress, 0);
}
