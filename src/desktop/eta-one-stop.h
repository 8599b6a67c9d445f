/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_ONE_STOP (eta_one_stop_get_type ())
G_DECLARE_FINAL_TYPE (EtaOneStop, eta_one_stop, ETA, ONE_STOP, AdwBin)

G_END_DECLS
