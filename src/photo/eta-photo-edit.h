/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo.h"

G_BEGIN_DECLS

guint eta_photo_edit_get_orientation (const EtaPhotoEdit *edit);
gboolean eta_photo_edit_check (const EtaPhotoEdit *edit, int width, int height, GError **error);
EtaPhotoRect eta_photo_rect_unturn (const EtaPhotoRect *rect, guint orientation, int width,
                                    int height);

G_END_DECLS
