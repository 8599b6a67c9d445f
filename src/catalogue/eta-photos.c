/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photos.h"

#include <string.h>

/* The photos of a document, in the order that people see. */

typedef struct {
  const EtaJson *photos;
  const char *cover;
} Sorting;

static int
compare_cb (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *left = *(const char *const *) a;
  const char *right = *(const char *const *) b;
  const Sorting *sorting = data;
  const char *orders[2];
  int by_order;

  if (sorting->cover && strcmp (left, sorting->cover) == 0)
    return -1;
  if (sorting->cover && strcmp (right, sorting->cover) == 0)
    return 1;
  orders[0] = eta_json_get_string (eta_json_member (sorting->photos, left), "/order");
  orders[1] = eta_json_get_string (eta_json_member (sorting->photos, right), "/order");
  /* Without an order: behind the others */
  by_order = orders[0] && orders[1] ? strcmp (orders[0], orders[1])
                                    : (orders[0] == NULL) - (orders[1] == NULL);
  return by_order ? by_order : strcmp (left, right);
}

/**
 * eta_photos_in_order:
 * @doc: (nullable): a document
 *
 * Returns: (transfer container) (element-type utf8): keys into "/photos", borrowed from @doc; the cover
 *   first, then by "order" and key; never %NULL
 */
GPtrArray *
eta_photos_in_order (const EtaJson *doc)
{
  GPtrArray *keys = g_ptr_array_new ();
  Sorting sorting = { eta_json_get (doc, "/photos"), eta_json_get_string (doc, "/cover") };

  if (!eta_json_is (sorting.photos, ETA_JSON_OBJECT))
    return keys;
  eta_json_foreach (photo, sorting.photos)
    if (eta_json_is (photo, ETA_JSON_OBJECT))
      g_ptr_array_add (keys, (char *) eta_json_key (photo));
  g_ptr_array_sort_with_data (keys, compare_cb, &sorting);
  return keys;
}

/**
 * eta_photos_get_cover:
 * @doc: (nullable): a document
 *
 * Returns: (nullable): the entry of the cover, else of the first photo; borrowed from @doc
 */
const EtaJson *
eta_photos_get_cover (const EtaJson *doc)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (doc);

  return keys->len ? eta_json_member (eta_json_get (doc, "/photos"), g_ptr_array_index (keys, 0))
                   : NULL;
}
