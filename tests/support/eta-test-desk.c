/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "eta-test-desk.h"

#include "eta-uuid.h"

EtaTestDesk *
eta_test_desk_new (EtaTestCentre *centre, const char *office, gboolean curator)
{
  EtaTestDesk *desk = g_new0 (EtaTestDesk, 1);

  desk->centre = centre;
  desk->token = eta_test_centre_pair (centre, office, curator, NULL);
  return desk;
}

void
eta_test_desk_free (EtaTestDesk *desk)
{
  g_free (desk->token);
  g_free (desk->cursor);
  g_free (desk);
}

EtaTestAnswer *
eta_test_desk_ask (EtaTestDesk *desk, gint64 n, const char *since, const char *page,
                   const char *ops)
{
  g_autofree char *quoted = since ? g_strdup_printf ("\"%s\"", since) : g_strdup ("null");
  g_autofree char *json =
      g_strdup_printf ("{\"n\":%" G_GINT64_FORMAT ",\"since\":%s%s%s,\"ops\":[%s]}", n, quoted,
                       page ? ",\"page\":" : "", page ? page : "", ops);

  return eta_test_ask_json (eta_test_centre_get_address (desk->centre), "POST", "/v1/sync",
                            desk->token, json);
}

EtaTestAnswer *
eta_test_desk_sync (EtaTestDesk *desk, const char *ops)
{
  EtaTestAnswer *answer = eta_test_desk_ask (desk, ++desk->n, desk->cursor, NULL, ops);

  g_assert_cmpint (answer->status, ==, 200);
  g_free (desk->cursor);
  desk->cursor = g_strdup (eta_json_get_string (answer->json, "/next"));
  g_assert_nonnull (desk->cursor);
  return answer;
}

char *
eta_test_make_op (const char *op, const char *id, const char *base, const char *kind,
                  const char *doc)
{
  g_autofree char *quoted = base ? g_strdup_printf ("\"%s\"", base) : g_strdup ("null");

  if (!doc)
    return g_strdup_printf ("{\"op\":\"%s\",\"id\":\"%s\",\"base\":%s,\"deleted\":true}", op, id,
                            quoted);
  return g_strdup_printf ("{\"op\":\"%s\",\"id\":\"%s\",\"base\":%s,\"kind\":\"%s\",\"schema\":1,"
                          "\"doc\":%s}",
                          op, id, quoted, kind, doc);
}

EtaJson *
eta_test_desk_push (EtaTestDesk *desk, const char *id, const char *base, const char *kind,
                    const char *doc)
{
  g_autofree char *op = eta_uuid_new ();
  g_autofree char *text = eta_test_make_op (op, id, base, kind, doc);
  g_autoptr (EtaTestAnswer) answer = eta_test_desk_sync (desk, text);

  g_assert_cmpstr (eta_json_get_string (answer->json, "/results/0/op"), ==, op);
  return eta_json_copy (eta_json_get (answer->json, "/results/0"));
}
