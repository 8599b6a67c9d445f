/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-strip.h"

#include "eta-attach.h"
#include "eta-edit.h"
#include "eta-field-message.h"
#include "eta-intake-offer.h"
#include "eta-photo-card.h"
#include "eta-photo-dialog.h"
#include "eta-photo-export.h"
#include "eta-photo-failed.h"
#include "eta-photo-menu.h"
#include "eta-photo-order.h"
#include "eta-photos.h"

#include <glib/gi18n.h>

/**
 * EtaPhotoStrip:
 *
 * The photos of a record side by side, the cover first, and after them a place to add more: by a click, a
 * drop of files or of a picture, or from the clipboard. Shows how far an import is, and a card for each
 * file that could not be taken. Main thread.
 */
struct _EtaPhotoStrip {
  GtkWidget parent_instance;

  /* Owned */
  EtaForm *form;
  EtaEdit *edit; /* of the photos as a whole: what the checks say of them */
  EtaIntake *intake;
  char *shown; /* keys of the cards, in their order */
  GtkWidget *menu; /* of a photo, as it was opened last; a child of this */
  double drop_x; /* of what was dropped last */

  /* Template */
  GtkWidget *content;
  GtkScrolledWindow *scroller;
  GtkBox *cards;
  GtkWidget *add;
  GtkLabel *hint;
  GtkWidget *progress;
  GtkLabel *progress_words;
  GtkProgressBar *bar;
};

G_DEFINE_FINAL_TYPE (EtaPhotoStrip, eta_photo_strip, GTK_TYPE_WIDGET)

/* A photo of the vault on its way into the record */
typedef struct {
  char *id;
  EtaPhotoJob *job;
  guint index;
} Attaching;

static void
free_attaching (gpointer data)
{
  Attaching *attaching = data;

  g_free (attaching->id);
  g_object_unref (attaching->job);
  g_free (attaching);
}

/* On the store's thread */
static gboolean
attach_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Attaching *attaching = data;
  const EtaPhoto *photo = eta_photo_job_get_photo (attaching->job, attaching->index, NULL);
  g_autofree char *key = eta_attach_photo (store, attaching->id, photo, error);

  return key != NULL;
}

/* Bound to the form and not to the strip: a photo that was chosen arrives, whatever is shown by then. */
static void
taken_cb (EtaForm *form, EtaPhotoJob *job, guint index)
{
  Attaching *attaching = g_new0 (Attaching, 1);

  attaching->id = g_strdup (eta_form_get_id (form));
  attaching->job = g_object_ref (job);
  attaching->index = index;
  eta_form_run (form, attach_cb, attaching, free_attaching, NULL);
}

static void
again_cb (EtaPhotoFailed *failed, EtaPhotoStrip *self)
{
  gtk_box_remove (self->cards, GTK_WIDGET (failed));
  eta_intake_choose (self->intake, FALSE);
}

static void
dismissed_cb (EtaPhotoFailed *failed, EtaPhotoStrip *self)
{
  gtk_box_remove (self->cards, GTK_WIDGET (failed));
  gtk_widget_grab_focus (self->add);
}

static void
failed_cb (EtaPhotoStrip *self, const char *path, const char *words)
{
  GtkWidget *card = eta_photo_failed_new (path, words);

  g_signal_connect_object (card, "again", G_CALLBACK (again_cb), self, 0);
  g_signal_connect_object (card, "dismissed", G_CALLBACK (dismissed_cb), self, 0);
  gtk_box_insert_child_after (self->cards, card, gtk_widget_get_prev_sibling (self->add));
}

static void
progress_cb (EtaPhotoStrip *self)
{
  guint total = eta_intake_get_total (self->intake), done = eta_intake_get_done (self->intake);
  g_autofree char *words = NULL;

  gtk_widget_set_visible (self->progress, total > 0);
  if (total == 0)
    return;
  words = g_strdup_printf (_ ("Adding photo %u of %u"), MIN (done + 1, total), total);
  gtk_label_set_label (self->progress_words, words);
  gtk_progress_bar_set_fraction (self->bar, (double) done / total);
}

static void
opened_cb (EtaPhotoCard *card, EtaPhotoStrip *self)
{
  eta_photo_dialog_show (self->form, eta_photo_card_get_key (card), GTK_WIDGET (self));
}

static GtkWidget *
first_card (EtaPhotoStrip *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards));

  return ETA_IS_PHOTO_CARD (child) ? child : NULL;
}

static GtkWidget *
next_card (GtkWidget *card)
{
  GtkWidget *next = gtk_widget_get_next_sibling (card);

  return ETA_IS_PHOTO_CARD (next) ? next : NULL;
}

static int
position_of (EtaPhotoStrip *self, const char *key)
{
  int at = 0;

  for (GtkWidget *card = first_card (self); card; card = next_card (card), at++)
    if (g_str_equal (eta_photo_card_get_key (ETA_PHOTO_CARD (card)), key))
      return at;
  return -1;
}

/* The card that was moved keeps the focus, though it is another widget afterwards. */
static void
focus_card (EtaPhotoStrip *self, const char *key)
{
  for (GtkWidget *card = first_card (self); card; card = next_card (card))
    if (g_str_equal (eta_photo_card_get_key (ETA_PHOTO_CARD (card)), key))
      gtk_widget_child_focus (card, GTK_DIR_TAB_FORWARD);
}

static void
moved_cb (EtaPhotoCard *card, int by, EtaPhotoStrip *self)
{
  g_autofree char *key = g_strdup (eta_photo_card_get_key (card));
  int to = position_of (self, key) + by;

  if (to < 0)
    return;
  eta_photo_move (self->form, key, (guint) to);
  focus_card (self, key);
}

static void
menu_cb (EtaPhotoCard *card, double x, double y, EtaPhotoStrip *self)
{
  const char *key = eta_photo_card_get_key (card);

  gtk_widget_translate_coordinates (GTK_WIDGET (card), GTK_WIDGET (self), x, y, &x, &y);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = eta_photo_menu_popup (GTK_WIDGET (self), key, position_of (self, key) == 0, x, y);
}

static void
clear_cards (EtaPhotoStrip *self)
{
  GtkWidget *card;

  while ((card = first_card (self)))
    gtk_box_remove (self->cards, card);
}

static void
make_cards (EtaPhotoStrip *self, GPtrArray *keys)
{
  GtkWidget *last = NULL;

  clear_cards (self);
  for (guint i = 0; i < keys->len; i++) {
    GtkWidget *card = eta_photo_card_new (self->form, g_ptr_array_index (keys, i));

    g_signal_connect_object (card, "opened", G_CALLBACK (opened_cb), self, 0);
    g_signal_connect_object (card, "moved", G_CALLBACK (moved_cb), self, 0);
    g_signal_connect_object (card, "menu", G_CALLBACK (menu_cb), self, 0);
    gtk_box_insert_child_after (self->cards, card, last);
    last = card;
  }
}

static void
update_cards (EtaPhotoStrip *self, guint total)
{
  guint at = 0;

  for (GtkWidget *card = first_card (self); card; card = next_card (card))
    eta_photo_card_update (ETA_PHOTO_CARD (card), at++, total);
}

/* Without photos the place to add them fills the strip, and says so. */
static void
update_add (EtaPhotoStrip *self, guint total)
{
  gtk_label_set_label (self->hint, total ? _ ("Add")
                                         : _ ("Drop photos here, or click to choose "
                                              "them. Three are needed for the gallery, "
                                              "one of them of the pack or label."));
  gtk_widget_set_hexpand (self->add, total == 0);
  gtk_widget_set_size_request (self->add, total ? 72 : -1, ETA_PHOTO_CARD_HEIGHT);
}

static void
changed_cb (EtaPhotoStrip *self)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (eta_form_get_doc (self->form));
  g_autoptr (GString) order = g_string_new (NULL);

  for (guint i = 0; i < keys->len; i++)
    g_string_append_printf (order, "%s ", (char *) g_ptr_array_index (keys, i));
  if (g_strcmp0 (order->str, self->shown) != 0) {
    g_free (self->shown);
    self->shown = g_strdup (order->str);
    make_cards (self, keys);
    update_add (self, keys->len);
  }
  update_cards (self, keys->len);
}

static void
add_clicked_cb (EtaPhotoStrip *self)
{
  eta_intake_choose (self->intake, TRUE);
}

static void
cancel_clicked_cb (EtaPhotoStrip *self)
{
  eta_intake_cancel (self->intake);
}

/* The place among the cards that a drop at @x means */
static guint
position_at (EtaPhotoStrip *self, double x)
{
  guint at = 0;

  for (GtkWidget *card = first_card (self); card; card = next_card (card), at++) {
    double middle, y;

    gtk_widget_translate_coordinates (card, GTK_WIDGET (self), gtk_widget_get_width (card) / 2.0, 0,
                                      &middle, &y);
    if (x < middle)
      return at;
  }
  return at;
}

/* Where the photo that is dragged would go; -1: nowhere */
static void
mark_place (EtaPhotoStrip *self, int place)
{
  int at = 0;

  gtk_widget_remove_css_class (GTK_WIDGET (self), "dropping");
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->cards)); child;
       child = gtk_widget_get_next_sibling (child), at++)
    if (at == place)
      gtk_widget_add_css_class (child, "drop-before");
    else
      gtk_widget_remove_css_class (child, "drop-before");
}

static void
drop_card (EtaPhotoStrip *self, EtaPhotoCard *card, double x)
{
  const char *key = eta_photo_card_get_key (card);
  int from = position_of (self, key);
  int to = (int) position_at (self, x);

  /* It leaves its own place before it takes the new one. */
  if (from >= 0)
    eta_photo_move (self->form, key, (guint) (to > from ? to - 1 : to));
}

static void
card_dropped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaPhotoStrip) self = data;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);

  if (value && self->form)
    drop_card (self, g_value_get_object (value), self->drop_x);
  gdk_drop_finish (GDK_DROP (source), value ? GDK_ACTION_MOVE : 0);
}

static gboolean
is_card (GdkDrop *drop)
{
  return gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), ETA_TYPE_PHOTO_CARD);
}

static gboolean
drop_cb (EtaPhotoStrip *self, GdkDrop *drop, double x, double y)
{
  self->drop_x = x;
  if (is_card (drop))
    gdk_drop_read_value_async (drop, ETA_TYPE_PHOTO_CARD, G_PRIORITY_DEFAULT, NULL, card_dropped_cb,
                               g_object_ref (self));
  else
    eta_intake_take_drop (self->intake, drop);
  mark_place (self, -1);
  return TRUE;
}

static GdkDragAction
drag_motion_cb (EtaPhotoStrip *self, GdkDrop *drop, double x, double y)
{
  gboolean card = is_card (drop);

  mark_place (self, card ? (int) position_at (self, x) : -1);
  if (!card)
    gtk_widget_add_css_class (GTK_WIDGET (self), "dropping");
  return card ? GDK_ACTION_MOVE : GDK_ACTION_COPY;
}

static void
drag_leave_cb (EtaPhotoStrip *self)
{
  mark_place (self, -1);
}

/* Actions, on the photo with the key that they are given */

static void
paste_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_intake_paste (ETA_PHOTO_STRIP (widget)->intake, gtk_widget_get_clipboard (widget));
}

/* Pictures and files mean this strip wherever the cursor is, but for a text that takes them itself. */
static gboolean
paste_anywhere_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);

  if (!eta_intake_can_paste (clipboard))
    return FALSE;
  eta_intake_paste (ETA_PHOTO_STRIP (widget)->intake, clipboard);
  return TRUE;
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_photo_dialog_show (ETA_PHOTO_STRIP (widget)->form, g_variant_get_string (parameter, NULL),
                         widget);
}

static void
make_cover_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoStrip *self = ETA_PHOTO_STRIP (widget);
  const char *key = g_variant_get_string (parameter, NULL);

  eta_photo_make_cover (self->form, key);
  focus_card (self, key);
}

/* The focus goes to the photo that takes its place. */
static void
remove_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaPhotoStrip *self = ETA_PHOTO_STRIP (widget);
  const char *key = g_variant_get_string (parameter, NULL);
  int at = position_of (self, key);
  GtkWidget *next;

  eta_photo_remove (self->form, key);
  next = first_card (self);
  while (next && at-- > 0 && next_card (next))
    next = next_card (next);
  if (next)
    gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->add);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *key = g_variant_get_string (parameter, NULL);

  eta_photo_export (ETA_PHOTO_STRIP (widget)->form, *key ? key : NULL, widget);
}

static void
eta_photo_strip_dispose (GObject *object)
{
  EtaPhotoStrip *self = ETA_PHOTO_STRIP (object);

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->intake);
  eta_edit_drop (&self->edit, self);
  g_clear_object (&self->form);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (eta_photo_strip_parent_class)->dispose (object);
}

static void
eta_photo_strip_class_init (EtaPhotoStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_photo_strip_dispose;
  gtk_widget_class_set_css_name (widget_class, "photostrip");
  gtk_widget_class_install_action (widget_class, "photos.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "photos.open", "s", open_cb);
  gtk_widget_class_install_action (widget_class, "photos.make-cover", "s", make_cover_cb);
  gtk_widget_class_install_action (widget_class, "photos.remove", "s", remove_cb);
  gtk_widget_class_install_action (widget_class, "photos.save", "s", save_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "photos.paste",
                                       NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-photo-strip.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, content);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, cards);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, add);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, hint);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, progress);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, progress_words);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoStrip, bar);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked_cb);
}

static GdkContentFormats *
make_formats (void)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  g_autoptr (GdkContentFormats) offers = eta_intake_offer_formats ();

  gdk_content_formats_builder_add_gtype (builder, ETA_TYPE_PHOTO_CARD);
  gdk_content_formats_builder_add_formats (builder, offers);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static void
eta_photo_strip_init (EtaPhotoStrip *self)
{
  GtkDropTargetAsync *target =
      gtk_drop_target_async_new (make_formats (), GDK_ACTION_COPY | GDK_ACTION_MOVE);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  GtkShortcut *paste = gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_v, GDK_CONTROL_MASK),
                                         gtk_callback_action_new (paste_anywhere_cb, NULL, NULL));

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (drop_cb), self);
  g_signal_connect_swapped (target, "drag-enter", G_CALLBACK (drag_motion_cb), self);
  g_signal_connect_swapped (target, "drag-motion", G_CALLBACK (drag_motion_cb), self);
  g_signal_connect_swapped (target, "drag-leave", G_CALLBACK (drag_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_MANAGED);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys), paste);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * eta_photo_strip_set_form:
 * @field: the row of the photos
 *
 * Once.
 */
void
eta_photo_strip_set_form (EtaPhotoStrip *self, EtaForm *form, const EtaField *field)
{
  g_return_if_fail (ETA_IS_PHOTO_STRIP (self) && !self->form);

  self->form = g_object_ref (form);
  self->edit = eta_edit_new (form, field, field->path);
  self->intake = eta_intake_new (eta_form_get_vault (form), GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (field->label), -1);
  eta_edit_set_parent_pointer (self->edit, "/cover");
  eta_edit_set_control (self->edit, self->add);
  gtk_box_append (GTK_BOX (self->content), eta_field_message_new (self->edit));
  g_object_set_data_full (G_OBJECT (self->intake), "form", g_object_ref (form), g_object_unref);
  g_signal_connect_swapped (self->intake, "taken", G_CALLBACK (taken_cb), form);
  g_signal_connect_object (self->intake, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->intake, "progress", G_CALLBACK (progress_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "assessed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

/** eta_photo_strip_take_files: @files: (element-type GFile): not taken over */
void
eta_photo_strip_take_files (EtaPhotoStrip *self, GSList *files)
{
  g_return_if_fail (ETA_IS_PHOTO_STRIP (self) && self->intake);
  eta_intake_take_files (self->intake, files);
}
