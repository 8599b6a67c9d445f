/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-kind.h"

#include <glib/gi18n.h>

/*
 * Two values of one field that wait for somebody to decide (protocol.md). Its "fields" member, an
 * object by JSON pointer, is no field that anybody types: the conflicts page reads it as it is.
 * Nothing of it is ever published.
 */

#define HIDDEN (ETA_FIELD_HIDDEN | ETA_FIELD_PRIVATE)

static const EtaChoice states[] = {
  { "open", N_ ("Not yet settled") },
  { "resolved", N_ ("Settled") },
  { NULL },
};

static const EtaField fields[] = {
  { .path = "/of",
    .type = ETA_FIELD_REFERENCE,
    .label = N_ ("Record"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN | ETA_FIELD_NEEDED },
  { .path = "/kind",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Kind"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN | ETA_FIELD_NEEDED },
  { .path = "/ours/by",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Ours, by"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN },
  { .path = "/ours/at",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Ours, at"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN },
  { .path = "/ours/rev",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Ours, version"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN },
  { .path = "/theirs/by",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("The centre's, by"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN },
  { .path = "/theirs/at",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("The centre's, at"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN },
  { .path = "/theirs/rev",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("The centre's, version"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN },
  { .path = "/state",
    .type = ETA_FIELD_CHOICE,
    .label = N_ ("State"),
    .section = ETA_SECTION_STATE,
    .flags = HIDDEN,
    .choices = states },
  { NULL },
};

const EtaKind eta_kind_conflict = {
  .name = "conflict",
  .label = N_ ("Conflict"),
  .plural = N_ ("Conflicts"),
  .schema = 1,
  .by_office = TRUE,
  .fields = fields,
};
