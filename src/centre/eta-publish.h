/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"
#include "eta-records.h"

G_BEGIN_DECLS

gboolean eta_publish_concerns (const EtaKind *kind, const char *state);
gboolean eta_publish_settle (EtaLedger *ledger, EtaCatalogue *catalogue, GPtrArray *ids,
                             GHashTable *claims, gboolean by_curator, GError **error);

G_END_DECLS
