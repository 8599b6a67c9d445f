/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-thumbnails.h"

/**
 * EtaThumbnails:
 *
 * Thumbnails of the vault as textures: made and decoded by two threads, kept while they are used and a
 * few megabytes longer. The newest request comes first, since it is what the user looks at, and a
 * request that was cancelled before its turn costs nothing. Main thread, but for load_cb().
 */
struct _EtaThumbnails {
  GObject parent_instance;

  /* Owned, main thread */
  GHashTable *kept; /* key -> Kept */
  GQueue by_use; /* Kept, the last used first */
  gsize bytes; /* of all in by_use */
  GHashTable *loads; /* key -> Load that is under way */
  GHashTable *waiting; /* request -> Load */
  guint last_request;
  guint64 last_load;

  /* Owned, any thread */
  EtaVault *vault;
  GThreadPool *pool;
};

G_DEFINE_FINAL_TYPE (EtaThumbnails, eta_thumbnails, G_TYPE_OBJECT)

#define KEEP_BYTES (32 * 1024 * 1024)
#define THREADS 2

typedef struct {
  char *key;
  GdkTexture *texture; /* NULL: there is none to be had */
  gsize bytes;
  GList link;
} Kept;

typedef struct {
  guint request;
  EtaThumbnailFunc func;
  gpointer data;
} Waiter;

typedef struct {
  GWeakRef owner;
  EtaVault *vault;
  char *key;
  char *sha256;
  int size;
  guint64 serial;
  GArray *waiters; /* Waiter; main thread */
  gint wanted; /* atomic: somebody waits */
  GdkTexture *texture;
} Load;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_free (kept->key);
  g_clear_object (&kept->texture);
  g_free (kept);
}

static void
free_load (Load *load)
{
  g_weak_ref_clear (&load->owner);
  g_clear_object (&load->vault);
  g_clear_object (&load->texture);
  g_clear_pointer (&load->waiters, g_array_unref);
  g_free (load->key);
  g_free (load->sha256);
  g_free (load);
}

static void
drop (EtaThumbnails *self, Kept *kept)
{
  g_queue_unlink (&self->by_use, &kept->link);
  self->bytes -= kept->bytes;
  g_hash_table_remove (self->kept, kept->key);
}

static void
keep (EtaThumbnails *self, const char *key, GdkTexture *texture)
{
  Kept *kept = g_new0 (Kept, 1);

  kept->key = g_strdup (key);
  kept->link.data = kept;
  if (texture) {
    kept->texture = g_object_ref (texture);
    kept->bytes = (gsize) gdk_texture_get_width (texture) * gdk_texture_get_height (texture) * 4;
  }
  g_hash_table_insert (self->kept, kept->key, kept);
  g_queue_push_head_link (&self->by_use, &kept->link);
  self->bytes += kept->bytes;
  while (self->bytes > KEEP_BYTES && self->by_use.length > 1)
    drop (self, g_queue_peek_tail (&self->by_use));
}

static void
answer (EtaThumbnails *self, Load *load)
{
  g_hash_table_remove (self->loads, load->key);
  for (guint i = 0; i < load->waiters->len; i++)
    g_hash_table_remove (self->waiting,
                         GUINT_TO_POINTER (g_array_index (load->waiters, Waiter, i).request));
  for (guint i = 0; i < load->waiters->len; i++) {
    Waiter waiter = g_array_index (load->waiters, Waiter, i);

    waiter.func (load->texture, waiter.data);
  }
}

static gboolean
loaded_cb (gpointer data)
{
  Load *load = data;
  g_autoptr (EtaThumbnails) self = g_weak_ref_get (&load->owner);

  if (self) {
    /* Cancelled, and asked for again while the thread passed it over: once more */
    if (!load->texture && load->waiters->len > 0 && g_atomic_int_get (&load->wanted) == 2) {
      g_atomic_int_set (&load->wanted, 1);
      g_thread_pool_push (self->pool, load, NULL);
      return G_SOURCE_REMOVE;
    }
    if (load->texture || load->waiters->len > 0)
      keep (self, load->key, load->texture);
    answer (self, load);
  }
  free_load (load);
  return G_SOURCE_REMOVE;
}

/* Any thread. A photo without a thumbnail is no error here: the row shows a placeholder, and the page
 * of the record says what is the matter with it. */
static void
load_cb (gpointer data, gpointer pool_data)
{
  Load *load = data;

  if (g_atomic_int_compare_and_exchange (&load->wanted, 0, 2)) {
    g_idle_add (loaded_cb, load);
    return;
  }
  g_autofree char *path = eta_vault_dup_thumbnail (load->vault, load->sha256, load->size, NULL);

  if (path)
    load->texture = gdk_texture_new_from_filename (path, NULL);
  g_idle_add (loaded_cb, load);
}

static int
compare_newest_first (gconstpointer a, gconstpointer b, gpointer data)
{
  const Load *one = a, *other = b;

  return one->serial < other->serial ? 1 : one->serial > other->serial ? -1 : 0;
}

static Load *
begin_load (EtaThumbnails *self, const char *key, const char *sha256, int size)
{
  Load *load = g_new0 (Load, 1);

  g_weak_ref_init (&load->owner, self);
  load->vault = g_object_ref (self->vault);
  load->key = g_strdup (key);
  load->sha256 = g_strdup (sha256);
  load->size = size;
  load->serial = ++self->last_load;
  load->waiters = g_array_new (FALSE, FALSE, sizeof (Waiter));
  load->wanted = 1;
  g_hash_table_insert (self->loads, load->key, load);
  g_thread_pool_push (self->pool, load, NULL);
  return load;
}

static guint
wait_for (EtaThumbnails *self, Load *load, EtaThumbnailFunc func, gpointer data)
{
  Waiter waiter = { ++self->last_request, func, data };

  g_array_append_val (load->waiters, waiter);
  g_atomic_int_compare_and_exchange (&load->wanted, 0, 1);
  g_hash_table_insert (self->waiting, GUINT_TO_POINTER (waiter.request), load);
  return waiter.request;
}

static void
eta_thumbnails_finalize (GObject *object)
{
  EtaThumbnails *self = ETA_THUMBNAILS (object);
  GHashTableIter iter;
  gpointer load;

  /* The loads under way find nobody and free themselves. */
  g_hash_table_iter_init (&iter, self->loads);
  while (g_hash_table_iter_next (&iter, NULL, &load))
    g_atomic_int_set (&((Load *) load)->wanted, 0);
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_hash_table_unref (self->waiting);
  g_hash_table_unref (self->loads);
  g_hash_table_unref (self->kept);
  g_clear_object (&self->vault);
  G_OBJECT_CLASS (eta_thumbnails_parent_class)->finalize (object);
}

static void
eta_thumbnails_class_init (EtaThumbnailsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_thumbnails_finalize;
}

static void
eta_thumbnails_init (EtaThumbnails *self)
{
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_kept);
  self->loads = g_hash_table_new (g_str_hash, g_str_equal);
  self->waiting = g_hash_table_new (NULL, NULL);
  self->pool = g_thread_pool_new (load_cb, NULL, THREADS, FALSE, NULL);
  g_thread_pool_set_sort_function (self->pool, compare_newest_first, NULL);
}

EtaThumbnails *
eta_thumbnails_new (EtaVault *vault)
{
  EtaThumbnails *self = g_object_new (ETA_TYPE_THUMBNAILS, NULL);

  self->vault = g_object_ref (vault);
  return self;
}

/**
 * eta_thumbnails_request:
 * @sha256: a photo of the vault
 * @size: pixels on the long side
 * @func: called once, at once when the texture is at hand
 *
 * Returns: a number to cancel the request by; 0: @func has been called already
 */
guint
eta_thumbnails_request (EtaThumbnails *self, const char *sha256, int size, EtaThumbnailFunc func,
                        gpointer data)
{
  g_autofree char *key = g_strdup_printf ("%s@%d", sha256, size);
  Kept *kept;
  Load *load;

  g_return_val_if_fail (ETA_IS_THUMBNAILS (self), 0);

  kept = g_hash_table_lookup (self->kept, key);
  if (kept) {
    g_queue_unlink (&self->by_use, &kept->link);
    g_queue_push_head_link (&self->by_use, &kept->link);
    func (kept->texture, data);
    return 0;
  }
  load = g_hash_table_lookup (self->loads, key);
  if (!load)
    load = begin_load (self, key, sha256, size);
  return wait_for (self, load, func, data);
}

/**
 * eta_thumbnails_cancel:
 * @request: of eta_thumbnails_request(); 0 does nothing
 *
 * Afterwards the request's function is not called any more.
 */
void
eta_thumbnails_cancel (EtaThumbnails *self, guint request)
{
  Load *load;

  g_return_if_fail (ETA_IS_THUMBNAILS (self));

  load = g_hash_table_lookup (self->waiting, GUINT_TO_POINTER (request));
  if (!load)
    return;
  g_hash_table_remove (self->waiting, GUINT_TO_POINTER (request));
  for (guint i = 0; i < load->waiters->len; i++) {
    if (g_array_index (load->waiters, Waiter, i).request == request) {
      g_array_remove_index (load->waiters, i);
      break;
    }
  }
  if (load->waiters->len == 0)
    g_atomic_int_compare_and_exchange (&load->wanted, 1, 0);
}

/**
 * eta_thumbnails_forget_missing:
 *
 * Photos that were not here may have come with a sync: they are looked for again when asked for.
 */
void
eta_thumbnails_forget_missing (EtaThumbnails *self)
{
  g_return_if_fail (ETA_IS_THUMBNAILS (self));

  for (GList *l = self->by_use.head, *next; l; l = next) {
    next = l->next;
    if (!((Kept *) l->data)->texture)
      drop (self, l->data);
  }
}
