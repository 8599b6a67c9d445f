/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "desk-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/* Photos up and down, over a line that is cut. */

#define SIZE 600000
#define TRIES 60

typedef struct {
  EtaTestCentre *centre;
  EtaTestLink *link;
} Stage;

static void
set_up (Stage *stage, gconstpointer data)
{
  stage->centre = eta_test_centre_new ();
  stage->link = eta_test_link_new (eta_test_centre_get_address (stage->centre), 3);
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

static gboolean
centre_has (Stage *stage, const char *sha256)
{
  return eta_vault_has (eta_centre_get_vault (eta_test_centre_get_centre (stage->centre)), sha256);
}

/* Tries until it is through; returns how often it was cut. */
static guint
insist (TestDesk *desk)
{
  guint cuts = 0;

  while (!test_desk_try (desk, NULL)) {
    g_assert_cmpuint (++cuts, <, TRIES);
    eta_outbox_forgive (desk->store, NULL, NULL);
  }
  return cuts;
}

/* Resumed, not begun again: all that passes is little more than the photo. */
static void
test_cuts (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) a = new_desk (stage);
  g_autoptr (TestDesk) b = new_desk (stage);
  g_autofree char *sha256 = NULL;
  g_autofree char *id = test_desk_add_photo (a, SIZE, 1, &sha256);

  eta_test_link_set_cut (stage->link, 60000, 120000);
  eta_test_link_reset (stage->link);
  g_assert_cmpuint (insist (a), >=, 4);
  g_assert_true (centre_has (stage, sha256));
  g_test_message ("%u bytes, %" G_GUINT64_FORMAT " up", SIZE, eta_test_link_get_up (stage->link));
  g_assert_cmpuint (eta_test_link_get_up (stage->link), <, SIZE * 5 / 4);
  g_assert_cmpint (eta_outbox_count_photos (a->store, NULL), ==, 0);

  eta_test_link_reset (stage->link);
  g_assert_cmpuint (insist (b), >=, 4);
  g_assert_true (eta_vault_has (b->vault, sha256));
  g_test_message ("%" G_GUINT64_FORMAT " down", eta_test_link_get_down (stage->link));
  g_assert_cmpuint (eta_test_link_get_down (stage->link), <, SIZE * 5 / 4);

  /* And it is not fetched again. */
  eta_test_link_set_cut (stage->link, 0, 0);
  test_desk_sync (b);
  g_assert_cmpuint (b->report.requests, ==, 1);
}

static void
damage (TestDesk *desk, const char *sha256)
{
  g_autofree char *path = eta_vault_dup_path (desk->vault, sha256);

  g_assert_nonnull (path);
  g_chmod (path, 0600);
  g_assert_true (g_file_set_contents (path, "damaged", -1, NULL));
}

static void
test_one_bad (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *bad = NULL, *good = NULL;
  g_autofree char *first = test_desk_add_photo (desk, 50000, 1, &bad);
  g_autofree char *second = test_desk_add_photo (desk, 50000, 2, &good);

  damage (desk, bad);
  test_desk_sync (desk);
  g_assert_true (centre_has (stage, good));
  g_assert_false (centre_has (stage, bad));
  g_assert_cmpuint (desk->report.uploaded, ==, 1);
  g_assert_cmpuint (desk->report.pending_photos, ==, 1);
  g_autoptr (GPtrArray) delays = eta_outbox_dup_delays (desk->store, NULL);
  g_assert_cmpuint (delays->len, ==, 1);
  g_assert_cmpstr (((EtaDelay *) delays->pdata[0])->subject, ==, bad);
  g_assert_nonnull (strstr (((EtaDelay *) delays->pdata[0])->reason, "damaged"));
}

/* A photo that the other desk is still sending waits by itself. */
static void
test_not_there_yet (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) a = new_desk (stage);
  g_autoptr (TestDesk) b = new_desk (stage);
  g_autofree char *sha256 = NULL;
  g_autofree char *id = test_desk_add_photo (a, 50000, 1, &sha256);

  g_autofree char *path = eta_vault_dup_path (a->vault, sha256);
  g_autofree char *away = g_strconcat (path, ".away", NULL);

  g_assert_cmpint (g_rename (path, away), ==, 0);
  test_desk_sync (a);
  g_assert_cmpuint (test_desk_count_delays (a), ==, 1);
  test_desk_sync (b);
  g_assert_cmpuint (test_desk_count_delays (b), ==, 1);
  g_assert_cmpint (g_rename (away, path), ==, 0);
  eta_outbox_forgive (a->store, NULL, NULL);
  test_desk_sync (a);
  eta_outbox_forgive (b->store, NULL, NULL);
  test_desk_sync (b);
  g_assert_true (eta_vault_has (b->vault, sha256));
}

typedef struct {
  Stage *stage;
  TestDesk *desk;
  const char *id, *sha256;
  gboolean before_photo; /* the edit was there, the photo was not */
} Typing;

/* Types while the photo is under way and watches which of both is at the centre first. */
static gpointer
type_cb (gpointer data)
{
  Typing *typing = data;

  while (eta_test_link_get_up (typing->stage->link) < SIZE / 4)
    g_usleep (1000);
  eta_test_set (typing->desk->store, typing->id, "/sku", "'TYPED'");
  for (;;) {
    g_autofree char *doc = eta_test_centre_dup_doc (typing->stage->centre, typing->id);
    if (doc && strstr (doc, "TYPED"))
      break;
    g_usleep (1000);
  }
  typing->before_photo = !centre_has (typing->stage, typing->sha256);
  return NULL;
}

static void
test_edit_between (Stage *stage, gconstpointer data)
{
  g_autoptr (TestDesk) desk = new_desk (stage);
  g_autofree char *sha256 = NULL;
  g_autofree char *id = test_desk_add_photo (desk, SIZE * 3, 1, &sha256);
  Typing typing = { stage, desk, id, sha256, FALSE };

  eta_test_link_set_rate (stage->link, 1500000);
  eta_test_link_reset (stage->link);
  GThread *thread = g_thread_new ("typing", type_cb, &typing);
  test_desk_sync (desk);
  g_thread_join (thread);
  g_assert_true (typing.before_photo);
  g_assert_true (centre_has (stage, sha256));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Stage *stage, gconstpointer data);
  } tests[] = {
    { "/sync/photos/cuts", test_cuts },
    { "/sync/photos/one-bad", test_one_bad },
    { "/sync/photos/not-there-yet", test_not_there_yet },
    { "/sync/photos/edit-between", test_edit_between },
  };

  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Stage, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
