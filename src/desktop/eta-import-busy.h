/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportBusy:
 *
 * What an import does at the moment, how far it is, and a button that ends it. Main thread.
 *
 * Signal: "cancel".
 */
#define ETA_TYPE_IMPORT_BUSY (eta_import_busy_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportBusy, eta_import_busy, ETA, IMPORT_BUSY, GtkWidget)

void eta_import_busy_show (EtaImportBusy *self, EtaImportWork *work, const char *words,
                           gboolean takes_long);

G_END_DECLS
