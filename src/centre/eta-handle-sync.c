/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * POST /v1/sync and GET /v1/changes. One sync is one transaction: the device's counter, the ops, what
 * follows from them, and the page.
 */
#include "config.h"

#include "eta-cursor.h"
#include "eta-handlers.h"
#include "eta-publish.h"
#include "eta-sync-op.h"

#include "eta-limits.h"

#include <glib/gi18n.h>

#define PAGE_BYTES 65536

typedef struct {
  EtaRequest *x;
  EtaLedger *ledger;
  const EtaDevice *device;
  EtaJson *json;
  const EtaJson *ops;
  gint64 n;
  EtaFeed feed;
  GString *answer;
} Sync;

static gboolean
malformed (EtaRequest *x, const char *detail)
{
  eta_request_fail (x, ETA_PROBLEM_MALFORMED, detail);
  return FALSE;
}

/* A whole number of the request within bounds; @fallback when it is absent. */
static gboolean
read_number (const EtaJson *json, const char *pointer, gint64 fallback, gint64 max, gint64 *number)
{
  const EtaJson *value = eta_json_get (json, pointer);

  *number = MIN (eta_json_int (value, fallback), max);
  return (!value || eta_json_is (value, ETA_JSON_NUMBER)) && *number >= 0;
}

static gboolean
read_request (Sync *self)
{
  const EtaJson *since;
  gint64 ops, bytes;

  self->json = eta_request_parse_json (self->x);
  if (!self->json)
    return FALSE;
  self->ops = eta_json_get (self->json, "/ops");
  since = eta_json_get (self->json, "/since");
  if (!eta_json_get (self->json, "/n") ||
      !read_number (self->json, "/n", -1, ETA_JSON_INT_MAX, &self->n))
    return malformed (self->x, _ ("“n” must be a whole number"));
  if (since && !eta_json_is (since, ETA_JSON_STRING) && !eta_json_is (since, ETA_JSON_NULL))
    return malformed (self->x, _ ("“since” must be a cursor, or null"));
  if (self->ops && !eta_json_is (self->ops, ETA_JSON_ARRAY))
    return malformed (self->x, _ ("“ops” must be an array"));
  if (!read_number (self->json, "/page/ops", ETA_LIMIT_OPS, ETA_LIMIT_PAGE, &ops) ||
      !read_number (self->json, "/page/bytes", PAGE_BYTES, ETA_LIMIT_BODY, &bytes))
    return malformed (self->x, _ ("“page” must hold whole numbers"));
  self->feed = (EtaFeed){ self->device, 0, (guint) ops, (gsize) bytes, TRUE };
  if (eta_json_size (self->ops) > ETA_LIMIT_OPS) {
    EtaJson *problem = eta_problem_to_json (ETA_PROBLEM_TOO_LARGE, _ ("Too many ops"));

    eta_json_set_int (problem, "/limit", ETA_LIMIT_OPS);
    eta_request_fail_with (self->x, ETA_PROBLEM_TOO_LARGE, problem);
    return FALSE;
  }
  return TRUE;
}

static void
fail_epoch (EtaRequest *x, EtaLedger *ledger, const char *epoch)
{
  EtaJson *problem = eta_problem_to_json (ETA_PROBLEM_EPOCH_CHANGED, NULL);
  g_autofree char *next = eta_cursor_new (eta_centre_get_epoch (eta_request_get_centre (x)), 0);

  eta_json_set_int (problem, "/shared", eta_ledger_get_shared (ledger, epoch));
  eta_json_set_string (problem, "/next", next);
  eta_request_fail_with (x, ETA_PROBLEM_EPOCH_CHANGED, problem);
}

static void
fail_cursor (EtaRequest *x, const char *reason)
{
  EtaJson *problem = eta_problem_to_json (ETA_PROBLEM_CURSOR_RESET, NULL);

  eta_json_set_string (problem, "/reason", reason);
  eta_request_fail_with (x, ETA_PROBLEM_CURSOR_RESET, problem);
}

/* Finds the place in the feed; answers and returns %FALSE when the cursor is not of this history. */
static gboolean
place (EtaRequest *x, EtaLedger *ledger, const char *since, gint64 *after)
{
  const char *epoch = eta_centre_get_epoch (eta_request_get_centre (x));
  g_autofree char *theirs = NULL;
  g_autoptr (GError) error = NULL;
  gint64 head;

  *after = 0;
  if (!since)
    return TRUE;
  if (!eta_cursor_read (since, &theirs, after)) {
    fail_cursor (x, "unreadable");
    return FALSE;
  }
  if (!g_str_equal (theirs, epoch)) {
    fail_epoch (x, ledger, theirs);
    return FALSE;
  }
  head = eta_ledger_get_head (ledger, &error);
  if (head < 0)
    eta_request_fail_error (x, error);
  else if (*after > head)
    fail_cursor (x, "beyond the end");
  return head >= *after;
}

static char *
digest_ops (const EtaJson *ops)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  eta_json_foreach (op, ops) {
    const char *id = eta_json_get_string (op, "/op");

    g_checksum_update (sum, (const guchar *) (id ? id : "-"), -1);
    g_checksum_update (sum, (const guchar *) " ", 1);
  }
  return g_strdup (g_checksum_get_string (sum));
}

/* A counter that runs backwards, or stands with other ops: two computers use one identity. */
static gboolean
count_device (Sync *self, GError **error)
{
  g_autofree char *ops = digest_ops (self->ops);
  g_autoptr (EtaDevice) known = eta_ledger_find_device (self->ledger, self->device->id, error);

  if (!known)
    return FALSE;
  if (known->revoked) {
    eta_request_fail (self->x, ETA_PROBLEM_DEVICE_REVOKED, NULL);
    return FALSE;
  }
  if (self->n < known->n ||
      (self->n == known->n && !g_str_equal (ops, known->ops) && *known->ops)) {
    eta_request_fail (self->x, ETA_PROBLEM_DEVICE_FORKED, NULL);
    return FALSE;
  }
  return place (self->x, self->ledger, eta_json_get_string (self->json, "/since"),
                &self->feed.after) &&
         eta_ledger_note_device (self->ledger, self->device->id, self->n, ops, error);
}

static gboolean
apply_ops (Sync *self, EtaSyncRun *run, GError **error)
{
  g_string_append (self->answer, "{\"results\":[");
  eta_json_foreach (op, self->ops) {
    g_autofree char *result = eta_sync_op_apply (run, op, error);

    if (!result)
      return FALSE;
    if (op != eta_json_first (self->ops))
      g_string_append_c (self->answer, ',');
    g_string_append (self->answer, result);
  }
  g_string_append (self->answer, "],\"changes\":");
  return eta_publish_settle (self->ledger,
                             eta_centre_get_catalogue (eta_request_get_centre (self->x)),
                             run->written, run->claims, self->device->curator, error);
}

static gboolean
run_ops (Sync *self, GError **error)
{
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *before = eta_ledger_dup_setting (self->ledger, "before");
  EtaSyncRun run = { self->ledger, self->device, written, claims,
                     before && !g_str_equal (before, "{}") };

  return apply_ops (self, &run, error);
}

static gboolean
print_page (EtaRequest *x, EtaLedger *ledger, const EtaFeed *feed, GString *answer, GError **error)
{
  g_autofree char *next = NULL;
  gboolean more = FALSE;
  gint64 upto = 0;

  if (!eta_ledger_print_page (ledger, feed, answer, &upto, &more, error))
    return FALSE;
  next = eta_cursor_new (eta_centre_get_epoch (eta_request_get_centre (x)), upto);
  g_string_append_printf (answer, ",\"next\":\"%s\",\"more\":%s}", next, more ? "true" : "false");
  return TRUE;
}

/* Answers, or leaves that to the caller by setting @error. */
static void
run_sync (Sync *self, GError **error)
{
  if (!eta_ledger_begin (self->ledger, error))
    return;
  if (count_device (self, error) && run_ops (self, error) &&
      print_page (self->x, self->ledger, &self->feed, self->answer, error) &&
      eta_ledger_commit (self->ledger, error))
    eta_request_answer_text (self->x, 200, "application/json", g_strdup (self->answer->str));
  else
    eta_ledger_rollback (self->ledger);
}

/**
 * eta_handle_sync:
 *
 * POST /v1/sync: ops in, results and a page out.
 */
void
eta_handle_sync (EtaRequest *x)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) answer = g_string_new (NULL);
  Sync self = { .x = x,
                .ledger = eta_request_get_ledger (x),
                .device = eta_request_get_device (x),
                .answer = answer };

  if (read_request (&self))
    run_sync (&self, &error);
  if (error)
    eta_request_fail_error (x, error);
  g_clear_pointer (&self.json, eta_json_free);
}

static gboolean
read_limit (EtaRequest *x, guint *limit)
{
  const char *text = eta_request_get_query (x, "limit");
  guint64 number = ETA_LIMIT_OPS;

  if (text && !g_ascii_string_to_unsigned (text, 10, 1, G_MAXUINT, &number, NULL))
    return malformed (x, _ ("“limit” must be a number from 1"));
  *limit = (guint) MIN (number, ETA_LIMIT_PAGE);
  return TRUE;
}

static void
run_changes (EtaRequest *x, EtaFeed *feed, GError **error)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  const char *since = eta_request_get_query (x, "since");
  g_autoptr (GString) answer = g_string_new ("{\"changes\":");

  if (!eta_ledger_begin_read (ledger, error))
    return;
  if (place (x, ledger, since && *since ? since : NULL, &feed->after) &&
      print_page (x, ledger, feed, answer, error))
    eta_request_answer_text (x, 200, "application/json", g_strdup (answer->str));
  eta_ledger_rollback (ledger);
}

/**
 * eta_handle_changes:
 *
 * GET /v1/changes: the page alone, for other programs; all with their documents.
 */
void
eta_handle_changes (EtaRequest *x)
{
  EtaFeed feed = { eta_request_get_device (x), 0, 0, ETA_LIMIT_BODY / 2, FALSE };
  g_autoptr (GError) error = NULL;

  if (read_limit (x, &feed.ops))
    run_changes (x, &feed, &error);
  if (error)
    eta_request_fail_error (x, error);
}
