/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_SCAN_ROW (eta_scan_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaScanRow, eta_scan_row, ETA, SCAN_ROW, AdwActionRow)

GtkWidget *eta_scan_row_new (EtaEdit *edit);

G_END_DECLS
