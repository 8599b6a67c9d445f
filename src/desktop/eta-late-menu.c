/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-late-menu.h"

static void
create_cb (GtkMenuButton *button, gpointer menu)
{
  if (!gtk_menu_button_get_popover (button))
    gtk_menu_button_set_popover (button, gtk_popover_menu_new_from_model (menu));
}

/**
 * eta_late_menu_attach:
 * @button: one that says what it opens by itself
 *
 * Gives @button its menu, as the property "menu-model" does, but makes the menu's widgets when it is first
 * opened: a window is there sooner without them.
 */
void
eta_late_menu_attach (GtkMenuButton *button, GMenuModel *menu)
{
  gtk_menu_button_set_create_popup_func (button, create_cb, g_object_ref (menu), g_object_unref);
}
