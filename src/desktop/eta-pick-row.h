/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PICK_ROW (eta_pick_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaPickRow, eta_pick_row, ETA, PICK_ROW, AdwActionRow)

GtkWidget *eta_pick_row_new (EtaEdit *edit);

G_END_DECLS
