/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_VALUE_ROW (eta_value_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaValueRow, eta_value_row, ETA, VALUE_ROW, AdwActionRow)

GtkWidget *eta_value_row_new (EtaEdit *edit);

G_END_DECLS
