/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Pages kept in memory. The lock is held for a look-up and a few pointers; copying, packing and
 * freeing happen outside of it.
 */
#include "config.h"

#include "eta-page-cache.h"

#include "eta-gzip.h"
#include "eta-limits.h"

#include <string.h>

#define OVERHEAD 512 /* bytes that an entry costs beside its pages */

typedef struct {
  char *key;
  EtaRendered *page;
  gsize size;
  GList link; /* in the order of use */
} Entry;

struct _EtaPageCache {
  gsize limit;

  GMutex lock; /* over all below */
  GHashTable *entries; /* key → Entry */
  GQueue used; /* the latest first */
  gsize size;
  EtaPageVersion version;
};

static char *
make_etag (const char *hash, const char *suffix)
{
  return g_strdup_printf ("\"%.32s%s\"", hash, suffix);
}

/**
 * eta_rendered_new:
 * @type: a static string: the content type
 * @plain: the page
 *
 * Returns: (transfer full): the page in both codings, with the tags of its content
 */
EtaRendered *
eta_rendered_new (const char *type, GBytes *plain)
{
  EtaRendered *self = g_atomic_rc_box_new0 (EtaRendered);
  g_autofree char *hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, plain);

  self->type = type;
  self->plain = g_bytes_ref (plain);
  self->etag = make_etag (hash, "");
  self->packed_etag = make_etag (hash, "-gz");
  if (g_bytes_get_size (plain) > ETA_GZIP_FROM)
    self->packed = eta_gzip (plain);
  return self;
}

EtaRendered *
eta_rendered_ref (EtaRendered *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_rendered (gpointer data)
{
  EtaRendered *self = data;

  g_bytes_unref (self->plain);
  g_clear_pointer (&self->packed, g_bytes_unref);
  g_free (self->etag);
  g_free (self->packed_etag);
}

void
eta_rendered_unref (EtaRendered *self)
{
  g_atomic_rc_box_release_full (self, clear_rendered);
}

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  eta_rendered_unref (entry->page);
  g_free (entry);
}

static GHashTable *
new_entries (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
}

/**
 * eta_page_cache_new:
 * @limit: bytes that it may hold
 *
 * Returns: (transfer full): an empty cache
 */
EtaPageCache *
eta_page_cache_new (gsize limit)
{
  EtaPageCache *self = g_new0 (EtaPageCache, 1);

  g_mutex_init (&self->lock);
  g_queue_init (&self->used);
  self->limit = limit;
  self->entries = new_entries ();
  return self;
}

void
eta_page_cache_free (EtaPageCache *self)
{
  g_hash_table_unref (self->entries);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
is_newer (EtaPageVersion a, EtaPageVersion b)
{
  return a.stamp > b.stamp || (a.stamp == b.stamp && a.day > b.day);
}

/* Whether the cache is of @version. A newer one empties it; what it held comes back to be freed. */
static gboolean
settle (EtaPageCache *self, EtaPageVersion version, GHashTable **stale)
{
  if (is_newer (version, self->version)) {
    *stale = g_steal_pointer (&self->entries);
    self->entries = new_entries ();
    g_queue_init (&self->used);
    self->size = 0;
    self->version = version;
  }
  return version.stamp == self->version.stamp && version.day == self->version.day;
}

/**
 * eta_page_cache_get:
 * @version: what the page has to be made from
 *
 * Returns: (transfer full) (nullable): the page
 */
EtaRendered *
eta_page_cache_get (EtaPageCache *self, const char *key, EtaPageVersion version)
{
  g_autoptr (GHashTable) stale = NULL;
  EtaRendered *page = NULL;

  g_mutex_lock (&self->lock);
  if (settle (self, version, &stale)) {
    Entry *entry = g_hash_table_lookup (self->entries, key);

    if (entry) {
      page = eta_rendered_ref (entry->page);
      g_queue_unlink (&self->used, &entry->link);
      g_queue_push_head_link (&self->used, &entry->link);
    }
  }
  g_mutex_unlock (&self->lock);
  return page;
}

/* Takes an entry out, to be freed without the lock. */
static void
drop (EtaPageCache *self, Entry *entry, GPtrArray *dropped)
{
  g_hash_table_steal (self->entries, entry->key);
  g_queue_unlink (&self->used, &entry->link);
  self->size -= entry->size;
  g_ptr_array_add (dropped, entry);
}

static Entry *
new_entry (const char *key, EtaRendered *page)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->key = g_strdup (key);
  entry->page = eta_rendered_ref (page);
  entry->link.data = entry;
  entry->size = OVERHEAD + strlen (key) + g_bytes_get_size (page->plain) +
                (page->packed ? g_bytes_get_size (page->packed) : 0);
  return entry;
}

/**
 * eta_page_cache_put:
 * @version: what the page was made from
 *
 * Keeps a page, unless something newer has come meanwhile.
 */
void
eta_page_cache_put (EtaPageCache *self, const char *key, EtaPageVersion version, EtaRendered *page)
{
  g_autoptr (GHashTable) stale = NULL;
  g_autoptr (GPtrArray) dropped = g_ptr_array_new_with_free_func (free_entry);
  Entry *entry = new_entry (key, page);
  Entry *before;

  g_mutex_lock (&self->lock);
  if (entry->size > self->limit / 8 || !settle (self, version, &stale))
    g_ptr_array_add (dropped, entry);
  else {
    before = g_hash_table_lookup (self->entries, key);
    if (before)
      drop (self, before, dropped);
    g_hash_table_insert (self->entries, entry->key, entry);
    g_queue_push_head_link (&self->used, &entry->link);
    self->size += entry->size;
    while (self->size > self->limit)
      drop (self, self->used.tail->data, dropped);
  }
  g_mutex_unlock (&self->lock);
}
