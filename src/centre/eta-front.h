/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-centre.h"

G_BEGIN_DECLS

/**
 * EtaFront:
 *
 * The HTTP side of the centre: listens, reads requests, finds their routes, runs the handlers on its
 * threads and sends the answers. Made and freed on one thread.
 */
typedef struct _EtaFront EtaFront;

EtaFront *eta_front_new (EtaCentre *centre, const char *listen, GError **error);
void eta_front_free (EtaFront *self);
const char *eta_front_get_address (EtaFront *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaFront, eta_front_free)

G_END_DECLS
