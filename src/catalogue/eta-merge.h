/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"

G_BEGIN_DECLS

EtaJson *eta_merge (const EtaKind *kind, const EtaJson *base, const EtaJson *ours,
                    const EtaJson *theirs, EtaJson **clashes);

G_END_DECLS
