/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportColumns:
 *
 * Where each column of a spreadsheet goes: guessed from its header, or kept from last time, and changed by
 * hand. Main thread.
 *
 * Signal: "changed" (a column goes elsewhere).
 */
#define ETA_TYPE_IMPORT_COLUMNS (eta_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportColumns, eta_import_columns, ETA, IMPORT_COLUMNS, GtkWidget)

void eta_import_columns_show (EtaImportColumns *self, EtaImportWork *work);

/* "on 23 November 2026", of the day that a profile was kept */
char *eta_import_describe_kept (EtaImport *import);

G_END_DECLS
