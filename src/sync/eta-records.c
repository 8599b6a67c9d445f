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
#define MENDS 32 /* problems that one synchronisation answers */
#define IDLE_ROUNDS 3

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
begin_request (EtaSession *self, guint *left, GError **error)
{
  g_autoptr (EtaJson) ops = seal (self, error) ? collect (self, left, error) : NULL;
  gint64 n = eta_sync_get_number (self->store, ETA_SETTING_COUNTER) + 1;
  if (!ops || !eta_sync_put_number (self->store, ETA_SETTING_COUNTER, n, error))
    return NULL;

  g_autofree char *cursor = eta_store_dup_setting (self->store, ETA_SETTING_CURSOR);
  EtaJson *request = eta_json_new_object ();
  eta_json_set_int (request, "/n", n);
  eta_json_take (request, "/since", cursor ? eta_json_new_string (cursor) : eta_json_new_null ());
  /* No page while a sealed op stays behind: its "ok" must not come after the page that passed it. */
  self->asked_page = *left == 0 && !self->hold_page;
  eta_json_set_int (request, "/page/ops", self->asked_page ? ETA_LIMIT_PAGE : 0);
  eta_json_set_int (request, "/page/bytes", BODY_AIM);
  eta_json_take (request, "/ops", g_steal_pointer (&ops));

  return request;
}

/* @left: (out): how many sealed ops stay behind */
static EtaJson *
prepare (EtaSession *self, guint *left, GError **error)
{
  if (!eta_store_begin (self->store, NULL, error))
    return NULL;

  g_autoptr (EtaJson) request = begin_request (self, left, error);
  if (!request)
    eta_store_rollback (self->store);
  else if (!eta_store_commit (self->store, error))
    g_clear_pointer (&request, eta_json_free);

  return g_steal_pointer (&request);
}

/* The token is on the disk before the device is: one without a token could not even ask for another. */
static gboolean
become (EtaSession *self, const char *device, const char *token, GError **error)
{
  if (!eta_token_save (self->store, device, token, error) ||
      !eta_store_begin (self->store, NULL, error))
    return FALSE;
  if (!eta_store_put_setting (self->store, ETA_SETTING_COUNTER, "0", error) ||
      !eta_store_put_setting (self->store, ETA_SETTING_DEVICE, device, error)) {
    eta_store_rollback (self->store);
    return FALSE;
  }
  eta_link_set_token (self->link, token);

  return eta_store_commit (self->store, error);
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

  return become (self, device, token, error);
}

/* Fewer at a time; one record that is too large by itself waits by itself. */
static gboolean
shrink (EtaSession *self, const EtaJson *request, const GError *problem, GError **error)
{
  guint n = eta_json_size (eta_json_get (request, "/ops"));
  const char *id = eta_json_get_string (request, "/ops/0/id");

  if (n > 1) {
    self->ops_limit = n / 2;
    return TRUE;
  }
  if (!id) {
    g_propagate_error (error, g_error_copy (problem));
    return FALSE;
  }
  if (!eta_store_begin (self->store, NULL, error))
    return FALSE;
  if (eta_session_refuse (self, id, problem->message, error))
    return eta_store_commit (self->store, error);

  eta_store_rollback (self->store);
  return FALSE;
}

/* The problem is the link's, and gone with the next call. */
static gboolean
rewind_feed (EtaSession *self, const GError *problem, GError **error)
{
  const EtaJson *document = eta_link_get_problem (self->link);
  g_autofree char *next = g_strdup (eta_json_get_string (document, "/next"));
  gint64 shared = eta_json_get_int (document, "/shared", -1);

  if (next && shared >= 0)
    return eta_session_rewind (self, shared, next, error);
  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

/* What the protocol answers to a problem: TRUE: try again. */
static gboolean
mend (EtaSession *self, const EtaJson *request, GError *problem, GError **error)
{
  if (problem->domain == ETA_WIRE_ERROR && self->mends++ < MENDS) {
    switch ((EtaProblem) problem->code) {
    case ETA_PROBLEM_DEVICE_FORKED:
      return fork_device (self, error);
    case ETA_PROBLEM_TOO_LARGE:
      return shrink (self, request, problem, error);
    case ETA_PROBLEM_EPOCH_CHANGED:
      return rewind_feed (self, problem, error);
    case ETA_PROBLEM_CURSOR_RESET:
      return eta_store_put_setting (self->store, ETA_SETTING_CURSOR, NULL, error);
    default:
      break;
    }
  }

  g_propagate_error (error, g_error_copy (problem));
  return FALSE;
}

/* A centre that answers without end and without change is not asked without end. */
static gboolean
note_progress (EtaSession *self, const EtaSyncReport *before, const EtaJson *request,
               const EtaJson *answer, GError **error)
{
  const EtaSyncReport *now = self->report;
  const char *since = eta_json_get_string (request, "/since");

  if (g_strcmp0 (since, eta_json_get_string (answer, "/next")) != 0 ||
      now->pushed != before->pushed || now->pulled != before->pulled ||
      now->merged != before->merged || now->refused != before->refused)
    self->idle_rounds = 0;
  else if (++self->idle_rounds > IDLE_ROUNDS) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_BUSY,
                         _ ("The centre asks to wait a little"));
    return FALSE;
  }

  return TRUE;
}

/* Whether another round has something to say or to hear */
static gboolean
has_more (EtaSession *self, const EtaJson *answer, gboolean left, GError **error, gboolean *more)
{
  g_autoptr (GPtrArray) unsealed = eta_outbox_dup_unsealed (self->store, 1, error);
  if (!unsealed)
    return FALSE;

  *more = left || unsealed->len > 0;
  if (self->hold_page) {
    /* Whoever was told "ok" must know the epoch, also without a page. */
    g_autofree char *cursor = eta_store_dup_setting (self->store, ETA_SETTING_CURSOR);
    *more = *more || !cursor;
  } else if (self->asked_page)
    *more = *more || eta_json_get_bool (answer, "/more");
  else
    *more = TRUE;

  return TRUE;
}

/* One round trip. @more: (out): another one is to follow */
static gboolean
step (EtaSession *self, gboolean *more, GError **error)
{
  g_autoptr (GError) problem = NULL;
  EtaSyncReport before = *self->report;
  guint left = 0;
  g_autoptr (EtaJson) request = prepare (self, &left, error);
  if (!request)
    return FALSE;

  *more = TRUE;
  g_autoptr (EtaJson) answer =
      eta_link_call (self->link, "POST", "/v1/sync", request, 200, &problem);
  if (!answer)
    return mend (self, request, problem, error);

  return eta_session_apply (self, answer, error) &&
         has_more (self, answer, left > 0, error, more) &&
         (!*more || note_progress (self, &before, request, answer, error));
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

  self->hold_page = self->question != NULL;
  self->idle_rounds = 0;
  while (more) {
    guint waiting = (guint) eta_outbox_count (self->store);
    eta_session_tell (self, "records", self->report->pushed, self->report->pushed + waiting);
    if (!step (self, &more, error))
      return FALSE;
  }

  return TRUE;
}
