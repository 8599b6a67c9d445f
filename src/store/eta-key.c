/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query-private.h"
#include "eta-record-private.h"

#include <string.h>

/* Queries and places of rows as values. */

/**
 * eta_query_copy:
 * @to: (out): to be cleared by eta_query_clear()
 */
void
eta_query_copy (const EtaQuery *from, EtaQuery *to)
{
  *to = *from;
  to->text = g_strdup (from->text);
  to->business = g_strdup (from->business);
  to->state = g_strdup (from->state);
  to->region = g_strdup (from->region);
  to->category = g_strdup (from->category);
}

void
eta_query_clear (EtaQuery *query)
{
  g_free ((char *) query->text);
  g_free ((char *) query->business);
  g_free ((char *) query->state);
  g_free ((char *) query->region);
  g_free ((char *) query->category);
  *query = (EtaQuery){ 0 };
}

void
eta_key_of_row (EtaOrder order, EtaRow *row, EtaKey *key)
{
  key->text = order == ETA_ORDER_TITLE ? g_strdup (eta_row_get_sort_key (row)) : NULL;
  key->number = order == ETA_ORDER_CHANGED ? eta_row_get_changed (row)
                : order == ETA_ORDER_SCORE ? eta_row_get_score (row)
                                           : 0;
  key->n = eta_row_get_number (row);
}

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

/* Below 0: @a comes first in a list of @order. */
int
eta_key_compare (EtaOrder order, const EtaKey *a, const EtaKey *b)
{
  int by_text = order == ETA_ORDER_TITLE ? strcmp (a->text, b->text) : 0;
  int by_number = compare_numbers (b->number, a->number);

  if (order == ETA_ORDER_TITLE)
    return by_text ? by_text : compare_numbers (a->n, b->n);
  return by_number ? by_number : compare_numbers (b->n, a->n);
}

void
eta_key_clear (EtaKey *key)
{
  g_clear_pointer (&key->text, g_free);
}
