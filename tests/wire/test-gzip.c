/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "eta-gzip.h"
#include "eta-limits.h"
#include "eta-problem.h"

static GBytes *
make_noise (gsize length)
{
  guint8 *data = g_malloc (length);

  for (gsize i = 0; i < length; i++)
    data[i] = (guint8) g_test_rand_int ();
  return g_bytes_new_take (data, length);
}

static void
test_round_trip (void)
{
  static const gsize lengths[] = { 0, 1, 1000, 4096, 4097, 100000 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    g_autoptr (GBytes) plain = make_noise (lengths[i]);
    g_autoptr (GBytes) coded = eta_gzip (plain);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) again = eta_gunzip (coded, ETA_LIMIT_BODY, &error);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (plain, again));
  }
}

static void
test_bounds (void)
{
  g_autoptr (GBytes) zeros = g_bytes_new_take (g_malloc0 (10000000), 10000000);
  g_autoptr (GBytes) bomb = eta_gzip (zeros);
  g_autoptr (GBytes) noise = make_noise (5000);
  g_autoptr (GBytes) coded = eta_gzip (noise);
  g_autoptr (GError) hundred = NULL;
  g_autoptr (GError) limit = NULL;

  g_assert_null (eta_gunzip (bomb, G_MAXSIZE, &hundred)); /* a thousand times its size */
  g_assert_error (hundred, ETA_WIRE_ERROR, ETA_PROBLEM_TOO_LARGE);
  g_assert_null (eta_gunzip (coded, 4999, &limit));
  g_assert_error (limit, ETA_WIRE_ERROR, ETA_PROBLEM_TOO_LARGE);
}

static void
test_damage (void)
{
  g_autoptr (GBytes) plain = make_noise (5000);
  g_autoptr (GBytes) coded = eta_gzip (plain);
  gsize length = g_bytes_get_size (coded);
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (coded, NULL), length);
  g_autofree guint8 *longer = g_malloc0 (length + 3);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (coded, 0, length - 1);
  g_autoptr (GBytes) tail = NULL;
  g_autoptr (GBytes) flipped = NULL;
  g_autoptr (GBytes) none = g_bytes_new (NULL, 0);
  GBytes *bad[4];

  memcpy (longer, data, length);
  tail = g_bytes_new (longer, length + 3);
  data[length / 2] ^= 0x40;
  flipped = g_bytes_new (data, length);
  bad[0] = cut;
  bad[1] = tail;
  bad[2] = flipped;
  bad[3] = none;
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (eta_gunzip (bad[i], ETA_LIMIT_BODY, &error));
    if (i < 3)
      g_assert_error (error, ETA_WIRE_ERROR, ETA_PROBLEM_MALFORMED);
    else
      g_assert_nonnull (error);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/gzip/round-trip", test_round_trip);
  g_test_add_func ("/wire/gzip/bounds", test_bounds);
  g_test_add_func ("/wire/gzip/damage", test_damage);
  return g_test_run ();
}
