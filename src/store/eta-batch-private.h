/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-batch.h"

G_BEGIN_DECLS

void eta_batch_refuse (EtaBatch *self, const char *id, EtaRecord *record, const char *reason);
gboolean eta_batch_set_one (EtaBatch *self, EtaStore *store, EtaRecord *record, gboolean really,
                            GError **error);

G_END_DECLS
