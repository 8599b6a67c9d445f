/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-window-private.h"

static void
go_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const EtaPlace *place = eta_place_find (g_variant_get_string (parameter, NULL));

  if (place)
    eta_window_go_to (ETA_WINDOW (widget), place);
}

static void
say_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_window_say (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
eta_window_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.go-to", "s", go_to_cb);
  gtk_widget_class_install_action (widget_class, "win.say", "s", say_cb);
}
