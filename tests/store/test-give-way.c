/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"
#include "eta-store-private.h"
#include "eta-test-store.h"

#include <glib/gstdio.h>
#include <string.h>

/* A step of very many changes, in which others write. */

#define CHANGES 6

/* What happens while the step gives way after its third change */
typedef void (*Meanwhile) (EtaStore *store, gpointer data);

typedef struct {
  EtaStore *store;
  char *id; /* a business "A" */
  Meanwhile meanwhile;
  gpointer data;
  gboolean give_up;
  gint64 step;
  guint here; /* how many of the step's changes others saw meanwhile */
  gboolean done;
  GError *error;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = eta_test_store_new ();
  fixture->store->turn = 0;
  fixture->id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  eta_store_flush (fixture->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (fixture->id);
  eta_test_store_free (fixture->store);
}

static guint
count (EtaStore *store)
{
  const EtaQuery products = { .kind = &eta_kind_product };

  return (guint) eta_store_count (store, &products, NULL);
}

static gboolean
meanwhile_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  fixture->here = count (store);
  if (fixture->meanwhile)
    fixture->meanwhile (store, fixture->data);
  return TRUE;
}

static gboolean
change (EtaStore *store, Fixture *fixture, GError **error)
{
  for (int i = 0; i < CHANGES; i++) {
    g_free (eta_test_add (store, &eta_kind_product, "{'name':{'id':'P%d'}}", i));
    if (i == 2)
      eta_store_run_async (store, meanwhile_cb, fixture, NULL, NULL, NULL, NULL);
    if (!eta_store_give_way (store, error))
      return FALSE;
  }
  if (fixture->give_up)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Enough.");
  return !fixture->give_up;
}

static gboolean
many_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;

  if (!eta_store_begin (store, "Many", error))
    return FALSE;
  if (change (store, fixture, error)) {
    fixture->step = store->step.id;
    return eta_store_commit (store, error);
  }
  eta_store_give_up (store, error);
  return FALSE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *fixture = data;

  fixture->done = TRUE;
  eta_store_run_finish (ETA_STORE (source), result, &fixture->error);
}

static GError *
run (Fixture *fixture, Meanwhile meanwhile, gpointer data)
{
  fixture->meanwhile = meanwhile;
  fixture->data = data;
  eta_store_run_async (fixture->store, many_cb, fixture, NULL, NULL, done_cb, fixture);
  while (!fixture->done)
    g_main_context_iteration (NULL, TRUE);
  return g_steal_pointer (&fixture->error);
}

static void
assert_labels (EtaStore *store, const char *to_undo, const char *to_redo)
{
  g_autoptr (EtaPastStep) undo = eta_store_dup_step_to_undo (store, 0);
  g_autoptr (EtaPastStep) redo = eta_store_dup_step_to_redo (store);

  g_assert_cmpstr (undo ? undo->label : NULL, ==, to_undo);
  g_assert_cmpstr (redo ? redo->label : NULL, ==, to_redo);
}

static void
type (EtaStore *store, gpointer id)
{
  eta_test_set (store, id, "/name", "'B'");
}

/* What is typed meanwhile is a step of its own, later than the one it came into. */
static void
test_typing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = run (fixture, type, fixture->id);

  g_assert_no_error (error);
  g_assert_cmpuint (fixture->here, ==, 3);
  g_assert_cmpuint (count (fixture->store), ==, CHANGES);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  assert_labels (fixture->store, "Change “Business name” of “B”", NULL);

  g_assert_true (eta_store_undo (fixture->store, fixture->step, NULL, &error));
  g_assert_cmpuint (count (fixture->store), ==, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  g_assert_true (eta_store_redo (fixture->store, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture->store), ==, CHANGES);
}

/* All of it goes, and nobody is offered it again; what was typed stays. */
static void
test_give_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->give_up = TRUE;
  error = run (fixture, type, fixture->id);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "Enough.");
  g_assert_cmpuint (fixture->here, ==, 3);
  g_assert_cmpuint (count (fixture->store), ==, 0);
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  assert_labels (fixture->store, "Change “Business name” of “B”", NULL);
}

static void
undo_it (EtaStore *store, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_undo (store, 0, NULL, &error));
  g_assert_no_error (error);
}

/* Undoing what there is of a step stops it. */
static void
test_undone_meanwhile (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = run (fixture, undo_it, NULL);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count (fixture->store), ==, 0);
  assert_labels (fixture->store, "Add “A”", "Many");
}

static void
copy_file (EtaStore *store, gpointer folder)
{
  g_autofree char *path = g_build_filename (folder, ETA_STORE_FILE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_backup (store, path, &error));
  g_assert_no_error (error);
}

/* What the power would leave when it goes half-way: a part, that can be undone. */
static void
test_power (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  g_autoptr (GError) error = run (fixture, copy_file, folder);
  g_autoptr (EtaStore) left = NULL;

  g_assert_no_error (error);
  left = eta_store_open (folder, eta_store_get_catalogue (fixture->store), &error);
  g_assert_no_error (error);
  g_assert_true (eta_store_check (left, NULL, &error));
  g_assert_cmpuint (count (left), ==, 3);
  assert_labels (left, "Many", NULL);
  g_assert_true (eta_store_undo (left, 0, NULL, &error));
  g_assert_cmpuint (count (left), ==, 0);
  g_clear_object (&left);
  eta_test_remove_folder (folder);
}

static void
forbid_writing (EtaStore *store, gboolean forbid)
{
  g_assert_true (eta_db_run (store->writer, NULL,
                             forbid ? "PRAGMA query_only = ON" : "PRAGMA query_only = OFF", ""));
}

/* Where nothing can be written any more, nothing can be taken back either: the part stays, is said, and
 * can be undone later. */
static void
test_no_writing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaJson) doc = eta_test_doc ("{'name':'B'}");
  g_autoptr (GError) error = NULL;
  EtaStore *store = fixture->store;

  g_assert_true (eta_store_begin (store, "Many", &error));
  change (store, fixture, &error);
  g_assert_no_error (error);
  forbid_writing (store, TRUE);
  g_assert_null (eta_store_add (store, &eta_kind_business, doc, &error));
  eta_store_give_up (store, &error);
  g_assert_true (error->domain == ETA_DB_ERROR);
  g_assert_nonnull (strstr (error->message, "can be undone"));
  g_assert_cmpuint (count (store), ==, CHANGES);
  assert_labels (store, "Many", NULL);

  g_clear_error (&error);
  forbid_writing (store, FALSE);
  g_assert_true (eta_store_undo (store, 0, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (store), ==, 0);
}

static gpointer
write_elsewhere (gpointer data)
{
  Fixture *fixture = data;
  EtaStore *store = fixture->data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaJson) value = eta_test_doc ("'C'");

  g_atomic_int_set (&fixture->give_up, TRUE); /* it is under way */
  g_assert_true (eta_store_set (store, fixture->id, "/name", value, &error));
  g_assert_no_error (error);
  g_atomic_int_set (&fixture->give_up, FALSE);
  return NULL;
}

/* Another program writes in between too: the step goes on until it has. */
static void
test_other_program (Fixture *fixture, gconstpointer data)
{
  EtaStore *store = fixture->store;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) other =
      eta_store_open (eta_store_get_folder (store), eta_store_get_catalogue (store), &error);
  GThread *thread;
  guint n = 0;

  g_assert_no_error (error);
  fixture->data = other;
  g_assert_true (eta_store_begin (store, "Many", &error));
  g_free (eta_test_add (store, &eta_kind_product, "{'name':{'id':'P'}}"));
  thread = g_thread_new ("other", write_elsewhere, fixture);
  while (!g_atomic_int_get (&fixture->give_up))
    g_thread_yield ();
  while (g_atomic_int_get (&fixture->give_up)) {
    g_free (eta_test_add (store, &eta_kind_product, "{'name':{'id':'P%u'}}", n++));
    g_assert_true (eta_store_give_way (store, &error));
  }
  g_thread_join (thread);
  g_assert_true (eta_store_commit (store, &error));
  eta_test_assert_doc (store, fixture->id, "{'name':'C'}");
  g_assert_cmpuint (count (store), ==, n + 1);
}

/* Within another step, that one's promise of all or nothing holds. */
static void
test_within (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, "Outer", &error));
  many_cb (fixture->store, fixture, NULL, &error);
  g_assert_no_error (error);
  eta_store_rollback (fixture->store);
  eta_store_flush (fixture->store);
  g_assert_cmpuint (fixture->here, ==, 0);
  g_assert_cmpuint (count (fixture->store), ==, 0);
  assert_labels (fixture->store, "Add “A”", NULL);
}

/* A list that is imported again changes nothing for a long time: there is no step yet that could have been
 * undone. */
static void
test_nothing_yet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, "Many", &error));
  g_assert_true (eta_store_give_way (fixture->store, &error));
  g_assert_no_error (error);
  g_free (eta_test_add (fixture->store, &eta_kind_product, "{'name':{'id':'P'}}"));
  g_assert_true (eta_store_give_way (fixture->store, &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture->store), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/give-way/typing", test_typing },
    { "/give-way/give-up", test_give_up },
    { "/give-way/undone-meanwhile", test_undone_meanwhile },
    { "/give-way/power", test_power },
    { "/give-way/no-writing", test_no_writing },
    { "/give-way/other-program", test_other_program },
    { "/give-way/within", test_within },
    { "/give-way/nothing-yet", test_nothing_yet },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
