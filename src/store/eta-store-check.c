/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"

#include <glib/gi18n.h>

/* Does the catalogue hold together? Pages and indexes, every document, the words of the search. */

static void
complain (GPtrArray *complaints, const char *id, const char *what)
{
  g_ptr_array_add (complaints, g_strdup_printf ("%s: %s", id, what));
}

static void
check_copies (EtaRows *rows, GPtrArray *complaints)
{
  for (int column = 1; column <= 4; column++) {
    const char *text = eta_rows_text (rows, column);
    g_autoptr (GError) failure = NULL;
    g_autoptr (EtaJson) doc = NULL;

    if (!text || g_str_equal (text, "="))
      continue;
    doc = eta_json_parse (text, -1, &failure);
    if (!doc)
      complain (complaints, eta_rows_text (rows, 0), failure->message);
  }
}

static gboolean
check_documents (EtaDb *db, GPtrArray *complaints, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (db, &failure,
                    "SELECT r.id, d.doc, d.base_doc, d.live, d.sent_doc FROM record r "
                    "LEFT JOIN document d ON d.n = r.n",
                    "");

  while (rows && eta_rows_next (rows, &failure))
    check_copies (rows, complaints);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
check_lost (EtaDb *db, const char *sql, const char *what, GPtrArray *complaints, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (db, &failure, sql, "");

  while (rows && eta_rows_next (rows, &failure))
    complain (complaints, eta_rows_text (rows, 0), what);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* What the counts say and the records do not, or the other way round */
#define COUNTED                                                                                    \
  "SELECT kind, state, lives, waiting, deleted_at IS NOT NULL, count(*) FROM record "              \
  "GROUP BY 1, 2, 3, 4, 5"
#define NOTED "SELECT kind, state, lives, waiting, deleted, count FROM tally WHERE count <> 0"
#define TALLIES                                                                                    \
  "SELECT * FROM (" COUNTED " EXCEPT " NOTED ") UNION ALL SELECT * FROM (" NOTED                   \
  " EXCEPT " COUNTED ")"

static gboolean
check_rows (EtaDb *db, GPtrArray *complaints, GError **error)
{
  return check_documents (db, complaints, error) &&
         check_lost (db,
                     "SELECT id FROM record WHERE n NOT IN (SELECT n FROM document) "
                     "OR lives <> (SELECT doc IS NOT NULL FROM document d WHERE d.n = record.n)",
                     _ ("its document is missing"), complaints, error) &&
         check_lost (db,
                     "SELECT id FROM record WHERE lives AND title <> '' "
                     "AND n NOT IN (SELECT rowid FROM words)",
                     _ ("the search does not find it"), complaints, error) &&
         check_lost (db, "SELECT DISTINCT kind FROM (" TALLIES ")",
                     _ ("records of this kind are counted wrongly"), complaints, error);
}

/**
 * eta_store_check:
 * @complaints: (out) (optional) (element-type utf8): what is wrong with single records, in words
 *
 * Reads the whole file: seconds for a large one.
 *
 * Returns: %FALSE when something is wrong: with @error set, the file itself is damaged
 */
gboolean
eta_store_check (EtaStore *self, GPtrArray **complaints, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  EtaDb *db = eta_store_borrow (self, error);
  gboolean done = db && eta_db_check (db, error) && check_rows (db, found, error);

  eta_store_give_back (self, db);
  done = done && found->len == 0;
  if (complaints)
    *complaints = g_steal_pointer (&found);
  return done;
}

static GPtrArray *
read_photos_here (EtaDb *db, GError **error)
{
  g_autoptr (GPtrArray) photos = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      db, &failure, "SELECT sha256 FROM photo WHERE rank IS NOT NULL AND here ORDER BY n", "");

  while (rows && eta_rows_next (rows, &failure))
    g_ptr_array_add (photos, g_strdup (eta_rows_text (rows, 0)));
  if (!failure)
    return g_steal_pointer (&photos);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * eta_store_dup_photos_here:
 *
 * The photos and previews that documents name and whose files this office took in or fetched. Those
 * of another desk that have not come yet are not among them. Blocks, any thread.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): their SHA-256
 */
GPtrArray *
eta_store_dup_photos_here (EtaStore *self, GError **error)
{
  EtaDb *db = eta_store_borrow (self, error);
  GPtrArray *photos = db ? read_photos_here (db, error) : NULL;

  eta_store_give_back (self, db);
  return photos;
}
