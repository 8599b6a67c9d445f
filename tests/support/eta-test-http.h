/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A plain HTTP client that sends exactly what it is told to. */

typedef struct {
  int status; /* 0: the connection was closed without an answer */
  GHashTable *headers; /* lower-case name → value */
  GBytes *body;
  EtaJson *json; /* the body, when it is JSON; else NULL */
} EtaTestAnswer;

void eta_test_answer_free (EtaTestAnswer *answer);
const char *eta_test_answer_get_header (const EtaTestAnswer *answer, const char *name);
const char *eta_test_answer_get_problem (const EtaTestAnswer *answer); /* its type's last part */

GSocketConnection *eta_test_connect (const char *address);
void eta_test_send (GSocketConnection *connection, const void *data, gssize length);
EtaTestAnswer *eta_test_receive (GSocketConnection *connection, const char *method);
gboolean eta_test_is_closed (GSocketConnection *connection);

EtaTestAnswer *eta_test_ask (const char *address, const char *method, const char *path,
                             const char *token, const char *headers, GBytes *body);
EtaTestAnswer *eta_test_ask_json (const char *address, const char *method, const char *path,
                                  const char *token, const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTestAnswer, eta_test_answer_free)

G_END_DECLS
