/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

G_BEGIN_DECLS

#define ETA_TYPE_TEXT_CELL (eta_text_cell_get_type ())
G_DECLARE_FINAL_TYPE (EtaTextCell, eta_text_cell, ETA, TEXT_CELL, GtkWidget)

GtkWidget *eta_text_cell_new (EtaEdit *edit, const char *caption);

G_END_DECLS
