/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

/* The photos of a document, in their order: keys into "/photos". The cover comes first. */
GPtrArray *eta_photos_in_order (const EtaJson *doc);
const EtaJson *eta_photos_get_cover (const EtaJson *doc);

G_END_DECLS
