/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-fields.h"

G_BEGIN_DECLS

/**
 * EtaImportMend:
 *
 * One row of a spreadsheet, opened: what becomes of it and why, and its cells as the fields that they go
 * to, with the rows and the checks of a record's page. What is changed goes into the cells at once, and
 * the row is looked at again. Main thread.
 *
 * Signals: "back" (to the list), "next" (the next row that wants a look).
 */
#define ETA_TYPE_IMPORT_MEND (eta_import_mend_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportMend, eta_import_mend, ETA, IMPORT_MEND, GtkWidget)

/* @index: G_MAXUINT: no row is open */
void eta_import_mend_open (EtaImportMend *self, EtaImportWork *work, guint index);
EtaImportFields *eta_import_mend_get_fields (EtaImportMend *self, guint group); /* or NULL */
guint eta_import_mend_get_index (EtaImportMend *self);
void eta_import_mend_renew (EtaImportMend *self, guint index);
void eta_import_mend_flush (EtaImportMend *self);
void eta_import_mend_focus (EtaImportMend *self);

G_END_DECLS
