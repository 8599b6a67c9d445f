/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-link.h"

#include "eta-gzip.h"
#include "eta-limits.h"
#include "eta-problem.h"
#include "eta-sync.h"

#include <glib/gi18n.h>

#define STALL 60 /* s without a byte, unless the maker says another time */
#define GZIP_FROM 256 /* smaller bodies do not get smaller */
#define RETRY_MAX (24 * 60 * 60) /* s */
#define ANSWER_LIMIT (32 * 1024 * 1024)

/* A success is believed only with the right status, content type and this header (captive portals
 * answer 200 with a page). */
#define EPOCH_HEADER "Etalase-Epoch"

struct _EtaLink {
  /* Owned */
  SoupSession *session;
  GUri *base;
  char *authorization;
  EtaJson *problem;
  GCancellable *cancellable;

  guint retry_after;
  guint requests;
  guint64 bytes_up, bytes_down;
};

/**
 * eta_link_new:
 * @url: the centre's address; "https://" may be left out
 * @token: (nullable): of the device; %NULL before pairing
 * @stall: seconds without a byte, after which a request is given up; 0: 60
 */
EtaLink *
eta_link_new (const char *url, const char *token, guint stall, GCancellable *cancellable,
              GError **error)
{
  g_autofree char *address =
      strstr (url, "://") ? g_strdup (url) : g_strconcat ("https://", url, NULL);
  g_autoptr (GUri) base = g_uri_parse (address, SOUP_HTTP_URI_FLAGS, NULL);
  const char *scheme = base ? g_uri_get_scheme (base) : NULL;
  if ((g_strcmp0 (scheme, "https") != 0 && g_strcmp0 (scheme, "http") != 0) ||
      !g_uri_get_host (base)[0]) {
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE, _ ("“%s” is no web address"),
                 url);
    return NULL;
  }

  EtaLink *self = g_new0 (EtaLink, 1);
  self->session = soup_session_new_with_options ("timeout", stall ? stall : STALL, "idle-timeout",
                                                 STALL, "user-agent", "Etalase", NULL);
  self->base = g_steal_pointer (&base);
  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  eta_link_set_token (self, token);

  return self;
}

void
eta_link_free (EtaLink *self)
{
  if (!self)
    return;

  g_clear_object (&self->session);
  g_clear_pointer (&self->base, g_uri_unref);
  g_clear_pointer (&self->authorization, g_free);
  g_clear_pointer (&self->problem, eta_json_free);
  g_clear_object (&self->cancellable);
  g_free (self);
}

void
eta_link_set_token (EtaLink *self, const char *token)
{
  g_free (self->authorization);
  self->authorization = token ? g_strconcat ("Bearer ", token, NULL) : NULL;
}

/**
 * eta_link_new_message:
 * @path: beginning with a slash; below the centre's address, which may have a path of its own
 *
 * Returns: (transfer full): a message with the token, which follows no redirect
 */
SoupMessage *
eta_link_new_message (EtaLink *self, const char *method, const char *path)
{
  g_autofree char *root = g_uri_to_string (self->base);
  gsize length = strlen (root);
  while (length > 0 && root[length - 1] == '/')
    root[--length] = '\0';
  g_autofree char *address = g_strconcat (root, path, NULL);
  SoupMessage *message = soup_message_new (method, address);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_COLLECT_METRICS);
  if (self->authorization)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  self->authorization);

  return message;
}

static void
count (EtaLink *self, SoupMessage *message)
{
  SoupMessageMetrics *metrics = soup_message_get_metrics (message);

  self->requests++;
  if (!metrics)
    return;
  self->bytes_up += soup_message_metrics_get_request_header_bytes_sent (metrics) +
                    soup_message_metrics_get_request_body_bytes_sent (metrics);
  self->bytes_down += soup_message_metrics_get_response_header_bytes_received (metrics) +
                      soup_message_metrics_get_response_body_bytes_received (metrics);
}

/* No answer: whose fault it is. What the disk or this floor says goes on as it is. */
static void
say_offline (EtaLink *self, const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED) || cause->domain == ETA_SYNC_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else if (cause->domain == G_TLS_ERROR)
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
                 _ ("The connection to %s is not safe (%s). Does this network ask for a login in "
                    "the browser?"),
                 g_uri_get_host (self->base), cause->message);
  else
    g_set_error (
        error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_OFFLINE,
        self->authorization
            ? _ ("The centre at %s does not answer (%s). What you wrote is kept and sent later.")
            : _ ("The centre at %s does not answer (%s). Try again when there is a network."),
        g_uri_get_host (self->base), cause->message);
}

/* Reads at most @limit bytes of an answer. */
static GBytes *
read_all (GInputStream *stream, gsize limit, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint8 piece[32768];
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, cancellable, error)) > 0) {
    if (bytes->len + (gsize) n > limit) {
      g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
                           _ ("The answer is larger than a centre's ever is"));
      return NULL;
    }
    g_byte_array_append (bytes, piece, n);
  }

  return n < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * eta_link_send:
 * @limit: bytes that the answer may have
 *
 * Sends a message and reads the answer whole, whatever its status. No answer, a cut or a stall is
 * %ETA_SYNC_ERROR_OFFLINE.
 *
 * Returns: (transfer full) (nullable): the body
 */
GBytes *
eta_link_send (EtaLink *self, SoupMessage *message, gsize limit, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send (self->session, message, self->cancellable, &cause);
  if (stream)
    body = read_all (stream, limit, self->cancellable, &cause);
  if (stream)
    g_input_stream_close (stream, NULL, NULL);
  count (self, message);

  if (!body)
    say_offline (self, cause, error);
  return g_steal_pointer (&body);
}

/* Puts down what comes, as it comes: a cut costs no more than what was in flight.
 * @disk: (out): whether it is the disk that failed */
static gboolean
pour (EtaLink *self, GInputStream *stream, GOutputStream *out, gsize limit, gboolean *disk,
      GError **error)
{
  guint8 piece[16384];
  gsize total = 0;
  gssize n;

  while ((n = g_input_stream_read (stream, piece, sizeof piece, self->cancellable, error)) > 0) {
    if ((total += (gsize) n) > limit) {
      g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
                           _ ("The answer is larger than a centre's ever is"));
      return FALSE;
    }
    if (!g_output_stream_write_all (out, piece, (gsize) n, NULL, NULL, error)) {
      *disk = TRUE;
      return FALSE;
    }
  }

  return n == 0;
}

/* Opens the file that the answer belongs into: behind what is there (206), or from its start. */
static GOutputStream *
open_part (const char *path, guint status, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GFileOutputStream *out =
      status == SOUP_STATUS_PARTIAL_CONTENT
          ? g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error)
          : g_file_replace (file, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, error);

  return out ? G_OUTPUT_STREAM (out) : NULL;
}

static gboolean
keep_part (EtaLink *self, SoupMessage *message, GInputStream *stream, const char *path, gsize limit,
           GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean disk = FALSE;
  g_autoptr (GOutputStream) out = open_part (path, soup_message_get_status (message), error);
  if (!out)
    return FALSE;

  gboolean done = pour (self, stream, out, limit, &disk, &cause);
  if (!g_output_stream_close (out, NULL, done ? &cause : NULL)) {
    disk = TRUE;
    done = FALSE;
  }
  if (!done && disk)
    g_propagate_error (error, g_steal_pointer (&cause));
  else if (!done)
    say_offline (self, cause, error);

  return done;
}

static gboolean
refuse_part (EtaLink *self, SoupMessage *message, GInputStream *stream, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) body = read_all (stream, ETA_LIMIT_DOC, self->cancellable, &cause);

  if (body)
    return eta_link_explain (self, message, body, error);
  say_offline (self, cause, error);
  return FALSE;
}

/**
 * eta_link_download:
 * @message: a GET; with a Range that begins where the file ends, if there is one
 * @path: the file; what arrives before a cut stays in it
 * @limit: bytes that the answer may have
 *
 * Returns: whether the file is there to its end
 */
gboolean
eta_link_download (EtaLink *self, SoupMessage *message, const char *path, gsize limit,
                   GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GInputStream) stream =
      soup_session_send (self->session, message, self->cancellable, &cause);
  guint status = soup_message_get_status (message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  gboolean done = FALSE;

  if (!stream)
    say_offline (self, cause, error);
  else if ((status == SOUP_STATUS_OK || status == SOUP_STATUS_PARTIAL_CONTENT) &&
           soup_message_headers_get_one (headers, EPOCH_HEADER))
    done = keep_part (self, message, stream, path, limit, error);
  else
    refuse_part (self, message, stream, error);
  if (stream)
    g_input_stream_close (stream, NULL, NULL);
  count (self, message);

  return done;
}

static gboolean
has_type (SoupMessage *message, const char *type)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return g_strcmp0 (soup_message_headers_get_content_type (headers, NULL), type) == 0;
}

static EtaJson *
parse (GBytes *body)
{
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  return eta_json_parse (text ? text : "", length, NULL);
}

static gboolean
refuse_stranger (EtaLink *self, guint status, GError **error)
{
  g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
               _ ("%s answers, but not as a centre does (status %u). Does this network ask for a "
                  "login in the browser?"),
               g_uri_get_host (self->base), status);
  return FALSE;
}

static gboolean
say_busy (EtaLink *self, SoupMessage *message, const char *text, GError **error)
{
  const char *after =
      soup_message_headers_get_one (soup_message_get_response_headers (message), "Retry-After");
  guint64 seconds = 0;

  if (after && g_ascii_string_to_unsigned (after, 10, 0, G_MAXUINT64, &seconds, NULL))
    self->retry_after = (guint) MIN (seconds, RETRY_MAX);
  g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_BUSY, text);
  return FALSE;
}

/* What a user is told of the problems that no later step can mend. */
static gboolean
translate (EtaLink *self, const EtaJson *problem, SoupMessage *message, GError **error)
{
  guint status = soup_message_get_status (message);

  switch (eta_problem_find (eta_json_get_string (problem, "/type"), status)) {
  case ETA_PROBLEM_UNAUTHENTICATED:
  case ETA_PROBLEM_DEVICE_REVOKED:
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REVOKED,
                         _ ("The centre no longer knows this computer. Ask it for a new code and "
                            "pair again; nothing here is lost."));
    return FALSE;
  case ETA_PROBLEM_TOO_MANY:
  case ETA_PROBLEM_BUSY:
    return say_busy (self, message, _ ("The centre is busy and asks to wait a little"), error);
  case ETA_PROBLEM_INTERNAL:
    return say_busy (self, message,
                     _ ("The centre has a fault of its own. It is tried again later."), error);
  default:
    return eta_problem_read (problem, error);
  }
}

/* A problem of the protocol's, or one that HTTP itself names and a centre has signed with its epoch */
static gboolean
is_ours (const EtaJson *problem, SoupMessage *message)
{
  const char *type = eta_json_get_string (problem, "/type");
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  return type && (g_str_has_prefix (type, ETA_PROBLEM_BASE) ||
                  soup_message_headers_get_one (headers, EPOCH_HEADER));
}

/**
 * eta_link_explain:
 *
 * Turns an answer that is not the awaited one into an error. Always %FALSE.
 */
gboolean
eta_link_explain (EtaLink *self, SoupMessage *message, GBytes *body, GError **error)
{
  g_clear_pointer (&self->problem, eta_json_free);
  if (has_type (message, ETA_PROBLEM_TYPE))
    self->problem = parse (body);
  if (!is_ours (self->problem, message))
    return refuse_stranger (self, soup_message_get_status (message), error);

  return translate (self, self->problem, message, error);
}

static void
set_body (SoupMessage *message, const EtaJson *json)
{
  g_autofree char *text = eta_json_canonical (json);
  gsize length = strlen (text);
  g_autoptr (GBytes) plain = g_bytes_new_take (g_steal_pointer (&text), length);
  if (length < GZIP_FROM) {
    soup_message_set_request_body_from_bytes (message, "application/json", plain);
    return;
  }

  g_autoptr (GBytes) coded = eta_gzip (plain);
  soup_message_set_request_body_from_bytes (message, "application/json", coded);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Content-Encoding",
                                "gzip");
}

/**
 * eta_link_call:
 * @body: (nullable): sent as JSON, gzipped when that pays
 * @status: the one status that is a success
 *
 * Returns: (transfer full) (nullable): the answer
 */
EtaJson *
eta_link_call (EtaLink *self, const char *method, const char *path, const EtaJson *body,
               guint status, GError **error)
{
  g_autoptr (SoupMessage) message = eta_link_new_message (self, method, path);
  if (body)
    set_body (message, body);

  g_clear_pointer (&self->problem, eta_json_free);
  g_autoptr (GBytes) answer = eta_link_send (self, message, ANSWER_LIMIT, error);
  if (!answer)
    return NULL;

  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  EtaJson *json = NULL;
  if (soup_message_get_status (message) == status && has_type (message, "application/json") &&
      soup_message_headers_get_one (headers, EPOCH_HEADER))
    json = parse (answer);
  if (!json)
    eta_link_explain (self, message, answer, error);

  return json;
}

const EtaJson *
eta_link_get_problem (EtaLink *self)
{
  return self->problem;
}

guint
eta_link_get_retry_after (EtaLink *self)
{
  return self->retry_after;
}

guint
eta_link_get_requests (EtaLink *self)
{
  return self->requests;
}

guint64
eta_link_get_bytes_up (EtaLink *self)
{
  return self->bytes_up;
}

guint64
eta_link_get_bytes_down (EtaLink *self)
{
  return self->bytes_down;
}
