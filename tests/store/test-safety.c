/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db.h"
#include "eta-query.h"
#include "eta-test-store.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

/* Power cuts, full disks and files that are not what they should be. */

/* The other process: types into one record, and says so only when it is on the disk. */
static int
type_for_ever (const char *folder, const char *id)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (EtaStore) store = eta_store_open (folder, catalogue, NULL);

  for (int i = 1;; i++) {
    g_autoptr (EtaJson) value = eta_json_new_int (i);

    if (!eta_store_set (store, id, i % 3 ? "/founded" : "/workers_male", value, NULL))
      return 1;
    printf ("%d\n", i);
    fflush (stdout);
  }
}

static GPid
start_typing (const char *folder, const char *id, int *output)
{
  const char *const argv[] = { "/proc/self/exe", "--type", folder, id, NULL };
  GPid pid;
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, output, NULL, &error);
  g_assert_no_error (error);
  return pid;
}

/* Kills it when @n changes are acknowledged; more may have been until it dies. */
static int
kill_after (GPid pid, int output, int n)
{
  FILE *stream = fdopen (output, "r");
  char line[32];
  int last = 0;

  while (fgets (line, sizeof line, stream)) {
    last = atoi (line);
    if (last == n)
      kill (pid, SIGKILL);
  }
  fclose (stream);
  waitpid (pid, NULL, 0);
  return last;
}

static void
test_kill (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *folder = g_strdup (eta_store_get_folder (store));
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'A'}");
  g_autoptr (EtaCatalogue) catalogue = g_object_ref (eta_store_get_catalogue (store));

  for (int round = 0; round < 5; round++) {
    g_autoptr (EtaRecord) record = NULL;
    g_autoptr (GError) error = NULL;
    gint64 founded, workers;
    int output, last;
    GPid pid;

    g_assert_finalize_object (store);
    pid = start_typing (folder, id, &output);
    last = kill_after (pid, output, g_test_rand_int_range (3, 40));
    store = eta_store_open (folder, catalogue, &error);
    g_assert_no_error (error);
    g_assert_true (eta_store_check (store, NULL, &error));
    record = eta_store_get (store, id, &error);
    founded = eta_json_get_int (eta_record_get_doc (record), "/founded", 0);
    workers = eta_json_get_int (eta_record_get_doc (record), "/workers_male", 0);
    g_assert_cmpint (MAX (founded, workers), >=, last);
    g_assert_cmpint (MAX (founded, workers), <=, last + 1);
  }
  eta_test_store_free (store);
}

static void
limit_files (rlim_t bytes)
{
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  limit.rlim_cur = MIN (bytes, limit.rlim_max);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_full (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'A'}");
  g_autofree char *much = g_strnfill (100000, 'x');
  g_autoptr (EtaJson) doc = eta_test_doc ("{'name':'B','note':'%s'}", much);
  g_autoptr (GError) error = NULL;
  int n = 0;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (1500000);
  g_assert_true (eta_store_begin (store, "Import", &error));
  for (; !error && n < 100; n++)
    g_free (eta_store_add (store, &eta_kind_business, doc, &error));
  if (!error)
    eta_store_commit (store, &error);
  else
    g_assert_false (eta_store_commit (store, NULL));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "catalogue.db"));
  g_clear_error (&error);

  limit_files (RLIM_INFINITY);
  eta_test_set (store, id, "/name", "'C'");
  store = eta_test_store_reopen (store);
  eta_test_assert_doc (store, id, "{'name':'C'}");
  g_assert_true (eta_store_check (store, NULL, &error));
  g_assert_no_error (error);
  eta_test_store_free (store);
}

static void
assert_does_not_open (const char *folder, EtaCatalogue *catalogue, EtaDbError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_store_open (folder, catalogue, &error));
  g_assert_error (error, ETA_DB_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
run_sql (const char *path, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_WRITE, &error);

  g_assert_no_error (error);
  g_assert_true (eta_db_run (db, &error, sql, ""));
}

static void
test_wrong_files (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *folder = g_strdup (eta_store_get_folder (store));
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autoptr (EtaCatalogue) catalogue = g_object_ref (eta_store_get_catalogue (store));
  g_autofree char *noise = g_strnfill (50000, '#');
  g_autoptr (GError) error = NULL;

  g_assert_finalize_object (store);
  run_sql (path, "PRAGMA user_version=999");
  assert_does_not_open (folder, catalogue, ETA_DB_ERROR_NEWER);
  run_sql (path, "PRAGMA user_version=1");
  run_sql (path, "PRAGMA application_id=7");
  assert_does_not_open (folder, catalogue, ETA_DB_ERROR_FOREIGN);
  g_assert_true (g_file_set_contents (path, noise, -1, &error));
  assert_does_not_open (folder, catalogue, ETA_DB_ERROR_DAMAGED);
  g_assert_true (g_file_set_contents (path, "", 0, &error));
  assert_does_not_open (folder, catalogue, ETA_DB_ERROR_DAMAGED);
  eta_test_remove_folder (folder);
}

/* What the filters look at */
static void
assert_filters (const char *folder, EtaCatalogue *catalogue)
{
  const EtaQuery queries[] = { { .paper_ends_before = 1861920000 }, /* 2029-01-01 */
                               { .paper_ends_before = 1893456000 }, /* 2030-01-01 */
                               { .no_photo = TRUE },
                               { .changed_since = 1 } };
  const gint64 counts[] = { 1, 2, 2, 3 };
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (folder, catalogue, &error);

  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    g_assert_cmpint (eta_store_count (store, &queries[i], &error), ==, counts[i]);
  g_assert_no_error (error);
}

static void
assert_counts (const char *folder, EtaCatalogue *catalogue, gint64 expected, gboolean good)
{
  const EtaQuery all = { .kind = &eta_kind_business };
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (folder, catalogue, &error);

  g_assert_no_error (error);
  g_assert_cmpint (eta_store_count (store, &all, &error), ==, expected);
  g_assert_cmpint (eta_store_check (store, NULL, &error), ==, good);
  g_assert_no_error (error);
}

/* A file of the first form gets its counts and what filters look at when it is opened, and a wrong count does not go unnoticed. */
static void
test_counts (void)
{
  static const char *const back[] = { "DROP TABLE day",
                                      "DROP TABLE tally",
                                      "CREATE INDEX record_by_kind ON record (kind) WHERE lives",
                                      "DROP INDEX record_by_title",
                                      "DROP INDEX record_by_changed",
                                      "DROP INDEX record_by_score",
                                      "DROP INDEX record_by_state",
                                      "ALTER TABLE record DROP COLUMN no_photo",
                                      "ALTER TABLE record DROP COLUMN changed_at",
                                      "ALTER TABLE record DROP COLUMN paper_ends",
                                      "CREATE INDEX record_by_title ON record (kind)",
                                      "CREATE INDEX record_by_changed ON record (kind)",
                                      "CREATE INDEX record_by_score ON record (kind)",
                                      "CREATE INDEX record_by_state ON record (kind)",
                                      "PRAGMA user_version=1" };
  static const char *const docs[] = {
    "{'name':'A','photos':{'p':{'sha256':"
    "'9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'}}}",
    "{'name':'B','papers':{'x':{'valid_until':'2028-02-03'},'y':{'valid_until':'2027-02-03'}}}",
    "{'name':'C','papers':{'x':{'kind':'pirt','number':'206757101012329'},'y':{}}}",
  };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *folder = g_strdup (eta_store_get_folder (store));
  g_autofree char *path = g_build_filename (folder, "catalogue.db", NULL);
  g_autoptr (EtaCatalogue) catalogue = g_object_ref (eta_store_get_catalogue (store));

  for (gsize i = 0; i < G_N_ELEMENTS (docs); i++)
    g_free (eta_test_add (store, &eta_kind_business, "%s", docs[i]));
  g_assert_finalize_object (store);
  assert_filters (folder, catalogue);
  for (gsize i = 0; i < G_N_ELEMENTS (back); i++)
    run_sql (path, back[i]);
  assert_counts (folder, catalogue, 3, TRUE);
  assert_filters (folder, catalogue);
  run_sql (path, "UPDATE tally SET count = count + 1");
  assert_counts (folder, catalogue, 4, FALSE);
  eta_test_remove_folder (folder);
}

/* No room even for the empty file: nothing is left that would look like a catalogue. */
static void
test_create_full (void)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-store-XXXXXX", NULL);
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (GError) error = NULL;
  EtaStore *store;

  signal (SIGXFSZ, SIG_IGN);
  limit_files (40000);
  g_assert_null (eta_store_create (folder, "ID-SA", catalogue, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FULL);
  g_clear_error (&error);
  limit_files (RLIM_INFINITY);
  store = eta_store_create (folder, "ID-SA", catalogue, &error);
  g_assert_no_error (error);
  eta_test_store_free (store);
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--type"))
    return type_for_ever (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/safety/kill", test_kill);
  g_test_add_func ("/safety/full", test_full);
  g_test_add_func ("/safety/wrong-files", test_wrong_files);
  g_test_add_func ("/safety/counts", test_counts);
  g_test_add_func ("/safety/create-full", test_create_full);
  return g_test_run ();
}
