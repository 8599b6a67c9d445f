/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "eta-rev.h"

static const struct {
  const char *text;
  gint64 seq; /* 0: no rev */
} revs[] = {
  { "1.0123456789abcdef", 1 },
  { "4812.77aa000000000000", 4812 },
  { "9007199254740991.0000000000000000", 9007199254740991 },
  { "9007199254740992.0000000000000000", 0 },
  { "99999999999999999999.0000000000000000", 0 },
  { "0.0123456789abcdef", 0 },
  { "01.0123456789abcdef", 0 },
  { "-1.0123456789abcdef", 0 },
  { ".0123456789abcdef", 0 },
  { "1.0123456789ABCDEF", 0 },
  { "1.0123456789abcde", 0 },
  { "1.0123456789abcdef0", 0 },
  { "1.0123456789abcdeg", 0 },
  { "1 .0123456789abcdef", 0 },
  { "1", 0 },
  { "", 0 },
  { NULL, 0 },
};

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (revs); i++) {
    const char *hash = NULL;
    gint64 seq = 0;
    gboolean is_rev = eta_rev_parse (revs[i].text, &seq, &hash);

    g_test_message ("%s", revs[i].text ? revs[i].text : "NULL");
    g_assert_cmpint (is_rev, ==, revs[i].seq != 0);
    g_assert_cmpint (seq, ==, revs[i].seq);
    g_assert_cmpint (eta_rev_get_seq (revs[i].text), ==, revs[i].seq);
    if (is_rev)
      g_assert_cmpuint (strlen (hash), ==, ETA_REV_HASH);
  }
}

static void
test_new (void)
{
  g_autoptr (EtaJson) doc = eta_json_parse ("{ \"b\":1, \"a\":\"\\u00e9\" }", -1, NULL);
  g_autofree char *canonical = eta_json_canonical (doc);
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);
  g_autofree char *expected = g_strdup_printf ("7.%.16s", sum);
  g_autofree char *rev = eta_rev_new (7, doc);
  g_autofree char *hash = eta_rev_hash_text (canonical);
  g_autofree char *gone = eta_rev_new (8, NULL);

  g_assert_cmpstr (rev, ==, expected);
  g_assert_cmpstr (hash, ==, strchr (rev, '.') + 1);
  g_assert_cmpstr (gone, ==, "8.74234e98afe7498f"); /* SHA-256 of "null" */
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/rev/parse", test_parse);
  g_test_add_func ("/wire/rev/new", test_new);
  return g_test_run ();
}
