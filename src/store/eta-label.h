/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

/* The name of a step as the catalogue keeps it, in no language: who reads it may speak another than who
 * made the step. It is a text of the program's translations with what goes into it: `["Add “%s”","Kopi"]`;
 * what goes in may be such a label itself. One with nothing to go in may also be written as the bare text. */

/* Marks both texts of a label with a number for translation */
#define NP_(one, many) one, many

EtaJson *eta_label_new (const char *format, ...) G_GNUC_NULL_TERMINATED;
EtaJson *eta_label_new_counting (const char *one, const char *many, ...) G_GNUC_NULL_TERMINATED;
char *eta_label_pack (EtaJson *take_label);
EtaJson *eta_label_unpack (const char *packed);
char *eta_label_dup_words (const char *packed);

G_END_DECLS
