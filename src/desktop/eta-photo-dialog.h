/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_PHOTO_DIALOG (eta_photo_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoDialog, eta_photo_dialog, ETA, PHOTO_DIALOG, AdwWindow)

EtaPhotoDialog *eta_photo_dialog_show (EtaForm *form, const char *key, GtkWidget *owner);

G_END_DECLS
