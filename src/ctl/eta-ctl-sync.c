/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-outbox.h"
#include "eta-sync.h"

#include <glib/gi18n.h>

static void
print_report (const EtaSyncReport *report)
{
  g_print (_ ("Sent %u records and %u photos, received %u, merged %u; %u conflicts, %u refused. "
              "Waiting: %u records, %u photos.\n"),
           report->pushed, report->uploaded, report->pulled, report->merged, report->conflicts,
           report->refused, report->pending_records, report->pending_photos);
}

/* What the centre refused or a photo lacks, one line each: a script's log must say it. */
static gboolean
print_reasons (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) delays = eta_outbox_dup_delays (store, error);
  if (!delays)
    return FALSE;

  for (guint i = 0; i < delays->len; i++) {
    const EtaDelay *delay = delays->pdata[i];
    eta_ctl_complain ("%s: %s", delay->subject, delay->reason);
  }

  return TRUE;
}

/* The report is printed also of a synchronisation that ended early: what was done is done. */
static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaVault) vault = eta_ctl_open_vault (ctl, error);
  if (!vault)
    return ETA_EXIT_FAILED;

  EtaSyncReport report = { 0 };
  gboolean done =
      eta_sync_run (ctl->store, vault, ETA_SYNC_DEFAULT, &report, NULL, NULL, NULL, error);
  if (ctl->json)
    eta_ctl_print_json (eta_sync_report_to_json (&report));
  else if (done)
    print_report (&report);
  if (!done || !print_reasons (ctl->store, error))
    return ETA_EXIT_FAILED;

  gboolean left =
      report.conflicts || report.refused || report.pending_records || report.pending_photos;
  return left ? ETA_EXIT_LEFT : ETA_EXIT_DONE;
}

const EtaCommand eta_command_sync = { "sync", "sync [--json]", "j", 0, 0, run };
