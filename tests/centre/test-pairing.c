/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Codes, tokens, and what becomes of who has none.
 */
#include "config.h"

#include "eta-test-centre.h"
#include "eta-test-http.h"

static EtaTestCentre *centre;

static const struct {
  const char *typed;
  const char *read; /* NULL: no code */
} codes[] = {
  { "7K3M-9QXT", "7K3M9QXT" }, { "7k3m9qxt", "7K3M9QXT" }, { " 7K3M 9QXT ", "7K3M9QXT" },
  { "ilo0-1234", "11001234" }, { "7K3M-9QX", NULL },       { "7K3M-9QXTT", NULL },
  { "7K3M-9QXU", NULL },       { "7K3M-9QX!", NULL },      { "", NULL },
  { "--------", NULL },
};

static void
test_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *read = eta_code_read (codes[i].typed);

    g_test_message ("%s", codes[i].typed);
    g_assert_cmpstr (read, ==, codes[i].read);
  }
}

/* From @client, as a proxy on this machine would say it */
static EtaTestAnswer *
try_code (const char *code, const char *client)
{
  g_autofree char *json = g_strdup_printf ("{\"code\":\"%s\",\"name\":\" Desk 2 \"}", code);
  g_autofree char *headers = g_strdup_printf ("X-Forwarded-For: 10.9.9.9, %s\r\n", client);
  g_autoptr (GBytes) body = g_bytes_new (json, strlen (json));

  return eta_test_ask (eta_test_centre_get_address (centre), "POST", "/v1/devices", NULL, headers,
                       body);
}

static void
test_pair (void)
{
  g_autofree char *code = eta_test_centre_invite (centre, ETA_TEST_OFFICE, TRUE);
  g_autofree char *small = g_ascii_strdown (code, -1);
  g_autoptr (EtaTestAnswer) paired = try_code (small, "192.0.2.1");
  g_autoptr (EtaTestAnswer) twice = try_code (code, "192.0.2.1");
  const char *token = eta_json_get_string (paired->json, "/token");
  g_autoptr (EtaTestAnswer) pull =
      eta_test_ask_json (eta_test_centre_get_address (centre), "GET", "/v1/changes", token, NULL);
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autofree char *hash = eta_secret_hash (token);
  g_autofree char *stored =
      eta_db_dup_text (eta_ledger_get_db (ledger), NULL, "SELECT token FROM devices WHERE id = ?1",
                       "s", eta_json_get_string (paired->json, "/device"));

  g_assert_cmpint (paired->status, ==, 201);
  g_assert_cmpstr (eta_json_get_string (paired->json, "/office/id"), ==, ETA_TEST_OFFICE);
  g_assert_cmpstr (eta_json_get_string (paired->json, "/office/name"), ==, "Sulawesi Utara");
  g_assert_cmpstr (eta_json_get_string (paired->json, "/role"), ==, "curator");
  g_assert_cmpint (twice->status, ==, 403);
  g_assert_cmpint (pull->status, ==, 200);
  g_assert_cmpstr (stored, ==, hash);
}

static void
test_expired (void)
{
  g_autofree char *code = eta_test_centre_invite (centre, ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (EtaTestAnswer) answer = NULL;

  g_assert_true (eta_db_run (eta_ledger_get_db (ledger), NULL,
                             "UPDATE invitations SET expires = expires - 601", ""));
  answer = try_code (code, "192.0.2.2");
  g_assert_cmpint (answer->status, ==, 403);
}

/* Five wrong tries, then nothing from that address; others are not concerned. */
static void
test_guessing (void)
{
  g_autofree char *code = eta_test_centre_invite (centre, ETA_TEST_OFFICE, FALSE);
  g_autoptr (EtaTestAnswer) sixth = NULL;
  g_autoptr (EtaTestAnswer) other = NULL;

  for (guint i = 0; i < 5; i++) {
    g_autoptr (EtaTestAnswer) answer = try_code ("0000-0000", "192.0.2.3");

    g_assert_cmpint (answer->status, ==, 403);
  }
  sixth = try_code (code, "192.0.2.3");
  other = try_code (code, "192.0.2.4");
  g_assert_cmpint (sixth->status, ==, 429);
  g_assert_cmpstr (eta_test_answer_get_problem (sixth), ==, "busy");
  g_assert_nonnull (eta_test_answer_get_header (sixth, "Retry-After"));
  g_assert_cmpint (other->status, ==, 201);
}

static void
test_revoked (void)
{
  g_autofree char *device = NULL;
  g_autofree char *token = eta_test_centre_pair (centre, ETA_TEST_OFFICE, FALSE, &device);
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  static const char *const paths[] = { "/v1/sync", "/v1/devices" };

  g_assert_true (eta_ledger_revoke (ledger, device, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (EtaTestAnswer) answer =
        eta_test_ask_json (eta_test_centre_get_address (centre), "POST", paths[i], token,
                           "{\"fork\":true,\"name\":\"x\"}");

    g_assert_cmpint (answer->status, ==, 401);
    g_assert_cmpstr (eta_test_answer_get_problem (answer), ==, "device-revoked");
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  centre = eta_test_centre_new ();
  g_test_add_func ("/centre/pairing/codes", test_codes);
  g_test_add_func ("/centre/pairing/pair", test_pair);
  g_test_add_func ("/centre/pairing/expired", test_expired);
  g_test_add_func ("/centre/pairing/guessing", test_guessing);
  g_test_add_func ("/centre/pairing/revoked", test_revoked);
  result = g_test_run ();
  eta_test_centre_free (centre);
  return result;
}
