/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-sync.h"

G_BEGIN_DECLS

typedef enum {
  ETA_SYNC_STATE_UNPAIRED,
  ETA_SYNC_STATE_OFFLINE, /* "work offline", or no network */
  ETA_SYNC_STATE_WAITING, /* something is to be sent, at the next occasion */
  ETA_SYNC_STATE_SENDING,
  ETA_SYNC_STATE_SYNCHRONISED, /* the centre has acknowledged everything */
  ETA_SYNC_STATE_ATTENTION, /* a person must look: revoked, refused items, many deletions */
} EtaSyncState;

/**
 * EtaScheduler:
 *
 * Says when to synchronise: 5 s after the last change, every 15 minutes, when the network returns,
 * when asked; after a failure with back-off (5 s to 15 min, full jitter). Runs eta_sync_run() in a
 * thread. Lives on the main thread; every getter has a property of its name with notify.
 */
#define ETA_TYPE_SCHEDULER (eta_scheduler_get_type ())
G_DECLARE_FINAL_TYPE (EtaScheduler, eta_scheduler, ETA, SCHEDULER, GObject)

EtaScheduler *eta_scheduler_new (EtaStore *store, EtaVault *vault);
void eta_scheduler_start (EtaScheduler *self);
void eta_scheduler_stop (EtaScheduler *self); /* cuts the running one off */
void eta_scheduler_sync_now (EtaScheduler *self);
gboolean eta_scheduler_asks_to_delete (EtaScheduler *self);
void eta_scheduler_agree_to_deletions (EtaScheduler *self);
void eta_scheduler_set_work_offline (EtaScheduler *self, gboolean work_offline);
gboolean eta_scheduler_get_work_offline (EtaScheduler *self);
void eta_scheduler_set_spare_metered (EtaScheduler *self, gboolean spare_metered);
gboolean eta_scheduler_get_spare_metered (EtaScheduler *self);
gboolean eta_scheduler_get_photos_held (EtaScheduler *self);
void eta_scheduler_send_photos_anyway (EtaScheduler *self);
EtaSyncState eta_scheduler_get_state (EtaScheduler *self);
guint eta_scheduler_get_waiting_records (EtaScheduler *self);
guint eta_scheduler_get_waiting_photos (EtaScheduler *self);
guint64 eta_scheduler_get_waiting_bytes (EtaScheduler *self);
const char *eta_scheduler_get_progress (EtaScheduler *self); /* "sending 3 of 14"; NULL when idle */
gint64 eta_scheduler_get_last_success (EtaScheduler *self); /* unix seconds; 0: never */
const char *
eta_scheduler_get_last_error (EtaScheduler *self); /* in the user's language; NULL: none */

G_END_DECLS
