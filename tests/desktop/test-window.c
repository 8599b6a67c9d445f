/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-jump.h"
#include "eta-record-list.h"
#include "eta-record-row.h"
#include "eta-sidebar.h"
#include "eta-test-window.h"

#define KOPI "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.02'}"
#define ABON "{'name':'Abon Cakalang','country':'ID','province':'71','regency':'71.71'}"

static gboolean
is_deleted (EtaStore *store, const char *id)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, NULL);

  return eta_record_is_deleted (record);
}

static gboolean
is_called (EtaStore *store, const char *id, const char *name)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, NULL);

  return g_str_equal (eta_record_get_title (record), name);
}

static EtaRecordList *
go_to (EtaTestDesk *desk, const char *place)
{
  eta_window_go_to (desk->window, eta_place_find (place));
  eta_test_until (eta_test_find (desk->window, ETA_TYPE_RECORD_LIST, NULL));
  return ETA_RECORD_LIST (eta_test_find (desk->window, ETA_TYPE_RECORD_LIST, NULL));
}

static guint
count_rows (EtaRecordList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (eta_record_list_get_model (list)));
}

static void
test_list (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  g_autofree char *abon = eta_test_add (store, &eta_kind_business, ABON);
  EtaRecordList *list;

  eta_test_desk_open (&desk, store);
  list = go_to (&desk, "businesses");
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "Kopi Soputan"));
  g_assert_nonnull (eta_test_find (list, GTK_TYPE_LABEL, "Abon Cakalang"));
  g_assert_nonnull (eta_test_find (list, GTK_TYPE_LABEL, "2 businesses"));

  /* The search finds beginnings of words, and shows everything again when it is cleared. */
  eta_filters_set_text (eta_record_list_get_filters (list), "sop");
  eta_test_until (count_rows (list) == 1);
  eta_test_until (!eta_test_find (list, GTK_TYPE_LABEL, "Abon Cakalang"));
  eta_filters_set_text (eta_record_list_get_filters (list), "nothing like it");
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "Nothing found"));
  eta_filters_set_text (eta_record_list_get_filters (list), "");
  eta_test_until (count_rows (list) == 2);

  /* A change elsewhere is followed, and what was chosen stays so under its new name. */
  eta_window_open_record (desk.window, kopi);
  g_assert_cmpstr (eta_record_list_get_selected (list), ==, kopi);
  eta_test_set (store, kopi, "/name", "'Zaitun Soputan'");
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "Zaitun Soputan"));
  g_assert_cmpstr (eta_record_list_get_selected (list), ==, kopi);
  g_assert_cmpstr (eta_window_get_record (desk.window), ==, kopi);
  eta_test_desk_close (&desk);
}

static void
opened_cb (gboolean *opened)
{
  *opened = TRUE;
}

static void
until_opened (EtaRecordList *list)
{
  gboolean opened = FALSE;
  gulong id = g_signal_connect_data (list, "opened", G_CALLBACK (opened_cb), &opened, NULL,
                                     G_CONNECT_SWAPPED | G_CONNECT_AFTER);

  eta_test_until (opened);
  g_signal_handler_disconnect (list, id);
}

/* Walking down the list shows each record, and the keyboard stays where it is. */
static void
test_walk (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  g_autofree char *abon = eta_test_add (store, &eta_kind_business, ABON);
  const char *ids[] = { abon, kopi };
  EtaRecordList *list;
  GtkWidget *view;

  eta_test_desk_open (&desk, store);
  list = go_to (&desk, "businesses");
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "Kopi Soputan"));
  view = eta_test_find (list, GTK_TYPE_GRID_VIEW, NULL);
  eta_record_list_focus (list);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    gtk_widget_activate_action (view, "list.select-item", "(ubb)", i, FALSE, FALSE);
    eta_test_until (g_strcmp0 (eta_window_get_record (desk.window), ids[i]) == 0);
    g_assert_true (
        gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (desk.window)), GTK_WIDGET (list)));
  }

  /* What was chosen just before the place was left does not follow there. */
  gtk_widget_activate_action (view, "list.select-item", "(ubb)", 0, FALSE, FALSE);
  go_to (&desk, "products");
  until_opened (list);
  g_assert_null (eta_window_get_record (desk.window));
  eta_test_desk_close (&desk);
}

static EtaJump *
find_jump (void)
{
  return eta_test_find_window (ETA_TYPE_JUMP);
}

static void
jump (EtaTestDesk *desk, const char *text)
{
  GtkWidget *search;

  gtk_widget_activate_action (GTK_WIDGET (desk->window), "win.jump", NULL);
  eta_test_until (find_jump ());
  search = eta_test_find (find_jump (), GTK_TYPE_SEARCH_ENTRY, NULL);
  gtk_editable_set_text (GTK_EDITABLE (search), text);
  g_signal_emit_by_name (search, "activate");
}

/* From anywhere to anything, of any kind: by a name, a number, or the name of a place */
static void
test_jump (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  g_autofree char *sambal = eta_test_add (
      store, &eta_kind_product,
      "{'name':{'id':'Sambal Roa'},'sku':'SR-250','description':{'id':'Di kaki Soputan'}}");

  eta_test_desk_open (&desk, store);
  jump (&desk, "sopu"); /* in the name of one, and in a text of what was added later */
  eta_test_until (g_strcmp0 (eta_window_get_record (desk.window), kopi) == 0);
  eta_test_until (!find_jump ());
  jump (&desk, "SR-250");
  eta_test_until (g_strcmp0 (eta_window_get_record (desk.window), sambal) == 0);
  g_assert_cmpstr (eta_window_get_place (desk.window)->name, ==, "products");
  eta_test_until (!find_jump ());
  jump (&desk, "tras");
  eta_test_until (g_str_equal (eta_window_get_place (desk.window)->name, "trash"));
  eta_test_until (!find_jump ());

  jump (&desk, "nothing like it");
  g_assert_nonnull (eta_test_find (find_jump (), GTK_TYPE_LABEL, "Nothing found"));
  gtk_window_close (GTK_WINDOW (find_jump ()));
  eta_test_desk_close (&desk);
}

static void
test_empty (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list;
  GtkWidget *button;

  eta_test_desk_open (&desk, eta_test_store_new ());
  list = go_to (&desk, "businesses");
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "No businesses yet"));
  button = eta_test_find (list, GTK_TYPE_BUTTON, "Import a spreadsheet…");
  g_assert_nonnull (button);
  g_assert_cmpstr (gtk_actionable_get_action_name (GTK_ACTIONABLE (button)), ==, "win.import");
  eta_test_desk_close (&desk);
}

static void
test_new_record (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autoptr (EtaRecord) record = NULL;

  g_assert_true (eta_store_put_setting (store, "province", "71", NULL));
  eta_test_desk_open (&desk, store);
  go_to (&desk, "businesses");
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.new-record", NULL);
  eta_test_until (eta_window_get_record (desk.window));
  record = eta_store_get (store, eta_window_get_record (desk.window), NULL);
  g_assert_true (eta_record_get_kind (record) == &eta_kind_business);
  g_assert_cmpstr (eta_json_get_string (eta_record_get_doc (record), "/province"), ==, "71");
  eta_test_desk_close (&desk);
}

static void
test_trash (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  GtkWidget *undo;

  eta_test_desk_open (&desk, store);
  go_to (&desk, "businesses");
  eta_window_open_record (desk.window, kopi);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.trash-record", "s", kopi);
  eta_test_until (is_deleted (store, kopi));
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL, "Moved to the trash"));
  g_assert_null (eta_window_get_record (desk.window));

  undo = eta_test_find (desk.window, GTK_TYPE_BUTTON, "Undo");
  g_assert_nonnull (undo);
  g_signal_emit_by_name (undo, "clicked");
  eta_test_until (!is_deleted (store, kopi));

  /* The trash lists it, and restores it with one click. */
  g_assert_true (eta_store_remove (store, kopi, NULL));
  eta_test_until (eta_test_find (go_to (&desk, "trash"), GTK_TYPE_LABEL, "Kopi Soputan"));
  eta_window_open_record (desk.window, kopi);
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_BUTTON, "_Restore"));
  g_signal_emit_by_name (eta_test_find (desk.window, GTK_TYPE_BUTTON, "_Restore"), "clicked");
  eta_test_until (!is_deleted (store, kopi));
  eta_test_desk_close (&desk);
}

static void
test_undo_key (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);

  eta_test_set (store, kopi, "/name", "'Kopi Tomohon'");
  eta_test_desk_open (&desk, store);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.undo", NULL);
  eta_test_until (is_called (store, kopi, "Kopi Soputan"));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.redo", NULL);
  eta_test_until (is_called (store, kopi, "Kopi Tomohon"));
  eta_test_desk_close (&desk);
}

static void
test_sidebar (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  GtkWidget *sidebar, *row;

  eta_test_desk_open (&desk, store);
  sidebar = eta_test_find (desk.window, ETA_TYPE_SIDEBAR, NULL);
  eta_test_until (eta_test_find (sidebar, GTK_TYPE_LABEL, "1"));
  row = gtk_widget_get_ancestor (eta_test_find (sidebar, GTK_TYPE_LABEL, "Trash"),
                                 GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (row, "activate");
  g_assert_cmpstr (eta_window_get_place (desk.window)->name, ==, "trash");
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.go-to", "s", "notices");
  g_assert_cmpstr (eta_window_get_place (desk.window)->name, ==, "notices");
  eta_test_desk_close (&desk);
}

static void
test_conflict (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  g_autofree char *conflict =
      eta_test_add (store, &eta_kind_conflict,
                    "{'of':'%s','kind':'business','state':'open','fields':{'/name':"
                    "{'base':'Kopi','ours':'Kopi Soputan Jaya','theirs':'Kopi Soputan'}}}",
                    kopi);
  g_autoptr (EtaRecord) settled = NULL;

  eta_test_desk_open (&desk, store);
  eta_test_until (eta_test_find (go_to (&desk, "conflicts"), GTK_TYPE_LABEL, "Kopi Soputan"));
  eta_window_open_record (desk.window, conflict);
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_BUTTON, "Keep ours"));
  g_assert_nonnull (eta_test_find (desk.window, GTK_TYPE_LABEL, "Kopi Soputan Jaya"));
  g_signal_emit_by_name (eta_test_find (desk.window, GTK_TYPE_BUTTON, "Keep ours"), "clicked");
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_LABEL, "Ours was kept"));

  g_assert_true (is_called (store, kopi, "Kopi Soputan Jaya"));
  settled = eta_store_get (store, conflict, NULL);
  g_assert_cmpstr (eta_json_get_string (eta_record_get_doc (settled), "/state"), ==, "resolved");

  /* One step: one undo takes back both. */
  eta_test_until (!eta_test_find (desk.window, GTK_TYPE_BUTTON, "Keep ours"));
  g_signal_emit_by_name (eta_test_find (desk.window, GTK_TYPE_BUTTON, "Undo"), "clicked");
  eta_test_until (is_called (store, kopi, "Kopi Soputan"));
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_BUTTON, "Keep ours"));
  eta_test_desk_close (&desk);
}

/* Closing writes what was typed a moment before; a warning that comes meanwhile keeps the window. */
static void
test_close (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  GtkWidget *entry;

  eta_test_desk_open (&desk, store);
  go_to (&desk, "businesses");
  eta_window_open_record (desk.window, kopi);
  eta_test_until ((entry = eta_test_find (desk.window, ADW_TYPE_ENTRY_ROW, "Business name")));
  gtk_editable_set_text (GTK_EDITABLE (entry), "Kopi Tomohon");
  gtk_window_close (GTK_WINDOW (desk.window));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (desk.window)));
  eta_window_warn (desk.window, "The disk is full");
  eta_test_until (gtk_widget_is_sensitive (GTK_WIDGET (desk.window)));
  g_assert_true (is_called (store, kopi, "Kopi Tomohon"));

  gtk_window_close (GTK_WINDOW (desk.window));
  eta_test_until (desk.window == NULL);
  eta_test_desk_close (&desk);
}

static void
test_narrow (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *kopi = eta_test_add (store, &eta_kind_business, KOPI);
  EtaRecordList *list;

  eta_test_desk_open (&desk, store);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), 500, 600);
  list = go_to (&desk, "businesses");
  eta_test_until (gtk_widget_get_width (GTK_WIDGET (desk.window)) <= 500 &&
                  !eta_test_find (desk.window, ETA_TYPE_SIDEBAR, NULL));
  eta_window_open_record (desk.window, kopi);
  eta_test_until (!eta_test_find (desk.window, ETA_TYPE_RECORD_LIST, NULL));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.back", NULL);
  eta_test_until (eta_test_find (desk.window, ETA_TYPE_RECORD_LIST, NULL));
  g_assert_null (eta_record_list_get_selected (list)); /* so that the same line opens again */
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.back", NULL);
  eta_test_until (eta_test_find (desk.window, ETA_TYPE_SIDEBAR, NULL));
  eta_test_desk_close (&desk);
}

/* Made when it is asked for, and then the same one. */
static void
test_shortcuts (void)
{
  EtaTestDesk desk = { 0 };
  GtkShortcutsWindow *overlay;

  eta_test_desk_open (&desk, eta_test_store_new ());
  g_assert_null (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (desk.window)));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.show-help-overlay", NULL);
  overlay = gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (desk.window));
  g_assert_nonnull (overlay);
  eta_test_until (eta_test_find (overlay, GTK_TYPE_LABEL, "Records"));
  gtk_window_close (GTK_WINDOW (overlay));
  eta_test_until (!gtk_widget_get_visible (GTK_WIDGET (overlay)));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.show-help-overlay", NULL);
  eta_test_until (gtk_widget_get_mapped (GTK_WIDGET (overlay)));
  eta_test_desk_close (&desk);
}

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  g_test_add_func ("/window/list", test_list);
  g_test_add_func ("/window/walk", test_walk);
  g_test_add_func ("/window/jump", test_jump);
  g_test_add_func ("/window/empty", test_empty);
  g_test_add_func ("/window/new-record", test_new_record);
  g_test_add_func ("/window/trash", test_trash);
  g_test_add_func ("/window/undo-key", test_undo_key);
  g_test_add_func ("/window/sidebar", test_sidebar);
  g_test_add_func ("/window/conflict", test_conflict);
  g_test_add_func ("/window/close", test_close);
  g_test_add_func ("/window/narrow", test_narrow);
  g_test_add_func ("/window/shortcuts", test_shortcuts);
  return g_test_run ();
}
