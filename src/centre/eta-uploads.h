/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-blobs.h"

G_BEGIN_DECLS

/**
 * EtaUploads:
 *
 * Files on their way in: DIR/staging/DEVICE/SHA256, each as long as what has come. One request at a
 * time writes to a file; a newer one takes it over, and cuts the connection of the older. Any thread.
 */
typedef struct _EtaUploads EtaUploads;
typedef struct _EtaUpload EtaUpload; /* one file in the hands of one request */

EtaUploads *eta_uploads_new (const char *folder);
void eta_uploads_free (EtaUploads *self);

EtaUpload *eta_uploads_claim (EtaUploads *self, const EtaDevice *device, const char *sha256,
                              GDestroyNotify cut, gpointer cut_data, GError **error);
void eta_upload_release (EtaUpload *upload);
gint64 eta_upload_get_offset (EtaUpload *upload);
gboolean eta_upload_append (EtaUpload *upload, const char *data, gsize length, GError **error);
GBytes *eta_upload_read (EtaUpload *upload, GError **error);
gboolean eta_upload_empty (EtaUpload *upload, GError **error);
gboolean eta_upload_remove (EtaUpload *upload, GError **error);
gboolean eta_uploads_sweep (EtaUploads *self, EtaLedger *ledger, GError **error);

G_END_DECLS
