/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-offices-dialog.h"

#include "eta-handbook.h"
#include "eta-live.h"
#include "eta-named.h"
#include "eta-office-list.h"
#include "eta-restore-dialog.h"

#include <glib/gi18n.h>

/**
 * EtaOfficesDialog:
 *
 * The offices whose catalogues are on this computer. One that is chosen opens in a window of its own,
 * or its window comes to the front. Main thread.
 */
struct _EtaOfficesDialog {
  AdwWindow parent_instance;

  /* Owned */
  GSettings *settings; /* NULL: none is known */
  char *folder; /* of the office that is open here */
  GtkFileChooserNative *chooser;

  /* Template */
  AdwToastOverlay *toasts;
  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (EtaOfficesDialog, eta_offices_dialog, ADW_TYPE_WINDOW)

static void fill (EtaOfficesDialog *self);

static void
say (EtaOfficesDialog *self, const char *words)
{
  eta_live_toast (self->toasts, adw_toast_new (words));
}

static void
open_office (EtaOfficesDialog *self, const char *folder)
{
  g_autoptr (GError) error = NULL;

  if (g_strcmp0 (folder, self->folder) == 0 || eta_office_list_open (folder, &error))
    gtk_window_close (GTK_WINDOW (self));
  else
    say (self, error->message);
}

static const char *
get_folder (GtkWidget *row)
{
  return g_object_get_data (G_OBJECT (row), "folder");
}

static void
row_activated_cb (EtaOfficesDialog *self, GtkListBoxRow *row)
{
  const char *folder = get_folder (GTK_WIDGET (row));

  if (eta_office_list_has_catalogue (folder))
    open_office (self, folder);
  else
    say (self, _ ("The folder is not there. Is the stick plugged in?"));
}

static void
forget_clicked_cb (EtaOfficesDialog *self, GtkButton *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);

  eta_office_list_forget (self->settings, get_folder (row));
  fill (self);
}

/* -- the list ------------------------------------------------------------------------------- */

static GtkWidget *
make_forget_button (EtaOfficesDialog *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  /* Translators: %s is the name of an office */
  g_autofree char *words = g_strdup_printf (_ ("Take %s off the list"), name);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  eta_set_tooltip (button, words);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (forget_clicked_cb), self);
  return button;
}

static GtkWidget *
make_row (EtaOfficesDialog *self, const EtaKnownOffice *office)
{
  gboolean is_here = g_strcmp0 (office->folder, self->folder) == 0;
  const char *name = *office->name ? office->name : _ ("Office without a name");
  g_autofree char *folder = g_filename_display_name (office->folder);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", name, "subtitle", folder, "activatable", TRUE, NULL);
  g_object_set_data_full (G_OBJECT (row), "folder", g_strdup (office->folder), g_free);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), adw_avatar_new (32, name, TRUE));
  if (is_here)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("Open here")));
  else
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_forget_button (self, name));
  return row;
}

static void
fill (EtaOfficesDialog *self)
{
  g_autoptr (GPtrArray) offices = eta_office_list_dup (self->settings);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  for (guint i = 0; i < offices->len; i++)
    gtk_list_box_append (self->list, make_row (self, offices->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->list), offices->len > 0);
}

/* -- another one ---------------------------------------------------------------------------- */

/* A folder where nothing is yet: the program that opens it asks what it needs. */
static void
new_clicked_cb (EtaOfficesDialog *self)
{
  g_autofree char *folder = eta_office_list_dup_new_folder ();

  open_office (self, folder);
}

static void
chosen_cb (EtaOfficesDialog *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  g_autofree char *folder = file ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (response != GTK_RESPONSE_ACCEPT)
    return;
  if (folder && eta_office_list_has_catalogue (folder))
    open_office (self, folder);
  else
    say (self, _ ("There is no catalogue in this folder"));
}

static void
folder_clicked_cb (EtaOfficesDialog *self)
{
  self->chooser =
      gtk_file_chooser_native_new (_ ("Folder of a catalogue"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Open"), NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
restore_clicked_cb (EtaOfficesDialog *self)
{
  eta_restore_dialog_choose (GTK_WINDOW (self), NULL, FALSE, NULL, NULL);
}

/* -- object --------------------------------------------------------------------------------- */

static void
eta_offices_dialog_dispose (GObject *object)
{
  EtaOfficesDialog *self = ETA_OFFICES_DIALOG (object);

  g_clear_object (&self->settings);
  g_clear_object (&self->chooser);
  G_OBJECT_CLASS (eta_offices_dialog_parent_class)->dispose (object);
}

static void
eta_offices_dialog_finalize (GObject *object)
{
  g_free (ETA_OFFICES_DIALOG (object)->folder);
  G_OBJECT_CLASS (eta_offices_dialog_parent_class)->finalize (object);
}

static void
eta_offices_dialog_class_init (EtaOfficesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_offices_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_offices_dialog_finalize;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  eta_handbook_bind_key (widget_class, "settings");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-offices-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaOfficesDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaOfficesDialog, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, folder_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_clicked_cb);
}

static void
eta_offices_dialog_init (EtaOfficesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_offices_dialog_new:
 * @settings: (nullable): where the offices are remembered
 * @folder: of the one that is open here
 */
EtaOfficesDialog *
eta_offices_dialog_new (GtkWindow *parent, GSettings *settings, const char *folder)
{
  EtaOfficesDialog *self = g_object_new (ETA_TYPE_OFFICES_DIALOG, "transient-for", parent, NULL);

  self->settings = settings ? g_object_ref (settings) : NULL;
  self->folder = g_strdup (folder);
  fill (self);
  return self;
}
