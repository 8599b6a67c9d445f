/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-check.h"
#include "eta-store.h"

G_BEGIN_DECLS

GPtrArray *eta_store_look_at (EtaStore *store, const EtaKind *kind, const EtaJson *doc);
GPtrArray *eta_store_dup_findings (EtaStore *store, EtaRecord *record);
gboolean eta_store_is_ahead (EtaStore *store, EtaRecord *record);
char *eta_store_dup_submit_reason (EtaStore *store, EtaRecord *record);
gboolean eta_store_submit (EtaStore *store, const char *id, GError **error);
gboolean eta_store_withdraw (EtaStore *store, const char *id, GError **error);

G_END_DECLS
