/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-test-window.h"

#include "eta-record-row.h"

#include <adwaita.h>

static gboolean time_is_up;

void
eta_test_desktop_init (int *argc, char ***argv)
{
  g_test_init (argc, argv, NULL);
  adw_init ();
  /* Without a window manager the keyboard leaves a window unsaid, and a blinking cursor warns of it. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink",
                FALSE, NULL);
}

static gboolean
time_is_up_cb (gpointer data)
{
  time_is_up = TRUE;
  return G_SOURCE_CONTINUE;
}

guint
eta_test_start_clock (void)
{
  time_is_up = FALSE;
  return g_timeout_add_seconds (30, time_is_up_cb, NULL);
}

gboolean
eta_test_turn (void)
{
  g_main_context_iteration (NULL, TRUE);
  return !time_is_up;
}

void
eta_test_stop_clock (guint timer)
{
  g_source_remove (timer);
}

void
eta_test_desk_open (EtaTestDesk *desk, EtaStore *store)
{
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (GError) error = NULL;

  desk->store = store;
  desk->vault = eta_vault_new (photos, &error);
  g_assert_no_error (error);
  desk->window = eta_window_new (NULL, desk->store, desk->vault, NULL, NULL);
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *) &desk->window);
  gtk_window_present (GTK_WINDOW (desk->window));
  eta_test_until (gtk_widget_get_mapped (GTK_WIDGET (desk->window)));
}

void
eta_test_desk_close (EtaTestDesk *desk)
{
  if (desk->window)
    gtk_window_close (GTK_WINDOW (desk->window));
  eta_test_until (desk->window == NULL);
  /* Counts under way hold the store for a moment longer. */
  eta_test_until (G_OBJECT (desk->store)->ref_count == 1);
  g_clear_object (&desk->vault);
  eta_test_store_free (g_steal_pointer (&desk->store));
}

static const char *
get_text (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget))
    return gtk_label_get_text (GTK_LABEL (widget));
  if (GTK_IS_BUTTON (widget))
    return gtk_button_get_label (GTK_BUTTON (widget));
  if (ADW_IS_PREFERENCES_ROW (widget))
    return adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget));
  return NULL;
}

static gboolean
fits (GtkWidget *widget, GType type, const char *text)
{
  /* A line of a list is its own label. */
  if (type == GTK_TYPE_LABEL && text && ETA_IS_RECORD_ROW (widget))
    return g_strcmp0 (eta_record_row_get_title (ETA_RECORD_ROW (widget)), text) == 0 ||
           g_strcmp0 (eta_record_row_get_subtitle (ETA_RECORD_ROW (widget)), text) == 0;
  return (type == 0 || G_TYPE_CHECK_INSTANCE_TYPE (widget, type)) &&
         (!text || g_strcmp0 (get_text (widget), text) == 0);
}

GtkWidget *
eta_test_find (gpointer root, GType type, const char *text)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (fits (root, type, text))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = eta_test_find (child, type, text);

    if (found)
      return found;
  }
  return NULL;
}

guint
eta_test_count (gpointer root, GType type)
{
  guint n = gtk_widget_get_mapped (root) && G_TYPE_CHECK_INSTANCE_TYPE (root, type);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    n += eta_test_count (child, type);
  return n;
}

gpointer
eta_test_find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type) && gtk_widget_get_mapped (GTK_WIDGET (window)))
      return window;
  }
  return NULL;
}
