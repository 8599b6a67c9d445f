/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-query.h"

G_BEGIN_DECLS

/* All records that the query finds as CSV, one column a field of the table (headers are the fields'
 * labels in the user's language); safe against formulas, and importing it again changes nothing. */
gboolean eta_export_csv (EtaStore *store, const EtaQuery *query, const char *path, guint *rows,
                         GError **error);

G_END_DECLS
