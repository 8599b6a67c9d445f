/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-picture.h"

G_BEGIN_DECLS

/* A file ready to be kept, and the size it has come to */
typedef struct {
  GBytes *bytes;
  int width, height;
} EtaPhotoCopy;

void eta_photo_copy_clear (EtaPhotoCopy *copy);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaPhotoCopy, eta_photo_copy_clear)

void eta_photo_encode_sent (const EtaPicture *picture, GdkPixbuf *transparent, EtaPhotoCopy *copy);
GBytes *eta_photo_encode_preview (const EtaPicture *picture);
GBytes *eta_photo_encode_thumbnail (const EtaPicture *picture);

G_END_DECLS
