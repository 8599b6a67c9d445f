/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-filter-chips.h"
#include "eta-filter-popover.h"
#include "eta-batch-dialog.h"
#include "eta-field-dialog.h"
#include "eta-mark-bar.h"
#include "eta-record-list.h"
#include "eta-test-window.h"

/* How a clerk finds what he looks for, and does one thing to many. */

#define PHOTO "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

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

/* Three businesses in two towns, one with a photo */
static EtaRecordList *
open_desk (EtaTestDesk *desk)
{
  static const char *const docs[] = {
    "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.73'}",
    "{'name':'Abon Cakalang','country':'ID','province':'71','regency':'71.71'}",
    "{'name':'Tenun Bentenan','country':'ID','province':'71','regency':'71.71',"
    "'photos':{'a':{'sha256':'" PHOTO "'}}}",
  };
  EtaStore *store = eta_test_store_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (docs); i++)
    g_free (eta_test_add (store, &eta_kind_business, "%s", docs[i]));
  eta_test_desk_open (desk, store);
  return go_to (desk, "businesses");
}

/* A chip is a button with a label in it. */
static GtkWidget *
find_chip (gpointer root, const char *words)
{
  GtkWidget *label = eta_test_find (root, GTK_TYPE_LABEL, words);

  return label ? gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON) : NULL;
}

static void
test_chips (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaFilters *filters = eta_record_list_get_filters (list);

  g_assert_null (eta_test_find (list, ETA_TYPE_FILTER_CHIPS, NULL));
  eta_filters_set (filters, ETA_FILTER_REGION, "71.71");
  eta_test_until (count_rows (list) == 2);
  eta_filters_set (filters, ETA_FILTER_PHOTO, "none");
  eta_test_until (count_rows (list) == 1);
  eta_test_until (find_chip (list, "No photo"));
  g_assert_nonnull (eta_test_find (list, GTK_TYPE_LABEL, "1 business"));

  g_assert_cmpstr (gtk_widget_get_tooltip_text (find_chip (list, "Manado City")), ==,
                   "Remove filter: Manado City");
  gtk_widget_activate (find_chip (list, "Manado City"));
  eta_test_until (count_rows (list) == 2);
  g_assert_null (eta_filters_get (filters, ETA_FILTER_REGION));

  /* What is narrowed stays so while one looks elsewhere, and elsewhere is not. */
  g_assert_cmpuint (count_rows (go_to (&desk, "to-send")), ==, 3);
  g_assert_true (go_to (&desk, "businesses") == list);
  eta_test_until (count_rows (list) == 2);
  eta_test_desk_close (&desk);
}

static void
test_nothing_matches (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaFilters *filters = eta_record_list_get_filters (list);

  eta_filters_set (filters, ETA_FILTER_PAPER, "90");
  eta_filters_set (filters, ETA_FILTER_READINESS, "ready");
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "Nothing matches"));
  gtk_widget_activate (eta_test_find (list, GTK_TYPE_BUTTON, "Clear filters"));
  eta_test_until (count_rows (list) == 3);
  g_assert_true (eta_filters_is_empty (filters));
  eta_test_desk_close (&desk);
}

static guint
find_line (GtkDropDown *line, const char *words)
{
  GListModel *model = gtk_drop_down_get_model (line);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    if (g_str_equal (gtk_string_list_get_string (GTK_STRING_LIST (model), i), words))
      return i;
  return 0;
}

/* The places of the records that are there, counted, and one of them chosen */
static void
test_popover (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaFilters *filters = eta_record_list_get_filters (list);
  GtkMenuButton *button = GTK_MENU_BUTTON (eta_test_find (list, GTK_TYPE_MENU_BUTTON, NULL));
  EtaFilterPopover *popover;
  GtkDropDown *line;

  gtk_menu_button_popup (button);
  popover = ETA_FILTER_POPOVER (gtk_menu_button_get_popover (button));
  line = eta_filter_popover_get_line (popover, ETA_FILTER_REGION);
  g_assert_null (eta_filter_popover_get_line (popover, ETA_FILTER_CATEGORY));
  eta_test_until (find_line (line, "Manado City · 2"));
  gtk_drop_down_set_selected (line, find_line (line, "Tomohon City · 1"));
  g_assert_cmpstr (eta_filters_get (filters, ETA_FILTER_REGION), ==, "71.73");
  eta_test_until (count_rows (list) == 1);

  eta_filters_clear (filters);
  g_assert_cmpuint (gtk_drop_down_get_selected (line), ==, 0);
  gtk_menu_button_popdown (button);
  eta_test_desk_close (&desk);
}

/* What is kept of the filters of one list fits another one of the same place. */
static void
test_kept (void)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  const EtaPlace *products = eta_place_find ("products");
  g_autoptr (EtaFilters) one = eta_filters_new (catalogue, products);
  g_autoptr (EtaFilters) other = eta_filters_new (catalogue, products);
  g_autoptr (EtaFilters) courses = eta_filters_new (catalogue, eta_place_find ("training"));
  g_autoptr (EtaJson) kept = NULL;
  EtaQuery query;

  eta_filters_set (one, ETA_FILTER_CATEGORY, "food");
  eta_filters_set (one, ETA_FILTER_CHANGED, "7");
  kept = eta_filters_to_json (one);
  eta_filters_set (other, ETA_FILTER_STATE, "draft");
  eta_filters_load (other, kept);
  query = eta_filters_get_query (other);
  g_assert_cmpstr (query.category, ==, "food");
  g_assert_null (query.state);
  g_assert_cmpint (query.changed_since, >, g_get_real_time () / G_USEC_PER_SEC - 8 * 86400);
  g_assert_cmpint (query.changed_since, <, g_get_real_time () / G_USEC_PER_SEC - 6 * 86400);
  eta_filters_load (courses, kept);
  g_assert_true (eta_filters_is_empty (courses));
}

static EtaBatchDialog *
find_dialog (void)
{
  return eta_test_find_window (ETA_TYPE_BATCH_DIALOG);
}

/* All three are marked and go to the trash at once; one undo brings all of them back. */
static void
test_trash_many (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaMarks *marks = eta_record_list_get_marks (list);
  EtaBatchDialog *dialog;

  g_assert_null (eta_test_find (list, ETA_TYPE_MARK_BAR, NULL));
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (marks));
  eta_test_until (eta_marks_get_count (marks) == 3);
  eta_test_until (eta_test_find (list, GTK_TYPE_LABEL, "3 marked"));
  gtk_widget_activate_action (GTK_WIDGET (list), "list.trash", NULL);
  eta_test_until ((dialog = find_dialog ()));
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)), ==,
                   "Move 3 records to the trash?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "go");
  gtk_window_close (GTK_WINDOW (dialog));
  eta_test_until (count_rows (list) == 0);
  eta_test_until (eta_marks_get_count (marks) == 0);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.undo", NULL);
  eta_test_until (count_rows (list) == 3);
  eta_test_desk_close (&desk);
}

/* None can be submitted, and each says why; nothing is offered. */
static void
test_submit_many (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaMarks *marks = eta_record_list_get_marks (list);
  EtaBatchDialog *dialog;

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (marks), 0, 2, TRUE);
  eta_test_until (eta_test_find (list, ETA_TYPE_MARK_BAR, NULL));
  eta_mark_bar_begin (ETA_MARK_BAR (eta_test_find (list, ETA_TYPE_MARK_BAR, NULL)),
                      ETA_BATCH_SUBMIT);
  eta_test_until ((dialog = find_dialog ()));
  g_assert_false (adw_message_dialog_has_response (ADW_MESSAGE_DIALOG (dialog), "go"));
  eta_test_until (eta_test_find (dialog, ADW_TYPE_ACTION_ROW, "Abon Cakalang"));
  g_assert_nonnull (eta_test_find (dialog, ADW_TYPE_ACTION_ROW, "Kopi Soputan"));
  gtk_window_close (GTK_WINDOW (dialog));
  eta_test_until (!find_dialog ());
  eta_test_desk_close (&desk);
}

/* Opens the dialog that sets a field in what is marked, at the field @pointer. */
static EtaFieldDialog *
begin_set (EtaRecordList *list, const char *pointer)
{
  GtkWidget *bar;
  EtaFieldDialog *dialog;

  eta_test_until ((bar = eta_test_find (list, ETA_TYPE_MARK_BAR, NULL)));
  gtk_widget_activate_action (bar, "marks.set-field", NULL);
  eta_test_until ((dialog = eta_test_find_window (ETA_TYPE_FIELD_DIALOG)));
  g_assert_true (eta_field_dialog_choose (dialog, eta_kind_field (&eta_kind_business, pointer)));
  return dialog;
}

static char *
dup_district (EtaTestDesk *desk, const char *id)
{
  g_autoptr (EtaRecord) record = eta_store_get (desk->store, id, NULL);

  return g_strdup (eta_json_get_string (eta_record_get_doc (record), "/district"));
}

/* A district for two of three: typed where a record's page has it, looked at, done, undone. */
static void
test_set_many (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (eta_record_list_get_marks (list));
  g_autoptr (EtaRow) row = g_list_model_get_item (G_LIST_MODEL (model), 0);
  const char *id = eta_row_get_id (row);
  EtaFieldDialog *dialog;
  EtaBatchDialog *preview;
  g_autofree char *district = NULL;

  eta_test_set (desk.store, id, "/district", "'Wenang'");
  gtk_selection_model_select_range (model, 0, 2, TRUE);
  dialog = begin_set (list, "/district");
  g_assert_false (eta_field_dialog_choose (dialog, eta_kind_field (&eta_kind_business, "/nib")));
  gtk_editable_set_text (GTK_EDITABLE (eta_test_find (dialog, ADW_TYPE_ENTRY_ROW, "District")),
                         "Tikala");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "field.go", NULL);
  eta_test_until ((preview = find_dialog ()));
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (preview)), ==,
                   "Set “District” in 2 records?");
  eta_test_until (eta_test_find (preview, ADW_TYPE_ACTION_ROW, "Wenang"));
  g_assert_nonnull (eta_test_find (preview, ADW_TYPE_ACTION_ROW, "Not given"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (preview), "go");
  gtk_window_close (GTK_WINDOW (preview));
  eta_test_until ((g_free (district), district = dup_district (&desk, id)) &&
                  g_str_equal (district, "Tikala"));
  eta_test_until (!eta_test_find_window (ETA_TYPE_FIELD_DIALOG));
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.undo", NULL);
  eta_test_until ((g_free (district), district = dup_district (&desk, id)) &&
                  g_str_equal (district, "Wenang"));
  eta_test_desk_close (&desk);
}

/* What a check says of the value stands under its control, and nothing goes on with it. */
static void
test_set_wrong (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaFieldDialog *dialog;

  gtk_selection_model_select_range (GTK_SELECTION_MODEL (eta_record_list_get_marks (list)), 0, 2,
                                    TRUE);
  dialog = begin_set (list, "/founded");
  gtk_editable_set_text (GTK_EDITABLE (eta_test_find (dialog, ADW_TYPE_ENTRY_ROW, "Year founded")),
                         "3050");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "field.go", NULL);
  eta_test_until (eta_test_find (dialog, GTK_TYPE_LABEL, "This year is still to come"));
  g_assert_null (find_dialog ());
  gtk_window_close (GTK_WINDOW (dialog));
  eta_test_until (!eta_test_find_window (ETA_TYPE_FIELD_DIALOG));
  eta_test_desk_close (&desk);
}

/* With boxes before the lines, a choice does not undo the others; a new question of the list does. */
static void
test_marks (void)
{
  EtaTestDesk desk = { 0 };
  EtaRecordList *list = open_desk (&desk);
  EtaMarks *marks = eta_record_list_get_marks (list);
  GtkSelectionModel *model = GTK_SELECTION_MODEL (marks);

  gtk_selection_model_select_item (model, 0, TRUE);
  gtk_selection_model_select_item (model, 1, TRUE);
  g_assert_false (gtk_selection_model_is_selected (model, 0));
  gtk_selection_model_select_item (model, 0, FALSE);
  g_assert_cmpuint (eta_marks_get_count (marks), ==, 2);
  gtk_selection_model_unselect_item (model, 1);
  g_assert_cmpuint (eta_marks_get_count (marks), ==, 1);

  eta_marks_set_keeps (marks, TRUE);
  eta_marks_toggle (marks, 2);
  gtk_selection_model_select_item (model, 1, TRUE);
  g_assert_cmpuint (eta_marks_get_count (marks), ==, 2);
  g_assert_true (gtk_selection_model_is_selected (model, 0));
  eta_filters_set_text (eta_record_list_get_filters (list), "kopi");
  g_assert_cmpuint (eta_marks_get_count (marks), ==, 0);
  eta_test_desk_close (&desk);
}

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  g_test_add_func ("/finding/chips", test_chips);
  g_test_add_func ("/finding/nothing matches", test_nothing_matches);
  g_test_add_func ("/finding/popover", test_popover);
  g_test_add_func ("/finding/kept", test_kept);
  g_test_add_func ("/finding/trash many", test_trash_many);
  g_test_add_func ("/finding/submit many", test_submit_many);
  g_test_add_func ("/finding/set many", test_set_many);
  g_test_add_func ("/finding/set wrong", test_set_wrong);
  g_test_add_func ("/finding/marks", test_marks);
  return g_test_run ();
}
