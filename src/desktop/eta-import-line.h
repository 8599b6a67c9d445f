/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_IMPORT_LINE (eta_import_line_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportLine, eta_import_line, ETA, IMPORT_LINE, GObject)

/* What a list shows of an import: its rows, those that want a look first */
GListModel *eta_import_lines (EtaImport *import);
GtkListItemFactory *eta_import_line_factory_new (void);

G_END_DECLS
