/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/**
 * EtaLink:
 *
 * Requests to one centre, and what they cost. It belongs to the thread that made it; every call
 * blocks, and ends 60 s after the last byte at the latest (or what the maker says).
 *
 * Errors: ETA_SYNC_ERROR for what a user is told; ETA_WIRE_ERROR for the centre's own problems that
 * the protocol answers (the problem document is left in the link).
 */
typedef struct _EtaLink EtaLink;

EtaLink *eta_link_new (const char *url, const char *token, guint stall, GCancellable *cancellable,
                       GError **error);
void eta_link_free (EtaLink *self);
void eta_link_set_token (EtaLink *self, const char *token);

EtaJson *eta_link_call (EtaLink *self, const char *method, const char *path, const EtaJson *body,
                        guint status, GError **error);
SoupMessage *eta_link_new_message (EtaLink *self, const char *method, const char *path);
GBytes *eta_link_send (EtaLink *self, SoupMessage *message, gsize limit, GError **error);
gboolean eta_link_download (EtaLink *self, SoupMessage *message, const char *path, gsize limit,
                            GError **error);
gboolean eta_link_explain (EtaLink *self, SoupMessage *message, GBytes *body, GError **error);

const EtaJson *eta_link_get_problem (EtaLink *self); /* of the last call; NULL: none */
guint eta_link_get_retry_after (EtaLink *self); /* seconds; of the last busy answer; 0: none */
guint eta_link_get_requests (EtaLink *self);
guint64 eta_link_get_bytes_up (EtaLink *self);
guint64 eta_link_get_bytes_down (EtaLink *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaLink, eta_link_free)

G_END_DECLS
