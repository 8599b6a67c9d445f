/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_SHEET_ERROR (eta_sheet_error_quark ())
GQuark eta_sheet_error_quark (void);

typedef enum {
  ETA_SHEET_ERROR_UNREADABLE, /* no spreadsheet, or a damaged one */
  ETA_SHEET_ERROR_LARGE, /* over the limits: a bomb, or no list of this world */
  ETA_SHEET_ERROR_NO_LIST, /* a spreadsheet, but no list of businesses or products */
} EtaSheetError;

#define ETA_SHEET_ROWS 200000
#define ETA_SHEET_BYTES (256 * 1024 * 1024)

/**
 * EtaSheet:
 *
 * A spreadsheet as rows of text, whatever file it came from (CSV in any usual encoding and separator,
 * or one sheet of an XLSX). Read whole, bounded: the file may vanish afterwards. One thread at a time.
 */
typedef struct _EtaSheet EtaSheet;

EtaSheet *eta_sheet_load (const char *path, GCancellable *cancellable, GError **error);
EtaSheet *eta_sheet_load_tab (const char *path, int tab, GCancellable *cancellable, GError **error);
void eta_sheet_free (EtaSheet *self);
/* The sheets of the book, by name, and which of them this is; NULL: the file has no others */
const char *const *eta_sheet_get_tabs (EtaSheet *self);
int eta_sheet_get_tab (EtaSheet *self);
guint eta_sheet_get_n_rows (EtaSheet *self);
char **eta_sheet_get_row (EtaSheet *self, guint row, guint *n_cells); /* borrowed */
guint eta_sheet_get_line (EtaSheet *self,
                          guint row); /* the number that a spreadsheet shows beside it */
const char *eta_sheet_get_cell (EtaSheet *self, guint row, guint column); /* "" beyond its end */
void eta_sheet_set_cell (EtaSheet *self, guint row, guint column, const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSheet, eta_sheet_free)

G_END_DECLS
