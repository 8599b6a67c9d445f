/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GET /v1/blobs/{sha256}: photos back to the devices that may have them.
 */
#include "config.h"

#include "eta-blobs.h"
#include "eta-handlers.h"
#include "eta-serve-file.h"

#include "eta-photo.h"

#include <glib/gi18n.h>

#define IMMUTABLE "private, max-age=31536000, immutable"
#define WIDEST 2048

static gboolean
read_width (EtaRequest *x, guint64 *width)
{
  const char *text = eta_request_get_query (x, "w");

  *width = 0;
  if (!text || g_ascii_string_to_unsigned (text, 10, 16, WIDEST, width, NULL))
    return TRUE;
  eta_request_fail (x, ETA_PROBLEM_MALFORMED, _ ("“w” must be a number from 16 to 2048"));
  return FALSE;
}

static void
serve (EtaRequest *x, const char *sha256, guint64 width, GError **error)
{
  EtaVault *vault = eta_centre_get_vault (eta_request_get_centre (x));
  g_autofree char *etag = NULL;
  g_autofree char *path = NULL;

  if (width) {
    etag = g_strdup_printf ("\"%s-%" G_GUINT64_FORMAT "\"", sha256, width);
    path = eta_vault_dup_thumbnail (vault, sha256, (int) width, error);
  } else {
    etag = g_strdup_printf ("\"%s\"", sha256);
    path = eta_vault_dup_path (vault, sha256);
  }
  if (path)
    eta_serve_file (x, path, etag, IMMUTABLE);
}

/**
 * eta_handle_blob:
 *
 * GET /v1/blobs/{sha256}, with ?w= a smaller one.
 */
void
eta_handle_blob (EtaRequest *x)
{
  const char *sha256 = eta_request_get_part (x, 0);
  g_autoptr (GError) error = NULL;
  gboolean may;
  guint64 width;

  may = eta_blob_name_is_valid (sha256) &&
        eta_ledger_may_read_blob (eta_request_get_ledger (x), sha256, eta_request_get_device (x),
                                  &error);
  if (may && read_width (x, &width))
    serve (x, sha256, width, &error);
  else if (!may && !error)
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
  if (error && error->domain == ETA_PHOTO_ERROR) /* not a picture: there is no smaller one */
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, error->message);
  else if (error)
    eta_request_fail_error (x, error);
}
