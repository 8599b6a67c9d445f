/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-kind.h"

#include "eta-checks.h"
#include "eta-kind-parts.h"

#include <glib/gi18n.h>

/* A course or a guide for businesses, written at the centre. */

static const EtaChoice modes[] = {
  { "online", N_ ("Online"), "daring|dalam talian" },
  { "onsite", N_ ("On site"), "luring|tatap muka|bersemuka" },
  { NULL },
};

static const EtaField fields[] = {
  { .path = "/title",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Title"),
    .section = ETA_SECTION_IDENTITY,
    .flags = ETA_FIELD_NEEDED | ETA_FIELD_LOCALE | ETA_FIELD_TITLE,
    .min = 3,
    .max = 160,
    .synonyms = "judul|title|tajuk|pamagat|nama pelatihan" },
  { .path = "/topics",
    .type = ETA_FIELD_SET,
    .label = N_ ("Topics"),
    .section = ETA_SECTION_IDENTITY,
    .choices = eta_topic_choices,
    .synonyms = "topik|topics|topic|paksa" },
  { .path = "/organiser",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Organiser"),
    .section = ETA_SECTION_IDENTITY,
    .max = 120,
    .synonyms = "penyelenggara|organiser|organizer|penganjur" },
  { .path = "/language",
    .type = ETA_FIELD_CODE,
    .label = N_ ("Language"),
    .section = ETA_SECTION_IDENTITY,
    .codes = "languages",
    .synonyms = "bahasa|language|wika" },
  { .path = "/summary",
    .type = ETA_FIELD_TEXT,
    .label = N_ ("Summary"),
    .section = ETA_SECTION_STORY,
    .flags = ETA_FIELD_LOCALE,
    .max = 400,
    .synonyms = "ringkasan|summary|buod" },
  { .path = "/body",
    .type = ETA_FIELD_TEXT,
    .label = N_ ("Text"),
    .section = ETA_SECTION_STORY,
    .flags = ETA_FIELD_LOCALE,
    .max = 20000,
    .synonyms = "isi|body|teks|text" },
  { .path = "/starts_on",
    .type = ETA_FIELD_DATE,
    .label = N_ ("Starts on"),
    .section = ETA_SECTION_PLACE,
    .synonyms = "tanggal mulai|mulai|starts on|start" },
  { .path = "/ends_on",
    .type = ETA_FIELD_DATE,
    .label = N_ ("Ends on"),
    .section = ETA_SECTION_PLACE,
    .check = eta_check_ends,
    .synonyms = "tanggal selesai|selesai|ends on|end" },
  { .path = "/place",
    .type = ETA_FIELD_WORDS,
    .label = N_ ("Place"),
    .section = ETA_SECTION_PLACE,
    .max = 160,
    .synonyms = "tempat|lokasi|place|venue|lugar" },
  { .path = "/mode",
    .type = ETA_FIELD_CHOICE,
    .label = N_ ("Mode"),
    .section = ETA_SECTION_PLACE,
    .choices = modes,
    .synonyms = "cara|mode|metode" },
  { .path = "/url",
    .type = ETA_FIELD_LINK,
    .label = N_ ("Link"),
    .section = ETA_SECTION_PLACE,
    .check = eta_check_link,
    .tidy = eta_tidy_link,
    .synonyms = "tautan|url|link|pautan|pendaftaran" },
  { NULL },
};

const EtaKind eta_kind_training = {
  .name = "training",
  .label = N_ ("Training"),
  .plural = N_ ("Training"),
  .schema = 1,
  .fields = fields,
};
