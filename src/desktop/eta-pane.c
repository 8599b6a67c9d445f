/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-pane.h"

/**
 * EtaPane:
 *
 * One pane of a leaflet with a width of its own: the leaflet folds by the sum of what its panes would
 * like, and what a pane likes must not follow the longest title in it. The end edge can be dragged.
 * Main thread.
 */
struct _EtaPane {
  GtkWidget parent_instance;

  /* Owned */
  GtkWidget *child;
  GtkWidget *edge;
  int width;
  int minimum_width;
  int dragged_from;
};

G_DEFINE_FINAL_TYPE (EtaPane, eta_pane, GTK_TYPE_WIDGET)

typedef enum { PROP_CHILD = 1, PROP_WIDTH, PROP_MINIMUM_WIDTH, PROP_RESIZABLE } EtaPaneProperty;

static GParamSpec *properties[PROP_RESIZABLE + 1];

#define EDGE_WIDTH 7

static void
drag_begin_cb (EtaPane *self)
{
  self->dragged_from = gtk_widget_get_width (GTK_WIDGET (self));
}

static void
drag_update_cb (EtaPane *self, double x, double y)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  eta_pane_set_width (self, self->dragged_from + (int) (rtl ? -x : x));
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  EtaPane *self = ETA_PANE (widget);

  *minimum = *natural = 0;
  if (self->child)
    gtk_widget_measure (self->child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = MAX (*minimum, self->minimum_width);
    *natural = MAX (*minimum, self->width);
  }
}

static void
size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EtaPane *self = ETA_PANE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation edge = { rtl ? 0 : width - EDGE_WIDTH, 0, EDGE_WIDTH, height };

  if (self->child)
    gtk_widget_allocate (self->child, width, height, baseline, NULL);
  if (gtk_widget_should_layout (self->edge))
    gtk_widget_size_allocate (self->edge, &edge, -1);
}

static void
set_child (EtaPane *self, GtkWidget *child)
{
  g_clear_pointer (&self->child, gtk_widget_unparent);
  self->child = child;
  if (child)
    gtk_widget_insert_after (child, GTK_WIDGET (self), NULL);
}

static void
eta_pane_dispose (GObject *object)
{
  EtaPane *self = ETA_PANE (object);

  g_clear_pointer (&self->child, gtk_widget_unparent);
  g_clear_pointer (&self->edge, gtk_widget_unparent);
  G_OBJECT_CLASS (eta_pane_parent_class)->dispose (object);
}

static void
eta_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaPane *self = ETA_PANE (object);

  switch ((EtaPaneProperty) id) {
  case PROP_CHILD:
    g_value_set_object (value, self->child);
    break;
  case PROP_WIDTH:
    g_value_set_int (value, self->width);
    break;
  case PROP_MINIMUM_WIDTH:
    g_value_set_int (value, self->minimum_width);
    break;
  case PROP_RESIZABLE:
    g_value_set_boolean (value, gtk_widget_get_visible (self->edge));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaPane *self = ETA_PANE (object);

  switch ((EtaPaneProperty) id) {
  case PROP_CHILD:
    set_child (self, g_value_get_object (value));
    break;
  case PROP_WIDTH:
    eta_pane_set_width (self, g_value_get_int (value));
    break;
  case PROP_MINIMUM_WIDTH:
    self->minimum_width = g_value_get_int (value);
    gtk_widget_queue_resize (GTK_WIDGET (self));
    break;
  case PROP_RESIZABLE:
    gtk_widget_set_visible (self->edge, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_pane_class_init (EtaPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eta_pane_dispose;
  object_class->get_property = eta_pane_get_property;
  object_class->set_property = eta_pane_set_property;
  widget_class->measure = measure;
  widget_class->size_allocate = size_allocate;

  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_WIDTH] =
      g_param_spec_int ("width", NULL, NULL, 0, G_MAXINT, 0, flags | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_MINIMUM_WIDTH] =
      g_param_spec_int ("minimum-width", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_RESIZABLE] = g_param_spec_boolean ("resizable", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_css_name (widget_class, "pane");
}

static void
eta_pane_init (EtaPane *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  self->edge = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_visible (self->edge, FALSE);
  gtk_widget_set_cursor_from_name (self->edge, "col-resize");
  gtk_widget_insert_before (self->edge, GTK_WIDGET (self), NULL);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  gtk_widget_add_controller (self->edge, GTK_EVENT_CONTROLLER (drag));
}

int
eta_pane_get_width (EtaPane *self)
{
  g_return_val_if_fail (ETA_IS_PANE (self), 0);
  return self->width;
}

/**
 * eta_pane_set_width:
 * @width: what the pane would like, pixels; it never gets less than its minimum
 */
void
eta_pane_set_width (EtaPane *self, int width)
{
  g_return_if_fail (ETA_IS_PANE (self));

  width = MAX (width, self->minimum_width);
  if (width == self->width)
    return;
  self->width = width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WIDTH]);
}
