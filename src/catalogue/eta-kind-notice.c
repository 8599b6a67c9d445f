/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-kind.h"

#include "eta-checks.h"
#include "eta-kind-parts.h"

#include <glib/gi18n.h>

/* News, funding, events and rules, written at the centre. */

static const EtaField fields[] = {
  { .path = "/title",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Title"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_NEEDED | ETA_FIELD_LOCALE | ETA_FIELD_TITLE,
    .min = 3,
    .max = 160,
    .synonyms = "judul|title|tajuk|pamagat" },
  { .path = "/topics",
    .type = ETA_FIELD_SET,
    .label = N_ ("Topics"),
    .section = ETA_SECTION_IDENTITY,
    .choices = eta_topic_choices,
    .synonyms = "topik|topics|topic|paksa" },
  { .path = "/body",
    .type = ETA_FIELD_TEXT,
    .label = N_ ("Text"),
    .section = ETA_SECTION_STORY,
    .flags = ETA_FIELD_NEEDED | ETA_FIELD_LOCALE,
    .max = 20000,
    .synonyms = "isi|body|teks|text" },
  { .path = "/published_on",
    .type = ETA_FIELD_DATE,
    .label = N_ ("Published on"),
    .section = ETA_SECTION_STORY,
    .synonyms = "tanggal terbit|published on" },
  { .path = "/expires_on",
    .type = ETA_FIELD_DATE,
    .label = N_ ("Shown until"),
    .section = ETA_SECTION_STORY,
    .check = eta_check_ends,
    .synonyms = "berlaku sampai|expires on" },
  { .path = "/url",
    .type = ETA_FIELD_LINK,
    .label = N_ ("Link"),
    .section = ETA_SECTION_STORY,
    .check = eta_check_link,
    .tidy = eta_tidy_link,
    .synonyms = "tautan|url|link|pautan" },
  { NULL },
};

const EtaKind eta_kind_notice = {
  .name = "notice",
  .label = N_ ("Notice"),
  .plural = N_ ("Notices"),
  .schema = 1,
  .fields = fields,
};
