/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-words.h"

#include <glib/gi18n.h>
#include <string.h>

/*
 * The format is that of "The Format of GNU MO Files" in gettext's manual: a header of words in
 * either byte order, and two tables of (length, offset), the first sorted by its strings. All of a
 * file is checked when it is loaded, so that looking up can trust it.
 */

#define MAGIC 0x950412deU
#define MAGIC_SWAPPED 0xde120495U

/* Places of the header's words, in bytes */
#define AT_REVISION 4
#define AT_COUNT 8
#define AT_ORIGINALS 12
#define AT_TRANSLATIONS 16
#define HEADER_SIZE 20
#define ENTRY_SIZE 8

struct _EtaWords {
  char *bytes; /* owned; g_file_get_contents() adds a NUL behind the end */
  gsize size;
  gboolean is_swapped;
  guint32 count;
  guint32 originals;
  guint32 translations;
};

static guint32
read_word (const EtaWords *words, gsize at)
{
  guint32 word;

  memcpy (&word, words->bytes + at, sizeof word);
  return words->is_swapped ? GUINT32_SWAP_LE_BE (word) : word;
}

static const char *
read_string (const EtaWords *words, guint32 table, guint32 index)
{
  return words->bytes + read_word (words, table + (gsize) index * ENTRY_SIZE + 4);
}

static gboolean
holds_table (const EtaWords *words, guint32 table)
{
  return table <= words->size && words->count <= (words->size - table) / ENTRY_SIZE;
}

static gboolean
holds_string (const EtaWords *words, guint32 table, guint32 index)
{
  gsize entry = table + (gsize) index * ENTRY_SIZE;
  gsize length = read_word (words, entry);
  gsize at = read_word (words, entry + 4);

  /* a plural's forms lie behind one another, each with its NUL */
  return at < words->size && length < words->size - at && words->bytes[at + length] == '\0' &&
         g_utf8_validate (words->bytes + at, -1, NULL);
}

static gboolean
is_sound (EtaWords *words)
{
  guint32 magic;

  if (words->size < HEADER_SIZE)
    return FALSE;
  magic = read_word (words, 0);
  words->is_swapped = magic == MAGIC_SWAPPED;
  if ((magic != MAGIC && magic != MAGIC_SWAPPED) || read_word (words, AT_REVISION) >> 16 > 1)
    return FALSE;

  words->count = read_word (words, AT_COUNT);
  words->originals = read_word (words, AT_ORIGINALS);
  words->translations = read_word (words, AT_TRANSLATIONS);
  if (!holds_table (words, words->originals) || !holds_table (words, words->translations))
    return FALSE;

  for (guint32 i = 0; i < words->count; i++) {
    if (!holds_string (words, words->originals, i) || !holds_string (words, words->translations, i))
      return FALSE;
    if (i && strcmp (read_string (words, words->originals, i - 1),
                     read_string (words, words->originals, i)) >= 0)
      return FALSE;
  }
  return TRUE;
}

static void
clear (gpointer data)
{
  EtaWords *words = data;

  g_free (words->bytes);
}

/**
 * eta_words_load:
 * @path: a .mo file in UTF-8
 * @error: %G_FILE_ERROR, or %G_IO_ERROR_INVALID_DATA for a damaged file
 *
 * Reads and checks the whole file: not on the main loop.
 *
 * Returns: (transfer full): the words, or %NULL with @error set
 */
EtaWords *
eta_words_load (const char *path, GError **error)
{
  g_autoptr (EtaWords) words = eta_words_new_empty ();

  if (!g_file_get_contents (path, &words->bytes, &words->size, error))
    return NULL;
  if (!is_sound (words)) {
    g_autofree char *name = g_filename_display_name (path);

    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 _ ("The translations in “%s” are damaged. Please install Etalase again."), name);
    return NULL;
  }
  return g_steal_pointer (&words);
}

/**
 * eta_words_open:
 * @language: "id"
 *
 * Reads the program's own translations, those of the tree when it is not installed (ETALASE_LOCALEDIR):
 * not on the main loop.
 *
 * Returns: (transfer full): its words; a language without a file says it in English, as the source does
 */
EtaWords *
eta_words_open (const char *language)
{
  const char *built = g_getenv ("ETALASE_LOCALEDIR");
  g_autofree char *path = g_build_filename (built ? built : LOCALEDIR, language, "LC_MESSAGES",
                                            GETTEXT_PACKAGE ".mo", NULL);
  EtaWords *words = eta_words_load (path, NULL);

  return words ? words : eta_words_new_empty ();
}

/**
 * eta_words_new_empty:
 *
 * Returns: (transfer full): the words of a language without translations, as English is
 */
EtaWords *
eta_words_new_empty (void)
{
  return g_atomic_rc_box_new0 (EtaWords);
}

/**
 * eta_words_ref:
 *
 * Returns: (transfer full): @words; any thread
 */
EtaWords *
eta_words_ref (EtaWords *words)
{
  return g_atomic_rc_box_acquire (words);
}

/**
 * eta_words_unref:
 * @words: (transfer full): any thread
 */
void
eta_words_unref (EtaWords *words)
{
  g_atomic_rc_box_release_full (words, clear);
}

/**
 * eta_words_get:
 * @words: (nullable): the words of a language; %NULL translates nothing
 * @text: an English text as it stands in the source
 *
 * Returns: (transfer none): the translation, which lives as long as @words, or @text itself when
 * there is none. Any thread.
 */
const char *
eta_words_get (const EtaWords *words, const char *text)
{
  guint32 low = 0;
  guint32 high = words ? words->count : 0;

  /* the translation of "" is the file's header */
  if (!text || !*text)
    return text;

  while (low < high) {
    guint32 middle = low + (high - low) / 2;
    int order = strcmp (text, read_string (words, words->originals, middle));

    if (order == 0) {
      const char *translation = read_string (words, words->translations, middle);

      return *translation ? translation : text;
    }
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return text;
}

/**
 * eta_words_language:
 *
 * Returns: (transfer none): the language of the user that Etalase speaks, "id", "en", "ms" or "fil":
 * the first of theirs that is one, else "en"
 */
const char *
eta_words_language (void)
{
  static const struct {
    const char *code;
    const char *language;
  } languages[] = {
    { "id", "id" }, { "in", "id" },   { "en", "en" },
    { "ms", "ms" }, { "fil", "fil" }, { "tl", "fil" },
  };

  /* GLib lists "id_ID.UTF-8" also as "id" */
  for (const char *const *name = g_get_language_names (); *name; name++) {
    for (gsize i = 0; i < G_N_ELEMENTS (languages); i++) {
      if (g_ascii_strcasecmp (languages[i].code, *name) == 0)
        return languages[i].language;
    }
  }
  return "en";
}
