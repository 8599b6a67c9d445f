/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_MEASURE_ROW (eta_measure_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaMeasureRow, eta_measure_row, ETA, MEASURE_ROW, AdwActionRow)

GtkWidget *eta_measure_row_new (EtaEdit *amount, EtaEdit *first, EtaEdit *second);

G_END_DECLS
