/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Asks for a folder and saves there the originals of all photos of the record, or of one. */
void eta_photo_export (EtaForm *form, const char *key, GtkWidget *owner);
void eta_photo_export_to (EtaForm *form, const char *key, GFile *folder, GtkWindow *window);

G_END_DECLS
