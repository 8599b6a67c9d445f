/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportTable:
 *
 * Where the list is in the file: which sheet of a book, what its rows are, and which row names the
 * columns. Main thread.
 *
 * Signals: "tab-chosen" (int), "changed" (the header is another).
 */
#define ETA_TYPE_IMPORT_TABLE (eta_import_table_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportTable, eta_import_table, ETA, IMPORT_TABLE, GtkWidget)

void eta_import_table_show (EtaImportTable *self, EtaImportWork *work);

G_END_DECLS
