/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_HELP (eta_help_get_type ())
G_DECLARE_FINAL_TYPE (EtaHelp, eta_help, ETA, HELP, AdwWindow)

EtaHelp *eta_help_new (GtkWindow *parent);

G_END_DECLS
