/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-window.h"

G_BEGIN_DECLS

#define ETA_TYPE_PREFERENCES_OFFICE (eta_preferences_office_get_type ())
G_DECLARE_FINAL_TYPE (EtaPreferencesOffice, eta_preferences_office, ETA, PREFERENCES_OFFICE,
                      AdwPreferencesPage)

void eta_preferences_office_set_window (EtaPreferencesOffice *self, EtaWindow *window);

G_END_DECLS
