/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text.h"

#include <string.h>

/*
 * Keys that keep a list in order: each is read as the digits of a fraction in base 62, and there is
 * always another between two. Two desks can move rows of one list and the merge has only to take
 * the moved rows' keys.
 *
 * A list mostly grows at an end. There the leading run of the last (or first) digit says how many
 * digits are counted behind it, as in Elias' gamma code, so that 1,000 appends need 4 digits, where
 * halving would need 170.
 */

static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

#define BASE 62

static int
digit_at (const GString *key, gsize i)
{
  return i < key->len ? strchr (digits, key->str[i]) - digits : 0;
}

static void
strip_zeros (GString *key)
{
  while (key->len && key->str[key->len - 1] == '0')
    g_string_truncate (key, key->len - 1);
}

/* NULL when there is nothing to read */
static GString *
read_key (const char *text)
{
  g_autoptr (GString) key = NULL;

  if (!text)
    return NULL;
  key = g_string_new_len (text, strspn (text, digits));
  strip_zeros (key);
  return key->len ? g_steal_pointer (&key) : NULL;
}

/* How many digits of @key count, when its first ones may be a run of @run */
static gsize
measure (const GString *key, char run)
{
  gsize length = 0;

  while (length < key->len && key->str[length] == run)
    length++;
  return 2 * length + 1;
}

static GString *
pad (const GString *key, gsize length)
{
  GString *padded = g_string_new_len (key->str, MIN (key->len, length));

  while (padded->len < length)
    g_string_append_c (padded, '0');
  return padded;
}

static GString *
after (const GString *key)
{
  GString *next = pad (key, measure (key, 'z'));
  gsize i = next->len - 1;

  /* ends before the run of z: behind it stands at least one digit that is none */
  for (; next->str[i] == 'z'; i--)
    next->str[i] = '0';
  next->str[i] = digits[digit_at (next, i) + 1];
  return next;
}

static GString *
before (const GString *key)
{
  GString *next = pad (key, measure (key, '0'));
  gsize i = next->len - 1;

  for (; next->str[i] == '0'; i--)
    next->str[i] = 'z';
  next->str[i] = digits[digit_at (next, i) - 1];
  if (strspn (next->str, "0") == next->len)
    g_string_append_c (next, 'z');
  return next;
}

/* @low < @high */
static GString *
between (const GString *low, const GString *high)
{
  GString *middle = g_string_new (NULL);
  gboolean bounded = TRUE;

  for (gsize i = 0;; i++) {
    int bottom = digit_at (low, i);
    int top = bounded ? digit_at (high, i) : BASE;

    if (top - bottom > 1) {
      g_string_append_c (middle, digits[bottom + (top - bottom) / 2]);
      return middle;
    }
    if (top > bottom && bounded && high->len > i + 1) {
      g_string_append_c (middle, digits[top]);
      return middle;
    }
    g_string_append_c (middle, digits[bottom]);
    bounded = bounded && top == bottom;
  }
}

/**
 * eta_order_between:
 * @before_key: (nullable): the key of the row above, %NULL at the head of the list
 * @after_key: (nullable): the key of the row below, %NULL at its foot
 *
 * Makes a key for a row between two, to be compared with strcmp(). What is no key, or a zero, counts
 * as %NULL; of two keys in the wrong order only @before_key counts.
 *
 * Returns: (transfer full): a key strictly between the two
 */
char *
eta_order_between (const char *before_key, const char *after_key)
{
  g_autoptr (GString) low = read_key (before_key);
  g_autoptr (GString) high = read_key (after_key);
  GString *key;

  if (low && high && strcmp (low->str, high->str) < 0)
    key = between (low, high);
  else if (low)
    key = after (low);
  else if (high)
    key = before (high);
  else
    key = g_string_new ("V");

  strip_zeros (key);
  return g_string_free (key, FALSE);
}
