/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-crop.h"

#include "eta-crop-frame.h"

#include <glib/gi18n.h>
#include <math.h>

struct _EtaPhotoCrop {
  GtkWidget parent_instance;

  /* Owned */
  GdkTexture *texture;

  EtaCropFrame frame;
  EtaPhotoRect from; /* when a drag began */
  EtaCropSides sides; /* that the drag takes along */
};

G_DEFINE_FINAL_TYPE (EtaPhotoCrop, eta_photo_crop, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define MARGIN 18 /* around the photo, so that the handles at its edge can be taken hold of */
#define REACH 20 /* from a side or corner, for a finger */
#define HANDLE 12
#define STEPS 100 /* keys from one side of the photo to the other */

static const EtaCropSides handles[] = {
  ETA_CROP_LEFT | ETA_CROP_TOP,     ETA_CROP_TOP,
  ETA_CROP_RIGHT | ETA_CROP_TOP,    ETA_CROP_RIGHT,
  ETA_CROP_RIGHT | ETA_CROP_BOTTOM, ETA_CROP_BOTTOM,
  ETA_CROP_LEFT | ETA_CROP_BOTTOM,  ETA_CROP_LEFT,
};

static const char *const cursors[] = {
  "nw-resize", "n-resize", "ne-resize", "e-resize",
  "se-resize", "s-resize", "sw-resize", "w-resize",
};

/* Pixels of the widget to one of the photo */
static double
scale_of (EtaPhotoCrop *self)
{
  double across = (gtk_widget_get_width (GTK_WIDGET (self)) - 2.0 * MARGIN) / self->frame.width;
  double down = (gtk_widget_get_height (GTK_WIDGET (self)) - 2.0 * MARGIN) / self->frame.height;

  return MAX (MIN (across, down), 1e-6);
}

/* Where a part of the photo is in the widget */
static graphene_rect_t
place (EtaPhotoCrop *self, const EtaPhotoRect *rect)
{
  double scale = scale_of (self);
  double left = (gtk_widget_get_width (GTK_WIDGET (self)) - self->frame.width * scale) / 2;
  double top = (gtk_widget_get_height (GTK_WIDGET (self)) - self->frame.height * scale) / 2;

  return GRAPHENE_RECT_INIT ((float) (left + rect->x * scale), (float) (top + rect->y * scale),
                             (float) (rect->width * scale), (float) (rect->height * scale));
}

static void
find_handle (const graphene_rect_t *frame, EtaCropSides sides, float *x, float *y)
{
  *x = frame->origin.x + frame->size.width / 2;
  *y = frame->origin.y + frame->size.height / 2;
  if (sides & ETA_CROP_LEFT)
    *x = frame->origin.x;
  if (sides & ETA_CROP_RIGHT)
    *x = frame->origin.x + frame->size.width;
  if (sides & ETA_CROP_TOP)
    *y = frame->origin.y;
  if (sides & ETA_CROP_BOTTOM)
    *y = frame->origin.y + frame->size.height;
}

/* The sides within reach of a point: two at a corner, none in the middle */
static EtaCropSides
sides_at (EtaPhotoCrop *self, double x, double y)
{
  graphene_rect_t frame = place (self, &self->frame.rect);
  graphene_rect_t near = frame;
  double left = fabs (x - frame.origin.x);
  double right = fabs (x - frame.origin.x - frame.size.width);
  double top = fabs (y - frame.origin.y);
  double bottom = fabs (y - frame.origin.y - frame.size.height);
  EtaCropSides sides = 0;

  graphene_rect_inset (&near, -REACH, -REACH);
  if (!graphene_rect_contains_point (&near, &GRAPHENE_POINT_INIT ((float) x, (float) y)))
    return 0;
  if (MIN (left, right) <= REACH)
    sides |= left < right ? ETA_CROP_LEFT : ETA_CROP_RIGHT;
  if (MIN (top, bottom) <= REACH)
    sides |= top < bottom ? ETA_CROP_TOP : ETA_CROP_BOTTOM;
  return sides;
}

static gboolean
is_inside (EtaPhotoCrop *self, double x, double y)
{
  graphene_rect_t frame = place (self, &self->frame.rect);

  return graphene_rect_contains_point (&frame, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}

static void
tell (EtaPhotoCrop *self)
{
  const EtaPhotoRect *rect = &self->frame.rect;
  /* Translators: read aloud as the frame is moved: width and height, then how far from left and top */
  g_autofree char *words =
      g_strdup_printf (_ ("Part to keep: %d × %d pixels, %d from the left and %d from the top"),
                       rect->width, rect->height, rect->x, rect->y);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
motion_cb (EtaPhotoCrop *self, double x, double y)
{
  EtaCropSides sides = sides_at (self, x, y);
  const char *cursor = is_inside (self, x, y) ? "move" : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (handles); i++)
    if (handles[i] == sides)
      cursor = cursors[i];
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), cursor);
}

static void
drag_begin_cb (EtaPhotoCrop *self, double x, double y, GtkGesture *gesture)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->from = self->frame.rect;
  self->sides = sides_at (self, x, y);
  if (self->sides == 0 && !is_inside (self, x, y))
    gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update_cb (EtaPhotoCrop *self, double dx, double dy)
{
  double scale = scale_of (self);

  eta_crop_frame_drag (&self->frame, self->sides, &self->from, (int) lround (dx / scale),
                       (int) lround (dy / scale));
  tell (self);
}

static gboolean
key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  EtaPhotoCrop *self = ETA_PHOTO_CROP (widget);
  int across, down, step;
  gboolean stretch, fine;

  g_variant_get (args, "(iibb)", &across, &down, &stretch, &fine);
  step = fine ? 1 : MAX (1, MAX (self->frame.width, self->frame.height) / STEPS);
  self->from = self->frame.rect;
  if (stretch)
    eta_crop_frame_grow (&self->frame, across * step, down * step);
  else
    eta_crop_frame_drag (&self->frame, 0, &self->from, across * step, down * step);
  tell (self);
  return TRUE;
}

static void
append_shade (GtkSnapshot *snapshot, const graphene_rect_t *whole, const graphene_rect_t *frame)
{
  static const GdkRGBA shade = { 0, 0, 0, 0.6f };
  float left = whole->origin.x, top = whole->origin.y;
  float right = left + whole->size.width, bottom = top + whole->size.height;
  float frame_right = frame->origin.x + frame->size.width;
  float frame_bottom = frame->origin.y + frame->size.height;
  float height = frame->size.height;
  const graphene_rect_t parts[] = {
    GRAPHENE_RECT_INIT (left, top, right - left, frame->origin.y - top),
    GRAPHENE_RECT_INIT (left, frame_bottom, right - left, bottom - frame_bottom),
    GRAPHENE_RECT_INIT (left, frame->origin.y, frame->origin.x - left, height),
    GRAPHENE_RECT_INIT (frame_right, frame->origin.y, right - frame_right, height),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    gtk_snapshot_append_color (snapshot, &shade, &parts[i]);
}

/* White with a dark line around it: seen on every photo */
static void
append_box (GtkSnapshot *snapshot, const graphene_rect_t *rect, gboolean filled)
{
  static const GdkRGBA dark = { 0, 0, 0, 0.7f }, white = { 1, 1, 1, 1 };
  const float widths[4] = { 1, 1, 1, 1 }, thick[4] = { 2, 2, 2, 2 };
  const GdkRGBA darks[4] = { dark, dark, dark, dark }, whites[4] = { white, white, white, white };
  graphene_rect_t outer = *rect;
  GskRoundedRect box;

  if (filled)
    gtk_snapshot_append_color (snapshot, &white, rect);
  gsk_rounded_rect_init_from_rect (&box, rect, 0);
  gtk_snapshot_append_border (snapshot, &box, thick, whites);
  graphene_rect_inset (&outer, -1, -1);
  gsk_rounded_rect_init_from_rect (&box, &outer, 0);
  gtk_snapshot_append_border (snapshot, &box, widths, darks);
}

static void
append_thirds (GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  static const GdkRGBA faint = { 1, 1, 1, 0.4f };

  for (int i = 1; i < 3; i++) {
    float x = frame->origin.x + frame->size.width * i / 3;
    float y = frame->origin.y + frame->size.height * i / 3;

    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (x, frame->origin.y, 1, frame->size.height));
    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (frame->origin.x, y, frame->size.width, 1));
  }
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtaPhotoCrop *self = ETA_PHOTO_CROP (widget);
  EtaPhotoRect all = { 0, 0, self->frame.width, self->frame.height };
  graphene_rect_t whole, frame;

  if (!self->texture)
    return;
  whole = place (self, &all);
  frame = place (self, &self->frame.rect);
  gtk_snapshot_append_texture (snapshot, self->texture, &whole);
  append_shade (snapshot, &whole, &frame);
  append_thirds (snapshot, &frame);
  append_box (snapshot, &frame, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (handles); i++) {
    float x, y;

    find_handle (&frame, handles[i], &x, &y);
    append_box (snapshot,
                &GRAPHENE_RECT_INIT (x - HANDLE / 2.0f, y - HANDLE / 2.0f, HANDLE, HANDLE), TRUE);
  }
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  *minimum = 120;
  *natural = 480;
}

static void
eta_photo_crop_dispose (GObject *object)
{
  g_clear_object (&ETA_PHOTO_CROP (object)->texture);
  G_OBJECT_CLASS (eta_photo_crop_parent_class)->dispose (object);
}

static void
add_key (GtkWidgetClass *widget_class, guint key, int across, int down)
{
  static const GdkModifierType modifiers[] = { 0, GDK_SHIFT_MASK, GDK_CONTROL_MASK,
                                               GDK_SHIFT_MASK | GDK_CONTROL_MASK };

  for (guint i = 0; i < G_N_ELEMENTS (modifiers); i++)
    gtk_widget_class_add_binding (widget_class, key, modifiers[i], key_cb, "(iibb)", across, down,
                                  (modifiers[i] & GDK_SHIFT_MASK) != 0,
                                  (modifiers[i] & GDK_CONTROL_MASK) != 0);
}

static void
eta_photo_crop_class_init (EtaPhotoCropClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_photo_crop_dispose;
  widget_class->snapshot = snapshot;
  widget_class->measure = measure;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  add_key (widget_class, GDK_KEY_Left, -1, 0);
  add_key (widget_class, GDK_KEY_Right, 1, 0);
  add_key (widget_class, GDK_KEY_Up, 0, -1);
  add_key (widget_class, GDK_KEY_Down, 0, 1);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "edit.apply-crop", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, 0, "edit.apply-crop", NULL);
  gtk_widget_class_set_css_name (widget_class, "photocrop");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
eta_photo_crop_init (EtaPhotoCrop *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();

  eta_crop_frame_init (&self->frame, NULL, 1, 1);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  _ ("Arrow keys move the frame, with Shift they change its size"),
                                  -1);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
}

/**
 * eta_photo_crop_set_photo:
 * @texture: (nullable): the whole photo
 * @width: of the file that it is made of, in whose pixels the frame counts
 * @height: likewise
 * @rect: (nullable): what is kept now; %NULL: the whole
 */
void
eta_photo_crop_set_photo (EtaPhotoCrop *self, GdkTexture *texture, int width, int height,
                          const EtaPhotoRect *rect)
{
  g_return_if_fail (ETA_IS_PHOTO_CROP (self));

  g_set_object (&self->texture, texture);
  eta_crop_frame_init (&self->frame, rect, MAX (width, 1), MAX (height, 1));
  tell (self);
}

/** eta_photo_crop_set_shape: @across: with @down the shape of the frame; 0: any */
void
eta_photo_crop_set_shape (EtaPhotoCrop *self, int across, int down)
{
  g_return_if_fail (ETA_IS_PHOTO_CROP (self));

  eta_crop_frame_set_shape (&self->frame, across, down);
  tell (self);
}

/** eta_photo_crop_get_rect: Returns: what is to be kept */
EtaPhotoRect
eta_photo_crop_get_rect (EtaPhotoCrop *self)
{
  g_return_val_if_fail (ETA_IS_PHOTO_CROP (self), (EtaPhotoRect){ 0 });
  return self->frame.rect;
}

/** eta_photo_crop_is_whole: Returns: whether nothing is cut off */
gboolean
eta_photo_crop_is_whole (EtaPhotoCrop *self)
{
  g_return_val_if_fail (ETA_IS_PHOTO_CROP (self), TRUE);
  return eta_crop_frame_is_whole (&self->frame);
}
