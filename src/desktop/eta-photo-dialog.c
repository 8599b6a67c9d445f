/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-dialog.h"

#include "eta-field-rows.h"
#include "eta-handbook.h"
#include "eta-photo-editor.h"
#include "eta-photo-export.h"
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

  /* Template */
  AdwWindowTitle *title;
  GtkWidget *cover;
  EtaPhotoEditor *editor;
  GtkBox *hints;
  AdwBin *fields;
};

G_DEFINE_FINAL_TYPE (EtaPhotoDialog, eta_photo_dialog, ADW_TYPE_WINDOW)

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
add_hint (EtaPhotoDialog *self, const char *icon, const char *words)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *image = gtk_image_new_from_icon_name (icon);
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_set_valign (image, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_box_append (GTK_BOX (row), image);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (self->hints, row);
}

static void
add_warnings (EtaPhotoDialog *self, gboolean of_product)
{
  GPtrArray *warnings = eta_photo_editor_get_warnings (self->editor, of_product);

  for (guint i = 0; warnings && i < warnings->len; i++)
    add_hint (self, "dialog-information-symbolic", g_ptr_array_index (warnings, i));
}

/* What the checks say of this photo, and what its pixels do: why it might not be ready for the gallery */
static void
show_hints_cb (EtaPhotoDialog *self)
{
  g_autofree char *pointer = eta_json_pointer_join ("/photos", self->key);
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  const EtaFinding *finding = assessment ? eta_findings_at (assessment->findings, pointer) : NULL;
  const EtaJson *photo = eta_json_get (eta_form_get_doc (self->form), pointer);
  const char *subject = eta_json_get_string (photo, "/subject");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->hints))))
    gtk_box_remove (self->hints, child);
  if (finding)
    add_hint (self,
              finding->severity == ETA_FINDING_ERROR ? "dialog-warning-symbolic"
                                                     : "dialog-information-symbolic",
              finding->message);
  add_warnings (self, FALSE);
  if (g_strcmp0 (subject, "product") == 0)
    add_warnings (self, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->hints),
                          gtk_widget_get_first_child (GTK_WIDGET (self->hints)) != NULL);
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
  const char *alt_words = eta_json_string (eta_json_first (alt));

  g_free (self->key);
  self->key = g_strdup (key);
  update (self);
  show_fields (self, pointer);
  eta_photo_editor_set_words (self->editor, alt_words ? alt_words : _ ("Photo"));
  eta_photo_editor_show (self->editor, key);
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

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoDialog *self = ETA_PHOTO_DIALOG (widget);

  eta_photo_export (self->form, self->key, widget);
}

/* In the midst of cropping it ends that. */
static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  EtaPhotoDialog *self = ETA_PHOTO_DIALOG (widget);

  if (eta_photo_editor_is_cropping (self->editor))
    gtk_widget_activate_action (GTK_WIDGET (self->editor), "edit.cancel-crop", NULL);
  else
    gtk_window_close (GTK_WINDOW (self));
  return TRUE;
}

/* The steps are the main window's. */
static gboolean
undo_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWindow *owner = gtk_window_get_transient_for (GTK_WINDOW (widget));

  eta_form_flush (ETA_PHOTO_DIALOG (widget)->form);
  return owner && gtk_widget_activate_action (GTK_WIDGET (owner), "win.undo", NULL);
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

  g_clear_object (&self->form);
  g_clear_pointer (&self->key, g_free);
  G_OBJECT_CLASS (eta_photo_dialog_parent_class)->dispose (object);
}

static void
eta_photo_dialog_class_init (EtaPhotoDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ETA_TYPE_PHOTO_EDITOR);
  G_OBJECT_CLASS (klass)->dispose = eta_photo_dialog_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = close_request;
  gtk_widget_class_install_action (widget_class, "photo.go", "i", go_cb);
  gtk_widget_class_install_action (widget_class, "photo.make-cover", NULL, make_cover_cb);
  gtk_widget_class_install_action (widget_class, "photo.remove", NULL, remove_cb);
  gtk_widget_class_install_action (widget_class, "photo.save", NULL, save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "photo.go", "i", -1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "photo.go", "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, undo_cb, NULL);
  eta_handbook_bind_key (widget_class, "photos");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-photo-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, title);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, cover);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, editor);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, hints);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoDialog, fields);
  gtk_widget_class_bind_template_callback (widget_class, show_hints_cb);
}

static void
eta_photo_dialog_init (EtaPhotoDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* As large as may be, but not larger than the window that it stands before: that fits the screen. */
static void
fit_to (EtaPhotoDialog *self, GtkWindow *owner)
{
  int width = gtk_widget_get_width (GTK_WIDGET (owner));
  int height = gtk_widget_get_height (GTK_WIDGET (owner));

  gtk_window_set_transient_for (GTK_WINDOW (self), owner);
  if (width > 0 && height > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width - 24, 640, 1200),
                                 CLAMP (height - 24, 480, 800));
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
    fit_to (self, GTK_WINDOW (root));
  eta_photo_editor_set_form (self->editor, form);
  show_photo (self, key);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "assessed", G_CALLBACK (show_hints_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self));
  return self;
}
