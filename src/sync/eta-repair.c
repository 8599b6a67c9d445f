/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-digest.h"
#include "eta-problem.h"

#include <string.h>

/* The proof that this catalogue and the centre hold the same, and what is done where they do not. A page
 * that was missed, whatever the cause (a fault in a program, a file that was tampered with), would else be
 * missed for ever: the feed tells each change once. */

/* Requests between two proofs: a day's, when nothing else happens. By the counter, for no clock is to be
 * trusted; a catalogue that is new to its centre is proved at once. */
#define EVERY 96

typedef struct {
  guint64 ours[ETA_DIGEST_BUCKETS];
  gboolean differs[ETA_DIGEST_BUCKETS];
  GHashTable *revs; /* id → rev: ours, of the buckets that differ */
} Proof;

static void
add_cb (const char *id, const char *rev, gpointer data)
{
  eta_digest_add (((Proof *) data)->ours, id, rev);
}

static void
gather_cb (const char *id, const char *rev, gpointer data)
{
  Proof *proof = data;

  if (proof->differs[eta_digest_bucket (id)])
    g_hash_table_insert (proof->revs, g_strdup (id), g_strdup (rev));
}

/* How many buckets differ; of an answer that is not whole, none */
static guint
compare (Proof *proof, const EtaJson *buckets)
{
  guint i = 0, n = 0;

  if (eta_json_size (buckets) != ETA_DIGEST_BUCKETS)
    return 0;
  eta_json_foreach (bucket, buckets) {
    g_autofree char *ours = eta_digest_print (proof->ours[i]);
    proof->differs[i] = g_strcmp0 (ours, eta_json_string (bucket)) != 0;
    n += proof->differs[i++];
  }
  return n;
}

/* The ids that one side has otherwise than the other: what the centre has besides, what it has in another
 * rev; what is left in "revs" it has not. */
static gboolean
list_differences (EtaSession *self, Proof *proof, GPtrArray *ids, GError **error)
{
  for (guint i = 0; i < ETA_DIGEST_BUCKETS; i++) {
    g_autofree char *path = g_strdup_printf ("/v1/digest/%u", i);
    g_autoptr (EtaJson) bucket = NULL;

    if (!proof->differs[i])
      continue;
    bucket = eta_link_call (self->link, "GET", path, NULL, 200, error);
    if (!bucket)
      return FALSE;
    eta_json_foreach (record, eta_json_get (bucket, "/records")) {
      const char *id = eta_json_get_string (record, "/0");
      const char *rev = eta_json_get_string (record, "/1");

      if (!id || !rev)
        continue;
      if (g_strcmp0 (g_hash_table_lookup (proof->revs, id), rev) != 0)
        g_ptr_array_add (ids, g_strdup (id));
      g_hash_table_remove (proof->revs, id);
    }
  }
  return TRUE;
}

static void
add_missing (GHashTable *revs, GPtrArray *ids)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, revs);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_ptr_array_add (ids, g_strdup (id));
}

static gboolean
prove (EtaSession *self, Proof *proof, GPtrArray *ids, GError **error)
{
  g_autoptr (EtaJson) digest = NULL;

  if (!eta_outbox_foreach_agreed (self->store, add_cb, proof, error) ||
      !(digest = eta_link_call (self->link, "GET", "/v1/digest", NULL, 200, error)))
    return FALSE;
  if (compare (proof, eta_json_get (digest, "/buckets")) == 0)
    return TRUE;
  if (!eta_outbox_foreach_agreed (self->store, gather_cb, proof, error) ||
      !list_differences (self, proof, ids, error))
    return FALSE;
  add_missing (proof->revs, ids);
  return TRUE;
}

/* A centre of before there were proofs has no such address, and says so in its own words. */
static gboolean
is_unknown (const GError *error)
{
  return g_error_matches (error, ETA_WIRE_ERROR, ETA_PROBLEM_NOT_FOUND);
}

static gboolean
note_proof (EtaSession *self, GError **error)
{
  return eta_sync_put_number (self->store, ETA_SETTING_PROVED,
                              eta_sync_get_number (self->store, ETA_SETTING_COUNTER), error);
}

static gboolean
is_due (EtaSession *self)
{
  gint64 counter = eta_sync_get_number (self->store, ETA_SETTING_COUNTER);
  gint64 proved = eta_sync_get_number (self->store, ETA_SETTING_PROVED);

  return proved == 0 || counter < proved || counter - proved >= EVERY;
}

/**
 * eta_session_repair:
 * @repaired: (out): how many records were not the same on both sides
 *
 * From time to time, when all that is here has been sent and read: asks the centre for its digest, and
 * brings together what differs, as if the feed had told it. Nothing is deleted that the centre does not
 * call deleted; what it has lost is sent to it anew. The brake on many deletions holds.
 */
gboolean
eta_session_repair (EtaSession *self, guint *repaired, GError **error)
{
  g_autoptr (GPtrArray) sealed = eta_outbox_dup_sealed (self->store, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  Proof proof = { .revs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free) };
  g_autoptr (GHashTable) revs = proof.revs;

  *repaired = 0;
  if (!sealed)
    return FALSE;
  if (sealed->len > 0 || self->hold_page || !is_due (self))
    return TRUE;
  if (!prove (self, &proof, ids, &failure) && !is_unknown (failure)) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (ids->len > 0 && !eta_session_take_again (self, ids, error))
    return FALSE;
  if (self->hold_page)
    return TRUE; /* it is proved again when the question is answered */
  *repaired = ids->len;
  return note_proof (self, error);
}
