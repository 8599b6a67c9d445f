/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-editor.h"

#include "eta-photo-change.h"
#include "eta-photo-crop.h"
#include "eta-photo-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaPhotoEditor {
  GtkWidget parent_instance;

  /* Owned */
  EtaForm *form;
  char *key;
  char *sha256; /* that is shown, or loaded */
  GPtrArray *warnings; /* of what is shown */
  GPtrArray *of_product; /* those that count when it shows a product */
  GCancellable *loading; /* of what is looked at, or of what it was made of */
  EtaPhotoSource *source; /* while it is cropped */
  gboolean busy;
  int turns; /* asked for while it was busy */

  /* Template */
  GtkWidget *content;
  GtkStack *stack; /* the photo: "view" or "crop" */
  GtkStack *bar; /* what can be done, by the same names */
  EtaPhotoView *view;
  EtaPhotoCrop *crop;
  GtkSpinner *spinner;
  GtkLabel *status;
  GtkWidget *reset;
  GtkLabel *zoom;
  GtkLabel *size;
  GtkToggleButton *any_shape;
  GtkToggleButton *square;
  GtkToggleButton *four_to_three;
};

G_DEFINE_FINAL_TYPE (EtaPhotoEditor, eta_photo_editor, GTK_TYPE_WIDGET)

enum { LOOKED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* What went well or wrong, read aloud as it appears */
static void
say (EtaPhotoEditor *self, const char *words, gboolean wrong)
{
  gtk_label_set_label (self->status, words ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->status), words != NULL);
  if (wrong)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), "error");
}

static void
set_mode (EtaPhotoEditor *self, const char *mode)
{
  gtk_stack_set_visible_child_name (self->stack, mode);
  gtk_stack_set_visible_child_name (self->bar, mode);
}

static void
set_busy (EtaPhotoEditor *self, gboolean busy)
{
  self->busy = busy;
  gtk_spinner_set_spinning (self->spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  /* turns are counted meanwhile */
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.crop", !busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "edit.reset", !busy);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
}

/* Loading */

typedef struct {
  EtaVault *vault;
  char *sha256;
  GdkTexture *texture;
  GPtrArray *warnings;
  GPtrArray *of_product;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_object_unref (load->vault);
  g_free (load->sha256);
  g_clear_object (&load->texture);
  g_clear_pointer (&load->warnings, g_ptr_array_unref);
  g_clear_pointer (&load->of_product, g_ptr_array_unref);
  g_free (load);
}

static void
load_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = eta_vault_load (load->vault, load->sha256, &error);

  if (bytes)
    load->texture = gdk_texture_new_from_bytes (bytes, &error);
  if (load->texture)
    load->warnings = eta_photo_look (bytes, &load->of_product, &error);
  if (load->warnings)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
set_warnings (EtaPhotoEditor *self, GPtrArray *warnings, GPtrArray *of_product)
{
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->of_product, g_ptr_array_unref);
  self->warnings = warnings ? g_ptr_array_ref (warnings) : NULL;
  self->of_product = of_product ? g_ptr_array_ref (of_product) : NULL;
  g_signal_emit (self, signals[LOOKED], 0);
}

/* A load does not keep the widget: when that has gone, this was cancelled. */
static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaPhotoEditor *self = data;
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))))
    return;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    say (self, error->message, TRUE);
  eta_photo_view_set_texture (self->view, load->texture);
  set_warnings (self, load->warnings, load->of_product);
}

static GCancellable *
begin_loading (EtaPhotoEditor *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  return self->loading;
}

static void
load (EtaPhotoEditor *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, begin_loading (self), loaded_cb, self);
  Load *job = g_new0 (Load, 1);

  job->vault = g_object_ref (eta_form_get_vault (self->form));
  job->sha256 = g_strdup (self->sha256);
  g_task_set_task_data (task, job, free_load);
  g_task_run_in_thread (task, load_cb);
}

static const char *
find_sha256 (EtaPhotoEditor *self)
{
  g_autofree char *pointer = eta_json_pointer_join ("/photos", self->key);

  return eta_json_get_string (eta_json_get (eta_form_get_doc (self->form), pointer), "/sha256");
}

/* Another photo, or another copy of it: changed here, undone, or come from another desk */
static void
changed_cb (EtaPhotoEditor *self)
{
  const char *sha256 = self->key ? find_sha256 (self) : NULL;

  if (!sha256)
    return;
  gtk_widget_set_sensitive (self->reset, eta_photo_is_changed (self->form, self->key));
  if (g_strcmp0 (sha256, self->sha256) == 0)
    return;
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  load (self);
}

/* Turning */

static void turn (EtaPhotoEditor *self, int turns);

/* @result: of a change; the widget is held until here */
static gboolean
end_change (EtaPhotoEditor *self, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  gboolean done = eta_photo_change_finish (result, &error);

  set_busy (self, FALSE);
  if (!done)
    say (self, error->message, TRUE);
  return done;
}

static void
turned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoEditor) self = data;
  int more = self->turns;

  self->turns = 0;
  if (!end_change (self, result) || !self->form)
    return;
  say (self, _ ("Rotated"), FALSE);
  if (more & 3)
    turn (self, more);
}

static void
turn (EtaPhotoEditor *self, int turns)
{
  set_busy (self, TRUE);
  say (self, NULL, FALSE);
  eta_photo_turn_async (self->form, self->key, turns, NULL, turned_cb, g_object_ref (self));
}

static void
turn_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (widget);
  int turns = g_variant_get_int32 (parameter);

  if (eta_photo_editor_is_cropping (self))
    return;
  if (self->busy)
    self->turns += turns;
  else
    turn (self, turns);
}

static void
reset_done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoEditor) self = data;

  if (end_change (self, result))
    say (self, _ ("This is the original again"), FALSE);
}

static void
reset_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (widget);

  set_busy (self, TRUE);
  eta_photo_reset_async (self->form, self->key, NULL, reset_done_cb, g_object_ref (self));
}

/* Cropping */

static void
leave_crop (EtaPhotoEditor *self)
{
  g_clear_pointer (&self->source, eta_photo_source_free);
  eta_photo_crop_set_photo (self->crop, NULL, 1, 1, NULL);
  set_mode (self, "view");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
begin_crop (EtaPhotoEditor *self, EtaPhotoSource *take_source)
{
  const EtaPhotoEdit *edit = &take_source->edit;
  int swap = edit->turns & 1;
  EtaPhotoRect now = eta_photo_rect_turn (&edit->crop, edit->turns,
                                          swap ? take_source->height : take_source->width,
                                          swap ? take_source->width : take_source->height);

  self->source = take_source;
  gtk_toggle_button_set_active (self->any_shape, TRUE);
  eta_photo_crop_set_photo (self->crop, take_source->texture, take_source->width,
                            take_source->height, eta_photo_edit_is_cropped (edit) ? &now : NULL);
  set_mode (self, "crop");
  gtk_widget_grab_focus (GTK_WIDGET (self->crop));
}

static void
source_loaded_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  EtaPhotoEditor *self = data;
  g_autoptr (GError) error = NULL;
  EtaPhotoSource *source = eta_photo_source_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the widget may have gone */
  set_busy (self, FALSE);
  if (source)
    begin_crop (self, source);
  else
    say (self, error->message, TRUE);
}

static void
crop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (widget);

  if (eta_photo_editor_is_cropping (self))
    return;
  set_busy (self, TRUE);
  say (self, NULL, FALSE);
  eta_photo_source_load_async (self->form, self->key, begin_loading (self), source_loaded_cb, self);
}

static void
cropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoEditor) self = data;

  if (end_change (self, result))
    say (self, _ ("Cropped. The original is kept."), FALSE);
}

/* The frame is on the photo as it is turned; what is kept is said of the original. */
static void
apply_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (widget);
  EtaPhotoRect rect = { 0 };

  if (!self->source)
    return;
  if (!eta_photo_crop_is_whole (self->crop)) {
    rect = eta_photo_crop_get_rect (self->crop);
    rect = eta_photo_rect_turn (&rect, -self->source->edit.turns, self->source->width,
                                self->source->height);
  }
  leave_crop (self);
  set_busy (self, TRUE);
  eta_photo_crop_async (self->form, self->key, &rect, NULL, cropped_cb, g_object_ref (self));
}

static void
cancel_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (widget);

  if (eta_photo_editor_is_cropping (self))
    leave_crop (self);
}

static void
shape_cb (EtaPhotoEditor *self, GtkToggleButton *button)
{
  if (!gtk_toggle_button_get_active (button))
    return;
  if (button == self->square)
    eta_photo_crop_set_shape (self->crop, 1, 1);
  else if (button == self->four_to_three)
    eta_photo_crop_set_shape (self->crop, 4, 3);
  else
    eta_photo_crop_set_shape (self->crop, 0, 0);
}

static void
frame_changed_cb (EtaPhotoEditor *self)
{
  EtaPhotoRect rect = eta_photo_crop_get_rect (self->crop);
  gboolean small = MIN (rect.width, rect.height) < ETA_PHOTO_GOOD_SIDE;
  g_autofree char *words =
      g_strdup_printf (small ? _ ("%d × %d pixels: small for a cover") : _ ("%d × %d pixels"),
                       rect.width, rect.height);

  gtk_label_set_label (self->size, words);
}

/* Zoom */

static void
zoom_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoView *view = ETA_PHOTO_EDITOR (widget)->view;

  if (g_str_equal (action, "zoom.in"))
    eta_photo_view_set_zoom (view, eta_photo_view_get_zoom (view) * ETA_PHOTO_VIEW_STEP);
  else if (g_str_equal (action, "zoom.out"))
    eta_photo_view_set_zoom (view, eta_photo_view_get_zoom (view) / ETA_PHOTO_VIEW_STEP);
  else if (g_str_equal (action, "zoom.fit"))
    eta_photo_view_set_zoom (view, 0);
  else if (g_str_equal (action, "zoom.full") || eta_photo_view_is_fitted (view))
    eta_photo_view_set_zoom (view, 1);
  else
    eta_photo_view_set_zoom (view, 0);
}

static void
zoomed_cb (EtaPhotoEditor *self)
{
  g_autofree char *words =
      g_strdup_printf (_ ("%.0f %%"), eta_photo_view_get_zoom (self->view) * 100);

  gtk_label_set_label (self->zoom, words);
}

static void
eta_photo_editor_dispose (GObject *object)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_photo_editor_parent_class)->dispose (object);
}

static void
eta_photo_editor_finalize (GObject *object)
{
  EtaPhotoEditor *self = ETA_PHOTO_EDITOR (object);

  g_free (self->key);
  g_free (self->sha256);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);
  g_clear_pointer (&self->of_product, g_ptr_array_unref);
  eta_photo_source_free (self->source);
  G_OBJECT_CLASS (eta_photo_editor_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const zooms[] = { "zoom.in", "zoom.out", "zoom.fit", "zoom.full",
                                       "zoom.toggle" };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_install_action (widget_class, zooms[i], NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "edit.turn", "i", turn_cb);
  gtk_widget_class_install_action (widget_class, "edit.crop", NULL, crop_cb);
  gtk_widget_class_install_action (widget_class, "edit.apply-crop", NULL, apply_cb);
  gtk_widget_class_install_action (widget_class, "edit.cancel-crop", NULL, cancel_cb);
  gtk_widget_class_install_action (widget_class, "edit.reset", NULL, reset_cb);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-photo-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, content);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, bar);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, view);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, crop);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, spinner);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, status);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, reset);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, zoom);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, size);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, any_shape);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, square);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoEditor, four_to_three);
  gtk_widget_class_bind_template_callback (widget_class, shape_cb);
  gtk_widget_class_bind_template_callback (widget_class, frame_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, zoomed_cb);
}

static void
eta_photo_editor_class_init (EtaPhotoEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_photo_editor_dispose;
  object_class->finalize = eta_photo_editor_finalize;
  signals[LOOKED] = g_signal_new ("looked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (ETA_TYPE_PHOTO_VIEW);
  g_type_ensure (ETA_TYPE_PHOTO_CROP);
  install_actions (widget_class);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
add_key (GtkEventController *keys, const char *trigger, const char *action, const char *target)
{
  g_autoptr (GVariant) arguments = target ? g_variant_parse (NULL, target, NULL, NULL, NULL) : NULL;
  GtkShortcut *shortcut =
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger), gtk_named_action_new (action));

  gtk_shortcut_set_arguments (shortcut, arguments);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), shortcut);
}

/* They count in the whole window, wherever the cursor is. */
static void
add_keys (EtaPhotoEditor *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_MANAGED);
  add_key (keys, "<Control>r", "edit.turn", "1");
  add_key (keys, "<Control><Shift>r", "edit.turn", "-1");
  add_key (keys, "<Control>e", "edit.crop", NULL);
  add_key (keys, "<Control>plus|<Control>equal|<Control>KP_Add", "zoom.in", NULL);
  add_key (keys, "<Control>minus|<Control>KP_Subtract", "zoom.out", NULL);
  add_key (keys, "<Control>0|<Control>KP_0", "zoom.fit", NULL);
  add_key (keys, "<Control>1|<Control>KP_1", "zoom.full", NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
eta_photo_editor_init (EtaPhotoEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

/** eta_photo_editor_set_form: once, before a photo is shown */
void
eta_photo_editor_set_form (EtaPhotoEditor *self, EtaForm *form)
{
  g_return_if_fail (ETA_IS_PHOTO_EDITOR (self) && !self->form);

  self->form = g_object_ref (form);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/** eta_photo_editor_show: @key: of a photo of the record */
void
eta_photo_editor_show (EtaPhotoEditor *self, const char *key)
{
  g_return_if_fail (ETA_IS_PHOTO_EDITOR (self) && self->form);

  g_free (self->key);
  self->key = g_strdup (key);
  g_clear_pointer (&self->sha256, g_free);
  self->turns = 0;
  set_busy (self, FALSE);
  say (self, NULL, FALSE);
  if (eta_photo_editor_is_cropping (self))
    leave_crop (self);
  eta_photo_view_set_texture (self->view, NULL);
  set_warnings (self, NULL, NULL);
  changed_cb (self);
}

/** eta_photo_editor_set_words: @words: what the photo shows, for people who cannot see it */
void
eta_photo_editor_set_words (EtaPhotoEditor *self, const char *words)
{
  g_return_if_fail (ETA_IS_PHOTO_EDITOR (self));
  eta_photo_view_set_words (self->view, words);
}

/**
 * eta_photo_editor_get_warnings:
 * @of_product: those that count when it shows a product, or the others
 *
 * Returns: (transfer none) (nullable) (element-type utf8): what the pixels have against the photo; %NULL
 *   until they have been looked at
 */
GPtrArray *
eta_photo_editor_get_warnings (EtaPhotoEditor *self, gboolean of_product)
{
  g_return_val_if_fail (ETA_IS_PHOTO_EDITOR (self), NULL);
  return of_product ? self->of_product : self->warnings;
}

gboolean
eta_photo_editor_is_cropping (EtaPhotoEditor *self)
{
  g_return_val_if_fail (ETA_IS_PHOTO_EDITOR (self), FALSE);
  return self->source != NULL;
}
