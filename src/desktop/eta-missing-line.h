/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signal "chosen" (const char *pointer): the user wants to go to that field */
#define ETA_TYPE_MISSING_LINE (eta_missing_line_get_type ())
G_DECLARE_FINAL_TYPE (EtaMissingLine, eta_missing_line, ETA, MISSING_LINE, GtkWidget)

void eta_missing_line_set_form (EtaMissingLine *self, EtaForm *form);

G_END_DECLS
