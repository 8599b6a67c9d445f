/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PLAIN_ROW (eta_plain_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (EtaPlainRow, eta_plain_row, ETA, PLAIN_ROW, AdwPreferencesRow)

struct _EtaPlainRowClass {
  AdwPreferencesRowClass parent_class;
};

GtkWidget *eta_plain_row_new (GtkWidget *child);

G_END_DECLS
