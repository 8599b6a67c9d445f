/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-records.h"

G_BEGIN_DECLS

/* One request's ops under way; lives within its transaction */
typedef struct {
  EtaLedger *ledger;
  const EtaDevice *device;
  GPtrArray *written; /* (element-type utf8): ids, in the order of the writes; not the drafts */
  GHashTable *claims; /* (element-type utf8): ids, see eta_publish_settle() */
  gboolean restored; /* this history began when the centre was put back */
} EtaSyncRun;

char *eta_sync_op_apply (EtaSyncRun *run, const EtaJson *op, GError **error);

G_END_DECLS
