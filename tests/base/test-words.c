/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-words.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const pairs[][2] = {
  { "", "Content-Type: text/plain; charset=UTF-8\n" },
  { "Coffee", "Kopi" },
  { "Empty", "" },
  { "Zest", "Kulit jeruk 😀" },
  { "one photo", "satu foto" },
};

static void
put_word (GString *file, gsize at, guint32 word, gboolean big)
{
  word = big ? GUINT32_TO_BE (word) : GUINT32_TO_LE (word);
  memcpy (file->str + at, &word, sizeof word);
}

static GString *
make_file (gboolean big)
{
  const guint n = G_N_ELEMENTS (pairs);
  GString *file = g_string_new (NULL);
  const guint header[] = { 0x950412de, 0, n, 28, 28 + 8 * n, 0, 28 + 16 * n };

  g_string_set_size (file, 28 + 16 * n);
  for (guint i = 0; i < G_N_ELEMENTS (header); i++)
    put_word (file, 4 * i, header[i], big);
  for (guint column = 0; column < 2; column++) {
    for (guint i = 0; i < n; i++) {
      gsize entry = 28 + 8 * (n * column + i);

      put_word (file, entry, strlen (pairs[i][column]), big);
      put_word (file, entry + 4, file->len, big);
      g_string_append_len (file, pairs[i][column], strlen (pairs[i][column]) + 1);
    }
  }
  return file;
}

static EtaWords *
load (const char *bytes, gsize size, GError **error)
{
  g_autofree char *path = NULL;
  int fd = g_file_open_tmp ("words-XXXXXX.mo", &path, NULL);
  EtaWords *words;

  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (
      g_file_set_contents_full (path, bytes, size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  words = eta_words_load (path, error);
  g_unlink (path);
  return words;
}

static void
test_get (void)
{
  for (int big = 0; big < 2; big++) {
    g_autoptr (GString) file = make_file (big);
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaWords) words = load (file->str, file->len, &error);
    g_autoptr (EtaWords) shared = NULL;

    g_assert_no_error (error);
    shared = eta_words_ref (words);
    g_assert_cmpstr (eta_words_get (words, "Coffee"), ==, "Kopi");
    g_assert_cmpstr (eta_words_get (words, "Zest"), ==, "Kulit jeruk 😀");
    g_assert_cmpstr (eta_words_get (words, "one photo"), ==, "satu foto");
    g_assert_cmpstr (eta_words_get (words, "Empty"), ==, "Empty");
    g_assert_cmpstr (eta_words_get (words, ""), ==, "");
    g_assert_cmpstr (eta_words_get (words, "Aaa"), ==, "Aaa");
    g_assert_cmpstr (eta_words_get (words, "Dd"), ==, "Dd");
    g_assert_cmpstr (eta_words_get (words, "zzz"), ==, "zzz");
  }
}

static void
test_empty (void)
{
  g_autoptr (EtaWords) words = eta_words_new_empty ();

  g_assert_cmpstr (eta_words_get (words, "Coffee"), ==, "Coffee");
  g_assert_cmpstr (eta_words_get (NULL, "Coffee"), ==, "Coffee");
}

static void
test_absent (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_words_load ("/nonexistent/words.mo", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void
assert_damaged (const GString *file, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (load (file->str, size, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

static void
test_damage (void)
{
  static const struct {
    gsize at;
    guint32 word;
  } rows[] = {
    { 0, 0x950412df }, /* magic */
    { 4, 2 << 16 }, /* revision */
    { 8, G_MAXUINT32 }, /* count */
    { 8, 1 << 20 },      { 12, G_MAXUINT32 }, /* table of originals */
    { 16, 1 << 24 }, /* table of translations */
    { 36, G_MAXUINT32 }, /* length of "Coffee" */
    { 36, 3 }, /* ends within it */
    { 40, G_MAXUINT32 }, /* its place */
    { 44, 1 << 20 }, /* length of "Empty" */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GString) file = make_file (FALSE);

    put_word (file, rows[i].at, rows[i].word, FALSE);
    assert_damaged (file, file->len);
  }
}

static void
test_cut_and_unsorted (void)
{
  g_autoptr (GString) file = make_file (FALSE);
  char *coffee = memmem (file->str, file->len, "Coffee", 6);
  char *kopi = memmem (file->str, file->len, "Kopi", 4);

  for (gsize size = 0; size < file->len; size++)
    assert_damaged (file, size);

  *coffee = 'F';
  assert_damaged (file, file->len);
  *coffee = 'C';
  *kopi = '\xff';
  assert_damaged (file, file->len);
}

/* No byte of a file may make us read outside of it: for the sanitizers */
static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (1995);

  for (int i = 0; i < 500; i++) {
    g_autoptr (GString) file = make_file (i % 2);
    g_autoptr (EtaWords) words = NULL;

    for (int k = g_rand_int_range (random, 1, 4); k--;)
      file->str[g_rand_int_range (random, 0, file->len)] = g_rand_int_range (random, 0, 256);
    words = load (file->str, file->len, NULL);
    for (gsize k = 0; k < G_N_ELEMENTS (pairs); k++)
      g_assert_nonnull (eta_words_get (words, pairs[k][0]));
  }
}

static void
test_language (void)
{
  static const char *const rows[][2] = {
    { "id_ID.UTF-8", "id" }, { "in", "id" },       { "en_GB", "en" },   { "ms_MY", "ms" },
    { "fil_PH", "fil" },     { "tl_PH", "fil" },   { "de_DE", "en" },   { "de:ms:en", "ms" },
    { "idx", "en" },         { "ms@latin", "ms" }, { "zh:C:id", "id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_setenv ("LANGUAGE", rows[i][0], TRUE);
    g_test_message ("%s", rows[i][0]);
    g_assert_cmpstr (eta_words_language (), ==, rows[i][1]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/get", test_get);
  g_test_add_func ("/words/empty", test_empty);
  g_test_add_func ("/words/absent", test_absent);
  g_test_add_func ("/words/damage", test_damage);
  g_test_add_func ("/words/cut-and-unsorted", test_cut_and_unsorted);
  g_test_add_func ("/words/mutations", test_mutations);
  g_test_add_func ("/words/language", test_language);
  return g_test_run ();
}
