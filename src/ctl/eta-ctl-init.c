/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autofree char *office = g_strstrip (g_strdup (ctl->args[0]));
  if (*office == '\0')
    return eta_ctl_misuse (_ ("an office has an id, such as ID-SA"));

  g_autoptr (EtaStore) store = eta_store_create (ctl->folder, office, ctl->catalogue, error);

  return store ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

const EtaCommand eta_command_init = { "init", "init OFFICE", "", 1, 1, run };
