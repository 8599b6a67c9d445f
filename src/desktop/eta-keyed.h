/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

GPtrArray *eta_keyed_dup_keys (const EtaJson *entries);
char *eta_keyed_order_between (const EtaJson *entries, const char *before, const char *after);

G_END_DECLS
