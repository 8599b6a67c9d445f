/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-ctl.h"

#include "eta-import.h"

#include <glib/gi18n.h>

static void
print_rows (EtaImport *import)
{
  GPtrArray *rows = eta_import_get_rows (import);

  for (guint i = 0; i < rows->len; i++) {
    const EtaImportRow *row = rows->pdata[i];
    if (row->fate == ETA_IMPORT_REFUSE)
      g_printerr (_ ("Row %u is refused: %s\n"), row->row, row->reason);
    for (guint k = 0; row->warnings && k < row->warnings->len; k++) {
      const EtaImportWarning *warning = row->warnings->pdata[k];
      g_printerr (_ ("Row %u, %s: %s\n"), row->row, warning->field, warning->reason);
    }
  }
  GPtrArray *photos = eta_import_get_photos_failed (import);
  for (guint i = 0; photos && i < photos->len; i++) {
    const EtaImportWarning *photo = photos->pdata[i];
    g_printerr ("%s: %s\n", photo->field, photo->reason);
  }
}

static void
print_summary (EtaImport *import)
{
  guint n = eta_import_get_rows (import)->len;

  g_print (ngettext ("%u row: %u new, %u changed, %u as before, %u refused; %u photos.\n",
                     "%u rows: %u new, %u changed, %u as before, %u refused; %u photos.\n", n),
           n, eta_import_count (import, ETA_IMPORT_CREATE),
           eta_import_count (import, ETA_IMPORT_UPDATE),
           eta_import_count (import, ETA_IMPORT_UNCHANGED),
           eta_import_count (import, ETA_IMPORT_REFUSE), eta_import_get_photos_added (import));
}

static EtaExit
run (EtaCtl *ctl, GError **error)
{
  g_autoptr (EtaVault) vault = eta_ctl_open_vault (ctl, error);
  if (!vault)
    return ETA_EXIT_FAILED;

  g_autoptr (EtaImport) import = eta_import_new (ctl->store, vault, ctl->args[0], ctl->photos);
  if (!eta_import_plan (import, NULL, error))
    return ETA_EXIT_FAILED;
  if (!ctl->dry_run && !eta_import_run (import, NULL, error))
    return ETA_EXIT_FAILED;

  if (ctl->json) {
    eta_ctl_print_json (eta_import_dup_report (import));
  } else {
    print_rows (import);
    print_summary (import);
  }

  GPtrArray *photos = eta_import_get_photos_failed (import);
  gboolean left = eta_import_count (import, ETA_IMPORT_REFUSE) > 0 || (photos && photos->len > 0);
  return left ? ETA_EXIT_LEFT : ETA_EXIT_DONE;
}

const EtaCommand eta_command_import = { "import", "import FILE [--photos DIR] [--dry-run] [--json]",
                                        "jdp",    1,
                                        1,        run };
