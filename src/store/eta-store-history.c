/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"

#include <glib/gi18n.h>

/* The history keeps, for each change, the document that stood before it. What stood after it is the
 * "before" of the record's next change, or the record as it is. */

/* The number that the next row of the history will have: also the record's place by change. */
gint64
eta_history_next (EtaStore *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  EtaStep *step = &self->step;

  if (step->last_seq == 0)
    step->last_seq = eta_db_get_int (self->writer, 0, &failure, "SELECT max(seq) FROM history", "");
  if (!failure)
    return step->last_seq + 1;
  g_propagate_error (error, g_steal_pointer (&failure));
  return 0;
}

/**
 * eta_history_add:
 * @n: number of the record
 * @before: (nullable): its document until now
 * @by: (nullable): who has changed it; %NULL: this office's user
 */
gboolean
eta_history_add (EtaStore *self, gint64 n, const char *before, const char *by, GError **error)
{
  gint64 step = eta_store_step_id (self, by, error);
  gint64 seq = step ? eta_history_next (self, error) : 0;

  if (!seq ||
      !eta_db_run (self->writer, error, "INSERT INTO history VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                   "iiiiss", seq, step, n, self->step.now, by, before))
    return FALSE;
  self->step.last_seq = seq;
  return TRUE;
}

void
eta_version_free (EtaVersion *version)
{
  if (!version)
    return;
  g_free (version->at);
  g_free (version->by);
  g_free (version->label);
  eta_json_free (version->doc);
  g_free (version);
}

static char *
format_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : g_strdup ("");
}

static EtaVersion *
read_version (EtaRows *rows, const char *after, GError **error)
{
  EtaJson *doc = after ? eta_json_parse (after, -1, error) : NULL;
  EtaVersion *version;

  if (after && !doc)
    return NULL;
  version = g_new0 (EtaVersion, 1);
  version->seq = eta_rows_int (rows, 0);
  version->at = format_time (eta_rows_int (rows, 1));
  version->by = g_strdup (eta_rows_text (rows, 2));
  version->label = g_strdup (eta_rows_text (rows, 3));
  version->doc = doc;
  return version;
}

static gboolean
read_versions (EtaDb *db, const char *id, guint limit, GPtrArray *versions, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *after = eta_db_dup_text (
      db, &failure, "SELECT d.doc FROM record r JOIN document d ON d.n = r.n WHERE r.id = ?1", "s",
      id);
  g_autoptr (EtaRows) rows =
      failure ? NULL
              : eta_db_query (db, &failure,
                              "SELECT h.seq, h.at, h.by, s.label, h.before FROM history h "
                              "JOIN step s ON s.id = h.step "
                              "WHERE h.record = (SELECT n FROM record WHERE id = ?1) "
                              "ORDER BY h.seq DESC LIMIT ?2",
                              "si", id, (gint64) limit);

  while (!failure && eta_rows_next (rows, &failure)) {
    EtaVersion *version = read_version (rows, after, &failure);

    if (version)
      g_ptr_array_add (versions, version);
    g_free (after);
    after = g_strdup (eta_rows_text (rows, 4));
  }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * eta_store_dup_history:
 * @limit: how many versions at most
 *
 * Returns: (transfer full) (element-type EtaVersion) (nullable): newest first; empty for a record that
 * is not here
 */
GPtrArray *
eta_store_dup_history (EtaStore *self, const char *id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) versions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) eta_version_free);
  EtaDb *db = eta_store_borrow (self, error);
  gboolean done = FALSE;

  /* one snapshot, or a change between the two reads would shift the versions by one */
  if (db && (eta_db_in_transaction (db) || eta_db_begin_read (db, error))) {
    done = read_versions (db, id, limit, versions, error);
    if (db != self->writer)
      eta_db_rollback (db);
  }
  eta_store_give_back (self, db);
  return done ? g_steal_pointer (&versions) : NULL;
}

static gboolean
find_version (EtaStore *self, const char *id, gint64 seq, EtaEntry **entry, char **doc,
              GError **error)
{
  *entry = eta_entry_load (self, id, error);
  if (!*entry)
    return FALSE;
  *doc = eta_history_dup_after (self, (*entry)->n, seq, (*entry)->doc, error);
  return *doc != NULL;
}

static gboolean
back_to (EtaStore *self, const char *id, gint64 seq, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaEntry) entry = NULL;
  g_autoptr (EtaJson) doc = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;

  if (find_version (self, id, seq, &entry, &text, &failure))
    doc = eta_json_parse (text, -1, &failure);
  if (!doc) {
    if (!failure)
      g_set_error_literal (&failure, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND,
                           _ ("That version is no longer here."));
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  title = entry->kind ? eta_kind_title (entry->kind, doc, ETA_STORE_LANGUAGE) : NULL;
  eta_store_set_label (self, g_strdup_printf (_ ("Back to an earlier “%s”"), title ? title : id));
  before = g_steal_pointer (&entry->doc);
  entry->doc = g_steal_pointer (&text);
  return g_strcmp0 (before, entry->doc) == 0 ||
         eta_entry_save (self, entry, before, doc, NULL, FALSE, error);
}

/**
 * eta_store_back_to:
 * @seq: of an #EtaVersion of that record
 *
 * Makes the record again what it was after that change: a change like any other, so it can be undone.
 */
gboolean
eta_store_back_to (EtaStore *self, const char *id, gint64 seq, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  back_to (self, id, seq, &failure);
  return eta_store_leave (self, failure, error);
}
