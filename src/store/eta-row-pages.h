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
 * @generation: another one when pages have come, gone or changed their length
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
  guint generation;
  EtaKey end;
  gboolean has_end;
  gboolean open;
} EtaPages;

/**
 * EtaNews:
 * @lengths: of each page
 * @splits: places within pages that have grown long
 * @rows: (element-type GPtrArray) (nullable elements): of each page whose rows were loaded
 * @count: all rows, when the end is not known; else -1
 *
 * What the file holds now, in the form of the pages as they are known.
 */
typedef struct {
  guint *lengths;
  GArray *splits;
  GPtrArray *rows;
  gint64 count;
} EtaNews;

/* Told after each change, when the pages are as it says */
typedef void (*EtaPagesFunc) (guint position, guint removed, guint added, gpointer data);

void eta_pages_init (EtaPages *self);
void eta_pages_clear (EtaPages *self);
gboolean eta_pages_read (EtaPages *self, EtaDb *db, const EtaQuery *query, GError **error);

/* To look may take long, and can be done with a copy in another thread. What was found is applied to pages of
 * the same generation. */
void eta_pages_copy (const EtaPages *from, EtaPages *to);
gboolean eta_pages_look (EtaPages *self, EtaDb *db, const EtaQuery *query, EtaNews *news,
                         GError **error);
void eta_pages_apply (EtaPages *self, EtaNews *news, EtaPagesFunc func, gpointer data);
void eta_news_clear (EtaNews *news);

/* The rows that follow in a search, and what becomes of them */
GPtrArray *eta_pages_read_more (const EtaPages *self, EtaDb *db, const EtaQuery *query,
                                GError **error);
void eta_pages_grow (EtaPages *self, GPtrArray *rows, EtaPagesFunc func, gpointer data);

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
