/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_CHOICE_ROW (eta_choice_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaChoiceRow, eta_choice_row, ETA, CHOICE_ROW, AdwComboRow)

GtkWidget *eta_choice_row_new (EtaEdit *edit);

G_END_DECLS
