/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-limits.h"
#include "eta-problem.h"

#include <glib/gi18n.h>

/* Photos that another desk has added: from the centre into the vault. */

#define BATCH 50

static GBytes *
get_blob (EtaSession *self, const char *sha256, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", sha256, NULL);
  g_autoptr (SoupMessage) message = eta_link_new_message (self->link, "GET", path);
  g_autoptr (GBytes) body = eta_link_send (self->link, message, ETA_LIMIT_BLOB, error);
  if (!body)
    return NULL;
  if (soup_message_get_status (message) != 200 ||
      !soup_message_headers_get_one (soup_message_get_response_headers (message),
                                     "Etalase-Epoch")) {
    eta_link_explain (self->link, message, body, error);
    return NULL;
  }

  return g_steal_pointer (&body);
}

/* A photo that the centre does not have yet (the other desk is still sending it), or whose bytes came
 * wrong, waits by itself. */
static gboolean
fetch_photo (EtaSession *self, const char *sha256, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = get_blob (self, sha256, &reason);
  if (bytes && eta_vault_put (self->vault, sha256, bytes, &reason))
    return eta_outbox_photo_sent (self->store, sha256, error) &&
           eta_outbox_forgive (self->store, sha256, error);

  if (reason->domain == ETA_WIRE_ERROR || reason->domain == ETA_PHOTO_ERROR)
    return eta_outbox_delay (self->store, sha256, reason->message, error);
  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * eta_session_fetch_photos:
 *
 * Fetches the photos that documents name and this office lacks.
 */
gboolean
eta_session_fetch_photos (EtaSession *self, GError **error)
{
  for (;;) {
    g_autoptr (GPtrArray) missing = eta_outbox_dup_missing_photos (self->store, BATCH, error);
    if (!missing)
      return FALSE;
    if (missing->len == 0)
      return TRUE;
    for (guint i = 0; i < missing->len; i++) {
      const EtaOutgoingPhoto *photo = missing->pdata[i];
      eta_session_tell (self, "fetch", i, missing->len);
      if (!fetch_photo (self, photo->sha256, error))
        return FALSE;
    }
  }
}
