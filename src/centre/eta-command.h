/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-centre.h"

G_BEGIN_DECLS

/* Exit status, as scripts read it */
typedef enum {
  ETA_EXIT_DONE, /* 0 */
  ETA_EXIT_LEFT, /* 1: done, but something is left */
  ETA_EXIT_USE, /* 2: wrong use */
  ETA_EXIT_FAILED /* 3: could not */
} EtaExit;

typedef struct {
  char *data;
  char *listen;
  char *role;
  gboolean reviewed;
  char **words; /* the command and its arguments */
} EtaCommandLine;

typedef EtaExit (*EtaCommandFunc) (EtaCentre *centre, const EtaCommandLine *line, char **arguments,
                                   GError **error);

/**
 * EtaCommand:
 * @words: "office add"
 * @arguments: how many it takes
 * @usage: what follows the words
 */
typedef struct {
  const char *words;
  guint arguments;
  const char *usage;
  EtaCommandFunc run;
} EtaCommand;

extern const EtaCommand eta_commands[]; /* ended by a row without words */

EtaExit eta_serve (EtaCentre *centre, const char *listen, GError **error);
gboolean eta_centre_check (EtaCentre *centre, GPtrArray *complaints, GError **error);

G_END_DECLS
