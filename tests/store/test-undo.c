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

  g_assert_true (eta_store_undo (fixture->store, step, &error));
  g_assert_no_error (error);
}

static void
redo (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_redo (fixture->store, &error));
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
  g_autofree char *undo_label = eta_store_dup_undo_label (fixture->store);
  g_autofree char *redo_label = eta_store_dup_redo_label (fixture->store);

  g_assert_cmpstr (undo_label, ==, to_undo);
  g_assert_cmpstr (redo_label, ==, to_redo);
}

static void
test_back_and_forth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  eta_test_set (fixture->store, fixture->id, "/brands", "['X']");
  assert_labels (fixture, "Change “B”", NULL);
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  assert_labels (fixture, "Change “B”", "Change “B”");
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
  undo (fixture, 0);
  g_assert_true (is_deleted (fixture, fixture->id));
  assert_labels (fixture, NULL, "Add “A”");
  g_assert_false (eta_store_undo (fixture->store, 0, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  redo (fixture);
  redo (fixture);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  undo (fixture, 0);
  redo (fixture);
  redo (fixture);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B','brands':['X']}");
  assert_labels (fixture, "Change “B”", NULL);
  g_assert_false (eta_store_redo (fixture->store, &error));
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
  assert_labels (fixture, "Change “A”", NULL);
  g_assert_false (eta_store_redo (fixture->store, &error));
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
  history = eta_store_dup_history (fixture->store, fixture->id, 10, &error);
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
  g_assert_false (eta_store_undo (fixture->store, step, &error));
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
test_history (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GError) error = NULL;
  const EtaVersion *version;

  eta_test_set (fixture->store, fixture->id, "/name", "'B'");
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  history = eta_store_dup_history (fixture->store, fixture->id, 10, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, 3);
  version = g_ptr_array_index (history, 0);
  g_assert_null (version->doc);
  g_assert_null (version->by);
  g_assert_cmpstr (version->label, ==, "Delete “B”");
  g_assert_cmpuint (strlen (version->at), ==, strlen ("2026-11-24T12:00:00Z"));
  version = g_ptr_array_index (history, 1);
  g_assert_cmpstr (eta_json_get_string (version->doc, "/name"), ==, "B");
  version = g_ptr_array_index (history, 2);
  g_assert_cmpstr (eta_json_get_string (version->doc, "/name"), ==, "A");
  one = eta_store_dup_history (fixture->store, fixture->id, 1, &error);
  g_assert_cmpuint (one->len, ==, 1);

  g_assert_true (eta_store_back_to (fixture->store, fixture->id, version->seq, &error));
  g_assert_no_error (error);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A'}");
  g_assert_false (is_deleted (fixture, fixture->id));
  undo (fixture, 0);
  g_assert_true (is_deleted (fixture, fixture->id));
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

  assert_labels (fixture, "Change “B”", NULL);
  undo (fixture, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'A','founded':1980}");
  history = eta_store_dup_history (fixture->store, fixture->id, 10, &error);
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
    { "/undo/foreign", test_foreign },
    { "/undo/restart", test_restart },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
