/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-rules.h"

#include "eta-merge.h"
#include "eta-uuid.h"

/* The decisions of the office's side (protocol.md, "What the office's side does"), on the copies of one
 * record in memory: no disk, no network. Every function may be called from any thread. */

static gboolean
same (const EtaJson *a, const EtaJson *b)
{
  return (!a && !b) || (a && b && eta_json_equal (a, b));
}

static void
replace (EtaJson **place, const EtaJson *value)
{
  EtaJson *copy = value ? eta_json_copy (value) : NULL;
  eta_json_free (*place);
  *place = copy;
}

/**
 * eta_rules_has_change:
 *
 * Returns: whether there is something to tell the centre. A record that was made and deleted here,
 * and which nobody else knows, is none.
 */
gboolean
eta_rules_has_change (const EtaCopies *copies)
{
  return !same (copies->doc, copies->base_doc) && (copies->doc || copies->base_rev);
}

/**
 * eta_rules_seal:
 *
 * Puts what the user sees under an op id of its own, which it keeps over retries and restarts.
 */
void
eta_rules_seal (EtaCopies *copies)
{
  g_return_if_fail (!copies->sent_op);

  copies->sent_op = eta_uuid_new ();
  copies->sent_base = g_strdup (copies->base_rev);
  replace (&copies->sent_doc, copies->doc);
}

static void
unseal (EtaCopies *copies)
{
  g_clear_pointer (&copies->sent_op, g_free);
  g_clear_pointer (&copies->sent_base, g_free);
  g_clear_pointer (&copies->sent_doc, eta_json_free);
}

/**
 * eta_rules_agree:
 * @rev: (nullable): %NULL: the centre has no such record
 * @doc: (nullable): %NULL: it is deleted there
 *
 * Both sides hold @doc as @rev. What is sealed was answered by this and is sealed no longer.
 */
void
eta_rules_agree (EtaCopies *copies, const char *rev, const EtaJson *doc)
{
  g_autofree char *agreed = g_strdup (rev);

  replace (&copies->base_doc, doc);
  if (doc)
    replace (&copies->live, doc);
  g_free (copies->base_rev);
  copies->base_rev = g_steal_pointer (&agreed);
}

/**
 * eta_rules_accept:
 *
 * The centre took the sealed change as @rev. The base moves to what was sent, not to what the user has
 * typed since.
 */
void
eta_rules_accept (EtaCopies *copies, const char *rev)
{
  g_return_if_fail (copies->sent_op);

  eta_rules_agree (copies, rev, copies->sent_doc);
  unseal (copies);
}

static EtaTaken
merge (EtaCopies *copies, const EtaJson *doc, EtaJson **clashes)
{
  /* After a deletion: over the last document that lived, not over nothing */
  const EtaJson *base = copies->base_doc ? copies->base_doc : copies->live;
  g_autoptr (EtaJson) both = eta_merge (copies->kind, base, copies->doc, doc, clashes);

  replace (&copies->doc, both);
  if (eta_json_is_empty (*clashes)) {
    g_clear_pointer (clashes, eta_json_free);
    return ETA_TAKEN_MERGED;
  }

  return ETA_TAKEN_CONFLICT;
}

static EtaTaken
decide (EtaCopies *copies, const EtaJson *doc, EtaJson **clashes)
{
  if (same (copies->doc, copies->base_doc) || same (copies->doc, doc)) {
    replace (&copies->doc, doc);
    return ETA_TAKEN_THEIRS;
  }
  if (!doc)
    return ETA_TAKEN_OURS;
  if (!copies->doc) {
    replace (&copies->doc, doc);
    return ETA_TAKEN_THEIRS;
  }

  return merge (copies, doc, clashes);
}

/**
 * eta_rules_take:
 * @theirs: what the centre holds: `{rev, doc}`, `{rev, deleted: true}` or `{absent: true}`
 * @clashes: (out): with %ETA_TAKEN_CONFLICT, `{POINTER: {base, ours, theirs}}`
 *
 * Brings together what the centre holds with what is here, over what was last agreed. Whatever was
 * sealed is sealed no longer: it is decided anew.
 */
EtaTaken
eta_rules_take (EtaCopies *copies, const EtaJson *theirs, EtaJson **clashes)
{
  const char *rev = eta_json_get_string (theirs, "/rev");
  const EtaJson *doc =
      eta_json_get_bool (theirs, "/deleted") ? NULL : eta_json_get (theirs, "/doc");

  *clashes = NULL;
  unseal (copies);
  if (!rev) {
    eta_rules_agree (copies, NULL, NULL);
    return ETA_TAKEN_OURS;
  }
  if (g_strcmp0 (rev, copies->base_rev) == 0)
    return ETA_TAKEN_NOTHING;

  EtaTaken taken = decide (copies, doc, clashes);
  eta_rules_agree (copies, rev, doc);
  return taken;
}

/**
 * eta_rules_new_conflict:
 * @ours: `{by, at, rev}` of the side that gave way
 * @theirs: the same of the side whose value stands
 * @id: (out): made from what clashes, so that two desks that meet the same conflict make one record
 *
 * Returns: (transfer full): the document of a conflict record
 */
EtaJson *
eta_rules_new_conflict (const EtaCopies *copies, const EtaJson *clashes, const EtaJson *ours,
                        const EtaJson *theirs, char **id)
{
  EtaJson *doc = eta_json_new_object ();
  eta_json_set_string (doc, "/of", copies->id);
  eta_json_take (doc, "/fields", eta_json_copy (clashes));
  g_autofree char *content = eta_json_canonical (doc);
  *id = eta_uuid_from_text (content);

  eta_json_set_string (doc, "/kind", copies->kind_name);
  eta_json_take (doc, "/ours", eta_json_copy (ours));
  eta_json_take (doc, "/theirs", eta_json_copy (theirs));
  eta_json_set_string (doc, "/state", "open");

  return doc;
}
