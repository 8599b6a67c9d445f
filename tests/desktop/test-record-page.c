/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-keyed-group.h"
#include "eta-kind-parts.h"
#include "eta-missing-line.h"
#include "eta-picker.h"
#include "eta-test-store.h"
#include "page-fixture.h"

#include <string.h>

/* Every field of every table can be edited, and what is typed is neither lost nor overwritten. */

static const char business[] = "{'name': 'Rumah Kopi', 'country': 'ID', 'province': '71'}";

/* What a field of this type may be given; codes are looked up in their list. */
static char *
sample_of (PageFixture *fixture, const EtaField *field)
{
  static const char *const samples[] = {
    [ETA_FIELD_WORDS] = "Kata",        [ETA_FIELD_TEXT] = "Beberapa kata\ndan baris",
    [ETA_FIELD_INTEGER] = "2",         [ETA_FIELD_DECIMAL] = "12,5",
    [ETA_FIELD_RUPIAH] = "2,5 jt",     [ETA_FIELD_YEAR] = "2015",
    [ETA_FIELD_DATE] = "23/11/26",     [ETA_FIELD_DEGREE] = "1.5",
    [ETA_FIELD_BOOLEAN] = "ya",        [ETA_FIELD_PHONE] = "0812 3456 7890",
    [ETA_FIELD_EMAIL] = "a@contoh.id", [ETA_FIELD_LINK] = "https://contoh.id/kopi",
    [ETA_FIELD_SET] = "Satu",          [ETA_FIELD_KEYED] = NULL,
  };
  EtaCodes *codes = eta_form_codes_of (fixture->form, field);

  if (field->type == ETA_FIELD_REFERENCE)
    return eta_test_add (fixture->store, eta_kind_find (field->codes), "%s", business);
  if (field->choices)
    return g_strdup (field->choices[1].value);
  if (field->codes && g_str_equal (field->codes, "regions"))
    return g_strdup (field->min == 3 ? "71.73" : "71");
  if (codes)
    return g_strdup (eta_codes_get (codes, 1)->code);
  return g_strdup (samples[field->type]);
}

static void
pick (GtkWidget *control, const char *value)
{
  GtkWidget *button = page_find (control, GTK_TYPE_MENU_BUTTON);

  g_signal_emit_by_name (eta_picker_of (GTK_MENU_BUTTON (button)), "picked", value);
}

/* As a user would: through the control that stands on the page */
static void
enter (PageFixture *fixture, EtaEdit *edit, const char *text)
{
  GtkWidget *control = eta_edit_get_control (edit);

  if (GTK_IS_SWITCH (control))
    gtk_switch_set_active (GTK_SWITCH (control), TRUE);
  else if (ADW_IS_COMBO_ROW (control))
    adw_combo_row_set_selected (ADW_COMBO_ROW (control), 2);
  else if (GTK_IS_DROP_DOWN (control))
    gtk_drop_down_set_selected (GTK_DROP_DOWN (control), 2);
  else if (GTK_IS_EDITABLE (control) || GTK_IS_TEXT_VIEW (control))
    page_type (fixture, eta_edit_get_pointer (edit), text);
  else
    pick (control, text);
}

static void
try_field (PageFixture *fixture, const EtaField *field, const char *pointer)
{
  EtaEdit *edit = page_edit (fixture, pointer);
  EtaCodes *codes = eta_form_codes_of (fixture->form, field);
  g_autofree char *text = sample_of (fixture, field);
  g_autofree char *problem = NULL;
  g_autoptr (EtaJson) expected = NULL;
  g_autoptr (EtaJson) doc = NULL;

  g_assert_nonnull (eta_edit_get_control (edit));
  if (field->flags & ETA_FIELD_COMPUTED)
    return;
  expected = eta_field_parse (field, text, codes, &problem);
  g_assert_null (problem);
  enter (fixture, edit, text);
  doc = page_saved (fixture);
  if (!eta_json_equal (eta_json_get (doc, pointer), expected))
    g_error ("%s was not saved: %s", pointer, eta_json_canonical (eta_json_get (doc, pointer)));
}

static void
try_rows (PageFixture *fixture, const EtaField *rows, const char *prefix)
{
  eta_fields_foreach (field, rows)
  {
    g_autofree char *pointer = g_strconcat (prefix, field->path, NULL);

    if (field->flags & ETA_FIELD_HIDDEN || field->type == ETA_FIELD_KEYED)
      continue;
    if (field->type == ETA_FIELD_PHOTO) {
      page_control (fixture, pointer);
    } else if (field->flags & ETA_FIELD_LOCALE) {
      for (guint i = 0; eta_languages[i]; i++) {
        g_autofree char *place = eta_json_pointer_join (pointer, eta_languages[i]);

        try_field (fixture, field, place);
      }
    } else {
      try_field (fixture, field, pointer);
    }
  }
}

static void
try_keyed (PageFixture *fixture, const EtaField *field)
{
  g_autoptr (EtaJson) doc = NULL;
  g_autofree char *prefix = NULL;
  const EtaJson *entries;

  g_signal_emit_by_name (page_control (fixture, field->path), "clicked");
  doc = page_saved (fixture);
  entries = eta_json_get (doc, field->path);
  g_assert_cmpuint (eta_json_size (entries), ==, 1);
  prefix = eta_json_pointer_join (field->path, eta_json_key (eta_json_first (entries)));
  try_rows (fixture, field->members, prefix);
}

static void
test_fields (gconstpointer data)
{
  const EtaKind *kind = data;
  PageFixture fixture = { NULL };

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, kind, "{}");
  try_rows (&fixture, kind->fields, "");
  eta_kind_foreach (field,
                    kind) if (field->type == ETA_FIELD_KEYED && field->members != eta_photo_members)
      try_keyed (&fixture, field);
  page_fixture_tear_down (&fixture);
}

/* What a field refuses stays in its entry, with the reason, and out of the document. */
static void
test_refused (void)
{
  static const struct {
    const char *pointer, *bad, *good;
  } rows[] = {
    { "/founded", "kapan-kapan", "2015" },      { "/turnover", "banyak", "2,5 jt" },
    { "/phone", "8.52E+10", "0812 3456 7890" }, { "/email", "tidak ada", "a@contoh.id" },
    { "/curation/on", "lusa", "23/11/26" },     { "/owner", "7171010101900001", "Ibu Sarah" },
  };
  PageFixture fixture = { NULL };
  const char *words;
  const EtaJson *repair;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    EtaEdit *edit = page_edit (&fixture, rows[i].pointer);
    g_autoptr (EtaJson) doc = NULL;
    g_autoptr (EtaJson) mended = NULL;
    g_autofree char *text = NULL;

    page_type (&fixture, rows[i].pointer, rows[i].bad);
    doc = page_saved (&fixture);
    text = page_text (&fixture, rows[i].pointer);
    g_assert_null (eta_json_get (doc, rows[i].pointer));
    g_assert_cmpstr (text, ==, rows[i].bad);
    g_assert_cmpint (eta_edit_get_said (edit, &words, &repair), ==, ETA_SAID_ERROR);
    g_assert_true (gtk_widget_has_css_class (eta_edit_get_control (edit), "invalid"));
    page_type (&fixture, rows[i].pointer, rows[i].good);
    mended = page_saved (&fixture);
    g_assert_nonnull (eta_json_get (mended, rows[i].pointer));
    g_assert_cmpint (eta_edit_get_said (edit, &words, &repair), !=, ETA_SAID_ERROR);
  }
  page_fixture_tear_down (&fixture);
}

/* It waits for its record to be shown again. */
static void
test_refused_kept (void)
{
  PageFixture fixture = { NULL };
  g_autofree char *text = NULL;
  const char *words;
  const EtaJson *repair;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  page_type (&fixture, "/founded", "kapan-kapan");
  page_fixture_reopen (&fixture);
  text = page_text (&fixture, "/founded");
  g_assert_cmpstr (text, ==, "kapan-kapan");
  g_assert_cmpint (eta_edit_get_said (page_edit (&fixture, "/founded"), &words, &repair), ==,
                   ETA_SAID_ERROR);
  page_fixture_tear_down (&fixture);
}

/* A record that came with a value that no list has: it is shown as itself, and stays. */
static void
test_unknown_choice (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  AdwComboRow *row;
  GtkStringObject *shown;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, "{'name': 'Kopi', 'legal_form': 'bumdes'}");
  row = ADW_COMBO_ROW (page_control (&fixture, "/legal_form"));
  shown = adw_combo_row_get_selected_item (row);
  g_assert_cmpstr (gtk_string_object_get_string (shown), ==, "bumdes");
  page_type (&fixture, "/name", "Kopi Baru");
  doc = page_saved (&fixture);
  g_assert_cmpstr (eta_json_get_string (doc, "/legal_form"), ==, "bumdes");
  page_fixture_tear_down (&fixture);
}

static void
test_repair (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  GtkWidget *button;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, "{'name': 'RUMAH KOPI SOPUTAN'}");
  page_wait_assessed (&fixture);
  button = page_find_button (GTK_WIDGET (fixture.page), "Use “Rumah Kopi Soputan”");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  doc = page_saved (&fixture);
  g_assert_cmpstr (eta_json_get_string (doc, "/name"), ==, "Rumah Kopi Soputan");
  page_wait_assessed (&fixture);
  g_assert_false (gtk_widget_get_visible (button));
  page_fixture_tear_down (&fixture);
}

static gboolean
has_focus_in (PageFixture *fixture, GtkWidget *control)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  return focus && (focus == control || gtk_widget_is_ancestor (focus, control));
}

/* Each item of the line that says what is missing leads to its field. */
static void
test_missing (void)
{
  PageFixture fixture = { NULL };
  const EtaAssessment *assessment;
  GtkWidget *line;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, "{'name': 'Kopi'}");
  page_wait_assessed (&fixture);
  line = page_find (GTK_WIDGET (fixture.page), ETA_TYPE_MISSING_LINE);
  assessment = eta_form_get_assessment (fixture.form);
  g_assert_true (gtk_widget_get_visible (line));
  g_assert_cmpuint (assessment->missing[ETA_SCORE_PUBLISH]->len, >, 2);
  for (guint i = 0; i < 3; i++) {
    const EtaMissing *missing = g_ptr_array_index (assessment->missing[ETA_SCORE_PUBLISH], i);
    EtaEdit *edit = eta_form_find_edit (fixture.form, missing->pointer);
    GtkWidget *button = page_find_button (line, missing->label);

    g_assert_nonnull (edit);
    g_assert_nonnull (button);
    g_signal_emit_by_name (button, "clicked");
    g_assert_true (has_focus_in (&fixture, eta_edit_get_control (edit)));
  }
  page_fixture_tear_down (&fixture);
}

/* Every key of a burst is in the document after a flush, whatever was written in between. */
static void
test_burst (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (GString) typed = g_string_new ("K");
  g_autoptr (EtaJson) doc = NULL;
  GtkEditable *entry;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  entry = GTK_EDITABLE (page_control (&fixture, "/district"));
  gtk_editable_set_text (entry, typed->str);
  for (int at = 1, i = 0; i < 60; i++) {
    char key[2] = { (char) ('a' + i % 26), '\0' };

    g_string_append (typed, key);
    gtk_editable_insert_text (entry, key, 1, &at);
    if (i % 7 == 0)
      eta_record_page_flush (fixture.page);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_assert_cmpstr (gtk_editable_get_text (entry), ==, typed->str);
  }
  doc = page_saved (&fixture);
  g_assert_cmpstr (eta_json_get_string (doc, "/district"), ==, typed->str);
  page_fixture_tear_down (&fixture);
}

/* A page that goes saves what its controls hold. */
static void
test_close (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaRecord) record = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  page_type (&fixture, "/village", "Kakaskasen");
  page_type (&fixture, "/description/id", "Kopi arabika");
  page_type (&fixture, "/brands", "Soputan");
  page_fixture_close (&fixture);
  eta_store_flush (fixture.store);
  record = eta_store_get (fixture.store, fixture.id, NULL);
  g_assert_cmpstr (eta_json_get_string (eta_record_get_doc (record), "/village"), ==, "Kakaskasen");
  g_assert_cmpstr (eta_json_get_string (eta_record_get_doc (record), "/description/id"), ==,
                   "Kopi arabika");
  g_assert_cmpstr (eta_json_get_string (eta_record_get_doc (record), "/brands/0"), ==, "Soputan");
  page_fixture_tear_down (&fixture);
}

static gboolean
is_tomohon (gpointer data)
{
  g_autofree char *text = page_text (data, "/district");

  return g_str_equal (text, "Tomohon Utara");
}

static gboolean
is_shorter (gpointer data)
{
  g_autofree char *text = page_text (data, "/name");

  return g_str_equal (text, "Kopi");
}

/* Who undoes while the cursor stands in a text goes on from where it stood. */
static void
test_cursor (void)
{
  PageFixture fixture = { NULL };
  GtkEditable *entry;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  entry = GTK_EDITABLE (page_control (&fixture, "/name"));
  gtk_editable_set_position (entry, 3);
  eta_test_set (fixture.store, fixture.id, "/name", "'Kopi'");
  page_wait (is_shorter, &fixture);
  g_assert_cmpint (gtk_editable_get_position (entry), ==, 3);
  page_fixture_tear_down (&fixture);
}

/* News from elsewhere reach what is not being typed, and nothing else. */
static void
test_elsewhere (void)
{
  PageFixture fixture = { NULL };
  g_autofree char *typed = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  page_type (&fixture, "/village", "Kakas");
  eta_test_set (fixture.store, fixture.id, "/village", "'Woloan'");
  eta_test_set (fixture.store, fixture.id, "/district", "'Tomohon Utara'");
  page_wait (is_tomohon, &fixture);
  typed = page_text (&fixture, "/village");
  g_assert_cmpstr (typed, ==, "Kakas");
  page_fixture_tear_down (&fixture);
}

static gboolean
has_said (gpointer data)
{
  return ((PageFixture *) data)->said->len > 0;
}

static void
submit (PageFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "page.submit", NULL);
  page_wait (has_said, fixture);
}

/* What is needed is asked for when it is missed, not before. */
static void
test_submit_refused (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  const char *words;
  const EtaJson *repair;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_business, business);
  page_wait_assessed (&fixture);
  g_assert_cmpint (eta_edit_get_said (page_edit (&fixture, "/export_status"), &words, &repair), ==,
                   ETA_SAID_NOTHING);
  submit (&fixture);
  g_assert_cmpint (eta_edit_get_said (page_edit (&fixture, "/export_status"), &words, &repair), ==,
                   ETA_SAID_ERROR);
  doc = page_saved (&fixture);
  g_assert_null (eta_json_get (doc, "/state"));
  page_fixture_tear_down (&fixture);
}

static void
test_submit (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (
      &fixture, &eta_kind_business,
      "{'name': 'Rumah Kopi', 'legal_form': 'cv', 'country': 'ID', 'province': '71', "
      "'regency': '71.73', 'export_status': 'never', 'description': {'id': 'Kopi "
      "arabika dari kebun di lereng Soputan dan Lokon, dipetik merah, dijemur di atas "
      "para-para bambu.'}}");
  page_wait_assessed (&fixture);
  submit (&fixture);
  doc = page_saved (&fixture);
  g_assert_cmpstr (eta_json_get_string (doc, "/state"), ==, "submitted");
  page_fixture_tear_down (&fixture);
}

/* What a screen reader says first of a control */
static gboolean
has_name (GtkWidget *widget)
{
  GtkAccessible *accessible = GTK_ACCESSIBLE (widget);

  return gtk_test_accessible_has_property (accessible, GTK_ACCESSIBLE_PROPERTY_LABEL) ||
         gtk_test_accessible_has_relation (accessible, GTK_ACCESSIBLE_RELATION_LABELLED_BY) ||
         gtk_widget_get_tooltip_text (widget) || page_find (widget, GTK_TYPE_LABEL);
}

static int
position_of_focus (PageFixture *fixture, GPtrArray *edits)
{
  for (guint i = 0; i < edits->len; i++)
    if (has_focus_in (fixture, eta_edit_get_control (g_ptr_array_index (edits, i))))
      return (int) i;
  return -1;
}

static GPtrArray *
dup_first_edits (PageFixture *fixture, const EtaField *rows)
{
  GPtrArray *edits = g_ptr_array_new ();

  eta_fields_foreach (field, rows)
  {
    EtaEdit *edit =
        field->flags & ETA_FIELD_HIDDEN ? NULL : eta_form_find_edit (fixture->form, field->path);

    if (edit)
      g_ptr_array_add (edits, edit);
  }
  return edits;
}

static gboolean
is_mapped (gpointer page)
{
  return gtk_widget_get_mapped (page);
}

/* Tab goes through the page as the eye does, by way of every field, and each stop has a name. */
static void
test_tab (gconstpointer data)
{
  const EtaKind *kind = data;
  PageFixture fixture = { NULL };
  g_autoptr (GPtrArray) edits = NULL;
  int last = -1;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, kind, "{'name': 'Kopi'}");
  page_wait (is_mapped, fixture.page);
  edits = dup_first_edits (&fixture, kind->fields);
  gtk_widget_grab_focus (eta_edit_get_control (g_ptr_array_index (edits, 0)));
  do {
    GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture.window));
    int at = position_of_focus (&fixture, edits);

    if (!has_name (focus))
      g_error ("a %s after field %d has no name", G_OBJECT_TYPE_NAME (focus), last);
    if (at >= 0 && at != last)
      g_assert_cmpint (at, ==, ++last);
  } while (gtk_widget_child_focus (GTK_WIDGET (fixture.page), GTK_DIR_TAB_FORWARD));
  g_assert_cmpint (last, ==, (int) edits->len - 1);
  page_fixture_tear_down (&fixture);
}

static void
test_keyed_remove (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  GtkWidget *group, *row;

  page_fixture_set_up (&fixture);
  page_fixture_show (
      &fixture, &eta_kind_product,
      "{'papers': {'019aa000-0000-7000-8000-000000000001': {'kind': 'halal', 'order': "
      "'a'}, '019aa000-0000-7000-8000-000000000002': {'kind': 'sni', 'order': 'b'}}}");
  group = page_find (GTK_WIDGET (fixture.page), ETA_TYPE_KEYED_GROUP);
  row = page_find (group, ADW_TYPE_EXPANDER_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                   "Halal certificate");
  eta_record_page_focus (fixture.page, "/papers/019aa000-0000-7000-8000-000000000002/number");
  g_assert_true (has_focus_in (
      &fixture, page_control (&fixture, "/papers/019aa000-0000-7000-8000-000000000002/number")));
  for (GtkWidget *button = page_find (row, GTK_TYPE_BUTTON); button; button = NULL)
    g_signal_emit_by_name (button, "clicked");
  page_wait (has_said, &fixture);
  doc = page_saved (&fixture);
  g_assert_cmpuint (eta_json_size (eta_json_get (doc, "/papers")), ==, 1);
  row = page_find (group, ADW_TYPE_EXPANDER_ROW);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "SNI");
  page_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_data_func ("/record-page/business", &eta_kind_business, test_fields);
  g_test_add_data_func ("/record-page/product", &eta_kind_product, test_fields);
  g_test_add_data_func ("/record-page/tab-business", &eta_kind_business, test_tab);
  g_test_add_data_func ("/record-page/tab-product", &eta_kind_product, test_tab);
  g_test_add_func ("/record-page/refused", test_refused);
  g_test_add_func ("/record-page/refused-kept", test_refused_kept);
  g_test_add_func ("/record-page/unknown-choice", test_unknown_choice);
  g_test_add_func ("/record-page/repair", test_repair);
  g_test_add_func ("/record-page/missing", test_missing);
  g_test_add_func ("/record-page/burst", test_burst);
  g_test_add_func ("/record-page/close", test_close);
  g_test_add_func ("/record-page/cursor", test_cursor);
  g_test_add_func ("/record-page/elsewhere", test_elsewhere);
  g_test_add_func ("/record-page/submit-refused", test_submit_refused);
  g_test_add_func ("/record-page/submit", test_submit);
  g_test_add_func ("/record-page/keyed-remove", test_keyed_remove);
  return g_test_run ();
}
