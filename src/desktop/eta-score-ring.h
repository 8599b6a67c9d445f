/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_SCORE_RING (eta_score_ring_get_type ())
G_DECLARE_FINAL_TYPE (EtaScoreRing, eta_score_ring, ETA, SCORE_RING, GtkWidget)

GtkWidget *eta_score_ring_new (void);
int eta_score_ring_get_score (EtaScoreRing *self);
void eta_score_ring_set_score (EtaScoreRing *self, int score);

G_END_DECLS
