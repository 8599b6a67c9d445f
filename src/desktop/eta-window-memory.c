/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-window-private.h"

/* What a window remembers when it closes, so that the next one begins where this one ended: its size, its
 * panes, what was looked at, and how each list looks. */

static void
remember_size (EtaWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  g_settings_set_int (self->settings, "sidebar-width", eta_pane_get_width (self->sidebar_pane));
  g_settings_set_int (self->settings, "list-width", eta_pane_get_width (self->list_pane));
}

static void
recall_size (EtaWindow *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  eta_pane_set_width (self->sidebar_pane, g_settings_get_int (self->settings, "sidebar-width"));
  eta_pane_set_width (self->list_pane, g_settings_get_int (self->settings, "list-width"));
}

static gboolean
recall_list (EtaWindow *self, const char *name, char **sort, gboolean *tiles)
{
  g_autoptr (GVariant) lists =
      self->settings ? g_settings_get_value (self->settings, "lists") : NULL;

  return lists && g_variant_lookup (lists, name, "(sb)", sort, tiles);
}

static void
remember_list (EtaWindow *self, const char *name, GVariantBuilder *builder)
{
  GtkWidget *list = gtk_stack_get_child_by_name (self->lists, name);
  g_autofree char *sort = NULL;
  gboolean tiles;

  if (list) {
    sort = g_strdup (eta_filters_get_sort (eta_record_list_get_filters (ETA_RECORD_LIST (list))));
    tiles = eta_list_head_get_tiles (eta_record_list_get_head (ETA_RECORD_LIST (list)));
  } else if (!recall_list (self, name, &sort, &tiles)) {
    return; /* not visited, neither this time nor before */
  }
  g_variant_builder_add (builder, "{s(sb)}", name, sort, tiles);
}

static void
remember_lists (EtaWindow *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{s(sb)}"));
  eta_places_foreach (place)
  {
    remember_list (self, place->name, &builder);
  }
  for (guint i = 0; i < eta_views_get_n (self->views); i++)
    remember_list (self, eta_views_get (self->views, i)->id, &builder);
  g_settings_set_value (self->settings, "lists", g_variant_builder_end (&builder));
}

/* Returns what a new list of @place is asked for at first. */
EtaJson *
eta_window_recall_list (EtaWindow *self, const char *name, gboolean *tiles)
{
  EtaJson *asked = eta_json_new_object ();
  g_autofree char *sort = NULL;

  if (recall_list (self, name, &sort, tiles))
    eta_json_set_string (asked, "/sort", sort);
  return asked;
}

void
eta_window_remember (EtaWindow *self)
{
  EtaRecordList *list = eta_window_get_list (self);
  const char *record = eta_window_get_record (self);

  if (!self->settings)
    return;
  remember_size (self);
  remember_lists (self);
  g_settings_set_string (self->settings, "last-place", self->view ? self->view : self->place->name);
  g_settings_set_string (self->settings, "last-record", record ? record : "");
  g_settings_set (self->settings, "last-scroll", "(dd)",
                  list ? eta_record_list_get_scroll (list) : 0.0,
                  record ? eta_detail_get_scroll (self->detail) : 0.0);
}

static void
recall_record (EtaWindow *self)
{
  EtaRecordList *list = eta_window_get_list (self);
  g_autofree char *record = g_settings_get_string (self->settings, "last-record");
  double list_scroll, detail_scroll;

  g_settings_get (self->settings, "last-scroll", "(dd)", &list_scroll, &detail_scroll);
  if (!list || eta_window_get_record (self))
    return;
  eta_record_list_set_scroll (list, list_scroll);
  if (*record && !adw_leaflet_get_folded (self->inner)) {
    eta_record_list_select (list, record);
    eta_detail_show (self->detail, record);
    eta_detail_set_scroll (self->detail, detail_scroll);
  }
}

/* The first frame shows the list; the record, and how far things were scrolled, come after it: the second
 * tick is that of the second frame. */
static gboolean
ticked_cb (GtkWidget *window, GdkFrameClock *clock, gpointer data)
{
  EtaWindow *self = ETA_WINDOW (window);

  if (!self->is_drawn) {
    self->is_drawn = TRUE;
    return G_SOURCE_CONTINUE;
  }
  recall_record (self);
  return G_SOURCE_REMOVE;
}

void
eta_window_recall (EtaWindow *self)
{
  g_autofree char *name = NULL;

  if (self->settings) {
    recall_size (self);
    name = g_settings_get_string (self->settings, "last-place");
    gtk_widget_add_tick_callback (GTK_WIDGET (self), ticked_cb, NULL, NULL);
  }
  if (!name || !eta_window_go_to_name (self, name))
    eta_window_go_to (self, &eta_places[0]);
}
