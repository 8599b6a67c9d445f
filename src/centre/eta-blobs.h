/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-offices.h"
#include "eta-vault.h"

G_BEGIN_DECLS

gboolean eta_blob_name_is_valid (const char *sha256);
gint64 eta_ledger_get_blob_size (EtaLedger *self, const char *sha256, GError **error);
gboolean eta_ledger_add_blob (EtaLedger *self, const char *sha256, gint64 bytes, const char *office,
                              GError **error);
gboolean eta_ledger_may_read_blob (EtaLedger *self, const char *sha256, const EtaDevice *device,
                                   GError **error);
gboolean eta_ledger_touch_blob (EtaLedger *self, const char *sha256, GError **error);
gboolean eta_ledger_sweep_blobs (EtaLedger *self, EtaVault *vault, GError **error);

#define ETA_BLOB_SECONDS (90 * 24 * 60 * 60) /* that a photo may lie here unnamed and untouched */

/* Uploads under way */
#define ETA_UPLOAD_SECONDS (7 * 24 * 60 * 60) /* that one may lie still */
#define ETA_UPLOADS_MOST 1000 /* of a device at a time */

typedef struct {
  gint64 bytes; /* of the whole file; -1: there is no such upload */
  gint64 expires; /* unix seconds */
} EtaUploadRow;

gboolean eta_ledger_find_upload (EtaLedger *self, const char *device, const char *sha256,
                                 EtaUploadRow *row, GError **error);
gboolean eta_ledger_note_upload (EtaLedger *self, const char *device, const char *sha256,
                                 gint64 bytes, GError **error);
gboolean eta_ledger_drop_upload (EtaLedger *self, const char *device, const char *sha256,
                                 GError **error);
gint64 eta_ledger_count_uploads (EtaLedger *self, const char *device, GError **error);
GPtrArray *eta_ledger_list_expired_uploads (EtaLedger *self, GError **error);

G_END_DECLS
