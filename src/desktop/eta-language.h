/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A language that the program speaks */
typedef struct {
  const char *code;
  const char *name; /* in itself */
  const char *locale; /* whose formats go with it, where the system has it */
} EtaLanguage;

#define ETA_N_LANGUAGES 4
extern const EtaLanguage eta_language_choices[ETA_N_LANGUAGES];

const EtaLanguage *eta_language_get_choice (void);
gboolean eta_language_set_choice (const EtaLanguage *language, GError **error);
void eta_language_apply (void);

G_END_DECLS
