/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-check.h"

G_BEGIN_DECLS

typedef enum { ETA_SCORE_PUBLISH, ETA_SCORE_EXPORT } EtaScoreKind;

/* One thing that is missing: where to go, and what to say ("MOQ", "English text"). */
typedef struct {
  char *pointer;
  char *label;
} EtaMissing;

int eta_score (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
               const EtaJson *business, EtaScoreKind which, GPtrArray **missing);
void eta_score_both (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
                     const EtaJson *business, GPtrArray *findings, int *publish, int *export);
const char *eta_scale (const EtaJson *business);
void eta_missing_free (EtaMissing *missing);

G_END_DECLS
