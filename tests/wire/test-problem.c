/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "eta-problem.h"

/* The table of protocol.md, "Problems" */
static const struct {
  int status;
  const char *name;
} told[] = {
  { 400, "malformed" },
  { 401, "unauthenticated" },
  { 401, "device-revoked" },
  { 403, "forbidden" },
  { 404, "not-found" },
  { 409, "epoch-changed" },
  { 409, "cursor-reset" },
  { 409, "device-forked" },
  { 409, "client-too-old" },
  { 413, "too-large" },
  { 415, "encoding" },
  { 422, "invalid" },
  { 422, "digest-mismatch" },
  { 429, "busy" },
  { 503, "busy" },
  { 507, "quota" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
    g_autofree char *type = g_strconcat (ETA_PROBLEM_BASE, told[i].name, NULL);
    EtaProblem problem = eta_problem_find (type, told[i].status);
    g_autofree char *made = eta_problem_dup_type (problem);

    g_assert_cmpstr (made, ==, type);
    g_assert_cmpint (eta_problem_get_status (problem), ==, told[i].status);
    g_assert_cmpstr (eta_problem_get_title (problem), !=, "");
  }
}

static void
test_find (void)
{
  g_assert_cmpint (eta_problem_find (NULL, 400), ==, ETA_PROBLEM_UNKNOWN);
  g_assert_cmpint (eta_problem_find ("about:blank", 404), ==, ETA_PROBLEM_UNKNOWN);
  g_assert_cmpint (eta_problem_find (ETA_PROBLEM_BASE "nothing", 400), ==, ETA_PROBLEM_UNKNOWN);
  g_assert_cmpint (eta_problem_find (ETA_PROBLEM_BASE "forbidden", 0), ==, ETA_PROBLEM_FORBIDDEN);
  g_assert_cmpint (eta_problem_find (ETA_PROBLEM_BASE "op-reuse", 0), ==, ETA_PROBLEM_OP_REUSE);
  g_assert_cmpint (eta_problem_find (ETA_PROBLEM_BASE "busy", 429), ==, ETA_PROBLEM_TOO_MANY);
  g_assert_cmpint (eta_problem_find (ETA_PROBLEM_BASE "busy", 503), ==, ETA_PROBLEM_BUSY);
}

static void
test_round_trip (void)
{
  g_autoptr (EtaJson) json = eta_problem_to_json (ETA_PROBLEM_QUOTA, "no room");
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (eta_json_get_int (json, "/status", 0), ==, 507);
  g_assert_false (eta_problem_read (json, &error));
  g_assert_error (error, ETA_WIRE_ERROR, ETA_PROBLEM_QUOTA);
  g_assert_true (g_str_has_suffix (error->message, ": no room"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/problem/table", test_table);
  g_test_add_func ("/wire/problem/find", test_find);
  g_test_add_func ("/wire/problem/round-trip", test_round_trip);
  return g_test_run ();
}
