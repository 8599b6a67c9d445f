/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-deed.h"
#include "eta-handbook.h"
#include "eta-jump.h"
#include "eta-keyed-group.h"
#include "eta-pair-dialog.h"
#include "eta-mark-bar.h"
#include "eta-photo-strip.h"
#include "eta-view-line.h"
#include "eta-window-private.h"

#include <glib/gi18n.h>

/*
 * What can be done in the window, by key, menu or button. Pages call these by name and know nothing
 * else of their window. Whatever writes goes through a deed, on the store's thread.
 */

static void
go_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (!eta_window_go_to_name (self, g_variant_get_string (parameter, NULL)))
    return;
  if (eta_window_get_list (self))
    eta_record_list_focus (eta_window_get_list (self));
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (eta_window_get_list (self) && adw_leaflet_get_folded (self->inner) &&
      adw_leaflet_get_visible_child (self->inner) == self->detail_pane)
    adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->list_pane));
  else
    adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->sidebar_pane));
}

static void
open_record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_window_open_record (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
search_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (!eta_window_get_list (self))
    eta_window_go_to (self, eta_place_find ("products"));
  adw_leaflet_set_visible_child (self->outer, GTK_WIDGET (self->content));
  adw_leaflet_set_visible_child (self->inner, GTK_WIDGET (self->list_pane));
  eta_list_head_start_search (eta_record_list_get_head (eta_window_get_list (self)));
}

static void
jumped_cb (EtaWindow *self, const char *action, const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (self), action, "s", target);
}

static void
jump_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  EtaJump *jump = eta_jump_new (GTK_WINDOW (self), self->store, self->thumbnails, self->views);

  g_signal_connect_object (jump, "chosen", G_CALLBACK (jumped_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (jump));
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  if (!eta_window_get_record (self))
    return;
  adw_leaflet_set_visible_child (self->inner, self->detail_pane);
  eta_detail_focus (self->detail, NULL);
}

static void
say_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_window_say (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
warn_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_window_warn (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
say_undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *words;
  gint64 step;

  g_variant_get (parameter, "(&sx)", &words, &step);
  eta_window_say_undo (ETA_WINDOW (widget), words, step);
}

static void
added_cb (const EtaDeed *deed, const GError *error, gpointer owner)
{
  EtaWindow *self = owner;

  if (error) {
    eta_window_say_failed (self, _ ("Nothing was added"), error);
    return;
  }
  eta_window_open_record (self, deed->id);
  eta_detail_focus (self->detail, NULL);
}

/* New records begin where the office is. */
static void
copy_setting (EtaWindow *self, EtaJson *doc, const char *key, const char *pointer)
{
  g_autofree char *value = eta_store_dup_setting (self->store, key);

  if (value && *value)
    eta_json_set_string (doc, pointer, value);
}

static void
add_business (EtaWindow *self)
{
  EtaDeed *deed = eta_deed_new (ETA_DEED_ADD, NULL);

  deed->kind = &eta_kind_business;
  deed->doc = eta_json_new_object ();
  copy_setting (self, deed->doc, "country", "/country");
  copy_setting (self, deed->doc, "province", "/province");
  eta_deed_run (deed, self->store, added_cb, G_OBJECT (self));
}

static void
add_product (EtaWindow *self, const char *business)
{
  EtaDeed *deed = eta_deed_new (ETA_DEED_ADD, NULL);

  deed->kind = &eta_kind_product;
  deed->doc = eta_json_new_object ();
  if (business)
    eta_json_set_string (deed->doc, "/business", business);
  eta_deed_run (deed, self->store, added_cb, G_OBJECT (self));
}

static void
new_record_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  eta_detail_flush (self->detail);
  if (self->place->kind == &eta_kind_product)
    add_product (self, NULL);
  else
    add_business (self);
}

static void
new_business_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  add_business (ETA_WINDOW (widget));
}

static void
new_product_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);

  eta_detail_flush (self->detail);
  add_product (self, g_variant_get_string (parameter, NULL));
}

/* Where the cursor is, if that has a page of its own */
static const char *
find_help_for (GtkWidget *focus)
{
  for (GtkWidget *widget = focus; widget; widget = gtk_widget_get_parent (widget)) {
    if (ETA_IS_PHOTO_STRIP (widget))
      return "photos";
    if (ETA_IS_KEYED_GROUP (widget))
      return "papers";
    if (ETA_IS_SYNC_CORNER (widget))
      return "sending";
    if (ETA_IS_LIST_HEAD (widget) || ETA_IS_MARK_BAR (widget) || ETA_IS_VIEW_LINE (widget))
      return "finding";
  }
  return NULL;
}

static void
help_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  static const struct {
    const char *place;
    const char *page;
  } pages[] = {
    { "businesses", "businesses" }, { "products", "products" }, { "training", "sending" },
    { "notices", "sending" },       { "to-send", "sending" },   { "returned", "returned" },
    { "conflicts", "returned" },    { "trash", "undo" },
  };
  EtaWindow *self = ETA_WINDOW (widget);
  const char *page = find_help_for (gtk_window_get_focus (GTK_WINDOW (self)));

  if (self->import && gtk_widget_get_mapped (GTK_WIDGET (self->import)))
    page = "import";

  for (guint i = 0; !page && i < G_N_ELEMENTS (pages); i++) {
    if (g_str_equal (pages[i].place, self->place->name))
      page = pages[i].page;
  }
  eta_handbook_open (widget, page ? page : "first-steps");
}

/* GTK would make the overlay with each window, if it lay where GTK looks for it: a twentieth of what the
 * first frame costs. */
static void
help_overlay_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkApplicationWindow *window = GTK_APPLICATION_WINDOW (widget);

  if (!gtk_application_window_get_help_overlay (window)) {
    g_autoptr (GtkBuilder) builder =
        gtk_builder_new_from_resource ("/org/bimpeaga/etalase/help-overlay.ui");
    GObject *overlay = gtk_builder_get_object (builder, "help_overlay");

    gtk_application_window_set_help_overlay (window, GTK_SHORTCUTS_WINDOW (overlay));
  }
  gtk_window_present (GTK_WINDOW (gtk_application_window_get_help_overlay (window)));
}

static void
paired_cb (EtaWindow *self)
{
  eta_window_say (self, _ ("Paired with the centre"));
  eta_window_name_office (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.sync", NULL);
}

static void
pair_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaWindow *self = ETA_WINDOW (widget);
  EtaPairDialog *dialog = eta_pair_dialog_new (GTK_WINDOW (self), self->store);

  g_signal_connect_object (dialog, "paired", G_CALLBACK (paired_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
import_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaImportPage *page = eta_window_show_import (ETA_WINDOW (widget));

  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

void
eta_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    const char *parameter;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "win.go-to", "s", go_to_cb },
    { "win.back", NULL, back_cb },
    { "win.open-record", "s", open_record_cb },
    { "win.search", NULL, search_cb },
    { "win.jump", NULL, jump_cb },
    { "win.edit", NULL, edit_cb },
    { "win.say", "s", say_cb },
    { "win.warn", "s", warn_cb },
    { "win.say-undo", "(sx)", say_undo_cb },
    { "win.new-record", NULL, new_record_cb },
    { "win.new-business", NULL, new_business_cb },
    { "win.new-product", "s", new_product_cb },
    { "win.help", NULL, help_cb },
    { "win.show-help-overlay", NULL, help_overlay_cb },
    { "win.pair", NULL, pair_cb },
    { "win.import", NULL, import_cb },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
  eta_window_install_view_actions (widget_class);
  eta_window_install_past_actions (widget_class);
  eta_window_install_office_actions (widget_class);
  eta_window_install_sync_actions (widget_class);
  eta_window_install_outgoing_actions (widget_class);
}
