/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-merge.h"
#include "eta-store-private.h"

#include <glib/gi18n.h>

/* An undo is a step itself, which puts back what stood before another step; a redo does the same to
 * the undo. Where a record has been changed since, only what the step changed is put back, by a
 * three-way merge. */

/**
 * eta_history_dup_after:
 * @n: number of a record
 * @current: (nullable): its document now
 *
 * Returns: (transfer full) (nullable): the record's document after the change @seq
 */
char *
eta_history_dup_after (EtaStore *self, gint64 n, gint64 seq, const char *current, GError **error)
{
  g_autoptr (EtaRows) rows = eta_db_query (
      self->writer, error,
      "SELECT before FROM history WHERE record = ?1 AND seq > ?2 ORDER BY seq LIMIT 1", "ii", n,
      seq);
  g_autoptr (GError) failure = NULL;

  if (!rows)
    return NULL;
  if (eta_rows_next (rows, &failure))
    return g_strdup (eta_rows_text (rows, 0));
  if (!failure)
    return g_strdup (current);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* Where both have changed a field, a merge lets "theirs" stand: here, what was changed later. */
static char *
merge (const EtaEntry *entry, const char *after, const char *before, gboolean *kept, GError **error)
{
  g_autoptr (EtaJson) base = eta_json_parse (after, -1, error);
  g_autoptr (EtaJson) ours = base ? eta_json_parse (before, -1, error) : NULL;
  g_autoptr (EtaJson) theirs = ours ? eta_json_parse (entry->doc, -1, error) : NULL;
  g_autoptr (EtaJson) merged = NULL;
  g_autoptr (EtaJson) clashes = NULL;

  if (!theirs)
    return NULL;
  merged = eta_merge (entry->kind, base, ours, theirs, &clashes);
  *kept = clashes != NULL;
  return eta_json_canonical (merged);
}

/* What the record becomes when the change from @before to @after is taken back. Later changes stay:
 * of a field that was changed again, of a record that was deleted or brought back since, and of one
 * that was new and that others (@foreign) have changed since. @kept: some did. */
static char *
take_back (const EtaEntry *entry, const char *before, const char *after, gboolean foreign,
           gboolean *kept, GError **error)
{
  *kept = FALSE;
  if (g_strcmp0 (entry->doc, after) == 0)
    return g_strdup (before);
  *kept = before ? !entry->doc || !entry->kind : entry->doc && foreign;
  if (!entry->doc || (!before && !foreign))
    return NULL;
  if (!before || !after || !entry->kind)
    return g_strdup (entry->doc);
  return merge (entry, after, before, kept, error);
}

/* Only a curator sets published and returned (protocol.md); an office may leave them where the centre has
 * them. What the office has withdrawn there, or handed in, it can hand in anew. */
static void
settle_state (EtaEntry *entry, EtaJson *doc)
{
  g_autoptr (EtaJson) agreed = entry->base_doc ? eta_json_parse (entry->base_doc, -1, NULL) : NULL;
  const char *state = eta_json_get_string (doc, "/state");
  const char *there = eta_json_get_string (agreed, "/state");
  gboolean published = g_strcmp0 (state, "published") == 0;

  if (!agreed || g_strcmp0 (state, there) == 0 ||
      (!published && g_strcmp0 (state, "returned") != 0))
    return;
  eta_json_set_string (doc, "/state", published ? "submitted" : "corrected");
  g_free (entry->doc);
  entry->doc = eta_json_canonical (doc);
}

static gboolean
replace (EtaStore *self, EtaEntry *entry, char *take_target, GError **error)
{
  g_autofree char *before = g_steal_pointer (&entry->doc);
  g_autoptr (EtaJson) doc = NULL;

  entry->doc = take_target;
  if (g_strcmp0 (before, entry->doc) == 0)
    return TRUE;
  if (entry->doc && !(doc = eta_json_parse (entry->doc, -1, error)))
    return FALSE;
  settle_state (entry, doc);
  return eta_entry_save (self, entry, before, doc, NULL, FALSE, error);
}

static gboolean
is_changed_by_others (EtaStore *self, gint64 n, gint64 seq, GError **error)
{
  return eta_db_get_int (self->writer, 0, error,
                         "SELECT 1 FROM history WHERE record = ?1 AND seq > ?2 AND by IS NOT NULL "
                         "LIMIT 1",
                         "ii", n, seq);
}

/* @stayed: numbers of the records in which something newer stays */
static gboolean
revert_change (EtaStore *self, gint64 seq, GHashTable *stayed, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 n = eta_db_get_int (self->writer, 0, &failure, "SELECT record FROM history WHERE seq = ?1",
                             "i", seq);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *target = NULL;
  g_autoptr (EtaEntry) entry = NULL;
  gboolean foreign = FALSE, kept = FALSE;

  if (!failure)
    before = eta_db_dup_text (self->writer, &failure, "SELECT before FROM history WHERE seq = ?1",
                              "i", seq);
  if (!failure)
    entry = eta_entry_load_number (self, n, &failure);
  if (!failure)
    after = eta_history_dup_after (self, n, seq, entry->doc, &failure);
  if (!failure)
    foreign = is_changed_by_others (self, n, seq, &failure);
  if (!failure)
    target = take_back (entry, before, after, foreign, &kept, &failure);
  if (!failure)
    replace (self, entry, g_steal_pointer (&target), &failure);
  if (!failure) {
    if (kept)
      g_hash_table_add (stayed, g_memdup2 (&n, sizeof n));
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static GArray *
list_changes (EtaStore *self, gint64 step, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, &failure,
                    "SELECT seq FROM history WHERE step = ?1 ORDER BY seq DESC", "i", step);

  while (rows && eta_rows_next (rows, &failure)) {
    gint64 seq = eta_rows_int (rows, 0);
    g_array_append_val (changes, seq);
  }
  if (!failure)
    return g_steal_pointer (&changes);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
revert_step (EtaStore *self, gint64 step, guint *kept, GError **error)
{
  g_autoptr (GArray) changes = list_changes (self, step, error);
  g_autoptr (GHashTable) stayed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; changes && i < changes->len; i++)
    if (!revert_change (self, g_array_index (changes, gint64, i), stayed, error) ||
        !eta_store_give_way (self, error))
      return FALSE;
  if (kept)
    *kept = g_hash_table_size (stayed);
  return changes != NULL;
}

static gboolean
fail_nothing (const char *message, GError **error)
{
  if (!error || !*error)
    g_set_error_literal (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND, message);
  return FALSE;
}

static EtaRows *
find_to_undo (EtaStore *self, gint64 step, GError **error)
{
  if (step)
    return eta_db_query (self->writer, error,
                         "SELECT id, label FROM step WHERE id = ?1 AND kind = 0 AND undone IS NULL",
                         "i", step);
  return eta_db_query (self->writer, error,
                       "SELECT id, label FROM step WHERE kind = 0 AND undone IS NULL "
                       "ORDER BY id DESC LIMIT 1",
                       "");
}

/* The row is read to its end before the step gives way. Returns the number of the step; 0: none */
static gint64
name_undo (EtaStore *self, gint64 step, GError **error)
{
  g_autoptr (EtaRows) rows = find_to_undo (self, step, error);

  if (!rows)
    return 0;
  if (!eta_rows_next (rows, error))
    return fail_nothing (_ ("There is nothing to undo."), error);
  self->step.of = eta_rows_int (rows, 0);
  eta_store_set_label (
      self, eta_label_new (N_ ("Undo: %s"), eta_label_unpack (eta_rows_text (rows, 1)), NULL));
  return self->step.of;
}

/* A step is undone when all of it is: what was cut off half-way can be undone again. */
static gboolean
undo (EtaStore *self, gint64 step, guint *kept, GError **error)
{
  gint64 done;

  self->step.kind = ETA_STEP_UNDO;
  step = name_undo (self, step, error);
  return step && (done = eta_store_step_id (self, NULL, error)) &&
         revert_step (self, step, kept, error) &&
         eta_db_run (self->writer, error, "UPDATE step SET undone = ?2 WHERE id = ?1", "ii", step,
                     done);
}

#define STEP_TO_REDO                                                                               \
  " FROM step s WHERE undone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM step later "                \
  "WHERE later.kind = 0 AND later.undone IS NULL AND later.id > s.undone) "                        \
  "ORDER BY undone DESC LIMIT 1"

/* Returns the number of the undo; 0: none */
static gint64
name_redo (EtaStore *self, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, error, "SELECT id, undone, label" STEP_TO_REDO, "");

  if (!rows)
    return 0;
  if (!eta_rows_next (rows, error))
    return fail_nothing (_ ("There is nothing to redo."), error);
  self->step.of = eta_rows_int (rows, 0);
  eta_store_set_label (
      self, eta_label_new (N_ ("Redo: %s"), eta_label_unpack (eta_rows_text (rows, 2)), NULL));
  return eta_rows_int (rows, 1);
}

static gboolean
redo (EtaStore *self, guint *kept, GError **error)
{
  gint64 undone;

  self->step.kind = ETA_STEP_REDO;
  undone = name_redo (self, error);
  return undone && eta_store_step_id (self, NULL, error) &&
         revert_step (self, undone, kept, error) &&
         eta_db_run (self->writer, error, "UPDATE step SET undone = NULL WHERE id = ?1", "i",
                     self->step.of);
}

static gboolean
take_back_step (EtaStore *self, gint64 step, GError **error)
{
  self->step.kind = ETA_STEP_FOREIGN;
  if (!name_undo (self, step, error))
    return FALSE;
  self->step.of = 0;
  return revert_step (self, step, NULL, error) &&
         eta_db_run (self->writer, error, "UPDATE step SET kind = ?2 WHERE id = ?1", "ii", step,
                     (gint64) ETA_STEP_FOREIGN);
}

/**
 * eta_store_take_back:
 *
 * Undoes what there is of a step that has failed. Neither is offered for undo and redo afterwards; one
 * that the user has undone meanwhile stays so.
 */
gboolean
eta_store_take_back (EtaStore *self, gint64 step, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  take_back_step (self, step, &failure);
  if (g_error_matches (failure, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND))
    g_clear_error (&failure);
  return eta_store_leave (self, failure, error);
}

/**
 * eta_store_undo:
 * @step: of eta_store_last_step(); 0: the newest that is not undone yet
 * @kept: (out) (optional): in how many records something that was changed since stays as it is
 *
 * Takes back what a step has changed, and nothing that was changed later, here or by others. Not within
 * a step. %ETA_STORE_ERROR_NOT_FOUND: there is no such step, or it is undone.
 */
gboolean
eta_store_undo (EtaStore *self, gint64 step, guint *kept, GError **error)
{
  GError *failure = NULL;

  if (kept)
    *kept = 0;
  if (!eta_store_enter (self, error))
    return FALSE;
  undo (self, step, kept, &failure);
  return eta_store_leave (self, failure, error);
}

/**
 * eta_store_redo:
 * @kept: (out) (optional): as for eta_store_undo()
 *
 * Takes back the newest undo, as long as nothing has been changed since. Not within a step.
 */
gboolean
eta_store_redo (EtaStore *self, guint *kept, GError **error)
{
  GError *failure = NULL;

  if (kept)
    *kept = 0;
  if (!eta_store_enter (self, error))
    return FALSE;
  redo (self, kept, &failure);
  return eta_store_leave (self, failure, error);
}

void
eta_past_step_free (EtaPastStep *step)
{
  if (!step)
    return;
  g_free (step->label);
  g_free (step);
}

/* A step has the time of its changes. */
#define STEP_TIME "(SELECT max(at) FROM history h WHERE h.step = s.id)"

static EtaPastStep *
read_step (EtaRows *rows)
{
  EtaPastStep *step = NULL;

  if (rows && eta_rows_next (rows, NULL)) {
    step = g_new0 (EtaPastStep, 1);
    step->id = eta_rows_int (rows, 0);
    step->label = eta_label_dup_words (eta_rows_text (rows, 1));
    step->at = eta_rows_int (rows, 2);
  }
  return step;
}

/**
 * eta_store_dup_step_to_undo:
 * @step: 0: the newest
 *
 * Returns: (transfer full) (nullable): what eta_store_undo() would take back; %NULL: nothing
 */
EtaPastStep *
eta_store_dup_step_to_undo (EtaStore *self, gint64 step)
{
  EtaDb *db = eta_store_borrow (self, NULL);
  EtaPastStep *found = NULL;

  if (db) {
    g_autoptr (EtaRows) rows =
        step ? eta_db_query (db, NULL,
                             "SELECT id, label, " STEP_TIME " FROM step s "
                             "WHERE id = ?1 AND kind = 0 AND undone IS NULL",
                             "i", step)
             : eta_db_query (db, NULL,
                             "SELECT id, label, " STEP_TIME " FROM step s "
                             "WHERE kind = 0 AND undone IS NULL ORDER BY id DESC LIMIT 1",
                             "");
    found = read_step (rows);
  }
  eta_store_give_back (self, db);
  return found;
}

/**
 * eta_store_dup_step_to_redo:
 *
 * Returns: (transfer full) (nullable): what eta_store_redo() would do again; %NULL: nothing
 */
EtaPastStep *
eta_store_dup_step_to_redo (EtaStore *self)
{
  EtaDb *db = eta_store_borrow (self, NULL);
  EtaPastStep *found = NULL;

  if (db) {
    g_autoptr (EtaRows) rows =
        eta_db_query (db, NULL, "SELECT id, label, " STEP_TIME STEP_TO_REDO, "");
    found = read_step (rows);
  }
  eta_store_give_back (self, db);
  return found;
}

/* The newest step that can be undone; 0: none. For the button of a toast. */
gint64
eta_store_last_step (EtaStore *self)
{
  g_autoptr (EtaPastStep) step = eta_store_dup_step_to_undo (self, 0);

  return step ? step->id : 0;
}
