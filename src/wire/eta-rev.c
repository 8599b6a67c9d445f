/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A rev, "SEQ.HASH": the centre's sequence number of the last write of a record, and the first 16
 * hex digits of SHA-256 over the canonical document (RFC 8785). A deletion hashes as `null`.
 */
#include "config.h"

#include "eta-rev.h"

#include <string.h>

/**
 * eta_rev_hash:
 * @doc: (nullable): the document; %NULL for a deletion
 *
 * Returns: (transfer full): the hash half of a rev
 */
char *
eta_rev_hash (const EtaJson *doc)
{
  g_autoptr (EtaJson) nothing = doc ? NULL : eta_json_new_null ();
  char *hash = eta_json_hash (doc ? doc : nothing);

  hash[ETA_REV_HASH] = '\0';
  return hash;
}

/**
 * eta_rev_hash_text:
 * @canonical: what eta_json_canonical() made of the document
 *
 * Returns: (transfer full): as eta_rev_hash(), for who has the text already
 */
char *
eta_rev_hash_text (const char *canonical)
{
  char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);

  hash[ETA_REV_HASH] = '\0';
  return hash;
}

/**
 * eta_rev_new:
 * @seq: the centre's sequence number of the write
 * @doc: (nullable): the document; %NULL for a deletion
 *
 * Returns: (transfer full): the rev
 */
char *
eta_rev_new (gint64 seq, const EtaJson *doc)
{
  g_autofree char *hash = eta_rev_hash (doc);

  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", seq, hash);
}

/**
 * eta_rev_parse:
 * @rev: (nullable): text that should be a rev
 * @seq: (out) (optional): the sequence number
 * @hash: (out) (optional) (transfer none): the hash, within @rev
 *
 * Returns: whether @rev is one: a number from 1 without leading zeros, a dot, 16 lower hex digits
 */
gboolean
eta_rev_parse (const char *rev, gint64 *seq, const char **hash)
{
  const char *dot = rev ? strchr (rev, '.') : NULL;
  gint64 number = 0;

  if (dot == NULL || dot == rev || *rev == '0' || strlen (dot + 1) != ETA_REV_HASH)
    return FALSE;
  for (const char *digit = rev; digit < dot; digit++) {
    if (!g_ascii_isdigit (*digit))
      return FALSE;
    number = number * 10 + g_ascii_digit_value (*digit);
    if (number > ETA_JSON_INT_MAX)
      return FALSE;
  }
  if (strspn (dot + 1, "0123456789abcdef") != ETA_REV_HASH)
    return FALSE;
  if (seq)
    *seq = number;
  if (hash)
    *hash = dot + 1;
  return TRUE;
}

/**
 * eta_rev_get_seq:
 * @rev: (nullable): a rev
 *
 * Returns: its sequence number, 0 when it is none
 */
gint64
eta_rev_get_seq (const char *rev)
{
  gint64 seq = 0;

  return eta_rev_parse (rev, &seq, NULL) ? seq : 0;
}
