/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-centre.h"
#include "eta-watchdog.h"

#include "eta-problem.h"

G_BEGIN_DECLS

/**
 * EtaRequest:
 *
 * One request and the answer to it, as a handler sees it. A handler runs on one of the front's
 * threads, may block, and owns the request's ledger connection until it returns. What the getters
 * give is borrowed for that long. Exactly one of the eta_request_answer…() or eta_request_fail…()
 * functions is called; the last one called counts.
 */
typedef struct _EtaRequest EtaRequest;

/* What was asked */
EtaCentre *eta_request_get_centre (EtaRequest *self);
EtaLedger *eta_request_get_ledger (EtaRequest *self);
const EtaDevice *eta_request_get_device (EtaRequest *self);
const char *eta_request_get_method (EtaRequest *self);
const char *eta_request_get_path (EtaRequest *self);
const char *eta_request_get_part (EtaRequest *self, guint index);
const char *eta_request_get_query (EtaRequest *self, const char *name);
const char *eta_request_get_header (EtaRequest *self, const char *name);
const char *eta_request_get_address (EtaRequest *self);
char *eta_request_dup_base (EtaRequest *self);
GBytes *eta_request_get_body (EtaRequest *self);
EtaJson *eta_request_parse_json (EtaRequest *self);
gboolean eta_request_has_etag (EtaRequest *self, const char *etag);
gboolean eta_request_accepts_gzip (EtaRequest *self);

/* For sinks: see eta-routes.h */
EtaLine *eta_request_get_line (EtaRequest *self);
gpointer eta_request_get_sink_data (EtaRequest *self);
void eta_request_set_sink_data (EtaRequest *self, gpointer data);

/* What is answered */
void eta_request_set_header (EtaRequest *self, const char *name, const char *value);
void eta_request_answer (EtaRequest *self, int status, const char *type, GBytes *body);
void eta_request_answer_empty (EtaRequest *self, int status);
void eta_request_answer_text (EtaRequest *self, int status, const char *type, char *take_text);
void eta_request_answer_json (EtaRequest *self, int status, EtaJson *take_json);
void eta_request_answer_file (EtaRequest *self, int status, const char *type, int take_fd,
                              guint64 offset, guint64 length);
void eta_request_redirect (EtaRequest *self, int status, const char *location);
void eta_request_fail (EtaRequest *self, EtaProblem problem, const char *detail);
void eta_request_fail_with (EtaRequest *self, EtaProblem problem, EtaJson *take_json);
void eta_request_fail_error (EtaRequest *self, const GError *error);

G_END_DECLS
