/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

char *eta_token_load (EtaStore *store, const char *device);
void eta_token_forget (EtaStore *store, const char *device);
gboolean eta_token_save (EtaStore *store, const char *device, const char *token, GError **error);

G_END_DECLS
