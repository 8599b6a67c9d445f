/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-backup.h"

#include <glib/gi18n.h>

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaBackupFacts) facts = eta_backup_write (ctl->store, ctl->args[0], NULL, NULL, error);
  g_autofree char *size = NULL;

  if (!facts)
    return ETA_EXIT_FAILED;
  size = g_format_size ((guint64) facts->bytes);
  g_print (_ ("Backed up and read back: %s.\n"), size);
  if (facts->left_out == 0)
    return ETA_EXIT_DONE;
  eta_ctl_complain (_ ("damaged photos that were left out: %d"), (int) facts->left_out);
  return ETA_EXIT_LEFT;
}

const EtaCommand eta_command_backup = { "backup", "backup FILE", "", 1, 1, run };
