/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-submit.h"

/* One record that is not ready never stops the others. */
static EtaExit
run (EtaCtl *ctl, GError **error)
{
  guint failed = 0;

  for (char **id = ctl->args; *id; id++) {
    g_autoptr (GError) reason = NULL;
    if (eta_store_submit (ctl->store, *id, &reason))
      continue;
    if (ctl->n_args == 1) {
      g_propagate_error (error, g_steal_pointer (&reason));
      return ETA_EXIT_FAILED;
    }
    failed++;
    eta_ctl_complain ("%s: %s", *id, reason->message);
  }

  return failed ? ETA_EXIT_LEFT : ETA_EXIT_DONE;
}

const EtaCommand eta_command_submit = { "submit", "submit ID…", "", 1, G_MAXUINT, run };
