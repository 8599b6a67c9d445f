/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_SWITCH_ROW (eta_switch_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaSwitchRow, eta_switch_row, ETA, SWITCH_ROW, AdwActionRow)

GtkWidget *eta_switch_row_new (EtaEdit *edit);

G_END_DECLS
