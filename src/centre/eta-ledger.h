/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-db.h"
#include "eta-json.h"

#include <pthread.h>

G_BEGIN_DECLS

#define ETA_LEDGER_FILE "centre.db"

/**
 * EtaLedger:
 *
 * A connection to the centre's database; belongs to one thread at a time. What its tables hold is
 * read and written by a file each: eta-offices.c, eta-records.c, eta-blobs.c, eta-published.c.
 */
typedef struct _EtaLedger EtaLedger;

EtaLedger *eta_ledger_open (const char *folder, GError **error);
void eta_ledger_close (EtaLedger *self);
void eta_ledger_set_writers (EtaLedger *self, pthread_mutex_t *writers);
gboolean eta_ledger_settle_epoch (EtaLedger *self, GError **error);

EtaDb *eta_ledger_get_db (EtaLedger *self);
gboolean eta_ledger_begin (EtaLedger *self, GError **error);
gboolean eta_ledger_begin_read (EtaLedger *self, GError **error);
gboolean eta_ledger_commit (EtaLedger *self, GError **error);
void eta_ledger_rollback (EtaLedger *self);

gint64 eta_ledger_get_head (EtaLedger *self, GError **error);
gint64 eta_ledger_take_seq (EtaLedger *self, GError **error);
char *eta_ledger_dup_setting (EtaLedger *self, const char *name);
gboolean eta_ledger_set_setting (EtaLedger *self, const char *name, const char *value,
                                 GError **error);
char *eta_ledger_dup_name (EtaLedger *self);
gint64 eta_ledger_get_shared (EtaLedger *self, const char *epoch);

char *eta_secret_hash (const char *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaLedger, eta_ledger_close)

G_END_DECLS
