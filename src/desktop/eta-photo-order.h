/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

G_BEGIN_DECLS

void eta_photo_move (EtaForm *form, const char *key, guint position);
void eta_photo_make_cover (EtaForm *form, const char *key);
void eta_photo_remove (EtaForm *form, const char *key);

G_END_DECLS
