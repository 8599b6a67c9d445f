/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-request.h"

G_BEGIN_DECLS

void eta_serve_file (EtaRequest *x, const char *path, const char *etag, const char *cache_control);
gboolean eta_parse_range (const char *header, guint64 size, guint64 *first, guint64 *last,
                          gboolean *beyond);

G_END_DECLS
