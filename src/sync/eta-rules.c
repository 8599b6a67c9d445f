/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-rules.h"

#include "eta-merge.h"
#include "eta-rev.h"
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

/**
 * eta_rules_unseal:
 *
 * What was sealed is decided, or decided anew.
 */
void
eta_rules_unseal (EtaCopies *copies)
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
  eta_rules_unseal (copies);
}

/* Of a kind that this program does not know, every member is merged by its shape. */
static const EtaField no_fields[] = { { NULL } };
static const EtaKind unknown_kind = { .name = "", .fields = no_fields };

static EtaTaken
merge (EtaCopies *copies, const EtaJson *doc, EtaJson **clashes)
{
  /* After a deletion: over the last document that lived, not over nothing */
  const EtaJson *base = copies->base_doc ? copies->base_doc : copies->live;
  const EtaKind *kind = copies->kind ? copies->kind : &unknown_kind;
  g_autoptr (EtaJson) both = eta_merge (kind, base, copies->doc, doc, clashes);

  replace (&copies->doc, both);
  return *clashes ? ETA_TAKEN_CONFLICT : ETA_TAKEN_MERGED;
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

/* The document in what the centre holds; NULL: deleted or absent */
static const EtaJson *
get_doc (const EtaJson *theirs)
{
  return eta_json_get_bool (theirs, "/deleted") ? NULL : eta_json_get (theirs, "/doc");
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
  const EtaJson *doc = get_doc (theirs);

  *clashes = NULL;
  eta_rules_unseal (copies);
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

/* Beyond what both histories share: merged over nothing that the centre has not had. */
static EtaTaken
rewind_beyond (EtaCopies *copies, gint64 shared, const EtaJson *theirs, const EtaJson *common,
               EtaJson **clashes)
{
  const char *rev = eta_json_get_string (theirs, "/rev");
  const EtaJson *doc = get_doc (theirs);

  replace (&copies->live, common);
  if (rev && eta_rev_get_seq (rev) > shared) { /* both have gone on */
    g_clear_pointer (&copies->base_rev, g_free);
    replace (&copies->base_doc, common);
    return eta_rules_take (copies, theirs, clashes);
  }
  gboolean back = rev && !copies->base_doc && !copies->doc;
  if (back) /* a deletion is not repeated unasked */
    replace (&copies->doc, doc);
  eta_rules_agree (copies, rev, doc); /* an ancestor of ours, or nothing: go forward from it */

  return back ? ETA_TAKEN_THEIRS : ETA_TAKEN_OURS;
}

/**
 * eta_rules_rewind:
 * @shared: the last number that the centre's history has in common with the one that we know
 * @theirs: what the centre holds now, as for eta_rules_take()
 * @common: (nullable): the newest document that both histories know
 * @clashes: (out): as for eta_rules_take()
 *
 * The centre has been put back to an earlier state. What is sealed is dropped and decided anew;
 * nothing is deleted.
 */
EtaTaken
eta_rules_rewind (EtaCopies *copies, gint64 shared, const EtaJson *theirs, const EtaJson *common,
                  EtaJson **clashes)
{
  *clashes = NULL;
  eta_rules_unseal (copies);
  if (!copies->base_rev || g_strcmp0 (eta_json_get_string (theirs, "/rev"), copies->base_rev) == 0)
    return ETA_TAKEN_NOTHING;
  if (eta_rev_get_seq (copies->base_rev) <= shared)
    return eta_rules_take (copies, theirs, clashes);

  return rewind_beyond (copies, shared, theirs, common, clashes);
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
