/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-guard.h"
#include "eta-photo-picture.h"

G_BEGIN_DECLS

EtaPicture *eta_photo_decode (GBytes *bytes, EtaPhotoHead *head, const char *name,
                              const EtaPhotoEdit *edit, int side, GdkPixbuf **transparent,
                              GError **error);

G_END_DECLS
