/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-filters.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  ETA_EMPTY_PLACE, /* there is nothing yet */
  ETA_EMPTY_NOTHING_FOUND,
  ETA_EMPTY_NOTHING_MATCHES,
  ETA_N_EMPTY,
} EtaEmptyReason;

EtaEmptyReason eta_empty_page_reason (EtaFilters *filters);
GtkWidget *eta_empty_page_new (EtaEmptyReason reason, const EtaPlace *place, EtaFilters *filters);

G_END_DECLS
