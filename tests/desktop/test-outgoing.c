/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outgoing-bar.h"
#include "eta-print.h"
#include "eta-record-list.h"
#include "eta-test-window.h"

#include <glib/gstdio.h>
#include <string.h>

/* What goes out of the window, to a file or a printer */

#define KOPI "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.02'}"
#define ABON "{'name':'Abon Cakalang','country':'ID','province':'71','regency':'71.71'}"

typedef struct {
  EtaTestDesk desk;
  char *kopi, *abon, *path;
} Office;

static void
set_up (Office *office, gconstpointer name)
{
  EtaStore *store = eta_test_store_new ();

  office->kopi = eta_test_add (store, &eta_kind_business, KOPI);
  office->abon = eta_test_add (store, &eta_kind_business, ABON);
  office->path = g_build_filename (eta_store_get_folder (store), name, NULL);
  eta_test_desk_open (&office->desk, store);
}

static void
tear_down (Office *office, gconstpointer name)
{
  eta_test_desk_close (&office->desk);
  g_free (office->kopi);
  g_free (office->abon);
  g_free (office->path);
}

static gboolean
shows (Office *office, const char *words)
{
  return eta_test_find (office->desk.window, GTK_TYPE_LABEL, words) != NULL;
}

static gboolean
is_there (Office *office)
{
  return g_file_test (office->path, G_FILE_TEST_EXISTS);
}

static void
write_all (Office *office, EtaOutgoingForm form)
{
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });

  eta_window_write (office->desk.window, all, form, office->path);
  g_assert_nonnull (eta_test_find (office->desk.window, ETA_TYPE_OUTGOING_BAR, NULL));
  eta_test_until (!eta_test_find (office->desk.window, ETA_TYPE_OUTGOING_BAR, NULL));
}

static void
test_spreadsheet (Office *office, gconstpointer name)
{
  write_all (office, ETA_OUTGOING_SPREADSHEET);
  g_assert_true (is_there (office));
  eta_test_until (shows (office, "2 records exported"));
  g_assert_nonnull (eta_test_find (office->desk.window, GTK_TYPE_BUTTON, "_Open folder"));
}

static void
test_catalogue (Office *office, gconstpointer name)
{
  write_all (office, ETA_OUTGOING_CATALOGUE);
  g_assert_true (is_there (office));
  eta_test_until (shows (office, "A PDF of 4 pages is made"));
}

static void
test_trouble (Office *office, gconstpointer name)
{
  write_all (office, ETA_OUTGOING_SHEETS); /* of no product */
  g_assert_false (is_there (office));
  eta_test_until (shows (office, "There is no product to show here. Choose products, or a business "
                                 "that has some."));
}

static GtkWindow *
find_chooser (void)
{
  return eta_test_find_window (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

/* It comes to its folder in its own time. */
static gboolean
has_file (GtkWindow *chooser, GFile *file)
{
  g_autoptr (GFile) now = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

  return now && g_file_equal (now, file);
}

/* Those that were marked, through the action that a list of marks calls */
static void
test_marked (Office *office, gconstpointer name)
{
  const char *ids[] = { office->abon, NULL };
  g_autoptr (GFile) file = g_file_new_for_path (office->path);
  g_autofree char *out = NULL;

#ifdef __SANITIZE_ADDRESS__
  g_test_skip (
      "GTK's file chooser keeps what it read of a folder, and the libraries that it brings more");
  return;
#endif
  /* where a chooser begins that has never been used */
  g_assert_cmpint (g_chdir (eta_store_get_folder (office->desk.store)), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (office->desk.window), "win.export", "^as", ids);
  eta_test_until (find_chooser ());
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (find_chooser ()), name);
  eta_test_until (has_file (find_chooser (), file));
  g_signal_emit_by_name (eta_test_find (find_chooser (), GTK_TYPE_BUTTON, "_Save"), "clicked");
  eta_test_until (shows (office, "1 record exported"));
  g_assert_true (g_file_get_contents (office->path, &out, NULL, NULL));
  g_assert_nonnull (strstr (out, "Abon Cakalang"));
  g_assert_null (strstr (out, "Kopi Soputan"));
}

static void
test_cancel (Office *office, gconstpointer name)
{
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });
  g_autoptr (EtaOutgoing) outgoing = eta_outgoing_new (office->desk.store, office->desk.vault, all,
                                                       ETA_OUTGOING_CATALOGUE, office->path);
  GtkWidget *bar = g_object_ref_sink (eta_outgoing_bar_new (outgoing));
  GtkWidget *window = gtk_window_new ();

  gtk_window_set_child (GTK_WINDOW (window), bar);
  gtk_window_present (GTK_WINDOW (window));
  eta_test_until (eta_test_find (bar, GTK_TYPE_BUTTON, "_Cancel"));
  g_signal_emit_by_name (eta_test_find (bar, GTK_TYPE_BUTTON, "_Cancel"), "clicked");
  eta_outgoing_start (outgoing);
  eta_test_until (eta_outgoing_get_error (outgoing));
  g_assert_error (eta_outgoing_get_error (outgoing), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (is_there (office));
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (bar);
}

static void
printed_cb (const GError *error, gpointer owner)
{
  g_assert_no_error (error);
  g_object_set_data (owner, "printed", GINT_TO_POINTER (TRUE));
}

/* The way of each page to a printer, which is a file here */
static void
test_print (Office *office, gconstpointer name)
{
  GObject *window = G_OBJECT (office->desk.window);
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });
  g_autoptr (EtaBrochure) brochure =
      eta_brochure_new (office->desk.store, office->desk.vault, all, ETA_BROCHURE_CATALOGUE);
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autofree char *out = NULL;
  gsize length = 0;

  g_assert_true (eta_brochure_lay_out (brochure, NULL, NULL, NULL));
  operation = eta_print_new (brochure, printed_cb, window);
  gtk_print_operation_set_show_progress (operation, FALSE);
  gtk_print_operation_set_export_filename (operation, office->path);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, GTK_WINDOW (window), NULL);
  eta_test_until (g_object_get_data (window, "printed"));
  g_assert_true (g_file_get_contents (office->path, &out, &length, NULL));
  g_assert_nonnull (memmem (out, length, "/Count 4", 8));
}

/* Whether the list's own menu, opened, has it */
static gboolean
offers_export (Office *office, const char *place)
{
  GtkWidget *list, *button;
  gboolean found;

  eta_window_go_to (office->desk.window, eta_place_find (place));
  eta_test_until ((list = eta_test_find (office->desk.window, ETA_TYPE_RECORD_LIST, NULL)));
  button = eta_test_find (list, GTK_TYPE_MENU_BUTTON, NULL);
  while (g_strcmp0 (gtk_widget_get_tooltip_text (button), "Sort, export and print"))
    button = gtk_widget_get_next_sibling (button);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  eta_test_until (eta_test_find (button, GTK_TYPE_LABEL, "By name"));
  found = eta_test_find (button, GTK_TYPE_LABEL, "Export…") != NULL;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  return found;
}

/* What the centre writes is not an office's to hand on. */
static void
test_menu (Office *office, gconstpointer name)
{
  g_assert_true (offers_export (office, "businesses"));
  g_assert_true (offers_export (office, "to-send"));
  g_assert_false (offers_export (office, "training"));
  g_assert_false (offers_export (office, "trash"));
}

#define ADD(path, file, func) g_test_add ("/outgoing/" path, Office, file, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  ADD ("spreadsheet/xlsx", "out.xlsx", test_spreadsheet);
  ADD ("spreadsheet/csv", "out.csv", test_spreadsheet);
  ADD ("catalogue", "out.pdf", test_catalogue);
  ADD ("trouble", "out.pdf", test_trouble);
  ADD ("marked", "out.csv", test_marked);
  ADD ("cancel", "out.pdf", test_cancel);
  ADD ("print", "out.pdf", test_print);
  ADD ("menu", "", test_menu);
  return g_test_run ();
}
