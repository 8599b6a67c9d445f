/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * EtaPhotoEditor:
 *
 * A photo of a record, large: looked at, turned and cropped. The original stays as it is; each change is one
 * step of undo. Actions "zoom.*" and "edit.*". Main thread.
 *
 * Signals: "looked" (eta_photo_editor_get_warnings() is another).
 */
#define ETA_TYPE_PHOTO_EDITOR (eta_photo_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoEditor, eta_photo_editor, ETA, PHOTO_EDITOR, GtkWidget)

void eta_photo_editor_set_form (EtaPhotoEditor *self, EtaForm *form);
void eta_photo_editor_show (EtaPhotoEditor *self, const char *key);
void eta_photo_editor_set_words (EtaPhotoEditor *self, const char *words);
GPtrArray *eta_photo_editor_get_warnings (EtaPhotoEditor *self, gboolean of_product);
gboolean eta_photo_editor_is_cropping (EtaPhotoEditor *self);

G_END_DECLS
