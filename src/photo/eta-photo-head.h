/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-guard.h"

G_BEGIN_DECLS

void eta_photo_head_read (EtaPhotoHead *head, const guint8 *data, gsize size);

G_END_DECLS
