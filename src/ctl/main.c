/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-store.h"

#include <glib/gi18n.h>
#include <locale.h>

/* etalasectl: the office's catalogue without a window, for scripts, cron and tests. This file reads
 * the command line; each command has a file of its own. */

static const EtaCommand *const commands[] = {
  &eta_command_init,      &eta_command_pair,   &eta_command_sync,   &eta_command_add,
  &eta_command_get,       &eta_command_set,    &eta_command_rm,     &eta_command_list,
  &eta_command_photo,     &eta_command_import, &eta_command_export, &eta_command_submit,
  &eta_command_conflicts, &eta_command_check,  &eta_command_backup, &eta_command_restore,
};

/**
 * eta_ctl_complain:
 *
 * One line on standard error.
 */
void
eta_ctl_complain (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);

  g_strdelimit (text, "\r\n", ' ');
  g_printerr ("etalasectl: %s\n", text);
}

/**
 * eta_ctl_misuse:
 *
 * Says what is wrong with the command line. Returns: %ETA_EXIT_USAGE
 */
EtaExit
eta_ctl_misuse (const char *format, ...)
{
  va_list args;
  va_start (args, format);
  g_autofree char *text = g_strdup_vprintf (format, args);
  va_end (args);

  eta_ctl_complain ("%s", text);
  return ETA_EXIT_USAGE;
}

/**
 * eta_ctl_print_json:
 * @take_value: (transfer full): printed on standard output, then freed
 */
void
eta_ctl_print_json (EtaJson *take_value)
{
  g_autofree char *text = eta_json_pretty (take_value);
  g_print ("%s\n", text);
  eta_json_free (take_value);
}

/**
 * eta_ctl_get_living:
 *
 * Returns: (transfer full) (nullable): the record, unless it is in the trash
 */
EtaRecord *
eta_ctl_get_living (EtaCtl *ctl, const char *id, GError **error)
{
  g_autoptr (EtaRecord) record = eta_store_get (ctl->store, id, error);
  if (!record || !eta_record_is_deleted (record))
    return g_steal_pointer (&record);

  g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND, _ ("%s is in the trash"), id);
  return NULL;
}

/**
 * eta_ctl_open_vault:
 *
 * Returns: (transfer full) (nullable): the photos of the store
 */
EtaVault *
eta_ctl_open_vault (EtaCtl *ctl, GError **error)
{
  g_autofree char *folder = eta_store_dup_photo_folder (ctl->store);

  return eta_vault_new (folder, error);
}

static EtaExit
print_usage (EtaExit status)
{
  GString *text = g_string_new (_ ("Usage: etalasectl [--data DIR] COMMAND …\n\n"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "  %s\n", commands[i]->usage);

  (status == ETA_EXIT_DONE ? g_print : g_printerr) ("%s", text->str);
  g_string_free (text, TRUE);
  return status;
}

static const EtaCommand *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (commands[i]->name, name))
      return commands[i];

  return NULL;
}

/* Takes the options out of the arguments. What looks like one and is none that the command knows is
 * wrong use; "--" ends them, and a lone "-" is standard input. */
static gboolean
parse_options (EtaCtl *ctl, const EtaCommand *command, char **args, GStrvBuilder *rest,
               GError **error)
{
  GOptionEntry known[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &ctl->json, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &ctl->dry_run, NULL, NULL },
    { "query", 0, 0, G_OPTION_ARG_STRING, &ctl->query, NULL, NULL },
    { "photos", 0, 0, G_OPTION_ARG_FILENAME, &ctl->photos, NULL, NULL },
  };
  const char letters[] = "jdqp";
  GOptionEntry taken[G_N_ELEMENTS (known) + 1] = { 0 };
  guint n = 0;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strchr (command->options, letters[i]))
      taken[n++] = known[i];

  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_option_context_add_main_entries (context, taken, NULL);
  g_option_context_set_help_enabled (context, FALSE);
  g_auto (GStrv) argv = g_strdupv (args);
  if (!g_option_context_parse_strv (context, &argv, error))
    return FALSE;
  for (char **arg = argv + 1; *arg; arg++)
    if (!(g_str_equal (*arg, "--") && arg == argv + 1))
      g_strv_builder_add (rest, *arg);

  return TRUE;
}

static EtaExit
run_command (EtaCtl *ctl, const EtaCommand *command, GError **error)
{
  ctl->catalogue = eta_catalogue_new ();
  if (command != &eta_command_init && command != &eta_command_restore) {
    ctl->store = eta_store_open (ctl->folder, ctl->catalogue, error);
    if (!ctl->store)
      return ETA_EXIT_FAILED;
  }

  EtaExit status = command->run (ctl, error);

  g_clear_object (&ctl->store);
  g_clear_object (&ctl->catalogue);
  return status;
}

static EtaExit
start_command (EtaCtl *ctl, const EtaCommand *command, char **args)
{
  g_autoptr (GStrvBuilder) rest = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;
  if (!parse_options (ctl, command, args, rest, &error))
    return eta_ctl_misuse ("%s", error->message);

  g_auto (GStrv) left = g_strv_builder_end (rest);
  ctl->args = left;
  ctl->n_args = g_strv_length (left);
  if (ctl->n_args < command->min_args || ctl->n_args > command->max_args)
    return eta_ctl_misuse (_ ("usage: etalasectl [--data DIR] %s"), command->usage);

  EtaExit status = run_command (ctl, command, &error);
  if (status == ETA_EXIT_FAILED)
    eta_ctl_complain ("%s", error ? error->message : _ ("it did not work"));
  return status;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  const char *locale_dir = g_getenv ("ETALASE_LOCALEDIR");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir ? locale_dir : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_autofree char *usual = g_build_filename (g_get_user_data_dir (), "etalase", NULL);
  const char *folder = usual;
  int i = 1;
  for (; i < argc && argv[i][0] == '-'; i++) {
    if (g_str_equal (argv[i], "--help") || g_str_equal (argv[i], "-h"))
      return print_usage (ETA_EXIT_DONE);
    if (g_str_has_prefix (argv[i], "--data="))
      folder = argv[i] + strlen ("--data=");
    else if (g_str_equal (argv[i], "--data") && i + 1 < argc)
      folder = argv[++i];
    else if (g_str_equal (argv[i], "--data"))
      return eta_ctl_misuse (_ ("Missing argument for %s"), argv[i]);
    else
      return eta_ctl_misuse (_ ("Unknown option %s"), argv[i]);
  }

  const EtaCommand *command = i < argc ? find_command (argv[i]) : NULL;
  if (!command && i < argc)
    return eta_ctl_misuse (_ ("there is no command “%s”; --help lists them"), argv[i]);
  if (!command)
    return print_usage (ETA_EXIT_USAGE);

  EtaCtl ctl = { .folder = folder };
  EtaExit status = start_command (&ctl, command, argv + i);
  g_free (ctl.query);
  g_free (ctl.photos);
  return status;
}
