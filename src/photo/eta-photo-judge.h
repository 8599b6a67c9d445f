/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-picture.h"

G_BEGIN_DECLS

gboolean eta_photo_is_card_name (const char *name);
gboolean eta_photo_is_card_shape (int width, int height);
double eta_photo_get_sharpness (const EtaPicture *picture);
double eta_photo_get_brightness (const EtaPicture *picture);
gboolean eta_photo_has_plain_ground (const EtaPicture *picture);
GPtrArray *eta_photo_judge (const EtaPicture *picture, int width, int height, gboolean like_card);

G_END_DECLS
