/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_WELCOME (eta_welcome_get_type ())
G_DECLARE_FINAL_TYPE (EtaWelcome, eta_welcome, ETA, WELCOME, AdwApplicationWindow)

/* Signals: "done" (const char *province, const char *office_name, gboolean pair), "example" */
EtaWelcome *eta_welcome_new (GtkApplication *application, EtaCatalogue *catalogue);
void eta_welcome_choose_province (EtaWelcome *self, const char *code);
void eta_welcome_set_busy (EtaWelcome *self, gboolean busy);
void eta_welcome_say (EtaWelcome *self, const char *words);

G_END_DECLS
