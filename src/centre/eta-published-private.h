/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-published.h"

G_BEGIN_DECLS

/* The gate as of now: the content of the publication, the consents of today. */
EtaJson *eta_published_gate (EtaLedger *ledger, const EtaKind *kind, const char *id,
                             const char *business, const char *doc, GError **error);

G_END_DECLS
