/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-scan-row.h"

#include "eta-intake.h"
#include "eta-thumbnail.h"

#include <glib/gi18n.h>

/**
 * EtaScanRow:
 *
 * A field that is one picture: the scan of a paper, the proof of a consent. Main thread.
 */
struct _EtaScanRow {
  AdwActionRow parent_instance;

  /* Owned */
  EtaEdit *edit;
  EtaIntake *intake;

  /* Borrowed: in picture */
  EtaThumbnail *thumbnail;

  /* Template */
  AdwBin *picture;
  GtkSpinner *spinner;
  GtkWidget *clear;
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (EtaScanRow, eta_scan_row, ADW_TYPE_ACTION_ROW)

#define SIZE 40

static void
show_cb (EtaScanRow *self)
{
  const char *sha256 = eta_json_string (eta_edit_get_value (self->edit));

  if (sha256)
    eta_thumbnail_show (self->thumbnail, eta_form_get_thumbnails (eta_edit_get_form (self->edit)),
                        sha256);
  gtk_widget_set_visible (GTK_WIDGET (self->picture), sha256 != NULL);
  gtk_widget_set_visible (self->clear, sha256 != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), sha256 ? _ ("Here") : "");
}

static void
taken_cb (EtaScanRow *self, EtaPhotoJob *job, guint index)
{
  const EtaPhoto *photo = eta_photo_job_get_photo (job, index, NULL);

  eta_edit_set (self->edit, eta_json_new_string (photo->sha256));
}

static void
failed_cb (EtaScanRow *self, const char *path, const char *words)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.say", "s", words);
}

static void
progress_cb (EtaScanRow *self)
{
  gtk_spinner_set_spinning (self->spinner, eta_intake_get_total (self->intake) > 0);
}

static void
choose_clicked_cb (EtaScanRow *self)
{
  eta_intake_choose (self->intake, FALSE);
}

static void
clear_clicked_cb (EtaScanRow *self)
{
  gtk_widget_grab_focus (self->choose);
  eta_edit_set (self->edit, NULL);
}

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget)), direction);
}

static void
eta_scan_row_dispose (GObject *object)
{
  EtaScanRow *self = ETA_SCAN_ROW (object);

  if (self->intake)
    eta_intake_cancel (self->intake);
  g_clear_object (&self->intake);
  eta_edit_drop (&self->edit, self);
  G_OBJECT_CLASS (eta_scan_row_parent_class)->dispose (object);
}

static void
eta_scan_row_class_init (EtaScanRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_scan_row_dispose;
  widget_class->focus = focus;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-scan-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaScanRow, picture);
  gtk_widget_class_bind_template_child (widget_class, EtaScanRow, spinner);
  gtk_widget_class_bind_template_child (widget_class, EtaScanRow, clear);
  gtk_widget_class_bind_template_child (widget_class, EtaScanRow, choose);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_clicked_cb);
}

static void
eta_scan_row_init (EtaScanRow *self)
{
  GtkWidget *thumbnail = eta_thumbnail_new (SIZE, SIZE);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->thumbnail = ETA_THUMBNAIL (thumbnail);
  adw_bin_set_child (self->picture, thumbnail);
}

GtkWidget *
eta_scan_row_new (EtaEdit *edit)
{
  EtaScanRow *self = g_object_new (ETA_TYPE_SCAN_ROW, "title", eta_edit_get_label (edit), NULL);
  /* Translators: a button; %s is a field, like "Scan" */
  g_autofree char *words =
      g_strdup_printf (_ ("Choose a picture for “%s”"), eta_edit_get_label (edit));

  self->edit = g_object_ref (edit);
  self->intake = eta_intake_new (eta_form_get_vault (eta_edit_get_form (edit)), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->choose), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
  show_cb (self);
  eta_edit_set_control (edit, self->choose);
  g_signal_connect_object (edit, "show", G_CALLBACK (show_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "taken", G_CALLBACK (taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
