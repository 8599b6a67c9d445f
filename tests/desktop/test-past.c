/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db.h"
#include "eta-outbox.h"
#include "eta-record-list.h"
#include "eta-sidebar.h"
#include "eta-test-window.h"

#include <adwaita.h>

/* What can be taken back: steps by name, and the trash. */

#define KOPI "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.02'}"

static char *
menu_line (EtaTestDesk *desk, int index)
{
  EtaSidebar *sidebar = ETA_SIDEBAR (eta_test_find (desk->window, ETA_TYPE_SIDEBAR, NULL));
  char *label = NULL;

  g_menu_model_get_item_attribute (G_MENU_MODEL (eta_sidebar_get_undo_section (sidebar)), index,
                                   "label", "s", &label);
  return label;
}

static gboolean
is_in_menu (EtaTestDesk *desk, int index, const char *words)
{
  g_autofree char *label = menu_line (desk, index);

  return g_strcmp0 (label, words) == 0;
}

static gboolean
is_called (EtaStore *store, const char *id, const char *name)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, NULL);

  return g_str_equal (eta_record_get_title (record), name);
}

static void
run (EtaTestDesk *desk, const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (desk->window), action, NULL);
}

static void
click (EtaTestDesk *desk, const char *label)
{
  eta_test_until (eta_test_find (desk->window, GTK_TYPE_BUTTON, label));
  g_signal_emit_by_name (eta_test_find (desk->window, GTK_TYPE_BUTTON, label), "clicked");
}

/* The menu says what the keys would do, and the toast what they did; its button takes that back again. */
static void
test_names (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);

  eta_test_desk_open (&desk, store);
  eta_test_until (is_in_menu (&desk, 0, "_Undo: Add “Kopi Soputan”"));
  g_assert_true (is_in_menu (&desk, 1, "_Redo"));
  eta_test_set (store, kopi, "/name", "'Kopi_Tomohon'");
  eta_test_until (is_in_menu (&desk, 0, "_Undo: Change “Business name” of “Kopi__Tomohon”"));
  run (&desk, "win.undo");
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL,
                                 "Undone: Change “Business name” of “Kopi_Tomohon”"));
  g_assert_true (is_called (store, kopi, "Kopi Soputan"));
  eta_test_until (is_in_menu (&desk, 1, "_Redo: Change “Business name” of “Kopi__Tomohon”"));
  click (&desk, "Redo");
  eta_test_until (is_called (store, kopi, "Kopi_Tomohon"));
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL,
                                 "Done again: Change “Business name” of “Kopi_Tomohon”"));
  click (&desk, "Undo");
  eta_test_until (is_called (store, kopi, "Kopi Soputan"));

  run (&desk, "win.undo");
  eta_test_until (is_in_menu (&desk, 0, "_Undo"));
  run (&desk, "win.undo");
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL, "Nothing to undo"));
  eta_test_desk_close (&desk);
}

/* A name that is long is cut in the menu. */
static void
test_long_name (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *name = g_strnfill (110, 'x');
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'%s'}", name);
  g_autofree char *line = NULL;

  eta_test_desk_open (&desk, store);
  eta_test_until (!is_in_menu (&desk, 0, "_Undo"));
  line = menu_line (&desk, 0);
  g_assert_true (g_str_has_suffix (line, "x…"));
  g_assert_cmpint (g_utf8_strlen (line, -1), <, 80);
  eta_test_desk_close (&desk);
}

static void
run_sql (EtaStore *store, const char *sql)
{
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "catalogue.db", NULL);
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_db_run (db, &error, sql, ""));
  g_assert_no_error (error);
}

/* Through the day's steps, also those before the program was started again; an older one waits for a
 * click. */
static void
test_day (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);

  run_sql (store, "UPDATE history SET at = at - 3 * 86400");
  eta_test_set (store, kopi, "/name", "'Kopi Tomohon'");
  store = eta_test_store_reopen (store);
  eta_test_desk_open (&desk, store);
  run (&desk, "win.undo");
  eta_test_until (is_called (store, kopi, "Kopi Soputan"));
  run (&desk, "win.undo");
  click (&desk, "Undo");
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL, "Undone: Add “Kopi Soputan”"));
  eta_test_desk_close (&desk);
}

/* A clock that was put back to 1970 does not make a step older than today. */
static void
test_clock_back (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);

  eta_test_set (store, kopi, "/name", "'Kopi Tomohon'");
  run_sql (store, "UPDATE history SET at = at + 20 * 365 * 86400");
  eta_test_desk_open (&desk, store);
  run (&desk, "win.undo");
  eta_test_until (is_called (store, kopi, "Kopi Soputan"));
  eta_test_desk_close (&desk);
}

/* What another has written since stays, and that is said. */
static void
test_newer (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  g_autoptr (EtaCopies) copies = NULL;

  eta_test_set (store, kopi, "/name", "'Kopi Tomohon'");
  g_assert_true (eta_store_begin (store, NULL, NULL));
  copies = eta_outbox_dup_copies (store, kopi, NULL);
  eta_json_set_string (copies->doc, "/name", "Kopi Manado");
  g_assert_true (eta_outbox_write_copies (store, copies, "Desk 2", NULL));
  g_assert_true (eta_store_commit (store, NULL));
  eta_test_desk_open (&desk, store);
  run (&desk, "win.undo");
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL,
                                 "Undone, but for what was changed since: "
                                 "Change “Business name” of “Kopi Tomohon”"));
  g_assert_true (is_called (store, kopi, "Kopi Manado"));
  eta_test_desk_close (&desk);
}

static AdwMessageDialog *
find_dialog (void)
{
  return eta_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
answer (const char *response)
{
  AdwMessageDialog *dialog;

  eta_test_until ((dialog = find_dialog ()));
  g_assert_cmpstr (adw_message_dialog_get_heading (dialog), ==, "Delete “Kopi Soputan” for good?");
  adw_message_dialog_response (dialog, response);
  gtk_window_close (GTK_WINDOW (dialog));
  eta_test_until (!find_dialog ());
}

static EtaRecordList *
open_trash (EtaTestDesk *desk)
{
  EtaRecordList *list;

  eta_window_go_to (desk->window, eta_place_find ("trash"));
  eta_test_until (eta_test_find (desk->window, ETA_TYPE_RECORD_LIST, NULL));
  list = ETA_RECORD_LIST (eta_test_find (desk->window, ETA_TYPE_RECORD_LIST, NULL));
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "Kopi Soputan"));
  gtk_widget_activate_action (eta_test_find (list, GTK_TYPE_GRID_VIEW, NULL), "list.select-item",
                              "(ubb)", 0, FALSE, FALSE);
  eta_test_until (eta_test_find (desk->window, GTK_TYPE_BUTTON, "_Restore"));
  return list;
}

/* The trash says how long it keeps what is there, and empties it of one record when that is confirmed. */
static void
test_purge (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  EtaRecordList *list;

  g_assert_true (eta_store_remove (store, kopi, NULL));
  run_sql (store, "INSERT INTO day VALUES (99999, (SELECT max(seq) FROM history), 30)");
  eta_test_desk_open (&desk, store);
  list = open_trash (&desk);
  g_assert_nonnull (eta_test_find (list, GTK_TYPE_LABEL, "60 days left · Kabupaten Minahasa"));
  g_assert_nonnull (
      eta_test_find (desk.window, GTK_TYPE_LABEL, "This is in the trash, for 60 more days."));
  click (&desk, "_Delete for good…");
  answer ("cancel");
  click (&desk, "_Delete for good…");
  answer ("purge");
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL, "Deleted for good"));
  g_assert_null (eta_store_get (store, kopi, NULL));
  g_assert_null (eta_window_get_record (desk.window));
  eta_test_until (!eta_test_find (list, GTK_TYPE_LABEL, "Kopi Soputan"));
  eta_test_desk_close (&desk);
}

/* What the centre has and does not yet know to be deleted cannot go, however long it was there. */
static void
test_waits (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  g_autoptr (EtaCopies) copies = NULL;
  EtaRecordList *list;

  g_assert_true (eta_store_begin (store, NULL, NULL));
  copies = eta_outbox_dup_copies (store, kopi, NULL);
  copies->base_rev = g_strdup ("5.0123456789abcdef");
  copies->base_doc = eta_json_copy (copies->doc);
  g_assert_true (eta_outbox_write_copies (store, copies, NULL, NULL));
  g_assert_true (eta_store_commit (store, NULL));
  g_assert_true (eta_store_remove (store, kopi, NULL));
  run_sql (store, "INSERT INTO day VALUES (99999, (SELECT max(seq) FROM history), 90)");
  eta_test_desk_open (&desk, store);
  list = open_trash (&desk);
  g_assert_nonnull (
      eta_test_find (list, GTK_TYPE_LABEL, "until the centre knows · Kabupaten Minahasa"));
  g_assert_nonnull (eta_test_find (desk.window, GTK_TYPE_LABEL,
                                   "This is in the trash until the centre knows that it is "
                                   "deleted."));
  g_assert_false (
      gtk_widget_get_sensitive (eta_test_find (desk.window, GTK_TYPE_BUTTON, "_Delete for good…")));
  eta_test_desk_close (&desk);
}

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  g_test_add_func ("/past/names", test_names);
  g_test_add_func ("/past/long-name", test_long_name);
  g_test_add_func ("/past/day", test_day);
  g_test_add_func ("/past/clock-back", test_clock_back);
  g_test_add_func ("/past/newer", test_newer);
  g_test_add_func ("/past/purge", test_purge);
  g_test_add_func ("/past/waits", test_waits);
  return g_test_run ();
}
