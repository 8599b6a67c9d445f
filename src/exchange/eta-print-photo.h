/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"
#include "eta-vault.h"

#include <cairo.h>

G_BEGIN_DECLS

cairo_surface_t *eta_print_photo_load (EtaVault *vault, const EtaJson *photo, int side);

G_END_DECLS
