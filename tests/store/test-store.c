/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-check.h"
#include "eta-query.h"
#include "eta-submit.h"
#include "eta-test-store.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  EtaStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = eta_test_store_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) complaints = NULL;
  g_autoptr (GError) error = NULL;

  eta_store_check (fixture->store, &complaints, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < complaints->len; i++)
    g_test_message ("%s", (char *) g_ptr_array_index (complaints, i));
  g_assert_cmpuint (complaints->len, ==, 0);
  eta_test_store_free (fixture->store);
}

static EtaRecord *
get (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  EtaRecord *record = eta_store_get (fixture->store, id, &error);

  g_assert_no_error (error);
  return record;
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      eta_test_add (fixture->store, &eta_kind_business,
                    "{'name':'Kopi Soputan','regency':'71.73','province':'71','x_new':[1]}");
  g_autoptr (EtaRecord) record = get (fixture, id);

  g_assert_cmpstr (eta_record_get_id (record), ==, id);
  g_assert_true (eta_record_get_kind (record) == &eta_kind_business);
  g_assert_cmpstr (eta_record_get_title (record), ==, "Kopi Soputan");
  g_assert_cmpstr (eta_record_get_state (record), ==, "draft");
  g_assert_true (eta_record_is_waiting (record));
  g_assert_false (eta_record_is_deleted (record));
  g_assert_null (eta_record_get_rev (record));
  eta_test_assert_doc (fixture->store, id,
                       "{'name':'Kopi Soputan','regency':'71.73','province':'71','x_new':[1]}");
  fixture->store = eta_test_store_reopen (fixture->store);
  eta_test_assert_doc (fixture->store, id,
                       "{'name':'Kopi Soputan','regency':'71.73','province':'71','x_new':[1]}");
}

static void
test_set (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Kopi'}");
  g_autoptr (EtaRecord) record = NULL;

  eta_test_set (fixture->store, id, "/description/en", "'Coffee from Minahasa'");
  eta_test_set (fixture->store, id, "/name", "'Kopi Soputan'");
  eta_test_assert_doc (fixture->store, id,
                       "{'name':'Kopi Soputan','description':{'en':'Coffee from Minahasa'}}");
  eta_test_set (fixture->store, id, "/description/en", NULL);
  eta_test_assert_doc (fixture->store, id, "{'name':'Kopi Soputan'}");
  record = get (fixture, id);
  g_assert_cmpstr (eta_record_get_title (record), ==, "Kopi Soputan");
}

static void
test_put (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Kopi'}");
  g_autoptr (EtaJson) doc = eta_test_doc ("{'name':'Teh','state':'submitted'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaRecord) record = NULL;

  g_assert_true (eta_store_put (fixture->store, id, doc, &error));
  g_assert_no_error (error);
  record = get (fixture, id);
  g_assert_cmpstr (eta_record_get_title (record), ==, "Teh");
  g_assert_cmpstr (eta_record_get_state (record), ==, "submitted");
}

/* The checks that were walked for the scores are those of the document that was written. */
static void
test_checked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaJson) doc = eta_test_doc ("{'name':'Kopi','nib':'12'}");
  g_autoptr (EtaJson) list = eta_json_new_array ();
  g_autoptr (GPtrArray) added = NULL, changed = NULL, same = NULL, refused = NULL;
  g_autofree char *id =
      eta_store_add_checked (fixture->store, &eta_kind_business, doc, &added, NULL);

  g_assert_cmpint (eta_findings_at (added, "/nib")->severity, ==, ETA_FINDING_ERROR);
  eta_json_remove (doc, "/nib");
  g_assert_true (eta_store_put_checked (fixture->store, id, doc, &changed, NULL));
  g_assert_null (eta_findings_at (changed, "/nib"));
  g_assert_nonnull (eta_findings_at (changed, "/regency"));
  g_assert_true (eta_store_put_checked (fixture->store, id, doc, &same, NULL));
  g_assert_null (same);
  g_assert_false (eta_store_put_checked (fixture->store, id, list, &refused, NULL));
  g_assert_null (refused);
}

/* What the centre said "published" of is compared with what stands here by now. */
static void
test_ahead (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *pointer, *value;
    gboolean ahead;
  } steps[] = {
    { "/brand", "'Soputan'", FALSE }, /* a draft is no publication */
    { "/review", "{'at':'1'}", FALSE },  { "/state", "'published'", FALSE },
    { "/name", "'Teh'", TRUE },          { "/name", "'Kopi'", FALSE },
    { "/name", "'Kopi Soputan'", TRUE }, { "/state", "'submitted'", FALSE },
    { "/review", "{'at':'2'}", FALSE },  { "/state", "'published'", FALSE },
  };
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Kopi'}");

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autoptr (EtaRecord) record = NULL;

    eta_test_set (fixture->store, id, steps[i].pointer, steps[i].value);
    record = get (fixture, id);
    g_test_message ("%s: %s", steps[i].pointer, steps[i].value);
    g_assert_cmpint (eta_store_is_ahead (fixture->store, record), ==, steps[i].ahead);
  }
}

static void
test_remove (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Kopi'}");
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaRecord) record = NULL;
  const EtaQuery trash = { .view = ETA_VIEW_TRASH };
  const EtaQuery all = { .kind = &eta_kind_business };

  g_assert_true (eta_store_remove (fixture->store, id, &error));
  record = get (fixture, id);
  g_assert_true (eta_record_is_deleted (record));
  g_assert_false (eta_record_is_waiting (record));
  eta_test_assert_doc (fixture->store, id, "{'name':'Kopi'}");
  g_assert_cmpint (eta_store_count (fixture->store, &trash, &error), ==, 1);
  g_assert_cmpint (eta_store_count (fixture->store, &all, &error), ==, 0);
  g_assert_no_error (error);

  g_assert_false (eta_store_remove (fixture->store, id, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (eta_store_restore (fixture->store, id, &error));
  g_assert_no_error (error);
  g_assert_cmpint (eta_store_count (fixture->store, &trash, &error), ==, 0);
  g_assert_cmpint (eta_store_count (fixture->store, &all, &error), ==, 1);
  eta_test_assert_doc (fixture->store, id, "{'name':'Kopi'}");
}

static void
test_not_found (Fixture *fixture, gconstpointer data)
{
  const char *id = "01930000-0000-7000-8000-000000000000";
  g_autoptr (EtaJson) doc = eta_test_doc ("{}");
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_store_get (fixture->store, id, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (eta_store_put (fixture->store, id, doc, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (eta_store_set (fixture->store, id, "/name", NULL, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (eta_store_restore (fixture->store, id, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (eta_store_back_to (fixture->store, id, 1, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
}

/* What must never be stored is refused in words, and changes nothing. */
static void
test_invalid (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Kopi'}");
  g_autofree char *much = g_strnfill (256 * 1024, 'x');
  g_autoptr (EtaJson) large = eta_test_doc ("{'name':'%s'}", much);
  g_autoptr (EtaJson) nik = eta_json_new_string ("pemilik 7171014508900001 di Manado");
  g_autoptr (EtaJson) list = eta_test_doc ("[1]");
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_store_add (fixture->store, &eta_kind_business, list, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_false (eta_store_put (fixture->store, id, large, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "256 KB"));
  g_clear_error (&error);
  g_assert_false (eta_store_set (fixture->store, id, "/description/id", nik, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "NIK"));
  eta_test_assert_doc (fixture->store, id, "{'name':'Kopi'}");
}

/* A step is all or nothing; a refused change within leaves the others. */
static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
  g_autofree char *inner = NULL;
  g_autoptr (EtaJson) list = eta_test_doc ("[1]");
  g_autoptr (GError) error = NULL;
  const EtaQuery all = { .kind = &eta_kind_business };

  g_assert_true (eta_store_begin (fixture->store, "Two", &error));
  eta_test_set (fixture->store, id, "/name", "'B'");
  inner = eta_test_add (fixture->store, &eta_kind_business, "{'name':'C'}");
  eta_test_assert_doc (fixture->store, id, "{'name':'B'}");
  g_assert_cmpint (eta_store_count (fixture->store, &all, &error), ==, 2);
  eta_store_rollback (fixture->store);
  eta_test_assert_doc (fixture->store, id, "{'name':'A'}");
  g_assert_cmpint (eta_store_count (fixture->store, &all, &error), ==, 1);

  g_assert_true (eta_store_begin (fixture->store, "Two", &error));
  g_assert_false (eta_store_put (fixture->store, id, list, &error));
  g_clear_error (&error);
  eta_test_set (fixture->store, id, "/name", "'D'");
  g_assert_true (eta_store_begin (fixture->store, "Within", &error));
  eta_test_set (fixture->store, id, "/brands", "['D']");
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
  eta_test_assert_doc (fixture->store, id, "{'name':'D','brands':['D']}");

  g_assert_true (eta_store_begin (fixture->store, "Outer", &error));
  g_assert_true (eta_store_begin (fixture->store, "Inner", &error));
  eta_test_set (fixture->store, id, "/name", "'E'");
  eta_store_rollback (fixture->store);
  g_assert_false (eta_store_commit (fixture->store, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  eta_test_assert_doc (fixture->store, id, "{'name':'D','brands':['D']}");
}

static void
test_settings (Fixture *fixture, gconstpointer data)
{
  g_autofree char *office = eta_store_dup_office (fixture->store);
  g_autofree char *value = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (office, ==, "ID-SA");
  g_assert_null (eta_store_dup_setting (fixture->store, "cursor"));
  g_assert_true (eta_store_put_setting (fixture->store, "cursor", "a", &error));
  g_assert_true (eta_store_put_setting (fixture->store, "cursor", "b", &error));
  fixture->store = eta_test_store_reopen (fixture->store);
  value = eta_store_dup_setting (fixture->store, "cursor");
  g_assert_cmpstr (value, ==, "b");
  g_assert_true (eta_store_put_setting (fixture->store, "cursor", NULL, &error));
  g_assert_null (eta_store_dup_setting (fixture->store, "cursor"));
  g_assert_no_error (error);
}

/* A product shows its business's name and place, and follows them. */
static void
test_product_follows (Fixture *fixture, gconstpointer data)
{
  g_autofree char *business = eta_test_add (
      fixture->store, &eta_kind_business, "{'name':'Ibu Sarah','province':'71','regency':'71.71'}");
  g_autofree char *product = eta_test_add (fixture->store, &eta_kind_product,
                                           "{'business':'%s','name':{'id':'Abon Cakalang'},"
                                           "'category':'fishery.smoked'}",
                                           business);
  const EtaQuery in_manado = { .kind = &eta_kind_product, .region = "71.71" };
  const EtaQuery in_tomohon = { .kind = &eta_kind_product, .region = "71.73" };
  const EtaQuery by_maker = { .kind = &eta_kind_product, .text = "sarah ABON" };
  const EtaQuery by_new_maker = { .kind = &eta_kind_product, .text = "maria abon" };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) moved = NULL;
  g_autoptr (GError) error = NULL;

  rows = eta_store_dup_rows (fixture->store, &in_manado, NULL, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (eta_row_get_subtitle (g_ptr_array_index (rows, 0)), ==,
                   "Ibu Sarah · Kota Manado");
  g_assert_cmpint (eta_store_count (fixture->store, &by_maker, &error), ==, 1);

  eta_test_set (fixture->store, business, "/name", "'Ibu Maria'");
  eta_test_set (fixture->store, business, "/regency", "'71.73'");
  moved = eta_store_dup_rows (fixture->store, &in_tomohon, NULL, 10, &error);
  g_assert_cmpuint (moved->len, ==, 1);
  g_assert_cmpstr (eta_row_get_subtitle (g_ptr_array_index (moved, 0)), ==,
                   "Ibu Maria · Kota Tomohon");
  g_assert_cmpint (eta_store_count (fixture->store, &in_manado, &error), ==, 0);
  g_assert_cmpint (eta_store_count (fixture->store, &by_maker, &error), ==, 0);
  g_assert_cmpint (eta_store_count (fixture->store, &by_new_maker, &error), ==, 1);
  g_assert_no_error (error);
}

/* Within one step too: an import changes a business and brings its next product. */
static void
test_product_in_step (Fixture *fixture, gconstpointer data)
{
  g_autofree char *business = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  const EtaQuery by_maker = { .kind = &eta_kind_product, .text = "maria" };
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, "Import", &error));
  business = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Ibu Sarah'}");
  first = eta_test_add (fixture->store, &eta_kind_product, "{'business':'%s'}", business);
  eta_test_set (fixture->store, business, "/name", "'Ibu Maria'");
  second = eta_test_add (fixture->store, &eta_kind_product, "{'business':'%s'}", business);
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_cmpint (eta_store_count (fixture->store, &by_maker, &error), ==, 2);
  g_assert_no_error (error);
}

static void
test_find (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id =
      eta_test_add (fixture->store, &eta_kind_business,
                    "{'name':'Kopi Soputan','nib':'9120001234567','regency':'71.73'}");
  g_autoptr (EtaJson) same = eta_test_doc ("{'name':'Other','nib':'9120001234567'}");
  g_autoptr (EtaJson) without = eta_test_doc ("{'name':'Kopi Soputan'}");
  g_autofree char *by_key = NULL;
  g_autofree char *by_name = NULL;
  g_autoptr (GError) error = NULL;

  by_key = eta_store_find_natural (fixture->store, &eta_kind_business, same, &error);
  g_assert_cmpstr (by_key, ==, id);
  g_assert_null (eta_store_find_natural (fixture->store, &eta_kind_business, without, &error));
  by_name =
      eta_store_find_named (fixture->store, &eta_kind_business, "KOPI  SOPUTAN", "71.73", &error);
  g_assert_cmpstr (by_name, ==, id);
  g_assert_null (
      eta_store_find_named (fixture->store, &eta_kind_business, "Kopi Soputan", "71.71", &error));
  g_assert_null (
      eta_store_find_named (fixture->store, &eta_kind_product, "Kopi Soputan", NULL, &error));
  g_assert_true (eta_store_remove (fixture->store, id, &error));
  g_assert_null (eta_store_find_natural (fixture->store, &eta_kind_business, same, &error));
  g_assert_no_error (error);
}

static void
test_open (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_strdup (eta_store_get_folder (fixture->store));
  g_autofree char *absent = g_build_filename (folder, "absent", NULL);
  g_autoptr (EtaCatalogue) catalogue = g_object_ref (eta_store_get_catalogue (fixture->store));
  g_autoptr (EtaStore) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_store_create (folder, "ID-GO", catalogue, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_null (eta_store_open (absent, catalogue, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NO_STORE);
  g_assert_false (g_file_test (absent, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/store/add", test_add },
    { "/store/set", test_set },
    { "/store/put", test_put },
    { "/store/checked", test_checked },
    { "/store/ahead", test_ahead },
    { "/store/remove", test_remove },
    { "/store/not-found", test_not_found },
    { "/store/invalid", test_invalid },
    { "/store/steps", test_steps },
    { "/store/settings", test_settings },
    { "/store/product-follows", test_product_follows },
    { "/store/product-in-step", test_product_in_step },
    { "/store/find", test_find },
    { "/store/open", test_open },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
