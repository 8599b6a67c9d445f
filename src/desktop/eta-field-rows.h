/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*EtaRowFunc) (GtkWidget *row, gpointer data);

const EtaField *eta_field_rows_last (const EtaField *field);
const EtaField *eta_field_rows_make (EtaForm *form, const EtaField *field, const char *prefix,
                                     EtaRowFunc add, gpointer data);
void eta_field_rows_make_all (EtaForm *form, const EtaField *rows, const char *prefix,
                              EtaRowFunc add, gpointer data);

G_END_DECLS
