/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  return eta_store_remove (ctl->store, ctl->args[0], error) ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

const EtaCommand eta_command_rm = { "rm", "rm ID", "", 1, 1, run };
