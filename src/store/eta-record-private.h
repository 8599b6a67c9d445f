/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-db.h"
#include "eta-record.h"
#include "eta-trash.h"

G_BEGIN_DECLS

/* Of a record r in the trash: days that have not come yet, of ninety (eta-trash.c) */
#define ETA_TRASH_DAYS_LEFT                                                                        \
  "max(0, " G_STRINGIFY (ETA_TRASH_DAYS) " - (SELECT coalesce(sum(counts), 0) FROM day "           \
                                         "WHERE day.changed >= r.changed))"

/* The columns that eta_record_new_from_rows() and eta_row_new_from_rows() read, in their order; the
 * tables are called r (record) and d (document). */
#define ETA_RECORD_COLUMNS                                                                         \
  "r.n, r.id, r.kind, r.title, r.state, r.score, r.export_score, r.lives, r.waiting, r.base_rev, " \
  "d.doc"
#define ETA_ROW_COLUMNS                                                                            \
  "r.n, r.id, r.kind, r.title, r.subtitle, r.state, r.cover, r.score, r.waiting, r.lives, "        \
  "r.sort_key, r.changed, CASE WHEN r.deleted_at IS NULL THEN 0 ELSE " ETA_TRASH_DAYS_LEFT " END"

EtaRecord *eta_record_new_from_rows (EtaRows *rows, const char *last_doc, GError **error);
EtaRow *eta_row_new_from_rows (EtaRows *rows);
EtaRow *eta_row_new_empty (const EtaKind *kind);

/* Where the row stood in its list when it was read: what the next page begins after */
gint64 eta_row_get_number (EtaRow *self);
const char *eta_row_get_sort_key (EtaRow *self);
gint64 eta_row_get_changed (EtaRow *self);
gboolean eta_row_equal (EtaRow *a, EtaRow *b);

G_END_DECLS
