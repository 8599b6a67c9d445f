/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-view.h"

#include <glib/gi18n.h>
#include <math.h>

struct _EtaPhotoView {
  GtkWidget parent_instance;

  /* Owned */
  GdkTexture *texture; /* NULL: not loaded yet */

  double zoom; /* pixels of the screen to one of the photo; 0: fitted */
  double x, y; /* the point of the photo in the middle */
  double from_x, from_y, from_zoom; /* when a gesture began */
  double pointer_x, pointer_y; /* in the widget; negative: not over it */
  guint tell_id; /* what a new size means, once it is settled */
};

G_DEFINE_FINAL_TYPE (EtaPhotoView, eta_photo_view, GTK_TYPE_WIDGET)

enum { ZOOMED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SMALLEST 0.02
#define LARGEST 8.0
#define PAN_SHARE 0.15 /* of the view, at a key */

static double
width_of (EtaPhotoView *self)
{
  return gdk_texture_get_width (self->texture);
}

static double
height_of (EtaPhotoView *self)
{
  return gdk_texture_get_height (self->texture);
}

/* Pixels of the widget to one of the photo. A small photo is shown as it is: enlarged, it would look worse
 * than it is. */
static double
scale_of (EtaPhotoView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  double full = 1.0 / gtk_widget_get_scale_factor (widget);
  double fit;

  if (self->zoom > 0)
    return self->zoom * full;
  fit = MIN (gtk_widget_get_width (widget) / width_of (self),
             gtk_widget_get_height (widget) / height_of (self));
  return MIN (fit, full);
}

/* Nothing but the photo is shown where there is enough of it; else it stands in the middle. */
static double
clamp_middle (double at, double shown, double whole)
{
  if (shown >= whole)
    return whole / 2;
  return CLAMP (at, shown / 2, whole - shown / 2);
}

static void
clamp_place (EtaPhotoView *self)
{
  double scale = scale_of (self);

  self->x =
      clamp_middle (self->x, gtk_widget_get_width (GTK_WIDGET (self)) / scale, width_of (self));
  self->y =
      clamp_middle (self->y, gtk_widget_get_height (GTK_WIDGET (self)) / scale, height_of (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
can_pan (EtaPhotoView *self)
{
  double scale;

  if (!self->texture)
    return FALSE;
  scale = scale_of (self);
  return width_of (self) * scale > gtk_widget_get_width (GTK_WIDGET (self)) + 1 ||
         height_of (self) * scale > gtk_widget_get_height (GTK_WIDGET (self)) + 1;
}

static void
tell (EtaPhotoView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  g_autofree char *words = NULL;

  gtk_widget_set_cursor_from_name (widget, can_pan (self) ? "grab" : NULL);
  /* Translators: how large a photo is shown, in percent */
  words = g_strdup_printf (_ ("%.0f %%"), eta_photo_view_get_zoom (self) * 100);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  self->texture ? words : "", -1);
  g_signal_emit (self, signals[ZOOMED], 0);
}

/* The point of the photo under (@x, @y) of the widget stays there. */
static void
zoom_at (EtaPhotoView *self, double zoom, double x, double y)
{
  double dx = x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double dy = y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;
  double before, after;

  if (!self->texture)
    return;
  before = scale_of (self);
  self->zoom = CLAMP (zoom, SMALLEST, LARGEST);
  after = scale_of (self);
  self->x += dx / before - dx / after;
  self->y += dy / before - dy / after;
  clamp_place (self);
  tell (self);
}

static void
fit (EtaPhotoView *self)
{
  self->zoom = 0;
  if (self->texture)
    clamp_place (self);
  tell (self);
}

static void
pan (EtaPhotoView *self, double dx, double dy)
{
  double scale = scale_of (self);

  self->x += dx / scale;
  self->y += dy / scale;
  clamp_place (self);
}

/* An arrow moves the photo about; where there is nothing to move, it goes to the next one. */
static gboolean
arrow_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  EtaPhotoView *self = ETA_PHOTO_VIEW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int across, down;

  g_variant_get (args, "(ii)", &across, &down);
  if (can_pan (self))
    pan (self, across * PAN_SHARE * gtk_widget_get_width (widget),
         down * PAN_SHARE * gtk_widget_get_height (widget));
  else if (across)
    return gtk_widget_activate_action (widget, "photo.go", "i", rtl ? -across : across);
  else
    return FALSE;
  return TRUE;
}

static gboolean
scroll_cb (EtaPhotoView *self, double dx, double dy, GtkEventControllerScroll *scroll)
{
  GdkModifierType keys =
      gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (scroll));
  gboolean fingers = gtk_event_controller_scroll_get_unit (scroll) == GDK_SCROLL_UNIT_SURFACE;

  if (!self->texture)
    return FALSE;
  if (fingers && !(keys & GDK_CONTROL_MASK))
    pan (self, dx, dy);
  else if (self->pointer_x >= 0)
    zoom_at (self,
             eta_photo_view_get_zoom (self) * pow (ETA_PHOTO_VIEW_STEP, fingers ? -dy / 50 : -dy),
             self->pointer_x, self->pointer_y);
  return TRUE;
}

static void
motion_cb (EtaPhotoView *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
leave_cb (EtaPhotoView *self)
{
  self->pointer_x = self->pointer_y = -1;
}

static void
drag_begin_cb (EtaPhotoView *self, double x, double y, GtkGesture *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (!can_pan (self)) {
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
    return;
  }
  self->from_x = self->x;
  self->from_y = self->y;
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grabbing");
}

static void
drag_update_cb (EtaPhotoView *self, double dx, double dy)
{
  double scale = scale_of (self);

  self->x = self->from_x - dx / scale;
  self->y = self->from_y - dy / scale;
  clamp_place (self);
}

static void
drag_end_cb (EtaPhotoView *self)
{
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), can_pan (self) ? "grab" : NULL);
}

static void
pinch_begin_cb (EtaPhotoView *self)
{
  self->from_zoom = eta_photo_view_get_zoom (self);
}

static void
pinch_cb (EtaPhotoView *self, double factor, GtkGesture *gesture)
{
  double x, y;

  if (gtk_gesture_get_bounding_box_center (gesture, &x, &y))
    zoom_at (self, self->from_zoom * factor, x, y);
}

static void
pressed_cb (EtaPhotoView *self, int n, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (n != 2)
    return;
  if (self->zoom > 0)
    fit (self);
  else
    zoom_at (self, 1, x, y);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtaPhotoView *self = ETA_PHOTO_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double scale;

  if (!self->texture)
    return;
  scale = scale_of (self);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((float) (width / 2.0 - self->x * scale),
                                                    (float) (height / 2.0 - self->y * scale),
                                                    (float) (width_of (self) * scale),
                                                    (float) (height_of (self) * scale)));
  gtk_snapshot_pop (snapshot);
}

static gboolean
tell_cb (gpointer data)
{
  EtaPhotoView *self = data;

  self->tell_id = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EtaPhotoView *self = ETA_PHOTO_VIEW (widget);

  if (!self->texture || width == 0 || height == 0)
    return;
  clamp_place (self);
  if (!self->tell_id)
    self->tell_id = g_idle_add (tell_cb, self);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = 480;
}

static void
eta_photo_view_dispose (GObject *object)
{
  g_clear_handle_id (&ETA_PHOTO_VIEW (object)->tell_id, g_source_remove);
  g_clear_object (&ETA_PHOTO_VIEW (object)->texture);
  G_OBJECT_CLASS (eta_photo_view_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    const char *action;
  } zooms[] = {
    { GDK_KEY_plus, "zoom.in" },         { GDK_KEY_equal, "zoom.in" },
    { GDK_KEY_KP_Add, "zoom.in" },       { GDK_KEY_minus, "zoom.out" },
    { GDK_KEY_KP_Subtract, "zoom.out" }, { GDK_KEY_0, "zoom.fit" },
    { GDK_KEY_KP_0, "zoom.fit" },        { GDK_KEY_1, "zoom.full" },
    { GDK_KEY_KP_1, "zoom.full" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++)
    gtk_widget_class_add_binding_action (widget_class, zooms[i].key, 0, zooms[i].action, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Left, 0, arrow_cb, "(ii)", -1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Right, 0, arrow_cb, "(ii)", 1, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Up, 0, arrow_cb, "(ii)", 0, -1);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Down, 0, arrow_cb, "(ii)", 0, 1);
}

static void
eta_photo_view_class_init (EtaPhotoViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_photo_view_dispose;
  widget_class->snapshot = snapshot;
  widget_class->size_allocate = size_allocate;
  widget_class->measure = measure;
  signals[ZOOMED] = g_signal_new ("zoomed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  add_keys (widget_class);
  gtk_widget_class_set_css_name (widget_class, "photoview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
add_controllers (EtaPhotoView *self)
{
  GtkEventController *scroll =
      gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  g_signal_connect_swapped (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect_swapped (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  g_signal_connect_swapped (pinch, "begin", G_CALLBACK (pinch_begin_cb), self);
  g_signal_connect_swapped (pinch, "scale-changed", G_CALLBACK (pinch_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static void
eta_photo_view_init (EtaPhotoView *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  leave_cb (self);
  add_controllers (self);
}

/**
 * eta_photo_view_set_texture:
 * @texture: (nullable): %NULL while it is loaded
 *
 * Shows another photo, fitted.
 */
void
eta_photo_view_set_texture (EtaPhotoView *self, GdkTexture *texture)
{
  g_return_if_fail (ETA_IS_PHOTO_VIEW (self));

  g_set_object (&self->texture, texture);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  fit (self);
}

/** eta_photo_view_set_words: @words: what the photo shows, for people who cannot see it */
void
eta_photo_view_set_words (EtaPhotoView *self, const char *words)
{
  g_return_if_fail (ETA_IS_PHOTO_VIEW (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/**
 * eta_photo_view_set_zoom:
 * @zoom: pixels of the screen to one of the photo; 0: as many as show the whole
 */
void
eta_photo_view_set_zoom (EtaPhotoView *self, double zoom)
{
  g_return_if_fail (ETA_IS_PHOTO_VIEW (self));

  if (zoom > 0)
    zoom_at (self, zoom, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
             gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
  else
    fit (self);
}

/** eta_photo_view_get_zoom: Returns: pixels of the screen to one of the photo, now */
double
eta_photo_view_get_zoom (EtaPhotoView *self)
{
  g_return_val_if_fail (ETA_IS_PHOTO_VIEW (self), 1);
  if (!self->texture)
    return 1;
  return scale_of (self) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
}

/** eta_photo_view_is_fitted: Returns: whether the whole photo is shown, whatever the window's size */
gboolean
eta_photo_view_is_fitted (EtaPhotoView *self)
{
  g_return_val_if_fail (ETA_IS_PHOTO_VIEW (self), TRUE);
  return self->zoom == 0;
}
