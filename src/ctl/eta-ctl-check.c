/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>

/* Every complaint is printed; one is enough to fail. */
static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaVault) vault = eta_ctl_open_vault (ctl, error);
  g_autoptr (GPtrArray) complaints = NULL;
  if (!vault || !eta_store_check (ctl->store, &complaints, error) ||
      !eta_vault_check (vault, complaints, error))
    return ETA_EXIT_FAILED;

  for (guint i = 0; i < complaints->len; i++)
    g_print ("%s\n", (char *) complaints->pdata[i]);
  if (complaints->len == 0)
    return ETA_EXIT_DONE;

  g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID, _ ("%u things are damaged"),
               complaints->len);
  return ETA_EXIT_FAILED;
}

const EtaCommand eta_command_check = { "check", "check", "", 0, 0, run };
