/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_LIVE (eta_live_get_type ())
G_DECLARE_FINAL_TYPE (EtaLive, eta_live, ETA, LIVE, GtkWidget)

void eta_live_say (GtkWidget *widget, const char *words);
void eta_live_toast (AdwToastOverlay *overlay, AdwToast *take_toast);

G_END_DECLS
