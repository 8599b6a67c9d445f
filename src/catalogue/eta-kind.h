/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-field.h"

G_BEGIN_DECLS

/**
 * EtaKind:
 *
 * A kind of record: its name in documents and addresses, its words, and its table of fields.
 * Constant data.
 */
struct _EtaKind {
  const char *name; /* "business" */
  const char *label; /* N_("Business") */
  const char *plural; /* N_("Businesses") */
  int schema;
  gboolean by_office; /* written by offices; else by the centre, and read by all */
  const EtaField *fields; /* ended by a row without path */
};

extern const EtaKind eta_kind_business; /* eta-kind-business.c */
extern const EtaKind eta_kind_product; /* eta-kind-product.c */
extern const EtaKind eta_kind_training; /* eta-kind-training.c */
extern const EtaKind eta_kind_notice; /* eta-kind-notice.c */
extern const EtaKind eta_kind_conflict; /* eta-kind-conflict.c */

extern const EtaKind *const eta_kinds[]; /* all of the above, NULL-terminated */

const EtaKind *eta_kind_find (const char *name);
const EtaField *eta_kind_field (const EtaKind *kind, const char *pointer);
char *eta_kind_title (const EtaKind *kind, const EtaJson *doc, const char *language);

#define eta_kind_foreach(field, kind) eta_fields_foreach (field, (kind)->fields)
#define eta_fields_foreach(field, rows)                                                            \
  for (const EtaField *field = (rows); field && field->path; field++)

G_END_DECLS
