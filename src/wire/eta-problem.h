/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

#define ETA_PROBLEM_BASE "https://etalase.invalid/problems/"
#define ETA_PROBLEM_TYPE "application/problem+json"

/* What can be the matter with a request, or with one op of it (RFC 9457). */
typedef enum {
  ETA_PROBLEM_MALFORMED,
  ETA_PROBLEM_UNAUTHENTICATED,
  ETA_PROBLEM_DEVICE_REVOKED,
  ETA_PROBLEM_FORBIDDEN,
  ETA_PROBLEM_NOT_FOUND,
  ETA_PROBLEM_EPOCH_CHANGED,
  ETA_PROBLEM_CURSOR_RESET,
  ETA_PROBLEM_DEVICE_FORKED,
  ETA_PROBLEM_CLIENT_TOO_OLD,
  ETA_PROBLEM_TOO_LARGE,
  ETA_PROBLEM_ENCODING,
  ETA_PROBLEM_INVALID,
  ETA_PROBLEM_DIGEST_MISMATCH,
  ETA_PROBLEM_TOO_MANY, /* "busy": this client asks too often */
  ETA_PROBLEM_BUSY, /* "busy": the centre cannot now */
  ETA_PROBLEM_QUOTA,
  /* In results alone */
  ETA_PROBLEM_SCHEMA_TOO_OLD,
  ETA_PROBLEM_OP_REUSE,
  /* What HTTP itself names: type "about:blank" */
  ETA_PROBLEM_METHOD,
  ETA_PROBLEM_CONFLICT,
  ETA_PROBLEM_PRECONDITION,
  ETA_PROBLEM_RANGE,
  ETA_PROBLEM_INTERNAL,
  ETA_PROBLEM_UNKNOWN, /* read from another program: none of ours */
} EtaProblem;

/* GError: the code is an EtaProblem, the message the detail */
#define ETA_WIRE_ERROR (eta_wire_error_quark ())
GQuark eta_wire_error_quark (void);

const char *eta_problem_get_name (EtaProblem problem);
int eta_problem_get_status (EtaProblem problem);
const char *eta_problem_get_title (EtaProblem problem);
char *eta_problem_dup_type (EtaProblem problem);
EtaProblem eta_problem_find (const char *type, int status);

EtaJson *eta_problem_to_json (EtaProblem problem, const char *detail);
gboolean eta_problem_read (const EtaJson *json, GError **error);

G_END_DECLS
