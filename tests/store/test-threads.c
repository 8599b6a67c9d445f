/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"
#include "eta-test-store.h"

typedef struct {
  EtaStore *store;
  GPtrArray *news; /* ids; "many" */
} Fixture;

static void
changed_cb (EtaStore *store, const char *id, Fixture *fixture)
{
  g_ptr_array_add (fixture->news, g_strdup (id ? id : "many"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = eta_test_store_new ();
  fixture->news = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->store, fixture);
  eta_test_store_free (fixture->store);
  g_ptr_array_unref (fixture->news);
}

static void
iterate (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

#define WRITERS 4
#define RECORDS 25

static gpointer
write_some (gpointer data)
{
  EtaStore *store = data;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < RECORDS; i++) {
    const EtaQuery mine = { .kind = &eta_kind_business };
    g_autofree char *id = NULL;
    gint64 before;

    g_assert_true (eta_store_begin (store, "Two", &error));
    before = eta_store_count (store, &mine, &error);
    id = eta_test_add (store, &eta_kind_business, "{'name':'A'}");
    eta_test_set (store, id, "/name", "'B'");
    /* within the step, what it wrote and nothing of the others' */
    g_assert_cmpint (eta_store_count (store, &mine, &error), ==, before + 1);
    eta_test_assert_doc (store, id, "{'name':'B'}");
    g_assert_true (eta_store_commit (store, &error));
    eta_test_assert_doc (store, id, "{'name':'B'}");
  }
  g_assert_no_error (error);
  return NULL;
}

static gpointer
read_some (gpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business, .text = "a" };
  gint64 n = 0;
  g_autoptr (GError) error = NULL;

  /* steps are all or nothing to readers too: a record is never called "A" */
  while (n < WRITERS * RECORDS) {
    const EtaQuery all = { .kind = &eta_kind_business };
    g_autoptr (GPtrArray) rows = eta_store_dup_rows (data, &query, NULL, 10, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (rows->len, ==, 0);
    n = eta_store_count (data, &all, &error);
    g_thread_yield ();
  }
  return NULL;
}

static void
test_writers (Fixture *fixture, gconstpointer data)
{
  GThread *threads[WRITERS + 2];

  for (int i = 0; i < WRITERS; i++)
    threads[i] = g_thread_new ("writer", write_some, fixture->store);
  threads[WRITERS] = g_thread_new ("reader", read_some, fixture->store);
  threads[WRITERS + 1] = g_thread_new ("reader", read_some, fixture->store);
  for (int i = 0; i < WRITERS + 2; i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (fixture->news->len, ==, 0);
  iterate ();
  g_assert_cmpuint (fixture->news->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->news, 0), ==, "many");
}

static void
test_news (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
  g_autoptr (GError) error = NULL;

  eta_test_set (fixture->store, id, "/name", "'B'");
  g_assert_cmpuint (fixture->news->len, ==, 0);
  iterate ();
  g_assert_cmpuint (fixture->news->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (fixture->news, 0), ==, id);

  /* nothing has changed, or was taken back: no news */
  eta_test_set (fixture->store, id, "/name", "'B'");
  g_assert_true (eta_store_put_setting (fixture->store, "x", "y", &error));
  g_assert_true (eta_store_begin (fixture->store, "Back", &error));
  eta_test_set (fixture->store, id, "/name", "'C'");
  eta_store_rollback (fixture->store);
  iterate ();
  g_assert_cmpuint (fixture->news->len, ==, 1);
}

/* A second store on the folder stands for another program. */
static void
test_other_program (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  EtaStore *other = eta_store_open (eta_store_get_folder (fixture->store),
                                    eta_store_get_catalogue (fixture->store), &error);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  id = eta_test_add (other, &eta_kind_business, "{'name':'A'}");
  g_assert_finalize_object (other);
  while (fixture->news->len == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (g_ptr_array_index (fixture->news, 0), ==, "many");
  eta_test_assert_doc (fixture->store, id, "{'name':'A'}");
}

typedef struct {
  GString *log;
  char letter;
} Job;

static gboolean
job_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'%c'}", job->letter);

  g_string_append_c (job->log, job->letter);
  eta_store_flush (store);
  if (job->letter == 'x') {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "x");
    return FALSE;
  }
  /* cancelled too late: what is done is done */
  if (job->letter == 'c')
    g_cancellable_cancel (cancellable);
  return TRUE;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (eta_store_run_finish (ETA_STORE (source), result, &error))
    g_string_append_c (data, '+');
  else
    g_string_append_c (data, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? '0' : '-');
}

static void
test_async (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) log = g_string_new (NULL);
  g_autoptr (GString) results = g_string_new (NULL);
  g_autoptr (GCancellable) early = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  const char *letters = "abxcd";

  g_cancellable_cancel (early);
  for (const char *letter = letters; *letter; letter++) {
    Job *job = g_new (Job, 1);

    job->log = log;
    job->letter = *letter;
    eta_store_run_async (fixture->store, job_cb, job, g_free,
                         *letter == 'd'   ? early
                         : *letter == 'c' ? late
                                          : NULL,
                         done_cb, results);
  }
  eta_store_flush (fixture->store);
  g_assert_cmpstr (log->str, ==, "abxc");
  while (results->len < 5)
    g_main_context_iteration (NULL, TRUE);
  iterate ();
  g_assert_cmpuint (g_strrstr (results->str, "0") != NULL, ==, TRUE);
  g_assert_cmpuint (fixture->news->len, ==, 4);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/threads/writers", test_writers },
    { "/threads/news", test_news },
    { "/threads/other-program", test_other_program },
    { "/threads/async", test_async },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
