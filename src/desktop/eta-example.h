/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* The catalogue to try things with, brought into an empty store */
void eta_example_fill_async (EtaStore *store, EtaVault *vault, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data);
gboolean eta_example_fill_finish (GAsyncResult *result, GError **error);

G_END_DECLS
