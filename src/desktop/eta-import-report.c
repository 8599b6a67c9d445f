/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-report.h"

#include "eta-import-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportReport {
  GtkWidget parent_instance;

  /* Owned */
  EtaImportWork *work;
  GtkFileChooserNative *chooser;

  /* Template */
  GtkWidget *content;
  AdwStatusPage *status;
  GtkWidget *undo;
  GtkWidget *refused_group;
  AdwActionRow *refused_row;
  AdwPreferencesGroup *photos_group;
  GtkListBox *photos;
};

G_DEFINE_FINAL_TYPE (EtaImportReport, eta_import_report, GTK_TYPE_WIDGET)

enum { UNDO, AGAIN, SAVE, N_SIGNALS };

static guint signals[N_SIGNALS];

#define PHOTOS_SHOWN 100

static EtaImport *
get_import (EtaImportReport *self)
{
  return eta_import_work_get_import (self->work);
}

static void
show_summary (EtaImportReport *self)
{
  EtaImport *import = get_import (self);
  guint n =
      eta_import_count (import, ETA_IMPORT_CREATE) + eta_import_count (import, ETA_IMPORT_UPDATE);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u record imported", "%u records imported", n), n);
  g_autofree char *summary = eta_import_dup_summary (import);

  adw_status_page_set_title (self->status, n > 0 ? title : _ ("Nothing was changed"));
  adw_status_page_set_description (self->status, summary);
  gtk_widget_set_visible (self->undo, eta_import_get_step (import) > 0);
}

static void
show_refused (EtaImportReport *self)
{
  guint n = eta_import_count (get_import (self), ETA_IMPORT_REFUSE);
  g_autofree char *title =
      g_strdup_printf (ngettext ("%u row was refused", "%u rows were refused", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->refused_row), title);
  adw_action_row_set_subtitle (
      self->refused_row, _ ("Saved with the reasons, they can be mended and imported again."));
  gtk_widget_set_visible (self->refused_group, n > 0);
}

static void
add_photo (EtaImportReport *self, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (self->photos, row);
}

static void
show_photos (EtaImportReport *self)
{
  guint added = eta_import_get_photos_added (get_import (self));
  GPtrArray *failed = eta_import_get_photos_failed (get_import (self));
  g_autofree char *a =
      g_strdup_printf (ngettext ("%u photo added", "%u photos added", added), added);
  g_autofree char *b = g_strdup_printf (
      ngettext ("%u file was not taken", "%u files were not taken", failed->len), failed->len);
  g_autofree char *title = failed->len > 0 ? g_strconcat (a, " · ", b, NULL) : g_strdup (a);
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->photos))))
    gtk_list_box_remove (self->photos, old);
  for (guint i = 0; i < MIN (failed->len, PHOTOS_SHOWN); i++) {
    const EtaImportWarning *photo = failed->pdata[i];

    add_photo (self, photo->field, photo->reason);
  }
  if (failed->len > PHOTOS_SHOWN)
    add_photo (self, "…", b);
  adw_preferences_group_set_title (self->photos_group, title);
  gtk_widget_set_visible (GTK_WIDGET (self->photos), failed->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->photos_group),
                          eta_import_get_photo_folder (get_import (self)) != NULL);
}

/* -- the refused rows ----------------------------------------------------------------------- */

static void
save_chosen_cb (EtaImportReport *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    g_signal_emit (self, signals[SAVE], 0, path);
}

/* "umkm – refused rows.xlsx", beside the list that they come from */
static void
suggest_name (EtaImportReport *self)
{
  const char *path = eta_import_get_path (get_import (self));
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *base = g_filename_display_basename (path);
  g_autoptr (GFile) file = g_file_new_for_path (folder);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot && dot > base)
    *dot = '\0';
  name = g_strdup_printf ("%s – %s.xlsx", base, _ ("refused rows"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (self->chooser), file, NULL);
}

static void
save_clicked_cb (EtaImportReport *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Save the refused rows"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  suggest_name (self);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (save_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
undo_clicked_cb (EtaImportReport *self)
{
  g_signal_emit (self, signals[UNDO], 0);
}

static void
again_clicked_cb (EtaImportReport *self)
{
  g_signal_emit (self, signals[AGAIN], 0);
}

static void
eta_import_report_dispose (GObject *object)
{
  EtaImportReport *self = ETA_IMPORT_REPORT (object);

  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_report_parent_class)->dispose (object);
}

static void
eta_import_report_class_init (EtaImportReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_report_dispose;
  signals[UNDO] =
      g_signal_new ("undo", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[AGAIN] =
      g_signal_new ("again", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-report.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, status);
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, undo);
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, refused_group);
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, refused_row);
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, photos_group);
  gtk_widget_class_bind_template_child (widget_class, EtaImportReport, photos);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, undo_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_clicked_cb);
}

static void
eta_import_report_init (EtaImportReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/** eta_import_report_show: @work: done, and not busy */
void
eta_import_report_show (EtaImportReport *self, EtaImportWork *work)
{
  g_return_if_fail (ETA_IS_IMPORT_REPORT (self));

  g_set_object (&self->work, work);
  show_summary (self);
  show_refused (self);
  show_photos (self);
}

/** eta_import_report_say: @words: where the refused rows are now */
void
eta_import_report_say (EtaImportReport *self, const char *words)
{
  g_return_if_fail (ETA_IS_IMPORT_REPORT (self));
  adw_action_row_set_subtitle (self->refused_row, words);
}
