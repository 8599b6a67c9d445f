/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

G_BEGIN_DECLS

/* Opening, or making, the catalogue of a folder: in a thread, since a disk may be slow */
void eta_opening_open_async (const char *folder, EtaCatalogue *catalogue,
                             GAsyncReadyCallback callback, gpointer data);
void eta_opening_create_async (const char *folder, EtaCatalogue *catalogue, const char *province,
                               const char *office_name, GAsyncReadyCallback callback,
                               gpointer data);
gboolean eta_opening_finish (GAsyncResult *result, EtaStore **store, EtaVault **vault,
                             GError **error);

G_END_DECLS
