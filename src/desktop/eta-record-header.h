/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "chosen" (const char *pointer): the user wants to go to that field */
#define ETA_TYPE_RECORD_HEADER (eta_record_header_get_type ())
G_DECLARE_FINAL_TYPE (EtaRecordHeader, eta_record_header, ETA, RECORD_HEADER, GtkWidget)

GtkWidget *eta_record_header_new (EtaForm *form);

G_END_DECLS
