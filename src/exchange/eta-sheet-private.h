/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-sheet.h"

G_BEGIN_DECLS

EtaSheet *eta_sheet_new (void);
gboolean eta_sheet_add_row (EtaSheet *self, char **cells, guint n_cells, guint line,
                            GError **error);
gboolean eta_sheet_looks_like_list (EtaSheet *self);
gboolean eta_sheet_fail (GError **error, EtaSheetError code, const char *message);

EtaSheet *eta_sheet_load_text (const char *data, gsize length, GError **error);
EtaSheet *eta_sheet_load_xlsx (const char *data, gsize length, int tab, GCancellable *cancellable,
                               GError **error);
void eta_sheet_take_tabs (EtaSheet *self, char **take_names, int tab);

G_END_DECLS
