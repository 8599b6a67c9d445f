/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-language.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>

/*
 * The language that was chosen for this program alone. It stands in a small file and not among the
 * settings: it is set in the environment before there is any thread, and settings have some.
 */

const EtaLanguage eta_language_choices[ETA_N_LANGUAGES] = {
  { "id", "Bahasa Indonesia", "id_ID.UTF-8" },
  { "en", "English", "en_US.UTF-8" },
  { "ms", "Bahasa Melayu", "ms_MY.UTF-8" },
  { "fil", "Filipino", "fil_PH.UTF-8" },
};

/* What the system said before: programs that this one starts inherit its environment. */
#define BEFORE_LANGUAGE "ETALASE_BEFORE_LANGUAGE"
#define BEFORE_LC_ALL "ETALASE_BEFORE_LC_ALL"

static char *
dup_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "etalase", "language", NULL);
}

/**
 * eta_language_get_choice:
 *
 * Returns: (nullable): %NULL: the system's
 */
const EtaLanguage *
eta_language_get_choice (void)
{
  g_autofree char *path = dup_path ();
  g_autofree char *code = NULL;

  if (!g_file_get_contents (path, &code, NULL, NULL))
    return NULL;
  g_strstrip (code);
  for (int i = 0; i < ETA_N_LANGUAGES; i++)
    if (g_str_equal (eta_language_choices[i].code, code))
      return &eta_language_choices[i];
  return NULL;
}

/**
 * eta_language_set_choice:
 * @language: (nullable): %NULL: the system's
 * @error: %G_FILE_ERROR
 *
 * Counts from the next start on.
 */
gboolean
eta_language_set_choice (const EtaLanguage *language, GError **error)
{
  g_autofree char *path = dup_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  int number;

  if (!language && (g_unlink (path) == 0 || errno == ENOENT))
    return TRUE;
  if (language && g_mkdir_with_parents (folder, 0700) == 0)
    return g_file_set_contents (path, language->code, -1, error);
  number = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (number),
               _ ("“%s” could not be written: %s."), path, g_strerror (number));
  return FALSE;
}

static void
bring_back (const char *variable, const char *before)
{
  const char *old = g_getenv (before);

  if (!old) {
    const char *now = g_getenv (variable);

    g_setenv (before, now ? now : "", TRUE);
  } else if (*old) {
    g_setenv (variable, old, TRUE);
  } else {
    g_unsetenv (variable);
  }
}

/* gettext listens to LANGUAGE unless the locale is "C". */
static void
use_locale (const char *locale)
{
  const char *messages;

  if (setlocale (LC_ALL, locale)) {
    g_setenv ("LC_ALL", locale, TRUE);
    return;
  }
  setlocale (LC_ALL, "");
  messages = setlocale (LC_MESSAGES, NULL);
  if (g_str_equal (messages, "C") || g_str_equal (messages, "POSIX"))
    g_setenv ("LC_ALL", "C.UTF-8", TRUE);
}

/**
 * eta_language_apply:
 *
 * Puts the choice into the environment. Before setlocale(), and before there is another thread.
 */
void
eta_language_apply (void)
{
  const EtaLanguage *language = eta_language_get_choice ();

  bring_back ("LANGUAGE", BEFORE_LANGUAGE);
  bring_back ("LC_ALL", BEFORE_LC_ALL);
  if (!language)
    return;
  g_setenv ("LANGUAGE", language->code, TRUE);
  use_locale (language->locale);
}
