/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportReport:
 *
 * What came of an import: how many records and photos, what was refused and could not be taken, and the
 * one step that takes all of it back. Main thread.
 *
 * Signals: "undo", "again" (another list), "save" (const char *path: the refused rows go there).
 */
#define ETA_TYPE_IMPORT_REPORT (eta_import_report_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportReport, eta_import_report, ETA, IMPORT_REPORT, GtkWidget)

void eta_import_report_show (EtaImportReport *self, EtaImportWork *work);
void eta_import_report_say (EtaImportReport *self, const char *words);

G_END_DECLS
