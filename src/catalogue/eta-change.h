/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"

G_BEGIN_DECLS

/**
 * EtaChange:
 *
 * One place in which two documents of a kind differ. All but @pointer is borrowed from the table and
 * from the documents.
 */
typedef struct {
  char *pointer; /* "/sku", "/name/en", "/papers/UUID", "/papers/UUID/number" */
  const EtaField *field; /* NULL: the table does not know the place */
  const EtaField
      *list; /* of an entry of a keyed list or a part of one: the list's row; else NULL */
  const EtaJson *before; /* NULL: nothing stood there */
  const EtaJson *after; /* NULL: nothing stands there */
  const EtaJson *entry; /* of a part of an entry: the entry, as it is after; else NULL */
} EtaChange;

GPtrArray *eta_changes_between (const EtaKind *kind, const EtaJson *before, const EtaJson *after);
const EtaField *eta_changes_only_field (const EtaKind *kind, const EtaJson *before,
                                        const EtaJson *after);

G_END_DECLS
