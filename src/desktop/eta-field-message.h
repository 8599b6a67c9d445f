/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-edit.h"

G_BEGIN_DECLS

#define ETA_TYPE_FIELD_MESSAGE (eta_field_message_get_type ())
G_DECLARE_FINAL_TYPE (EtaFieldMessage, eta_field_message, ETA, FIELD_MESSAGE, GtkWidget)

GtkWidget *eta_field_message_new (EtaEdit *edit);
GtkWidget *eta_field_message_new_row (EtaEdit *edit);

G_END_DECLS
