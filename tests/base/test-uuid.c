/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-uuid.h"

#include <string.h>
#include <unistd.h>

#define THREADS 4
#define IDS 5000

static void
test_version_7 (void)
{
  gint64 before = g_get_real_time () / 1000;
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *head = g_strndup (id, 13);
  gint64 ms;

  g_assert_true (eta_uuid_is_valid (id));
  g_assert_cmpint (id[14], ==, '7');
  g_assert_nonnull (strchr ("89ab", id[19]));
  memmove (head + 8, head + 9, 5);
  ms = g_ascii_strtoll (head, NULL, 16);
  g_assert_cmpint (ms, >=, before);
  g_assert_cmpint (ms, <, before + 60 * 1000);
}

static void
test_rising (void)
{
  g_autofree char *last = eta_uuid_new ();

  for (int i = 0; i < 50000; i++) {
    char *next = eta_uuid_new ();

    g_assert_cmpstr (last, <, next);
    g_free (last);
    last = next;
  }
}

/* The last byte of an id says which bucket of the digest it falls into. */
static void
test_last_bytes (void)
{
  gboolean seen[256] = { FALSE };
  guint n = 0;

  for (int i = 0; i < 512; i++) {
    g_autofree char *id = eta_uuid_new ();
    guint last = (guint) g_ascii_strtoull (id + 34, NULL, 16);
    n += !seen[last];
    seen[last] = TRUE;
  }
  g_assert_cmpuint (n, ==, 256);
}

static void
test_forked (void)
{
  g_autofree char *before = eta_uuid_new ();
  int ends[2];
  char tail[17] = "";
  g_assert_cmpint (pipe (ends), ==, 0);

  if (fork () == 0) {
    g_autofree char *id = eta_uuid_new ();
    _exit (write (ends[1], id + 19, 16) != 16);
  }
  g_assert_cmpint (read (ends[0], tail, 16), ==, 16);
  g_assert_cmpint (strncmp (tail, before + 19, 10), !=, 0);
  close (ends[0]);
  close (ends[1]);
}

static gpointer
make_ids (gpointer data)
{
  char **ids = g_new0 (char *, IDS + 1);

  for (int i = 0; i < IDS; i++)
    ids[i] = eta_uuid_new ();
  return ids;
}

static void
test_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GThread *threads[THREADS];

  for (int i = 0; i < THREADS; i++)
    threads[i] = g_thread_new ("ids", make_ids, NULL);
  for (int i = 0; i < THREADS; i++) {
    g_autofree char **ids = g_thread_join (threads[i]);

    for (int k = 0; k < IDS; k++) {
      g_assert_true (k == 0 || strcmp (ids[k - 1], ids[k]) < 0);
      g_hash_table_add (seen, ids[k]);
    }
    g_assert_cmpuint (g_hash_table_size (seen), ==, (i + 1) * IDS);
  }
}

static void
test_from_text (void)
{
  g_autofree char *a = eta_uuid_from_text ("abc");
  g_autofree char *b = eta_uuid_from_text ("abd");

  /* SHA-256("abc") = ba7816bf 8f01cfea 414140de 5dae2223 … */
  g_assert_cmpstr (a, ==, "ba7816bf-8f01-8fea-8141-40de5dae2223");
  g_assert_cmpstr (a, !=, b);
  g_assert_true (eta_uuid_is_valid (b));
}

static void
test_valid (void)
{
  static const struct {
    const char *text;
    gboolean valid;
  } rows[] = {
    { "0199a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b", TRUE },
    { "123e4567-e89b-12d3-a456-426614174000", TRUE },
    { "0199A1B2-c3d4-7e5f-8a6b-0c1d2e3f4a5b", FALSE },
    { "0199a1b2c3d47e5f8a6b0c1d2e3f4a5b", FALSE },
    { "{0199a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b}", FALSE },
    { "0199a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5", FALSE },
    { "0199a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5b ", FALSE },
    { "0199a1b2-c3d4-7e5f-8a6b-0c1d2e3f4a5g", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (eta_uuid_is_valid (rows[i].text), ==, rows[i].valid);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/uuid/version-7", test_version_7);
  g_test_add_func ("/uuid/rising", test_rising);
  g_test_add_func ("/uuid/last-bytes", test_last_bytes);
  g_test_add_func ("/uuid/forked", test_forked);
  g_test_add_func ("/uuid/threads", test_threads);
  g_test_add_func ("/uuid/from-text", test_from_text);
  g_test_add_func ("/uuid/valid", test_valid);
  return g_test_run ();
}
