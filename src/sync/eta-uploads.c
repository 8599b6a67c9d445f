/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-problem.h"

#include <glib/gi18n.h>
#include <inttypes.h>

/* Photos to the centre by tus 1.0.0: previews of covers, covers, the others. A photo goes in pieces,
 * each about as large as the link carries in a few seconds; what has been typed meanwhile goes
 * between two pieces. */

#define BATCH 50
#define PIECE_MIN (16 * 1024)
#define PIECE_MAX (4 * 1024 * 1024)
#define QUICK (4 * G_USEC_PER_SEC)
#define SLOW (8 * G_USEC_PER_SEC)

static void
adapt_piece (EtaSession *self, gint64 took)
{
  if (took < QUICK)
    self->piece = MIN (self->piece * 2, PIECE_MAX);
  else if (took > SLOW)
    self->piece = MAX (self->piece / 2, PIECE_MIN);
}

static SoupMessage *
new_tus (EtaSession *self, const char *method, const char *path)
{
  SoupMessage *message = eta_link_new_message (self->link, method, path);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Tus-Resumable",
                                "1.0.0");
  return message;
}

static void
set_piece (EtaSession *self, SoupMessage *message, GBytes *photo, gsize offset)
{
  gsize left = g_bytes_get_size (photo) - offset;
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (photo, offset, MIN (left, self->piece));

  soup_message_set_request_body_from_bytes (message, "application/offset+octet-stream", piece);
}

/* Sends one request of an upload and reads where it stands.
 * Returns: FALSE with ETA_WIRE_ERROR for a problem that the caller may know how to answer */
static gboolean
send_tus (EtaSession *self, SoupMessage *message, guint status, gint64 *offset, GError **error)
{
  gint64 start = g_get_monotonic_time ();
  gint64 before = *offset, now;
  g_autoptr (GBytes) body = eta_link_send (self->link, message, 64 * 1024, error);
  if (!body) {
    self->piece = MAX (self->piece / 2, PIECE_MIN);
    return FALSE;
  }

  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *at = soup_message_headers_get_one (headers, "Upload-Offset");
  if (soup_message_get_status (message) != status || !at ||
      !soup_message_headers_get_one (headers, "Etalase-Epoch"))
    return eta_link_explain (self->link, message, body, error);

  now = g_ascii_strtoll (at, NULL, 10);
  if (before >= 0 && now > before) {
    adapt_piece (self, g_get_monotonic_time () - start);
    self->report->photo_bytes += (guint64) (now - before);
  }
  *offset = now;
  return TRUE;
}

/* With the first piece in the same request (creation-with-upload), unless it is a large photo: of that
 * the centre may have a part already. */
static gboolean
create (EtaSession *self, const char *sha256, GBytes *photo, gint64 *offset, GError **error)
{
  gsize size = g_bytes_get_size (photo);
  g_autofree char *name = g_base64_encode ((const guchar *) sha256, strlen (sha256));
  g_autofree char *metadata = g_strconcat ("sha256 ", name, NULL);
  g_autofree char *length = g_strdup_printf ("%" G_GSIZE_FORMAT, size);
  g_autoptr (SoupMessage) message = new_tus (self, "POST", "/v1/uploads");
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  soup_message_headers_replace (headers, "Upload-Length", length);
  soup_message_headers_replace (headers, "Upload-Metadata", metadata);
  if (size <= self->piece)
    set_piece (self, message, photo, 0);

  return send_tus (self, message, 201, offset, error);
}

static gboolean
append (EtaSession *self, const char *sha256, GBytes *photo, gint64 *offset, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/uploads/", sha256, NULL);
  g_autofree char *at = g_strdup_printf ("%" PRId64, *offset);
  g_autoptr (SoupMessage) message = new_tus (self, "PATCH", path);

  soup_message_headers_replace (soup_message_get_request_headers (message), "Upload-Offset", at);
  set_piece (self, message, photo, (gsize) *offset);

  return send_tus (self, message, 204, offset, error);
}

/* An edit that was made while photos travel does not wait for them. */
static gboolean
let_records_pass (EtaSession *self, GError **error)
{
  g_autoptr (GPtrArray) unsealed = eta_outbox_dup_unsealed (self->store, 1, error);
  if (!unsealed)
    return FALSE;

  if (unsealed->len == 0 || eta_session_exchange_records (self, error))
    return TRUE;
  self->broken = TRUE;
  return FALSE;
}

static gboolean
send_pieces (EtaSession *self, const char *sha256, GBytes *photo, gint64 *offset, GError **error)
{
  gint64 size = (gint64) g_bytes_get_size (photo);

  while (*offset < size) {
    gint64 before = *offset;
    if (!let_records_pass (self, error) || !append (self, sha256, photo, offset, error))
      return FALSE;
    if (*offset <= before || *offset > size) {
      g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
                   _ ("The centre does not take the photo further than byte %" PRId64), *offset);
      return FALSE;
    }
  }

  return TRUE;
}

/* Somebody else has moved the upload (a request of ours that was thought lost): it is asked once more
 * where it stands. */
static gboolean
send_photo (EtaSession *self, const char *sha256, GBytes *photo, GError **error)
{
  g_autoptr (GError) moved = NULL;
  gint64 offset = -1;

  if (!create (self, sha256, photo, &offset, error))
    return FALSE;
  if (!send_pieces (self, sha256, photo, &offset, &moved)) {
    if (!g_error_matches (moved, ETA_WIRE_ERROR, ETA_PROBLEM_CONFLICT) || self->broken) {
      g_propagate_error (error, g_steal_pointer (&moved));
      return FALSE;
    }
    offset = -1;
    if (!create (self, sha256, photo, &offset, error) ||
        !send_pieces (self, sha256, photo, &offset, error))
      return FALSE;
  }

  return eta_outbox_photo_sent (self->store, sha256, error);
}

/* A reason that lies in this one photo: it waits by itself, the others go on. */
static gboolean
is_its_own (EtaSession *self, const GError *error)
{
  if (self->broken)
    return FALSE;

  return error->domain == ETA_PHOTO_ERROR || error->domain == G_FILE_ERROR ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND) ||
         g_error_matches (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED) ||
         (error->domain == ETA_WIRE_ERROR && error->code != ETA_PROBLEM_QUOTA);
}

static gboolean
try_photo (EtaSession *self, const EtaOutgoingPhoto *photo, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = eta_vault_load (self->vault, photo->sha256, &reason);
  if (bytes && send_photo (self, photo->sha256, bytes, &reason)) {
    self->report->uploaded++;
    return TRUE;
  }
  if (!is_its_own (self, reason)) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }

  return eta_outbox_delay (self->store, photo->sha256, reason->message, error);
}

/**
 * eta_session_send_photos:
 *
 * Sends the photos that the centre lacks. One that fails for a reason of its own is put off.
 */
gboolean
eta_session_send_photos (EtaSession *self, GError **error)
{
  guint total = (guint) eta_outbox_count_photos (self->store, NULL), done = 0;

  for (;;) {
    g_autoptr (GPtrArray) photos = eta_outbox_dup_photos (self->store, BATCH, error);
    if (!photos)
      return FALSE;
    if (photos->len == 0)
      return TRUE;
    total = MAX (total, done + photos->len);
    for (guint i = 0; i < photos->len; i++) {
      eta_session_tell (self, "photos", done++, total);
      if (!let_records_pass (self, error) || !try_photo (self, photos->pdata[i], error))
        return FALSE;
    }
  }
}
