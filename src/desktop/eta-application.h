/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_APPLICATION (eta_application_get_type ())
G_DECLARE_FINAL_TYPE (EtaApplication, eta_application, ETA, APPLICATION, AdwApplication)

EtaApplication *eta_application_new (void);
gboolean eta_application_get_restarts (EtaApplication *self);

G_END_DECLS
