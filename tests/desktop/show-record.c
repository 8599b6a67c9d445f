/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-page.h"

#include "eta-edit.h"
#include "eta-history-dialog.h"
#include "eta-photo-dialog.h"
#include "eta-photo-editor.h"
#include "eta-photos.h"
#include "eta-query.h"

#include <adwaita.h>
#include <libintl.h>
#include <locale.h>

/* show-record FOLDER KIND NUMBER WIDTH HEIGHT SCROLL FILE.png [FOCUS [OPEN]]: a record of a catalogue as its
 * page shows it, as a picture, to be looked at. FOCUS is a pointer, or "-"; OPEN one of "photo", "crop", "history",
 * "score", "list" (of the field that has the focus), "submit". */

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
find (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find (child, type);

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

static void
crop (EtaPhotoDialog *dialog)
{
  gtk_widget_activate_action (find (GTK_WIDGET (dialog), ETA_TYPE_PHOTO_EDITOR), "edit.crop", NULL);
}

/* Of an older step the dialog shows the most; its row begins with the keyboard. */
static void
choose_older (EtaHistoryDialog *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));
  GtkWidget *list = focus ? gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX) : NULL;
  GtkListBoxRow *row = list ? gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2) : NULL;

  if (row)
    gtk_list_box_select_row (GTK_LIST_BOX (list), row);
}

static void
open (Show *show, const char *what)
{
  EtaRecordPage *page = ETA_RECORD_PAGE (show->page);
  EtaForm *form = eta_record_page_get_form (page);
  g_autoptr (GPtrArray) photos = eta_photos_in_order (eta_form_get_doc (form));
  GtkWidget *button = NULL;

  if (g_str_equal (what, "photo"))
    eta_photo_dialog_show (form, g_ptr_array_index (photos, 0), show->page);
  else if (g_str_equal (what, "crop"))
    crop (eta_photo_dialog_show (form, g_ptr_array_index (photos, 0), show->page));
  else if (g_str_equal (what, "history"))
    choose_older (eta_history_dialog_show (form, show->page));
  else if (g_str_equal (what, "submit"))
    gtk_widget_activate_action (show->page, "page.submit", NULL);
  else if (g_str_equal (what, "score"))
    button = find (eta_record_page_get_header (page), GTK_TYPE_MENU_BUTTON);
  else
    button = find (eta_edit_get_control (eta_form_find_edit (form, show->args[8])),
                   GTK_TYPE_MENU_BUTTON);
  if (button)
    gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

static gboolean
scroll_cb (gpointer data)
{
  Show *show = data;
  GtkWidget *scroller = find (show->page, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  if (show->args[8] && *show->args[8] == '/')
    eta_record_page_focus (ETA_RECORD_PAGE (show->page), show->args[8]);
  else
    gtk_adjustment_set_value (adjustment, atof (show->args[6]));
  if (show->args[8] && show->args[9])
    open (show, show->args[9]);
  g_timeout_add (1500, save_cb, show);
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
  if (g_getenv ("ETALASE_LOCALEDIR")) {
    bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ETALASE_LOCALEDIR"));
    textdomain (GETTEXT_PACKAGE);
  }
  g_application_set_resource_base_path (G_APPLICATION (app), "/org/bimpeaga/etalase");
  g_signal_connect (app, "activate", G_CALLBACK (activate_cb), &show);
  return g_application_run (G_APPLICATION (app), 1, argv);
}
