/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo.h"
#include "eta-store.h"

G_BEGIN_DECLS

gboolean eta_attach_accepts_name (const char *path, GError **error);
char *eta_attach_photo_as (EtaStore *store, const char *id, const EtaPhoto *photo,
                           const char *subject, GError **error);
char *eta_attach_photo (EtaStore *store, const char *id, const EtaPhoto *photo, GError **error);

G_END_DECLS
