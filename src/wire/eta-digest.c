/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The proof that two sides hold the same records (protocol.md): each live record falls into a bucket by
 * the last byte of its id, and a bucket is the XOR of what its records come to, in whatever order.
 */
#include "config.h"

#include "eta-digest.h"

#include <string.h>

/** eta_digest_bucket: @id: a UUID as text */
guint
eta_digest_bucket (const char *id)
{
  gsize length = strlen (id);

  return length < 2 ? 0
                    : (guint) (g_ascii_xdigit_value (id[length - 2]) << 4 |
                               g_ascii_xdigit_value (id[length - 1])) %
                          ETA_DIGEST_BUCKETS;
}

/**
 * eta_digest_add:
 * @buckets: %ETA_DIGEST_BUCKETS of them, 0 at first
 * @rev: as the centre has it, "SEQ.HASH"
 *
 * Adding a record a second time takes it out again.
 */
void
eta_digest_add (guint64 *buckets, const char *id, const char *rev)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize length = sizeof bytes;
  guint64 first;

  g_checksum_update (checksum, (const guchar *) id, -1);
  g_checksum_update (checksum, (const guchar *) " ", 1);
  g_checksum_update (checksum, (const guchar *) rev, -1);
  g_checksum_get_digest (checksum, bytes, &length);
  memcpy (&first, bytes, sizeof first);
  buckets[eta_digest_bucket (id)] ^= GUINT64_FROM_BE (first);
}

/** eta_digest_print: Returns: (transfer full): 16 hex digits, as they are sent */
char *
eta_digest_print (guint64 bucket)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x", bucket);
}
