/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-score.h"
#include "eta-store.h"

G_BEGIN_DECLS

/**
 * EtaAssessment:
 * @findings: (element-type EtaFinding): of the checks
 * @scores: 0–100, by EtaScoreKind
 * @missing: (element-type EtaMissing): what each score lacks, by EtaScoreKind
 * @ahead: published, and changed since
 *
 * What the catalogue has to say of one record as it stood at one moment.
 */
typedef struct {
  GPtrArray *findings;
  int scores[2];
  GPtrArray *missing[2];
  gboolean ahead;
} EtaAssessment;

void eta_assess_async (EtaStore *store, EtaRecord *record, GAsyncReadyCallback callback,
                       gpointer data);
void eta_assess_draft_async (EtaStore *store, const EtaKind *kind, const EtaJson *doc,
                             GAsyncReadyCallback callback, gpointer data);
EtaAssessment *eta_assess_finish (GAsyncResult *result);

void eta_assessment_free (EtaAssessment *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaAssessment, eta_assessment_free)

G_END_DECLS
