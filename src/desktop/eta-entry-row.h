/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_ENTRY_ROW (eta_entry_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtaEntryRow, eta_entry_row, ETA, ENTRY_ROW, AdwEntryRow)

struct _EtaEntryRowClass {
  AdwEntryRowClass parent_class;
};

void eta_entry_row_set_edit (EtaEntryRow *self, EtaEdit *edit);
EtaEdit *eta_entry_row_get_edit (EtaEntryRow *self);
GtkWidget *eta_entry_row_new (EtaEdit *edit);

G_END_DECLS
