/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

void eta_kept_text_put (EtaStore *store, const char *id, const char *pointer, const char *text);
char *eta_kept_text_take (EtaStore *store, const char *id, const char *pointer);

G_END_DECLS
