/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_PHOTO_STRIP (eta_photo_strip_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoStrip, eta_photo_strip, ETA, PHOTO_STRIP, GtkWidget)

void eta_photo_strip_set_form (EtaPhotoStrip *self, EtaForm *form, const EtaField *field);
void eta_photo_strip_take_files (EtaPhotoStrip *self, GSList *files);

G_END_DECLS
