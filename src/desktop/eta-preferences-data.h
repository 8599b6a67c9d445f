/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-window.h"

G_BEGIN_DECLS

#define ETA_TYPE_PREFERENCES_DATA (eta_preferences_data_get_type ())
G_DECLARE_FINAL_TYPE (EtaPreferencesData, eta_preferences_data, ETA, PREFERENCES_DATA,
                      AdwPreferencesPage)

void eta_preferences_data_set_window (EtaPreferencesData *self, EtaWindow *window);
void eta_preferences_data_back_up (EtaPreferencesData *self, const char *path);
gboolean eta_preferences_data_is_busy (EtaPreferencesData *self);

G_END_DECLS
