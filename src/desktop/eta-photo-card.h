/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_PHOTO_CARD_HEIGHT 128

/* Signals: "opened", "moved" (int by: -1 or 1), "menu" (double x, double y) */
#define ETA_TYPE_PHOTO_CARD (eta_photo_card_get_type ())
G_DECLARE_FINAL_TYPE (EtaPhotoCard, eta_photo_card, ETA, PHOTO_CARD, GtkWidget)

GtkWidget *eta_photo_card_new (EtaForm *form, const char *key);
const char *eta_photo_card_get_key (EtaPhotoCard *self);
void eta_photo_card_update (EtaPhotoCard *self, guint position, guint total);

G_END_DECLS
