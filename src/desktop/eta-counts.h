/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-place.h"

G_BEGIN_DECLS

#define ETA_TYPE_COUNTS (eta_counts_get_type ())
G_DECLARE_FINAL_TYPE (EtaCounts, eta_counts, ETA, COUNTS, GObject)

/* Signal "changed": counted anew */
EtaCounts *eta_counts_new (EtaStore *store);
gboolean eta_counts_are_known (EtaCounts *self);
gint64 eta_counts_get (EtaCounts *self, const EtaPlace *place);
gint64 eta_counts_get_drafts (EtaCounts *self);

G_END_DECLS
