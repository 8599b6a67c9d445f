/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-detail.h"
#include "eta-record-list.h"
#include "eta-sidebar.h"
#include "eta-test-window.h"
#include "eta-view-line.h"

#include <adwaita.h>

/* Views that an office keeps: in its catalogue, and in the sidebar. */

#define MANADO "{'name':'Abon Cakalang','country':'ID','province':'71','regency':'71.71'}"
#define TOMOHON "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.73'}"
#define ID "01990000-0000-7000-8000-000000000001"

static EtaFilters *
make_filters (EtaStore *store, const char *place, const char *region)
{
  EtaFilters *filters = eta_filters_new (eta_store_get_catalogue (store), eta_place_find (place));

  eta_filters_set (filters, ETA_FILTER_REGION, region);
  return filters;
}

static void
end_store (EtaStore *store)
{
  eta_store_flush (store);
  eta_test_until (G_OBJECT (store)->ref_count == 1);
  eta_test_store_free (store);
}

static void
assert_names (EtaViews *views, const char *names)
{
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < eta_views_get_n (views); i++)
    g_string_append_printf (found, "%s%s", i ? "|" : "", eta_views_get (views, i)->name);
  g_assert_cmpstr (found->str, ==, names);
}

/* What was kept is there again with the catalogue, in its order. */
static void
test_kept (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autoptr (EtaViews) views = eta_views_new (store);
  g_autoptr (EtaFilters) filters = make_filters (store, "businesses", "71.71");
  const EtaPlace *place = eta_place_find ("businesses");
  g_autofree char *b = NULL;
  g_autofree char *text = NULL;
  guint position;

  eta_views_add (views, "A", place, filters);
  b = g_strdup (eta_views_add (views, "B", place, filters)->id);
  eta_views_add (views, "C", place, filters);
  eta_views_move (views, b, -1);
  eta_views_rename (views, b, "B “2”");
  assert_names (views, "B “2”|A|C");
  eta_views_move (views, b, -1); /* at the top already */
  text = eta_views_remove (views, b, &position);
  assert_names (views, "A|C");
  eta_views_put_back (views, text, position);
  eta_views_put_back (views, text, position);
  assert_names (views, "B “2”|A|C");

  g_clear_object (&views);
  eta_store_flush (store);
  views = eta_views_new (store);
  assert_names (views, "B “2”|A|C");
  g_assert_true (eta_views_is_as_kept (views, b, filters));
  eta_filters_set_text (filters, "kopi");
  g_assert_false (eta_views_is_as_kept (views, b, filters));
  eta_views_keep (views, b, filters);
  g_assert_true (eta_views_is_as_kept (views, b, filters));
  g_clear_object (&views);
  end_store (store);
}

/* What is damaged is left out, and nothing else. */
static void
test_damaged (void)
{
  static const char *const values[] = {
    "",
    "[{",
    "\"views\"",
    "7",
    "[7, null, [], {}, {\"name\":\"A\"}]",
    "[{\"id\":\"" ID "\",\"name\":\"\",\"place\":\"businesses\"}]",
    "[{\"id\":\"x\",\"name\":\"A\",\"place\":\"businesses\"}]",
    "[{\"id\":\"" ID "\",\"name\":\"A\",\"place\":\"nowhere\"}]",
    "[{\"id\":\"" ID "\",\"name\":\"A\",\"place\":\"overview\"}]",
  };
  static const char good[] =
      "[{\"id\":\"" ID "\",\"name\":\"A\",\"place\":\"businesses\",\"asked\":{\"region\":7,"
      "\"sort\":\"odd\",\"changed\":\"soon\",\"readiness\":\"red\",\"later\":\"x\"}},"
      "{\"id\":\"" ID "\",\"name\":\"Twice\",\"place\":\"products\"}, 1]";
  EtaStore *store = eta_test_store_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autoptr (EtaViews) views = NULL;

    g_assert_true (eta_store_put_setting (store, "views", values[i], NULL));
    views = eta_views_new (store);
    g_assert_cmpuint (eta_views_get_n (views), ==, 0);
  }
  g_assert_true (eta_store_put_setting (store, "views", good, NULL));
  {
    g_autoptr (EtaViews) views = eta_views_new (store);

    assert_names (views, "A");
    eta_test_until (eta_views_get (views, 0)->count == 0);
  }
  end_store (store);
}

static EtaRecordList *
get_list (EtaTestDesk *desk)
{
  return ETA_RECORD_LIST (eta_test_find (desk->window, ETA_TYPE_RECORD_LIST, NULL));
}

static guint
count_rows (EtaTestDesk *desk)
{
  EtaRecordList *list = get_list (desk);

  return list ? g_list_model_get_n_items (G_LIST_MODEL (eta_record_list_get_model (list))) : 0;
}

static GtkWidget *
find_line (EtaTestDesk *desk, const char *name)
{
  GtkWidget *label =
      eta_test_find (eta_test_find (desk->window, ETA_TYPE_SIDEBAR, NULL), GTK_TYPE_LABEL, name);

  return label ? gtk_widget_get_ancestor (label, ETA_TYPE_VIEW_LINE) : NULL;
}

static AdwMessageDialog *
find_dialog (void)
{
  return eta_test_find_window (ADW_TYPE_MESSAGE_DIALOG);
}

static void
answer (EtaTestDesk *desk, const char *name)
{
  AdwMessageDialog *dialog;
  GtkWidget *entry;

  eta_test_until ((dialog = find_dialog ()));
  eta_test_until ((entry = eta_test_find (dialog, ADW_TYPE_ENTRY_ROW, NULL)));
  if (name)
    gtk_editable_set_text (GTK_EDITABLE (entry), name);
  adw_message_dialog_response (dialog, "go");
  gtk_window_close (GTK_WINDOW (dialog));
  eta_test_until (!find_dialog ());
}

/* Kept under the name that is offered, counted, changed by hand, kept again, renamed, removed, had again. */
static void
test_sidebar (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  EtaRecordList *place;
  EtaFilters *filters;
  GtkWidget *line;
  const char *id;

  g_free (eta_test_add (store, &eta_kind_business, MANADO));
  g_free (eta_test_add (store, &eta_kind_business, TOMOHON));
  eta_test_desk_open (&desk, store);
  eta_window_go_to (desk.window, eta_place_find ("businesses"));
  eta_test_until (get_list (&desk));
  place = get_list (&desk);
  eta_filters_set (eta_record_list_get_filters (place), ETA_FILTER_REGION, "71.71");
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.keep-view", NULL);
  answer (&desk, NULL);
  eta_test_until ((line = find_line (&desk, "Manado City")));
  eta_test_until (eta_test_find (line, GTK_TYPE_LABEL, "1"));
  eta_test_until (get_list (&desk) != place && count_rows (&desk) == 1);

  /* What was asked for is the view's now; the place shows everything again. */
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.go-to", "s", "businesses");
  g_assert_true (get_list (&desk) == place);
  eta_test_until (count_rows (&desk) == 2);
  gtk_widget_activate (line);
  eta_test_until (get_list (&desk) != place && count_rows (&desk) == 1);
  g_assert_null (eta_test_find (line, GTK_TYPE_LABEL, "changed"));

  filters = eta_record_list_get_filters (get_list (&desk));
  eta_filters_set (filters, ETA_FILTER_REGION, "71");
  eta_test_until (eta_test_find (line, GTK_TYPE_LABEL, "changed"));
  id = eta_view_line_get_id (ETA_VIEW_LINE (line));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.reset-view", "s", id);
  g_assert_cmpstr (eta_filters_get (filters, ETA_FILTER_REGION), ==, "71.71");
  eta_test_until (!eta_test_find (line, GTK_TYPE_LABEL, "changed"));
  eta_filters_set (filters, ETA_FILTER_REGION, "71");
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.keep-view-again", "s", id);
  eta_test_until ((line = find_line (&desk, "Manado City")) &&
                  eta_test_find (line, GTK_TYPE_LABEL, "2"));
  g_assert_null (eta_test_find (line, GTK_TYPE_LABEL, "changed"));

  /* A new record is counted. */
  g_free (eta_test_add (store, &eta_kind_business, MANADO));
  eta_test_until (eta_test_find (line, GTK_TYPE_LABEL, "3"));

  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.rename-view", "s",
                              eta_view_line_get_id (ETA_VIEW_LINE (line)));
  answer (&desk, "North & <b>South</b>");
  eta_test_until ((line = find_line (&desk, "North & <b>South</b>")));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.remove-view", "s",
                              eta_view_line_get_id (ETA_VIEW_LINE (line)));
  eta_test_until (!find_line (&desk, "North & <b>South</b>"));
  g_assert_true (get_list (&desk) == place);
  eta_test_until (eta_test_find (desk.window, GTK_TYPE_BUTTON, "Undo"));
  gtk_widget_activate (eta_test_find (desk.window, GTK_TYPE_BUTTON, "Undo"));
  eta_test_until (find_line (&desk, "North & <b>South</b>"));
  eta_test_desk_close (&desk);
}

static void
open_window (EtaTestDesk *desk, GSettings *settings)
{
  desk->window = eta_window_new (NULL, desk->store, desk->vault, NULL, settings);
  g_object_add_weak_pointer (G_OBJECT (desk->window), (gpointer *) &desk->window);
  gtk_window_present (GTK_WINDOW (desk->window));
  eta_test_until (get_list (desk));
}

static void
close_window (EtaTestDesk *desk)
{
  gtk_window_close (GTK_WINDOW (desk->window));
  eta_test_until (desk->window == NULL);
}

static double
get_detail_scroll (EtaTestDesk *desk)
{
  return eta_detail_get_scroll (ETA_DETAIL (eta_test_find (desk->window, ETA_TYPE_DETAIL, NULL)));
}

static void
scroll_detail (EtaTestDesk *desk, double scroll)
{
  eta_detail_set_scroll (ETA_DETAIL (eta_test_find (desk->window, ETA_TYPE_DETAIL, NULL)), scroll);
  eta_test_until (get_detail_scroll (desk) == scroll);
}

/* A record is read on where it was left; and so is the whole window, the next time. */
static void
test_memory (void)
{
  g_autoptr (GSettings) settings = g_settings_new (APPLICATION_ID);
  EtaTestDesk desk = { .store = eta_test_store_new () };
  g_autofree char *photos = eta_store_dup_photo_folder (desk.store);
  g_autofree char *one = eta_test_add (desk.store, &eta_kind_business, MANADO);
  g_autofree char *other = eta_test_add (desk.store, &eta_kind_business, TOMOHON);
  EtaListHead *head;
  gboolean tiles;

  for (int i = 0; i < 60; i++)
    g_free (eta_test_add (desk.store, &eta_kind_business, TOMOHON));
  g_free (eta_test_add (desk.store, &eta_kind_product, "{'name':{'id':'Kopi'}}"));
  desk.vault = eta_vault_new (photos, NULL);
  g_settings_set_string (settings, "last-place", "products");
  open_window (&desk, settings);
  g_object_set (eta_record_list_get_head (get_list (&desk)), "tiles", TRUE, NULL);

  eta_window_go_to (desk.window, eta_place_find ("businesses"));
  eta_filters_set_sort (eta_record_list_get_filters (get_list (&desk)), "changed");
  eta_window_open_record (desk.window, one);
  scroll_detail (&desk, 210);
  eta_window_open_record (desk.window, other);
  g_assert_cmpfloat (get_detail_scroll (&desk), ==, 0);
  eta_window_open_record (desk.window, one);
  eta_test_until (get_detail_scroll (&desk) == 210);
  eta_record_list_set_scroll (get_list (&desk), 900);
  eta_test_until (eta_record_list_get_scroll (get_list (&desk)) == 900);
  close_window (&desk);

  open_window (&desk, settings);
  g_assert_cmpstr (eta_window_get_place (desk.window)->name, ==, "businesses");
  g_assert_cmpstr (eta_filters_get_sort (eta_record_list_get_filters (get_list (&desk))), ==,
                   "changed");
  eta_test_until (g_strcmp0 (eta_window_get_record (desk.window), one) == 0);
  g_assert_cmpstr (eta_record_list_get_selected (get_list (&desk)), ==, one);
  eta_test_until (eta_record_list_get_scroll (get_list (&desk)) == 900);
  eta_test_until (get_detail_scroll (&desk) == 210);
  eta_window_go_to (desk.window, eta_place_find ("products"));
  head = eta_record_list_get_head (get_list (&desk));
  g_object_get (head, "tiles", &tiles, NULL);
  g_assert_true (tiles);

  /* A view is come back to as well; one that is gone is no place to begin. */
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.keep-view", NULL);
  answer (&desk, "Mine");
  eta_test_until (find_line (&desk, "Mine"));
  close_window (&desk);
  open_window (&desk, settings);
  eta_test_until (find_line (&desk, "Mine"));
  eta_test_until (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (find_line (&desk, "Mine"))));
  close_window (&desk);
  g_settings_set_string (settings, "last-place", ID);
  desk.window = eta_window_new (NULL, desk.store, desk.vault, NULL, settings);
  g_object_add_weak_pointer (G_OBJECT (desk.window), (gpointer *) &desk.window);
  g_assert_cmpstr (eta_window_get_place (desk.window)->name, ==, "overview");
  gtk_window_present (GTK_WINDOW (desk.window));
  eta_test_desk_close (&desk);
}

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  g_test_add_func ("/views/kept", test_kept);
  g_test_add_func ("/views/damaged", test_damaged);
  g_test_add_func ("/views/sidebar", test_sidebar);
  g_test_add_func ("/views/memory", test_memory);
  return g_test_run ();
}
