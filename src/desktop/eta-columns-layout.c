/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-columns-layout.h"

/**
 * EtaColumnsLayout:
 *
 * Children side by side in two equal columns where there is room for them, one above the other where
 * there is not. Main thread.
 */
struct _EtaColumnsLayout {
  GtkLayoutManager parent_instance;

  int column_width;
  int spacing;
};

G_DEFINE_FINAL_TYPE (EtaColumnsLayout, eta_columns_layout, GTK_TYPE_LAYOUT_MANAGER)

#define COLUMNS 2

/* Two children of a line, or one */
typedef struct {
  GtkWidget *children[COLUMNS];
  int n;
  int height;
} Line;

static int
count_columns (EtaColumnsLayout *self, int width)
{
  return width >= COLUMNS * self->column_width + self->spacing ? COLUMNS : 1;
}

static int
child_width (EtaColumnsLayout *self, int width, int columns)
{
  return MAX ((width - (columns - 1) * self->spacing) / columns, 1);
}

/* Takes the next line's children from @child on; FALSE: there is none */
static gboolean
next_line (EtaColumnsLayout *self, GtkWidget **child, int width, Line *line)
{
  int columns = count_columns (self, width);

  line->n = line->height = 0;
  for (; *child && line->n < columns; *child = gtk_widget_get_next_sibling (*child)) {
    int height;

    if (!gtk_widget_should_layout (*child))
      continue;
    gtk_widget_measure (*child, GTK_ORIENTATION_VERTICAL, child_width (self, width, columns),
                        &height, NULL, NULL, NULL);
    line->height = MAX (line->height, height);
    line->children[line->n++] = *child;
  }
  return line->n > 0;
}

static int
measure_height (EtaColumnsLayout *self, GtkWidget *widget, int width)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  Line line;
  int height = 0;

  while (next_line (self, &child, width, &line))
    height += (height ? self->spacing : 0) + line.height;
  return height;
}

static void
measure_width (EtaColumnsLayout *self, GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    int width;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
    *minimum = MAX (*minimum, width);
  }
  *natural = MAX (*minimum, COLUMNS * self->column_width + self->spacing);
}

static void
measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation, int for_size,
         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  EtaColumnsLayout *self = ETA_COLUMNS_LAYOUT (manager);
  int least, wanted;

  measure_width (self, widget, &least, &wanted);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = least;
    *natural = wanted;
  } else {
    *minimum = *natural = measure_height (self, widget, for_size < 0 ? wanted : for_size);
  }
}

static void
allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  EtaColumnsLayout *self = ETA_COLUMNS_LAYOUT (manager);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int columns = count_columns (self, width);
  int column = child_width (self, width, columns);
  GtkWidget *child = gtk_widget_get_first_child (widget);
  Line line;
  int y = 0;

  while (next_line (self, &child, width, &line)) {
    for (int i = 0; i < line.n; i++) {
      int place = rtl ? columns - 1 - i : i;
      GtkAllocation at = { place * (column + self->spacing), y, column, line.height };

      gtk_widget_size_allocate (line.children[i], &at, -1);
    }
    y += line.height + self->spacing;
  }
}

static GtkSizeRequestMode
get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
eta_columns_layout_class_init (EtaColumnsLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = measure;
  layout_class->allocate = allocate;
  layout_class->get_request_mode = get_request_mode;
}

static void
eta_columns_layout_init (EtaColumnsLayout *self)
{
}

/** eta_columns_layout_new: @column_width: the least that a column is to have beside another */
GtkLayoutManager *
eta_columns_layout_new (int column_width, int spacing)
{
  EtaColumnsLayout *self = g_object_new (ETA_TYPE_COLUMNS_LAYOUT, NULL);

  self->column_width = column_width;
  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}
