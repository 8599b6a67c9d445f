/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"
#include "eta-sheet.h"

G_BEGIN_DECLS

/**
 * EtaColumn:
 * @field: (nullable): the row of the table that the column goes to; %NULL: it is not taken
 * @kind: whose table
 * @language: (nullable): of a translated field, one of eta_languages
 */
typedef struct {
  const EtaField *field;
  const EtaKind *kind;
  const char *language;
} EtaColumn;

/**
 * EtaHeader:
 * @row: index of the header in the sheet; the list begins below it
 * @kind: of every row, unless there is a @kind_column
 * @columns: (element-type EtaColumn)
 * @taken: (element-type guint): of the columns with a field, in the order of the table
 * @kind_column, @id_column: index, or -1
 */
typedef struct {
  guint row;
  const EtaKind *kind;
  GArray *columns, *taken;
  int kind_column, id_column;
} EtaHeader;

EtaHeader *eta_header_find (EtaSheet *sheet, GError **error);
EtaHeader *eta_header_read (EtaSheet *sheet, guint row, const EtaKind *kind);
void eta_header_free (EtaHeader *self);
const EtaColumn *eta_header_get (const EtaHeader *self, guint column);
gboolean eta_header_takes (const EtaField *field);
char *eta_header_dup_pointer (const EtaHeader *self, guint column);
gboolean eta_header_names_things (const EtaHeader *self);
void eta_header_set (EtaHeader *self, guint column, const EtaColumn *to);
int eta_header_find_column (const EtaHeader *self, const EtaColumn *to);
guint eta_header_ensure (EtaHeader *self, const EtaColumn *to);

/* Where a column goes, as it is kept: "product:/description:en"; "": it is not taken */
char *eta_column_describe (const EtaColumn *column);
const EtaColumn *eta_column_find (GArray *targets, const char *description);

/* (element-type EtaColumn) */
void eta_header_add_columns (GArray *columns, const EtaKind *kind);
GArray *eta_header_list_targets (const EtaHeader *self);
char *eta_header_name (const EtaKind *kind, const EtaField *field, const char *language,
                       gboolean with_kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaHeader, eta_header_free)

#define ETA_HEADER_ROWS 40 /* the header is one of the first */

/* Columns that a catalogue's own export has */
#define ETA_HEADER_KIND "Etalase: kind"
#define ETA_HEADER_ID "Etalase: id"

G_END_DECLS
