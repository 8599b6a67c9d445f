/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-routes.h"

G_BEGIN_DECLS

/* The handlers of the API; each file is named after its address. */
void eta_handle_about (EtaRequest *x);
void eta_handle_openapi (EtaRequest *x);
void eta_handle_devices (EtaRequest *x);
void eta_handle_sync (EtaRequest *x);
void eta_handle_changes (EtaRequest *x);
void eta_handle_record (EtaRequest *x);
void eta_handle_fetch (EtaRequest *x);
void eta_handle_digest (EtaRequest *x);
void eta_handle_digest_bucket (EtaRequest *x);
void eta_handle_upload_options (EtaRequest *x);
void eta_handle_upload_new (EtaRequest *x);
void eta_handle_upload_head (EtaRequest *x);
void eta_handle_upload_patch (EtaRequest *x);
void eta_handle_upload_delete (EtaRequest *x);
void eta_handle_blob (EtaRequest *x);

extern const EtaSink eta_upload_new_sink;
extern const EtaSink eta_upload_patch_sink;

G_END_DECLS
