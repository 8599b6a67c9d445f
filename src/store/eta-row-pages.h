/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-query-private.h"

G_BEGIN_DECLS

/**
 * EtaPage:
 * @start: the page holds what comes after this place; the first has none
 * @rows: (nullable): as far as they are loaded
 */
typedef struct {
  EtaKey start;
  gboolean has_start;
  guint length;
  GPtrArray *rows;
  guint64 used;
} EtaPage;

/**
 * EtaPages:
 * @end: the place of the last row of the last page
 * @rest: rows after the last page, of which only the number is known
 * @total: all rows, with the rest
 * @open: of a search: more may follow
 *
 * How a long list is known without its rows: where its pages begin and how long they are, as far as
 * somebody has looked, and how many rows follow. Rows are loaded for a few pages only, those that were
 * last asked for.
 */
typedef struct {
  EtaOrder order;
  GPtrArray *pages;
  guint rest;
  guint total;
  guint64 clock;
  EtaKey end;
  gboolean has_end;
  gboolean open;
} EtaPages;

/* Told after each change, when the pages are as it says */
typedef void (*EtaPagesFunc) (guint position, guint removed, guint added, gpointer data);

void eta_pages_init (EtaPages *self);
void eta_pages_clear (EtaPages *self);
gboolean eta_pages_read (EtaPages *self, EtaDb *db, const EtaQuery *query, GError **error);
gboolean eta_pages_follow (EtaPages *self, EtaDb *db, const EtaQuery *query, EtaPagesFunc func,
                           gpointer data, GError **error);
gboolean eta_pages_grow (EtaPages *self, EtaDb *db, const EtaQuery *query, EtaPagesFunc func,
                         gpointer data, GError **error);

/* The page that holds @position, and the place within it; a page is loaded by eta_pages_load() */
EtaPage *eta_pages_at (EtaPages *self, guint *position, EtaDb *db, const EtaQuery *query);
gboolean eta_pages_load (EtaPages *self, EtaPage *page, EtaDb *db, const EtaQuery *query,
                         GError **error);
/* Among the loaded rows */
gboolean eta_pages_find (EtaPages *self, const char *id, guint *page, guint *index,
                         guint *position);
gboolean eta_pages_keeps_place (EtaPages *self, guint page, guint index, EtaRow *row);
void eta_pages_remove (EtaPages *self, guint page, guint index);

G_END_DECLS
