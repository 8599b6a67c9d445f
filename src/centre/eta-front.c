/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The HTTP front on libmicrohttpd.
 *
 * A small pool of threads serves all connections by epoll, so that a slow one costs no thread;
 * handlers run on those threads and may block on the disk. A request goes through three stages:
 * its first line (a line's clock starts), its headers (guard, route, token, size: whatever is refused
 * is refused here, before a byte of the body is kept), its end (the handler, the answer). A body that
 * is refused is still read, and thrown away, up to a bound: a client that is cut off while it sends
 * never sees the answer.
 */
#include "config.h"

#include "eta-front.h"
#include "eta-gzip.h"
#include "eta-limits.h"
#include "eta-request-private.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#define CONNECTIONS 2048
#define PER_ADDRESS 1024 /* a proxy in front is one address */
#define MEMORY (32 * 1024) /* a connection's headers and buffers */
#define IDLE 120 /* seconds without a byte, MHD's own clock */
#define DRAIN (64 * 1024 * 1024) /* bytes of a refused body that are read and thrown away */
#define GATHERED (256 * 1024 * 1024) /* bytes of all bodies in memory at a time */

struct _EtaFront {
  EtaCentre *centre;
  EtaWatchdog *dog;
  struct MHD_Daemon *daemon;
  char *address;
  gsize gathered; /* atomic */
};

static enum MHD_Result
send_answer (EtaRequest *x)
{
  struct MHD_Response *response = eta_request_make_response (x);
  enum MHD_Result result = MHD_NO;

  if (response) {
    eta_line_bytes (x->line, x->answer ? g_bytes_get_size (x->answer) : x->fd_length);
    result = MHD_queue_response (x->connection, (unsigned int) x->status, response);
    MHD_destroy_response (response);
  }
  return result;
}

static gboolean
is_api (EtaRequest *x)
{
  return x->route ? !(x->route->flags & ETA_ROUTE_PAGE) : g_str_has_prefix (x->path, "/v1");
}

static void
set_standing_headers (EtaRequest *x)
{
  eta_request_set_header (x, "X-Content-Type-Options", "nosniff");
  if (!is_api (x))
    return;
  eta_request_set_header (x, "Etalase-Epoch", eta_centre_get_epoch (x->centre));
  eta_request_set_header (x, "Cache-Control", "no-store");
}

/* A device by its token. The token itself is nowhere stored, only its SHA-256. */
static gboolean
authenticate (EtaRequest *x)
{
  const char *header = eta_request_get_header (x, "Authorization");
  g_autoptr (GError) error = NULL;

  if (!header || g_ascii_strncasecmp (header, "Bearer ", 7) != 0) {
    eta_request_fail (x, ETA_PROBLEM_UNAUTHENTICATED, NULL);
    return FALSE;
  }
  x->device = eta_ledger_find_token (x->ledger, header + 7, &error);
  if (x->device && !x->device->revoked)
    return TRUE;
  if (error)
    eta_request_fail_error (x, error);
  else
    eta_request_fail (x, x->device ? ETA_PROBLEM_DEVICE_REVOKED : ETA_PROBLEM_UNAUTHENTICATED,
                      NULL);
  return FALSE;
}

static gboolean
take_ledger (EtaRequest *x)
{
  g_autoptr (GError) error = NULL;

  if (!x->ledger)
    x->ledger = eta_centre_take_ledger (x->centre, &error);
  if (!x->ledger)
    eta_request_fail_error (x, error);
  return x->ledger != NULL;
}

static void
give_ledger (EtaRequest *x)
{
  if (x->ledger)
    eta_centre_give_ledger (x->centre, g_steal_pointer (&x->ledger));
}

static void
fail_too_large (EtaRequest *x, guint64 limit)
{
  EtaJson *json = eta_problem_to_json (ETA_PROBLEM_TOO_LARGE, NULL);

  eta_json_set_int (json, "/limit", (gint64) limit);
  eta_request_fail_with (x, ETA_PROBLEM_TOO_LARGE, json);
}

/* What the client says the body's size is; 0 when it says nothing, or chunked. */
static guint64
get_announced (EtaRequest *x)
{
  const char *length = eta_request_get_header (x, "Content-Length");

  return length ? g_ascii_strtoull (length, NULL, 10) : 0;
}

static gboolean
check_body (EtaRequest *x)
{
  const char *coding = eta_request_get_header (x, "Content-Encoding");

  if (get_announced (x) > x->route->limit) {
    fail_too_large (x, x->route->limit);
    return FALSE;
  }
  if (coding && g_ascii_strcasecmp (coding, "identity") != 0 &&
      (x->route->sink || g_ascii_strcasecmp (coding, "gzip") != 0)) {
    eta_request_set_header (x, "Accept-Encoding", x->route->sink ? "identity" : "gzip");
    eta_request_fail (x, ETA_PROBLEM_ENCODING, NULL);
    return FALSE;
  }
  return TRUE;
}

static gboolean
find_route (EtaRequest *x)
{
  g_auto (GStrv) segments = NULL;
  g_autofree char *allow = NULL;

  if (!eta_request_parse_target (x, &segments)) {
    eta_request_fail (x, ETA_PROBLEM_MALFORMED, _ ("The address is not valid"));
    return FALSE;
  }
  x->route = eta_routes_find (x->method, segments, x->parts, &allow);
  if (x->route)
    return TRUE;
  if (!allow) {
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
    return FALSE;
  }
  eta_request_set_header (x, "Allow", allow);
  if (g_str_equal (x->method, "OPTIONS"))
    eta_request_answer_empty (x, 204);
  else
    eta_request_fail (x, ETA_PROBLEM_METHOD, NULL);
  return FALSE;
}

/* All that can be said when the headers are here. Leaves an answer in @x when it is refused. */
static void
look_at_headers (EtaRequest *x, const char *version)
{
  const char *override = eta_request_get_header (x, "X-HTTP-Method-Override");
  const char *why = eta_guard_refuse (x->connection, x->method, x->path, version);

  if (why) {
    x->close = TRUE;
    eta_request_fail (x, ETA_PROBLEM_MALFORMED, why);
    return;
  }
  if (override && g_str_equal (x->method, "POST")) {
    g_free (x->method);
    x->method = g_ascii_strup (override, -1);
  }
  if (!find_route (x) || !take_ledger (x))
    return;
  if (!(x->route->flags & ETA_ROUTE_OPEN) && !authenticate (x))
    return;
  if (!check_body (x))
    return;
  if (x->route->sink) {
    x->sinking = TRUE;
    x->route->sink->begin (x);
  } else if (x->route->limit)
    x->gathering = g_byte_array_new ();
}

/* Whether to answer at once, and not to wait for a body that will be thrown away. */
static gboolean
must_not_wait (EtaRequest *x)
{
  const char *expect = eta_request_get_header (x, "Expect");

  return x->close || (expect && x->status) || (x->status && get_announced (x) > DRAIN);
}

static enum MHD_Result
begin (EtaFront *self, EtaRequest *x, const char *method, const char *version)
{
  x->started = TRUE;
  x->method = g_strdup (method);
  eta_line_work (x->line);
  look_at_headers (x, version);
  give_ledger (x);
  eta_line_bytes (x->line, 0);
  if (!must_not_wait (x))
    return MHD_YES;
  x->close = TRUE;
  set_standing_headers (x);
  return send_answer (x);
}

static void
stop_gathering (EtaFront *self, EtaRequest *x)
{
  if (x->gathering)
    g_atomic_pointer_add (&self->gathered, -(gssize) x->gathering->len);
  g_clear_pointer (&x->gathering, g_byte_array_unref);
}

static enum MHD_Result
take_piece (EtaFront *self, EtaRequest *x, const char *data, gsize length)
{
  x->received += length;
  eta_line_bytes (x->line, x->received);
  if (x->status)
    return x->received > DRAIN ? MHD_NO : MHD_YES;
  if (x->received > x->route->limit) {
    stop_gathering (self, x);
    fail_too_large (x, x->route->limit);
    return MHD_YES;
  }
  if (x->sinking)
    return x->route->sink->piece (x, data, length) ? MHD_YES : MHD_NO;
  if ((gsize) g_atomic_pointer_add (&self->gathered, (gssize) length) > GATHERED) {
    g_atomic_pointer_add (&self->gathered, -(gssize) length);
    stop_gathering (self, x);
    eta_request_fail (x, ETA_PROBLEM_BUSY, NULL);
    return MHD_YES;
  }
  g_byte_array_append (x->gathering, (const guint8 *) data, (guint) length);
  return MHD_YES;
}

/* Makes the gathered bytes the body, unpacked. */
static gboolean
finish_body (EtaFront *self, EtaRequest *x)
{
  const char *coding = eta_request_get_header (x, "Content-Encoding");
  g_autoptr (GBytes) raw = NULL;
  g_autoptr (GError) error = NULL;

  if (!x->gathering)
    return TRUE;
  raw = g_bytes_new (x->gathering->data, x->gathering->len);
  stop_gathering (self, x);
  if (!coding || g_ascii_strcasecmp (coding, "gzip") != 0)
    x->body = g_steal_pointer (&raw);
  else
    x->body = eta_gunzip (raw, x->route->limit, &error);
  if (x->body)
    return TRUE;
  if (g_error_matches (error, ETA_WIRE_ERROR, ETA_PROBLEM_TOO_LARGE))
    fail_too_large (x, x->route->limit);
  else
    eta_request_fail_error (x, error);
  return FALSE;
}

static enum MHD_Result
finish (EtaFront *self, EtaRequest *x)
{
  eta_line_work (x->line);
  set_standing_headers (x);
  if (!x->status && finish_body (self, x) && take_ledger (x)) {
    x->route->handler (x);
    give_ledger (x);
  }
  if (!x->status)
    eta_request_fail (x, ETA_PROBLEM_INTERNAL, NULL);
  return send_answer (x);
}

static enum MHD_Result
request_cb (void *data, struct MHD_Connection *connection, const char *url, const char *method,
            const char *version, const char *piece, size_t *length, void **context)
{
  EtaFront *self = data;
  EtaRequest *x = *context;

  if (!x)
    return MHD_NO;
  if (!x->started)
    return begin (self, x, method, version);
  if (*length) {
    enum MHD_Result result = take_piece (self, x, piece, *length);

    *length = 0;
    return result;
  }
  return finish (self, x);
}

static EtaLine *
get_line (struct MHD_Connection *connection)
{
  return MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
}

/* The first line of a request has come. What this returns is the request's context. */
static void *
target_cb (void *data, const char *target, struct MHD_Connection *connection)
{
  EtaFront *self = data;
  EtaLine *line = get_line (connection);

  eta_line_headers (line);
  return eta_request_new (self->centre, connection, line, target);
}

static void
completed_cb (void *data, struct MHD_Connection *connection, void **context,
              enum MHD_RequestTerminationCode how)
{
  EtaRequest *x = *context;

  if (!x)
    return;
  stop_gathering (data, x);
  eta_line_idle (x->line);
  eta_request_free (x);
  *context = NULL;
}

static char *
dup_address (struct MHD_Connection *connection)
{
  const struct sockaddr *address =
      MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
  char text[INET6_ADDRSTRLEN] = "";

  if (address->sa_family == AF_INET)
    inet_ntop (AF_INET, &((const struct sockaddr_in *) address)->sin_addr, text, sizeof text);
  else if (address->sa_family == AF_INET6)
    inet_ntop (AF_INET6, &((const struct sockaddr_in6 *) address)->sin6_addr, text, sizeof text);
  return g_strdup (text);
}

static void
connection_cb (void *data, struct MHD_Connection *connection, void **context,
               enum MHD_ConnectionNotificationCode what)
{
  EtaFront *self = data;

  if (what == MHD_CONNECTION_NOTIFY_STARTED) {
    g_autofree char *address = dup_address (connection);
    int fd = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;

    *context = eta_line_open (self->dog, fd, address);
  } else if (*context) {
    eta_line_close (*context);
    *context = NULL;
  }
}

/* Opens the listening socket; the port may be 0. */
static GSocket *
listen_at (const char *text, GError **error)
{
  g_autoptr (GSocketConnectable) wanted = g_network_address_parse (text, 8480, error);
  g_autoptr (GInetAddress) inet = NULL;
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GSocket) socket = NULL;
  const char *host;

  if (!wanted)
    return NULL;
  host = g_network_address_get_hostname (G_NETWORK_ADDRESS (wanted));
  inet = g_inet_address_new_from_string (g_str_equal (host, "localhost") ? "127.0.0.1" : host);
  if (!inet) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 _ ("“%s” is not an address to listen at, such as 127.0.0.1:8480"), text);
    return NULL;
  }
  address =
      g_inet_socket_address_new (inet, g_network_address_get_port (G_NETWORK_ADDRESS (wanted)));
  socket = g_socket_new (g_inet_address_get_family (inet), G_SOCKET_TYPE_STREAM,
                         G_SOCKET_PROTOCOL_TCP, error);
  if (!socket)
    return NULL;
  g_socket_set_listen_backlog (socket, 1024);
  if (!g_socket_bind (socket, address, TRUE, error) || !g_socket_listen (socket, error))
    return NULL;
  return g_steal_pointer (&socket);
}

static char *
dup_base (GSocket *socket)
{
  g_autoptr (GSocketAddress) address = g_socket_get_local_address (socket, NULL);
  GInetSocketAddress *inet = G_INET_SOCKET_ADDRESS (address);
  g_autofree char *host = g_inet_address_to_string (g_inet_socket_address_get_address (inet));

  return g_strdup_printf (strchr (host, ':') ? "http://[%s]:%u" : "http://%s:%u", host,
                          g_inet_socket_address_get_port (inet));
}

/* Each connection is a descriptor, and each ledger a few. */
static void
raise_descriptors (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < 2 * CONNECTIONS) {
    limit.rlim_cur = MIN (limit.rlim_max, 2 * CONNECTIONS);
    setrlimit (RLIMIT_NOFILE, &limit);
  }
}

static gboolean
start (EtaFront *self, int fd, GError **error)
{
  guint threads = CLAMP (g_get_num_processors () * 3, 4, 64);

  self->daemon = MHD_start_daemon (
      MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_ITC, 0, NULL, NULL, request_cb, self,
      MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_THREAD_POOL_SIZE, threads,
      MHD_OPTION_CONNECTION_LIMIT, (unsigned int) CONNECTIONS, MHD_OPTION_PER_IP_CONNECTION_LIMIT,
      (unsigned int) PER_ADDRESS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) MEMORY,
      MHD_OPTION_CONNECTION_TIMEOUT, (unsigned int) IDLE, MHD_OPTION_STRICT_FOR_CLIENT, 1,
      MHD_OPTION_NOTIFY_COMPLETED, completed_cb, self, MHD_OPTION_NOTIFY_CONNECTION, connection_cb,
      self, MHD_OPTION_URI_LOG_CALLBACK, target_cb, self, MHD_OPTION_END);
  if (!self->daemon)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("The server could not start"));
  return self->daemon != NULL;
}

/**
 * eta_front_new:
 * @centre: (transfer none): must outlive the front
 * @listen: "HOST:PORT", a numeric host; port 0 picks one
 *
 * Starts to serve.
 *
 * Returns: (transfer full) (nullable): the front
 */
EtaFront *
eta_front_new (EtaCentre *centre, const char *listen, GError **error)
{
  g_autoptr (EtaFront) self = g_new0 (EtaFront, 1);
  g_autoptr (GSocket) socket = listen_at (listen, error);
  int fd;

  if (!socket)
    return NULL;
  raise_descriptors ();
  self->centre = centre;
  self->dog = eta_watchdog_new ();
  self->address = dup_base (socket);
  fd = fcntl (g_socket_get_fd (socket), F_DUPFD_CLOEXEC, 0); /* MHD closes its own */
  if (!start (self, fd, error)) {
    close (fd);
    return NULL;
  }
  return g_steal_pointer (&self);
}

/**
 * eta_front_free:
 *
 * Ends running requests and stops serving.
 */
void
eta_front_free (EtaFront *self)
{
  if (self->daemon)
    MHD_stop_daemon (self->daemon);
  g_clear_pointer (&self->dog, eta_watchdog_free);
  g_free (self->address);
  g_free (self);
}

/**
 * eta_front_get_address:
 *
 * Returns: (transfer none): where it serves, "http://127.0.0.1:8480"
 */
const char *
eta_front_get_address (EtaFront *self)
{
  return self->address;
}
