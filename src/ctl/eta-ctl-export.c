/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-export.h"

#include <glib/gi18n.h>

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  EtaQuery query = { 0 };
  guint rows = 0;
  if (!eta_export_csv (ctl->store, &query, ctl->args[0], &rows, error))
    return ETA_EXIT_FAILED;

  g_print (_ ("%u rows.\n"), rows);
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_export = { "export", "export FILE.csv", "", 1, 1, run };
