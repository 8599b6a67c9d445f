/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-word-diff.h"

#include <string.h>

typedef struct {
  const char *before, *after;
  const char *marked; /* [-removed-]{+added+} */
} Case;

static const Case cases[] = {
  { "", "", "" },
  { "kopi", "kopi", "kopi" },
  { "", "kopi baru", "{+kopi baru+}" },
  { "kopi lama", "", "[-kopi lama-]" },
  { "Kopi dari Tomohon", "Kopi arabika dari Tomohon", "Kopi {+arabika +}dari Tomohon" },
  { "Kopi arabika dari Tomohon", "Kopi dari Tomohon", "Kopi [-arabika -]dari Tomohon" },
  { "Abon cakalang pedas.", "Abon tuna pedas.", "Abon [-cakalang-]{+tuna+} pedas." },
  /* A mark alone is no word of its own that drags its word along. */
  { "Manis, gurih", "Manis; gurih", "Manis[-,-]{+;+} gurih" },
  /* Neighbours are one change. */
  { "a red fish swims", "a blue boat swims", "a [-red fish-]{+blue boat+} swims" },
  { "satu dua tiga empat", "satu tiga empat lima", "satu [-dua -]tiga empat{+ lima+}" },
  /* Letters with marks that follow them, and other scripts */
  { "cafe\xcc\x81 tua", "cafe tua", "[-cafe\xcc\x81-]{+cafe+} tua" },
  { "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 1", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 2",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d [-1-]{+2+}" },
  { "baris satu\nbaris dua", "baris satu\n\nbaris dua", "baris satu[-\n-]{+\n\n+}baris dua" },
};

static char *
mark (GPtrArray *pieces)
{
  static const char *const begin[] = { "", "[-", "{+" }, *const end[] = { "", "-]", "+}" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const EtaPiece *piece = pieces->pdata[i];

    g_string_append_printf (text, "%s%s%s", begin[piece->kind], piece->text, end[piece->kind]);
  }
  return g_string_free (text, FALSE);
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GPtrArray) pieces = eta_word_diff (cases[i].before, cases[i].after);
    g_autofree char *marked = mark (pieces);

    g_assert_cmpstr (marked, ==, cases[i].marked);
  }
}

/* Without what was added it is the earlier text, without what was removed the later one. */
static void
assert_whole (GPtrArray *pieces, EtaPieceKind without, const char *text)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < pieces->len; i++) {
    const EtaPiece *piece = pieces->pdata[i];

    if (piece->kind != without)
      g_string_append (joined, piece->text);
  }
  g_assert_cmpstr (joined->str, ==, text);
}

static char *
make_text (guint words)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < words; i++)
    g_string_append_printf (text, "%s%c", i % 7 ? "" : "; ", 'a' + g_test_rand_int_range (0, 6)),
        g_string_append (text, i % 3 ? " " : "");
  return g_string_free (text, FALSE);
}

static void
test_whole (void)
{
  for (int i = 0; i < 300; i++) {
    g_autofree char *before = make_text (g_test_rand_int_range (0, 60));
    g_autofree char *after = make_text (g_test_rand_int_range (0, 60));
    g_autoptr (GPtrArray) pieces = eta_word_diff (before, after);

    assert_whole (pieces, ETA_PIECE_ADDED, before);
    assert_whole (pieces, ETA_PIECE_REMOVED, after);
  }
}

/* Too much for the table: one whole for the other, at once; what is the same at both ends still is. */
static void
test_huge (void)
{
  g_autofree char *before = make_text (20000);
  g_autofree char *after = make_text (20000);
  g_autofree char *first = g_strconcat ("Awal sama. ", before, " Akhir sama.", NULL);
  g_autofree char *second = g_strconcat ("Awal sama. ", after, " Akhir sama.", NULL);
  g_autoptr (GPtrArray) pieces = eta_word_diff (first, second);

  g_assert_cmpuint (pieces->len, ==, 4);
  g_assert_true (g_str_has_prefix (((EtaPiece *) pieces->pdata[0])->text, "Awal sama."));
  assert_whole (pieces, ETA_PIECE_ADDED, first);
  assert_whole (pieces, ETA_PIECE_REMOVED, second);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-diff/cases", test_cases);
  g_test_add_func ("/word-diff/whole", test_whole);
  g_test_add_func ("/word-diff/huge", test_huge);
  return g_test_run ();
}
