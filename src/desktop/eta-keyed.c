/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-keyed.h"

#include "eta-text.h"

/* Lists with identity: objects keyed by UUID whose entries carry their place in "order". */

static int
compare_order (gconstpointer a, gconstpointer b)
{
  const EtaJson *one = *(const EtaJson *const *) a;
  const EtaJson *other = *(const EtaJson *const *) b;
  const char *place = eta_json_get_string (one, "/order");
  const char *other_place = eta_json_get_string (other, "/order");
  int order = place && other_place ? strcmp (place, other_place) : !place - !other_place;

  return order ? order : g_strcmp0 (eta_json_key (one), eta_json_key (other));
}

/**
 * eta_keyed_dup_keys:
 * @entries: (nullable): the object
 *
 * Returns: (transfer full) (element-type utf8): the keys, in the order of the list
 */
GPtrArray *
eta_keyed_dup_keys (const EtaJson *entries)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);

  if (eta_json_is (entries, ETA_JSON_OBJECT))
    eta_json_foreach (entry, entries)
      g_ptr_array_add (sorted, (gpointer) entry);
  g_ptr_array_sort (sorted, compare_order);
  for (guint i = 0; i < sorted->len; i++)
    g_ptr_array_add (keys, g_strdup (eta_json_key (g_ptr_array_index (sorted, i))));
  return keys;
}

/**
 * eta_keyed_order_between:
 * @before: (nullable): key of the entry that it is to follow; %NULL: none
 * @after: (nullable): key of the entry that is to follow; %NULL: none
 *
 * Returns: (transfer full): the "order" of an entry between these two
 */
char *
eta_keyed_order_between (const EtaJson *entries, const char *before, const char *after)
{
  const EtaJson *low = before ? eta_json_member (entries, before) : NULL;
  const EtaJson *high = after ? eta_json_member (entries, after) : NULL;
  const char *from = eta_json_get_string (low, "/order");
  const char *to = eta_json_get_string (high, "/order");

  /* Two desks may have given the same place: then there is none between them. */
  return eta_order_between (from, from && g_strcmp0 (from, to) >= 0 ? NULL : to);
}
