/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-lines.h"
#include "eta-import-work.h"

G_BEGIN_DECLS

/**
 * EtaImportRows:
 *
 * What each row will become, those first that want a look, and beside it the row that is open, to be
 * mended. Main thread.
 *
 * Signal: "photos-chosen" (const char *folder, NULL: none).
 */
#define ETA_TYPE_IMPORT_ROWS (eta_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportRows, eta_import_rows, ETA, IMPORT_ROWS, GtkWidget)

void eta_import_rows_show (EtaImportRows *self, EtaImportWork *work);
void eta_import_rows_flush (EtaImportRows *self);
void eta_import_rows_open (EtaImportRows *self, guint index);

/* "12 new · 3 updated · 1 refused" */
char *eta_import_dup_summary (EtaImport *import);

G_END_DECLS
