/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A request as its handler sees it: what was asked, and what shall be answered. Lives on the
 * connection's thread from its first line to the end of its answer.
 */
#include "config.h"

#include "eta-request-private.h"

#include "eta-db.h"
#include "eta-gzip.h"
#include "eta-limits.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/**
 * eta_request_new:
 * @target: the request target as it came: path and query
 *
 * Returns: (transfer full): a request without answer
 */
EtaRequest *
eta_request_new (EtaCentre *centre, struct MHD_Connection *connection, EtaLine *line,
                 const char *target)
{
  EtaRequest *self = g_new0 (EtaRequest, 1);

  self->centre = centre;
  self->connection = connection;
  self->line = line;
  self->path = g_strdup (target);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->query = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->headers = g_ptr_array_new_with_free_func (g_free);
  self->fd = -1;
  return self;
}

void
eta_request_free (EtaRequest *self)
{
  if (self->sinking && self->route->sink->end)
    self->route->sink->end (self);
  g_free (self->method);
  g_free (self->path);
  g_free (self->type);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->headers);
  g_hash_table_unref (self->query);
  g_clear_pointer (&self->device, eta_device_free);
  g_clear_pointer (&self->gathering, g_byte_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->answer, g_bytes_unref);
  if (self->ledger)
    eta_centre_give_ledger (self->centre, self->ledger);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

static gboolean
parse_query (EtaRequest *self, char *text)
{
  g_auto (GStrv) pairs = NULL;

  g_strdelimit (text, "+", ' ');
  pairs = g_strsplit (text, "&", 100);
  for (char **pair = pairs; *pair; pair++) {
    char *equals = strchr (*pair, '=');
    g_autofree char *value = g_uri_unescape_string (equals ? equals + 1 : "", NULL);
    g_autofree char *name = NULL;

    if (equals)
      *equals = '\0';
    name = g_uri_unescape_string (*pair, NULL);
    if (!name || !value || !g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
      return FALSE;
    if (*name && !g_hash_table_contains (self->query, name))
      g_hash_table_insert (self->query, g_steal_pointer (&name), g_steal_pointer (&value));
  }
  return TRUE;
}

/**
 * eta_request_parse_target:
 * @segments: (out) (transfer full): the path's segments, unescaped
 *
 * Takes the target apart, after the guard has seen it. A segment cannot hold a slash, a NUL or broken UTF-8.
 *
 * Returns: %FALSE when the target is no path of ours
 */
gboolean
eta_request_parse_target (EtaRequest *self, char ***segments)
{
  char *mark = strchr (self->path, '?');

  if (mark) {
    *mark = '\0';
    if (!parse_query (self, mark + 1))
      return FALSE;
  }
  *segments = g_strsplit (self->path + 1, "/", 16);
  for (char **segment = *segments; *segment; segment++) {
    char *plain = g_uri_unescape_string (*segment, "/");

    if (!plain || !g_utf8_validate (plain, -1, NULL)) {
      g_free (plain);
      g_clear_pointer (segments, g_strfreev);
      return FALSE;
    }
    g_free (*segment);
    *segment = plain;
  }
  return TRUE;
}

/**
 * eta_request_get_centre:
 *
 * Returns: (transfer none): what all requests share
 */
EtaCentre *
eta_request_get_centre (EtaRequest *self)
{
  return self->centre;
}

/**
 * eta_request_get_ledger:
 *
 * Returns: (transfer none): a database connection that this request has to itself
 */
EtaLedger *
eta_request_get_ledger (EtaRequest *self)
{
  return self->ledger;
}

/**
 * eta_request_get_device:
 *
 * Returns: (transfer none) (nullable): who asks; never %NULL on routes that need a token
 */
const EtaDevice *
eta_request_get_device (EtaRequest *self)
{
  return self->device;
}

/**
 * eta_request_get_method:
 *
 * Returns: (transfer none): the method, after X-HTTP-Method-Override
 */
const char *
eta_request_get_method (EtaRequest *self)
{
  return self->method;
}

/**
 * eta_request_get_path:
 *
 * Returns: (transfer none): the path as it came, escaped, without the query
 */
const char *
eta_request_get_path (EtaRequest *self)
{
  return self->path;
}

/**
 * eta_request_get_part:
 * @index: the hole's number in the route's pattern, from 0
 *
 * Returns: (transfer none) (nullable): what stands there, unescaped UTF-8; not checked otherwise
 */
const char *
eta_request_get_part (EtaRequest *self, guint index)
{
  return index < self->parts->len ? g_ptr_array_index (self->parts, index) : NULL;
}

/**
 * eta_request_get_query:
 *
 * Returns: (transfer none) (nullable): the query's first value of that name, unescaped UTF-8
 */
const char *
eta_request_get_query (EtaRequest *self, const char *name)
{
  return g_hash_table_lookup (self->query, name);
}

/**
 * eta_request_get_header:
 *
 * Returns: (transfer none) (nullable): the header's value as it came
 */
const char *
eta_request_get_header (EtaRequest *self, const char *name)
{
  return MHD_lookup_connection_value (self->connection, MHD_HEADER_KIND, name);
}

/**
 * eta_request_get_address:
 *
 * Returns: (transfer none): the client's address. Behind a proxy on this machine, the last address
 *   that the proxy wrote in X-Forwarded-For
 */
const char *
eta_request_get_address (EtaRequest *self)
{
  const char *address = eta_line_get_address (self->line);
  const char *forwarded = eta_request_get_header (self, "X-Forwarded-For");
  const char *comma = forwarded ? strrchr (forwarded, ',') : NULL;

  if (!forwarded || !(g_str_equal (address, "127.0.0.1") || g_str_equal (address, "::1")))
    return address;
  forwarded = comma ? comma + 1 : forwarded;
  while (*forwarded == ' ')
    forwarded++;
  return g_hostname_is_ip_address (forwarded) ? forwarded : address;
}

/**
 * eta_request_dup_base:
 *
 * Returns: (transfer full): this centre's address as the client knows it, "http://host:port"
 */
char *
eta_request_dup_base (EtaRequest *self)
{
  const char *host = eta_request_get_header (self, "Host");
  const char *scheme = eta_request_get_header (self, "X-Forwarded-Proto");
  gboolean secure = scheme && g_str_equal (scheme, "https");

  if (!host ||
      strspn (host, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.:-[]") !=
          strlen (host))
    host = "localhost";
  return g_strconcat (secure ? "https://" : "http://", host, NULL);
}

/**
 * eta_request_get_body:
 *
 * Returns: (transfer none): the body, unpacked; empty when there is none
 */
GBytes *
eta_request_get_body (EtaRequest *self)
{
  if (!self->body)
    self->body = g_bytes_new (NULL, 0);
  return self->body;
}

/**
 * eta_request_parse_json:
 *
 * Returns: (transfer full) (nullable): the body, a JSON object; when it is none, the request has been
 *   answered with the reason
 */
EtaJson *
eta_request_parse_json (EtaRequest *self)
{
  gsize length;
  const char *text = g_bytes_get_data (eta_request_get_body (self), &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaJson) json = eta_json_parse (text ? text : "", (gssize) length, &error);

  if (!json) {
    eta_request_fail (self, ETA_PROBLEM_MALFORMED, error->message);
    return NULL;
  }
  if (!eta_json_is (json, ETA_JSON_OBJECT)) {
    eta_request_fail (self, ETA_PROBLEM_MALFORMED, _ ("The body must be a JSON object"));
    return NULL;
  }
  return g_steal_pointer (&json);
}

/**
 * eta_request_has_etag:
 * @etag: with its quotes
 *
 * Returns: whether the client holds that already (If-None-Match, compared weakly)
 */
gboolean
eta_request_has_etag (EtaRequest *self, const char *etag)
{
  const char *header = eta_request_get_header (self, "If-None-Match");
  g_auto (GStrv) tags = header ? g_strsplit (header, ",", 50) : NULL;

  if (g_str_has_prefix (etag, "W/"))
    etag += 2;
  for (char **tag = tags; tag && *tag; tag++) {
    const char *plain = g_strstrip (*tag);

    if (g_str_has_prefix (plain, "W/"))
      plain += 2;
    if (g_str_equal (plain, "*") || g_str_equal (plain, etag))
      return TRUE;
  }
  return FALSE;
}

/**
 * eta_request_get_line:
 *
 * Returns: (transfer none): the connection that the request came on
 */
EtaLine *
eta_request_get_line (EtaRequest *self)
{
  return self->line;
}

/**
 * eta_request_get_sink_data:
 *
 * Returns: (nullable): what the sink laid here; until its end()
 */
gpointer
eta_request_get_sink_data (EtaRequest *self)
{
  return self->sink_data;
}

void
eta_request_set_sink_data (EtaRequest *self, gpointer data)
{
  self->sink_data = data;
}

/**
 * eta_request_set_header:
 *
 * Sets a header of the answer, in place of one of that name.
 */
void
eta_request_set_header (EtaRequest *self, const char *name, const char *value)
{
  for (guint i = 0; i < self->headers->len; i += 2) {
    if (g_ascii_strcasecmp (g_ptr_array_index (self->headers, i), name) == 0) {
      g_ptr_array_remove_range (self->headers, i, 2);
      break;
    }
  }
  g_ptr_array_add (self->headers, g_strdup (name));
  g_ptr_array_add (self->headers, g_strdup (value));
}

/**
 * eta_request_answer:
 * @type: (nullable): the content type
 * @body: (nullable) (transfer none): the body
 */
void
eta_request_answer (EtaRequest *self, int status, const char *type, GBytes *body)
{
  self->status = status;
  g_free (self->type);
  self->type = g_strdup (type);
  g_clear_pointer (&self->answer, g_bytes_unref);
  self->answer = body ? g_bytes_ref (body) : NULL;
}

/**
 * eta_request_answer_empty:
 *
 * Answers without a body.
 */
void
eta_request_answer_empty (EtaRequest *self, int status)
{
  eta_request_answer (self, status, NULL, NULL);
}

/**
 * eta_request_answer_text:
 * @take_text: (transfer full): the body
 */
void
eta_request_answer_text (EtaRequest *self, int status, const char *type, char *take_text)
{
  g_autoptr (GBytes) body = g_bytes_new_take (take_text, strlen (take_text));

  eta_request_answer (self, status, type, body);
}

/**
 * eta_request_answer_json:
 * @take_json: (transfer full): the body
 */
void
eta_request_answer_json (EtaRequest *self, int status, EtaJson *take_json)
{
  eta_request_answer_text (self, status, "application/json", eta_json_canonical (take_json));
  eta_json_free (take_json);
}

/**
 * eta_request_answer_file:
 * @take_fd: (transfer full): an open file
 * @offset: of the first byte sent
 * @length: bytes sent
 */
void
eta_request_answer_file (EtaRequest *self, int status, const char *type, int take_fd,
                         guint64 offset, guint64 length)
{
  eta_request_answer (self, status, type, NULL);
  if (self->fd >= 0)
    close (self->fd);
  self->fd = take_fd;
  self->fd_offset = offset;
  self->fd_length = length;
}

/**
 * eta_request_redirect:
 * @status: 301, 302, 303, 307 or 308
 */
void
eta_request_redirect (EtaRequest *self, int status, const char *location)
{
  eta_request_set_header (self, "Location", location);
  eta_request_answer_empty (self, status);
}

/**
 * eta_request_fail:
 * @detail: (nullable): what happened, to what
 *
 * Answers with a problem (RFC 9457).
 */
void
eta_request_fail (EtaRequest *self, EtaProblem problem, const char *detail)
{
  eta_request_fail_with (self, problem, eta_problem_to_json (problem, detail));
}

/**
 * eta_request_fail_with:
 * @take_json: (transfer full): what eta_problem_to_json() made, with members of its own
 */
void
eta_request_fail_with (EtaRequest *self, EtaProblem problem, EtaJson *take_json)
{
  eta_request_answer_text (self, eta_problem_get_status (problem), ETA_PROBLEM_TYPE,
                           eta_json_canonical (take_json));
  eta_json_free (take_json);
  if (self->status == 401)
    eta_request_set_header (self, "WWW-Authenticate", "Bearer realm=\"etalase\"");
  if (problem == ETA_PROBLEM_TOO_MANY)
    eta_request_set_header (self, "Retry-After", "60");
  if (problem == ETA_PROBLEM_BUSY)
    eta_request_set_header (self, "Retry-After", "5");
}

/**
 * eta_request_fail_error:
 * @error: what a lower floor reported
 *
 * Answers with the problem that fits. What went wrong inside is for the log and not for the client.
 */
void
eta_request_fail_error (EtaRequest *self, const GError *error)
{
  if (error->domain == ETA_WIRE_ERROR)
    eta_request_fail (self, error->code, error->message);
  else if (g_error_matches (error, ETA_DB_ERROR, ETA_DB_ERROR_BUSY))
    eta_request_fail (self, ETA_PROBLEM_BUSY, NULL);
  else if (g_error_matches (error, ETA_DB_ERROR, ETA_DB_ERROR_FULL) ||
           g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ||
           g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    eta_request_fail (self, ETA_PROBLEM_QUOTA, NULL);
  else {
    g_printerr ("etalase-centre: %s %s: %s\n", self->method, self->path, error->message);
    eta_request_fail (self, ETA_PROBLEM_INTERNAL, NULL);
  }
}

/**
 * eta_request_accepts_gzip:
 *
 * Returns: whether the client can read a packed answer
 */
gboolean
eta_request_accepts_gzip (EtaRequest *self)
{
  const char *header = eta_request_get_header (self, "Accept-Encoding");
  g_auto (GStrv) codings = header ? g_strsplit (header, ",", 20) : NULL;

  for (char **coding = codings; coding && *coding; coding++) {
    char *quality = strchr (*coding, ';');

    if (quality)
      *quality++ = '\0';
    if (g_ascii_strcasecmp (g_strstrip (*coding), "gzip") != 0)
      continue;
    if (!quality)
      return TRUE;
    quality = g_strstrip (quality);
    return !g_str_has_prefix (quality, "q=") || g_ascii_strtod (quality + 2, NULL) > 0;
  }
  return FALSE;
}

static gboolean
is_text (const char *type)
{
  return g_str_has_prefix (type, "text/") || strstr (type, "json") || strstr (type, "xml") ||
         strstr (type, "yaml") || strstr (type, "javascript");
}

/* Packs the answer when that is worth it and the client can read it. */
static void
pack (EtaRequest *self)
{
  g_autoptr (GBytes) packed = NULL;

  if (!self->answer || !self->type || !is_text (self->type) ||
      g_bytes_get_size (self->answer) <= ETA_GZIP_FROM)
    return;
  for (guint i = 0; i < self->headers->len; i += 2) {
    if (g_ascii_strcasecmp (g_ptr_array_index (self->headers, i), "Content-Encoding") == 0)
      return;
  }
  eta_request_set_header (self, "Vary", "Accept-Encoding");
  if (!eta_request_accepts_gzip (self))
    return;
  packed = eta_gzip (self->answer);
  g_bytes_unref (self->answer);
  self->answer = g_steal_pointer (&packed);
  eta_request_set_header (self, "Content-Encoding", "gzip");
}

static void
free_bytes_cb (void *data)
{
  g_bytes_unref (data);
}

static struct MHD_Response *
make_body (EtaRequest *self)
{
  gsize length = 0;
  const void *data;
  GBytes *body;

  if (self->fd >= 0) {
    int fd = self->fd;

    self->fd = -1;
    return MHD_create_response_from_fd_at_offset64 (self->fd_length, fd, self->fd_offset);
  }
  body = self->answer ? g_bytes_ref (self->answer) : g_bytes_new (NULL, 0);
  data = g_bytes_get_data (body, &length);
  return MHD_create_response_from_buffer_with_free_callback_cls (length, (void *) data,
                                                                 free_bytes_cb, body);
}

/**
 * eta_request_make_response:
 *
 * Returns: (transfer full): the answer in MHD's form
 */
struct MHD_Response *
eta_request_make_response (EtaRequest *self)
{
  struct MHD_Response *response;

  pack (self);
  response = make_body (self);
  if (self->type)
    MHD_add_response_header (response, "Content-Type", self->type);
  for (guint i = 0; i < self->headers->len; i += 2)
    MHD_add_response_header (response, g_ptr_array_index (self->headers, i),
                             g_ptr_array_index (self->headers, i + 1));
  if (self->close)
    MHD_add_response_header (response, "Connection", "close");
  return response;
}
