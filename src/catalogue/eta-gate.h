/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"

G_BEGIN_DECLS

EtaJson *eta_gate_public (const EtaKind *kind, const EtaJson *doc, const EtaJson *business);
gboolean eta_consent_covers (const EtaJson *business, const EtaField *field, const EtaJson *value);

G_END_DECLS
