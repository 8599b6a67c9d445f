/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"
#include "eta-plain-row.h"

G_BEGIN_DECLS

#define ETA_TYPE_TEXT_ROW (eta_text_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaTextRow, eta_text_row, ETA, TEXT_ROW, EtaPlainRow)

GtkWidget *eta_text_row_new (EtaForm *form, const EtaField *field, const char *pointer);
void eta_text_row_reveal (EtaTextRow *self, GtkWidget *control);

G_END_DECLS
