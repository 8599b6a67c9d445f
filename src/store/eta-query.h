/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

typedef enum {
  ETA_VIEW_ALL,
  ETA_VIEW_TO_SEND, /* changed since the centre last agreed */
  ETA_VIEW_RETURNED,
  ETA_VIEW_TRASH,
  ETA_VIEW_CONFLICTS, /* open conflict records */
} EtaView;

typedef enum { ETA_SORT_TITLE, ETA_SORT_CHANGED, ETA_SORT_SCORE } EtaSort;

/* By the score for publishing */
typedef enum {
  ETA_READINESS_ANY,
  ETA_READINESS_READY, /* 80 points and more */
  ETA_READINESS_NEARLY, /* 50 to 79 */
  ETA_READINESS_FAR,
} EtaReadiness;

/**
 * EtaQuery:
 *
 * What a list shows. Zero is "everything, by title". With @text the rows come as the full-text index
 * finds them and @sort is ignored.
 */
typedef struct {
  const EtaKind *kind; /* NULL: all kinds (conflict records only in their view) */
  EtaView view;
  EtaSort sort;
  const char *text; /* words or beginnings of words, all of them */
  const char *business; /* products of this business */
  const char *state;
  const char *region; /* province or regency code */
  const char *category; /* with its branches */
  EtaReadiness readiness;
  gboolean no_photo;
  gint64 changed_since; /* seconds since 1970; 0: ever */
  gint64 paper_ends_before; /* a paper's last day begins before that second; 0: does not matter */
} EtaQuery;

/* A query with texts of its own, and the end of one */
void eta_query_copy (const EtaQuery *from, EtaQuery *to);
void eta_query_clear (EtaQuery *query);

/* The rows after @after, at most @limit; @after NULL: from the start. Keyset, never OFFSET. */
GPtrArray *eta_store_dup_rows (EtaStore *self, const EtaQuery *query, EtaRow *after, guint limit,
                               GError **error);
/* What a column holds among the rows of a query, and how often */
typedef enum { ETA_FACET_PROVINCE, ETA_FACET_REGENCY, ETA_FACET_CATEGORY } EtaFacetKind;
typedef struct {
  char *value;
  gint64 count;
} EtaFacet;
GPtrArray *eta_store_dup_facets (EtaStore *self, const EtaQuery *query, EtaFacetKind kind,
                                 GError **error);
void eta_facet_free (EtaFacet *facet);
/* All rows of the query, page by page, until @func gives %FALSE with its error set */
typedef gboolean (*EtaRowFunc) (EtaRow *row, gpointer data, GError **error);
gboolean eta_store_each_row (EtaStore *self, const EtaQuery *query, EtaRowFunc func, gpointer data,
                             GError **error);
gint64 eta_store_count (EtaStore *self, const EtaQuery *query, GError **error);
char *eta_store_find_natural (EtaStore *self, const EtaKind *kind, const EtaJson *doc,
                              GError **error);
char *eta_store_find_named (EtaStore *self, const EtaKind *kind, const char *name,
                            const char *regency_or_business, GError **error);

/**
 * EtaRowList:
 *
 * A GListModel of EtaRow over one query. It keeps a few pages around the places that were asked for,
 * and follows the store with the smallest "items-changed" that tells the truth. Main thread; what takes a
 * walk over many rows is looked for in another one, and the rows that stand stay until it has come.
 *
 * Signals: "replacing" (the rows are about to be those of another query), "replaced" (and now are).
 */
#define ETA_TYPE_ROW_LIST (eta_row_list_get_type ())
G_DECLARE_FINAL_TYPE (EtaRowList, eta_row_list, ETA, ROW_LIST, GObject)

EtaRowList *eta_row_list_new (EtaStore *store, const EtaQuery *query);
void eta_row_list_set_query (EtaRowList *self, const EtaQuery *query);
gboolean eta_row_list_is_reading (EtaRowList *self); /* another query */
const EtaQuery *eta_row_list_get_query (EtaRowList *self);
gint64 eta_row_list_get_total (EtaRowList *self); /* -1: not counted yet (a search) */
void eta_row_list_flush (EtaRowList *self); /* follows at once what it would in a moment */
int eta_row_list_find (EtaRowList *self, const char *id); /* position, or -1 when not near */

G_END_DECLS
