/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-picture.h"

G_BEGIN_DECLS

EtaPicture *eta_jpeg_decode (GBytes *bytes, int side, char **reason);
GBytes *eta_jpeg_encode (const EtaPicture *picture, int quality);

G_END_DECLS
