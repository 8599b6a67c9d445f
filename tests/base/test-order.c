/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text.h"

#include <string.h>

static void
assert_key (const char *key, const char *low, const char *high)
{
  g_assert_true (key[0] && g_str_is_ascii (key) && key[strlen (key) - 1] != '0');
  g_assert_cmpuint (strspn (key, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"),
                    ==, strlen (key));
  if (low)
    g_assert_cmpstr (low, <, key);
  if (high)
    g_assert_cmpstr (key, <, high);
}

static void
test_table (void)
{
  static const char *const rows[][2] = {
    { "V", NULL },  { NULL, "V" },    { "V", "W" },      { "V", "V1" },   { "V", "V01" },
    { "z", NULL },  { "zz", NULL },   { "zzzzz", NULL }, { "yz", NULL },  { NULL, "1" },
    { NULL, "01" }, { NULL, "0001" }, { NULL, "02" },    { "1", "2" },    { "1zz", "2" },
    { "1", "21" },  { "a", "b01" },   { "az", "b" },     { "000z", "1" }, { "zy", "zz" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *key = eta_order_between (rows[i][0], rows[i][1]);

    g_test_message ("%s %s %s", rows[i][0], key, rows[i][1]);
    assert_key (key, rows[i][0], rows[i][1]);
  }
}

/* What other programs may have written must not trip us up */
static void
test_malformed (void)
{
  static const char *const rows[][2] = {
    { "", "" }, { "0", "0" }, { "b", "a" }, { "a", "a" }, { "é", "-" }, { NULL, "000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *key = eta_order_between (rows[i][0], rows[i][1]);

    assert_key (key, rows[i][0] && strcmp (rows[i][0], "b") == 0 ? "b" : NULL, NULL);
  }
}

static void
test_ends (void)
{
  g_autofree char *last = eta_order_between (NULL, NULL);
  g_autofree char *first = g_strdup (last);

  for (int i = 0; i < 1000; i++) {
    char *next = eta_order_between (last, NULL);
    char *previous = eta_order_between (NULL, first);

    assert_key (next, last, NULL);
    assert_key (previous, NULL, first);
    g_assert_cmpuint (strlen (next), <=, 4);
    g_assert_cmpuint (strlen (previous), <=, 4);
    g_free (last);
    g_free (first);
    last = next;
    first = previous;
  }
}

static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (62);
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 1000; i++) {
    guint at = g_rand_int_range (random, 0, keys->len + 1);
    const char *low = at ? keys->pdata[at - 1] : NULL;
    const char *high = at < keys->len ? keys->pdata[at] : NULL;
    char *key = eta_order_between (low, high);

    assert_key (key, low, high);
    g_assert_cmpuint (strlen (key), <=, 16);
    g_ptr_array_insert (keys, at, key);
  }
}

/* Always into the same gap */
static void
test_gap (void)
{
  g_autofree char *low = g_strdup ("V");
  g_autofree char *high = g_strdup ("W");

  for (int i = 0; i < 1000; i++) {
    char *key = eta_order_between (low, high);

    assert_key (key, low, high);
    g_free (i % 3 ? low : high);
    *(i % 3 ? &low : &high) = key;
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/order/table", test_table);
  g_test_add_func ("/order/malformed", test_malformed);
  g_test_add_func ("/order/ends", test_ends);
  g_test_add_func ("/order/random", test_random);
  g_test_add_func ("/order/gap", test_gap);
  return g_test_run ();
}
