/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-wrap-layout.h"

/**
 * EtaWrapLayout:
 *
 * Children one after the other like words, each as wide as it likes, on as many lines as it takes. (A
 * GtkFlowBox would put them into columns.) Main thread.
 */
struct _EtaWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (EtaWrapLayout, eta_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
measure_child (GtkWidget *child, int width, int *child_width, int *child_height)
{
  int minimum;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, child_width, NULL, NULL);
  *child_width = MAX (MIN (*child_width, width), minimum);
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, *child_width, child_height, NULL, NULL,
                      NULL);
}

/* Lays out the line that begins with @first. Returns the first child of the next one. */
static GtkWidget *
lay_line (EtaWrapLayout *self, GtkWidget *first, int width, int y, gboolean rtl, gboolean allocate,
          int *line_height)
{
  GtkWidget *child;
  int x = 0;

  for (child = first; child; child = gtk_widget_get_next_sibling (child)) {
    int w, h;

    if (!gtk_widget_should_layout (child))
      continue;
    measure_child (child, width, &w, &h);
    if (x > 0 && x + w > width)
      break;
    *line_height = MAX (*line_height, h);
    if (allocate)
      gtk_widget_size_allocate (child, &(GtkAllocation){ rtl ? width - x - w : x, y, w, h }, -1);
    x += w + self->spacing;
  }
  return child;
}

static int
lay_lines (EtaWrapLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *child = gtk_widget_get_first_child (widget);
  int y = 0;

  while (child) {
    int height = 0;

    child = lay_line (self, child, width, y, rtl, allocate, &height);
    y += height ? height + self->spacing : 0;
  }
  return MAX (y - self->spacing, 0);
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  EtaWrapLayout *self = ETA_WRAP_LAYOUT (manager);
  int least = 0, wanted = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    int child_least, child_wanted;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_wanted, NULL,
                        NULL);
    least = MAX (least, child_least);
    wanted += child_wanted + (wanted ? self->spacing : 0);
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = least;
    *natural = wanted;
  } else {
    *minimum = *natural = lay_lines (self, widget, for_size < 0 ? wanted : for_size, FALSE);
  }
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  lay_lines (ETA_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
eta_wrap_layout_class_init (EtaWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = measure;
  layout_class->allocate = allocate;
  layout_class->get_request_mode = get_request_mode;
}

static void
eta_wrap_layout_init (EtaWrapLayout *self)
{
}

/** eta_wrap_layout_new: @spacing: between children and between lines, pixels */
GtkLayoutManager *
eta_wrap_layout_new (int spacing)
{
  EtaWrapLayout *self = g_object_new (ETA_TYPE_WRAP_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
