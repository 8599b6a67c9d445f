/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * `etalase-centre check`: does everything agree that must? Reads only, and lists what does not.
 */
#include "config.h"

#include "eta-command.h"
#include "eta-side-file.h"

#include "eta-rev.h"

#include <glib/gi18n.h>

static void
complain (GPtrArray *complaints, const char *what, const char *which)
{
  g_ptr_array_add (complaints, g_strdup_printf ("%s: %s", which, what));
}

/* Each document hashes to its rev, and no number lies beyond the counter. */
static gboolean
check_records (EtaLedger *ledger, GPtrArray *complaints, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (ledger), &local,
                    "SELECT id, doc, hash, seq > (SELECT head FROM counter) FROM records", "");

  while (rows && eta_rows_next (rows, &local)) {
    const char *doc = eta_rows_text (rows, 1);
    g_autofree char *hash = eta_rev_hash_text (doc ? doc : "null");

    if (g_strcmp0 (hash, eta_rows_text (rows, 2)) != 0)
      complain (complaints, _ ("the document differs from its rev"), eta_rows_text (rows, 0));
    if (eta_rows_int (rows, 3))
      complain (complaints, _ ("its number lies beyond the counter"), eta_rows_text (rows, 0));
  }
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

static gboolean
check_blobs (EtaCentre *centre, EtaLedger *ledger, GPtrArray *complaints, GError **error)
{
  EtaVault *vault = eta_centre_get_vault (centre);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (ledger), &local, "SELECT sha256 FROM blobs", "");

  while (rows && eta_rows_next (rows, &local)) {
    if (!eta_vault_has (vault, eta_rows_text (rows, 0)))
      complain (complaints, _ ("the photo is missing"), eta_rows_text (rows, 0));
  }
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  return eta_vault_check (vault, complaints, error);
}

static gboolean
check_published (EtaLedger *ledger, GPtrArray *complaints, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (ledger), &local,
                    "SELECT id FROM published WHERE id NOT IN (SELECT id FROM records WHERE doc IS"
                    " NOT NULL AND state <> 'withdrawn')",
                    "");

  while (rows && eta_rows_next (rows, &local))
    complain (complaints, _ ("it is in the gallery, but withdrawn or gone"),
              eta_rows_text (rows, 0));
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

/**
 * eta_centre_check:
 * @complaints: (element-type utf8): takes what does not agree, a line each
 *
 * Returns: %FALSE when the check itself could not be done
 */
gboolean
eta_centre_check (EtaCentre *centre, GPtrArray *complaints, GError **error)
{
  g_autoptr (EtaLedger) ledger = eta_ledger_open (eta_centre_get_folder (centre), error);

  return ledger && eta_db_check (eta_ledger_get_db (ledger), error) &&
         check_records (ledger, complaints, error) && check_published (ledger, complaints, error) &&
         check_blobs (centre, ledger, complaints, error);
}
