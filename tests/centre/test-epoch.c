/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A database that has been put back begins a new epoch; one that has not, does not.
 */
#include "config.h"

#include "eta-cursor.h"
#include "eta-test-desk.h"

#include "eta-uuid.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static void
write_some (EtaTestDesk *desk, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *id = eta_uuid_new ();
    g_autoptr (EtaJson) result =
        eta_test_desk_push (desk, id, NULL, "business", "{\"name\":\"A\"}");

    g_assert_cmpstr (eta_json_get_string (result, "/status"), ==, "ok");
  }
}

static char *
back_up (EtaTestCentre *centre)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (eta_test_centre_get_folder (centre), "backup", NULL);

  eta_db_backup (eta_ledger_get_db (ledger), path, &error);
  g_assert_no_error (error);
  return path;
}

/* Stops the centre and puts @backup in the place of its database. */
static void
put_back (EtaTestCentre *centre, const char *backup)
{
  static const char *const names[] = { "centre.db", "centre.db-wal", "centre.db-shm" };
  g_autofree char *path = NULL;

  eta_test_centre_stop (centre);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *old = g_build_filename (eta_test_centre_get_folder (centre), names[i], NULL);

    g_remove (old);
  }
  path = g_build_filename (eta_test_centre_get_folder (centre), "centre.db", NULL);
  g_assert_cmpint (g_rename (backup, path), ==, 0);
}

static char *
dup_epoch (EtaTestCentre *centre)
{
  return g_strdup (eta_centre_get_epoch (eta_test_centre_get_centre (centre)));
}

static void
test_restart (void)
{
  g_autoptr (EtaTestCentre) centre = eta_test_centre_new ();
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  g_autofree char *before = dup_epoch (centre);
  g_autofree char *after = NULL;
  g_autoptr (EtaTestAnswer) on = NULL;

  write_some (desk, 3);
  eta_test_centre_stop (centre);
  eta_test_centre_start (centre);
  after = dup_epoch (centre);
  g_assert_cmpstr (before, ==, after);
  on = eta_test_desk_sync (desk, "");
  g_assert_cmpstr (eta_test_answer_get_header (on, "Etalase-Epoch"), ==, after);
}

static void
test_put_back (void)
{
  g_autoptr (EtaTestCentre) centre = eta_test_centre_new ();
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  g_autofree char *before = dup_epoch (centre);
  g_autofree char *after = NULL;
  g_autofree char *backup = NULL;
  g_autoptr (EtaTestAnswer) told = NULL;
  g_autoptr (EtaTestAnswer) on = NULL;
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *op = eta_uuid_new ();
  g_autofree char *claim =
      eta_test_make_op (op, id, NULL, "business", "{\"name\":\"Lost\",\"state\":\"published\"}");
  g_autofree char *doc = NULL;

  write_some (desk, 3);
  backup = back_up (centre);
  write_some (desk, 4);
  put_back (centre, backup);
  eta_test_centre_start (centre);
  after = dup_epoch (centre);
  g_assert_cmpstr (before, !=, after);
  told = eta_test_desk_ask (desk, ++desk->n, desk->cursor, NULL, "");
  g_assert_cmpint (told->status, ==, 409);
  g_assert_cmpstr (eta_test_answer_get_problem (told), ==, "epoch-changed");
  g_assert_cmpint (eta_json_get_int (told->json, "/shared", -1), ==, 3);
  /* What was lost comes back, also as published: the centre decides anew. */
  on = eta_test_desk_ask (desk, ++desk->n, eta_json_get_string (told->json, "/next"), NULL, claim);
  g_assert_cmpint (on->status, ==, 200);
  g_assert_cmpstr (eta_json_get_string (on->json, "/results/0/status"), ==, "ok");
  doc = eta_test_centre_dup_doc (centre, id);
  g_assert_nonnull (strstr (doc, "\"state\":\"returned\"")); /* it has faults */
}

/* What the side file says decides. */
static void
test_side_file (void)
{
  static const struct {
    const char *side; /* what stands in the file; NULL: it is gone */
    gboolean anew;
  } cases[] = {
    { NULL, TRUE },
    { "not JSON", TRUE },
    { "{\"epoch\":\"other\",\"head\":1,\"shared\":{}}", TRUE },
    { "{\"epoch\":\"OWN\",\"head\":99,\"shared\":{}}", TRUE },
    { "{\"epoch\":\"OWN\",\"head\":3,\"shared\":{}}", FALSE },
    { "{\"epoch\":\"OWN\",\"head\":1,\"shared\":{}}",
      FALSE }, /* a power cut before it was raised */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EtaTestCentre) centre = eta_test_centre_new ();
    g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
    g_autofree char *before = dup_epoch (centre);
    g_auto (GStrv) parts = g_strsplit (cases[i].side ? cases[i].side : "", "OWN", -1);
    g_autofree char *text = g_strjoinv (before, parts);
    g_autofree char *path = g_build_filename (eta_test_centre_get_folder (centre), "epoch", NULL);
    g_autofree char *after = NULL;

    write_some (desk, 3);
    eta_test_centre_stop (centre);
    if (cases[i].side)
      g_assert_true (g_file_set_contents (path, text, -1, NULL));
    else
      g_remove (path);
    eta_test_centre_start (centre);
    after = dup_epoch (centre);
    g_test_message ("%s", text);
    g_assert_cmpint (g_strcmp0 (before, after) != 0, ==, cases[i].anew);
  }
}

/* Beside the database when a sync has been answered: as far as the answer */
static void
test_raised (void)
{
  g_autoptr (EtaTestCentre) centre = eta_test_centre_new ();
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  g_autofree char *path = g_build_filename (eta_test_centre_get_folder (centre), "epoch", NULL);

  for (gint64 i = 1; i < 4; i++) {
    g_autofree char *text = NULL;
    g_autoptr (EtaJson) side = NULL;

    write_some (desk, 1);
    g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
    side = eta_json_parse (text, -1, NULL);
    g_assert_cmpint (eta_json_get_int (side, "/head", 0), ==, i);
  }
}

static void
test_cursor (void)
{
  static const char *const bad[] = { "", "x", "AAAA", "====", "YWJj", "OjE", "YTotMQ" };
  g_autofree char *cursor = eta_cursor_new ("epoch", 4711);
  g_autofree char *epoch = NULL;
  gint64 seq = 0;

  g_assert_true (eta_cursor_read (cursor, &epoch, &seq));
  g_assert_cmpstr (epoch, ==, "epoch");
  g_assert_cmpint (seq, ==, 4711);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *none = NULL;

    g_assert_false (eta_cursor_read (bad[i], &none, &seq));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/centre/epoch/restart", test_restart);
  g_test_add_func ("/centre/epoch/put-back", test_put_back);
  g_test_add_func ("/centre/epoch/side-file", test_side_file);
  g_test_add_func ("/centre/epoch/raised", test_raised);
  g_test_add_func ("/centre/epoch/cursor", test_cursor);
  return g_test_run ();
}
