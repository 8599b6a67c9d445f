/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-test-centre.h"
#include "eta-test-http.h"

G_BEGIN_DECLS

/* One paired computer, as simple as can be: it keeps a counter and a cursor. */
typedef struct {
  EtaTestCentre *centre;
  char *token;
  char *cursor; /* NULL: from the start */
  gint64 n;
} EtaTestDesk;

EtaTestDesk *eta_test_desk_new (EtaTestCentre *centre, const char *office, gboolean curator);
void eta_test_desk_free (EtaTestDesk *desk);

/* POST /v1/sync with exactly this; @ops is a list without its brackets */
EtaTestAnswer *eta_test_desk_ask (EtaTestDesk *desk, gint64 n, const char *since, const char *page,
                                  const char *ops);
/* The same with the desk's own counter and cursor, which go on */
EtaTestAnswer *eta_test_desk_sync (EtaTestDesk *desk, const char *ops);
/* One op under a new id; @doc NULL deletes. Returns its result */
EtaJson *eta_test_desk_push (EtaTestDesk *desk, const char *id, const char *base, const char *kind,
                             const char *doc);
char *eta_test_make_op (const char *op, const char *id, const char *base, const char *kind,
                        const char *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTestDesk, eta_test_desk_free)

G_END_DECLS
