/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-routes.h"
#include "eta-watchdog.h"

#include <microhttpd.h>

G_BEGIN_DECLS

struct _EtaRequest {
  /* Borrowed */
  EtaCentre *centre;
  struct MHD_Connection *connection;
  EtaLine *line;
  const EtaRoute *route;

  /* The question; owned */
  char *method;
  char *path; /* as it came */
  GPtrArray *parts; /* (element-type utf8): what the pattern's holes took */
  GHashTable *query; /* utf8 → utf8 */
  EtaDevice *device;
  EtaLedger *ledger; /* from the centre's pool, while the handler runs */
  GByteArray *gathering;
  GBytes *body;
  guint64 received;
  gpointer sink_data;
  gboolean started;
  gboolean sinking;

  /* The answer; owned */
  int status; /* 0: none yet */
  char *type;
  GBytes *answer;
  int fd; /* -1: none */
  guint64 fd_offset, fd_length;
  GPtrArray *headers; /* name, value, name, value… */
  gboolean close;
};

EtaRequest *eta_request_new (EtaCentre *centre, struct MHD_Connection *connection, EtaLine *line,
                             const char *target);
void eta_request_free (EtaRequest *self);
gboolean eta_request_parse_target (EtaRequest *self, char ***segments);
struct MHD_Response *eta_request_make_response (EtaRequest *self);

/* The one place that refuses what two programs could read in two ways: eta-guard.c */
const char *eta_guard_refuse (struct MHD_Connection *connection, const char *method,
                              const char *target, const char *version);

G_END_DECLS
