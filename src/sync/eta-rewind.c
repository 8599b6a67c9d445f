/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include <glib/gi18n.h>

/* A new epoch: the centre has been put back to an earlier state. All records that it has ever known of
 * us are asked for, and decided in one transaction with the new cursor (protocol.md). */

#define BATCH 100

/* Fetches one batch of @ids, from @start on, into @found. */
static gboolean
fetch (EtaSession *self, GPtrArray *ids, guint start, GHashTable *found, GError **error)
{
  g_autoptr (EtaJson) request = eta_json_new_object ();
  EtaJson *batch = eta_json_new_array ();
  for (guint i = start; i < MIN (ids->len, start + BATCH); i++)
    eta_json_append (batch, eta_json_new_string (ids->pdata[i]));
  eta_json_take (request, "/ids", batch);

  g_autoptr (EtaJson) answer =
      eta_link_call (self->link, "POST", "/v1/records/fetch", request, 200, error);
  if (!answer)
    return FALSE;
  eta_json_foreach (record, eta_json_get (answer, "/records"))
    if (eta_json_get_string (record, "/id"))
      g_hash_table_insert (found, g_strdup (eta_json_get_string (record, "/id")),
                           eta_json_copy (record));

  return TRUE;
}

static gboolean
decide (EtaSession *self, const char *id, const EtaJson *theirs, gint64 shared, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaJson) common = eta_outbox_dup_agreed (self->store, id, shared, NULL, &failure);
  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  g_autoptr (EtaCopies) copies = eta_outbox_dup_copies (self->store, id, error);
  g_autoptr (EtaJson) clashes = NULL;
  if (!copies)
    return FALSE;

  g_autofree char *base_rev = g_strdup (copies->base_rev);
  EtaTaken taken = eta_rules_rewind (copies, shared, theirs, common, &clashes);

  return eta_session_keep (self, copies, taken, clashes, base_rev, theirs, error);
}

static gboolean
decide_all (EtaSession *self, GPtrArray *ids, GHashTable *found, gint64 shared, GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    const EtaJson *theirs = g_hash_table_lookup (found, ids->pdata[i]);
    if (!theirs) {
      g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
                   _ ("The centre's answer about the record %s is not complete"),
                   (char *) ids->pdata[i]);
      return FALSE;
    }
    if (!decide (self, ids->pdata[i], theirs, shared, error))
      return FALSE;
  }

  return TRUE;
}

/**
 * eta_session_rewind:
 * @shared: the last number that the centre's history has in common with ours
 * @next: the cursor to go on from
 *
 * Brings what is here together with what the centre has been put back to. Nothing is deleted.
 */
gboolean
eta_session_rewind (EtaSession *self, gint64 shared, const char *next, GError **error)
{
  EtaSyncReport before = *self->report;
  g_autoptr (GPtrArray) ids = eta_outbox_dup_known (self->store, error);
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) eta_json_free);
  for (guint i = 0; ids && i < ids->len; i += BATCH)
    if (!fetch (self, ids, i, found, error))
      return FALSE;
  if (!ids || !eta_store_begin (self->store, NULL, error))
    return FALSE;

  if (decide_all (self, ids, found, shared, error) &&
      eta_store_put_setting (self->store, ETA_SETTING_CURSOR, next, error))
    return eta_store_commit (self->store, error);

  eta_store_rollback (self->store);
  *self->report = before;
  return FALSE;
}
