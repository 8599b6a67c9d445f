/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-attach.h"

#include <glib/gi18n.h>

static gboolean
add_photo (EtaCtl *ctl, EtaVault *vault, const char *id, const char *path, GError **error)
{
  if (!eta_attach_accepts_name (path, error))
    return FALSE;

  g_autoptr (EtaPhoto) photo = eta_vault_add_photo (vault, path, NULL, error);
  if (!photo)
    return FALSE;

  g_autofree char *key = eta_attach_photo (ctl->store, id, photo, error);
  if (!key)
    return FALSE;
  for (guint i = 0; i < photo->warnings->len; i++)
    eta_ctl_complain ("%s: %s", path, (char *) photo->warnings->pdata[i]);
  g_print ("%s\n", key);

  return TRUE;
}

/* A photo that fails never stops the others. */
static EtaExit
run (EtaCtl *ctl, GError **error)
{
  if (!g_str_equal (ctl->args[0], "add"))
    return eta_ctl_misuse (_ ("usage: etalasectl [--data DIR] %s"), eta_command_photo.usage);
  g_autoptr (EtaRecord) record = eta_ctl_get_living (ctl, ctl->args[1], error);
  g_autoptr (EtaVault) vault = record ? eta_ctl_open_vault (ctl, error) : NULL;
  if (!vault)
    return ETA_EXIT_FAILED;

  guint added = 0, failed = 0;
  for (char **path = ctl->args + 2; *path; path++) {
    g_autoptr (GError) reason = NULL;
    if (add_photo (ctl, vault, ctl->args[1], *path, &reason)) {
      added++;
      continue;
    }
    if (failed++ == 0 && !added && !path[1]) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return ETA_EXIT_FAILED;
    }
    eta_ctl_complain ("%s", reason->message);
  }

  return failed ? ETA_EXIT_LEFT : ETA_EXIT_DONE;
}

const EtaCommand eta_command_photo = { "photo", "photo add ID FILE…", "", 3, G_MAXUINT, run };
