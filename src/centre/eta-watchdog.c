/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Deadlines of connections. A line is in one of four phases: idle, headers, bytes (a body comes in or
 * an answer goes out) or work (a handler runs; no deadline). The deadline of bytes moves with them:
 * a minute, and then at least ETA_WATCHDOG_RATE, so that a slow link is served and a drip is not.
 */
#include "config.h"

#include "eta-watchdog.h"

#include <pthread.h>
#include <sys/socket.h>
#include <time.h>

struct _EtaWatchdog {
  pthread_mutex_t lock;
  pthread_cond_t wake;
  GHashTable *lines; /* EtaLine, owned by their connections */
  GThread *thread;
  gboolean stop;
  gint64 ahead; /* of the clock; for tests */
};

struct _EtaLine {
  EtaWatchdog *dog;
  int fd;
  char *address;
  gint64 deadline; /* monotonic µs; 0: none */
  gint64 since; /* when the bytes began */
  gboolean in_bytes;
};

static gint64
get_time (EtaWatchdog *self)
{
  return g_get_monotonic_time () + self->ahead;
}

/* With the lock held: shuts what is past its time. */
static void
shut_late (EtaWatchdog *self)
{
  gint64 now = get_time (self);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->lines);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    EtaLine *line = key;

    if (line->deadline && line->deadline <= now) {
      shutdown (line->fd, SHUT_RDWR);
      line->deadline = 0;
    }
  }
}

/* pthread and not GLib: the thread sanitizer sees through these. */
static void
init_wake (pthread_cond_t *wake)
{
  pthread_condattr_t monotonic;

  pthread_condattr_init (&monotonic);
  pthread_condattr_setclock (&monotonic, CLOCK_MONOTONIC);
  pthread_cond_init (wake, &monotonic);
  pthread_condattr_destroy (&monotonic);
}

static void
wait_a_second (EtaWatchdog *self)
{
  struct timespec until;

  clock_gettime (CLOCK_MONOTONIC, &until);
  until.tv_sec++;
  pthread_cond_timedwait (&self->wake, &self->lock, &until);
}

static gpointer
watch (gpointer data)
{
  EtaWatchdog *self = data;

  pthread_mutex_lock (&self->lock);
  while (!self->stop) {
    shut_late (self);
    wait_a_second (self);
  }
  pthread_mutex_unlock (&self->lock);
  return NULL;
}

/**
 * eta_watchdog_pass:
 *
 * Moves the watchdog's clock ahead and does what its thread does every second: for tests.
 */
void
eta_watchdog_pass (EtaWatchdog *self, gint64 seconds)
{
  pthread_mutex_lock (&self->lock);
  self->ahead += seconds * G_TIME_SPAN_SECOND;
  shut_late (self);
  pthread_mutex_unlock (&self->lock);
}

/**
 * eta_watchdog_new:
 *
 * Returns: (transfer full): a running watchdog
 */
EtaWatchdog *
eta_watchdog_new (void)
{
  EtaWatchdog *self = g_new0 (EtaWatchdog, 1);

  pthread_mutex_init (&self->lock, NULL);
  init_wake (&self->wake);
  self->lines = g_hash_table_new (NULL, NULL);
  self->thread = g_thread_new ("watchdog", watch, self);
  return self;
}

/**
 * eta_watchdog_free:
 *
 * Ends the thread. Every line must have been closed.
 */
void
eta_watchdog_free (EtaWatchdog *self)
{
  pthread_mutex_lock (&self->lock);
  self->stop = TRUE;
  pthread_cond_signal (&self->wake);
  pthread_mutex_unlock (&self->lock);
  g_thread_join (self->thread);
  g_hash_table_unref (self->lines);
  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->wake);
  g_free (self);
}

/* Gives @line @seconds from now, but never more than it has when @keep. */
static void
set_deadline (EtaLine *line, gint64 seconds, gboolean keep)
{
  gint64 deadline;

  pthread_mutex_lock (&line->dog->lock);
  deadline = get_time (line->dog) + seconds * G_TIME_SPAN_SECOND;
  if (!keep || line->deadline == 0 || deadline < line->deadline)
    line->deadline = deadline;
  line->in_bytes = FALSE;
  pthread_mutex_unlock (&line->dog->lock);
}

/**
 * eta_line_open:
 * @fd: the connection's socket, borrowed until eta_line_close()
 * @address: where it comes from
 *
 * Returns: (transfer full): the line, with the time for headers running
 */
EtaLine *
eta_line_open (EtaWatchdog *self, int fd, const char *address)
{
  EtaLine *line = g_new0 (EtaLine, 1);

  line->dog = self;
  line->fd = fd;
  line->address = g_strdup (address);
  set_deadline (line, ETA_WATCHDOG_HEADERS, FALSE);
  pthread_mutex_lock (&self->lock);
  g_hash_table_add (self->lines, line);
  pthread_mutex_unlock (&self->lock);
  return line;
}

/**
 * eta_line_close:
 * @line: (transfer full): the line
 *
 * Must come before the socket is closed, since its number may be given to another at once.
 */
void
eta_line_close (EtaLine *line)
{
  pthread_mutex_lock (&line->dog->lock);
  g_hash_table_remove (line->dog->lines, line);
  pthread_mutex_unlock (&line->dog->lock);
  g_free (line->address);
  g_free (line);
}

/**
 * eta_line_get_address:
 *
 * Returns: (transfer none): where the connection comes from, a numeric address
 */
const char *
eta_line_get_address (EtaLine *line)
{
  return line->address;
}

/**
 * eta_line_idle:
 *
 * The answer is out; the next request must have its headers here after the idle time at most.
 */
void
eta_line_idle (EtaLine *line)
{
  set_deadline (line, ETA_WATCHDOG_IDLE + ETA_WATCHDOG_HEADERS, FALSE);
}

/**
 * eta_line_headers:
 *
 * A request's first line has come.
 */
void
eta_line_headers (EtaLine *line)
{
  set_deadline (line, ETA_WATCHDOG_HEADERS, TRUE);
}

/**
 * eta_line_bytes:
 * @bytes: how many have passed in this phase, or have to
 *
 * A body is coming in, or an answer going out.
 */
void
eta_line_bytes (EtaLine *line, guint64 bytes)
{
  gint64 allowed = ETA_WATCHDOG_GRACE + (gint64) (bytes / ETA_WATCHDOG_RATE);

  pthread_mutex_lock (&line->dog->lock);
  if (!line->in_bytes)
    line->since = get_time (line->dog);
  line->in_bytes = TRUE;
  line->deadline = line->since + allowed * G_TIME_SPAN_SECOND;
  pthread_mutex_unlock (&line->dog->lock);
}

/**
 * eta_line_work:
 *
 * A handler runs: the client need not do anything.
 */
void
eta_line_work (EtaLine *line)
{
  pthread_mutex_lock (&line->dog->lock);
  line->deadline = 0;
  line->in_bytes = FALSE;
  pthread_mutex_unlock (&line->dog->lock);
}

/**
 * eta_line_cut:
 *
 * Shuts the connection now.
 */
void
eta_line_cut (EtaLine *line)
{
  pthread_mutex_lock (&line->dog->lock);
  shutdown (line->fd, SHUT_RDWR);
  pthread_mutex_unlock (&line->dog->lock);
}
