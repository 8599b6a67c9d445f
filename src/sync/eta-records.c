/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-limits.h"
#include "eta-problem.h"
#include "eta-rules.h"
#include "eta-token.h"

#include <glib/gi18n.h>

/* Records, one round trip after the other: seal what has changed, write the counter, send, bring the
 * answer in. What was sealed is on the disk before it leaves, and a retry sends the same bytes. */

#define BODY_AIM (1024 * 1024) /* bytes of documents in one request */

static gboolean
seal (EtaSession *self, GError **error)
{
  g_autoptr (GPtrArray) ids = eta_outbox_dup_unsealed (self->store, self->ops_limit, error);
  if (!ids)
    return FALSE;

  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, ids->pdata[i], error);
    if (!copies)
      return FALSE;
    eta_rules_seal (copies);
    if (!eta_outbox_write_copies (self->store, copies, NULL, error))
      return FALSE;
  }

  return TRUE;
}

static EtaJson *
describe_op (const EtaCopies *copies)
{
  EtaJson *op = eta_json_new_object ();

  eta_json_set_string (op, "/op", copies->sent_op);
  eta_json_set_string (op, "/id", copies->id);
  eta_json_take (op, "/base",
                 copies->sent_base ? eta_json_new_string (copies->sent_base)
                                   : eta_json_new_null ());
  if (!copies->sent_doc) {
    eta_json_take (op, "/deleted", eta_json_new_bool (TRUE));
    return op;
  }
  eta_json_set_string (op, "/kind", copies->kind_name);
  eta_json_set_int (op, "/schema", copies->kind ? copies->kind->schema : 1);
  eta_json_take (op, "/doc", eta_json_copy (copies->sent_doc));

  return op;
}

/* Sealed ops, oldest first, until the request is full.
 * @left: (out): how many stay behind */
static EtaJson *
collect (EtaSession *self, guint *left, GError **error)
{
  g_autoptr (GPtrArray) ids = eta_outbox_dup_sealed (self->store, error);
  if (!ids)
    return NULL;

  g_autoptr (EtaJson) ops = eta_json_new_array ();
  gsize size = 0;
  guint n = 0;
  for (; n < ids->len && n < self->ops_limit && size < BODY_AIM; n++) {
    g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, ids->pdata[n], error);
    if (!copies)
      return NULL;
    EtaJson *op = describe_op (copies);
    g_autofree char *text = eta_json_canonical (op);
    size += strlen (text);
    eta_json_append (ops, op);
  }

  *left = ids->len - n;
  return g_steal_pointer (&ops);
}

/* The counter is one more than the last, and on the disk, before the request leaves. */
static EtaJson *
begin_request (EtaSession *self, GError **error)
{
  guint left = 0;
  g_autoptr (EtaJson) ops = seal (self, error) ? collect (self, &left, error) : NULL;
  gint64 n = eta_sync_get_number (self->store, ETA_SETTING_COUNTER) + 1;
  if (!ops || !eta_sync_put_number (self->store, ETA_SETTING_COUNTER, n, error))
    return NULL;

  g_autofree char *cursor = eta_store_dup_setting (self->store, ETA_SETTING_CURSOR);
  EtaJson *request = eta_json_new_object ();
  eta_json_set_int (request, "/n", n);
  eta_json_take (request, "/since", cursor ? eta_json_new_string (cursor) : eta_json_new_null ());
  /* No page while a sealed op stays behind: its "ok" must not come after the page that passed it. */
  eta_json_set_int (request, "/page/ops", left ? 0 : ETA_LIMIT_PAGE);
  eta_json_set_int (request, "/page/bytes", BODY_AIM);
  eta_json_take (request, "/ops", g_steal_pointer (&ops));

  return request;
}

static EtaJson *
prepare (EtaSession *self, GError **error)
{
  if (!eta_store_begin (self->store, NULL, error))
    return NULL;

  g_autoptr (EtaJson) request = begin_request (self, error);
  if (!request)
    eta_store_rollback (self->store);
  else if (!eta_store_commit (self->store, error))
    g_clear_pointer (&request, eta_json_free);

  return g_steal_pointer (&request);
}

/* The catalogue was copied or put back to a backup: it goes on as a device of its own, with all that
 * it has, op ids included. */
static gboolean
fork_device (EtaSession *self, GError **error)
{
  g_autofree char *name = eta_store_dup_setting (self->store, ETA_SETTING_DEVICE_NAME);
  g_autoptr (EtaJson) request = eta_json_new_object ();
  eta_json_take (request, "/fork", eta_json_new_bool (TRUE));
  eta_json_set_string (request, "/name", name ? name : g_get_host_name ());
  g_autoptr (EtaJson) answer =
      eta_link_call (self->link, "POST", "/v1/devices", request, 201, error);
  if (!answer)
    return FALSE;

  const char *device = eta_json_get_string (answer, "/device");
  const char *token = eta_json_get_string (answer, "/token");
  if (!device || !token) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
                         _ ("The centre's answer is not complete"));
    return FALSE;
  }
  eta_link_set_token (self->link, token);

  return eta_token_save (self->store, device, token, error) &&
         eta_store_put_setting (self->store, ETA_SETTING_COUNTER, "0", error) &&
         eta_store_put_setting (self->store, ETA_SETTING_DEVICE, device, error);
}

/* Fewer at a time; one record that is too large by itself waits by itself. */
static gboolean
shrink (EtaSession *self, const EtaJson *request, GError **error)
{
  if (eta_json_size (eta_json_get (request, "/ops")) > 1) {
    self->ops_limit = MAX (1, eta_json_size (eta_json_get (request, "/ops")) / 2);
    return TRUE;
  }
  const char *id = eta_json_get_string (request, "/ops/0/id");
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
               _ ("The centre finds the record %s too large"), id ? id : "?");

  return FALSE;
}

/* What the protocol answers to a problem: TRUE: try again. */
static gboolean
mend (EtaSession *self, const EtaJson *request, GError *problem, GError **error)
{
  if (g_error_matches (problem, ETA_WIRE_ERROR, ETA_PROBLEM_DEVICE_FORKED))
    return fork_device (self, error);
  if (g_error_matches (problem, ETA_WIRE_ERROR, ETA_PROBLEM_TOO_LARGE))
    return shrink (self, request, error);
  if (g_error_matches (problem, ETA_WIRE_ERROR, ETA_PROBLEM_CURSOR_RESET))
    return eta_store_put_setting (self->store, ETA_SETTING_CURSOR, NULL, error);

  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

/* One round trip. @more: (out): there is more to say or to hear */
static gboolean
step (EtaSession *self, gboolean *more, GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (EtaJson) request = prepare (self, error);
  if (!request)
    return FALSE;

  *more = TRUE;
  g_autoptr (EtaJson) answer =
      eta_link_call (self->link, "POST", "/v1/sync", request, 200, &problem);
  if (!answer)
    return mend (self, request, problem, error);

  gboolean later = FALSE;
  if (!eta_session_apply (self, answer, &later, error))
    return FALSE;
  gboolean asked = eta_json_get_int (request, "/page/ops", 0) > 0;
  g_autoptr (GPtrArray) unsealed = eta_outbox_dup_unsealed (self->store, 1, error);
  if (!unsealed)
    return FALSE;
  *more = !later && (!asked || unsealed->len > 0 || eta_json_get_bool (answer, "/more"));

  return TRUE;
}

/**
 * eta_session_exchange_records:
 *
 * Pushes and pulls until both sides have nothing left to say.
 */
gboolean
eta_session_exchange_records (EtaSession *self, GError **error)
{
  gboolean more = TRUE;

  while (more) {
    guint waiting = (guint) eta_outbox_count (self->store);
    eta_session_tell (self, "records", self->report->pushed, self->report->pushed + waiting);
    if (!step (self, &more, error))
      return FALSE;
  }

  return TRUE;
}
