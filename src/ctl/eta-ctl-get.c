/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaRecord) record = eta_ctl_get_living (ctl, ctl->args[0], error);
  if (!record)
    return ETA_EXIT_FAILED;

  eta_ctl_print_json (eta_json_copy (eta_record_get_doc (record)));
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_get = { "get", "get ID", "", 1, 1, run };
