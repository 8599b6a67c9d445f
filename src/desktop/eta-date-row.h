/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-entry-row.h"

G_BEGIN_DECLS

#define ETA_TYPE_DATE_ROW (eta_date_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaDateRow, eta_date_row, ETA, DATE_ROW, EtaEntryRow)

GtkWidget *eta_date_row_new (EtaEdit *edit);

G_END_DECLS
