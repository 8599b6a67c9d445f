/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* Names of the store's settings that a user may look at */
#define ETA_SETTING_URL "centre-url"
#define ETA_SETTING_DEVICE_NAME "device-name"
#define ETA_SETTING_ROLE "role"

#define ETA_SYNC_ERROR (eta_sync_error_quark ())
GQuark eta_sync_error_quark (void);

typedef enum {
  ETA_SYNC_ERROR_NOT_PAIRED,
  ETA_SYNC_ERROR_OFFLINE, /* no network, no answer, a cut or a stall */
  ETA_SYNC_ERROR_NO_CENTRE, /* something answered that is no centre: a captive portal, another site */
  ETA_SYNC_ERROR_CODE, /* pairing code wrong or used up */
  ETA_SYNC_ERROR_REVOKED, /* this device may no longer */
  ETA_SYNC_ERROR_BUSY, /* the centre asks to wait */
  ETA_SYNC_ERROR_REFUSED,
  ETA_SYNC_ERROR_RUNNING, /* another program synchronises this catalogue */
  ETA_SYNC_ERROR_ASK, /* the centre would delete much: a person must agree first */
} EtaSyncError;

typedef enum {
  ETA_SYNC_DEFAULT = 0,
  ETA_SYNC_AGREED_TO_DELETIONS = 1 << 0, /* a person has agreed that the centre deletes much here */
  ETA_SYNC_WITHOUT_PHOTOS = 1 << 1, /* neither sent nor fetched: the link costs by the byte */
} EtaSyncFlags;

/**
 * EtaSyncReport:
 *
 * What one synchronisation did, also when it ended early.
 */
typedef struct {
  guint pushed, pulled, merged, conflicts, refused, uploaded, requests;
  guint pending_records, pending_photos;
  guint64 bytes_up, bytes_down;
  guint64 photo_bytes; /* of photos, on their way, that have arrived; also of unfinished ones */
  guint retry_after; /* seconds, as the busy centre asked; 0: it did not */
} EtaSyncReport;

/* Called in the syncing thread */
typedef void (*EtaSyncProgress) (const char *phase, guint done, guint total, gpointer data);

/* All of these block: call them from a thread of your own (the scheduler does). */
gboolean eta_sync_pair (EtaStore *store, const char *url, const char *code, const char *name,
                        GCancellable *cancellable, GError **error);
gboolean eta_sync_unpair (EtaStore *store, GError **error);
gboolean eta_sync_is_paired (EtaStore *store);
gboolean eta_sync_run (EtaStore *store, EtaVault *vault, EtaSyncFlags flags, EtaSyncReport *report,
                       EtaSyncProgress progress, gpointer data, GCancellable *cancellable,
                       GError **error);
EtaJson *eta_sync_report_to_json (const EtaSyncReport *report);

G_END_DECLS
