/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-sync.h"

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  gboolean paired =
      eta_sync_pair (ctl->store, ctl->args[0], ctl->args[1], g_get_host_name (), NULL, error);

  return paired ? ETA_EXIT_DONE : ETA_EXIT_FAILED;
}

const EtaCommand eta_command_pair = { "pair", "pair URL CODE", "", 2, 2, run };
