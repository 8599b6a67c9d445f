/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-empty-page.h"

#include <glib/gi18n.h>

static GtkWidget *
make_page (const char *icon, const char *title, const char *text, GtkWidget *button)
{
  GtkWidget *page = adw_status_page_new ();

  g_object_set (page, "icon-name", icon, "title", title, "description", text, "child", button,
                NULL);
  gtk_widget_add_css_class (page, "compact");
  return page;
}

static GtkWidget *
make_button (const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  return button;
}

static GtkWidget *
make_place_button (const EtaPlace *place)
{
  GtkWidget *button = make_button (_ (place->empty_button));

  gtk_widget_add_css_class (button, "suggested-action");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), place->empty_action);
  return button;
}

static GtkWidget *
make_clear_button (EtaFilters *filters)
{
  GtkWidget *button = make_button (_ ("Clear filters"));

  g_signal_connect_object (button, "clicked", G_CALLBACK (eta_filters_clear), filters,
                           G_CONNECT_SWAPPED);
  return button;
}

/**
 * eta_empty_page_new:
 *
 * What stands where a list has no rows: what belongs there and the one thing to do, or why nothing was found.
 */
GtkWidget *
eta_empty_page_new (EtaEmptyReason reason, const EtaPlace *place, EtaFilters *filters)
{
  switch (reason) {
  case ETA_EMPTY_NOTHING_MATCHES:
    return make_page ("edit-find-symbolic", _ ("Nothing matches"),
                      _ ("No record passes all the filters that are set."),
                      make_clear_button (filters));
  case ETA_EMPTY_NOTHING_FOUND:
    return make_page ("edit-find-symbolic", _ ("Nothing found"),
                      _ ("Try fewer words, or only their beginnings."), NULL);
  case ETA_EMPTY_PLACE:
  default:
    return make_page (place->icon, _ (place->empty_title), _ (place->empty_text),
                      place->empty_button ? make_place_button (place) : NULL);
  }
}

/** eta_empty_page_reason: Returns: why a list with these @filters has no rows */
EtaEmptyReason
eta_empty_page_reason (EtaFilters *filters)
{
  if (!eta_filters_is_empty (filters))
    return ETA_EMPTY_NOTHING_MATCHES;
  return eta_filters_get_text (filters) ? ETA_EMPTY_NOTHING_FOUND : ETA_EMPTY_PLACE;
}
