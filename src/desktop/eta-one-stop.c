/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-one-stop.h"

/**
 * EtaOneStop:
 *
 * A list within is one stop of Tab: the arrows go from line to line, Tab goes on. In GTK 4.8 Tab goes from line
 * to line, too, and never leaves a long list. Main thread.
 */
struct _EtaOneStop {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (EtaOneStop, eta_one_stop, ADW_TYPE_BIN)

static gboolean
focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean by_tab = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (by_tab && gtk_widget_get_focus_child (widget))
    return FALSE;
  return GTK_WIDGET_CLASS (eta_one_stop_parent_class)->focus (widget, direction);
}

static void
eta_one_stop_class_init (EtaOneStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = focus;
}

static void
eta_one_stop_init (EtaOneStop *self)
{
}
