/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"
#include "eta-import-work.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaImportFields:
 *
 * The cells of one row that go to one kind, as the rows of a record's page: each of them stands for the
 * cell of its column, and what is changed in it is written there. Main thread.
 */
#define ETA_TYPE_IMPORT_FIELDS (eta_import_fields_get_type ())
G_DECLARE_FINAL_TYPE (EtaImportFields, eta_import_fields, ETA, IMPORT_FIELDS, GObject)

EtaImportFields *eta_import_fields_new (EtaImportWork *work, guint index, const EtaKind *kind);
GtkWidget *eta_import_fields_get_group (EtaImportFields *self);
EtaForm *eta_import_fields_get_form (EtaImportFields *self);
void eta_import_fields_flush (EtaImportFields *self);
gboolean eta_import_fields_say (EtaImportFields *self, const EtaImportWarning *warning);
gboolean eta_import_fields_focus (EtaImportFields *self, const EtaImportRow *row);

G_END_DECLS
