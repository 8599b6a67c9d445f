/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-field.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EtaTable:
 *
 * A table on its way into a file, row by row, the header first; never held whole. One thread.
 */
typedef struct _EtaTable EtaTable;

typedef struct {
  gboolean (*add_row) (EtaTable *self, char **cells, GError **error);
  gboolean (*close) (EtaTable *self, GError **error); /* the file has its name after it */
  void (*free) (EtaTable *self);
} EtaTableClass;

struct _EtaTable {
  const EtaTableClass *klass;
  const EtaField *const *fields; /* a column each; NULL: of no field. Borrowed */
  guint n_columns;
};

EtaTable *eta_table_new_csv (const char *path, GError **error); /* eta-table-csv.c */
EtaTable *eta_table_new_xlsx (const char *path, const char *sheet,
                              GError **error); /* eta-table-xlsx.c */

/* XLSX when @path ends so, else CSV: eta-table-xlsx.c */
EtaTable *eta_table_new_for (const char *path, const char *sheet, GError **error);

static inline void
eta_table_free (EtaTable *self)
{
  self->klass->free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTable, eta_table_free)

G_END_DECLS
