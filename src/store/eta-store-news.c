/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"

/* Says in the opener's context what was written, by any thread or by another program. News that come
 * before the context has run are told together. */

#define NAMED 32
#define POLL_SECONDS 2

static gpointer
weak_new (EtaStore *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  return weak;
}

static void
weak_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static GSource *
attach (EtaStore *self, GSource *source, GSourceFunc func)
{
  g_source_set_callback (source, func, weak_new (self), weak_free);
  g_source_attach (source, self->context);
  return source;
}

static void
emit (EtaStore *self, GHashTable *ids, gboolean many)
{
  GHashTableIter iter;
  gpointer id;

  if (many) {
    g_signal_emit_by_name (self, "changed", NULL);
    return;
  }
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_signal_emit_by_name (self, "changed", id);
}

static gboolean
tell_cb (gpointer data)
{
  g_autoptr (EtaStore) self = g_weak_ref_get (data);
  g_autoptr (GHashTable) ids = NULL;
  gboolean many;

  if (!self)
    return G_SOURCE_REMOVE;
  g_mutex_lock (&self->news_mutex);
  ids = self->news;
  self->news = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  many = self->news_many || g_hash_table_size (ids) > NAMED;
  self->news_many = FALSE;
  g_clear_pointer (&self->news_source, g_source_unref);
  g_mutex_unlock (&self->news_mutex);
  emit (self, ids, many);
  return G_SOURCE_REMOVE;
}

/* From any thread, after the commit. */
void
eta_store_news_publish (EtaStore *self, GPtrArray *ids, gboolean many)
{
  if (!many && ids->len == 0)
    return;
  g_mutex_lock (&self->news_mutex);
  for (guint i = 0; !many && i < ids->len; i++)
    g_hash_table_add (self->news, g_strdup (g_ptr_array_index (ids, i)));
  self->news_many = self->news_many || many;
  if (!self->news_source)
    self->news_source = attach (self, g_idle_source_new (), tell_cb);
  g_mutex_unlock (&self->news_mutex);
}

/* The number changes with commits of other connections than the one that asks; all of this program's
 * go through the writer, so what it sees come from another program. */
static gint64
read_data_version (EtaStore *self)
{
  return eta_db_get_int (self->writer, -1, NULL, "PRAGMA data_version", "");
}

static gboolean
poll_cb (gpointer data)
{
  g_autoptr (EtaStore) self = g_weak_ref_get (data);
  gint64 version;

  if (!self)
    return G_SOURCE_REMOVE;
  if (!g_rec_mutex_trylock (&self->lock))
    return G_SOURCE_CONTINUE;
  version = self->step.depth == 0 ? read_data_version (self) : self->data_version;
  g_rec_mutex_unlock (&self->lock);
  if (version != self->data_version) {
    self->data_version = version;
    g_signal_emit_by_name (self, "changed", NULL);
  }
  return G_SOURCE_CONTINUE;
}

void
eta_store_news_start (EtaStore *self)
{
  GSource *source = g_timeout_source_new_seconds (POLL_SECONDS);

  self->data_version = read_data_version (self);
  self->poll_source = attach (self, source, poll_cb);
}

static void
drop (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

void
eta_store_news_stop (EtaStore *self)
{
  drop (&self->news_source);
  drop (&self->poll_source);
}
