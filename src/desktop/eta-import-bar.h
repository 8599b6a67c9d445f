/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-page.h"

G_BEGIN_DECLS

/**
 * EtaImportBar:
 *
 * One line at the foot of the window while an import waits, or works, and another page is looked at: its
 * file, how far it is, and the way back. Main thread.
 */
#define ETA_TYPE_IMPORT_BAR (eta_import_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportBar, eta_import_bar, ETA, IMPORT_BAR, GtkWidget)

GtkWidget *eta_import_bar_new (EtaImportPage *page);

G_END_DECLS
