/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-import-line.h"

G_BEGIN_DECLS

/* Which rows a list shows */
typedef enum {
  ETA_IMPORT_LINES_ALL,
  ETA_IMPORT_LINES_DOUBTFUL,
  ETA_IMPORT_LINES_REFUSED,
  ETA_IMPORT_LINES_NEW,
  ETA_IMPORT_LINES_UPDATED,
} EtaImportFilter;

#define ETA_IMPORT_FILTERS (ETA_IMPORT_LINES_UPDATED + 1)

#define ETA_TYPE_IMPORT_LINES (eta_import_lines_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportLines, eta_import_lines, ETA, IMPORT_LINES, GObject)

EtaImportLines *eta_import_lines_new (EtaImport *import, EtaImportFilter filter);
gboolean eta_import_filter_takes (EtaImportFilter filter, const EtaImportRow *row);
void eta_import_lines_renew (EtaImportLines *self, guint index);
guint eta_import_lines_find (EtaImportLines *self, guint index);
guint eta_import_lines_get_index (EtaImportLines *self, guint position);

G_END_DECLS
