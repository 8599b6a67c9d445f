/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-guard.h"
#include "eta-photo-picture.h"

G_BEGIN_DECLS

EtaPicture *eta_photo_decode (GBytes *bytes, const EtaPhotoHead *head, const char *name, int side,
                              GdkPixbuf **transparent, GError **error);

G_END_DECLS
