/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outbox.h"
#include "eta-test-store.h"

typedef struct {
  EtaStore *store;
  char *id; /* a business "A" */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = eta_test_store_new ();
  fixture->id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->id);
  eta_test_store_free (fixture->store);
}

static void
undo (Fixture *fixture, gint64 step)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_undo (fixture->store, step, NULL, &error));
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_redo (fixture->store, NULL, &error));
  g_assert_no_error (error);
}

static gboolean
is_deleted (Fixture *fixture, const char *id)
{
  g_autoptr (EtaRecord) record = eta_store_get (fixture->store, id, NULL);

  return eta_record_is_deleted (record);
}

static void
assert_labels (Fixture *fixture, const char *to_undo, const char *to_redo)
{
  g_autoptr (EtaPastStep) to_take_back = eta_store_dup_step_to_undo (fixture->store, 0);
  g_autoptr (EtaPastStep) to_do_again = eta_store_dup_step_to_redo (fixture->store);

  g_assert_cmpstr (to_take_back ? to_take_back->label : NULL, ==, to_undo);
  g_assert_cmpstr (to_do_again ? to_do_again->label : NULL, ==, to_redo);
}

static void
test_back_and_forth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  eta_test_set (fixture->store, fixture->id, "/brands", "['X']");
  assert_labels (fixture, "Change “Brands” of “B”", NULL);
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  assert_labels (fixture, "Change “Business name” of “B”", "Change “Brands” of “B”");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
  undo (fixture, 0);
  g_assert_true (is_deleted (fixture, fixture->id));
  assert_labels (fixture, NULL, "Add “A”");
  g_assert_false (eta_store_undo (fixture->store, 0, NULL, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  redo (fixture);
  redo (fixture);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  undo (fixture, 0);
  redo (fixture);
  redo (fixture);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B','brands':['X']}");
  assert_labels (fixture, "Change “Brands” of “B”", NULL);
  g_assert_false (eta_store_redo (fixture->store, NULL, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
}

/* A new change ends what could be redone. */
static void
test_redo_ends (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  undo (fixture, 0);
  eta_test_set (fixture->store, fixture->id, "/brands", "['X']");
  assert_labels (fixture, "Change “Brands” of “A”", NULL);
  g_assert_false (eta_store_redo (fixture->store, NULL, &error));
}

/* Typing is one step; another place, or another record in between, begins the next. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Other'}");
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/description/id", "'K'");
  eta_test_set (fixture->store, fixture->id, "/description/id", "'Ko'");
  eta_test_set (fixture->store, fixture->id, "/description/id", "'Kopi'");
  eta_test_set (fixture->store, fixture->id, "/description/en", "'Coffee'");
  eta_test_set (fixture->store, other, "/name", "'O'");
  eta_test_set (fixture->store, fixture->id, "/description/en", "'Coffee!'");
  history = eta_store_dup_history (fixture->store, fixture->id, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 4);
  undo (fixture, 0);
  undo (fixture, 0);
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','description':{'id':'Kopi'}}");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");

  /* and what is typed after an undo does not join what was undone */
  eta_test_set (fixture->store, fixture->id, "/description/id", "'T'");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
}

static void
test_step (Fixture *fixture, gconstpointer data)
{
  g_autofree char *added = NULL;
  g_autofree char *removed = eta_test_add (fixture->store, &eta_kind_business, "{'name':'R'}");
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, "All at once", &error));
  added = eta_test_add (fixture->store, &eta_kind_business, "{'name':'N'}");
  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  eta_test_set (fixture->store, fixture->id, "/name", "'C'");
  g_assert_true (eta_store_remove (fixture->store, removed, &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  assert_labels (fixture, "All at once", NULL);
  undo (fixture, 0);
  g_assert_true (is_deleted (fixture, added));
  g_assert_false (is_deleted (fixture, removed));
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
  redo (fixture);
  g_assert_false (is_deleted (fixture, added));
  g_assert_true (is_deleted (fixture, removed));
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'C'}");
}

/* Undo of a step that is not the newest leaves what was changed since. */
static void
test_older_step (Fixture *fixture, gconstpointer data)
{
  gint64 step;
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  step = eta_store_last_step (fixture->store);
  eta_test_set (fixture->store, fixture->id, "/founded", "1990");
  undo (fixture, step);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','founded':1990}");
  g_assert_false (eta_store_undo (fixture->store, step, NULL, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);

  /* the same field changed again: that stays */
  eta_test_set (fixture->store, fixture->id, "/name", "'C'");
  step = eta_store_last_step (fixture->store);
  eta_test_set (fixture->store, fixture->id, "/workers_male", "3");
  eta_test_set (fixture->store, fixture->id, "/name", "'D'");
  undo (fixture, step);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'D','founded':1990,'workers_male':3}");
}

static void
test_deleted_since (Fixture *fixture, gconstpointer data)
{
  gint64 step;
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  step = eta_store_last_step (fixture->store);
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  undo (fixture, step);
  g_assert_true (is_deleted (fixture, fixture->id));
  undo (fixture, 0);
  g_assert_false (is_deleted (fixture, fixture->id));
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
}

static void
assert_version (Fixture *fixture, const EtaVersion *version, const char *before, const char *after)
{
  g_autoptr (EtaJson) was = NULL;
  g_autoptr (EtaJson) is = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_read_version (fixture->store, fixture->id, version, &was, &is, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (eta_json_get_string (was, "/name"), ==, before);
  g_assert_cmpstr (eta_json_get_string (is, "/name"), ==, after);
}

static void
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;
  const EtaVersion *version;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  history = eta_store_dup_history (fixture->store, fixture->id, 0, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  version = g_ptr_array_index (history, 0);
  g_assert_null (version->by);
  g_assert_cmpstr (version->label, ==, "Delete “B”");
  g_assert_cmpint (version->at, >, 0);
  assert_version (fixture, version, "B", NULL);
  assert_version (fixture, g_ptr_array_index (history, 1), "A", "B");
  version = g_ptr_array_index (history, 2);
  assert_version (fixture, version, NULL, "A");
  one = eta_store_dup_history (fixture->store, fixture->id, 0, 1, &error);
  g_assert_cmpuint (one->len, ==, 1);

  g_assert_true (eta_store_back_to (fixture->store, fixture->id, version->seq, &error));
  g_assert_no_error (error);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
  g_assert_false (is_deleted (fixture, fixture->id));
  undo (fixture, 0);
  g_assert_true (is_deleted (fixture, fixture->id));
}

/* One line for each step, however often it has changed the record; by pages. */
static void
test_history_pages (Fixture *fixture, gconstpointer data)
{
  gint64 until = 0;
  int found = 0;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 10; i++) {
    g_autofree char *year = g_strdup_printf ("%d", 1990 + i);

    g_assert_true (eta_store_begin (fixture->store, "Twice", &error));
    eta_test_set (fixture->store, fixture->id, "/founded", year);
    eta_test_set (fixture->store, fixture->id, "/workers_male", year);
    g_assert_true (eta_store_commit (fixture->store, &error));
  }
  for (;;) {
    g_autoptr (GPtrArray) page =
        eta_store_dup_history (fixture->store, fixture->id, until, 4, &error);

    g_assert_no_error (error);
    if (page->len == 0)
      break;
    found += page->len;
    until = ((EtaVersion *) page->pdata[page->len - 1])->first;
    if (until > 1) {
      g_autoptr (EtaJson) before = NULL;
      g_autoptr (EtaJson) after = NULL;

      eta_store_read_version (fixture->store, fixture->id, page->pdata[0], &before, &after, &error);
      g_assert_cmpint (eta_json_get_int (after, "/founded", 0), ==,
                       eta_json_get_int (after, "/workers_male", 1));
      g_assert_cmpint (eta_json_get_int (after, "/founded", 0), >,
                       eta_json_get_int (before, "/founded", 0));
    }
  }
  g_assert_cmpint (found, ==, 11);
}

/* What is typed on is called after what stands there in the end. */
static void
test_typed_name (Fixture *fixture, gconstpointer data)
{
  eta_test_set (fixture->store, fixture->id, "/name", "'K'");
  eta_test_set (fixture->store, fixture->id, "/name", "'Kopi'");
  assert_labels (fixture, "Change “Business name” of “Kopi”", NULL);
}

static void
write_as_other (Fixture *fixture, const char *pointer, const char *value)
{
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, NULL, &error));
  copies = eta_outbox_dup_copies (fixture->store, fixture->id, &error);
  eta_json_set_string (copies->doc, pointer, value);
  g_assert_true (eta_outbox_write_copies (fixture->store, copies, "Desk 2", &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
}

/* Another's newer value stays, and it is said; so does what was added here and changed there. */
static void
test_newer_stays (Fixture *fixture, gconstpointer data)
{
  gint64 added = eta_store_last_step (fixture->store);
  guint kept = 7;
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  write_as_other (fixture, "/street", "S");
  g_assert_true (eta_store_undo (fixture->store, 0, &kept, &error));
  g_assert_cmpuint (kept, ==, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','street':'S'}");
  g_assert_true (eta_store_redo (fixture->store, &kept, &error));
  g_assert_cmpuint (kept, ==, 0);

  write_as_other (fixture, "/name", "C");
  g_assert_true (eta_store_undo (fixture->store, 0, &kept, &error));
  g_assert_cmpuint (kept, ==, 1);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'C','street':'S'}");

  g_assert_true (eta_store_undo (fixture->store, added, &kept, &error));
  g_assert_cmpuint (kept, ==, 1);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'C','street':'S'}");
}

static void
agree (Fixture *fixture, const char *rev)
{
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, NULL, &error));
  copies = eta_outbox_dup_copies (fixture->store, fixture->id, &error);
  g_free (copies->base_rev);
  copies->base_rev = g_strdup (rev);
  eta_json_free (copies->base_doc);
  copies->base_doc = eta_json_copy (copies->doc);
  g_assert_true (eta_outbox_write_copies (fixture->store, copies, NULL, &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
}

/* Published is what the centre alone can make of it: taking back a withdrawal that it knows of hands in anew,
 * one that it has not heard of leaves all as it was. */
static void
test_state (Fixture *fixture, gconstpointer data)
{
  write_as_other (fixture, "/state", "published");
  agree (fixture, "5.0123456789abcdef");
  eta_test_set (fixture->store, fixture->id, "/state", "'withdrawn'");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','state':'published'}");
  redo (fixture);
  agree (fixture, "6.0123456789abcdef");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','state':'submitted'}");
}

/* Back to what it said, in the state that it has. */
static void
test_back_keeps_state (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (EtaJson) back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  eta_test_set (fixture->store, fixture->id, "/state", "'submitted'");
  write_as_other (fixture, "/state", "returned");
  write_as_other (fixture, "/review/comment", "No");
  history = eta_store_dup_history (fixture->store, fixture->id, 0, 10, &error);
  first = ((EtaVersion *) history->pdata[history->len - 1])->seq;
  back = eta_store_dup_back (fixture->store, fixture->id, first, &error);
  g_assert_true (eta_store_back_to (fixture->store, fixture->id, first, &error));
  g_assert_no_error (error);
  eta_test_assert_doc (fixture->store, fixture->id,
                       "{'name':'A','state':'returned','review':{'comment':'No'}}");
  g_assert_cmpstr (eta_json_get_string (back, "/state"), ==, "returned");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id,
                       "{'name':'B','state':'returned','review':{'comment':'No'}}");
}

/* What came from the centre is not the user's to undo, and stays when what was before it is undone. */
static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  g_assert_true (eta_store_begin (fixture->store, "Sync", &error));
  copies = eta_outbox_dup_copies (fixture->store, fixture->id, &error);
  eta_json_set_int (copies->doc, "/founded", 1980);
  g_assert_true (eta_outbox_write_copies (fixture->store, copies, "Desk 2", &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);

  assert_labels (fixture, "Change “Business name” of “B”", NULL);
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','founded':1980}");
  history = eta_store_dup_history (fixture->store, fixture->id, 0, 10, &error);
  g_assert_cmpstr (((EtaVersion *) g_ptr_array_index (history, 1))->by, ==, "Desk 2");
}

/* The history is in the file: undo works after the program was started again. */
static void
test_restart (Fixture *fixture, gconstpointer data)
{
  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  fixture->store = eta_test_store_reopen (fixture->store);
  eta_test_set (fixture->store, fixture->id, "/name", "'C'");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/undo/back-and-forth", test_back_and_forth },
    { "/undo/redo-ends", test_redo_ends },
    { "/undo/typing", test_typing },
    { "/undo/step", test_step },
    { "/undo/older-step", test_older_step },
    { "/undo/deleted-since", test_deleted_since },
    { "/undo/history", test_history },
    { "/undo/history-pages", test_history_pages },
    { "/undo/typed-name", test_typed_name },
    { "/undo/newer-stays", test_newer_stays },
    { "/undo/state", test_state },
    { "/undo/back-keeps-state", test_back_keeps_state },
    { "/undo/foreign", test_foreign },
    { "/undo/restart", test_restart },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
