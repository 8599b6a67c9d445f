/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_IMPORT_LINE (eta_import_line_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportLine, eta_import_line, ETA, IMPORT_LINE, GObject)

EtaImportLine *eta_import_line_new (const EtaImportRow *row, guint index);
guint eta_import_line_get_index (EtaImportLine *self); /* among the import's rows */
const char *eta_import_fate_words (EtaImportFate fate); /* translated */
char *eta_import_warning_dup_words (const EtaImportWarning *warning);
GtkListItemFactory *eta_import_line_factory_new (void);

G_END_DECLS
