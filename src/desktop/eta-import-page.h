/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-steps.h"
#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportPage:
 *
 * A spreadsheet into the catalogue, step by step: file, sheet and header, columns, rows, report. Nothing
 * is written before the user has seen what each row will become, and all of it is one step of undo. Each
 * step can be gone back to, and finds what was set there. The page stays as it is while another one is
 * looked at, and goes on working. Main thread.
 *
 * Property: "show-back" (the places lie behind it). Signals: "done" (gint64 step, guint records: it was
 * imported), "changed" (another file or step, or work began or ended).
 */
#define ETA_TYPE_IMPORT_PAGE (eta_import_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportPage, eta_import_page, ETA, IMPORT_PAGE, GtkWidget)

EtaImportPage *eta_import_page_new (EtaStore *store, EtaVault *vault);
void eta_import_page_load (EtaImportPage *self, const char *path);
void eta_import_page_go_to (EtaImportPage *self, EtaImportStep step);
void eta_import_page_start (EtaImportPage *self);
void eta_import_page_stop (EtaImportPage *self);
EtaImportStep eta_import_page_get_step (EtaImportPage *self);
EtaImportWork *eta_import_page_get_work (EtaImportPage *self); /* NULL: no file is chosen */

void eta_import_page_put_away (EtaImportPage *self);

G_END_DECLS
