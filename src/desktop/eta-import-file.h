/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportFile:
 *
 * Asks which spreadsheet: it is chosen, or dropped here. Main thread.
 *
 * Signals: "chosen" (const char *path), "failed" (const char *words: why it was not).
 */
#define ETA_TYPE_IMPORT_FILE (eta_import_file_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportFile, eta_import_file, ETA, IMPORT_FILE, GtkWidget)

G_END_DECLS
