/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"
#include "eta-vault.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_DETAIL (eta_detail_get_type ())
G_DECLARE_FINAL_TYPE (EtaDetail, eta_detail, ETA, DETAIL, GtkWidget)

void eta_detail_set_store (EtaDetail *self, EtaStore *store, EtaVault *vault);
void eta_detail_show (EtaDetail *self, const char *id);
const char *eta_detail_get_id (EtaDetail *self);
double eta_detail_get_scroll (EtaDetail *self);
void eta_detail_set_scroll (EtaDetail *self, double scroll);
GtkWidget *eta_detail_get_page (EtaDetail *self);
void eta_detail_focus (EtaDetail *self, const char *pointer);
void eta_detail_flush (EtaDetail *self);

G_END_DECLS
