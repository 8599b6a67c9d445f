/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-label.h"

#include <glib/gi18n.h>
#include <locale.h>

/* The names of steps, kept in no language and read in any. */

static void
assert_words (const char *packed, const char *words)
{
  g_autofree char *read = eta_label_dup_words (packed);

  g_assert_cmpstr (read, ==, words);
}

static void
assert_label (EtaJson *take_label, const char *packed, const char *words)
{
  g_autofree char *kept = eta_label_pack (take_label);

  g_assert_cmpstr (kept, ==, packed);
  assert_words (kept, words);
}

static void
test_words (void)
{
  assert_label (eta_label_new ("Add “%s”", eta_json_new_string ("[\"Kopi\"] 100%s"), NULL),
                "[\"Add “%s”\",\"[\\\"Kopi\\\"] 100%s\"]", "Add “[\"Kopi\"] 100%s”");
  assert_label (eta_label_new ("Change “%s” of “%s”", eta_label_new ("Note", NULL),
                               eta_json_new_string ("Kopi"), NULL),
                "[\"Change “%s” of “%s”\",[\"Note\"],\"Kopi\"]", "Change “Note” of “Kopi”");
  /* as a translation may have it */
  assert_label (eta_label_new ("%2$s: %1$s, 5 %%", eta_json_new_string ("A"),
                               eta_json_new_string ("B"), NULL),
                "[\"%2$s: %1$s, 5 %%\",\"A\",\"B\"]", "B: A, 5 %");
}

static void
test_counting (void)
{
  for (int n = 1; n <= 2; n++) {
    g_autofree char *packed = g_strdup_printf (
        "[[\"Set “%%s” in %%u record\",\"Set “%%s” in %%u records\"],[\"Note\"],%d]", n);

    assert_label (eta_label_new_counting (NP_ ("Set “%s” in %u record", "Set “%s” in %u records"),
                                          eta_label_new ("Note", NULL), eta_json_new_int (n), NULL),
                  packed, n == 1 ? "Set “Note” in 1 record" : "Set “Note” in 2 records");
  }
}

/* Bare texts, those of before there were labels, and what no program has written */
static void
test_bare (void)
{
  assert_words (NULL, NULL);
  assert_words ("", "");
  assert_words ("Pair", "Pair");
  assert_words ("Tambah “Kopi 100%”", "Tambah “Kopi 100%”");
  assert_words ("[draft", "[draft");
  assert_words ("[]", "");
  assert_words ("[\"%s and %s\",\"A\"]", "A and ");
  assert_words ("[[],\"A\"]", "");
  assert_label (eta_label_new ("Undo: %s", eta_label_unpack ("Set fields 100%"), NULL),
                "[\"Undo: %s\",[\"Set fields 100%\"]]", "Undo: Set fields 100%");
}

/* Written by one, read by another who speaks Indonesian */
static void
test_language (void)
{
  g_autofree char *packed = eta_label_pack (
      eta_label_new ("Undo: %s",
                     eta_label_new_counting (NP_ ("Delete %u record", "Delete %u records"),
                                             eta_json_new_int (5), NULL),
                     NULL));

  assert_words (packed, "Undo: Delete 5 records");
  g_setenv ("LANGUAGE", "id", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ETALASE_LOCALEDIR"));
  assert_words (packed, "Urungkan: Hapus 5 data");
  g_setenv ("LANGUAGE", "en", TRUE);
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ETALASE_LOCALEDIR"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("ETALASE_LOCALEDIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_test_add_func ("/label/words", test_words);
  g_test_add_func ("/label/counting", test_counting);
  g_test_add_func ("/label/bare", test_bare);
  g_test_add_func ("/label/language", test_language);
  return g_test_run ();
}
