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
merge (const EtaEntry *entry, const char *after, const char *before, GError **error)
{
  g_autoptr (EtaJson) base = eta_json_parse (after, -1, error);
  g_autoptr (EtaJson) ours = base ? eta_json_parse (before, -1, error) : NULL;
  g_autoptr (EtaJson) theirs = ours ? eta_json_parse (entry->doc, -1, error) : NULL;
  g_autoptr (EtaJson) merged = NULL;

  if (!theirs)
    return NULL;
  merged = eta_merge (entry->kind, base, ours, theirs, NULL);
  return eta_json_canonical (merged);
}

/* What the record becomes when the change from @before to @after is taken back. Later changes stay:
 * of a field that was changed again, of a record that was deleted or brought back since. */
static char *
take_back (const EtaEntry *entry, const char *before, const char *after, GError **error)
{
  if (g_strcmp0 (entry->doc, after) == 0)
    return g_strdup (before);
  if (!entry->doc || !before)
    return NULL;
  if (!after || !entry->kind)
    return g_strdup (entry->doc);
  return merge (entry, after, before, error);
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
  return eta_entry_save (self, entry, before, doc, NULL, FALSE, error);
}

static gboolean
revert_change (EtaStore *self, gint64 seq, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 n = eta_db_get_int (self->writer, 0, &failure, "SELECT record FROM history WHERE seq = ?1",
                             "i", seq);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *target = NULL;
  g_autoptr (EtaEntry) entry = NULL;

  if (!failure)
    before = eta_db_dup_text (self->writer, &failure, "SELECT before FROM history WHERE seq = ?1",
                              "i", seq);
  if (!failure)
    entry = eta_entry_load_number (self, n, &failure);
  if (!failure)
    after = eta_history_dup_after (self, n, seq, entry->doc, &failure);
  if (!failure)
    target = take_back (entry, before, after, &failure);
  if (!failure)
    replace (self, entry, g_steal_pointer (&target), &failure);
  if (!failure)
    return TRUE;
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
revert_step (EtaStore *self, gint64 step, GError **error)
{
  g_autoptr (GArray) changes = list_changes (self, step, error);

  for (guint i = 0; changes && i < changes->len; i++)
    if (!revert_change (self, g_array_index (changes, gint64, i), error))
      return FALSE;
  return changes != NULL;
}

static gboolean
fail_nothing (const char *message, GError **error)
{
  if (!error || !*error)
    g_set_error_literal (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND, message);
  return FALSE;
}

static gboolean
undo (EtaStore *self, gint64 step, GError **error)
{
  g_autoptr (EtaRows) rows =
      step ? eta_db_query (
                 self->writer, error,
                 "SELECT id, label FROM step WHERE id = ?1 AND kind = 0 AND undone IS NULL", "i",
                 step)
           : eta_db_query (self->writer, error,
                           "SELECT id, label FROM step WHERE kind = 0 AND undone IS NULL "
                           "ORDER BY id DESC LIMIT 1",
                           "");
  gint64 done;

  if (!rows)
    return FALSE;
  if (!eta_rows_next (rows, error))
    return fail_nothing (_ ("There is nothing to undo."), error);
  step = eta_rows_int (rows, 0);
  self->step.kind = ETA_STEP_UNDO;
  self->step.of = step;
  eta_store_set_label (self, g_strdup_printf (_ ("Undo: %s"), eta_rows_text (rows, 1)));
  return (done = eta_store_step_id (self, NULL, error)) && revert_step (self, step, error) &&
         eta_db_run (self->writer, error, "UPDATE step SET undone = ?2 WHERE id = ?1", "ii", step,
                     done);
}

#define STEP_TO_REDO                                                                               \
  " FROM step s WHERE undone IS NOT NULL AND NOT EXISTS (SELECT 1 FROM step later "                \
  "WHERE later.kind = 0 AND later.undone IS NULL AND later.id > s.undone) "                        \
  "ORDER BY undone DESC LIMIT 1"

static gboolean
redo (EtaStore *self, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, error, "SELECT id, undone, label" STEP_TO_REDO, "");

  if (!rows)
    return FALSE;
  if (!eta_rows_next (rows, error))
    return fail_nothing (_ ("There is nothing to redo."), error);
  self->step.kind = ETA_STEP_REDO;
  self->step.of = eta_rows_int (rows, 0);
  eta_store_set_label (self, g_strdup_printf (_ ("Redo: %s"), eta_rows_text (rows, 2)));
  return eta_store_step_id (self, NULL, error) &&
         revert_step (self, eta_rows_int (rows, 1), error) &&
         eta_db_run (self->writer, error, "UPDATE step SET undone = NULL WHERE id = ?1", "i",
                     self->step.of);
}

/**
 * eta_store_undo:
 * @step: of eta_store_last_step(); 0: the newest that is not undone yet
 *
 * Takes back what a step has changed, and nothing that was changed later. Not within a step.
 * %ETA_STORE_ERROR_NOT_FOUND: there is no such step, or it is undone.
 */
gboolean
eta_store_undo (EtaStore *self, gint64 step, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  undo (self, step, &failure);
  return eta_store_leave (self, failure, error);
}

/**
 * eta_store_redo:
 *
 * Takes back the newest undo, as long as nothing has been changed since. Not within a step.
 */
gboolean
eta_store_redo (EtaStore *self, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  redo (self, &failure);
  return eta_store_leave (self, failure, error);
}

static char *
read_label (EtaStore *self, const char *sql)
{
  EtaDb *db = eta_store_borrow (self, NULL);
  char *label = db ? eta_db_dup_text (db, NULL, sql, "") : NULL;

  eta_store_give_back (self, db);
  return label;
}

/**
 * eta_store_dup_undo_label:
 *
 * Returns: (transfer full) (nullable): what eta_store_undo() would take back
 */
char *
eta_store_dup_undo_label (EtaStore *self)
{
  return read_label (self, "SELECT label FROM step WHERE kind = 0 AND undone IS NULL "
                           "ORDER BY id DESC LIMIT 1");
}

char *
eta_store_dup_redo_label (EtaStore *self)
{
  return read_label (self, "SELECT label" STEP_TO_REDO);
}

/* The newest step that can be undone; 0: none. For the button of a toast. */
gint64
eta_store_last_step (EtaStore *self)
{
  EtaDb *db = eta_store_borrow (self, NULL);
  gint64 step = 0;

  if (db)
    step = eta_db_get_int (db, 0, NULL,
                           "SELECT id FROM step WHERE kind = 0 AND undone IS NULL "
                           "ORDER BY id DESC LIMIT 1",
                           "");
  eta_store_give_back (self, db);
  return step;
}
