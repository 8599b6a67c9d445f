/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-window.h"

G_BEGIN_DECLS

#define ETA_TYPE_PREFERENCES (eta_preferences_get_type ())
G_DECLARE_FINAL_TYPE (EtaPreferences, eta_preferences, ETA, PREFERENCES, AdwPreferencesWindow)

EtaPreferences *eta_preferences_new (EtaWindow *window);

G_END_DECLS
