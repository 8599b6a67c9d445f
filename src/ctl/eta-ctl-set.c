/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>

/* Splits "/name/en=JSON" at the first "=" that a JSON value follows: a pointer may hold one too. */
static EtaJson *
split_assignment (const char *assignment, char **pointer)
{
  for (const char *at = strchr (assignment, '='); at; at = strchr (at + 1, '=')) {
    EtaJson *value = eta_json_parse (at + 1, -1, NULL);
    if (value) {
      *pointer = g_strndup (assignment, at - assignment);
      return value;
    }
  }

  return NULL;
}

/* null takes the value away */
static gboolean
assign (EtaJson *doc, const char *assignment)
{
  g_autofree char *pointer = NULL;
  EtaJson *value = split_assignment (assignment, &pointer);
  if (!value || pointer[0] != '/') {
    eta_json_free (value);
    return FALSE;
  }

  if (eta_json_is (value, ETA_JSON_NULL))
    g_clear_pointer (&value, eta_json_free);
  eta_json_take (doc, pointer, value);
  return TRUE;
}

/* Read and written in one step, so that nothing which another program writes meanwhile is lost. */
static EtaExit
change (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaRecord) record = eta_ctl_get_living (ctl, ctl->args[0], error);
  if (!record)
    return ETA_EXIT_FAILED;

  g_autoptr (EtaJson) doc = eta_json_copy (eta_record_get_doc (record));
  for (char **assignment = ctl->args + 1; *assignment; assignment++)
    if (!assign (doc, *assignment))
      return eta_ctl_misuse (
          _ ("“%s” is not POINTER=JSON (a text wants quotes: /name/en='\"Coffee\"')"), *assignment);

  return eta_store_put (ctl->store, ctl->args[0], doc, error) ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  if (!eta_store_begin (ctl->store, N_ ("Set fields"), error))
    return ETA_EXIT_FAILED;

  EtaExit status = change (ctl, error);
  if (status != ETA_EXIT_DONE)
    eta_store_rollback (ctl->store);
  else if (!eta_store_commit (ctl->store, error))
    status = ETA_EXIT_FAILED;

  return status;
}

const EtaCommand eta_command_set = { "set", "set ID PATH=JSON…", "", 2, G_MAXUINT, run };
