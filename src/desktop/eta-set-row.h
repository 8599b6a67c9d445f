/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"
#include "eta-plain-row.h"

G_BEGIN_DECLS

#define ETA_TYPE_SET_ROW (eta_set_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaSetRow, eta_set_row, ETA, SET_ROW, EtaPlainRow)

GtkWidget *eta_set_row_new (EtaEdit *edit);

G_END_DECLS
