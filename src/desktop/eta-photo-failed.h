/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Signals: "again" (choose another file), "dismissed" */
#define ETA_TYPE_PHOTO_FAILED (eta_photo_failed_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoFailed, eta_photo_failed, ETA, PHOTO_FAILED, GtkWidget)

GtkWidget *eta_photo_failed_new (const char *path, const char *words);

G_END_DECLS
