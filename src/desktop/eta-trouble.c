/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-trouble.h"

#include "eta-db.h"

#include <glib/gi18n.h>

/**
 * EtaTrouble:
 *
 * The window when the catalogue cannot be opened: what is the matter, and what to do. It changes
 * nothing in the folder. Main thread.
 */
struct _EtaTrouble {
  AdwApplicationWindow parent_instance;

  /* Owned */
  char *folder;

  /* Template */
  AdwStatusPage *page;
  GtkLabel *folder_label;
  GtkLabel *detail;
};

G_DEFINE_FINAL_TYPE (EtaTrouble, eta_trouble, ADW_TYPE_APPLICATION_WINDOW)

enum { RETRY, RESTORE, N_SIGNALS };

static guint signals[N_SIGNALS];

static const struct {
  EtaDbError code;
  const char *title;
  const char *advice;
} troubles[] = {
  { ETA_DB_ERROR_DAMAGED, N_ ("The catalogue is damaged"),
    N_ ("Nothing was changed. Copy the folder to a safe place first, then put a backup in its place "
        "or ask whoever looks after this computer.") },
  { ETA_DB_ERROR_NEWER, N_ ("The catalogue is from a newer Etalase"),
    N_ ("Update Etalase on this computer, then open it again. Nothing was changed.") },
  { ETA_DB_ERROR_FOREIGN, N_ ("This is no catalogue of Etalase"),
    N_ ("The folder holds a file of another program. Choose another folder.") },
  { ETA_DB_ERROR_READ_ONLY, N_ ("The catalogue cannot be written"),
    N_ ("The folder is write-protected. Ask for the right to write to it, or move it to your own "
        "folders.") },
  { ETA_DB_ERROR_FULL, N_ ("The disk is full"),
    N_ ("Make room on the disk, then try again. Nothing was lost.") },
  { ETA_DB_ERROR_BUSY, N_ ("Another program uses the catalogue"),
    N_ ("Wait until it has finished, then try again.") },
};

static gboolean
explain (const GError *error, const char **title, const char **advice)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)) {
    *title = _ (troubles[4].title);
    *advice = _ (troubles[4].advice);
    return TRUE;
  }
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++) {
    if (g_error_matches (error, ETA_DB_ERROR, troubles[i].code)) {
      *title = _ (troubles[i].title);
      *advice = _ (troubles[i].advice);
      return TRUE;
    }
  }
  return FALSE;
}

static void
retry_clicked_cb (EtaTrouble *self)
{
  g_signal_emit (self, signals[RETRY], 0);
}

static void
restore_clicked_cb (EtaTrouble *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

static void
folder_clicked_cb (EtaTrouble *self)
{
  g_autofree char *uri = g_filename_to_uri (self->folder, NULL, NULL);

  if (uri)
    gtk_show_uri (GTK_WINDOW (self), uri, GDK_CURRENT_TIME);
}

static void
eta_trouble_finalize (GObject *object)
{
  g_free (ETA_TROUBLE (object)->folder);
  G_OBJECT_CLASS (eta_trouble_parent_class)->finalize (object);
}

static void
eta_trouble_class_init (EtaTroubleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_trouble_finalize;

  signals[RESTORE] = g_signal_new ("restore", ETA_TYPE_TROUBLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[RETRY] = g_signal_new ("retry", ETA_TYPE_TROUBLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-trouble.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaTrouble, page);
  gtk_widget_class_bind_template_child (widget_class, EtaTrouble, folder_label);
  gtk_widget_class_bind_template_child (widget_class, EtaTrouble, detail);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
}

static void
eta_trouble_init (EtaTrouble *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

EtaTrouble *
eta_trouble_new (GtkApplication *application, const char *folder)
{
  EtaTrouble *self = g_object_new (ETA_TYPE_TROUBLE, "application", application, NULL);
  g_autofree char *shown = g_filename_display_name (folder);

  self->folder = g_strdup (folder);
  gtk_label_set_label (self->folder_label, shown);
  return self;
}

void
eta_trouble_show (EtaTrouble *self, const GError *error)
{
  const char *title = _ ("The catalogue cannot be opened");
  const char *advice = _ ("Try again. If it stays so, ask whoever looks after this computer.");

  g_return_if_fail (ETA_IS_TROUBLE (self));

  explain (error, &title, &advice);
  adw_status_page_set_title (self->page, title);
  adw_status_page_set_description (self->page, advice);
  gtk_label_set_label (self->detail, error->message);
}
