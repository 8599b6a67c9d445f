/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-trash.h"

#include "eta-record-private.h"
#include "eta-store-private.h"

#include <glib/gi18n.h>

/*
 * A record stays in the trash for ninety days. Then what it said leaves the file; its row stays for ever, as
 * a tombstone does at the centre, with the revs that it has had, so that it does not come back from there.
 *
 * The computer's clock may stand in 1970, or jump years ahead and back. So time is not what the clock says,
 * but the days on which the program was at work: each date that is seen for the first time, in the order of
 * the history. A date counts the days since the nearest earlier one that was seen, at most a week: a jump
 * ahead comes to a week, one back or a date that was seen before to nothing. Days on which the program was
 * not opened for longer than a week make the ninety longer, never shorter.
 *
 * Nothing leaves before the centre has acknowledged the deletion, or while something is sealed and may have
 * reached it.
 */

#define GAP_MAX 7 /* days, that one date may stand for */
#define DAY_SECONDS (24 * 60 * 60)
#define BATCH 50 /* records in one transaction: others write in between */

#define MAY_GO "deleted_at IS NOT NULL AND NOT waiting AND sent_op IS NULL"

/**
 * eta_trash_note_day:
 *
 * Notes that the program is at work. In a step; done before each deletion too, so that the days until then
 * are not counted for it.
 */
gboolean
eta_trash_note_day (EtaStore *self, gint64 now, GError **error)
{
  gint64 day = now / DAY_SECONDS, changed = eta_history_next (self, error) - 1;

  return changed >= 0 && eta_db_run (self->writer, error,
                                     "INSERT OR IGNORE INTO day VALUES (?1, ?2, coalesce("
                                     "(SELECT min(?1 - max(day), ?3) FROM day WHERE day < ?1), 0))",
                                     "iii", day, changed, (gint64) GAP_MAX);
}

/* The texts of the history, and the names of steps that were about this record alone. The numbers stay:
 * the order of all records' changes hangs on them. */
static gboolean
empty_history (EtaStore *self, gint64 n, GError **error)
{
  return eta_db_run (self->writer, error,
                     "UPDATE step SET kind = 3, label = NULL, undone = NULL "
                     "WHERE id IN (SELECT step FROM history WHERE record = ?1) "
                     "AND NOT EXISTS (SELECT 1 FROM history h WHERE h.step = step.id "
                     "AND h.record <> ?1)",
                     "i", n) &&
         eta_db_run (self->writer, error, "UPDATE history SET before = NULL WHERE record = ?1", "i",
                     n) &&
         eta_db_run (self->writer, error, "UPDATE agreed SET doc = NULL WHERE record = ?1", "i", n);
}

static gboolean
empty_record (EtaStore *self, EtaEntry *entry, GError **error)
{
  entry->deleted_at = 0;
  g_clear_pointer (&entry->live, g_free);
  return eta_entry_save (self, entry, NULL, NULL, NULL, FALSE, error) &&
         eta_db_run (self->writer, error,
                     "UPDATE record SET title = '', sort_key = '', subtitle = '', business = NULL, "
                     "province = NULL, regency = NULL, category = NULL, cover = NULL, "
                     "natural_key = NULL, paper_ends = NULL WHERE n = ?1",
                     "i", entry->n) &&
         eta_db_run (self->writer, error, "DELETE FROM delay WHERE subject = ?1", "s", entry->id) &&
         empty_history (self, entry->n, error);
}

static gboolean
refuse (GError **error)
{
  g_set_error_literal (
      error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND,
      _ ("It can be deleted for good when it is in the trash, and the centre knows "
         "of that."));
  return FALSE;
}

static gboolean
purge (EtaStore *self, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 n = eta_db_get_int (self->writer, 0, &failure,
                             "SELECT n FROM record WHERE id = ?1 AND " MAY_GO, "s", id);
  g_autoptr (EtaEntry) entry = n ? eta_entry_load_number (self, n, &failure) : NULL;

  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  return entry ? empty_record (self, entry, error) : refuse (error);
}

/**
 * eta_trash_purge:
 *
 * Takes a record out of the trash for good: nothing of what it said is left in the file, and no undo brings
 * it back. Its photos stay in the vault, where other records may name them. Blocks, any thread.
 *
 * %ETA_STORE_ERROR_NOT_FOUND: it is not in the trash, or the centre has yet to hear of the deletion.
 */
gboolean
eta_trash_purge (EtaStore *store, const char *id, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (store, error))
    return FALSE;
  purge (store, id, &failure);
  return eta_store_leave (store, failure, error);
}

static GPtrArray *
list_due (EtaStore *self, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (self->writer, &failure,
                                           "SELECT id FROM record r WHERE " MAY_GO
                                           " AND " ETA_TRASH_DAYS_LEFT " = 0 LIMIT ?1",
                                           "i", (gint64) BATCH);

  while (rows && eta_rows_next (rows, &failure))
    g_ptr_array_add (ids, g_strdup (eta_rows_text (rows, 0)));
  if (!failure)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* In a transaction: what is due is looked for in the same one in which it goes. */
static gboolean
purge_some (EtaStore *self, gint64 now, guint *purged, GError **error)
{
  g_autoptr (GPtrArray) ids = eta_trash_note_day (self, now, error) ? list_due (self, error) : NULL;

  for (guint i = 0; ids && i < ids->len; i++)
    if (!purge (self, ids->pdata[i], error))
      return FALSE;
  *purged = ids ? ids->len : 0;
  return ids != NULL;
}

/**
 * eta_trash_tend:
 * @now: seconds since 1970, as the computer's clock has it
 * @purged: (out) (optional): how many records have left
 *
 * Notes that the program is at work today, and takes out of the trash what has been there for ninety days.
 * To be called at the start, and some times a day. Blocks, any thread; not within a step.
 */
gboolean
eta_trash_tend (EtaStore *store, gint64 now, guint *purged, GCancellable *cancellable,
                GError **error)
{
  guint all = 0, some;

  do {
    GError *failure = NULL;

    some = 0;
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !eta_store_enter (store, error))
      return FALSE;
    purge_some (store, now, &some, &failure);
    if (!eta_store_leave (store, failure, error))
      return FALSE;
    all += some;
  } while (some == BATCH);
  if (purged)
    *purged = all;
  return TRUE;
}

/**
 * eta_trash_look:
 * @days_left: (out): how many days the record is still kept there; 0: none, as soon as it may go
 */
EtaTrashState
eta_trash_look (EtaStore *store, const char *id, int *days_left)
{
  EtaDb *db = eta_store_borrow (store, NULL);
  EtaTrashState state = ETA_TRASH_NOT_THERE;

  *days_left = 0;
  if (db) {
    g_autoptr (EtaRows) rows =
        eta_db_query (db, NULL,
                      "SELECT " ETA_TRASH_DAYS_LEFT ", " MAY_GO " FROM record r "
                      "WHERE id = ?1 AND deleted_at IS NOT NULL",
                      "s", id);

    if (rows && eta_rows_next (rows, NULL)) {
      *days_left = (int) eta_rows_int (rows, 0);
      state = eta_rows_int (rows, 1) ? ETA_TRASH_MAY_GO : ETA_TRASH_WAITS;
    }
  }
  eta_store_give_back (store, db);
  return state;
}
