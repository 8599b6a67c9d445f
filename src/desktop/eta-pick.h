/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-form.h"

G_BEGIN_DECLS

/* One value that a field can be given: a code, a choice, a record */
typedef struct {
  char *value;
  char *title;
  char *subtitle; /* NULL: none */
} EtaPick;

#define ETA_PICKS_MAX 100

GPtrArray *eta_picks_search (EtaForm *form, const EtaField *field, const char *text);
char *eta_pick_dup_title (EtaForm *form, const EtaField *field, const char *value);
void eta_pick_free (EtaPick *pick);

G_END_DECLS
