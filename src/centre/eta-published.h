/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-records.h"

G_BEGIN_DECLS

/**
 * EtaListing:
 *
 * One thing that the public sees, already passed through the gate of consent. Owned by who asked.
 */
typedef struct {
  char *id;
  const EtaKind *kind;
  char *office; /* its id; "": the centre's own */
  char *office_name;
  gint64 seq; /* of the write that published it */
  char *at; /* RFC 3339 UTC */
  EtaJson *doc; /* only what may be shown */
  char *business_id; /* of a product whose business is published, else NULL */
  EtaJson *business; /* likewise, only what may be shown */
} EtaListing;

/* What to list; NULL and 0 mean: any. Newest first. */
typedef struct {
  const EtaKind *kind;
  const char *text; /* as typed into the search box */
  const char *province;
  const char *regency;
  const char *category; /* "food" also finds "food.coffee" */
  const char *business; /* products of that business */
  guint page; /* from 1; 0 is 1 */
  guint per_page; /* at most 100 */
} EtaPublishedQuery;

/* How many listings have a value, for filters and for the home page */
typedef struct {
  char *code;
  guint n;
} EtaCount;

typedef enum { ETA_COUNT_PROVINCE, ETA_COUNT_REGENCY, ETA_COUNT_CATEGORY } EtaCountBy;

void eta_listing_free (EtaListing *listing);
void eta_count_free (EtaCount *count);

EtaListing *eta_published_get (EtaLedger *ledger, const EtaKind *kind, const char *id,
                               GError **error);
GPtrArray *eta_published_list (EtaLedger *ledger, const EtaPublishedQuery *query, guint *total,
                               GError **error);
GPtrArray *eta_published_count (EtaLedger *ledger, const EtaKind *kind, EtaCountBy by,
                                GError **error);
GPtrArray *eta_published_list_ids (EtaLedger *ledger, const EtaKind *kind, gint64 after_number,
                                   guint limit, gint64 *last_number, GError **error);
gboolean eta_published_has_photo (EtaLedger *ledger, const char *sha256);
gint64 eta_published_get_stamp (EtaLedger *ledger);

/* Writing; inside the transaction of a sync */
gboolean eta_published_put (EtaLedger *ledger, const EtaKind *kind, const char *id,
                            const char *office, gint64 seq, const EtaJson *doc, GError **error);
gboolean eta_published_remove (EtaLedger *ledger, const char *id, GError **error);
gboolean eta_published_refresh (EtaLedger *ledger, const char *business, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaListing, eta_listing_free)

G_END_DECLS
