/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Wrong codes by address: after five within a minute, an address has to wait. Any thread.
 */
#include "config.h"

#include "eta-tries.h"

#include <pthread.h>

#define ADDRESSES 10000 /* remembered at a time; more at once is an attack from everywhere */

typedef struct {
  gint64 at[ETA_TRIES_MOST]; /* monotonic µs, a ring */
  guint next;
} Ring;

struct _EtaTries {
  pthread_mutex_t lock;
  GHashTable *rings; /* address → Ring */
};

EtaTries *
eta_tries_new (void)
{
  EtaTries *self = g_new0 (EtaTries, 1);

  pthread_mutex_init (&self->lock, NULL);
  self->rings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
eta_tries_free (EtaTries *self)
{
  g_hash_table_unref (self->rings);
  pthread_mutex_destroy (&self->lock);
  g_free (self);
}

static gboolean
is_recent (gint64 at)
{
  return at && g_get_monotonic_time () - at < ETA_TRIES_SECONDS * G_TIME_SPAN_SECOND;
}

static gboolean
is_over_cb (gpointer key, gpointer value, gpointer data)
{
  const Ring *ring = value;

  return !is_recent (ring->at[(ring->next + ETA_TRIES_MOST - 1) % ETA_TRIES_MOST]);
}

/**
 * eta_tries_may:
 *
 * Returns: whether @address may try another code now
 */
gboolean
eta_tries_may (EtaTries *self, const char *address)
{
  const Ring *ring;
  gboolean may;

  pthread_mutex_lock (&self->lock);
  ring = g_hash_table_lookup (self->rings, address);
  may = ring ? !is_recent (ring->at[ring->next]) /* the oldest of five */
             : g_hash_table_size (self->rings) < ADDRESSES;
  pthread_mutex_unlock (&self->lock);
  return may;
}

/**
 * eta_tries_note:
 *
 * Remembers that @address tried a wrong code.
 */
void
eta_tries_note (EtaTries *self, const char *address)
{
  Ring *ring;

  pthread_mutex_lock (&self->lock);
  g_hash_table_foreach_remove (self->rings, is_over_cb, NULL);
  ring = g_hash_table_lookup (self->rings, address);
  if (!ring) {
    ring = g_new0 (Ring, 1);
    g_hash_table_insert (self->rings, g_strdup (address), ring);
  }
  ring->at[ring->next] = g_get_monotonic_time ();
  ring->next = (ring->next + 1) % ETA_TRIES_MOST;
  pthread_mutex_unlock (&self->lock);
}
