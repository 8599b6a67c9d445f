/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db.h"
#include "eta-outbox.h"
#include "eta-query.h"
#include "eta-test-store.h"
#include "eta-trash.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* The ninety days of the trash, by clocks that are right and wrong. */

#define DAY (24 * 60 * 60)
#define TODAY G_GINT64_CONSTANT (20782) /* stands for the day of the test: a deletion notes that */
#define FAR (TODAY + 73 * 365)

typedef struct {
  EtaStore *store;
  char *id; /* a business "A", in the trash since TODAY */
} Fixture;

static gint64
time_of (gint64 day)
{
  static gint64 today; /* midnight may come during the test */

  if (!today)
    today = g_get_real_time () / G_USEC_PER_SEC / DAY;
  return (day >= TODAY ? day - TODAY + today : day) * DAY + 5;
}

static guint
tend (Fixture *fixture, gint64 day)
{
  guint purged = 0;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_trash_tend (fixture->store, time_of (day), &purged, NULL, &error));
  g_assert_no_error (error);
  return purged;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->store = eta_test_store_new ();
  fixture->id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A','street':'Jl. X'}");
  tend (fixture, TODAY);
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_free (fixture->id);
  eta_test_store_free (fixture->store);
}

static int
days_left (Fixture *fixture, EtaTrashState state)
{
  int days;

  g_assert_cmpint (eta_trash_look (fixture->store, fixture->id, &days), ==, state);
  return days;
}

static gint64
count_trash (Fixture *fixture)
{
  const EtaQuery query = { .view = ETA_VIEW_TRASH };

  return eta_store_count (fixture->store, &query, NULL);
}

static int
days_in_list (Fixture *fixture)
{
  const EtaQuery query = { .view = ETA_VIEW_TRASH };
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (fixture->store, &query, NULL, 10, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  return eta_row_get_days_left (rows->pdata[0]);
}

/* An office that works on five days of seven, and was away for two weeks */
static void
test_ninety_days (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (days_left (fixture, ETA_TRASH_MAY_GO), ==, 90);
  for (int i = 1; i < 90; i++)
    if (i % 7 < 5)
      g_assert_cmpuint (tend (fixture, TODAY + i), ==, 0);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_MAY_GO), ==, 2);
  g_assert_cmpint (days_in_list (fixture), ==, 2);
  g_assert_cmpuint (tend (fixture, TODAY + 90), ==, 1);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_NOT_THERE), ==, 0);
  g_assert_cmpint (count_trash (fixture), ==, 0);
}

typedef struct {
  const char *name;
  int left;
  gint64 days[16]; /* the clock's, as they are seen; 0: that is all */
} Clock;

static const Clock clocks[] = {
  { "same day", 90, { TODAY, TODAY, TODAY } },
  { "next days", 88, { TODAY + 1, TODAY + 2 } },
  { "a holiday", 83, { TODAY + 7 } },
  { "months away", 82, { TODAY + 200, TODAY + 201 } },
  { "in 1970", 90, { 1, 1, 1, 1 } },
  { "began in 1970", 81, { 1, 2, TODAY + 30, TODAY + 31 } },
  { "once far ahead", 82, { FAR, TODAY + 1, TODAY + 1 } },
  { "stays far ahead", 81, { FAR, FAR + 1, FAR + 2 } },
  { "to and fro", 78, { FAR, TODAY + 1, FAR, TODAY + 2, FAR, TODAY + 3, 1, TODAY + 4, FAR + 1 } },
  { "a dead battery", 87, { 1, TODAY + 1, 1, TODAY + 2, 1, TODAY + 3, 1, TODAY + 3 } },
  { "before 1970", 89, { -40000, TODAY + 1 } },
};

static void
test_clock (Fixture *fixture, gconstpointer data)
{
  const Clock *clock = data;

  for (int i = 0; clock->days[i]; i++)
    g_assert_cmpuint (tend (fixture, clock->days[i]), ==, 0);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_MAY_GO), ==, clock->left);
}

/* The days until the deletion do not count, also when they are noted only by it. */
static void
test_first_use (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (eta_store_get_folder (fixture->store), "catalogue.db", NULL);
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_WRITE, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_restore (fixture->store, fixture->id, &error));
  g_assert_true (eta_db_run (db, &error, "UPDATE day SET day = day - 5", ""));
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  tend (fixture, TODAY);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_MAY_GO), ==, 90);
}

/* Nor do those in the trash before it was restored. */
static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 1; i < 80; i++)
    tend (fixture, TODAY + i);
  g_assert_true (eta_store_restore (fixture->store, fixture->id, &error));
  g_assert_cmpint (days_left (fixture, ETA_TRASH_NOT_THERE), ==, 0);
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  g_assert_cmpint (days_left (fixture, ETA_TRASH_MAY_GO), ==, 90);
  g_assert_cmpuint (tend (fixture, TODAY + 95), ==, 0);
}

static void
write_as_centre (Fixture *fixture, const char *rev, const char *doc, const char *base)
{
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, NULL, &error));
  copies = eta_outbox_dup_copies (fixture->store, fixture->id, &error);
  g_free (copies->base_rev);
  copies->base_rev = g_strdup (rev);
  eta_json_free (copies->base_doc);
  copies->base_doc = base ? eta_test_doc ("%s", base) : NULL;
  if (doc) {
    eta_json_free (copies->doc);
    copies->doc = eta_test_doc ("%s", doc);
  }
  g_assert_true (eta_outbox_write_copies (fixture->store, copies, "the centre", &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
}

static void
pass_days (Fixture *fixture)
{
  for (int i = 1; i <= 120; i++)
    tend (fixture, TODAY + i);
}

/* What the centre holds waits there until it has acknowledged the deletion, however long that takes. */
static void
test_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_as_centre (fixture, "5.0123456789abcdef", NULL, "{'name':'A'}");
  pass_days (fixture);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_WAITS), ==, 0);
  g_assert_false (eta_trash_purge (fixture->store, fixture->id, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);

  write_as_centre (fixture, "6.0123456789abcdef", NULL, NULL);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_MAY_GO), ==, 0);
  g_assert_cmpuint (tend (fixture, TODAY + 121), ==, 1);
}

/* So does what may have reached it. */
static void
test_sealed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, NULL, &error));
  copies = eta_outbox_dup_copies (fixture->store, fixture->id, &error);
  copies->sent_op = g_strdup ("0199a");
  copies->sent_doc = eta_test_doc ("{'name':'A'}");
  g_assert_true (eta_outbox_write_copies (fixture->store, copies, NULL, &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  pass_days (fixture);
  g_assert_cmpint (days_left (fixture, ETA_TRASH_WAITS), ==, 0);
}

static gint64
count_sql (Fixture *fixture, const char *sql)
{
  g_autofree char *path =
      g_build_filename (eta_store_get_folder (fixture->store), "catalogue.db", NULL);
  g_autoptr (EtaDb) db = eta_db_open (path, ETA_DB_WRITE, NULL);
  g_autoptr (GError) error = NULL;
  gint64 n = eta_db_get_int (db, -1, &error, sql, "");

  g_assert_no_error (error);
  return n;
}

/* Nothing of it is left but that it was: neither in the file, nor for undo. */
static void
test_for_good (Fixture *fixture, gconstpointer data)
{
  gint64 rows = count_sql (fixture, "SELECT count(*) FROM history");
  g_autoptr (EtaPastStep) step = NULL;
  g_autoptr (GError) error = NULL;

  write_as_centre (fixture, "6.0123456789abcdef", NULL, NULL);
  g_assert_true (eta_trash_purge (fixture->store, fixture->id, &error));
  g_assert_no_error (error);
  g_assert_null (eta_store_get (fixture->store, fixture->id, &error));
  g_assert_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (eta_store_restore (fixture->store, fixture->id, &error));
  g_clear_error (&error);
  g_assert_false (eta_trash_purge (fixture->store, fixture->id, &error));
  g_clear_error (&error);
  step = eta_store_dup_step_to_undo (fixture->store, 0);
  g_assert_null (step);
  g_assert_true (eta_store_check (fixture->store, NULL, &error));
  g_assert_cmpint (count_sql (fixture, "SELECT count(*) FROM history"), ==, rows);
  g_assert_cmpint (count_sql (fixture, "SELECT count(*) FROM history WHERE before IS NOT NULL"), ==,
                   0);
  g_assert_cmpint (count_sql (fixture, "SELECT count(*) FROM record WHERE base_rev IS NOT NULL "
                                       "AND title = '' AND NOT lives"),
                   ==, 1);

  /* Another desk has changed it meanwhile: an edit beats a deletion. */
  write_as_centre (fixture, "7.0123456789abcdef", "{'name':'B'}", "{'name':'B'}");
  eta_test_assert_doc (fixture->store, fixture->id, "{'name':'B'}");
  g_assert_true (eta_store_check (fixture->store, NULL, &error));
}

/* The other records of a step keep theirs. */
static void
test_step_of_many (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = eta_test_add (fixture->store, &eta_kind_business, "{'name':'O'}");
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_restore (fixture->store, fixture->id, &error));
  g_assert_true (eta_store_begin (fixture->store, "Delete 2 records", &error));
  g_assert_true (eta_store_remove (fixture->store, fixture->id, &error));
  g_assert_true (eta_store_remove (fixture->store, other, &error));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_true (eta_trash_purge (fixture->store, fixture->id, &error));
  g_assert_true (eta_store_undo (fixture->store, 0, NULL, &error));
  g_assert_no_error (error);
  eta_test_assert_doc (fixture->store, other, "{'name':'O'}");
  g_assert_null (eta_store_get (fixture->store, fixture->id, NULL));
}

/* The other process: empties a trash in which all is due. */
static int
tend_there (const char *folder)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (EtaStore) store = eta_store_open (folder, catalogue, NULL);

  printf ("begun\n");
  fflush (stdout);
  return !eta_trash_tend (store, time_of (TODAY + 90), NULL, NULL, NULL);
}

static void
kill_while_tending (const char *folder, guint microseconds)
{
  const char *const argv[] = { "/proc/self/exe", "--tend", folder, NULL };
  char line[16];
  FILE *stream;
  int output;
  GPid pid;
  g_autoptr (GError) error = NULL;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid,
                            NULL, &output, NULL, &error);
  g_assert_no_error (error);
  stream = fdopen (output, "r");
  g_assert_nonnull (fgets (line, sizeof line, stream));
  g_usleep (microseconds); /* so that it dies at another place each time */
  kill (pid, SIGKILL);
  fclose (stream);
  waitpid (pid, NULL, 0);
}

static void
test_power_cut (Fixture *fixture, gconstpointer data)
{
  g_autofree char *alive = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Alive'}");
  g_autofree char *folder = g_strdup (eta_store_get_folder (fixture->store));
  g_autoptr (EtaCatalogue) catalogue = g_object_ref (eta_store_get_catalogue (fixture->store));
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 4 * 50; i++) {
    g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'%d'}", i);

    g_assert_true (eta_store_remove (fixture->store, id, &error));
  }
  for (int i = 1; i < 90; i++)
    tend (fixture, TODAY + i);
  for (int round = 0; round < 6; round++) {
    g_assert_finalize_object (fixture->store);
    kill_while_tending (folder, g_test_rand_int_range (0, 30000));
    fixture->store = eta_store_open (folder, catalogue, &error);
    g_assert_no_error (error);
    g_assert_true (eta_store_check (fixture->store, NULL, &error));
    g_assert_cmpint (count_sql (fixture, "SELECT count(*) FROM record r JOIN history h "
                                         "ON h.record = r.n WHERE r.title = '' AND before <> ''"),
                     ==, 0);
  }
  tend (fixture, TODAY + 90);
  g_assert_cmpint (count_trash (fixture), ==, 0);
  eta_test_assert_doc (fixture->store, alive, "{'name':'Alive'}");
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/trash/ninety-days", test_ninety_days },
    { "/trash/first-use", test_first_use },
    { "/trash/again", test_again },
    { "/trash/waits", test_waits },
    { "/trash/sealed", test_sealed },
    { "/trash/for-good", test_for_good },
    { "/trash/step-of-many", test_step_of_many },
    { "/trash/power-cut", test_power_cut },
  };

  if (argc == 3 && g_str_equal (argv[1], "--tend"))
    return tend_there (argv[2]);
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++) {
    g_autofree char *path = g_strconcat ("/trash/clock/", clocks[i].name, NULL);

    g_test_add (path, Fixture, &clocks[i], set_up, test_clock, tear_down);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
