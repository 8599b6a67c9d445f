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
  g_free (version->by);
  g_free (version->label);
  g_free (version);
}

static char *
dup_author (const char *by)
{
  return g_strdup (g_strcmp0 (by, ETA_BY_CENTRE) == 0 ? _ (ETA_BY_CENTRE) : by);
}

static EtaVersion *
read_version (EtaRows *rows)
{
  EtaVersion *version = g_new0 (EtaVersion, 1);

  version->seq = version->first = eta_rows_int (rows, 0);
  version->at = eta_rows_int (rows, 2);
  version->by = dup_author (eta_rows_text (rows, 3));
  version->label = eta_label_dup_words (eta_rows_text (rows, 4));
  return version;
}

/* A step may have changed the record several times, one right after the other. */
static gboolean
read_versions (EtaDb *db, const char *id, gint64 until, guint limit, GPtrArray *versions,
               GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (db, &failure,
                    "SELECT h.seq, h.step, h.at, h.by, s.label FROM history h "
                    "JOIN step s ON s.id = h.step "
                    "WHERE h.record = (SELECT n FROM record WHERE id = ?1) AND h.seq < ?2 "
                    "ORDER BY h.seq DESC",
                    "si", id, until ? until : G_MAXINT64);
  gint64 step = 0;

  while (rows && eta_rows_next (rows, &failure)) {
    if (versions->len > 0 && eta_rows_int (rows, 1) == step) {
      ((EtaVersion *) versions->pdata[versions->len - 1])->first = eta_rows_int (rows, 0);
      continue;
    }
    if (versions->len == limit)
      break;
    step = eta_rows_int (rows, 1);
    g_ptr_array_add (versions, read_version (rows));
  }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * eta_store_dup_history:
 * @until: 0, or the first number of the last version of the page before
 * @limit: how many versions at most
 *
 * Reads no documents: as fast for the first page of a long history as for a short one.
 *
 * Returns: (transfer full) (element-type EtaVersion) (nullable): one for each step, newest first; empty
 * for a record that is not here
 */
GPtrArray *
eta_store_dup_history (EtaStore *self, const char *id, gint64 until, guint limit, GError **error)
{
  g_autoptr (GPtrArray) versions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) eta_version_free);
  EtaDb *db = eta_store_borrow (self, error);
  gboolean done = db && read_versions (db, id, until, limit, versions, error);

  eta_store_give_back (self, db);
  return done ? g_steal_pointer (&versions) : NULL;
}

/* What stood before the first change of the record from @seq on: before that change, or now */
#define TEXT_BEFORE                                                                                \
  "SELECT CASE WHEN h.seq IS NULL THEN d.doc ELSE h.before END FROM record r "                     \
  "JOIN document d ON d.n = r.n LEFT JOIN history h ON h.seq = (SELECT min(seq) FROM history "     \
  "WHERE record = r.n AND seq >= ?2) WHERE r.id = ?1"

static EtaJson *
read_before (EtaDb *db, const char *id, gint64 seq, GError **error)
{
  g_autofree char *text = eta_db_dup_text (db, error, TEXT_BEFORE, "si", id, seq);

  return text ? eta_json_parse (text, -1, error) : NULL;
}

/**
 * eta_store_read_version:
 * @version: of that record
 * @before: (out) (nullable) (transfer full): its document before the step; %NULL: it was not there
 * @after: (out) (nullable) (transfer full): its document after the step; %NULL: deleted
 */
gboolean
eta_store_read_version (EtaStore *self, const char *id, const EtaVersion *version, EtaJson **before,
                        EtaJson **after, GError **error)
{
  g_autoptr (GError) failure = NULL;
  EtaDb *db = eta_store_borrow (self, &failure);

  *before = *after = NULL;
  if (db)
    *before = read_before (db, id, version->first, &failure);
  if (db && !failure)
    *after = read_before (db, id, version->seq + 1, &failure);
  eta_store_give_back (self, db);
  if (!failure)
    return TRUE;
  g_clear_pointer (before, eta_json_free);
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* The way of a listing through curation is not wound back with what it says: where it stands there, and the
 * curator's words on it, stay. */
static void
keep_member (EtaJson *doc, const EtaJson *current, const char *pointer)
{
  const EtaJson *value = eta_json_get (current, pointer);

  eta_json_take (doc, pointer, value ? eta_json_copy (value) : NULL);
}

static EtaJson *
make_back (EtaDb *db, const char *id, gint64 seq, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaJson) doc = read_before (db, id, seq + 1, &failure);
  g_autoptr (EtaJson) current =
      failure ? NULL : read_before (db, id, G_MAXINT64, &failure); /* as it is */

  if (!doc && !failure)
    g_set_error_literal (&failure, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND,
                         _ ("That version is no longer here."));
  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (current) {
    keep_member (doc, current, "/state");
    keep_member (doc, current, "/review");
  }
  return g_steal_pointer (&doc);
}

/**
 * eta_store_dup_back:
 * @seq: of an #EtaVersion of that record
 *
 * Returns: (transfer full) (nullable): what eta_store_back_to() would make of the record: what it said then,
 *   in the state that it has now. %NULL with %ETA_STORE_ERROR_NOT_FOUND: it was deleted then
 */
EtaJson *
eta_store_dup_back (EtaStore *self, const char *id, gint64 seq, GError **error)
{
  EtaDb *db = eta_store_borrow (self, error);
  EtaJson *doc = db ? make_back (db, id, seq, error) : NULL;

  eta_store_give_back (self, db);
  return doc;
}

static gboolean
back_to (EtaStore *self, const char *id, gint64 seq, GError **error)
{
  g_autoptr (EtaJson) doc = make_back (self->writer, id, seq, error);
  g_autoptr (EtaEntry) entry = doc ? eta_entry_load (self, id, error) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;

  if (!entry)
    return FALSE;
  title = entry->kind ? eta_kind_title (entry->kind, doc, ETA_STORE_LANGUAGE) : NULL;
  eta_store_set_label (self, eta_label_new (N_ ("Back to an earlier “%s”"),
                                            eta_json_new_string (title ? title : id), NULL));
  before = g_steal_pointer (&entry->doc);
  entry->doc = eta_json_canonical (doc);
  return g_strcmp0 (before, entry->doc) == 0 ||
         eta_entry_save (self, entry, before, doc, NULL, FALSE, error);
}

/**
 * eta_store_back_to:
 * @seq: of an #EtaVersion of that record
 *
 * Makes the record say again what it said after that change: a change like any other, so it can be undone.
 * Its state stays, and what a curator has said of it.
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
