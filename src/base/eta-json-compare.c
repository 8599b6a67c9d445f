/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json-private.h"

#include <stdlib.h>
#include <string.h>

/* Keys in order, and values side by side. */

/* Up to here comparing each key with each is quicker than sorting */
#define FEW_KEYS 12

/* Order of UTF-16 units: as the bytes, but U+E000 to U+FFFF come after the surrogate pairs */
static int
compare_keys (const void *a, const void *b)
{
  const guchar *x = (const guchar *) eta_json_key (*(const EtaJson *const *) a);
  const guchar *y = (const guchar *) eta_json_key (*(const EtaJson *const *) b);

  while (*x && *x == *y) {
    x++;
    y++;
  }
  if (*x >= 0xee && *y >= 0xee && (*x >= 0xf0) != (*y >= 0xf0))
    return *x >= 0xf0 ? -1 : 1;
  return (int) *x - (int) *y;
}

/*
 * _eta_json_sort_members:
 * @size: (out): how many
 *
 * Returns: (transfer container): the members in the order of RFC 8785; %NULL when there are none
 */
const EtaJson **
_eta_json_sort_members (const EtaJson *object, guint *size)
{
  const EtaJson **members;
  guint n = 0;

  *size = eta_json_size (object);
  members = g_new (const EtaJson *, *size);
  eta_json_foreach (child, object)
    members[n++] = child;
  if (n > 1)
    qsort (members, n, sizeof *members, compare_keys);
  return members;
}

static const char *
find_double_key_among_few (const EtaJson *object)
{
  eta_json_foreach (a, object) {
    for (const EtaJson *b = eta_json_next (a); b; b = eta_json_next (b)) {
      if (strcmp (eta_json_key (a), eta_json_key (b)) == 0)
        return eta_json_key (a);
    }
  }
  return NULL;
}

/* Sorting, not hashing: a sender can choose keys that all fall on one hash */
const char *
_eta_json_find_double_key (const EtaJson *object)
{
  guint size = eta_json_size (object);
  g_autofree const EtaJson **members = NULL;

  if (size <= FEW_KEYS)
    return find_double_key_among_few (object);

  members = _eta_json_sort_members (object, &size);
  for (guint i = 1; i < size; i++) {
    if (strcmp (eta_json_key (members[i - 1]), eta_json_key (members[i])) == 0)
      return eta_json_key (members[i]);
  }
  return NULL;
}

static gboolean
equal_members (const EtaJson *a, const EtaJson *b)
{
  guint n_a, n_b;
  g_autofree const EtaJson **members_a = _eta_json_sort_members (a, &n_a);
  g_autofree const EtaJson **members_b = _eta_json_sort_members (b, &n_b);

  if (n_a != n_b)
    return FALSE;
  for (guint i = 0; i < n_a; i++) {
    if (strcmp (eta_json_key (members_a[i]), eta_json_key (members_b[i])) != 0 ||
        !eta_json_equal (members_a[i], members_b[i]))
      return FALSE;
  }
  return TRUE;
}

static gboolean
equal_children (const EtaJson *a, const EtaJson *b)
{
  const EtaJson *x = eta_json_first (a);
  const EtaJson *y = eta_json_first (b);

  for (; x && y; x = eta_json_next (x), y = eta_json_next (y)) {
    if (eta_json_is (a, ETA_JSON_OBJECT) && strcmp (eta_json_key (x), eta_json_key (y)) != 0)
      return equal_members (a, b);
    if (!eta_json_equal (x, y))
      return FALSE;
  }
  return x == y;
}

/**
 * eta_json_equal:
 * @a: (nullable): a value
 * @b: (nullable): another
 *
 * Returns: whether both say the same; the order of members does not count, that of an array does.
 * %NULL equals only %NULL: an absent value is not a `null`.
 */
gboolean
eta_json_equal (const EtaJson *a, const EtaJson *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || eta_json_type (a) != eta_json_type (b))
    return FALSE;

  switch (eta_json_type (a)) {
  case ETA_JSON_BOOLEAN:
    return eta_json_bool (a) == eta_json_bool (b);
  case ETA_JSON_NUMBER:
    return _eta_json_number (a) == _eta_json_number (b);
  case ETA_JSON_STRING:
    return strcmp (eta_json_string (a), eta_json_string (b)) == 0;
  case ETA_JSON_ARRAY:
  case ETA_JSON_OBJECT:
    return equal_children (a, b);
  case ETA_JSON_NULL:
  default:
    return TRUE;
  }
}

/**
 * eta_json_array_has:
 * @array: (nullable): a value
 * @value: (nullable): what to look for
 *
 * Returns: whether an element of @array equals @value
 */
gboolean
eta_json_array_has (const EtaJson *array, const EtaJson *value)
{
  if (!eta_json_is (array, ETA_JSON_ARRAY))
    return FALSE;
  eta_json_foreach (child, array) {
    if (eta_json_equal (child, value))
      return TRUE;
  }
  return FALSE;
}
