/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"
#include "eta-words.h"

G_BEGIN_DECLS

/**
 * EtaReader:
 *
 * In whose language something is told. Borrows all; free to use in any thread.
 */
typedef struct {
  EtaCatalogue *catalogue;
  const EtaWords *words;
  const char *language; /* one of eta_languages */
} EtaReader;

/**
 * EtaFact:
 * @field: the row of the table that it is of; of a group told together its first
 * @label: translated; lives as long as the reader's words
 * @value: as people read it
 *
 * One line of what a document says.
 */
typedef struct {
  const EtaField *field;
  const char *label;
  char *value;
} EtaFact;

const char *eta_reader_pick (const EtaReader *reader, const EtaJson *texts, const char **language);
char *eta_reader_code (const EtaReader *reader, const char *list, const char *code);
char *eta_reader_place (const EtaReader *reader, const EtaJson *business);

GPtrArray *eta_facts_list (const EtaReader *reader, const EtaKind *kind, const EtaJson *doc,
                           guint sections);
char *eta_fact_value (const EtaReader *reader, const EtaField *field, const EtaJson *doc);

G_END_DECLS
