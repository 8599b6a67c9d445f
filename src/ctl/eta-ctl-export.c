/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-export.h"

#include <glib/gi18n.h>

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });
  EtaProgress progress = { 0 };
  if (!eta_export_sheet (ctl->store, all, ctl->args[0], &progress, NULL, error))
    return ETA_EXIT_FAILED;

  g_print (ngettext ("%u row.\n", "%u rows.\n", progress.done), (guint) progress.done);
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_export = { "export", "export FILE.csv", "", 1, 1, run };
