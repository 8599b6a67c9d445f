/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-progress.h"
#include "eta-selection.h"

G_BEGIN_DECLS

/* Records as a spreadsheet, one column a field of the table (headers are the fields' labels in the
 * user's language); safe against formulas, and importing it again changes nothing. */
gboolean eta_export_sheet (EtaStore *store, EtaSelection *what, const char *path,
                           EtaProgress *progress, GCancellable *cancellable, GError **error);

G_END_DECLS
