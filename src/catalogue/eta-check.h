/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"

G_BEGIN_DECLS

typedef enum {
  ETA_FINDING_WARNING, /* look again; may be published */
  ETA_FINDING_ERROR, /* must be mended before it is published */
} EtaSeverity;

/**
 * EtaFinding:
 * @field: (nullable): the row of the table
 * @pointer: where in the document
 * @message: in the user's language: what is the matter, and what to do
 * @repair: (nullable): a value that would mend it, to be offered and never set unasked
 */
typedef struct {
  EtaSeverity severity;
  const EtaField *field;
  char *pointer;
  char *message;
  EtaJson *repair;
} EtaFinding;

/* What a check sees of its surroundings */
struct _EtaCheck {
  EtaCatalogue *catalogue;
  const EtaKind *kind;
  const EtaJson *doc;
  const EtaJson *business; /* of a product; may be NULL */
  const EtaField *field;
  const char *pointer;
  const EtaJson *entry; /* the entry of a keyed list that the value lies in; may be NULL */
  GDate today;
  GPtrArray *findings;
};

GPtrArray *eta_check_document (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
                               const EtaJson *business);
GPtrArray *eta_check_document_on (EtaCatalogue *catalogue, const EtaKind *kind, const EtaJson *doc,
                                  const EtaJson *business, const GDate *today);
gboolean eta_findings_have_error (GPtrArray *findings);
const EtaFinding *eta_findings_at (GPtrArray *findings, const char *pointer);

/* For check functions */
void eta_check_error (EtaCheck *check, const char *format, ...) G_GNUC_PRINTF (2, 3);
void eta_check_warn (EtaCheck *check, const char *format, ...) G_GNUC_PRINTF (2, 3);
void eta_check_known (EtaCheck *check, const char *text);
void eta_check_offer (EtaCheck *check, EtaJson *take_repair);

/* The identity number of a person (16 digits) is never stored anywhere: eta-check-nik.c */
gboolean eta_text_has_nik (const char *text);
gboolean eta_json_has_nik (const EtaJson *doc, char **pointer);

void eta_finding_free (EtaFinding *finding);

G_END_DECLS
