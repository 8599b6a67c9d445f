/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-centre.h"

G_BEGIN_DECLS

/**
 * EtaTestCentre:
 *
 * A real centre in a folder of its own, serving on a port of its own from threads of the test's
 * process. It knows two offices: ETA_TEST_OFFICE, trusted, and ETA_TEST_REVIEWED, whose listings a
 * curator publishes.
 */
typedef struct _EtaTestCentre EtaTestCentre;

#define ETA_TEST_OFFICE "ID-SA"
#define ETA_TEST_REVIEWED "ID-GO"

EtaTestCentre *eta_test_centre_new (void);
void eta_test_centre_free (EtaTestCentre *self);

void eta_test_centre_stop (EtaTestCentre *self);
void eta_test_centre_start (EtaTestCentre *self); /* on the same port when that is free */

const char *eta_test_centre_get_address (EtaTestCentre *self); /* "http://127.0.0.1:PORT" */
const char *eta_test_centre_get_folder (EtaTestCentre *self);
EtaCentre *eta_test_centre_get_centre (EtaTestCentre *self);
EtaLedger *eta_test_centre_open_ledger (EtaTestCentre *self); /* close it */

char *eta_test_centre_invite (EtaTestCentre *self, const char *office, gboolean curator);
char *eta_test_centre_pair (EtaTestCentre *self, const char *office, gboolean curator,
                            char **device); /* → token, without HTTP */
char *eta_test_centre_dup_doc (EtaTestCentre *self, const char *id); /* canonical; NULL: none */
guint eta_test_centre_count_live (EtaTestCentre *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTestCentre, eta_test_centre_free)

G_END_DECLS
