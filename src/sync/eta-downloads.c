/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-limits.h"
#include "eta-problem.h"

#include <errno.h>
#include <glib/gstdio.h>

/* Photos that another desk has added: from the centre into the vault. */

#define BATCH 50

/* What has arrived of a photo; it waits there for the rest over cuts and restarts. */
static char *
dup_part (EtaSession *self, const char *sha256, GError **error)
{
  g_autofree char *folder = g_build_filename (eta_store_get_folder (self->store), "incoming", NULL);
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_build_filename (folder, sha256, NULL);

  int code = errno;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: %s", folder,
               g_strerror (code));
  return NULL;
}

static gsize
size_of (const char *path)
{
  GStatBuf info;

  return g_stat (path, &info) == 0 ? (gsize) info.st_size : 0;
}

static gboolean
get_blob (EtaSession *self, const char *sha256, const char *path, GError **error)
{
  gsize have = size_of (path);
  g_autofree char *address = g_strconcat ("/v1/blobs/", sha256, NULL);
  g_autoptr (SoupMessage) message = eta_link_new_message (self->link, "GET", address);
  if (have > 0)
    soup_message_headers_set_range (soup_message_get_request_headers (message), (goffset) have, -1);

  gboolean whole = eta_link_download (self->link, message, path, ETA_LIMIT_BLOB, error);
  gsize now = size_of (path);
  if (now > have)
    self->report->photo_bytes += now - have;

  return whole;
}

static gboolean
put_blob (EtaSession *self, const char *sha256, const char *path, GError **error)
{
  char *data = NULL;
  gsize length;
  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;
  g_autoptr (GBytes) bytes = g_bytes_new_take (data, length);

  return eta_vault_put (self->vault, sha256, bytes, error);
}

/* A reason that lies in this one photo: the centre does not have it yet (the other desk is still
 * sending it), or its bytes came wrong. */
static gboolean
is_its_own (const GError *error)
{
  return error->domain == ETA_WIRE_ERROR || error->domain == ETA_PHOTO_ERROR;
}

static gboolean
fetch_photo (EtaSession *self, const char *sha256, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autofree char *path = dup_part (self, sha256, error);
  if (!path)
    return FALSE;

  /* All of it may be there already: a crash can come before the last step. */
  gboolean whole = size_of (path) > 0 && put_blob (self, sha256, path, NULL);
  if (whole || (get_blob (self, sha256, path, &reason) && put_blob (self, sha256, path, &reason))) {
    g_unlink (path);
    return eta_outbox_photo_arrived (self->store, sha256, error);
  }
  if (is_its_own (reason)) {
    g_unlink (path); /* of wrong bytes no rest is wanted */
    return eta_outbox_delay (self->store, sha256, reason->message, error);
  }
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
