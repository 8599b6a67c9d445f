/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-problem.h"
#include "eta-query.h"
#include "eta-rules.h"
#include "eta-text.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* The answer of one round, brought into the store in one transaction: results first, then the page of
 * changes, then the cursor. */

/* More deletions than this, and more than a tenth of what is here, want a person's word. */
#define MANY_DELETIONS 20

static EtaJson *
describe_side (const char *by, const char *at, const char *rev)
{
  EtaJson *side = eta_json_new_object ();

  if (by)
    eta_json_set_string (side, "/by", by);
  if (at)
    eta_json_set_string (side, "/at", at);
  if (rev)
    eta_json_set_string (side, "/rev", rev);

  return side;
}

/* A conflict that is there already, and open, is not made twice. */
static gboolean
keep_conflict (EtaSession *self, const EtaCopies *copies, const EtaJson *clashes,
               const char *base_rev, const EtaJson *theirs, GError **error)
{
  g_autofree char *name = eta_store_dup_setting (self->store, ETA_SETTING_DEVICE_NAME);
  g_autofree char *now = eta_time_now ();
  g_autoptr (EtaJson) our_side = describe_side (name, now, base_rev);
  g_autoptr (EtaJson) their_side =
      describe_side (eta_json_get_string (theirs, "/by"), eta_json_get_string (theirs, "/at"),
                     eta_json_get_string (theirs, "/rev"));
  g_autofree char *id = NULL;
  g_autoptr (EtaJson) doc = eta_rules_new_conflict (copies, clashes, our_side, their_side, &id);

  self->report->conflicts++;
  g_autoptr (EtaCopies) conflict = eta_outbox_dup_copies (self->store, id, error);
  if (!conflict)
    return FALSE;
  if (g_strcmp0 (eta_json_get_string (conflict->doc, "/state"), "open") == 0)
    return TRUE;
  conflict->kind = &eta_kind_conflict;
  g_free (conflict->kind_name);
  conflict->kind_name = g_strdup (eta_kind_conflict.name);
  eta_json_free (conflict->doc);
  conflict->doc = g_steal_pointer (&doc);

  return eta_outbox_write_copies (self->store, conflict, NULL, error);
}

static void
name_kind (EtaCopies *copies, const EtaJson *theirs)
{
  const char *kind = eta_json_get_string (theirs, "/kind");
  const char *office = eta_json_get_string (theirs, "/office");

  if (kind && g_strcmp0 (kind, copies->kind_name) != 0) {
    g_free (copies->kind_name);
    copies->kind_name = g_strdup (kind);
    copies->kind = eta_kind_find (kind);
  }
  if (office && g_strcmp0 (office, copies->office) != 0) {
    g_free (copies->office);
    copies->office = g_strdup (office);
  }
}

/* A record that can't be kept here waits by itself, with its reason; the others go on. */
static gboolean
write_or_delay (EtaSession *self, const EtaCopies *copies, const char *by, GError **error)
{
  g_autoptr (GError) reason = NULL;
  if (eta_outbox_write_copies (self->store, copies, by, &reason))
    return TRUE;
  if (reason->domain == ETA_STORE_ERROR)
    return eta_outbox_delay (self->store, copies->id, reason->message, error);

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * eta_session_keep:
 * @taken: what the rules made of @theirs
 * @clashes: (nullable): what they could not decide
 * @base_rev: (nullable): the rev that ours was made on
 *
 * Within a step. Writes @copies after a decision, and the conflict that it left.
 */
gboolean
eta_session_keep (EtaSession *self, const EtaCopies *copies, EtaTaken taken, const EtaJson *clashes,
                  const char *base_rev, const EtaJson *theirs, GError **error)
{
  const char *by = eta_json_get_string (theirs, "/by");

  if (taken == ETA_TAKEN_THEIRS)
    self->report->pulled++;
  if (taken == ETA_TAKEN_MERGED || taken == ETA_TAKEN_CONFLICT)
    self->report->merged++;
  if (clashes && !keep_conflict (self, copies, clashes, base_rev, theirs, error))
    return FALSE;

  return write_or_delay (self, copies, by ? by : ETA_BY_CENTRE, error);
}

/* Neither a document nor said to be none: no answer at all, least of all a deletion */
static gboolean
is_whole (const EtaJson *theirs)
{
  return eta_json_get_bool (theirs, "/deleted") || eta_json_get_bool (theirs, "/absent") ||
         (eta_json_get_string (theirs, "/rev") &&
          eta_json_is (eta_json_get (theirs, "/doc"), ETA_JSON_OBJECT));
}

/* The centre holds @theirs of the record @id. */
static gboolean
take (EtaSession *self, const char *id, const EtaJson *theirs, GError **error)
{
  if (!is_whole (theirs)) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
                 _ ("The centre's answer about the record %s is not complete"), id);
    return FALSE;
  }
  g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, id, error);
  if (!copies)
    return FALSE;
  name_kind (copies, theirs);
  if (!copies->kind_name)
    return TRUE; /* the tombstone of something that never was here */

  g_autofree char *base_rev = g_strdup (copies->base_rev);
  g_autoptr (EtaJson) clashes = NULL;
  EtaTaken taken = eta_rules_take (copies, theirs, &clashes);

  return eta_session_keep (self, copies, taken, clashes, base_rev, theirs, error);
}

static gboolean
accept_op (EtaSession *self, EtaCopies *copies, const EtaJson *result, GError **error)
{
  eta_rules_accept (copies, eta_json_get_string (result, "/rev"));
  self->report->pushed++;
  if (!eta_outbox_write_copies (self->store, copies, NULL, error) ||
      !eta_outbox_forgive (self->store, copies->id, error))
    return FALSE;

  eta_json_foreach (photo, eta_json_get (result, "/need"))
    if (eta_json_string (photo) &&
        !eta_outbox_photo_needed (self->store, eta_json_string (photo), error))
      return FALSE;

  return TRUE;
}

/**
 * eta_session_refuse:
 * @reason: what people read about it
 *
 * Within a step. The op is ended; the record waits by itself until it is changed or its time comes.
 */
gboolean
eta_session_refuse (EtaSession *self, const char *id, const char *reason, GError **error)
{
  g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, id, error);
  if (!copies)
    return FALSE;

  self->report->refused++;
  eta_rules_unseal (copies);

  return eta_outbox_write_copies (self->store, copies, NULL, error) &&
         eta_outbox_delay (self->store, id, reason, error);
}

static gboolean
refuse_op (EtaSession *self, const char *id, const EtaJson *problem, GError **error)
{
  g_autoptr (GError) reason = NULL;
  eta_problem_read (problem, &reason);

  return eta_session_refuse (self, id, reason->message, error);
}

static gboolean
apply_result (EtaSession *self, GHashTable *ops, const EtaJson *result, GError **error)
{
  const char *op = eta_json_get_string (result, "/op");
  const char *status = eta_json_get_string (result, "/status");
  const char *id = op ? g_hash_table_lookup (ops, op) : NULL;
  if (!id || !status)
    return TRUE; /* an answer to nothing that is under way */

  g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, id, error);
  if (!copies)
    return FALSE;
  if (g_str_equal (status, "ok") && eta_json_get_string (result, "/rev"))
    return accept_op (self, copies, result, error);
  if (g_str_equal (status, "conflict"))
    return take (self, id, eta_json_get (result, "/current"), error);
  if (g_str_equal (status, "refused"))
    return refuse_op (self, id, eta_json_get (result, "/problem"), error);

  return TRUE; /* "later": it stays sealed */
}

/* op id → record id of what is sealed */
static GHashTable *
index_sealed (EtaSession *self, GError **error)
{
  g_autoptr (GPtrArray) ids = eta_outbox_dup_sealed (self->store, error);
  if (!ids)
    return NULL;

  g_autoptr (GHashTable) ops = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, ids->pdata[i], error);
    if (!copies)
      return NULL;
    g_hash_table_insert (ops, g_strdup (copies->sent_op), g_strdup (copies->id));
  }

  return g_steal_pointer (&ops);
}

/* Gone from what this device may read: what was never changed here goes, the rest stays. */
static gboolean
leave_scope (EtaSession *self, const char *id, GError **error)
{
  g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, id, error);
  if (!copies)
    return FALSE;
  if (!eta_rules_has_change (copies))
    g_clear_pointer (&copies->doc, eta_json_free);
  eta_rules_agree (copies, NULL, NULL);

  return eta_outbox_write_copies (self->store, copies, ETA_BY_CENTRE, error);
}

/* @fetched: (nullable): records by id that had to be fetched, since the page sent no body */
static gboolean
apply_change (EtaSession *self, const EtaJson *change, GHashTable *fetched, GError **error)
{
  const char *id = eta_json_get_string (change, "/id");
  if (!id)
    return TRUE;
  if (eta_json_get (change, "/left"))
    return leave_scope (self, id, error);
  if (!eta_json_get_bool (change, "/own"))
    return take (self, id, change, error);

  const EtaJson *record = g_hash_table_lookup (fetched, id);
  return !record || eta_json_get_bool (record, "/absent") || take (self, id, record, error);
}

/* A change of our own whose rev is neither known nor among the results was made by a clone of this
 * catalogue: its body is to be fetched. */
static gboolean
is_known (EtaSession *self, const EtaJson *change, const EtaJson *results)
{
  const char *rev = eta_json_get_string (change, "/rev");
  eta_json_foreach (result, results)
    if (g_strcmp0 (eta_json_get_string (result, "/rev"), rev) == 0)
      return TRUE;

  const char *id = eta_json_get_string (change, "/id");
  g_autoptr (EtaRecord) record = id ? eta_store_get (self->store, id, NULL) : NULL;
  return record && g_strcmp0 (eta_record_get_rev (record), rev) == 0;
}

static GHashTable *
fetch_unknown (EtaSession *self, const EtaJson *answer, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  eta_json_foreach (change, eta_json_get (answer, "/changes"))
    if (eta_json_get_bool (change, "/own") && eta_json_get_string (change, "/id") &&
        !is_known (self, change, eta_json_get (answer, "/results")))
      g_ptr_array_add (ids, (char *) eta_json_get_string (change, "/id"));
  return eta_session_fetch_records (self, ids, error);
}

/* How many of the page's deletions would take away something that lives here unchanged */
static guint
count_deletions (EtaSession *self, const EtaJson *changes)
{
  guint n = 0;

  eta_json_foreach (change, changes) {
    const char *id = eta_json_get_string (change, "/id");
    if (!id || !eta_json_get_bool (change, "/deleted"))
      continue;
    g_autoptr (EtaRecord) record = eta_store_get (self->store, id, NULL);
    if (record && !eta_record_is_deleted (record) && !eta_record_is_waiting (record))
      n++;
  }

  return n;
}

/* More than a few, and more than a tenth, by one synchronisation: a person must agree first. Until
 * then the page is not taken, nor any other; what is written here still goes. */
static gboolean
weigh_deletions (EtaSession *self, const EtaJson *changes, GError **error)
{
  EtaQuery all = { 0 };
  guint n = self->agreed_to_deletions ? 0 : count_deletions (self, changes);
  gint64 live = n > 0 ? eta_store_count (self->store, &all, error) : 0;
  if (live < 0)
    return FALSE;

  gint64 total = live + self->deletions;
  self->deletions += n;
  if (n == 0 || self->deletions <= MANY_DELETIONS || (gint64) self->deletions * 10 <= total)
    return TRUE;
  self->hold_page = TRUE;
  g_clear_error (&self->question);
  g_set_error (
      &self->question, ETA_SYNC_ERROR, ETA_SYNC_ERROR_ASK,
      _ ("The centre wants to delete %u of %" PRId64 " records here. Look at it before you agree."),
      self->deletions, total);

  return TRUE;
}

static gboolean
apply_results (EtaSession *self, const EtaJson *results, GError **error)
{
  g_autoptr (GHashTable) ops = index_sealed (self, error);
  if (!ops)
    return FALSE;
  eta_json_foreach (result, results)
    if (!apply_result (self, ops, result, error))
      return FALSE;

  return TRUE;
}

/* A page is not taken while an op is under way: the op's answer must not come after it. */
static gboolean
apply_page (EtaSession *self, const EtaJson *answer, GHashTable *fetched, GError **error)
{
  g_autoptr (GPtrArray) sealed = eta_outbox_dup_sealed (self->store, error);
  if (!sealed)
    return FALSE;
  if (sealed->len > 0 && self->asked_page)
    self->hold_page = TRUE;
  if (self->hold_page && self->asked_page)
    return TRUE;

  eta_json_foreach (change, eta_json_get (answer, "/changes"))
    if (!apply_change (self, change, fetched, error))
      return FALSE;

  return eta_store_put_setting (self->store, ETA_SETTING_CURSOR,
                                eta_json_get_string (answer, "/next"), error);
}

/**
 * eta_session_apply:
 *
 * Brings an answer of POST /v1/sync into the store, whole or not at all.
 */
gboolean
eta_session_apply (EtaSession *self, const EtaJson *answer, GError **error)
{
  EtaSyncReport before = *self->report;
  if (!eta_json_get_string (answer, "/next")) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
                         _ ("The centre's answer is not complete"));
    return FALSE;
  }
  g_autoptr (GHashTable) fetched = fetch_unknown (self, answer, error);
  if (!fetched || !weigh_deletions (self, eta_json_get (answer, "/changes"), error) ||
      !eta_store_begin (self->store, NULL, error))
    return FALSE;

  if (apply_results (self, eta_json_get (answer, "/results"), error) &&
      apply_page (self, answer, fetched, error))
    return eta_store_commit (self->store, error);

  eta_store_rollback (self->store);
  *self->report = before;
  return FALSE;
}

/* What the centre has lost is sent to it anew; what it wrote itself is its own to lose. */
static gboolean
send_again (EtaSession *self, const char *id, GError **error)
{
  g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, id, error);
  if (!copies)
    return FALSE;
  if (!copies->kind || !copies->kind->by_office)
    return TRUE;
  eta_rules_agree (copies, NULL, NULL);

  return eta_outbox_write_copies (self->store, copies, NULL, error);
}

static gboolean
take_all (EtaSession *self, GHashTable *found, GError **error)
{
  GHashTableIter iter;
  gpointer id, theirs;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &id, &theirs))
    if (!(eta_json_get_bool (theirs, "/absent") ? send_again (self, id, error)
                                                : take (self, id, theirs, error)))
      return FALSE;

  return TRUE;
}

static EtaJson *
list_values (GHashTable *found)
{
  EtaJson *list = eta_json_new_array ();
  GHashTableIter iter;
  gpointer record;

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, NULL, &record))
    eta_json_append (list, eta_json_copy (record));

  return list;
}

/**
 * eta_session_take_again:
 * @ids: (element-type utf8): of records that are not the same here and there
 *
 * Fetches them and takes them as if the feed had told them, all or none. When too many would be deleted, it
 * takes none, and there is a question.
 */
gboolean
eta_session_take_again (EtaSession *self, GPtrArray *ids, GError **error)
{
  EtaSyncReport before = *self->report;
  g_autoptr (GHashTable) found = eta_session_fetch_records (self, ids, error);
  g_autoptr (EtaJson) changes = found ? list_values (found) : NULL;
  if (!found || !weigh_deletions (self, changes, error))
    return FALSE;
  if (self->hold_page)
    return TRUE;
  if (!eta_store_begin (self->store, NULL, error))
    return FALSE;
  if (take_all (self, found, error))
    return eta_store_commit (self->store, error);

  eta_store_rollback (self->store);
  *self->report = before;
  return FALSE;
}
