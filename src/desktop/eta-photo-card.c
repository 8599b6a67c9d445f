/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-card.h"

#include "eta-named.h"
#include "eta-thumbnail.h"
#include "eta-words.h"

#include <glib/gi18n.h>

/**
 * EtaPhotoCard:
 *
 * One photo of the strip: as high as the others, as wide as it is. A click opens it; it can be dragged to
 * another place, or moved there with Ctrl and the arrows. What else can be done with it are the strip's
 * actions "photos.*", by keys and by its menu. Main thread.
 */
struct _EtaPhotoCard {
  GtkWidget parent_instance;

  /* Owned */
  EtaForm *form;
  char *key;
  char *pointer;
  char *sha256; /* that is shown */

  int held_x, held_y; /* where a drag has taken hold of it */

  /* Borrowed: in overlay */
  EtaThumbnail *thumbnail;

  /* Template */
  GtkWidget *button;
  GtkOverlay *overlay;
  GtkWidget *cover;
  GtkWidget *mark;
};

G_DEFINE_FINAL_TYPE (EtaPhotoCard, eta_photo_card, GTK_TYPE_WIDGET)

enum { OPENED, MOVED, MENU, N_SIGNALS };

static guint signals[N_SIGNALS];

#define WIDEST (2 * ETA_PHOTO_CARD_HEIGHT)
#define NARROWEST (ETA_PHOTO_CARD_HEIGHT / 2)

static void
clicked_cb (EtaPhotoCard *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  int by = g_variant_get_int32 (args);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  g_signal_emit (widget, signals[MOVED], 0, rtl ? -by : by);
  return TRUE;
}

/* @action: of the strip, which acts on the photo with this key */
static gboolean
act_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  const char *action;

  g_variant_get (args, "(&s)", &action);
  return gtk_widget_activate_action (widget, action, "s", ETA_PHOTO_CARD (widget)->key);
}

static gboolean
menu_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  g_signal_emit (widget, signals[MENU], 0, gtk_widget_get_width (widget) / 2.0,
                 gtk_widget_get_height (widget) / 2.0);
  return TRUE;
}

static void
menu_pressed_cb (EtaPhotoCard *self, int n, double x, double y)
{
  g_signal_emit (self, signals[MENU], 0, x, y);
}

static GdkContentProvider *
prepare_cb (EtaPhotoCard *self, double x, double y)
{
  self->held_x = (int) x;
  self->held_y = (int) y;
  return gdk_content_provider_new_typed (ETA_TYPE_PHOTO_CARD, self);
}

static void
drag_begin_cb (EtaPhotoCard *self, GdkDrag *drag, GtkDragSource *source)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self->thumbnail));

  gtk_drag_source_set_icon (source, picture, self->held_x, self->held_y);
}

static int
width_for (const EtaJson *photo)
{
  gint64 width = eta_json_get_int (photo, "/width", 4);
  gint64 height = eta_json_get_int (photo, "/height", 3);
  gint64 shown = height > 0 ? ETA_PHOTO_CARD_HEIGHT * width / height : ETA_PHOTO_CARD_HEIGHT;

  return (int) CLAMP (shown, NARROWEST, WIDEST);
}

/* "Photo 2 of 5, cover: Roasted beans" */
static char *
describe (EtaPhotoCard *self, const EtaJson *photo, guint position, guint total)
{
  const EtaJson *caption = eta_json_get (photo, "/caption");
  const char *text = eta_json_string (eta_json_member (caption, eta_words_language ()));
  GString *words = g_string_new (NULL);

  g_string_append_printf (words, _ ("Photo %u of %u"), position + 1, total);
  if (position == 0)
    g_string_append_printf (words, ", %s", _ ("cover"));
  if (text)
    g_string_append_printf (words, ": %s", text);
  return g_string_free (words, FALSE);
}

static void
eta_photo_card_dispose (GObject *object)
{
  EtaPhotoCard *self = ETA_PHOTO_CARD (object);

  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->form);
  G_OBJECT_CLASS (eta_photo_card_parent_class)->dispose (object);
}

static void
eta_photo_card_finalize (GObject *object)
{
  g_free (ETA_PHOTO_CARD (object)->key);
  g_free (ETA_PHOTO_CARD (object)->pointer);
  g_free (ETA_PHOTO_CARD (object)->sha256);
  G_OBJECT_CLASS (eta_photo_card_parent_class)->finalize (object);
}

static void
eta_photo_card_class_init (EtaPhotoCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = eta_photo_card_dispose;
  object_class->finalize = eta_photo_card_finalize;
  signals[OPENED] =
      g_signal_new ("opened", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 1, G_TYPE_INT);
  signals[MENU] = g_signal_new ("menu", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, GDK_CONTROL_MASK, move_cb, "i", -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, GDK_CONTROL_MASK, move_cb, "i", 1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, GDK_CONTROL_MASK, act_cb, "(s)",
                                "photos.make-cover");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Delete, 0, act_cb, "(s)", "photos.remove");
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_key_cb, NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-photo-card.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoCard, button);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoCard, overlay);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoCard, cover);
  gtk_widget_class_bind_template_child (widget_class, EtaPhotoCard, mark);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
eta_photo_card_init (EtaPhotoCard *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  /* before the button takes the press */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (source), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* A photo that was cropped or turned is another file, of another shape. */
static void
show_photo (EtaPhotoCard *self, const EtaJson *photo)
{
  const char *sha256 = eta_json_get_string (photo, "/sha256");
  GtkWidget *thumbnail;

  if (self->thumbnail && g_strcmp0 (sha256, self->sha256) == 0)
    return;
  g_free (self->sha256);
  self->sha256 = g_strdup (sha256);
  thumbnail = eta_thumbnail_new (width_for (photo), ETA_PHOTO_CARD_HEIGHT);
  self->thumbnail = ETA_THUMBNAIL (thumbnail);
  gtk_overlay_set_child (self->overlay, thumbnail);
  eta_thumbnail_show (self->thumbnail, eta_form_get_thumbnails (self->form), sha256);
}

/** eta_photo_card_new: @key: of a photo of the record */
GtkWidget *
eta_photo_card_new (EtaForm *form, const char *key)
{
  EtaPhotoCard *self = g_object_new (ETA_TYPE_PHOTO_CARD, NULL);

  self->form = g_object_ref (form);
  self->key = g_strdup (key);
  self->pointer = eta_json_pointer_join ("/photos", key);
  show_photo (self, eta_json_get (eta_form_get_doc (form), self->pointer));
  return GTK_WIDGET (self);
}

const char *
eta_photo_card_get_key (EtaPhotoCard *self)
{
  g_return_val_if_fail (ETA_IS_PHOTO_CARD (self), NULL);
  return self->key;
}

/** eta_photo_card_update: shows its place, and whether the checks found something in it */
void
eta_photo_card_update (EtaPhotoCard *self, guint position, guint total)
{
  const EtaAssessment *assessment = eta_form_get_assessment (self->form);
  const EtaJson *photo = eta_json_get (eta_form_get_doc (self->form), self->pointer);
  const EtaFinding *finding =
      assessment ? eta_findings_at (assessment->findings, self->pointer) : NULL;
  g_autofree char *words = describe (self, photo, position, total);

  show_photo (self, photo);
  gtk_widget_set_visible (self->cover, position == 0);
  gtk_widget_set_visible (self->mark, finding != NULL);
  eta_set_tooltip (self->button, finding ? finding->message : words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  finding ? finding->message : "", -1);
}
