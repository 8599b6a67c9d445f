/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"

#define PAGE 500

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
