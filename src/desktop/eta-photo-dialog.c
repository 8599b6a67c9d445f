/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-dialog.h"

#include "eta-field-rows.h"
#include "eta-photo-order.h"
#include "eta-photos.h"

#include <glib/gi18n.h>

/**
 * EtaPhotoDialog:
 *
 * One photo large, with what is said of it beside it, and the others an arrow away. Writes through the
 * page's form. Main thread.
 */
struct _EtaPhotoDialog {
  AdwWindow parent_instance;

  /* Owned */
  EtaForm *form;
  char *key;
  GCancellable *loading;

  /* Template */
  AdwWindowTitle *title;
  GtkWidget *cover;
  GtkPicture *picture;
  AdwBin *fields;
};

G_DEFINE_FINAL_TYPE (EtaPhotoDialog, eta_photo_dialog, ADW_TYPE_WINDOW)

typedef struct {
  EtaVault *vault;
  char *sha256;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_object_unref (load->vault);
  g_free (load->sha256);
  g_free (load);
}

static void
load_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = eta_vault_load (load->vault, load->sha256, &error);
  GdkTexture *texture = bytes ? gdk_texture_new_from_bytes (bytes, &error) : NULL;

  if (texture)
    g_task_return_pointer (task, texture, g_object_unref);
  else
    g_task_return_error (task, error);
}

/* The load does not keep the window: when it has gone, this was cancelled. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer dialog)
{
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    gtk_picture_set_paintable (ETA_PHOTO_DIALOG (dialog)->picture, GDK_PAINTABLE (texture));
}

static void
load (EtaPhotoDialog *self, const char *sha256)
{
  g_autoptr (GTask) task = NULL;
  Load *job = g_new0 (Load, 1);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  gtk_picture_set_paintable (self->picture, NULL);
  job->vault = g_object_ref (eta_form_get_vault (self->form));
  job->sha256 = g_strdup (sha256);
  task = g_task_new (NULL, self->loading, loaded_cb, self);
  g_task_set_task_data (task, job, free_load);
  g_task_run_in_thread (task, load_cb);
}

static int
position_of (EtaPhotoDialog *self, GPtrArray *keys)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_strcmp0 (g_ptr_array_index (keys, i), self->key) == 0)
      return (int) i;
  return -1;
}

static void
add_row_cb (GtkWidget *row, gpointer group)
{
  adw_preferences_group_add (group, row);
}

static void
show_fields (EtaPhotoDialog *self, const char *pointer)
{
  GtkWidget *group = adw_preferences_group_new ();
  const EtaField *photos = eta_kind_field (eta_form_get_kind (self->form), "/photos");

  adw_bin_set_child (self->fields, group);
  eta_field_rows_make_all (self->form, photos->members, pointer, add_row_cb, group);
}

static void
update (EtaPhotoDialog *self)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (eta_form_get_doc (self->form));
  int at = position_of (self, keys);
  g_autofree char *words = g_strdup_printf (_ ("Photo %d of %u"), at + 1, keys->len);

  if (at < 0)
    return;
  adw_window_title_set_title (self->title, at == 0 ? _ ("Cover photo") : _ ("Photo"));
  adw_window_title_set_subtitle (self->title, words);
  gtk_widget_set_visible (self->cover, at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "photo.go", keys->len > 1);
}

static void
show_photo (EtaPhotoDialog *self, const char *key)
{
  g_autofree char *pointer = eta_json_pointer_join ("/photos", key);
  const EtaJson *photo = eta_json_get (eta_form_get_doc (self->form), pointer);
  const EtaJson *alt = eta_json_get (photo, "/alt");

  g_free (self->key);
  self->key = g_strdup (key);
  update (self);
  show_fields (self, pointer);
  gtk_picture_set_alternative_text (self->picture, eta_json_string (eta_json_first (alt)));
  load (self, eta_json_get_string (photo, "/sha256"));
}

/* Removed, here or elsewhere: the neighbour is shown, or nothing is left to show. */
static void
changed_cb (EtaPhotoDialog *self)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (eta_form_get_doc (self->form));

  if (position_of (self, keys) >= 0)
    update (self);
  else if (keys->len > 0)
    show_photo (self, g_ptr_array_index (keys, 0));
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
go_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoDialog *self = ETA_PHOTO_DIALOG (widget);
  g_autoptr (GPtrArray) keys = NULL;
  int to;

  eta_form_flush (self->form);
  keys = eta_photos_in_order (eta_form_get_doc (self->form));
  to = position_of (self, keys) + g_variant_get_int32 (parameter);
  if (keys->len > 0)
    show_photo (self, g_ptr_array_index (keys, (guint) (to + (int) keys->len) % keys->len));
}

static void
make_cover_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoDialog *self = ETA_PHOTO_DIALOG (widget);

  eta_photo_make_cover (self->form, self->key);
}

static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoDialog *self = ETA_PHOTO_DIALOG (widget);
  g_autofree char *key = g_strdup (self->key);

  eta_form_flush (self->form);
  eta_photo_remove (self->form, key);
}

static gboolean
close_request (GtkWindow *window)
{
  eta_form_flush (ETA_PHOTO_DIALOG (window)->form);
  return GTK_WINDOW_CLASS (eta_photo_dialog_parent_class)->close_request (window);
}

static void
eta_photo_dialog_dispose (GObject *object)
{
  EtaPhotoDialog *self = ETA_PHOTO_DIALOG (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->form);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (eta_photo_dialog_parent_class)->dispose (object);
}

static void
eta_photo_dialog_class_init (EtaPhotoDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_photo_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  gtk_widget_class_install_action (widget_class, "photo.go", "i", go_cb);
  gtk_widget_class_install_action (widget_class, "photo.make-cover", NULL, make_cover_cb);
  gtk_widget_class_install_action (widget_class, "photo.remove", NULL, remove_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "photo.go", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "photo.go", "i", 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-photo-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, title);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, cover);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, picture);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, fields);
}

static void
eta_photo_dialog_init (EtaPhotoDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * eta_photo_dialog_show:
 * @key: of a photo of the record
 * @owner: a widget of the window that it belongs to
 *
 * Returns: (transfer none): the dialog, which ends itself when it is closed
 */
EtaPhotoDialog *
eta_photo_dialog_show (EtaForm *form, const char *key, GtkWidget *owner)
{
  EtaPhotoDialog *self = g_object_new (ETA_TYPE_PHOTO_DIALOG, NULL);
  GtkRoot *root = gtk_widget_get_root (owner);

  self->form = g_object_ref (form);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
  show_photo (self, key);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
