/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-batch.h"
#include "eta-marks.h"

G_BEGIN_DECLS

#define ETA_TYPE_MARK_BAR (eta_mark_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtaMarkBar, eta_mark_bar, ETA, MARK_BAR, GtkWidget)

/* Signal "ended": nothing is to be marked any more */
EtaMarkBar *eta_mark_bar_new (EtaStore *store, EtaMarks *marks);
void eta_mark_bar_begin (EtaMarkBar *self, EtaBatchKind kind);

G_END_DECLS
