/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include <glib/gi18n.h>

/* The store knows which photos must be here, and the vault which are. */
static gboolean
check_missing (EtaStore *store, EtaVault *vault, GPtrArray *complaints, GError **error)
{
  g_autoptr (GPtrArray) photos = eta_store_dup_photos_here (store, error);
  if (!photos)
    return FALSE;

  for (guint i = 0; i < photos->len; i++) {
    const char *sha256 = photos->pdata[i];
    if (!eta_vault_has (vault, sha256))
      g_ptr_array_add (
          complaints,
          g_strdup_printf (_ ("The photo %s is missing. Restore it from a backup."), sha256));
  }

  return TRUE;
}

/* The catalogue's complaints come without an error; with one, the file cannot be read on. */
static GPtrArray *
find_complaints (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaVault) vault = eta_ctl_open_vault (ctl, error);
  g_autoptr (GPtrArray) complaints = NULL;
  g_autoptr (GError) failure = NULL;
  if (!vault)
    return NULL;

  eta_store_check (ctl->store, &complaints, &failure);
  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return NULL;
  }
  if (!eta_vault_check (vault, complaints, error) ||
      !check_missing (ctl->store, vault, complaints, error))
    return NULL;

  return g_steal_pointer (&complaints);
}

/* Every complaint is printed. */
static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (GPtrArray) complaints = find_complaints (ctl, error);
  if (!complaints)
    return ETA_EXIT_FAILED;

  for (guint i = 0; i < complaints->len; i++)
    g_print ("%s\n", (char *) complaints->pdata[i]);
  return complaints->len == 0 ? ETA_EXIT_DONE : ETA_EXIT_LEFT;
}

const EtaCommand eta_command_check = { "check", "check", "", 0, 0, run };
