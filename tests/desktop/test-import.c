/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-edit.h"
#include "eta-import-columns.h"
#include "eta-import-line.h"
#include "eta-import-mend.h"
#include "eta-import-page.h"
#include "eta-import-rows.h"
#include "eta-query.h"
#include "eta-test-window.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <string.h>

/* The import as a person does it: from a file to a report, and back. */

typedef struct {
  EtaTestDesk desk;
  EtaImportPage *page;
} Fixture;

#define LIST                                                                                       \
  "DAFTAR UMKM\n\nNama Usaha;Kabupaten/Kota;NIB;Catatan\n"                                         \
  "Kopi Soputan;Kabupaten Minahasa;;baru\n"                                                        \
  "Abon Cakalang;Kota Manado;bukan nomor;\n"                                                       \
  ";Kota Manado;9120001234567;\n"                                                                  \
  "JUMLAH;;;\n"

static char *
write_list (Fixture *fixture, const char *name, const char *text)
{
  char *path = g_build_filename (eta_store_get_folder (fixture->desk.store), name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  eta_test_desk_open (&fixture->desk, eta_test_store_new ());
  fixture->page = eta_window_show_import (fixture->desk.window);
  eta_test_until (gtk_widget_get_mapped (GTK_WIDGET (fixture->page)));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  eta_test_desk_close (&fixture->desk);
}

static void
load (Fixture *fixture, const char *name, const char *text)
{
  g_autofree char *path = write_list (fixture, name, text);

  eta_import_page_load (fixture->page, path);
}

static gboolean
is_at (Fixture *fixture, EtaImportStep step)
{
  EtaImportWork *work = eta_import_page_get_work (fixture->page);

  return eta_import_page_get_step (fixture->page) == step &&
         (!work || !eta_import_work_is_busy (work));
}

static void
go_to (Fixture *fixture, EtaImportStep step)
{
  eta_import_page_go_to (fixture->page, step);
  eta_test_until (is_at (fixture, step));
}

static void
assert_says (Fixture *fixture, const char *words)
{
  eta_test_until (eta_test_find (fixture->page, GTK_TYPE_LABEL, words));
}

static gint64
count (Fixture *fixture)
{
  return eta_store_count (fixture->desk.store, &(EtaQuery){ 0 }, NULL);
}

static EtaImport *
get_import (Fixture *fixture)
{
  return eta_import_work_get_import (eta_import_page_get_work (fixture->page));
}

static const EtaImportRow *
get_row (Fixture *fixture, guint index)
{
  return eta_import_get_rows (get_import (fixture))->pdata[index];
}

/* -- the way through ------------------------------------------------------------------------ */

static void
test_way (Fixture *fixture, gconstpointer data)
{
  load (fixture, "umkm.csv", LIST);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  assert_says (fixture, "3 of 4 columns are taken");
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  assert_says (fixture, "3 new · 1 refused");
  g_assert_cmpint (count (fixture), ==, 0);

  /* Only the three that want a look are shown at first. */
  g_assert_nonnull (eta_test_find (fixture->page, GTK_TYPE_LABEL, "Without a name"));
  g_assert_null (eta_test_find (fixture->page, GTK_TYPE_LABEL, "Kopi Soputan"));
  g_assert_nonnull (eta_test_find (fixture->page, GTK_TYPE_TOGGLE_BUTTON, "To look at 3"));

  eta_import_page_start (fixture->page);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_REPORT));
  assert_says (fixture, "3 records imported");
  assert_says (fixture, "1 row was refused");
  g_assert_cmpint (count (fixture), ==, 3);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  GtkWidget *undo;

  load (fixture, "umkm.csv", LIST);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  eta_import_page_start (fixture->page);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_REPORT));
  eta_test_until ((undo = eta_test_find (fixture->page, GTK_TYPE_BUTTON, "_Undo the import")));
  g_signal_emit_by_name (undo, "clicked");

  /* The rows are there again, to be mended and imported. */
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_ROWS));
  g_assert_cmpint (count (fixture), ==, 0);
  assert_says (fixture, "3 new · 1 refused");
}

/* Next month's list has the same columns: it is read as this one was, and says so. */
static void
test_profile (Fixture *fixture, gconstpointer data)
{
  const EtaColumn phone = { eta_kind_field (&eta_kind_business, "/phone"), &eta_kind_business,
                            NULL };

  load (fixture, "mei.csv", "Nama Usaha;Kabupaten/Kota;Yang itu\nKopi;Kota Manado;0812345678\n");
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  g_assert_null (eta_header_get (eta_import_get_header (get_import (fixture)), 2)->field);
  eta_header_set (eta_import_get_header (get_import (fixture)), 2, &phone);
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  eta_import_page_put_away (fixture->page);

  load (fixture, "juni.csv", "nama usaha;kabupaten/kota;YANG ITU\nTeh;Kota Manado;0812345679\n");
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_ROWS));
  g_assert_cmpstr (g_ptr_array_index (eta_import_get_columns (get_import (fixture)), 2), ==,
                   "/phone");
  g_assert_nonnull (eta_import_get_kept_on (get_import (fixture)));
}

static GtkMenuButton *
find_target (Fixture *fixture, const char *label)
{
  GtkWidget *list = eta_test_find (fixture->page, ETA_TYPE_IMPORT_COLUMNS, NULL);

  for (GtkWidget *row = eta_test_find (list, ADW_TYPE_ACTION_ROW, label); row;)
    return GTK_MENU_BUTTON (eta_test_find (row, GTK_TYPE_MENU_BUTTON, NULL));
  return NULL;
}

static const char *
get_words (GtkMenuButton *button)
{
  return gtk_label_get_label (GTK_LABEL (gtk_menu_button_get_child (button)));
}

/* A list whose words nobody knows is pointed at by hand: its header, and where each column goes. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  GtkMenuButton *button;
  GtkWidget *choice;

  load (fixture, "aneh.csv", "Laporan;;\nEntah;Apa;Ini\nKopi;1;x\nTeh;2;y\n");
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_SHEET));
  g_assert_false (
      gtk_widget_get_sensitive (eta_test_find (fixture->page, GTK_TYPE_BUTTON, "_Next")));
  adw_action_row_activate (
      ADW_ACTION_ROW (eta_test_find (fixture->page, ADW_TYPE_ACTION_ROW, "Entah · Apa · Ini")));
  go_to (fixture, ETA_IMPORT_STEP_COLUMNS);
  g_assert_false (
      gtk_widget_get_sensitive (eta_test_find (fixture->page, GTK_TYPE_BUTTON, "_Next")));
  button = find_target (fixture, "Entah");
  gtk_menu_button_popup (button);
  eta_test_until ((choice = eta_test_find (gtk_menu_button_get_popover (button), GTK_TYPE_LABEL,
                                           "Business name")));
  g_signal_emit_by_name (gtk_widget_get_ancestor (choice, GTK_TYPE_LIST_BOX), "row-activated",
                         gtk_widget_get_ancestor (choice, GTK_TYPE_LIST_BOX_ROW));
  g_assert_cmpstr (get_words (button), ==, "Business name");
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  assert_says (fixture, "2 new");

  /* Back at the columns, they are as they were set. */
  go_to (fixture, ETA_IMPORT_STEP_COLUMNS);
  g_assert_cmpstr (get_words (find_target (fixture, "Entah")), ==, "Business name");
}

/* -- mending -------------------------------------------------------------------------------- */

static EtaImportMend *
open_row (Fixture *fixture, guint index)
{
  EtaImportRows *rows = ETA_IMPORT_ROWS (eta_test_find (fixture->page, ETA_TYPE_IMPORT_ROWS, NULL));
  GtkWidget *mend;

  eta_import_rows_open (rows, index);
  eta_test_until ((mend = eta_test_find (rows, ETA_TYPE_IMPORT_MEND, NULL)));
  return ETA_IMPORT_MEND (mend);
}

static void
type (EtaImportMend *mend, guint group, const char *pointer, const char *text)
{
  EtaForm *form = eta_import_fields_get_form (eta_import_mend_get_fields (mend, group));
  EtaEdit *edit = eta_form_find_edit (form, pointer);

  g_assert_nonnull (edit);
  eta_edit_type (edit, text);
  eta_edit_flush (edit);
}

static void
test_mend (Fixture *fixture, gconstpointer data)
{
  EtaImportMend *mend;

  load (fixture, "umkm.csv", LIST);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);

  /* What cannot be read stands in its field; taken away, it complains no more. */
  mend = open_row (fixture, 1);
  g_assert_cmpuint (get_row (fixture, 1)->warnings->len, >, 0);
  type (mend, 0, "/nib", "");
  eta_test_until (get_row (fixture, 1)->warnings->len == 0);

  /* A row without a name is given one, and is refused no more. */
  mend = open_row (fixture, 2);
  type (mend, 0, "/name", "Dapur Ibu");
  eta_test_until (get_row (fixture, 2)->fate == ETA_IMPORT_CREATE);
  assert_says (fixture, "4 new");

  /* The sum below the list is no business. */
  eta_import_work_leave (eta_import_page_get_work (fixture->page), 3, TRUE);
  assert_says (fixture, "3 new · 1 left out");

  eta_import_page_start (fixture->page);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_REPORT));
  g_assert_cmpint (count (fixture), ==, 3);
}

/* A product's row holds its maker too, in a group of its own. */
static void
test_mend_maker (Fixture *fixture, gconstpointer data)
{
  EtaImportMend *mend;
  g_autofree char *id = NULL;

  load (fixture, "produk.csv",
        "Nama Produk;Kategori;Nama Usaha;Alamat\nKopi;Kopi;Rumah Koppi;Jalan 1\n"
        "Teh;Kopi;Rumah Kopi;Jalan 1\n");
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  mend = open_row (fixture, 0);
  type (mend, 1, "/name", "Rumah Kopi");
  eta_import_page_start (fixture->page);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_REPORT));
  id = eta_store_find_named (fixture->desk.store, &eta_kind_business, "Rumah Koppi", NULL, NULL);
  g_assert_null (id);
  g_assert_cmpint (count (fixture), ==, 3);
}

/* An identity number is left out, said so, and shown nowhere. */
static void
test_identity_number (Fixture *fixture, gconstpointer data)
{
  EtaImportMend *mend;
  EtaForm *form;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;

  load (fixture, "umkm.csv", "Nama Usaha;Alamat\nKopi;\"Jalan 1, KTP 7171021505850003\"\n");
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  eta_test_until (eta_test_find (fixture->page, GTK_TYPE_LABEL,
                                 "Holds identity numbers (NIK): they are never taken"));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  g_assert_cmpuint (get_row (fixture, 0)->warnings->len, ==, 1);
  mend = open_row (fixture, 0);
  form = eta_import_fields_get_form (eta_import_mend_get_fields (mend, 0));
  text = eta_edit_dup_text (eta_form_find_edit (form, "/street"));
  g_assert_cmpstr (text, ==, "");

  /* That it was left out is said until something else stands there. */
  g_assert_cmpuint (get_row (fixture, 0)->warnings->len, ==, 1);
  words = eta_import_warning_dup_words (get_row (fixture, 0)->warnings->pdata[0]);
  g_assert_nonnull (strstr (words, "(NIK)"));
  g_assert_nonnull (eta_test_find (mend, GTK_TYPE_LABEL, words));
  type (mend, 0, "/street", "Jalan 1");
  eta_test_until (get_row (fixture, 0)->warnings->len == 0);
}

/* -- meanwhile, and what goes wrong --------------------------------------------------------- */

/* Another page can be looked at; a line at the foot of the window leads back. */
static void
test_elsewhere (Fixture *fixture, gconstpointer data)
{
  load (fixture, "umkm.csv", LIST);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  eta_window_go_to (fixture->desk.window, eta_place_find ("businesses"));
  eta_test_until (
      eta_test_find (fixture->desk.window, GTK_TYPE_LABEL, "“umkm.csv” is not imported yet"));
  eta_import_page_start (fixture->page);
  eta_test_until (count (fixture) == 3);
  eta_test_until (eta_test_find (fixture->desk.window, GTK_TYPE_LABEL, "3 records imported"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->desk.window), "win.import", NULL);
  eta_test_until (eta_test_find (fixture->page, GTK_TYPE_LABEL, "3 records imported"));
}

static void
test_bad_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *gone = NULL;

  load (fixture, "kosong.csv", "");
  assert_says (fixture, "The file is empty.");
  g_assert_true (is_at (fixture, ETA_IMPORT_STEP_FILE));
  gone = g_build_filename (eta_store_get_folder (fixture->desk.store), "gone.xlsx", NULL);
  eta_import_page_load (fixture->page, gone);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_FILE));
  g_assert_nonnull (eta_test_find (fixture->page, GTK_TYPE_BUTTON, "_Choose a file…"));

  /* Once it is read, the file may vanish. */
  load (fixture, "umkm.csv", LIST);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  g_unlink (eta_import_get_path (get_import (fixture)));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  eta_import_page_start (fixture->page);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_REPORT));
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Nama Usaha;Alamat\n");

  for (guint i = 0; i < 4000; i++)
    g_string_append_printf (text, "Usaha %u;Jalan %u\n", i, i);
  load (fixture, "banyak.csv", text->str);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  eta_import_page_start (fixture->page);
  eta_test_until (eta_test_find (fixture->page, GTK_TYPE_LABEL, "Importing…"));
  eta_import_page_stop (fixture->page);

  /* Nothing is kept, and the rows are as they were. */
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_ROWS));
  g_assert_cmpint (count (fixture), ==, 0);
  assert_says (fixture, "4000 new");
}

/* -- a window that is closed meanwhile ------------------------------------------------------- */

/* The import waits for whoever holds the store; the closing window says what it waits for. */
static AdwMessageDialog *
close_while_importing (Fixture *fixture)
{
  AdwMessageDialog *dialog = NULL;

  load (fixture, "umkm.csv", LIST);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_COLUMNS));
  go_to (fixture, ETA_IMPORT_STEP_ROWS);
  g_assert_true (eta_store_begin (fixture->desk.store, "Elsewhere", NULL));
  eta_import_page_start (fixture->page);
  eta_test_until (eta_import_work_is_running (eta_import_page_get_work (fixture->page)));
  gtk_window_close (GTK_WINDOW (fixture->desk.window));
  eta_test_until ((dialog = eta_test_find_window (ADW_TYPE_MESSAGE_DIALOG)));
  g_assert_true (adw_message_dialog_has_response (dialog, "stop"));
  return dialog;
}

static void
test_close_when_done (Fixture *fixture, gconstpointer data)
{
  close_while_importing (fixture);
  eta_store_rollback (fixture->desk.store);
  eta_test_until (!fixture->desk.window);
  g_assert_cmpint (count (fixture), ==, 3);
}

static void
test_close_and_stop (Fixture *fixture, gconstpointer data)
{
  adw_message_dialog_response (close_while_importing (fixture), "stop");
  eta_store_rollback (fixture->desk.store);
  eta_test_until (!fixture->desk.window);
  g_assert_cmpint (count (fixture), ==, 0);
}

static void
test_close_and_stay (Fixture *fixture, gconstpointer data)
{
  adw_message_dialog_response (close_while_importing (fixture), "stay");
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (fixture->desk.window)));
  eta_store_rollback (fixture->desk.store);
  eta_test_until (is_at (fixture, ETA_IMPORT_STEP_REPORT));
  g_assert_nonnull (fixture->desk.window);
  g_assert_cmpint (count (fixture), ==, 3);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/import-page/way", test_way },
    { "/import-page/undo", test_undo },
    { "/import-page/profile", test_profile },
    { "/import-page/by-hand", test_by_hand },
    { "/import-page/mend", test_mend },
    { "/import-page/mend-maker", test_mend_maker },
    { "/import-page/identity-number", test_identity_number },
    { "/import-page/elsewhere", test_elsewhere },
    { "/import-page/bad-file", test_bad_file },
    { "/import-page/cancel", test_cancel },
    { "/import-page/close-when-done", test_close_when_done },
    { "/import-page/close-and-stop", test_close_and_stop },
    { "/import-page/close-and-stay", test_close_and_stay },
  };

  eta_test_desktop_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
