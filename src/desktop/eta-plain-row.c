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

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  GtkWidget *child = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (widget));

  return child && gtk_widget_child_focus (child, direction);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return focus (widget, GTK_DIR_TAB_FORWARD);
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
