/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-test-link.h"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#define TICK 20 /* ms: how soon an ended link is noticed */
#define PIECE 4096

struct _EtaTestLink {
  char *server, *address;
  GSocketListener *listener;
  GCancellable *ending;
  GThread *thread;
  GPtrArray *workers; /* of GThread; the accepting thread's */

  GMutex lock;
  GRand *rng;
  guint cut_least, cut_most, stall, rate, delay;
  char *answer;
  guint requests;
  guint64 up, down;
};

/* One connection; its thread's */
typedef struct {
  EtaTestLink *link;
  GSocketConnection *client, *server;
  guint cut, stall, rate, delay;
  char *answer;
  guint64 passed;
} Line;

static void
line_free (Line *line)
{
  g_clear_object (&line->client);
  g_clear_object (&line->server);
  g_free (line->answer);
  g_free (line);
}

static Line *
line_new (EtaTestLink *link, GSocketConnection *take_client)
{
  Line *line = g_new0 (Line, 1);

  line->link = link;
  line->client = take_client;
  g_mutex_lock (&link->lock);
  if (link->cut_most)
    line->cut =
        (guint) g_rand_int_range (link->rng, (gint32) link->cut_least, (gint32) link->cut_most + 1);
  line->stall = link->stall;
  line->rate = link->rate;
  line->delay = link->delay;
  line->answer = g_strdup (link->answer);
  g_mutex_unlock (&link->lock);
  return line;
}

static void
note (EtaTestLink *self, const char *data, gsize length, gboolean up)
{
  g_mutex_lock (&self->lock);
  if (up) {
    self->up += length;
    if (g_strstr_len (data, (gssize) length, " HTTP/1.1\r\n"))
      self->requests++;
  } else {
    self->down += length;
  }
  g_mutex_unlock (&self->lock);
}

static void
hold_up (const Line *line, gsize length)
{
  gint64 us = line->delay * 1000;
  if (line->rate)
    us += (gint64) length * G_USEC_PER_SEC / line->rate;
  if (us > 0)
    g_usleep ((gulong) us);
}

/* Nothing passes, until the link or the client ends. */
static gboolean
wait_in_vain (Line *line, GSocket *client)
{
  struct pollfd fd = { g_socket_get_fd (client), POLLRDHUP, 0 };
  while (!g_cancellable_is_cancelled (line->link->ending) && !(fd.revents & (POLLRDHUP | POLLHUP)))
    poll (&fd, 1, TICK);
  return FALSE;
}

static gboolean
carry (Line *line, GSocket *from, GSocket *to, gboolean up)
{
  char data[PIECE];
  gssize n = g_socket_receive (from, data, sizeof data, NULL, NULL);
  gsize length = n > 0 ? (gsize) n : 0;
  gboolean cut = line->cut && line->passed + length >= line->cut;

  if (n <= 0)
    return FALSE;
  if (line->stall && line->passed + length > line->stall)
    return wait_in_vain (line, up ? from : to);
  if (cut)
    length = (gsize) (line->cut - line->passed);
  hold_up (line, length);
  line->passed += length;
  note (line->link, data, length, up);
  for (gsize done = 0; done < length; done += (gsize) n) {
    n = g_socket_send (to, data + done, length - done, NULL, NULL);
    if (n <= 0)
      return FALSE;
  }
  return !cut;
}

static gboolean
answer_alone (Line *line, GSocket *client)
{
  char data[PIECE];
  gssize n = g_socket_receive (client, data, sizeof data, NULL, NULL);

  if (n <= 0)
    return FALSE;
  note (line->link, data, (gsize) n, TRUE);
  g_socket_send (client, line->answer, strlen (line->answer), NULL, NULL);
  g_socket_shutdown (client, FALSE, TRUE, NULL);
  while (g_socket_receive (client, data, sizeof data, NULL, NULL) > 0)
    ;
  return FALSE;
}

/* Waits for one of both sides and carries what came. */
static gboolean
carry_next (Line *line, GSocket *client, GSocket *server)
{
  struct pollfd fds[2] = { { g_socket_get_fd (client), POLLIN, 0 },
                           { server ? g_socket_get_fd (server) : -1, POLLIN, 0 } };

  if (g_cancellable_is_cancelled (line->link->ending))
    return FALSE;
  if (poll (fds, 2, TICK) <= 0)
    return TRUE;
  if (fds[0].revents)
    return line->answer ? answer_alone (line, client) : carry (line, client, server, TRUE);
  return carry (line, server, client, FALSE);
}

static gpointer
run_line (gpointer data)
{
  Line *line = data;
  g_autoptr (GSocketClient) connector = g_socket_client_new ();
  GSocket *client = g_socket_connection_get_socket (line->client), *server = NULL;

  if (!line->answer) {
    line->server = g_socket_client_connect_to_uri (connector, line->link->server, 80, NULL, NULL);
    server = line->server ? g_socket_connection_get_socket (line->server) : NULL;
  }
  while ((server || line->answer) && carry_next (line, client, server))
    ;
  g_io_stream_close (G_IO_STREAM (line->client), NULL, NULL);
  if (line->server)
    g_io_stream_close (G_IO_STREAM (line->server), NULL, NULL);
  line_free (line);
  return NULL;
}

static gpointer
accept_all (gpointer data)
{
  EtaTestLink *self = data;
  GSocketConnection *client;

  while ((client = g_socket_listener_accept (self->listener, NULL, self->ending, NULL)))
    g_ptr_array_add (self->workers, g_thread_new ("line", run_line, line_new (self, client)));
  return NULL;
}

/**
 * eta_test_link_new:
 * @server: "http://127.0.0.1:PORT"
 */
EtaTestLink *
eta_test_link_new (const char *server, guint32 seed)
{
  EtaTestLink *self = g_new0 (EtaTestLink, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  self->server = g_strdup (server);
  self->rng = g_rand_new_with_seed (seed);
  self->ending = g_cancellable_new ();
  self->workers = g_ptr_array_new ();
  self->listener = g_socket_listener_new ();
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &bound, &error);
  g_assert_no_error (error);
  self->address = g_strdup_printf ("http://127.0.0.1:%u",
                                   g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound)));
  self->thread = g_thread_new ("link", accept_all, self);
  return self;
}

void
eta_test_link_free (EtaTestLink *self)
{
  g_cancellable_cancel (self->ending);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->workers->len; i++)
    g_thread_join (self->workers->pdata[i]);
  g_ptr_array_unref (self->workers);
  g_object_unref (self->listener);
  g_object_unref (self->ending);
  g_rand_free (self->rng);
  g_mutex_clear (&self->lock);
  g_free (self->answer);
  g_free (self->address);
  g_free (self->server);
  g_free (self);
}

const char *
eta_test_link_get_address (EtaTestLink *self)
{
  return self->address;
}

static void
put (EtaTestLink *self, guint *place, guint value)
{
  g_mutex_lock (&self->lock);
  *place = value;
  g_mutex_unlock (&self->lock);
}

void
eta_test_link_set_cut (EtaTestLink *self, guint least, guint most)
{
  g_mutex_lock (&self->lock);
  self->cut_least = least;
  self->cut_most = most;
  g_mutex_unlock (&self->lock);
}

void
eta_test_link_set_stall (EtaTestLink *self, guint after)
{
  put (self, &self->stall, after);
}

void
eta_test_link_set_rate (EtaTestLink *self, guint bytes_per_second)
{
  put (self, &self->rate, bytes_per_second);
}

void
eta_test_link_set_delay (EtaTestLink *self, guint ms)
{
  put (self, &self->delay, ms);
}

void
eta_test_link_set_answer (EtaTestLink *self, const char *answer)
{
  g_mutex_lock (&self->lock);
  g_free (self->answer);
  self->answer = g_strdup (answer);
  g_mutex_unlock (&self->lock);
}

static guint64
get (EtaTestLink *self, const guint64 *place)
{
  g_mutex_lock (&self->lock);
  guint64 value = *place;
  g_mutex_unlock (&self->lock);
  return value;
}

guint
eta_test_link_get_requests (EtaTestLink *self)
{
  g_mutex_lock (&self->lock);
  guint requests = self->requests;
  g_mutex_unlock (&self->lock);
  return requests;
}

guint64
eta_test_link_get_up (EtaTestLink *self)
{
  return get (self, &self->up);
}

guint64
eta_test_link_get_down (EtaTestLink *self)
{
  return get (self, &self->down);
}

void
eta_test_link_reset (EtaTestLink *self)
{
  g_mutex_lock (&self->lock);
  self->requests = 0;
  self->up = self->down = 0;
  g_mutex_unlock (&self->lock);
}
