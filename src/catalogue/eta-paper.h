/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

typedef enum {
  ETA_PAPER_NOT_SEEN, /* nobody of the office says to have held it */
  ETA_PAPER_NO_END,
  ETA_PAPER_VALID,
  ETA_PAPER_ENDING, /* within 90 days */
  ETA_PAPER_ENDED,
} EtaPaperState;

gboolean eta_paper_end (const EtaJson *paper, GDate *end);
EtaPaperState eta_paper_state (const EtaJson *paper, const GDate *today);
const char *eta_paper_state_label (EtaPaperState state);
gboolean eta_product_is_food (const EtaJson *product);
gboolean eta_product_has_permit (const EtaJson *product, const GDate *today);

G_END_DECLS
