/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"

#include "eta-db.h"
#include "eta-gzip.h"
#include "eta-query.h"
#include "eta-store-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

/* Records between real stores and a real centre, over bad lines. */

#define SEEDS 10

typedef struct {
  EtaTestCentre *centre;
  EtaTestLink *link;
} Stage;

static void
set_up (Stage *stage, gconstpointer data)
{
  stage->centre = eta_test_centre_new ();
  stage->link = eta_test_link_new (eta_test_centre_get_address (stage->centre), 1);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  eta_test_link_free (stage->link);
  eta_test_centre_free (stage->centre);
}

static TestDesk *
new_desk (Stage *stage)
{
  return test_desk_new (stage->centre, eta_test_link_get_address (stage->link));
}

static void
assert_same (TestDesk *a, TestDesk *b)
{
  g_autoptr (GHashTable) left = test_desk_dup_docs (a), right = test_desk_dup_docs (b);
  GHashTableIter iter;
  gpointer id, doc;

  g_assert_cmpuint (g_hash_table_size (left), ==, g_hash_table_size (right));
  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, &id, &doc))
    g_assert_cmpstr (doc, ==, g_hash_table_lookup (right, id));
}

/* Until everybody has heard of everything */
static void
settle (TestDesk *a, TestDesk *b)
{
  for (guint i = 0; i < 3; i++) {
    test_desk_sync (a);
    test_desk_sync (b);
  }
}

/* -- two desks over a link that is cut -- */

typedef struct {
  GRand *rng;
  GPtrArray *ids; /* of everything that was added */
  GHashTable *removed;
} Story;

static void
work (TestDesk *desk, Story *story)
{
  double x = g_rand_double (story->rng);
  const char *id =
      story->ids->len
          ? story->ids->pdata[g_rand_int_range (story->rng, 0, (gint32) story->ids->len)]
          : NULL;
  g_autofree char *doc = id ? test_desk_dup_doc (desk, id) : NULL;

  if (x < 0.3 || !doc) {
    g_ptr_array_add (story->ids, test_desk_add (desk, "Kopi"));
  } else if (x < 0.9) {
    g_autofree char *value = g_strdup_printf ("'s%u'", g_rand_int (story->rng));
    eta_test_set (desk->store, id, x < 0.6 ? "/sku" : "/storage", value);
  } else {
    g_assert_true (eta_store_remove (desk->store, id, NULL));
    g_hash_table_add (story->removed, (gpointer) id);
  }
}

/* What was not removed is there, once; what was removed may be back, if somebody edited it. */
static void
assert_complete (TestDesk *desk, const Story *story)
{
  for (guint i = 0; i < story->ids->len; i++) {
    g_autofree char *doc = test_desk_dup_doc (desk, story->ids->pdata[i]);
    if (!g_hash_table_contains (story->removed, story->ids->pdata[i]))
      g_assert_nonnull (doc);
  }
}

static void
tell_story (Stage *stage, guint32 seed)
{
  g_autoptr (TestDesk) a = new_desk (stage);
  g_autoptr (TestDesk) b = new_desk (stage);
  TestDesk *desks[] = { a, b };
  Story story = { g_rand_new_with_seed (seed), g_ptr_array_new_with_free_func (g_free),
                  g_hash_table_new (g_str_hash, g_str_equal) };

  eta_test_link_set_cut (stage->link, 200, 6000);
  for (guint i = 0; i < 30; i++) {
    TestDesk *desk = desks[g_rand_int_range (story.rng, 0, 2)];
    if (g_rand_boolean (story.rng))
      work (desk, &story);
    else
      test_desk_try (desk, NULL);
  }
  eta_test_link_set_cut (stage->link, 0, 0);
  settle (a, b);
  assert_same (a, b);
  assert_complete (a, &story);
  g_assert_cmpint (eta_outbox_count (a->store), ==, 0);
  g_rand_free (story.rng);
  g_ptr_array_unref (story.ids);
  g_hash_table_unref (story.removed);
}

static void
test_stories (Stage *stage, gconstpointer data)
{
  for (guint32 seed = 1; seed <= SEEDS; seed++)
    tell_story (stage, seed);
}

/* -- a new desk -- */

static void
test_tombstones (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) first = new_desk (stage);
  g_autofree char *kept = test_desk_add (first, "Kopi");
  g_autofree char *gone = test_desk_add (first, "Kakao");

  test_desk_sync (first);
  g_assert_true (eta_store_remove (first->store, gone, NULL));
  test_desk_sync (first);
  g_autoptr (TestDesk) second = new_desk (stage);
  test_desk_sync (second);
  assert_same (first, second);
}

static void
test_clone (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) first = new_desk (stage);
  g_autofree char *old = test_desk_add (first, "Kopi");
  test_desk_sync (first);
  g_autoptr (TestDesk) clone = test_desk_copy (first);
  g_autofree char *device = eta_store_dup_setting (first->store, "device");

  g_autofree char *of_first = test_desk_add (first, "Pala");
  g_autofree char *of_clone = test_desk_add (clone, "Cengkih");
  test_desk_sync (first);
  test_desk_sync (clone);
  g_autofree char *forked = eta_store_dup_setting (clone->store, "device");
  g_assert_cmpstr (device, !=, forked);
  settle (first, clone);
  assert_same (first, clone);
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 3);
}

/* -- somebody else answers -- */

#define PAGE "<html>Welcome, please log in</html>"

static void
test_strangers (Stage *stage, gconstpointer data)
{
  static const struct {
    const char *answer;
    EtaSyncError code;
  } strangers[] = {
    { "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE, ETA_SYNC_ERROR_NO_CENTRE },
    { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
      "{\"results\":[],\"changes\":[],\"next\":\"x\",\"more\":false}",
      ETA_SYNC_ERROR_NO_CENTRE },
    { "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:9/login\r\nContent-Length: 0\r\n\r\n",
      ETA_SYNC_ERROR_NO_CENTRE },
    { "HTTP/1.1 401 Unauthorized\r\nContent-Type: text/html\r\n\r\n" PAGE,
      ETA_SYNC_ERROR_NO_CENTRE },
    { "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/problem+json\r\n\r\n"
      "{\"type\":\"https://example.org/no\",\"title\":\"No\",\"status\":401}",
      ETA_SYNC_ERROR_NO_CENTRE },
    { "no HTTP at all", ETA_SYNC_ERROR_OFFLINE },
    { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nEtalase-Epoch: e\r\n\r\n{\"resu",
      ETA_SYNC_ERROR_NO_CENTRE },
  };
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *id = test_desk_add (desk, "Kopi");

  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++) {
    eta_test_link_set_answer (stage->link, strangers[i].answer);
    test_desk_fails (desk, strangers[i].code);
    g_assert_cmpint (eta_outbox_count (desk->store), ==, 1);
    g_autofree char *cursor = eta_store_dup_setting (desk->store, "cursor");
    g_assert_null (cursor);
  }
  eta_test_link_set_answer (stage->link, NULL);
  test_desk_sync (desk);
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 1);
}

static void
test_no_centre (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = test_desk_new_unpaired ();
  g_autoptr (GError) error = NULL;

  test_desk_fails (desk, ETA_SYNC_ERROR_NOT_PAIRED);
  g_assert_false (eta_sync_pair (desk->store, eta_test_link_get_address (stage->link), "7K3M-9QXT",
                                 "Desk", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CODE);
  g_clear_error (&error);
  eta_test_link_set_answer (stage->link, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE);
  g_assert_false (eta_sync_pair (desk->store, eta_test_link_get_address (stage->link), "7K3M-9QXT",
                                 "Desk", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE);
  g_clear_error (&error);
  g_assert_false (eta_sync_pair (desk->store, "ftp://nowhere", "7K3M-9QXT", "Desk", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE);
  g_assert_false (eta_sync_is_paired (desk->store));
}

static void
test_revoked (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (stage->centre);
  g_autofree char *device = eta_store_dup_setting (desk->store, "device");
  g_autofree char *id = test_desk_add (desk, "Kopi");
  g_autoptr (GError) error = NULL;

  eta_ledger_revoke (ledger, device, &error);
  g_assert_no_error (error);
  test_desk_fails (desk, ETA_SYNC_ERROR_REVOKED);
  g_assert_cmpint (eta_outbox_count (desk->store), ==, 1);

  /* Paired again, nothing is lost. */
  g_autofree char *code = eta_test_centre_invite (stage->centre, ETA_TEST_OFFICE, FALSE);
  eta_sync_pair (desk->store, eta_test_link_get_address (stage->link), code, "Desk", NULL, &error);
  g_assert_no_error (error);
  test_desk_sync (desk);
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 1);
}

#define PROBLEM(status, name, headers)                                                             \
  "HTTP/1.1 " status                                                                               \
  " X\r\nContent-Type: application/problem+json\r\nEtalase-Epoch: e\r\n" headers                   \
  "\r\n{\"type\":\"https://etalase.invalid/problems/" name "\",\"title\":\"T\"}"

static void
test_busy (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);

  eta_test_link_set_answer (stage->link, PROBLEM ("503", "busy", "Retry-After: 77\r\n"));
  test_desk_fails (desk, ETA_SYNC_ERROR_BUSY);
  g_assert_cmpuint (desk->report.retry_after, ==, 77);
  eta_test_link_set_answer (stage->link, PROBLEM ("429", "busy", "Retry-After: 7\r\n"));
  test_desk_fails (desk, ETA_SYNC_ERROR_BUSY);
  g_assert_cmpuint (desk->report.retry_after, ==, 7);
}

typedef struct {
  EtaTestLink *link;
  guint rounds;
} Narrow;

/* The third request goes through. */
static void
narrow_cb (const char *phase, guint done, guint total, gpointer data)
{
  Narrow *narrow = data;

  if (g_str_equal (phase, "records") && ++narrow->rounds == 3)
    eta_test_link_set_answer (narrow->link, NULL);
}

static void
test_too_large (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  Narrow narrow = { stage->link, 0 };

  for (guint i = 0; i < 20; i++)
    g_free (test_desk_add (desk, "Kopi"));
  eta_test_link_set_answer (stage->link, PROBLEM ("413", "too-large", ""));
  desk->progress = narrow_cb;
  desk->progress_data = &narrow;
  test_desk_sync (desk);
  g_assert_cmpuint (narrow.rounds, ==, 2 + 4); /* 20, 10; then fives */
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 20);

  /* One that is too large by itself waits by itself. */
  g_autofree char *id = test_desk_add (desk, "Kakao");
  narrow.rounds = 1;
  eta_test_link_set_answer (stage->link, PROBLEM ("413", "too-large", ""));
  test_desk_sync (desk);
  g_assert_cmpuint (test_desk_count_delays (desk), ==, 1);
}

static void
test_refused (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *good = test_desk_add (desk, "Kopi");
  g_autofree char *bad = eta_test_add (desk->store, &eta_kind_notice, "{'title':{'id':'Warta'}}");

  test_desk_sync (desk);
  g_assert_cmpuint (desk->report.refused, ==, 1);
  g_assert_cmpuint (desk->report.pushed, ==, 1);
  g_assert_cmpuint (test_desk_count_delays (desk), ==, 1);
  test_desk_sync (desk);
  g_assert_cmpuint (desk->report.requests, ==, 1); /* it waits */
  eta_test_set (desk->store, bad, "/title/id", "'Warta baru'");
  g_assert_cmpuint (test_desk_count_delays (desk), ==, 0);
  test_desk_sync (desk);
  g_assert_cmpuint (desk->report.refused, ==, 1);
}

static void
test_many_deletions (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) a = new_desk (stage);
  g_autoptr (TestDesk) b = new_desk (stage);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 40; i++)
    g_ptr_array_add (ids, test_desk_add (a, "Kopi"));
  settle (a, b);
  for (guint i = 0; i < 21; i++)
    g_assert_true (eta_store_remove (a->store, ids->pdata[i], NULL));
  test_desk_sync (a);
  g_autofree char *typed = test_desk_add (b, "Pala");
  test_desk_fails (b, ETA_SYNC_ERROR_ASK);
  g_autoptr (GHashTable) docs = test_desk_dup_docs (b);
  g_assert_cmpuint (g_hash_table_size (docs), ==, 41); /* none has gone */
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 20); /* what was typed went */

  eta_sync_run (b->store, b->vault, ETA_SYNC_AGREED_TO_DELETIONS, &b->report, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  settle (a, b);
  assert_same (a, b);
}

/* -- this computer's own faults -- */

static void
set_pages (EtaStore *store, gint64 more)
{
  g_autoptr (GError) error = NULL;
  gint64 pages = eta_db_get_int (store->writer, 0, &error, "PRAGMA page_count", "");
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT,
                                          more < 0 ? -more : pages + more);

  eta_db_get_int (store->writer, 0, &error, sql, "");
  g_assert_no_error (error);
}

static void
test_full_disk (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) a = new_desk (stage);
  g_autoptr (TestDesk) b = new_desk (stage);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 300; i++)
    g_free (test_desk_add (a, "Kopi dari desa yang jauh sekali"));
  test_desk_sync (a);
  set_pages (b->store, 8);
  g_autofree char *typed = NULL;
  g_assert_false (test_desk_try (b, &error));
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  set_pages (b->store, -1000000);
  typed = test_desk_add (b, "Pala");
  settle (a, b);
  assert_same (a, b);
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 301);
}

static void
test_token_file (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *path = g_build_filename (eta_store_get_folder (desk->store), "token", NULL);
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_running (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *path = g_build_filename (eta_store_get_folder (desk->store), "sync.lock", NULL);
  int fd = g_open (path, O_RDWR | O_CREAT, 0600);

  g_assert_cmpint (flock (fd, LOCK_EX | LOCK_NB), ==, 0);
  test_desk_fails (desk, ETA_SYNC_ERROR_RUNNING);
  close (fd);
  test_desk_sync (desk);
}

static void
test_stall (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);

  g_assert_true (eta_store_put_setting (desk->store, "stall", "1", NULL));
  eta_test_link_set_stall (stage->link, 100);
  test_desk_fails (desk, ETA_SYNC_ERROR_OFFLINE);
  eta_test_link_set_stall (stage->link, 0);
  test_desk_sync (desk);
}

/* -- the centre is put back to a backup -- */

static void
move_database (EtaTestCentre *centre, const char *from, const char *to)
{
  g_autoptr (GDir) dir = g_dir_open (from, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir))) {
    g_autofree char *source = g_build_filename (from, name, NULL);
    g_autofree char *target = g_build_filename (to, name, NULL);
    g_autofree char *text = NULL;
    gsize length;

    if (!strstr (name, ".db"))
      continue;
    g_assert_true (g_file_get_contents (source, &text, &length, NULL));
    g_assert_true (g_file_set_contents (target, text, (gssize) length, NULL));
  }
}

static void
test_restored_centre (Stage *stage, gconstpointer data)
{
  const char *folder = eta_test_centre_get_folder (stage->centre);
  g_autofree char *backup = g_dir_make_tmp ("etalase-backup-XXXXXX", NULL);
  g_autoptr (TestDesk) a = new_desk (stage);
  g_autoptr (TestDesk) b = new_desk (stage);
  g_autofree char *early = test_desk_add (a, "Kopi");

  settle (a, b);
  eta_test_centre_stop (stage->centre);
  move_database (stage->centre, folder, backup);
  eta_test_centre_start (stage->centre);
  g_autofree char *late = test_desk_add (a, "Pala");
  eta_test_set (a->store, early, "/sku", "'AFTER'");
  settle (a, b);
  eta_test_centre_stop (stage->centre);
  move_database (stage->centre, backup, folder);
  eta_test_centre_start (stage->centre);
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 1);

  settle (a, b);
  assert_same (a, b);
  g_assert_cmpuint (eta_test_centre_count_live (stage->centre), ==, 2);
  g_autofree char *doc = eta_test_centre_dup_doc (stage->centre, early);
  g_assert_nonnull (strstr (doc, "AFTER"));
  eta_test_remove_folder (backup);
}

/* -- what it costs -- */

static void
test_idle (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *id = test_desk_add (desk, "Kopi");

  test_desk_sync (desk);
  eta_test_link_reset (stage->link);
  test_desk_sync (desk);
  guint64 up = eta_test_link_get_up (stage->link), down = eta_test_link_get_down (stage->link);
  g_test_message ("idle: %" G_GUINT64_FORMAT " up, %" G_GUINT64_FORMAT " down", up, down);
  g_assert_cmpuint (eta_test_link_get_requests (stage->link), ==, 1);
  g_assert_cmpuint (up + down, <=, 700);
}

/* Documents as an office writes them, gzipped by request */
static guint64
gzip_all (TestDesk *desk, GPtrArray *ids)
{
  guint64 total = 0;

  for (guint start = 0; start < ids->len; start += 200) {
    GString *text = g_string_new (NULL);
    for (guint i = start; i < MIN (start + 200, ids->len); i++) {
      g_autofree char *doc = test_desk_dup_doc (desk, ids->pdata[i]);
      g_string_append (text, doc);
    }
    g_autoptr (GBytes) plain = g_string_free_to_bytes (text);
    g_autoptr (GBytes) coded = eta_gzip (plain);
    total += g_bytes_get_size (coded);
  }
  return total;
}

static char *
add_long (TestDesk *desk, GRand *rng)
{
  GString *text = g_string_new (NULL);
  for (guint i = 0; i < 60; i++)
    g_string_append_printf (
        text, "%c%c%c%c%c ", 'a' + g_rand_int_range (rng, 0, 26),
        "aeiou"[g_rand_int_range (rng, 0, 5)], 'a' + g_rand_int_range (rng, 0, 26),
        "aeiou"[g_rand_int_range (rng, 0, 5)], 'a' + g_rand_int_range (rng, 0, 26));
  char *id = eta_test_add (desk->store, &eta_kind_product,
                           "{'name':{'id':'%.18s','en':'%.12s'},'description':{'id':'%s'},'sku':"
                           "'SKU-%u','category':'food.coffee','price':{'amount':'%u','currency':"
                           "'IDR','unit':'kg'}}",
                           text->str, text->str + 6, text->str, g_rand_int (rng) % 100000,
                           g_rand_int (rng) % 100000);
  g_string_free (text, TRUE);
  return id;
}

static void
test_first_push (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GRand) rng = g_rand_new_with_seed (7);

  g_assert_true (eta_store_begin (desk->store, "Fill", NULL));
  for (guint i = 0; i < 1000; i++)
    g_ptr_array_add (ids, add_long (desk, rng));
  g_assert_true (eta_store_commit (desk->store, NULL));
  eta_test_link_reset (stage->link);
  test_desk_sync (desk);
  guint64 up = eta_test_link_get_up (stage->link), down = eta_test_link_get_down (stage->link);
  guint64 gzipped = gzip_all (desk, ids);
  g_test_message ("1,000 records: %u requests, %" G_GUINT64_FORMAT " up, %" G_GUINT64_FORMAT
                  " down; gzipped %" G_GUINT64_FORMAT,
                  eta_test_link_get_requests (stage->link), up, down, gzipped);
  g_assert_cmpuint (eta_test_link_get_requests (stage->link), <=, 8);
  g_assert_cmpuint (up * 10, <=, gzipped * 12);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Stage *stage, gconstpointer data);
  } tests[] = {
    { "/sync/stories", test_stories },
    { "/sync/tombstones", test_tombstones },
    { "/sync/clone", test_clone },
    { "/sync/strangers", test_strangers },
    { "/sync/no-centre", test_no_centre },
    { "/sync/revoked", test_revoked },
    { "/sync/busy", test_busy },
    { "/sync/too-large", test_too_large },
    { "/sync/refused", test_refused },
    { "/sync/many-deletions", test_many_deletions },
    { "/sync/full-disk", test_full_disk },
    { "/sync/token-file", test_token_file },
    { "/sync/running", test_running },
    { "/sync/stall", test_stall },
    { "/sync/restored-centre", test_restored_centre },
    { "/sync/idle", test_idle },
    { "/sync/first-push", test_first_push },
  };

  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS"); /* no keyring */
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Stage, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
