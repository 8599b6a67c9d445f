/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-page.h"

#include "eta-query.h"

#include <adwaita.h>
#include <locale.h>

/* show-record FOLDER KIND NUMBER WIDTH HEIGHT SCROLL FILE.png [FOCUS]: a record of a catalogue as its page
 * shows it, as a picture, to be looked at. */

typedef struct {
  char **args;
  EtaStore *store;
  GtkWidget *page;
  GtkWidget *window;
} Show;

static char *
find_record (EtaStore *store, const char *kind, guint number)
{
  EtaQuery query = { .kind = eta_kind_find (kind) };
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (store, &query, NULL, number + 1, NULL);

  g_assert_cmpuint (rows->len, >, number);
  return g_strdup (eta_row_get_id (g_ptr_array_index (rows, number)));
}

static GtkWidget *
find_scroller (GtkWidget *widget)
{
  if (GTK_IS_SCROLLED_WINDOW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_scroller (child);

    if (found)
      return found;
  }
  return NULL;
}

static gboolean
save_cb (gpointer data)
{
  Show *show = data;
  const char *argv[] = { "import", "-window", "root", show->args[7], NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  g_application_quit (g_application_get_default ());
  return G_SOURCE_REMOVE;
}

static gboolean
scroll_cb (gpointer data)
{
  Show *show = data;
  GtkWidget *scroller = find_scroller (show->page);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  if (show->args[8])
    eta_record_page_focus (ETA_RECORD_PAGE (show->page), show->args[8]);
  else
    gtk_adjustment_set_value (adjustment, atof (show->args[6]));
  g_timeout_add (1200, save_cb, show);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GApplication *app, gpointer data)
{
  Show *show = data;
  EtaCatalogue *catalogue = eta_catalogue_new ();
  g_autoptr (GError) error = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *header = adw_header_bar_new ();
  GtkWidget *title = adw_window_title_new ("", "");
  EtaVault *vault;

  show->store = eta_store_open (show->args[1], catalogue, &error);
  g_assert_no_error (error);
  vault = eta_vault_new (eta_store_dup_photo_folder (show->store), &error);
  g_assert_no_error (error);
  show->page = eta_record_page_new (
      show->store, vault, find_record (show->store, show->args[2], (guint) atoi (show->args[3])));
  g_object_bind_property (show->page, "title", title, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (show->page, "subtitle", title, "subtitle", G_BINDING_SYNC_CREATE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), title);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header),
                           eta_record_page_get_header (ETA_RECORD_PAGE (show->page)));
  gtk_box_append (GTK_BOX (box), header);
  gtk_widget_set_vexpand (show->page, TRUE);
  gtk_box_append (GTK_BOX (box), show->page);
  show->window = adw_application_window_new (GTK_APPLICATION (app));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (show->window), box);
  gtk_window_set_default_size (GTK_WINDOW (show->window), atoi (show->args[4]),
                               atoi (show->args[5]));
  gtk_window_present (GTK_WINDOW (show->window));
  g_timeout_add (1500, scroll_cb, show);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) app = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  Show show = { argv };

  setlocale (LC_ALL, "");
  g_application_set_resource_base_path (G_APPLICATION (app), "/org/bimpeaga/etalase");
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &show);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
