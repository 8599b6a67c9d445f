/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "page-fixture.h"

#include "eta-change-view.h"
#include "eta-change-words.h"
#include "eta-db.h"
#include "eta-history-dialog.h"
#include "eta-test-store.h"

/* The history of a record: its steps, what they changed, and the way back. */

#define KOPI "{'name':'Kopi Soputan','description':{'id':'Kopi dari lereng gunung.'}}"

static void
until_written (PageFixture *fixture)
{
  while (eta_form_is_writing (fixture->form))
    g_main_context_iteration (NULL, TRUE);
}

/* The window's list, whose rows are the steps: the one with the keyboard */
static GtkListBox *
steps_of (EtaHistoryDialog *dialog)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (dialog));

  return GTK_LIST_BOX (gtk_widget_get_ancestor (focus, GTK_TYPE_LIST_BOX));
}

static guint
count_rows (GtkListBox *list)
{
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, n))
    n++;
  return n;
}

static void
choose (GtkListBox *list, int index)
{
  gtk_list_box_select_row (list, gtk_list_box_get_row_at_index (list, index));
}

static GtkWidget *
find_label (GtkWidget *within, const char *text)
{
  if (GTK_IS_LABEL (within) && gtk_widget_get_child_visible (within) &&
      g_str_equal (gtk_label_get_text (GTK_LABEL (within)), text))
    return within;
  for (GtkWidget *child = gtk_widget_get_first_child (within); child;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = gtk_widget_get_visible (child) ? find_label (child, text) : NULL;

    if (found)
      return found;
  }
  return NULL;
}

#define assert_says(dialog, text) g_assert_nonnull (find_label (GTK_WIDGET (dialog), text))
#define assert_silent(dialog, text) g_assert_null (find_label (GTK_WIDGET (dialog), text))

/* Each step says what it changed; going back shows first what that would change, and can be undone. */
static void
test_back (void)
{
  PageFixture fixture = { 0 };
  EtaHistoryDialog *dialog;
  GtkListBox *steps;
  GtkWidget *prose;
  g_autoptr (EtaJson) lokon = eta_json_new_string ("Kopi Lokon");

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, KOPI);
  eta_test_set (fixture.store, fixture.id, "/description/id", "'Kopi pilihan dari lereng gunung.'");
  eta_test_set (fixture.store, fixture.id, "/name", "'Kopi Lokon'");
  while (!eta_json_equal (eta_json_get (eta_form_get_doc (fixture.form), "/name"), lokon))
    g_main_context_iteration (NULL, TRUE);
  dialog = eta_history_dialog_show (fixture.form, GTK_WIDGET (fixture.page));
  steps = steps_of (dialog);
  g_assert_cmpuint (count_rows (steps), ==, 3);

  assert_says (dialog, "Change “Business name” of “Kopi Lokon”");
  assert_says (dialog, "Before");
  assert_says (dialog, "Kopi Soputan");
  assert_silent (dialog, "If you go back to this");

  choose (steps, 1);
  assert_says (dialog, "Description (Indonesian)");
  prose = find_label (GTK_WIDGET (dialog), "Kopi pilihan dari lereng gunung.");
  g_assert_nonnull (prose);
  gtk_test_accessible_assert_property (prose, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "Added: pilihan ");
  assert_says (dialog, "If you go back to this");
  assert_says (dialog, "Business name");

  choose (steps, 2);
  assert_says (dialog, "Add “Kopi Soputan”");
  g_signal_emit_by_name (page_find_button (GTK_WIDGET (dialog), "_Back to this"), "clicked");
  until_written (&fixture);
  eta_test_assert_doc (fixture.store, fixture.id, KOPI);
  g_assert_cmpstr (fixture.said->pdata[fixture.said->len - 1], ==, "It is as it was then");
  g_assert_true (eta_store_undo (fixture.store, 0, NULL, NULL));
  eta_test_assert_doc (
      fixture.store, fixture.id,
      "{'name':'Kopi Lokon','description':{'id':'Kopi pilihan dari lereng gunung.'}}");
  page_fixture_tear_down (&fixture);
}

/* A step that says the same as now offers no way back; one that deleted it none either. */
static void
test_no_way (void)
{
  PageFixture fixture = { 0 };
  EtaHistoryDialog *dialog;
  GtkListBox *steps;
  GtkWidget *button;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, KOPI);
  g_assert_true (eta_store_remove (fixture.store, fixture.id, NULL));
  g_assert_true (eta_store_restore (fixture.store, fixture.id, NULL));
  dialog = eta_history_dialog_show (fixture.form, GTK_WIDGET (fixture.page));
  steps = steps_of (dialog);
  choose (steps, 1);
  assert_says (dialog, "It was moved to the trash.");
  assert_silent (dialog, "If you go back to this");
  choose (steps, 2);
  assert_says (dialog, "Nothing: it is as it was then.");
  button = page_find_button (GTK_WIDGET (dialog), "_Back to this");
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_window_close (GTK_WINDOW (dialog));
  page_fixture_tear_down (&fixture);
}

#define MANY 5000

/* Each a step of its own, as if somebody had typed for years */
static void
make_many (EtaStore *store, const char *id)
{
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "catalogue.db", NULL);
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_WRITE, NULL);
  g_autoptr (GError) error = NULL;

#define COUNT                                                                                      \
  "WITH RECURSIVE c (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < " G_STRINGIFY (       \
      MANY) ") "
  eta_db_run (db, &error,
              "INSERT INTO step (id, kind, label) " COUNT "SELECT 100 + i, 0, 'Step ' || i FROM c",
              "");
  eta_db_run (db, &error,
              "INSERT INTO history " COUNT
              "SELECT 100 + i, 100 + i, (SELECT n FROM record WHERE id = ?1), 1700000000 + i, "
              "CASE i % 2 WHEN 0 THEN 'Desk 2' END, json_object ('name', 'Kopi ' || i, 'filler', "
              "printf ('%.4000c', 'x')) FROM c",
              "s", id);
  g_assert_no_error (error);
}

static gboolean
has_grown (gpointer list)
{
  return count_rows (list) == 200;
}

/* A long history opens with its newest steps, and grows as it is scrolled. */
static void
test_long (void)
{
  PageFixture fixture = { 0 };
  EtaHistoryDialog *dialog;
  GtkListBox *steps;
  GtkWidget *scroller;
  GtkAdjustment *adjustment;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, KOPI);
  make_many (fixture.store, fixture.id);
  dialog = eta_history_dialog_show (fixture.form, GTK_WIDGET (fixture.page));
  steps = steps_of (dialog);
  g_assert_cmpuint (count_rows (steps), ==, 100);
  assert_says (dialog, "Step 5000");
  choose (steps, 2);
  assert_says (dialog, "Step 4998");
  assert_says (dialog, "Kopi 4999");
  g_assert_nonnull (g_strstr_len (gtk_label_get_text (GTK_LABEL (find_label (
                                      GTK_WIDGET (dialog), "14 Nov 2023 23:36 · Desk 2"))),
                                  -1, "Desk 2"));
  scroller = gtk_widget_get_ancestor (GTK_WIDGET (steps), GTK_TYPE_SCROLLED_WINDOW);
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  while (gtk_adjustment_get_upper (adjustment) <= gtk_adjustment_get_page_size (adjustment))
    g_main_context_iteration (NULL, TRUE);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  page_wait (has_grown, steps);
  gtk_window_close (GTK_WINDOW (dialog));
  page_fixture_tear_down (&fixture);
}

typedef struct {
  const EtaKind *kind;
  const char *before, *after;
  const char *words; /* of each change "label: before > after"; "~" for prose */
} Case;

#define SHA "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
#define SHA2 "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"

static const Case cases[] = {
  { &eta_kind_business, "{'name':'A'}", "{'name':'B'}", "Business name: A > B" },
  { &eta_kind_business, "{'regency':'71.02'}", "{'regency':'71.71'}",
    "Regency/City: Minahasa Regency > Manado City" },
  { &eta_kind_business, "{'state':'draft'}", "{'state':'submitted'}", "State: Draft > Submitted" },
  { &eta_kind_business, "{'brands':['A','B']}", "{'brands':['B','C']}", "Brands ~ A, B > B, C" },
  { &eta_kind_business, "{}", "{'papers':{'k':{'kind':'halal','number':'1','order':'a'}}}",
    "Papers: Halal certificate:  > Kind: Halal certificate\nNumber: 1" },
  { &eta_kind_business, "{'papers':{'k':{'kind':'halal','number':'1'}}}",
    "{'papers':{'k':{'kind':'halal','number':'2'}}}", "Papers: Halal certificate, Number: 1 > 2" },
  { &eta_kind_product, "{'description':{'en':'Old words'}}", "{'description':{'en':'New words'}}",
    "Description (English) ~ Old words > New words" },
  /* A photo: what belongs to its file is one change; another place is said in words. */
  { &eta_kind_product, "{'photos':{'k':{'sha256':'" SHA "','bytes':1,'caption':{'id':'Biji'}}}}",
    "{'photos':{'k':{'sha256':'" SHA2 "','bytes':2,'turns':1,'caption':{'id':'Biji'}}}}",
    "Photos: Biji:  > Another picture" },
  { &eta_kind_product, "{'photos':{'k':{'sha256':'" SHA "','order':'a'}}}",
    "{'photos':{'k':{'sha256':'" SHA "','order':'b'}}}",
    "Photos:  > In another place of the list" },
  { &eta_kind_product, "{}", "{'photos':{'k':{'sha256':'" SHA "'}}}", "Photos:  > Without words" },
  { &eta_kind_product, "{'cover':'k'}", "{'cover':'l'}", "Cover photo:  > Another photo" },
  { &eta_kind_product, "{'business':'01a210ce-2cd6-7000-af98-a079a90f5b4f'}", "{}",
    "Business: a record that is no longer here > " },
  /* Of other programs, or in another shape than the table's */
  { &eta_kind_product, "{'x':{'y':'1'}}", "{'x':'2'}", "Other data (x): {\n  \"y\": \"1\"\n} > 2" },
  { &eta_kind_product, "{'sku':[1]}", "{'sku':'2'}", "Own article number: [\n  1\n] > 2" },
  { &eta_kind_product, "{'papers':{'k':5}}", "{}", "Papers:  > " },
};

static char *
join_words (EtaStore *store, const Case *c)
{
  g_autoptr (EtaJson) before = eta_test_doc ("%s", c->before);
  g_autoptr (EtaJson) after = eta_test_doc ("%s", c->after);
  g_autoptr (GPtrArray) changes = eta_changes_between (c->kind, before, after);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    g_autoptr (EtaChangeWords) words = eta_change_words_new (store, changes->pdata[i]);

    if (words)
      g_string_append_printf (joined, "%s%s%s %s > %s", joined->len ? " | " : "", words->label,
                              words->is_prose ? " ~" : ":", words->before, words->after);
  }
  return g_string_free (joined, FALSE);
}

static void
test_words (void)
{
  EtaStore *store = eta_test_store_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *words = join_words (store, &cases[i]);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
  eta_test_store_free (store);
}

/* Markup and marks in a text are shown, not obeyed. */
static void
test_markup (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autoptr (EtaJson) before = eta_test_doc ("{'description':{'id':'a <b>&amp; %%s'}}");
  g_autoptr (EtaJson) after = eta_test_doc ("{'description':{'id':'a <b>&amp; %%s </i>'}}");
  g_autoptr (GtkWidget) view = NULL;

  view = g_object_ref_sink (eta_change_view_new (store, &eta_kind_business, before, after));
  g_assert_nonnull (find_label (view, "a <b>&amp; %s </i>"));
  g_assert_null (eta_change_view_new (store, &eta_kind_business, before, before));
  eta_test_store_free (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/history/words", test_words);
  g_test_add_func ("/history/markup", test_markup);
  g_test_add_func ("/history/back", test_back);
  g_test_add_func ("/history/no-way", test_no_way);
  g_test_add_func ("/history/long", test_long);
  return g_test_run ();
}
