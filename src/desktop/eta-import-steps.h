/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum {
  ETA_IMPORT_STEP_FILE,
  ETA_IMPORT_STEP_SHEET,
  ETA_IMPORT_STEP_COLUMNS,
  ETA_IMPORT_STEP_ROWS,
  ETA_IMPORT_STEP_REPORT,
} EtaImportStep;

#define ETA_IMPORT_N_STEPS (ETA_IMPORT_STEP_REPORT + 1)

/**
 * EtaImportSteps:
 *
 * The steps of an import in a line: which is shown, and which can be gone to. Main thread.
 *
 * Signal: "chosen" (int step).
 */
#define ETA_TYPE_IMPORT_STEPS (eta_import_steps_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportSteps, eta_import_steps, ETA, IMPORT_STEPS, GtkWidget)

void eta_import_steps_show (EtaImportSteps *self, EtaImportStep step, gboolean current,
                            gboolean reachable);

G_END_DECLS
