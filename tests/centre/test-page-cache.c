/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The gallery's pages in memory: nothing stale, nothing beyond the bound, what is in use stays.
 */
#include "config.h"

#include "eta-page-cache.h"

static void
test_cache (void)
{
  EtaPageCache *cache = eta_page_cache_new (64 * 1024);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_strnfill (2000, 'x'), 2000);
  g_autoptr (EtaRendered) page = eta_rendered_new ("text/plain", bytes);
  EtaPageVersion old = { 1, 1 }, now = { 2, 1 }, tomorrow = { 2, 2 };
  guint kept = 0;

  eta_page_cache_put (cache, "a", now, page);
  g_assert_null (eta_page_cache_get (cache, "a", old));
  eta_rendered_unref (eta_page_cache_get (cache, "a", now));
  eta_page_cache_put (cache, "old", old, page);
  g_assert_null (eta_page_cache_get (cache, "old", now));
  for (guint i = 0; i < 100; i++) {
    g_autofree char *key = g_strdup_printf ("%u", i);

    eta_page_cache_put (cache, key, now, page);
    eta_rendered_unref (eta_page_cache_get (cache, "a", now)); /* in use: stays */
  }
  for (guint i = 0; i < 100; i++) {
    g_autofree char *key = g_strdup_printf ("%u", i);
    g_autoptr (EtaRendered) found = eta_page_cache_get (cache, key, now);

    kept += found != NULL;
  }
  g_assert_cmpuint (kept, >, 10);
  g_assert_cmpuint (kept, <, 32);
  g_assert_null (eta_page_cache_get (cache, "a", tomorrow));
  g_assert_null (eta_page_cache_get (cache, "a", now));
  eta_page_cache_free (cache);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/page-cache/bounds", test_cache);
  return g_test_run ();
}
