/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-window-private.h"

#include <glib/gi18n.h>

/**
 * EtaWindow:
 *
 * The office's catalogue: places, a list, and one record. What it does is in eta-window-actions.c.
 * Main thread.
 */
G_DEFINE_FINAL_TYPE (EtaWindow, eta_window, ADW_TYPE_APPLICATION_WINDOW)

static void
place_chosen_cb (EtaWindow *self, const char *name)
{
  eta_window_go_to (self, eta_place_find (name));
}

static GtkWidget *
make_list (EtaWindow *self, const EtaPlace *place)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ (place->empty_title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _ (place->empty_text));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), place->icon);
  return page;
}

static void
show_list (EtaWindow *self, const EtaPlace *place)
{
  if (!gtk_stack_get_child_by_name (self->lists, place->name))
    gtk_stack_add_named (self->lists, make_list (self, place), place->name);
  gtk_stack_set_visible_child_name (self->lists, place->name);
  gtk_stack_set_visible_child_name (self->content, "lists");
}

static void
eta_window_dispose (GObject *object)
{
  G_OBJECT_CLASS (eta_window_parent_class)->dispose (object);
}

static void
eta_window_class_init (EtaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_window_dispose;

  g_type_ensure (ETA_TYPE_PANE);
  g_type_ensure (ETA_TYPE_SIDEBAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/bimpeaga/etalase/eta-window.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, outer);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, inner);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, sidebar_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, list_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, content);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, lists);
  gtk_widget_class_bind_template_child (widget_class, EtaWindow, detail);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
  eta_window_install_actions (widget_class);
}

static void
eta_window_init (EtaWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_window_go_to (self, &eta_places[0]);
}

EtaWindow *
eta_window_new (GtkApplication *application)
{
  return g_object_new (ETA_TYPE_WINDOW, "application", application, NULL);
}

/**
 * eta_window_go_to:
 *
 * Shows @place, as a click in the sidebar does.
 */
void
eta_window_go_to (EtaWindow *self, const EtaPlace *place)
{
  g_return_if_fail (ETA_IS_WINDOW (self));

  self->place = place;
  eta_sidebar_set_place (self->sidebar, place);
  if (eta_place_has_list (place))
    show_list (self, place);
  else
    gtk_stack_set_visible_child_name (self->content, place->name);
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
}

/**
 * eta_window_say:
 * @words: in the user's language
 *
 * Says something that needs no answer.
 */
void
eta_window_say (EtaWindow *self, const char *words)
{
  g_return_if_fail (ETA_IS_WINDOW (self));
  adw_toast_overlay_add_toast (self->toasts, adw_toast_new (words));
}
