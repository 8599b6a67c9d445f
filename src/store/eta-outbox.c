/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outbox.h"

#include "eta-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* Records under way, as the sync floor reads and writes them. */

void
eta_copies_free (EtaCopies *copies)
{
  if (!copies)
    return;
  g_free (copies->id);
  g_free (copies->kind_name);
  g_free (copies->office);
  g_free (copies->base_rev);
  g_free (copies->sent_op);
  g_free (copies->sent_base);
  eta_json_free (copies->base_doc);
  eta_json_free (copies->live);
  eta_json_free (copies->sent_doc);
  eta_json_free (copies->doc);
  g_free (copies);
}

static gboolean
parse (const char *text, EtaJson **doc, GError **error)
{
  *doc = text ? eta_json_parse (text, -1, error) : NULL;
  return !text || *doc;
}

static EtaCopies *
copies_of (const EtaEntry *entry, GError **error)
{
  g_autoptr (EtaCopies) copies = g_new0 (EtaCopies, 1);

  copies->id = g_strdup (entry->id);
  copies->kind = entry->kind;
  copies->kind_name = g_strdup (entry->kind_name);
  copies->office = g_strdup (entry->office);
  copies->base_rev = g_strdup (entry->base_rev);
  copies->sent_op = g_strdup (entry->sent_op);
  copies->sent_base = g_strdup (entry->sent_base);
  if (!parse (entry->doc, &copies->doc, error) ||
      !parse (entry->base_doc, &copies->base_doc, error) ||
      !parse (entry->live, &copies->live, error) ||
      !parse (entry->sent_doc, &copies->sent_doc, error))
    return NULL;
  return g_steal_pointer (&copies);
}

/**
 * eta_outbox_dup_copies:
 *
 * Within a step.
 *
 * Returns: (transfer full) (nullable): all copies of the record; without any for one that is not here;
 * %NULL with an error
 */
EtaCopies *
eta_outbox_dup_copies (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaEntry) entry = NULL;
  g_autoptr (EtaCopies) copies = NULL;

  g_return_val_if_fail (g_atomic_pointer_get (&store->holder) == g_thread_self (), NULL);

  entry = eta_entry_load (store, id, &failure);
  if (entry) {
    copies = copies_of (entry, &failure);
  } else if (!failure) {
    copies = g_new0 (EtaCopies, 1);
    copies->id = g_strdup (id);
  }
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  return g_steal_pointer (&copies);
}

static gboolean
set_text (char **text, const EtaKind *kind, const EtaJson *doc, GError **error)
{
  g_clear_pointer (text, g_free);
  if (!doc)
    return TRUE;
  *text = eta_store_validate (kind, doc, FALSE, error);
  return *text != NULL;
}

static void
set_words (EtaEntry *entry, const EtaCopies *copies)
{
  g_free (entry->office);
  g_free (entry->base_rev);
  g_free (entry->sent_op);
  g_free (entry->sent_base);
  entry->office = g_strdup (copies->office);
  entry->base_rev = g_strdup (copies->base_rev);
  entry->sent_op = g_strdup (copies->sent_op);
  entry->sent_base = g_strdup (copies->sent_base);
}

static gboolean
set_documents (EtaEntry *entry, const EtaCopies *copies, GError **error)
{
  return set_text (&entry->doc, entry->kind, copies->doc, error) &&
         set_text (&entry->base_doc, entry->kind, copies->base_doc, error) &&
         set_text (&entry->live, entry->kind, copies->live, error) &&
         set_text (&entry->sent_doc, entry->kind, copies->sent_doc, error);
}

static EtaEntry *
load_or_make (EtaStore *store, const EtaCopies *copies, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaEntry) entry = eta_entry_load (store, copies->id, &failure);

  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (entry)
    return g_steal_pointer (&entry);
  return eta_entry_new (copies->id, copies->kind ? copies->kind->name : copies->kind_name,
                        copies->office);
}

static gboolean
write_copies (EtaStore *store, const EtaCopies *copies, const char *by, GError **error)
{
  g_autoptr (EtaEntry) entry = load_or_make (store, copies, error);
  g_autofree char *before = entry ? g_strdup (entry->doc) : NULL;
  g_autofree char *base_rev = entry ? g_strdup (entry->base_rev) : NULL;

  if (!entry)
    return FALSE;
  set_words (entry, copies);
  return set_documents (entry, copies, error) &&
         eta_entry_save (store, entry, before, copies->doc, by, FALSE, error) &&
         (g_strcmp0 (base_rev, entry->base_rev) == 0 || eta_agreed_add (store, entry, error));
}

/**
 * eta_outbox_write_copies:
 * @copies: all of the record; one that is not here is made, of "kind" or "kind_name"
 * @by: (nullable): whose change of the document it is; a step with such changes is not the user's to
 * undo. %NULL: the document has not changed
 *
 * Within a step. Documents are kept as they are; only what is no I-JSON object or too large is refused
 * (%ETA_STORE_ERROR_INVALID).
 */
gboolean
eta_outbox_write_copies (EtaStore *store, const EtaCopies *copies, const char *by, GError **error)
{
  GError *failure = NULL;

  g_return_val_if_fail (copies->kind || copies->kind_name, FALSE);

  if (!eta_store_enter (store, error))
    return FALSE;
  write_copies (store, copies, by, &failure);
  return eta_store_leave (store, failure, error);
}

static GPtrArray *
list_ids (EtaStore *store, const char *sql, gint64 limit, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  EtaDb *db = eta_store_borrow (store, error);

  if (!db)
    return NULL;
  rows =
      eta_db_query (db, &failure, sql, "ii", limit, (gint64) (g_get_real_time () / G_USEC_PER_SEC));
  while (rows && eta_rows_next (rows, &failure))
    g_ptr_array_add (ids, g_strdup (eta_rows_text (rows, 0)));
  g_clear_pointer (&rows, eta_rows_done);
  eta_store_give_back (store, db);
  if (!failure)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * eta_outbox_dup_sealed:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of the records under way, in the order of
 * their ops
 */
GPtrArray *
eta_outbox_dup_sealed (EtaStore *store, GError **error)
{
  return list_ids (
      store, "SELECT id FROM record WHERE sent_op IS NOT NULL ORDER BY sent_op LIMIT ?1 + 0 * ?2",
      -1, error);
}

/**
 * eta_outbox_dup_unsealed:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of the records that are to be sealed,
 * longest unchanged first, without those that wait by themselves
 */
GPtrArray *
eta_outbox_dup_unsealed (EtaStore *store, guint limit, GError **error)
{
  return list_ids (store,
                   "SELECT id FROM record WHERE waiting AND sent_op IS NULL AND NOT EXISTS "
                   "(SELECT 1 FROM delay WHERE subject = id AND (retry_at = 0 OR retry_at > ?2)) "
                   "ORDER BY changed LIMIT ?1",
                   limit, error);
}

/**
 * eta_outbox_dup_known:
 *
 * Returns: (transfer full) (element-type utf8) (nullable): ids of the records that the centre has told
 * a rev of, or may have: those under way
 */
GPtrArray *
eta_outbox_dup_known (EtaStore *store, GError **error)
{
  return list_ids (store,
                   "SELECT id FROM record WHERE base_rev IS NOT NULL OR sent_op IS NOT NULL "
                   "ORDER BY n LIMIT ?1 + 0 * ?2",
                   -1, error);
}

/**
 * eta_outbox_foreach_agreed:
 * @func: (scope call): for each record that lives by the last word of the centre, in no order
 *
 * Reads all records, and no document. Blocks.
 */
gboolean
eta_outbox_foreach_agreed (EtaStore *store, EtaAgreedFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) failure = NULL;
  EtaDb *db = eta_store_borrow (store, &failure);

  if (db) {
    g_autoptr (EtaRows) rows =
        eta_db_query (db, &failure,
                      "SELECT r.id, r.base_rev FROM record r JOIN document d ON d.n = r.n "
                      "WHERE r.base_rev IS NOT NULL AND d.base_doc IS NOT NULL",
                      "");
    while (rows && eta_rows_next (rows, &failure))
      func (eta_rows_text (rows, 0), eta_rows_text (rows, 1), data);
  }
  eta_store_give_back (store, db);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* How many records the centre has yet to agree to; -1 on errors. */
gint64
eta_outbox_count (EtaStore *store)
{
  EtaDb *db = eta_store_borrow (store, NULL);
  gint64 count = -1;

  if (db)
    count =
        eta_db_get_int (db, -1, NULL,
                        "SELECT (SELECT ifnull(sum(count), 0) FROM tally WHERE waiting) + (SELECT "
                        "count(*) FROM record WHERE sent_op IS NOT NULL AND NOT waiting)",
                        "");
  eta_store_give_back (store, db);
  return count;
}

/**
 * eta_outbox_note_copied:
 *
 * The catalogue was put back from a backup, or copied, and is about to be used beside the one it came
 * from or in its place. Its next request then counts from the start again, lower than any that the
 * centre has seen of the device: the centre answers "device-forked", and the copy goes on as a device
 * of its own with all that it has. Blocks, any thread.
 */
gboolean
eta_outbox_note_copied (EtaStore *store, GError **error)
{
  if (!eta_store_begin (store, NULL, error))
    return FALSE;
  if (eta_store_put_setting (store, ETA_SETTING_COUNTER, "0", error) &&
      eta_store_put_setting (store, ETA_SETTING_LAST_SUCCESS, NULL, error))
    return eta_store_commit (store, error);
  eta_store_rollback (store);
  return FALSE;
}
