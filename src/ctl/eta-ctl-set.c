/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>
#include <string.h>

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

/* What stands above @pointer and can hold nothing: it would be lost for the sake of what is set. NULL: nothing
 * does */
static char *
find_obstacle (const EtaJson *doc, const char *pointer)
{
  for (const char *slash = strchr (pointer + 1, '/'); slash; slash = strchr (slash + 1, '/')) {
    g_autofree char *above = g_strndup (pointer, slash - pointer);
    const EtaJson *value = eta_json_get (doc, above);

    if (value && !eta_json_is (value, ETA_JSON_OBJECT) && !eta_json_is (value, ETA_JSON_ARRAY))
      return g_steal_pointer (&above);
  }

  return NULL;
}

/* null takes the value away */
static EtaExit
assign (EtaJson *doc, const char *assignment, GError **error)
{
  g_autofree char *pointer = NULL;
  g_autoptr (EtaJson) value = split_assignment (assignment, &pointer);
  if (!value || pointer[0] != '/')
    return eta_ctl_misuse (
        _ ("“%s” is not POINTER=JSON (a text wants quotes: /name/en='\"Coffee\"')"), assignment);

  g_autofree char *obstacle = find_obstacle (doc, pointer);
  if (obstacle) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
                 _ ("“%s” is a single value, so there is no “%s” in it"), obstacle, pointer);
    return ETA_EXIT_FAILED;
  }
  if (eta_json_is (value, ETA_JSON_NULL))
    g_clear_pointer (&value, eta_json_free);
  eta_json_take (doc, pointer, g_steal_pointer (&value));
  return ETA_EXIT_DONE;
}

/* Read and written in one step, so that nothing which another program writes meanwhile is lost. */
static EtaExit
change (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaRecord) record = eta_ctl_get_living (ctl, ctl->args[0], error);
  if (!record)
    return ETA_EXIT_FAILED;

  g_autoptr (EtaJson) doc = eta_json_copy (eta_record_get_doc (record));
  EtaExit status = ETA_EXIT_DONE;
  for (char **assignment = ctl->args + 1; *assignment && status == ETA_EXIT_DONE; assignment++)
    status = assign (doc, *assignment, error);
  if (status != ETA_EXIT_DONE)
    return status;

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
