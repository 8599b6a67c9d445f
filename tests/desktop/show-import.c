/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-page.h"
#include "eta-import-rows.h"
#include "eta-test-window.h"

#include <adwaita.h>
#include <libintl.h>
#include <locale.h>

/* show-import FILE STEP WIDTH HEIGHT FILE.png [ROW [PHOTOS]]: a spreadsheet on its way into an empty catalogue, as its
 * page shows it at that step (0: the file … 4: the report), as a picture, to be looked at. */

static void
wait (EtaImportPage *page, EtaImportStep step)
{
  EtaImportWork *work = eta_import_page_get_work (page);

  eta_test_until (eta_import_page_get_step (page) >= step && !eta_import_work_is_busy (work));
}

static void
go_to (EtaImportPage *page, EtaImportStep step, char **args)
{
  EtaImport *import;

  eta_import_page_load (page, args[1]);
  wait (page, ETA_IMPORT_STEP_SHEET);
  import = eta_import_work_get_import (eta_import_page_get_work (page));
  if (args[6] && args[7])
    eta_import_set_photo_folder (import, args[7]);
  if (step >= ETA_IMPORT_STEP_ROWS)
    eta_import_page_go_to (page, ETA_IMPORT_STEP_ROWS);
  else
    eta_import_page_go_to (page, step);
  if (step >= ETA_IMPORT_STEP_ROWS)
    wait (page, ETA_IMPORT_STEP_ROWS);
  if (args[6] && atoi (args[6]) >= 0)
    eta_import_rows_open (ETA_IMPORT_ROWS (eta_test_find (page, ETA_TYPE_IMPORT_ROWS, NULL)),
                          (guint) atoi (args[6]));
  if (step == ETA_IMPORT_STEP_REPORT) {
    eta_import_page_start (page);
    wait (page, ETA_IMPORT_STEP_REPORT);
  }
}

static gboolean
save_cb (gpointer data)
{
  char **args = data;
  const char *argv[] = { "import", "-window", "root", args[5], NULL };

  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                NULL);
  args[0] = NULL;
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  EtaTestDesk desk = { 0 };
  EtaImportPage *page;
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  g_assert_cmpint (argc, >=, 6);
  eta_test_desktop_init (&argc, &argv);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ETALASE_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  gtk_css_provider_load_from_resource (css, "/org/bimpeaga/etalase/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  eta_test_desk_open (&desk, eta_test_store_new ());
  gtk_window_set_default_size (GTK_WINDOW (desk.window), atoi (argv[3]), atoi (argv[4]));
  page = eta_window_show_import (desk.window);
  if (atoi (argv[2]) > 0)
    go_to (page, (EtaImportStep) atoi (argv[2]), argv);
  g_timeout_add (1200, save_cb, argv);
  eta_test_until (!argv[0]);
  eta_test_desk_close (&desk);
  return 0;
}
