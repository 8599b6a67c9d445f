/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaStore) store = eta_store_create (ctl->folder, ctl->args[0], ctl->catalogue, error);

  return store ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

const EtaCommand eta_command_init = { "init", "init OFFICE", "", 1, 1, run };
