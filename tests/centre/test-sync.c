/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * POST /v1/sync, rule by rule, over HTTP.
 */
#include "config.h"

#include "eta-test-desk.h"

#include "eta-rev.h"
#include "eta-uuid.h"

#include <string.h>

static EtaTestCentre *centre;

static EtaTestDesk *
pair (const char *office, gboolean curator)
{
  return eta_test_desk_new (centre, office, curator);
}

static void
assert_refused (const EtaJson *result, const char *problem, const char *pointer)
{
  const char *type = eta_json_get_string (result, "/problem/type");

  g_assert_cmpstr (eta_json_get_string (result, "/status"), ==, "refused");
  g_assert_nonnull (type);
  g_assert_cmpstr (strrchr (type, '/') + 1, ==, problem);
  g_assert_cmpstr (eta_json_get_string (result, "/problem/pointer"), ==, pointer);
}

static void
assert_status (const EtaJson *result, const char *status)
{
  g_autofree char *text = eta_json_canonical (result);

  g_test_message ("%s", text);
  g_assert_cmpstr (eta_json_get_string (result, "/status"), ==, status);
}

static void
test_create_and_read (void)
{
  g_autoptr (EtaTestDesk) a = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestDesk) b = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autoptr (EtaJson) result =
      eta_test_desk_push (a, id, NULL, "business", "{\"name\":\"Kopi\",\"later\":[1]}");
  const char *rev = eta_json_get_string (result, "/rev");
  g_autoptr (EtaTestAnswer) own = eta_test_desk_ask (a, ++a->n, NULL, NULL, "");
  g_autoptr (EtaTestAnswer) other = eta_test_desk_ask (b, ++b->n, NULL, NULL, "");
  g_autofree char *path = g_strconcat ("/v1/records/", id, NULL);
  g_autoptr (EtaTestAnswer) one =
      eta_test_ask_json (eta_test_centre_get_address (centre), "GET", path, a->token, NULL);
  guint last = eta_json_size (eta_json_get (other->json, "/changes")) - 1;
  g_autofree char *pointer = g_strdup_printf ("/changes/%u", last);
  const EtaJson *change = eta_json_get (other->json, pointer);

  assert_status (result, "ok");
  g_assert_true (eta_rev_parse (rev, NULL, NULL));
  g_assert_cmpstr (eta_json_get_string (change, "/id"), ==, id);
  g_assert_cmpstr (eta_json_get_string (change, "/rev"), ==, rev);
  g_assert_cmpstr (eta_json_get_string (change, "/office"), ==, ETA_TEST_OFFICE);
  g_assert_cmpint (eta_json_get_int (change, "/doc/later/0", 0), ==, 1);
  change = eta_json_get (own->json, pointer);
  g_assert_true (eta_json_get_bool (change, "/own"));
  g_assert_null (eta_json_get (change, "/doc"));
  g_assert_cmpint (one->status, ==, 200);
  g_assert_cmpstr (eta_json_get_string (one->json, "/doc/name"), ==, "Kopi");
}

static void
test_receipts (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *op = eta_uuid_new ();
  g_autofree char *first = eta_test_make_op (op, id, NULL, "business", "{\"name\":\"A\"}");
  g_autofree char *spaced =
      eta_test_make_op (op, id, NULL, "business", "{ \"name\" : \"\\u0041\" }");
  g_autofree char *other = eta_test_make_op (op, id, NULL, "business", "{\"name\":\"B\"}");
  g_autoptr (EtaTestAnswer) answer = eta_test_desk_ask (desk, 1, NULL, NULL, first);
  g_autoptr (EtaJson) edit = NULL;
  g_autoptr (EtaTestAnswer) retry = NULL;
  g_autoptr (EtaTestAnswer) late = NULL;
  g_autoptr (EtaTestAnswer) reuse = NULL;

  retry = eta_test_desk_ask (desk, 1, NULL, NULL, first);
  g_assert_true (eta_json_equal (eta_json_get (answer->json, "/results"),
                                 eta_json_get (retry->json, "/results")));
  desk->n = 1;
  edit = eta_test_desk_push (desk, id, eta_json_get_string (answer->json, "/results/0/rev"),
                             "business", "{\"name\":\"C\"}");
  assert_status (edit, "ok");
  late = eta_test_desk_ask (desk, ++desk->n, NULL, NULL, spaced); /* the record has moved on */
  g_assert_true (eta_json_equal (eta_json_get (answer->json, "/results"),
                                 eta_json_get (late->json, "/results")));
  reuse = eta_test_desk_ask (desk, ++desk->n, NULL, NULL, other);
  assert_refused (eta_json_get (reuse->json, "/results/0"), "op-reuse", NULL);
}

static void
test_conflict (void)
{
  g_autoptr (EtaTestDesk) a = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestDesk) b = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *nowhere = eta_uuid_new ();
  g_autoptr (EtaJson) made = eta_test_desk_push (a, id, NULL, "business", "{\"name\":\"A\"}");
  const char *rev = eta_json_get_string (made, "/rev");
  g_autoptr (EtaJson) mine = eta_test_desk_push (a, id, rev, "business", "{\"name\":\"B\"}");
  g_autoptr (EtaJson) theirs = eta_test_desk_push (b, id, rev, "business", "{\"name\":\"C\"}");
  g_autoptr (EtaJson) same = eta_test_desk_push (b, id, rev, "business", "{\"name\":\"B\"}");
  g_autoptr (EtaJson) fresh = eta_test_desk_push (b, id, NULL, "business", "{\"name\":\"D\"}");
  g_autoptr (EtaJson) absent =
      eta_test_desk_push (b, nowhere, "7.0123456789abcdef", "business", "{\"name\":\"D\"}");

  assert_status (mine, "ok");
  assert_status (theirs, "conflict");
  g_assert_cmpstr (eta_json_get_string (theirs, "/current/rev"), ==,
                   eta_json_get_string (mine, "/rev"));
  g_assert_cmpstr (eta_json_get_string (theirs, "/current/doc/name"), ==, "B");
  g_assert_cmpstr (eta_json_get_string (theirs, "/current/by"), ==, "Desk");
  g_assert_nonnull (eta_json_get_string (theirs, "/current/at"));
  assert_status (same, "ok");
  g_assert_cmpstr (eta_json_get_string (same, "/rev"), ==, eta_json_get_string (mine, "/rev"));
  assert_status (fresh, "conflict");
  assert_status (absent, "conflict");
  g_assert_true (eta_json_get_bool (absent, "/current/absent"));
}

static void
test_deletion (void)
{
  g_autoptr (EtaTestDesk) a = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autoptr (EtaJson) made =
      eta_test_desk_push (a, id, NULL, "business", "{\"name\":\"A\",\"state\":\"draft\"}");
  g_autoptr (EtaJson) gone =
      eta_test_desk_push (a, id, eta_json_get_string (made, "/rev"), NULL, NULL);
  g_autoptr (EtaJson) again =
      eta_test_desk_push (a, id, eta_json_get_string (made, "/rev"), NULL, NULL);
  g_autoptr (EtaJson) blind = eta_test_desk_push (a, id, NULL, "business", "{\"name\":\"B\"}");
  g_autoptr (EtaJson) back = eta_test_desk_push (a, id, eta_json_get_string (gone, "/rev"),
                                                 "business", "{\"name\":\"B\"}");

  assert_status (gone, "ok");
  g_assert_true (g_str_has_suffix (eta_json_get_string (gone, "/rev"), ".74234e98afe7498f"));
  assert_status (again, "ok");
  g_assert_cmpstr (eta_json_get_string (again, "/rev"), ==, eta_json_get_string (gone, "/rev"));
  assert_status (blind, "conflict");
  g_assert_true (eta_json_get_bool (blind, "/current/deleted"));
  g_assert_null (eta_json_get (blind, "/current/doc"));
  assert_status (back, "ok");
}

static const struct {
  const char *op; /* a printf format without arguments, ID stands for a new id */
  const char *problem;
  const char *pointer;
} bad[] = {
  { "7", "invalid", "" },
  { "{}", "invalid", "/op" },
  { "{\"op\":\"x\",\"id\":\"ID\",\"base\":null,\"deleted\":true}", "invalid", "/op" },
  { "{\"op\":\"ID\",\"id\":\"../x\",\"base\":null,\"deleted\":true}", "invalid", "/id" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"deleted\":true}", "invalid", "/base" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":\"7\",\"deleted\":true}", "invalid", "/base" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null}", "invalid", "/doc" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"business\",\"doc\":[]}", "invalid",
    "/doc" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"deleted\":true,\"doc\":{}}", "invalid",
    "/deleted" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"doc\":{}}", "invalid", "/kind" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"ship\",\"doc\":{}}", "invalid",
    "/kind" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"business\",\"schema\":0,\"doc\":{}}",
    "schema-too-old", NULL },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"business\",\"doc\":{\"lat\":1.5}}",
    "invalid", "/doc/lat" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"business\",\"doc\":{\"name\":"
    "\"e\\u0301\"}}",
    "invalid", "/doc/name" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"business\",\"doc\":{\"x\":{\"y\":"
    "\"NIK 7171010101900001\"}}}",
    "invalid", "/doc/x/y" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"notice\",\"doc\":{}}", "forbidden",
    "/kind" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"training\",\"doc\":{}}", "forbidden",
    "/kind" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"business\",\"doc\":{\"state\":"
    "\"published\"}}",
    "forbidden", "/doc/state" },
  { "{\"op\":\"ID\",\"id\":\"ID\",\"base\":null,\"kind\":\"product\",\"doc\":{\"state\":"
    "\"returned\"}}",
    "forbidden", "/doc/state" },
};

/* Each alone is refused with its reason, and none keeps the good one beside it from being taken. */
static void
test_refusals (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autofree char *uuid = eta_uuid_new ();
    g_autofree char *op = eta_uuid_new ();
    g_autofree char *id = eta_uuid_new ();
    g_auto (GStrv) parts = g_strsplit (bad[i].op, "ID", -1);
    g_autofree char *wrong = g_strjoinv (uuid, parts);
    g_autofree char *good = eta_test_make_op (op, id, NULL, "business", "{\"name\":\"Good\"}");
    g_autofree char *ops = g_strjoin (",", wrong, good, NULL);
    g_autoptr (EtaTestAnswer) answer = eta_test_desk_sync (desk, ops);

    g_test_message ("%s", wrong);
    assert_refused (eta_json_get (answer->json, "/results/0"), bad[i].problem, bad[i].pointer);
    assert_status (eta_json_get (answer->json, "/results/1"), "ok");
  }
}

static void
test_size (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *letters = g_strnfill (256 * 1024, 'x');
  g_autofree char *doc = g_strdup_printf ("{\"x\":\"%s\"}", letters);
  g_autoptr (EtaJson) result = eta_test_desk_push (desk, id, NULL, "business", doc);

  assert_refused (result, "too-large", "/doc");
  g_assert_cmpint (eta_json_get_int (result, "/problem/limit", 0), ==, 262144);
}

static void
test_rights (void)
{
  g_autoptr (EtaTestDesk) ours = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestDesk) theirs = pair (ETA_TEST_REVIEWED, FALSE);
  g_autoptr (EtaTestDesk) curator = pair (ETA_TEST_REVIEWED, TRUE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *notice = eta_uuid_new ();
  g_autofree char *path = g_strconcat ("/v1/records/", id, NULL);
  g_autoptr (EtaJson) made = eta_test_desk_push (ours, id, NULL, "business", "{\"name\":\"A\"}");
  const char *rev = eta_json_get_string (made, "/rev");
  g_autoptr (EtaJson) stolen = eta_test_desk_push (theirs, id, rev, "business", "{\"name\":\"B\"}");
  g_autoptr (EtaJson) deleted = eta_test_desk_push (theirs, id, rev, NULL, NULL);
  g_autoptr (EtaJson) guessed =
      eta_test_desk_push (theirs, id, NULL, "business", "{\"name\":\"B\"}");
  g_autoptr (EtaJson) curated =
      eta_test_desk_push (curator, id, rev, "business", "{\"name\":\"C\"}");
  g_autoptr (EtaJson) posted =
      eta_test_desk_push (curator, notice, NULL, "notice", "{\"title\":{\"id\":\"N\"}}");
  g_autoptr (EtaTestAnswer) hidden =
      eta_test_ask_json (eta_test_centre_get_address (centre), "GET", path, theirs->token, NULL);
  g_autoptr (EtaTestAnswer) seen =
      eta_test_ask_json (eta_test_centre_get_address (centre), "GET", path, curator->token, NULL);
  g_autoptr (EtaTestAnswer) page = eta_test_desk_ask (theirs, ++theirs->n, NULL, NULL, "");

  assert_refused (stolen, "forbidden", NULL);
  assert_refused (deleted, "forbidden", NULL);
  assert_refused (guessed, "forbidden", NULL);
  assert_status (curated, "ok");
  assert_status (posted, "ok");
  g_assert_cmpint (hidden->status, ==, 404);
  g_assert_cmpint (seen->status, ==, 200);
  g_assert_cmpstr (eta_json_get_string (seen->json, "/office"), ==, ETA_TEST_OFFICE);
  eta_json_foreach (change, eta_json_get (page->json, "/changes"))
    g_assert_cmpstr (eta_json_get_string (change, "/id"), !=, id);
}

/* A published record that its office edits keeps its state; nobody else gives it one. */
static void
test_state (void)
{
  g_autoptr (EtaTestDesk) editor = pair (ETA_TEST_REVIEWED, FALSE);
  g_autoptr (EtaTestDesk) curator = pair (ETA_TEST_REVIEWED, TRUE);
  g_autofree char *id = eta_uuid_new ();
  g_autoptr (EtaJson) made =
      eta_test_desk_push (editor, id, NULL, "business", "{\"name\":\"A\",\"state\":\"submitted\"}");
  g_autoptr (EtaJson) self =
      eta_test_desk_push (editor, id, eta_json_get_string (made, "/rev"), "business",
                          "{\"name\":\"A\",\"state\":\"published\"}");
  g_autoptr (EtaJson) done =
      eta_test_desk_push (curator, id, eta_json_get_string (made, "/rev"), "business",
                          "{\"name\":\"A\",\"state\":\"published\"}");
  g_autoptr (EtaJson) edit =
      eta_test_desk_push (editor, id, eta_json_get_string (done, "/rev"), "business",
                          "{\"name\":\"B\",\"state\":\"published\"}");
  g_autoptr (EtaJson) gone =
      eta_test_desk_push (editor, id, eta_json_get_string (edit, "/rev"), NULL, NULL);
  g_autoptr (EtaJson) back =
      eta_test_desk_push (editor, id, eta_json_get_string (gone, "/rev"), "business",
                          "{\"name\":\"B\",\"state\":\"published\"}");
  g_autoptr (EtaJson) other =
      eta_test_desk_push (editor, id, eta_json_get_string (back, "/rev"), "business",
                          "{\"name\":\"B\",\"state\":\"returned\"}");

  assert_status (made, "ok");
  assert_refused (self, "forbidden", "/doc/state");
  assert_status (done, "ok");
  assert_status (edit, "ok");
  assert_status (back, "ok");
  assert_refused (other, "forbidden", "/doc/state");
}

static void
test_fork (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *op = eta_uuid_new ();
  g_autofree char *text = eta_test_make_op (op, id, NULL, "business", "{\"name\":\"A\"}");
  g_autoptr (EtaTestAnswer) first = eta_test_desk_ask (desk, 5, NULL, NULL, text);
  g_autoptr (EtaTestAnswer) retry = eta_test_desk_ask (desk, 5, NULL, NULL, text);
  g_autoptr (EtaTestAnswer) other = eta_test_desk_ask (desk, 5, NULL, NULL, "");
  g_autoptr (EtaTestAnswer) lower = eta_test_desk_ask (desk, 4, NULL, NULL, text);
  g_autoptr (EtaTestAnswer) fork =
      eta_test_ask_json (eta_test_centre_get_address (centre), "POST", "/v1/devices", desk->token,
                         "{\"fork\":true,\"name\":\"Desk 3\"}");
  g_autoptr (EtaTestAnswer) on = NULL;

  g_assert_cmpint (first->status, ==, 200);
  g_assert_cmpint (retry->status, ==, 200);
  g_assert_cmpint (other->status, ==, 409);
  g_assert_cmpstr (eta_test_answer_get_problem (other), ==, "device-forked");
  g_assert_cmpint (lower->status, ==, 409);
  g_assert_cmpint (fork->status, ==, 201);
  g_free (desk->token);
  desk->token = g_strdup (eta_json_get_string (fork->json, "/token"));
  on = eta_test_desk_ask (desk, 1, NULL, NULL, text); /* op ids go with it */
  g_assert_true (
      eta_json_equal (eta_json_get (first->json, "/results"), eta_json_get (on->json, "/results")));
}

static void
test_pages (void)
{
  g_autoptr (EtaTestDesk) a = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestDesk) b = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestAnswer) none = NULL;
  g_autofree char *since = NULL;
  gboolean more = TRUE;
  gint64 last = 0;
  guint live = 0, pages = 0;

  for (guint i = 0; i < 25; i++) {
    g_autofree char *id = eta_uuid_new ();
    g_autoptr (EtaJson) result =
        eta_test_desk_push (a, id, NULL, "business", "{\"name\":\"Page\"}");
  }
  none = eta_test_desk_ask (b, ++b->n, NULL, "{\"ops\":0}", "");
  g_assert_cmpint (eta_json_size (eta_json_get (none->json, "/changes")), ==, 0);
  since = g_strdup (eta_json_get_string (none->json, "/next"));
  g_assert_nonnull (since);
  while (more) {
    g_autoptr (EtaTestAnswer) page =
        eta_test_desk_ask (b, ++b->n, since, "{\"ops\":10,\"bytes\":500}", "");
    guint n = eta_json_size (eta_json_get (page->json, "/changes"));

    g_assert_cmpint (page->status, ==, 200);
    g_assert_cmpuint (n, <=, 10);
    eta_json_foreach (change, eta_json_get (page->json, "/changes")) {
      g_assert_cmpint (eta_rev_get_seq (eta_json_get_string (change, "/rev")), >, last);
      last = eta_rev_get_seq (eta_json_get_string (change, "/rev"));
      live += g_strcmp0 (eta_json_get_string (change, "/doc/name"), "Page") == 0;
    }
    more = eta_json_get_bool (page->json, "/more");
    g_assert_true (n > 0 || !more);
    pages++;
    g_free (since);
    since = g_strdup (eta_json_get_string (page->json, "/next"));
  }
  g_assert_cmpuint (live, ==, 25);
  g_assert_cmpuint (pages, >, 5);
}

static void
test_idle (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestAnswer) first =
      eta_test_desk_ask (desk, ++desk->n, NULL, "{\"ops\":500,\"bytes\":8000000}", "");
  const char *next = eta_json_get_string (first->json, "/next");
  g_autoptr (EtaTestAnswer) idle = eta_test_desk_ask (desk, ++desk->n, next, NULL, "");

  g_assert_false (eta_json_get_bool (first->json, "/more"));
  g_assert_cmpint (eta_json_size (eta_json_get (idle->json, "/changes")), ==, 0);
  g_assert_cmpstr (eta_json_get_string (idle->json, "/next"), ==, next);
}

static void
test_need_and_warn (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *first = eta_uuid_new ();
  g_autofree char *second = eta_uuid_new ();
  g_autofree char *photo = eta_uuid_new ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "photo", -1);
  g_autofree char *doc = g_strdup_printf (
      "{\"name\":\"A\",\"nib\":\"9120001234567\",\"photos\":{\"%s\":{\"sha256\":\"%s\"}}}", photo,
      sha256);
  g_autoptr (EtaJson) alone = eta_test_desk_push (desk, first, NULL, "business", doc);
  g_autoptr (EtaJson) twin = eta_test_desk_push (desk, second, NULL, "business",
                                                 "{\"name\":\"B\",\"nib\":\"9120001234567\"}");

  assert_status (alone, "ok");
  g_assert_cmpstr (eta_json_get_string (alone, "/need/0"), ==, sha256);
  g_assert_null (eta_json_get (alone, "/warn"));
  assert_status (twin, "ok");
  g_assert_null (eta_json_get (twin, "/need"));
  g_assert_cmpstr (eta_json_get_string (twin, "/warn/0/type"), ==, "duplicate");
  g_assert_cmpstr (eta_json_get_string (twin, "/warn/0/field"), ==, "/nib");
  g_assert_cmpstr (eta_json_get_string (twin, "/warn/0/of/0"), ==, first);
}

static void
test_too_many_ops (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *sevens = g_strnfill (201 * 2 - 1, '7');
  g_autoptr (EtaTestAnswer) answer = NULL;

  for (guint i = 1; i < 201 * 2 - 1; i += 2)
    sevens[i] = ',';
  answer = eta_test_desk_ask (desk, 1, NULL, NULL, sevens);
  g_assert_cmpint (answer->status, ==, 413);
  g_assert_cmpint (eta_json_get_int (answer->json, "/limit", 0), ==, 200);
}

static void
test_fetch (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autofree char *live = eta_uuid_new ();
  g_autofree char *dead = eta_uuid_new ();
  g_autofree char *never = eta_uuid_new ();
  g_autofree char *body = g_strdup_printf ("{\"ids\":[\"%s\",\"%s\",\"%s\"]}", live, dead, never);
  g_autoptr (EtaJson) made = eta_test_desk_push (desk, live, NULL, "business", "{\"name\":\"A\"}");
  g_autoptr (EtaJson) gone = eta_test_desk_push (desk, dead, NULL, NULL, NULL);
  g_autoptr (EtaTestAnswer) answer = eta_test_ask_json (
      eta_test_centre_get_address (centre), "POST", "/v1/records/fetch", desk->token, body);

  g_assert_cmpstr (eta_json_get_string (answer->json, "/records/0/doc/name"), ==, "A");
  g_assert_true (eta_json_get_bool (answer->json, "/records/1/deleted"));
  g_assert_true (eta_json_get_bool (answer->json, "/records/2/absent"));
}

#define SEQUENCES 100
#define STEPS 6

/* One record's history: what was sent, and what came back */
typedef struct {
  char *id;
  char *base;
  GPtrArray *sent;
  GPtrArray *results;
  guint now; /* which of them goes out in this step; sent->len - 1: a new one */
} Sequence;

static void
choose (Sequence *self)
{
  g_autofree char *op = eta_uuid_new ();
  g_autofree char *doc = NULL;

  if (self->sent->len && g_test_rand_int_range (0, 3) == 0) {
    self->now = (guint) g_test_rand_int_range (0, (gint) self->sent->len);
    return;
  }
  if (g_test_rand_int_range (0, 5))
    doc = g_strdup_printf ("{\"name\":\"%d\"}", g_test_rand_int ());
  self->now = self->sent->len;
  g_ptr_array_add (self->sent, eta_test_make_op (op, self->id, self->base, "business", doc));
}

static void
check_result (Sequence *self, const EtaJson *result)
{
  const char *rev = eta_json_get_string (result, "/rev");
  char *text = eta_json_canonical (result);

  g_assert_cmpstr (eta_json_get_string (result, "/status"), ==, "ok");
  if (self->now < self->results->len) {
    g_assert_cmpstr (text, ==, g_ptr_array_index (self->results, self->now));
    g_free (text);
    return;
  }
  g_assert_cmpint (eta_rev_get_seq (rev), >=, eta_rev_get_seq (self->base));
  g_free (self->base);
  self->base = g_strdup (rev);
  g_ptr_array_add (self->results, text);
}

/* A hundred random histories, with retries of any age: each receipt stands word for word, numbers
 * only rise, and what the feed gives in the end is each one's last write. */
static void
test_random (void)
{
  g_autoptr (EtaTestDesk) desk = pair (ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestAnswer) all = NULL;
  g_autoptr (GHashTable) last = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Sequence sequences[SEQUENCES];

  for (guint i = 0; i < SEQUENCES; i++)
    sequences[i] = (Sequence){ eta_uuid_new (), NULL, g_ptr_array_new_with_free_func (g_free),
                               g_ptr_array_new_with_free_func (g_free), 0 };
  for (guint step = 0; step < STEPS; step++) {
    g_autoptr (GString) ops = g_string_new (NULL);
    g_autoptr (EtaTestAnswer) answer = NULL;
    const EtaJson *result;

    for (guint i = 0; i < SEQUENCES; i++) {
      choose (&sequences[i]);
      g_string_append_printf (ops, "%s%s", i ? "," : "",
                              (char *) g_ptr_array_index (sequences[i].sent, sequences[i].now));
    }
    answer = eta_test_desk_sync (desk, ops->str);
    result = eta_json_first (eta_json_get (answer->json, "/results"));
    for (guint i = 0; i < SEQUENCES; i++, result = eta_json_next (result))
      check_result (&sequences[i], result);
  }
  all = eta_test_desk_ask (desk, ++desk->n, NULL, "{\"ops\":500,\"bytes\":8000000}", "");
  eta_json_foreach (change, eta_json_get (all->json, "/changes"))
    g_hash_table_replace (last, g_strdup (eta_json_get_string (change, "/id")),
                          g_strdup (eta_json_get_string (change, "/rev")));
  for (guint i = 0; i < SEQUENCES; i++) {
    g_assert_cmpstr (g_hash_table_lookup (last, sequences[i].id), ==, sequences[i].base);
    g_free (sequences[i].id);
    g_free (sequences[i].base);
    g_ptr_array_unref (sequences[i].sent);
    g_ptr_array_unref (sequences[i].results);
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  centre = eta_test_centre_new ();
  g_test_add_func ("/centre/sync/create-and-read", test_create_and_read);
  g_test_add_func ("/centre/sync/receipts", test_receipts);
  g_test_add_func ("/centre/sync/conflict", test_conflict);
  g_test_add_func ("/centre/sync/deletion", test_deletion);
  g_test_add_func ("/centre/sync/refusals", test_refusals);
  g_test_add_func ("/centre/sync/size", test_size);
  g_test_add_func ("/centre/sync/rights", test_rights);
  g_test_add_func ("/centre/sync/state", test_state);
  g_test_add_func ("/centre/sync/fork", test_fork);
  g_test_add_func ("/centre/sync/pages", test_pages);
  g_test_add_func ("/centre/sync/idle", test_idle);
  g_test_add_func ("/centre/sync/need-and-warn", test_need_and_warn);
  g_test_add_func ("/centre/sync/too-many-ops", test_too_many_ops);
  g_test_add_func ("/centre/sync/fetch", test_fetch);
  g_test_add_func ("/centre/sync/random", test_random);
  result = g_test_run ();
  eta_test_centre_free (centre);
  return result;
}
