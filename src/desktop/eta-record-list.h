/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-list-head.h"
#include "eta-marks.h"
#include "eta-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_RECORD_LIST (eta_record_list_get_type ())
G_DECLARE_FINAL_TYPE (EtaRecordList, eta_record_list, ETA, RECORD_LIST, GtkWidget)

/* Signal "opened" (const char *id): the user wants to see a record */
GtkWidget *eta_record_list_new (EtaStore *store, EtaThumbnails *thumbnails, const EtaPlace *place,
                                const EtaJson *asked);
EtaRowList *eta_record_list_get_model (EtaRecordList *self);
EtaListHead *eta_record_list_get_head (EtaRecordList *self);
EtaFilters *eta_record_list_get_filters (EtaRecordList *self);
EtaMarks *eta_record_list_get_marks (EtaRecordList *self);
const char *eta_record_list_get_selected (EtaRecordList *self);
void eta_record_list_select (EtaRecordList *self, const char *id);
double eta_record_list_get_scroll (EtaRecordList *self);
void eta_record_list_set_scroll (EtaRecordList *self, double scroll);
void eta_record_list_focus (EtaRecordList *self);

G_END_DECLS
