/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EtaTestLink:
 *
 * A bad line to a server on loopback: a proxy in threads of its own, which delays, slows, cuts and
 * stalls as a seed says, and counts what passes. All functions from any thread; what is set holds for
 * connections that are made from then on.
 */
typedef struct _EtaTestLink EtaTestLink;

EtaTestLink *eta_test_link_new (const char *server, guint32 seed);
void eta_test_link_free (EtaTestLink *self);
const char *eta_test_link_get_address (EtaTestLink *self); /* "http://127.0.0.1:PORT" */

/* Each connection is cut after so many bytes, both ways together; at random from @least to @most.
 * 0, 0: never */
void eta_test_link_set_cut (EtaTestLink *self, guint least, guint most);
/* After so many bytes nothing passes any more, and the connection stays. 0: never */
void eta_test_link_set_stall (EtaTestLink *self, guint after);
void eta_test_link_set_rate (EtaTestLink *self, guint bytes_per_second); /* 0: as fast as it goes */
void eta_test_link_set_delay (EtaTestLink *self, guint ms); /* before each piece */
/* Somebody else answers: these bytes, to every request. NULL: the server again */
void eta_test_link_set_answer (EtaTestLink *self, const char *answer);

guint eta_test_link_get_requests (EtaTestLink *self);
guint64 eta_test_link_get_up (EtaTestLink *self); /* bytes, headers included */
guint64 eta_test_link_get_down (EtaTestLink *self);
void eta_test_link_reset (EtaTestLink *self); /* the counts */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTestLink, eta_test_link_free)

G_END_DECLS
