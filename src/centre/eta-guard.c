/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The one place that refuses what two programs could read in two ways (RFC 9112, 11.2). After such a
 * request nobody knows where the next one begins, so the connection is closed.
 */
#include "config.h"

#include "eta-request-private.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  guint hosts, lengths, codings, others;
  gboolean bad_name, bad_value, bad_length, bad_coding;
} Findings;

/* Headers that decide something here, and therefore may stand once only */
static const char *const single[] = { "Authorization",         "Content-Encoding", "Content-Type",
                                      "Etalase-Epoch",         "Upload-Length",    "Upload-Offset",
                                      "X-HTTP-Method-Override" };

/* RFC 9110, 5.6.2; a space before the colon is none of these */
static gboolean
is_token (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (!g_ascii_isalnum (text[i]) && (text[i] == '\0' || !strchr ("!#$%&'*+-.^_`|~", text[i])))
      return FALSE;
  }
  return length > 0;
}

/* A path of printable ASCII; what else it may hold is escaped. */
static gboolean
is_target (const char *text)
{
  gsize length = strlen (text);

  for (gsize i = 0; i < length; i++) {
    if (text[i] <= ' ' || text[i] >= 0x7f)
      return FALSE;
  }
  return *text == '/';
}

static gboolean
has_control (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++) {
    if (g_ascii_iscntrl (text[i]) && text[i] != '\t')
      return TRUE;
  }
  return FALSE;
}

static enum MHD_Result
look_cb (void *data, enum MHD_ValueKind kind, const char *name, size_t name_length,
         const char *value, size_t value_length)
{
  Findings *found = data;

  found->bad_name |= !is_token (name, name_length);
  found->bad_value |= has_control (value ? value : "", value_length);
  if (g_ascii_strcasecmp (name, "Host") == 0)
    found->hosts++;
  if (g_ascii_strcasecmp (name, "Content-Length") == 0) {
    found->lengths++;
    found->bad_length |= value_length == 0 || strspn (value, "0123456789") != value_length;
  }
  if (g_ascii_strcasecmp (name, "Transfer-Encoding") == 0) {
    found->codings++;
    found->bad_coding |= g_ascii_strcasecmp (value ? value : "", "chunked") != 0;
  }
  for (guint i = 0; i < G_N_ELEMENTS (single); i++) {
    if (g_ascii_strcasecmp (name, single[i]) == 0)
      found->others += 1U << (2 * i);
  }
  return MHD_YES;
}

/**
 * eta_guard_refuse:
 * @connection: with all its headers read
 * @target: as it came
 *
 * Returns: (nullable) (transfer none): why the request must be refused and its connection closed;
 *   %NULL when it can be read in one way only
 */
const char *
eta_guard_refuse (struct MHD_Connection *connection, const char *method, const char *target,
                  const char *version)
{
  Findings found = { 0 };
  gboolean new_http = g_str_equal (version, "HTTP/1.1");

  MHD_get_connection_values_n (connection, MHD_HEADER_KIND, look_cb, &found);
  if (!new_http && !g_str_equal (version, "HTTP/1.0"))
    return _ ("Only HTTP/1.0 and HTTP/1.1 are spoken here");
  if (!is_token (method, strlen (method)) || strlen (method) > 16)
    return _ ("The method is not valid");
  if (!is_target (target))
    return _ ("The address is not valid");
  if (found.bad_name)
    return _ ("A header's name is not valid");
  if (found.bad_value)
    return _ ("A header's value holds a control character");
  if (found.hosts > 1 || (new_http && found.hosts == 0))
    return _ ("There must be one Host header");
  if (found.lengths > 1 || found.bad_length)
    return _ ("There must be one Content-Length, a plain number");
  if (found.codings > 1 || found.bad_coding || (found.codings && !new_http))
    return _ ("Only one Transfer-Encoding, chunked, is understood");
  if (found.codings && found.lengths)
    return _ ("Transfer-Encoding and Content-Length exclude each other");
  if (found.others & 0xAAAA) /* the upper bit of a pair: seen twice or more */
    return _ ("A header that may stand once stands twice");
  return NULL;
}
