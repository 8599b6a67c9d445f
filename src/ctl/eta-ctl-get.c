/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaRecord) record = eta_store_get (ctl->store, ctl->args[0], error);
  if (!record)
    return ETA_EXIT_FAILED;
  if (eta_record_is_deleted (record)) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND, _ ("%s is in the trash"),
                 ctl->args[0]);
    return ETA_EXIT_FAILED;
  }

  eta_ctl_print_json (eta_json_copy (eta_record_get_doc (record)));
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_get = { "get", "get ID", "", 1, 1, run };
