/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-place.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_WINDOW (eta_window_get_type ())
G_DECLARE_FINAL_TYPE (EtaWindow, eta_window, ETA, WINDOW, AdwApplicationWindow)

EtaWindow *eta_window_new (GtkApplication *application);
void eta_window_go_to (EtaWindow *self, const EtaPlace *place);
void eta_window_say (EtaWindow *self, const char *words);

G_END_DECLS
