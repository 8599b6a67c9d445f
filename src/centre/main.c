/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * etalase-centre: reads the command line, builds what all commands share, runs one.
 */
#include "config.h"

#include "eta-command.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

static EtaCommandLine line;

static const GOptionEntry entries[] = {
  { "data", 0, 0, G_OPTION_ARG_FILENAME, &line.data, N_ ("The centre's folder"), "DIR" },
  { "listen", 0, 0, G_OPTION_ARG_STRING, &line.listen, N_ ("Where to serve"), "HOST:PORT" },
  { "role", 0, 0, G_OPTION_ARG_STRING, &line.role, N_ ("Of an invitation"), "editor|curator" },
  { "reviewed", 0, 0, G_OPTION_ARG_NONE, &line.reviewed, N_ ("A curator publishes for the office"),
    NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &line.words, NULL, NULL },
  { NULL },
};

static char *
list_commands (void)
{
  g_autoptr (GString) text = g_string_new (_ ("Commands:"));

  for (const EtaCommand *command = eta_commands; command->words; command++)
    g_string_append_printf (text, "\n  %s %s", command->words, command->usage);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* How many of the words typed are the command's own; 0: it is another command. */
static guint
match (const EtaCommand *command, char **typed)
{
  g_auto (GStrv) own = g_strsplit (command->words, " ", -1);
  guint n = g_strv_length (own);

  for (guint i = 0; i < n; i++) {
    if (g_strcmp0 (own[i], typed[i]) != 0)
      return 0;
  }
  return g_strv_length (typed) - n == command->arguments ? n : 0;
}

static EtaExit
fail (EtaExit status, const char *message)
{
  g_autofree char *text = g_strdup (message);

  g_printerr ("etalase-centre: %s\n", g_strdelimit (text, "\n", ' '));
  return status;
}

/* A server and an office begin a centre; the others would make one of a mistyped folder. */
static gboolean
begins_centre (const EtaCommand *command)
{
  return g_str_equal (command->words, "serve") || g_str_equal (command->words, "office add");
}

static EtaExit
run (const EtaCommand *command, char **arguments)
{
  if (!begins_centre (command) && !g_file_test (line.data, G_FILE_TEST_IS_DIR))
    return fail (ETA_EXIT_FAILED, _ ("There is no centre in this folder"));

  g_autoptr (GError) error = NULL;
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (EtaCentre) centre = eta_centre_new (line.data, catalogue, &error);
  EtaExit status = centre ? command->run (centre, &line, arguments, &error) : ETA_EXIT_FAILED;

  return error ? fail (status, error->message) : status;
}

static EtaExit
find_and_run (void)
{
  if (!line.data)
    return fail (ETA_EXIT_USE, _ ("--data DIR is needed"));
  for (const EtaCommand *command = eta_commands; line.words && command->words; command++) {
    guint own = match (command, line.words);

    if (own)
      return run (command, line.words + own);
  }
  return fail (ETA_EXIT_USE, _ ("No such command, or not with these arguments; see --help"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND …");
  g_autofree char *commands = NULL;
  g_autoptr (GError) error = NULL;
  const char *locale_dir = g_getenv ("ETALASE_LOCALEDIR"); /* uninstalled */

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  commands = list_commands ();
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_description (context, commands);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return fail (ETA_EXIT_USE, error->message);
  return find_and_run ();
}
