/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-record.h"
#include "eta-thumbnails.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_RECORD_TILE (eta_record_tile_get_type ())
G_DECLARE_FINAL_TYPE (EtaRecordTile, eta_record_tile, ETA, RECORD_TILE, GtkWidget)

GtkWidget *eta_record_tile_new (void);
void eta_record_tile_bind (EtaRecordTile *self, EtaRow *row, EtaThumbnails *thumbnails);
void eta_record_tile_unbind (EtaRecordTile *self);

G_END_DECLS
