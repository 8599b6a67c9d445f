/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-view-line.h"

#include "eta-late-menu.h"
#include "eta-named.h"

#include <glib/gi18n.h>

/**
 * EtaViewLine:
 *
 * A kept view in the sidebar, with its number. The one that is shown says whether its list asks for something
 * else by now, and has a menu; a click with the other button, or the menu key, opens that of any. Main thread.
 */
struct _EtaViewLine {
  GtkListBoxRow parent_instance;

  /* Owned */
  char *id;
  char *name;
  GMenu *kept_section; /* of the menu: what can be done when the list asks for something else */

  /* Borrowed */
  GtkLabel *count;
  GtkWidget *modified;
  GtkWidget *menu;
};

G_DEFINE_FINAL_TYPE (EtaViewLine, eta_view_line, GTK_TYPE_LIST_BOX_ROW)

static void
add_item (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (EtaViewLine *self)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) own = g_menu_new ();

  add_item (own, _ ("Re_name…"), "win.rename-view", g_variant_new_string (self->id));
  add_item (own, _ ("Move _up"), "win.move-view", g_variant_new ("(si)", self->id, -1));
  add_item (own, _ ("Move _down"), "win.move-view", g_variant_new ("(si)", self->id, 1));
  add_item (own, _ ("_Remove"), "win.remove-view", g_variant_new_string (self->id));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (self->kept_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (own));
  return G_MENU_MODEL (menu);
}

static void
fill_kept_section (EtaViewLine *self, gboolean modified)
{
  g_menu_remove_all (self->kept_section);
  if (!modified)
    return;
  add_item (self->kept_section, _ ("_Keep as it is now"), "win.keep-view-again",
            g_variant_new_string (self->id));
  add_item (self->kept_section, _ ("_Back to what was kept"), "win.reset-view",
            g_variant_new_string (self->id));
}

static void
popup_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaViewLine *self = ETA_VIEW_LINE (widget);

  gtk_widget_activate (widget);
  gtk_widget_show (self->menu);
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu));
}

static void
pressed_cb (EtaViewLine *self)
{
  popup_cb (GTK_WIDGET (self), NULL, NULL);
}

static void
update_label (EtaViewLine *self)
{
  const char *count = gtk_label_get_label (self->count);
  g_autoptr (GString) label = g_string_new (self->name);

  if (*count)
    g_string_append_printf (label, ", %s", count);
  if (gtk_widget_get_visible (self->modified))
    g_string_append_printf (label, ", %s", _ ("changed"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label->str,
                                  -1);
}

static void
eta_view_line_finalize (GObject *object)
{
  EtaViewLine *self = ETA_VIEW_LINE (object);

  g_free (self->id);
  g_free (self->name);
  g_object_unref (self->kept_section);
  G_OBJECT_CLASS (eta_view_line_parent_class)->finalize (object);
}

static void
eta_view_line_class_init (EtaViewLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_view_line_finalize;
  gtk_widget_class_install_action (widget_class, "view.popup", NULL, popup_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "view.popup", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "view.popup",
                                       NULL);
}

static void
eta_view_line_init (EtaViewLine *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->kept_section = g_menu_new ();
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

static GtkWidget *
make_name (EtaViewLine *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (self->name);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  /* Translators: of a kept view, below its name: its list asks for something else by now */
  self->modified = gtk_label_new (_ ("changed"));
  gtk_label_set_xalign (GTK_LABEL (self->modified), 0);
  gtk_widget_add_css_class (self->modified, "caption");
  gtk_widget_add_css_class (self->modified, "dim-label");
  gtk_widget_hide (self->modified);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), self->modified);
  return box;
}

static GtkWidget *
make_menu_button (EtaViewLine *self)
{
  g_autoptr (GMenuModel) menu = make_menu (self);
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "view-menu");
  eta_name_button (button, _ ("What can be done with this view"));
  eta_late_menu_attach (GTK_MENU_BUTTON (button), menu);
  gtk_widget_hide (button);
  return button;
}

/** eta_view_line_new: @view: copied */
GtkWidget *
eta_view_line_new (const EtaKeptView *view)
{
  EtaViewLine *self = g_object_new (ETA_TYPE_VIEW_LINE, "tooltip-text", view->name, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->id = g_strdup (view->id);
  self->name = g_strdup (view->name);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  self->menu = make_menu_button (self);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (view->place->icon));
  gtk_box_append (GTK_BOX (box), make_name (self));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->count));
  gtk_box_append (GTK_BOX (box), self->menu);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  eta_view_line_set_count (self, view->count);
  return GTK_WIDGET (self);
}

const char *
eta_view_line_get_id (EtaViewLine *self)
{
  g_return_val_if_fail (ETA_IS_VIEW_LINE (self), NULL);
  return self->id;
}

/** eta_view_line_set_count: @count: -1: not known, and not shown */
void
eta_view_line_set_count (EtaViewLine *self, gint64 count)
{
  g_autofree char *words = count < 0 ? NULL : g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  g_return_if_fail (ETA_IS_VIEW_LINE (self));

  gtk_label_set_label (self->count, words ? words : "");
  update_label (self);
}

/**
 * eta_view_line_set_current:
 * @current: whether its list is shown
 * @modified: whether that asks for something else than what was kept
 */
void
eta_view_line_set_current (EtaViewLine *self, gboolean current, gboolean modified)
{
  g_return_if_fail (ETA_IS_VIEW_LINE (self));

  gtk_widget_set_visible (self->menu, current);
  gtk_widget_set_visible (self->modified, modified);
  fill_kept_section (self, modified);
  update_label (self);
}
