/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"
#include "eta-offices.h"

G_BEGIN_DECLS

/* A record as the ledger holds it */
typedef struct {
  char *id;
  gint64 seq;
  char *hash;
  char *kind; /* NULL for a tombstone */
  char *office; /* "": the centre's own */
  int schema;
  char *state; /* of a tombstone: as it was */
  char *device; /* who wrote it last; "": the centre */
  char *at;
  char *doc; /* canonical JSON; NULL for a tombstone */
} EtaEntry;

/* What to write */
typedef struct {
  const char *id;
  const EtaKind *kind;
  const char *office;
  gint64 schema;
  const EtaJson *doc; /* NULL: delete */
  const char *state; /* kept with a tombstone */
  const char *device; /* "": the centre itself */
  gboolean fresh; /* there was never one of that id */
  const char *text; /* @doc in canonical form; NULL: to be made */
  const char *hash; /* the rev's half that tells of it; NULL: to be made */
} EtaWrite;

void eta_entry_free (EtaEntry *entry);
EtaEntry *eta_ledger_find_record (EtaLedger *self, const char *id, GError **error);
gboolean eta_entry_in_scope (const EtaEntry *entry, const EtaDevice *device);
char *eta_entry_dup_rev (const EtaEntry *entry);
void eta_entry_print (const EtaEntry *entry, const char *by, GString *out);

char *eta_ledger_write_record (EtaLedger *self, const EtaWrite *write, GError **error);
gboolean eta_ledger_add_needs (EtaLedger *self, const char *id, EtaJson *result, GError **error);
gboolean eta_ledger_add_duplicates (EtaLedger *self, const char *id, EtaJson *result,
                                    GError **error);

char *eta_ledger_dup_receipt (EtaLedger *self, const char *op, char **body, GError **error);
gboolean eta_ledger_add_receipt (EtaLedger *self, const char *op, const char *body,
                                 const char *result, GError **error);

/* One page of what a device may read, in the order of the writes */
typedef struct {
  const EtaDevice *device;
  gint64 after; /* the number of the last write that was read */
  guint ops; /* most rows */
  gsize bytes; /* of documents; one row comes in any case */
  gboolean mark_own; /* send no body of what this device wrote */
} EtaFeed;

gboolean eta_ledger_print_page (EtaLedger *self, const EtaFeed *feed, GString *out, gint64 *upto,
                                gboolean *more, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaEntry, eta_entry_free)

G_END_DECLS
