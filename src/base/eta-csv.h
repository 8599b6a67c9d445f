/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_CSV_ERROR (eta_csv_error_quark ())
GQuark eta_csv_error_quark (void);

typedef enum {
  ETA_CSV_ERROR_QUOTE, /* a quote that never closes */
  ETA_CSV_ERROR_WIDE, /* more cells in a row than ETA_CSV_COLUMNS */
  ETA_CSV_ERROR_LARGE, /* a cell larger than ETA_CSV_CELL bytes */
} EtaCsvError;

#define ETA_CSV_COLUMNS 1000
#define ETA_CSV_CELL (1024 * 1024)

/**
 * EtaCsvRowFunc:
 * @cells: (array length=n_cells): the row's cells, UTF-8, borrowed for the length of the call
 * @line: the row's number in the file, from 1
 *
 * Returns: %FALSE to stop reading (no error)
 */
typedef gboolean (*EtaCsvRowFunc) (char **cells, guint n_cells, guint line, gpointer data);

gboolean eta_csv_read (const char *text, gsize length, char separator, EtaCsvRowFunc func,
                       gpointer data, GError **error);
void eta_csv_write_cell (GString *out, const char *cell, char separator);

G_END_DECLS
