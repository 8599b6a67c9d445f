/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-link.h"
#include "eta-outbox.h"
#include "eta-rules.h"
#include "eta-sync.h"

G_BEGIN_DECLS

/* Names of the store's settings that the sync floor keeps; others in eta-outbox.h and eta-sync.h */
#define ETA_SETTING_DEVICE "device"
#define ETA_SETTING_CURSOR "cursor"
#define ETA_SETTING_PROVED "proved" /* the counter when both sides were last compared */
#define ETA_SETTING_STALL "stall" /* seconds without a byte; none: 60 */

/**
 * EtaSession:
 *
 * One synchronisation while it runs. Lives in the thread that called eta_sync_run(), on its stack.
 */
typedef struct {
  /* Borrowed */
  EtaStore *store;
  EtaVault *vault;
  EtaSyncReport *report;
  GCancellable *cancellable;
  EtaSyncProgress progress;
  gpointer progress_data;
  /* Owned */
  EtaLink *link;

  gboolean agreed_to_deletions;
  guint deletions; /* that the centre has asked for so far */
  GError *question; /* what a person must agree to before a page is taken; owned */
  gboolean asked_page; /* in the request under way */
  gboolean hold_page; /* none is asked for any more */
  guint ops_limit; /* halved by "too-large" */
  guint mends; /* problems answered so far */
  guint idle_rounds; /* in a row, that have changed nothing on either side */
  gboolean broken; /* what stopped it lies in no single photo */
  gsize piece; /* bytes of a photo in one request */
} EtaSession;

gboolean eta_session_exchange_records (EtaSession *self, GError **error);
gboolean eta_session_send_photos (EtaSession *self, GError **error);
gboolean eta_session_fetch_photos (EtaSession *self, GError **error);
void eta_session_tell (EtaSession *self, const char *phase, guint done, guint total);

int eta_session_lock (EtaStore *store, GError **error);
gint64 eta_sync_get_number (EtaStore *store, const char *setting);
gboolean eta_sync_put_number (EtaStore *store, const char *setting, gint64 value, GError **error);

/* One round's answer, brought into the store: eta-answer.c */
gboolean eta_session_apply (EtaSession *self, const EtaJson *answer, GError **error);
gboolean eta_session_keep (EtaSession *self, const EtaCopies *copies, EtaTaken taken,
                           const EtaJson *clashes, const char *base_rev, const EtaJson *theirs,
                           GError **error);
gboolean eta_session_refuse (EtaSession *self, const char *id, const char *reason, GError **error);

gboolean eta_session_take_again (EtaSession *self, GPtrArray *ids, GError **error);

GHashTable *eta_session_fetch_records (EtaSession *self, GPtrArray *ids, GError **error);

/* The proof that both sides hold the same: eta-repair.c */
gboolean eta_session_repair (EtaSession *self, guint *repaired, GError **error);

/* The centre has been put back to an earlier state: eta-rewind.c */
gboolean eta_session_rewind (EtaSession *self, gint64 shared, const char *next, GError **error);

G_END_DECLS
