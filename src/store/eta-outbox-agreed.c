/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outbox.h"
#include "eta-store-private.h"

#include <string.h>

/* Every rev that a record has had, and what it said: for the day when the centre has been put back
 * to an earlier state (protocol.md). A rev names its document by a hash, so the text is kept apart
 * only where neither the record nor its history holds it. */

#define HASH_DIGITS 16

static gint64
number_of (const char *rev)
{
  return g_ascii_strtoll (rev, NULL, 10);
}

static gboolean
is_in_history (EtaStore *self, const EtaEntry *entry, GError **error)
{
  return g_strcmp0 (entry->base_doc, entry->doc) == 0 ||
         eta_db_get_int (self->writer, 0, error,
                         "SELECT 1 FROM history WHERE record = ?1 AND before = ?2 LIMIT 1", "is",
                         entry->n, entry->base_doc);
}

/* Notes the rev that the record has just got. */
gboolean
eta_agreed_add (EtaStore *self, const EtaEntry *entry, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gboolean kept;

  if (!entry->base_rev || !entry->base_doc)
    return TRUE;
  kept = is_in_history (self, entry, &failure);
  if (!failure)
    eta_db_run (self->writer, &failure, "INSERT OR REPLACE INTO agreed VALUES (?1, ?2, ?3, ?4)",
                "iiss", entry->n, number_of (entry->base_rev), entry->base_rev,
                kept ? NULL : entry->base_doc);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
is_named_by (const char *text, const char *rev)
{
  const char *dot = strchr (rev, '.');
  g_autofree char *hash = text ? g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1) : NULL;

  return hash && dot && strncmp (hash, dot + 1, HASH_DIGITS) == 0;
}

static char *
find_text (EtaStore *self, const EtaEntry *entry, const char *rev, GError **error)
{
  const char *const copies[] = { entry->doc, entry->base_doc, entry->live };
  g_autoptr (EtaRows) rows = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    if (is_named_by (copies[i], rev))
      return g_strdup (copies[i]);
  rows = eta_db_query (self->writer, error,
                       "SELECT before FROM history WHERE record = ?1 AND before IS NOT NULL "
                       "ORDER BY seq DESC",
                       "i", entry->n);
  while (rows && eta_rows_next (rows, error))
    if (is_named_by (eta_rows_text (rows, 0), rev))
      return g_strdup (eta_rows_text (rows, 0));
  return NULL;
}

static char *
find_agreed (EtaStore *self, const EtaEntry *entry, gint64 shared, char **rev, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, &failure,
                    "SELECT rev, doc FROM agreed WHERE record = ?1 AND number <= ?2 "
                    "ORDER BY number DESC",
                    "ii", entry->n, shared);

  while (!text && rows && !failure && eta_rows_next (rows, &failure)) {
    text = g_strdup (eta_rows_text (rows, 1));
    if (!text)
      text = find_text (self, entry, eta_rows_text (rows, 0), &failure);
    if (text && rev)
      *rev = g_strdup (eta_rows_text (rows, 0));
  }
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  return g_steal_pointer (&text);
}

/**
 * eta_outbox_dup_agreed:
 * @shared: number of the last rev that counts
 * @rev: (out) (optional) (nullable): of the document
 *
 * Within a step.
 *
 * Returns: (transfer full) (nullable): the newest document up to @shared that the centre and this
 * office have agreed on; %NULL without an error: none is known
 */
EtaJson *
eta_outbox_dup_agreed (EtaStore *store, const char *id, gint64 shared, char **rev, GError **error)
{
  g_autoptr (EtaEntry) entry = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (g_atomic_pointer_get (&store->holder) == g_thread_self (), NULL);

  if (rev)
    *rev = NULL;
  entry = eta_entry_load (store, id, error);
  if (entry)
    text = find_agreed (store, entry, shared, rev, error);
  return text ? eta_json_parse (text, -1, error) : NULL;
}
