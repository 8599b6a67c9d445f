/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-plain-row.h"

/**
 * EtaPlainRow:
 *
 * A row of a boxed list that only holds other controls: it takes no focus itself, so that Tab goes from
 * control to control. Main thread.
 */

G_DEFINE_TYPE (EtaPlainRow, eta_plain_row, ADW_TYPE_PREFERENCES_ROW)

static GtkWidget *
neighbour (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_DOWN)
    return gtk_widget_get_next_sibling (widget);
  if (direction == GTK_DIR_TAB_BACKWARD || direction == GTK_DIR_UP)
    return gtk_widget_get_prev_sibling (widget);
  return NULL;
}

/* A list gives up at the first row that takes no focus, and leaves those behind it: pass it on. */
static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));
  GtkWidget *next;

  if (child && gtk_widget_child_focus (child, direction))
    return TRUE;
  if (gtk_widget_get_focus_child (widget))
    return FALSE;
  next = neighbour (widget, direction);
  while (next && !gtk_widget_get_visible (next))
    next = neighbour (next, direction);
  return next && gtk_widget_child_focus (next, direction);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  return child && gtk_widget_child_focus (child, GTK_DIR_TAB_FORWARD);
}

static void
eta_plain_row_class_init (EtaPlainRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->focus = focus;
  widget_class->grab_focus = grab_focus;
}

static void
eta_plain_row_init (EtaPlainRow *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
}

/** eta_plain_row_new: @child: (nullable) */
GtkWidget *
eta_plain_row_new (GtkWidget *child)
{
  return g_object_new (ETA_TYPE_PLAIN_ROW, "child", child, NULL);
}
