/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-kind.h"

G_BEGIN_DECLS

/* Rows and choices that several kinds share; see eta-kind-parts.c */
extern const EtaField eta_photo_members[];
extern const EtaField eta_paper_members[];
extern const EtaField eta_consent_members[]; /* eta-kind-consent.c */
extern const EtaChoice eta_state_choices[];
extern const EtaChoice eta_topic_choices[];

/* The rows at the end of what an office writes and a curator reviews */
#define ETA_REVIEW_ROWS                                                                            \
  { .path = "/state",                                                                              \
    .type = ETA_FIELD_CHOICE,                                                                      \
    .label = N_ ("State"),                                                                         \
    .section = ETA_SECTION_STATE,                                                                  \
    .flags = ETA_FIELD_HIDDEN,                                                                     \
    .choices = eta_state_choices },                                                                \
      { .path = "/review/comment",                                                                 \
        .type = ETA_FIELD_TEXT,                                                                    \
        .label = N_ ("Reviewer's note"),                                                           \
        .section = ETA_SECTION_STATE,                                                              \
        .flags = ETA_FIELD_HIDDEN | ETA_FIELD_PRIVATE,                                             \
        .group = "review" },                                                                       \
      { .path = "/review/by",                                                                      \
        .type = ETA_FIELD_WORDS,                                                                   \
        .label = N_ ("Reviewed by"),                                                               \
        .section = ETA_SECTION_STATE,                                                              \
        .flags = ETA_FIELD_HIDDEN | ETA_FIELD_PRIVATE,                                             \
        .group = "review" },                                                                       \
      { .path = "/review/at",                                                                      \
        .type = ETA_FIELD_WORDS,                                                                   \
        .label = N_ ("Reviewed on"),                                                               \
        .section = ETA_SECTION_STATE,                                                              \
        .flags = ETA_FIELD_HIDDEN | ETA_FIELD_PRIVATE,                                             \
        .group = "review" },                                                                       \
  {                                                                                                \
    .path = "/review/rev", .type = ETA_FIELD_WORDS, .label = N_ ("Reviewed version"),              \
    .section = ETA_SECTION_STATE, .flags = ETA_FIELD_HIDDEN | ETA_FIELD_PRIVATE, .group = "review" \
  }

G_END_DECLS
