/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION 0x45746154 /* "EtaT" */

typedef struct {
  char *folder;
  char *path;
  EtaDb *db;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("etalase-db-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "a.db", NULL);
  fixture->db = eta_db_open (fixture->path, ETA_DB_CREATE, &error);
  g_assert_no_error (error);
  g_assert_true (eta_db_migrate (fixture->db, "/test/one", APPLICATION, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  eta_db_close (fixture->db);
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
    g_remove (path);
  }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
insert (EtaDb *db, const char *name)
{
  g_autoptr (GError) error = NULL;

  eta_db_run (db, &error, "INSERT INTO thing (name) VALUES (?1)", "s", name);
  g_assert_no_error (error);
}

static gint64
count (EtaDb *db)
{
  g_autoptr (GError) error = NULL;
  gint64 n = eta_db_get_int (db, -1, &error, "SELECT count(*) FROM thing", "");

  g_assert_no_error (error);
  return n;
}

static void
reopen (Fixture *fixture, EtaDbMode mode, GError **error)
{
  g_clear_pointer (&fixture->db, eta_db_close);
  fixture->db = eta_db_open (fixture->path, mode, error);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  static const char raw[] = { 'a', 0, 'b' };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new (raw, sizeof raw);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (EtaRows) rows = NULL;

  g_assert_true (eta_db_run (fixture->db, &error,
                             "INSERT INTO thing VALUES (?1, ?2, ?3), (6, NULL, NULL)", "isb",
                             G_GINT64_CONSTANT (5), "kopi’s", bytes));
  g_assert_no_error (error);
  g_assert_cmpint (eta_db_changes (fixture->db), ==, 2);
  g_assert_cmpint (eta_db_last_id (fixture->db), ==, 6);

  rows = eta_db_query (fixture->db, &error, "SELECT id, name, data FROM thing WHERE id >= ?1", "i",
                       G_GINT64_CONSTANT (5));
  g_assert_true (eta_rows_next (rows, &error));
  g_assert_cmpint (eta_rows_int (rows, 0), ==, 5);
  g_assert_cmpstr (eta_rows_text (rows, 1), ==, "kopi’s");
  back = eta_rows_dup_bytes (rows, 2);
  g_assert_true (g_bytes_equal (bytes, back));
  g_assert_true (eta_rows_next (rows, &error));
  g_assert_null (eta_rows_text (rows, 1));
  g_assert_true (eta_rows_is_null (rows, 2));
  g_assert_null (eta_rows_dup_bytes (rows, 2));
  g_assert_false (eta_rows_next (rows, &error));
  g_assert_false (eta_rows_next (rows, &error));
  g_assert_no_error (error);
}

static void
test_single_values (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  insert (fixture->db, "satu");
  name = eta_db_dup_text (fixture->db, &error, "SELECT name FROM thing WHERE id = ?1", "i",
                          G_GINT64_CONSTANT (1));
  g_assert_cmpstr (name, ==, "satu");
  g_assert_null (eta_db_dup_text (fixture->db, &error, "SELECT data FROM thing", ""));
  g_assert_cmpint (
      eta_db_get_int (fixture->db, 9, &error, "SELECT id FROM thing WHERE id = 44", ""), ==, 9);
  g_assert_no_error (error);
  g_assert_cmpint (eta_db_get_int (fixture->db, 9, &error, "SELECT id FROM nothing", ""), ==, 9);
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FAILED);
}

/* The same SQL again while the first is still running must not disturb it. */
static void
test_nested (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT id FROM thing ORDER BY id";
  g_autoptr (GError) error = NULL;
  int pairs = 0;

  insert (fixture->db, "a");
  insert (fixture->db, "b");
  insert (fixture->db, "c");
  for (int turn = 0; turn < 2; turn++) {
    g_autoptr (EtaRows) outer = eta_db_query (fixture->db, &error, sql, "");

    while (eta_rows_next (outer, &error)) {
      g_autoptr (EtaRows) inner = eta_db_query (fixture->db, &error, sql, "");

      while (eta_rows_next (inner, &error))
        pairs++;
    }
  }
  g_assert_no_error (error);
  g_assert_cmpint (pairs, ==, 18);
}

/* A statement that comes back from the table has forgotten what was bound to it. */
static void
test_forgets_arguments (Fixture *fixture, gconstpointer data)
{
  const char *sql = "SELECT ?1";
  g_autoptr (GError) error = NULL;

  for (int turn = 0; turn < 2; turn++) {
    g_autoptr (EtaRows) rows = eta_db_prepare (fixture->db, sql, &error);

    g_assert_no_error (error);
    if (turn == 0)
      eta_rows_bind_text (rows, 1, "secret");
    g_assert_true (eta_rows_next (rows, &error));
    g_assert_cmpstr (eta_rows_text (rows, 0), ==, turn == 0 ? "secret" : NULL);
  }
}

static void
test_many_statements (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000; i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT %d", i);
    g_assert_cmpint (eta_db_get_int (fixture->db, -1, &error, sql, ""), ==, i);
  }
  g_assert_no_error (error);
}

static void
test_transactions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) other = eta_db_open (fixture->path, ETA_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (eta_db_begin (fixture->db, &error));
  g_assert_true (eta_db_in_transaction (fixture->db));
  insert (fixture->db, "a");
  g_assert_cmpint (count (other), ==, 0);
  eta_db_rollback (fixture->db);
  g_assert_false (eta_db_in_transaction (fixture->db));
  g_assert_cmpint (count (fixture->db), ==, 0);

  g_assert_true (eta_db_begin_read (other, &error));
  g_assert_cmpint (count (other), ==, 0);
  g_assert_true (eta_db_begin (fixture->db, &error));
  insert (fixture->db, "b");
  g_assert_true (eta_db_commit (fixture->db, &error));
  g_assert_cmpint (count (other), ==, 0);
  g_assert_true (eta_db_commit (other, &error));
  g_assert_cmpint (count (other), ==, 1);
  g_assert_no_error (error);
}

static void
test_constraints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  insert (fixture->db, "a");
  g_assert_false (
      eta_db_run (fixture->db, &error, "INSERT INTO thing (name) VALUES (?1)", "s", "a"));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (eta_db_run (fixture->db, &error, "INSERT INTO part (thing) VALUES (99)", ""));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_CONSTRAINT);
}

static void
test_read_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) other = eta_db_open (fixture->path, ETA_DB_READ_ONLY, &error);

  g_assert_no_error (error);
  g_assert_true (eta_db_migrate (other, "/test/one", APPLICATION, &error));
  g_assert_false (eta_db_run (other, &error, "DELETE FROM thing", ""));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (eta_db_migrate (other, "/test/two", APPLICATION, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_READ_ONLY);
}

/* A full disk: the transaction goes, the file and the connection stay in order. */
static void
test_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *large = g_strnfill (100000, 'x');
  g_autoptr (GError) error = NULL;

  insert (fixture->db, "before");
  g_assert_cmpint (eta_db_get_int (fixture->db, 0, &error, "PRAGMA max_page_count=16", ""), ==, 16);
  g_assert_true (eta_db_begin (fixture->db, &error));
  insert (fixture->db, "in the step");
  g_assert_false (
      eta_db_run (fixture->db, &error, "INSERT INTO thing (name) VALUES (?1)", "s", large));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FULL);
  g_assert_nonnull (strstr (error->message, "a.db"));
  g_clear_error (&error);
  eta_db_rollback (fixture->db);
  g_assert_cmpint (count (fixture->db), ==, 1);

  eta_db_get_int (fixture->db, 0, &error, "PRAGMA max_page_count=100000", "");
  g_assert_true (
      eta_db_run (fixture->db, &error, "INSERT INTO thing (name) VALUES (?1)", "s", large));
  g_assert_no_error (error);
  g_assert_true (eta_db_check (fixture->db, &error));
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) other = eta_db_open (fixture->path, ETA_DB_WRITE, &error);

  g_assert_true (eta_db_begin (fixture->db, &error));
  eta_db_get_int (other, 0, &error, "PRAGMA busy_timeout=1", "");
  g_assert_no_error (error);
  g_assert_false (eta_db_begin (other, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_BUSY);
  eta_db_rollback (fixture->db);
}

static void
test_private_file (Fixture *fixture, gconstpointer data)
{
  struct stat status;

  g_assert_cmpint (stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "absent.db", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_db_open (path, ETA_DB_WRITE, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FAILED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_migrate (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  insert (fixture->db, "a");
  g_assert_true (eta_db_migrate (fixture->db, "/test/two", APPLICATION, &error));
  g_assert_true (eta_db_migrate (fixture->db, "/test/two", APPLICATION, &error));
  g_assert_no_error (error);
  g_assert_cmpint (eta_db_get_int (fixture->db, 0, &error, "SELECT weight FROM thing", ""), ==, 7);

  g_assert_false (eta_db_migrate (fixture->db, "/test/one", APPLICATION, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_NEWER);
  g_clear_error (&error);
  g_assert_false (eta_db_migrate (fixture->db, "/test/two", APPLICATION + 1, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FOREIGN);
}

/* A script that fails leaves nothing of itself. */
static void
test_migrate_broken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_db_migrate (fixture->db, "/test/broken", APPLICATION, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_false (eta_db_in_transaction (fixture->db));
  g_assert_cmpint (eta_db_get_int (fixture->db, 0, &error, "PRAGMA user_version", ""), ==, 1);
  g_assert_true (eta_db_migrate (fixture->db, "/test/two", APPLICATION, &error));
  g_assert_no_error (error);
}

static void
test_foreign (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) other = eta_db_open (path, ETA_DB_CREATE, &error);

  g_assert_true (eta_db_run (other, &error, "CREATE TABLE bookmarks (url TEXT)", ""));
  g_assert_false (eta_db_migrate (other, "/test/one", APPLICATION, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FOREIGN);
}

static void
test_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = g_strnfill (20000, '?');
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&fixture->db, eta_db_close);
  g_assert_true (g_file_set_contents (fixture->path, text, -1, &error));
  reopen (fixture, ETA_DB_WRITE, &error);
  g_assert_null (fixture->db);
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_DAMAGED);
  g_clear_error (&error);

  /* emptied: no longer anybody's database, and not to be taken for a new one */
  g_assert_true (g_file_set_contents (fixture->path, "", 0, &error));
  reopen (fixture, ETA_DB_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (eta_db_migrate (fixture->db, "/test/one", APPLICATION, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_DAMAGED);
}

/* An index that contradicts its table: nothing notices but a check. */
static void
test_check (Fixture *fixture, gconstpointer data)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  char *found;

  insert (fixture->db, "NEEDLE-A");
  insert (fixture->db, "NEEDLE-B");
  g_assert_true (eta_db_check (fixture->db, &error));
  g_clear_pointer (&fixture->db, eta_db_close);

  g_assert_true (g_file_get_contents (fixture->path, &contents, &length, &error));
  found = memmem (contents, length, "NEEDLE-B", 8);
  g_assert_nonnull (found);
  memcpy (found, "NEEDLE-C", 8);
  g_assert_true (g_file_set_contents (fixture->path, contents, length, &error));
  reopen (fixture, ETA_DB_WRITE, &error);
  g_assert_no_error (error);
  g_assert_false (eta_db_check (fixture->db, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_DAMAGED);
}

static void
test_backup (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "copy.db", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "absent", "copy.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) copy = NULL;
  g_autoptr (EtaDb) writer = eta_db_open (fixture->path, ETA_DB_WRITE, &error);

  insert (fixture->db, "a");
  g_assert_true (eta_db_begin (writer, &error));
  insert (writer, "not yet");
  g_assert_true (eta_db_backup (fixture->db, path, &error));
  g_assert_true (eta_db_backup (fixture->db, path, &error));
  g_assert_no_error (error);
  eta_db_rollback (writer);

  copy = eta_db_open (path, ETA_DB_WRITE, &error);
  g_assert_true (eta_db_migrate (copy, "/test/one", APPLICATION, &error));
  g_assert_cmpint (count (copy), ==, 1);
  g_assert_false (eta_db_backup (fixture->db, nowhere, &error));
  g_assert_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FAILED);
}

static gpointer
count_for_ever (gpointer data)
{
  GError *error = NULL;

  eta_db_get_int (data, 0, &error,
                  "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
                  "SELECT count(*) FROM n",
                  "");
  return error;
}

static gpointer
interrupt_until_told (gpointer data)
{
  Fixture *shared = data;
  EtaDb *db;

  while ((db = g_atomic_pointer_get (&shared->db))) {
    eta_db_interrupt (db);
    g_thread_yield ();
  }
  return NULL;
}

static void
test_interrupt (Fixture *fixture, gconstpointer data)
{
  Fixture shared = { .db = fixture->db };
  GThread *other = g_thread_new ("interrupter", interrupt_until_told, &shared);
  g_autoptr (GError) error = count_for_ever (fixture->db);

  g_atomic_pointer_set (&shared.db, NULL);
  g_thread_join (other);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_rebuildable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (eta_db_get_int (fixture->db, -1, &error, "PRAGMA synchronous", ""), ==, 2);
  g_assert_true (eta_db_set_rebuildable (fixture->db, TRUE, &error));
  g_assert_cmpint (eta_db_get_int (fixture->db, -1, &error, "PRAGMA synchronous", ""), ==, 1);
  g_assert_true (eta_db_set_rebuildable (fixture->db, FALSE, &error));
  g_assert_cmpint (eta_db_get_int (fixture->db, -1, &error, "PRAGMA synchronous", ""), ==, 2);
}

/* The file goes from under a reader that has it in memory, as with a stick that is pulled out. */
static void
test_pulled_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *much = g_strnfill (2997, 'x');
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDb) reader = NULL;

  g_assert_true (eta_db_begin (fixture->db, &error));
  for (int i = 0; i < 500; i++) {
    g_autofree char *name = g_strdup_printf ("%03d%s", i, much);
    insert (fixture->db, name);
  }
  g_assert_true (eta_db_commit (fixture->db, &error));
  eta_db_get_int (fixture->db, -1, &error, "PRAGMA wal_checkpoint(TRUNCATE)", "");
  reader = eta_db_open (fixture->path, ETA_DB_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (eta_db_get_int (reader, -1, &error, "PRAGMA mmap_size", ""), >, 0);
  g_assert_cmpint (eta_db_get_int (fixture->db, -1, &error, "PRAGMA mmap_size", ""), ==, 0);
  g_assert_cmpint (
      eta_db_get_int (reader, -1, &error, "SELECT length(name) FROM thing LIMIT 1", ""), ==, 3000);

  g_assert_cmpint (truncate (fixture->path, 4 * 4096), ==, 0);
  g_assert_cmpint (
      eta_db_get_int (reader, -1, &error, "SELECT sum(length(name || 'x')) FROM thing", ""), ==,
      -1);
  g_assert_true (error && error->domain == ETA_DB_ERROR);
}

/* With these at hand, a file can be read on a disk that has become full since. */
static void
test_log_stays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autofree char *index = g_strconcat (fixture->path, "-shm", NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf found;

  insert (fixture->db, "kopi");
  g_clear_pointer (&fixture->db, eta_db_close);
  g_assert_cmpint (g_stat (log, &found), ==, 0);
  g_assert_cmpint (found.st_size, ==, 0);
  g_assert_true (g_file_test (index, G_FILE_TEST_EXISTS));
  reopen (fixture, ETA_DB_WRITE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (fixture->db), ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/db/values", test_values },
    { "/db/single-values", test_single_values },
    { "/db/nested", test_nested },
    { "/db/forgets-arguments", test_forgets_arguments },
    { "/db/many-statements", test_many_statements },
    { "/db/transactions", test_transactions },
    { "/db/constraints", test_constraints },
    { "/db/read-only", test_read_only },
    { "/db/full", test_full },
    { "/db/busy", test_busy },
    { "/db/private-file", test_private_file },
    { "/db/absent", test_absent },
    { "/db/migrate", test_migrate },
    { "/db/migrate-broken", test_migrate_broken },
    { "/db/foreign", test_foreign },
    { "/db/damaged", test_damaged },
    { "/db/check", test_check },
    { "/db/backup", test_backup },
    { "/db/interrupt", test_interrupt },
    { "/db/rebuildable", test_rebuildable },
    { "/db/pulled-out", test_pulled_out },
    { "/db/log-stays", test_log_stays },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
