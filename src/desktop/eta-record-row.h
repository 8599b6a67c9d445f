/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-record.h"
#include "eta-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_RECORD_ROW (eta_record_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaRecordRow, eta_record_row, ETA, RECORD_ROW, GtkWidget)

GtkWidget *eta_record_row_new (void);
void eta_record_row_bind (EtaRecordRow *self, EtaRow *row, EtaThumbnails *thumbnails);
void eta_record_row_set_words (EtaRecordRow *self, const char *title, const char *subtitle);
const char *eta_record_row_get_title (EtaRecordRow *self);
const char *eta_record_row_get_subtitle (EtaRecordRow *self);
void eta_record_row_unbind (EtaRecordRow *self);

G_END_DECLS
