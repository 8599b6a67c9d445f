/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import.h"

G_BEGIN_DECLS

typedef enum {
  ETA_IMPORT_OPENS, /* the file is read */
  ETA_IMPORT_PLANS, /* each row is looked at */
  ETA_IMPORT_RUNS, /* the rows are written */
  ETA_IMPORT_MENDS, /* single rows are looked at again */
  ETA_IMPORT_SAVES, /* the refused rows, to a file */
} EtaImportTask;

/**
 * EtaImportWork:
 *
 * An import under the user's hands: one piece of work at a time, in a thread of its own, so that neither
 * the main loop nor what is typed elsewhere waits for it. While it is busy, its import belongs to that
 * thread: look at eta_import_work_is_busy(). Rows that were shown before stay as they were. Main thread.
 *
 * Signals: "started" (EtaImportTask), "ended" (EtaImportTask, const GError *: NULL when it is done),
 * "mended" (guint row: looked at again).
 */
#define ETA_TYPE_IMPORT_WORK (eta_import_work_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportWork, eta_import_work, ETA, IMPORT_WORK, GObject)

EtaImportWork *eta_import_work_new (EtaStore *store, EtaVault *vault, const char *path);
EtaImport *eta_import_work_get_import (EtaImportWork *self);
EtaStore *eta_import_work_get_store (EtaImportWork *self);
EtaVault *eta_import_work_get_vault (EtaImportWork *self);

void eta_import_work_open (EtaImportWork *self, int tab);
void eta_import_work_plan (EtaImportWork *self);
void eta_import_work_run (EtaImportWork *self);
void eta_import_work_save_refused (EtaImportWork *self, const char *path);
void eta_import_work_mend (EtaImportWork *self, guint row, const EtaColumn *column,
                           const char *text);
void eta_import_work_leave (EtaImportWork *self, guint row, gboolean leave);
void eta_import_work_cancel (EtaImportWork *self);

gboolean eta_import_work_is_busy (EtaImportWork *self);
gboolean eta_import_work_is_running (EtaImportWork *self);
double eta_import_work_get_fraction (EtaImportWork *self); /* negative: not known yet */

G_END_DECLS
