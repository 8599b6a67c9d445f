/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-menu.h"

#include <glib/gi18n.h>

/* The menu of one photo in the strip. It belongs to the strip and not to the photo's card: what it does may
 * make the cards anew. */

static void
append (GMenu *menu, const char *label, const char *action, const char *key)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", key);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (const char *key, gboolean is_cover)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) photo = g_menu_new ();
  g_autoptr (GMenu) files = g_menu_new ();
  g_autoptr (GMenu) removal = g_menu_new ();

  append (photo, _ ("_Open"), "photos.open", key);
  if (!is_cover)
    append (photo, _ ("Make _cover"), "photos.make-cover", key);
  append (files, _ ("_Save original…"), "photos.save", key);
  append (files, _ ("Save _all originals…"), "photos.save", "");
  append (removal, _ ("_Remove"), "photos.remove", key);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (photo));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (files));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (removal));
  return G_MENU_MODEL (menu);
}

/**
 * eta_photo_menu_popup:
 * @strip: which has the actions "photos.*"
 * @key: of the photo
 * @x: where it points to, in @strip
 * @y: likewise
 *
 * Returns: (transfer none): the open menu, a child of @strip, which takes it out again
 */
GtkWidget *
eta_photo_menu_popup (GtkWidget *strip, const char *key, gboolean is_cover, double x, double y)
{
  g_autoptr (GMenuModel) menu = make_menu (key, is_cover);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_widget_set_parent (popover, strip);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (popover));
  return popover;
}
