/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The front by a table of requests, and by bytes that no well-behaved client sends.
 */
#include "config.h"

#include "eta-routes.h"
#include "eta-test-centre.h"
#include "eta-test-http.h"

#include "eta-gzip.h"

#include <string.h>

static EtaTestCentre *centre;
static const char *address;
static char *token;

typedef struct {
  const char *method;
  const char *path;
  gboolean paired; /* with a token */
  const char *headers;
  const char *body;
  int status;
  const char *problem; /* NULL: none */
} Case;

#define JSON "Content-Type: application/json\r\n"
#define BLANK "about:blank"

static const Case cases[] = {
  { "GET", "/v1", FALSE, NULL, NULL, 200, NULL },
  { "HEAD", "/v1", FALSE, NULL, NULL, 200, NULL },
  { "GET", "/v1?x=%41&y", FALSE, NULL, NULL, 200, NULL },
  { "OPTIONS", "/v1", FALSE, NULL, NULL, 204, NULL },
  { "POST", "/v1", FALSE, NULL, "{}", 405, BLANK },
  { "DELETE", "/v1/sync", FALSE, NULL, NULL, 405, BLANK },
  { "BREW", "/v1", FALSE, NULL, NULL, 405, BLANK },
  { "GET", "/v1/openapi.yaml", FALSE, NULL, NULL, 200, NULL },
  { "GET", "/v1/", FALSE, NULL, NULL, 404, "not-found" },
  { "GET", "/v1/nothing", FALSE, NULL, NULL, 404, "not-found" },
  { "GET", "//v1", FALSE, NULL, NULL, 404, NULL },
  { "GET", "/v1/%2e%2e/%2e%2e/etc/passwd", FALSE, NULL, NULL, 404, "not-found" },
  { "GET", "/v1/../../../etc/passwd", FALSE, NULL, NULL, 404, "not-found" },
  { "GET", "/v1/blobs/..%2f..%2fcentre.db", TRUE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1/blobs/../../centre.db", TRUE, NULL, NULL, 404, "not-found" },
  { "GET", "/v1/blobs/centre.db", TRUE, NULL, NULL, 404, "not-found" },
  { "GET", "/v1/%00", FALSE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1/%ff", FALSE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1/%zz", FALSE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1?%ff", FALSE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1/changes", FALSE, NULL, NULL, 401, "unauthenticated" },
  { "GET", "/v1/changes", FALSE, "Authorization: Bearer no\r\n", NULL, 401, "unauthenticated" },
  { "GET", "/v1/changes", FALSE, "Authorization: Basic eDp5\r\n", NULL, 401, "unauthenticated" },
  { "GET", "/v1/changes", TRUE, NULL, NULL, 200, NULL },
  { "GET", "/v1/changes?limit=0", TRUE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1/changes?limit=x", TRUE, NULL, NULL, 400, "malformed" },
  { "GET", "/v1/changes?since=AAAA", TRUE, NULL, NULL, 409, "cursor-reset" },
  { "GET", "/v1/records/nothing", TRUE, NULL, NULL, 404, "not-found" },
  { "GET", "/v1/records/0199a0aa-0000-7000-8000-000000000001", TRUE, NULL, NULL, 404, "not-found" },
  { "POST", "/v1/records/fetch", TRUE, JSON, "{}", 400, "malformed" },
  { "POST", "/v1/records/fetch", TRUE, JSON, "{\"ids\":[1]}", 400, "malformed" },
  { "POST", "/v1/records/fetch", TRUE, JSON, "{\"ids\":[]}", 200, NULL },
  { "POST", "/v1/sync", FALSE, JSON, "{}", 401, "unauthenticated" },
  { "POST", "/v1/sync", TRUE, JSON, "", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "[]", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":\"1\"}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":-1}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":1,\"n\":2}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":1,\"ops\":{}}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":1,\"since\":5}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":1,\"since\":\"zz\"}", 409, "cursor-reset" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":1,\"page\":{\"ops\":\"x\"}}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON, "{\"n\":1,\"x\":\"\xff\"}", 400, "malformed" },
  { "POST", "/v1/sync", TRUE, JSON "Content-Encoding: br\r\n", "x", 415, "encoding" },
  { "POST", "/v1/sync", TRUE, JSON "Content-Encoding: gzip\r\n", "none", 400, "malformed" },
  { "POST", "/v1/devices", FALSE, JSON, "{}", 400, "malformed" },
  { "POST", "/v1/devices", FALSE, JSON, "{\"code\":\"x\",\"public_key\":\"AA\"}", 400,
    "malformed" },
  { "POST", "/v1/devices", FALSE, JSON, "{\"fork\":true,\"name\":\"x\"}", 401, "unauthenticated" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *one = &cases[i];
    g_autoptr (GBytes) body = one->body ? g_bytes_new (one->body, strlen (one->body)) : NULL;
    g_autoptr (EtaTestAnswer) answer = eta_test_ask (
        address, one->method, one->path, one->paired ? token : NULL, one->headers, body);

    g_test_message ("%s %s → %d", one->method, one->path, answer->status);
    g_assert_cmpint (answer->status, ==, one->status);
    g_assert_cmpstr (eta_test_answer_get_problem (answer), ==, one->problem);
    if (one->problem)
      g_assert_cmpstr (eta_test_answer_get_header (answer, "Content-Type"), ==,
                       "application/problem+json");
    if (g_str_has_prefix (one->path, "/v1")) {
      g_assert_nonnull (eta_test_answer_get_header (answer, "Etalase-Epoch"));
      g_assert_cmpstr (eta_test_answer_get_header (answer, "Cache-Control"), ==, "no-store");
    }
  }
}

#define POST "POST /v1/sync HTTP/1.1\r\nHost: a\r\n"
#define GET "GET /v1 HTTP/1.1\r\nHost: a\r\n"

static const struct {
  const char *what;
  const char *bytes;
} ambiguous[] = {
  { "two Host", GET "Host: b\r\n\r\n" },
  { "no Host", "GET /v1 HTTP/1.1\r\n\r\n" },
  { "two Content-Length", POST "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}" },
  { "two equal Content-Length", POST "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}" },
  { "a list of lengths", POST "Content-Length: 2, 2\r\n\r\n{}" },
  { "a signed length", POST "Content-Length: +2\r\n\r\n{}" },
  { "a hexadecimal length", POST "Content-Length: 0x2\r\n\r\n{}" },
  { "length, then coding",
    POST "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
  { "coding, then length",
    POST "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n" },
  { "two codings", POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n" },
  { "an unknown coding", POST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n" },
  { "chunks in HTTP/1.0",
    "POST /v1/sync HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" },
  { "a space before the colon", GET "X-Thing : b\r\n\r\n" },
  { "a space before the length's colon", POST "Content-Length : 2\r\n\r\n{}" },
  { "a control character", GET "X-Thing: a\x01z\r\n\r\n" },
  { "a control character in the target", "GET /v1\x01 HTTP/1.1\r\nHost: a\r\n\r\n" },
  { "another version", "GET /v1 HTTP/1.7\r\nHost: a\r\n\r\n" },
  { "no HTTP", "hello\r\n\r\n" },
  { "two tokens", GET "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n" },
};

/* Refused, and then closed: what follows on the connection is not read as a request. */
static void
test_ambiguous (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ambiguous); i++) {
    g_autoptr (GSocketConnection) connection = eta_test_connect (address);
    g_autoptr (EtaTestAnswer) answer = NULL;

    eta_test_send (connection, ambiguous[i].bytes, -1);
    answer = eta_test_receive (connection, "GET");
    g_test_message ("%s → %d", ambiguous[i].what, answer->status);
    g_assert_true (answer->status == 0 || (answer->status >= 400 && answer->status < 600));
    eta_test_send (connection, GET "\r\n", -1);
    g_assert_true (eta_test_is_closed (connection));
  }
}

static void
test_keep_alive (void)
{
  g_autoptr (GSocketConnection) connection = eta_test_connect (address);

  for (guint i = 0; i < 3; i++) {
    g_autoptr (EtaTestAnswer) answer = NULL;
    g_autoptr (EtaTestAnswer) refused = NULL;

    eta_test_send (connection, GET "\r\n", -1);
    answer = eta_test_receive (connection, "GET");
    g_assert_cmpint (answer->status, ==, 200);
    eta_test_send (connection, POST "Content-Length: 2\r\n\r\n{}", -1);
    refused = eta_test_receive (connection, "POST");
    g_assert_cmpint (refused->status, ==, 401);
  }
}

static void
test_too_large (void)
{
  const gsize length = 9 * 1024 * 1024;
  g_autofree char *spaces = g_strnfill (length, ' ');
  g_autoptr (GBytes) large = g_bytes_new (spaces, length);
  g_autoptr (GBytes) bomb = eta_gzip (large);
  g_autoptr (EtaTestAnswer) plain = eta_test_ask (address, "POST", "/v1/sync", token, JSON, large);
  g_autoptr (EtaTestAnswer) packed =
      eta_test_ask (address, "POST", "/v1/sync", token, JSON "Content-Encoding: gzip\r\n", bomb);

  g_assert_cmpint (plain->status, ==, 413);
  g_assert_cmpint (eta_json_get_int (plain->json, "/limit", 0), ==, 8388608);
  g_assert_cmpint (packed->status, ==, 413);
  g_assert_cmpstr (eta_test_answer_get_problem (packed), ==, "too-large");
}

/* A body without an announced length is bounded, too. */
static void
test_too_many_chunks (void)
{
  g_autoptr (GSocketConnection) connection = eta_test_connect (address);
  g_autofree char *head = g_strdup_printf (
      POST "Authorization: Bearer %s\r\nTransfer-Encoding: chunked\r\n\r\n", token);
  g_autofree char *chunk = g_strnfill (1024 * 1024, ' ');
  g_autoptr (EtaTestAnswer) answer = NULL;

  eta_test_send (connection, head, -1);
  for (guint i = 0; i < 10; i++) {
    eta_test_send (connection, "100000\r\n", -1);
    eta_test_send (connection, chunk, 1024 * 1024);
    eta_test_send (connection, "\r\n", -1);
  }
  eta_test_send (connection, "0\r\n\r\n", -1);
  answer = eta_test_receive (connection, "POST");
  g_assert_cmpint (answer->status, ==, 413);
}

static void
test_deep (void)
{
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *json = g_strconcat ("{\"n\":1,\"x\":", open, NULL);
  g_autoptr (EtaTestAnswer) answer = eta_test_ask_json (address, "POST", "/v1/sync", token, json);

  g_assert_cmpint (answer->status, ==, 400);
}

static void
test_expect (void)
{
  g_autoptr (GSocketConnection) connection = eta_test_connect (address);
  g_autoptr (EtaTestAnswer) answer = NULL;

  eta_test_send (connection, POST "Content-Length: 999999\r\nExpect: 100-continue\r\n\r\n", -1);
  answer = eta_test_receive (connection, "POST"); /* at once, without the body */
  g_assert_cmpint (answer->status, ==, 401);
}

static void
test_gzip (void)
{
  g_autoptr (EtaTestAnswer) small =
      eta_test_ask (address, "GET", "/v1", NULL, "Accept-Encoding: gzip\r\n", NULL);
  g_autoptr (EtaTestAnswer) packed = eta_test_ask (address, "GET", "/v1/openapi.yaml", NULL,
                                                   "Accept-Encoding: br, gzip;q=0.5\r\n", NULL);
  g_autoptr (EtaTestAnswer) plain = eta_test_ask (address, "GET", "/v1/openapi.yaml", NULL,
                                                  "Accept-Encoding: gzip;q=0\r\n", NULL);
  g_autoptr (GBytes) unpacked = NULL;

  g_assert_null (eta_test_answer_get_header (small, "Content-Encoding"));
  g_assert_cmpstr (eta_test_answer_get_header (packed, "Content-Encoding"), ==, "gzip");
  g_assert_null (eta_test_answer_get_header (plain, "Content-Encoding"));
  unpacked = eta_gunzip (packed->body, 1 << 20, NULL);
  g_assert_true (g_bytes_equal (unpacked, plain->body));
}

/* The table of addresses and openapi.yaml are the same list. */
static void
test_openapi (void)
{
  g_autoptr (EtaTestAnswer) answer =
      eta_test_ask (address, "GET", "/v1/openapi.yaml", NULL, NULL, NULL);
  g_autofree char *text =
      g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
  g_autoptr (GRegex) hole = g_regex_new ("\\{[a-z0-9]+\\}", 0, 0, NULL);
  g_autofree char *plain = g_regex_replace_literal (hole, text, -1, 0, "{}", 0, NULL);

  for (const EtaRoute *route = eta_api_routes; route->method; route++) {
    g_autofree char *path = g_strdup_printf ("\n  /%s:\n", route->pattern);
    g_autofree char *method = g_ascii_strdown (route->method, -1);
    g_autofree char *line = g_strdup_printf ("\n    %s:\n", method);
    const char *place = strstr (plain, path);
    const char *found = place ? strstr (place, line) : NULL;
    const char *next = place ? strstr (place + 1, "\n  /") : NULL;

    g_test_message ("%s %s", route->method, route->pattern);
    g_assert_nonnull (found);
    g_assert_true (!next || found < next);
  }
}

/* Four hundred that have begun and say nothing more take no thread from the next one. */
static void
test_slow (void)
{
  g_autoptr (GPtrArray) slow = g_ptr_array_new_with_free_func (g_object_unref);
  static const char *const beginnings[] = {
    "", "GET /v1 HT", GET, "POST /v1/devices HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"
  };
  gint64 before;

  for (guint i = 0; i < 400; i++) {
    GSocketConnection *connection = eta_test_connect (address);

    g_ptr_array_add (slow, connection);
    eta_test_send (connection, beginnings[i % G_N_ELEMENTS (beginnings)], -1);
  }
  before = g_get_monotonic_time ();
  for (guint i = 0; i < 50; i++) {
    g_autoptr (EtaTestAnswer) answer = eta_test_ask_json (address, "GET", "/v1", NULL, NULL);

    g_assert_cmpint (answer->status, ==, 200);
  }
  g_assert_cmpint (g_get_monotonic_time () - before, <, 10 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  centre = eta_test_centre_new ();
  address = eta_test_centre_get_address (centre);
  token = eta_test_centre_pair (centre, ETA_TEST_OFFICE, FALSE, NULL);
  g_test_add_func ("/centre/front/table", test_table);
  g_test_add_func ("/centre/front/ambiguous", test_ambiguous);
  g_test_add_func ("/centre/front/keep-alive", test_keep_alive);
  g_test_add_func ("/centre/front/too-large", test_too_large);
  g_test_add_func ("/centre/front/too-many-chunks", test_too_many_chunks);
  g_test_add_func ("/centre/front/deep", test_deep);
  g_test_add_func ("/centre/front/expect", test_expect);
  g_test_add_func ("/centre/front/gzip", test_gzip);
  g_test_add_func ("/centre/front/openapi", test_openapi);
  g_test_add_func ("/centre/front/slow", test_slow);
  result = g_test_run ();
  eta_test_centre_free (centre);
  g_free (token);
  return result;
}
