/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-file.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportFile {
  GtkWidget parent_instance;

  /* Owned */
  GtkFileChooserNative *chooser;

  /* Template */
  GtkWidget *content;
};

G_DEFINE_FINAL_TYPE (EtaImportFile, eta_import_file, GTK_TYPE_WIDGET)

enum { CHOSEN, FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
take_file (EtaImportFile *self, GFile *file)
{
  g_autofree char *path = g_file_get_path (file);

  if (path)
    g_signal_emit (self, signals[CHOSEN], 0, path);
  else
    g_signal_emit (self, signals[FAILED], 0,
                   _ ("This file is not on this computer. Save it here first"));
}

static GtkFileFilter *
make_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Spreadsheets (XLSX, CSV)"));
  gtk_file_filter_add_suffix (filter, "xlsx");
  gtk_file_filter_add_suffix (filter, "csv");
  gtk_file_filter_add_suffix (filter, "tsv");
  gtk_file_filter_add_suffix (filter, "txt");
  return filter;
}

static void
file_chosen_cb (EtaImportFile *self, int response)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  if (file)
    take_file (self, file);
}

static void
choose_cb (EtaImportFile *self)
{
  g_autoptr (GtkFileFilter) filter = make_filter ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Import a spreadsheet"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (EtaImportFile *self, const GValue *value, double x, double y)
{
  take_file (self, g_value_get_object (value));
  return TRUE;
}

static void
eta_import_file_dispose (GObject *object)
{
  EtaImportFile *self = ETA_IMPORT_FILE (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (eta_import_file_parent_class)->dispose (object);
}

static void
eta_import_file_class_init (EtaImportFileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_file_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-file.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportFile, content);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
eta_import_file_init (EtaImportFile *self)
{
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
