/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query-private.h"
#include "eta-store-private.h"

/* What other floors ask a query for. */

#define PAGE 500

/**
 * eta_store_dup_rows:
 * @after: (nullable): the last row of the page before, as it was given
 *
 * Returns: (transfer full) (element-type EtaRow) (nullable): a page; %NULL with #ETA_DB_ERROR
 */
GPtrArray *
eta_store_dup_rows (EtaStore *self, const EtaQuery *query, EtaRow *after, guint limit,
                    GError **error)
{
  g_auto (EtaKey) key = { 0 };
  EtaDb *db = eta_store_borrow (self, error);
  GPtrArray *rows;

  if (!db)
    return NULL;
  if (after)
    eta_key_of_row (eta_query_order (query), after, &key);
  rows = eta_query_read (db, query, after ? &key : NULL, limit, error);
  eta_store_give_back (self, db);
  return rows;
}

/**
 * eta_store_count:
 *
 * At once however many there are, unless the query narrows by more than kind and state: that is
 * counted along the index, some milliseconds for 100,000 rows, more for words; lists of hits do
 * without.
 *
 * Returns: -1 with @error set
 */
gint64
eta_store_count (EtaStore *self, const EtaQuery *query, GError **error)
{
  EtaDb *db = eta_store_borrow (self, error);
  gint64 count = db ? eta_query_count (db, query, error) : -1;

  eta_store_give_back (self, db);
  return count;
}

/**
 * eta_store_each_row:
 * @func: called for each row, in the order of the query
 *
 * Walks over all rows of a query while holding one page of them. Blocks, any thread.
 *
 * Returns: %FALSE when reading failed or @func gave up
 */
gboolean
eta_store_each_row (EtaStore *self, const EtaQuery *query, EtaRowFunc func, gpointer data,
                    GError **error)
{
  g_autoptr (EtaRow) last = NULL;
  guint n;

  do {
    g_autoptr (GPtrArray) rows = eta_store_dup_rows (self, query, last, PAGE, error);
    if (!rows)
      return FALSE;
    n = rows->len;
    for (guint i = 0; i < n; i++)
      if (!func (g_ptr_array_index (rows, i), data, error))
        return FALSE;
    if (n)
      g_set_object (&last, g_ptr_array_index (rows, n - 1));
  } while (n == PAGE);

  return TRUE;
}
