/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-backup.h"

#include <glib/gi18n.h>

/* Into the folder that --data names, where nothing may be yet. With --dry-run, the backup is read and
 * nothing is made of it. */
static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaBackupFacts) facts =
      ctl->dry_run
          ? eta_backup_check (ctl->args[0], NULL, NULL, error)
          : eta_backup_restore (ctl->args[0], ctl->folder, ctl->catalogue, NULL, NULL, NULL, error);

  if (!facts)
    return ETA_EXIT_FAILED;
  g_print (_ ("A good backup of %s, made at %s.\n"),
           *facts->office_name ? facts->office_name : facts->office, facts->created);
  if (!ctl->dry_run)
    g_print (_ ("Restored into “%s”.\n"), ctl->folder);
  return ETA_EXIT_DONE;
}

const EtaCommand eta_command_restore = { "restore", "restore FILE [--dry-run]", "d", 1, 1, run };
