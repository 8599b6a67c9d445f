/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

/* A new epoch: the centre has been put back to an earlier state. All records that it has ever known of
 * us are asked for, and decided in one transaction with the new cursor (protocol.md). */

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
  for (guint i = 0; i < ids->len; i++)
    if (!decide (self, ids->pdata[i], g_hash_table_lookup (found, ids->pdata[i]), shared, error))
      return FALSE;

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
  g_autoptr (GHashTable) found = ids ? eta_session_fetch_records (self, ids, error) : NULL;
  if (!found || !eta_store_begin (self->store, NULL, error))
    return FALSE;

  if (decide_all (self, ids, found, shared, error) &&
      eta_store_put_setting (self->store, ETA_SETTING_CURSOR, next, error))
    return eta_store_commit (self->store, error);

  eta_store_rollback (self->store);
  *self->report = before;
  return FALSE;
}
