/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-db.h"
#include "eta-query.h"

G_BEGIN_DECLS

/* By what the rows of a query follow each other */
typedef enum { ETA_ORDER_TITLE, ETA_ORDER_CHANGED, ETA_ORDER_SCORE, ETA_ORDER_NUMBER } EtaOrder;

/**
 * EtaKey:
 * @text: folded title; in the order of titles
 * @number: change or score; in their orders
 * @n: number of the record
 *
 * A row's place in a list, whatever stands around it.
 */
typedef struct {
  char *text;
  gint64 number;
  gint64 n;
} EtaKey;

EtaOrder eta_query_order (const EtaQuery *query);
void eta_key_of_row (EtaOrder order, EtaRow *row, EtaKey *key);
int eta_key_compare (EtaOrder order, const EtaKey *a, const EtaKey *b);
void eta_key_clear (EtaKey *key);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaKey, eta_key_clear)

GPtrArray *eta_query_read (EtaDb *db, const EtaQuery *query, const EtaKey *after, guint limit,
                           GError **error);
/* The row of one record; NULL without an error: the query does not show it */
EtaRow *eta_query_read_one (EtaDb *db, const EtaQuery *query, const char *id, GError **error);
/* Whether the first rows and their number are had without a walk over all that might pass */
gboolean eta_query_is_quick (const EtaQuery *query);
gint64 eta_query_count (EtaDb *db, const EtaQuery *query, GError **error);

/* All places after @after, up to and with @last (NULL: no bound), in order; @key is borrowed, and its
 * text only valid within the call. Stops when @func says FALSE. */
typedef gboolean (*EtaKeyFunc) (const EtaKey *key, gpointer data);
gboolean eta_query_walk (EtaDb *db, const EtaQuery *query, const EtaKey *after, const EtaKey *last,
                         EtaKeyFunc func, gpointer data, GError **error);

G_END_DECLS
