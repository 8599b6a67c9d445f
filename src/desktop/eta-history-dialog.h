/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_HISTORY_DIALOG (eta_history_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaHistoryDialog, eta_history_dialog, ETA, HISTORY_DIALOG, AdwWindow)

EtaHistoryDialog *eta_history_dialog_show (EtaForm *form, GtkWidget *owner);

G_END_DECLS
