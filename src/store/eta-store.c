/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store.h"

#include "eta-store-private.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "eta-store-resources.h"

/* The store as an object: making, opening, its readers and its settings. See src/store/README in the
 * header: one writer under a lock, readers out of a pool, news in the opener's context. */

#define MIGRATIONS "/org/bimpeaga/etalase/migrations/store"
#define APPLICATION 0x4574616c /* "Etal" */
#define IDLE_READERS 4

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_QUARK (eta_store_error, eta_store_error)
G_DEFINE_FINAL_TYPE (EtaStore, eta_store, G_TYPE_OBJECT)

static void
eta_store_finalize (GObject *object)
{
  EtaStore *self = ETA_STORE (object);

  eta_store_news_stop (self);
  eta_store_worker_stop (self);
  eta_step_clear (&self->step);
  g_free (self->typing.pointer);
  g_ptr_array_unref (self->readers);
  eta_db_close (self->writer);
  g_rec_mutex_clear (&self->lock);
  g_mutex_clear (&self->readers_mutex);
  g_mutex_clear (&self->news_mutex);
  g_hash_table_unref (self->news);
  g_main_context_unref (self->context);
  g_clear_object (&self->catalogue);
  g_free (self->folder);
  g_free (self->path);
  G_OBJECT_CLASS (eta_store_parent_class)->finalize (object);
}

static void
eta_store_class_init (EtaStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_store_finalize;

  /**
   * EtaStore::changed:
   * @id: (nullable): the record that was written; %NULL: many, or something else in the file
   */
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
eta_store_init (EtaStore *self)
{
  self->turn = ETA_STORE_TURN;
  g_rec_mutex_init (&self->lock);
  g_mutex_init (&self->readers_mutex);
  g_mutex_init (&self->news_mutex);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_db_close);
  self->news = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->context = g_main_context_ref_thread_default ();
}

static EtaStore *
new_store (const char *folder, EtaCatalogue *catalogue)
{
  EtaStore *self = g_object_new (ETA_TYPE_STORE, NULL);

  self->folder = g_strdup (folder);
  self->path = g_build_filename (folder, ETA_STORE_FILE, NULL);
  self->catalogue = g_object_ref (catalogue);
  return self;
}

static gboolean
open_file (EtaStore *self, EtaDbMode mode, GError **error)
{
  /* names the resource, which would else be left out when the library is linked */
  eta_store_get_resource ();
  self->writer = eta_db_open (self->path, mode, error);
  if (!self->writer || !eta_db_migrate (self->writer, MIGRATIONS, APPLICATION, error))
    return FALSE;
  eta_store_worker_start (self);
  eta_store_news_start (self);
  return TRUE;
}

static gboolean
make_folders (EtaStore *self, GError **error)
{
  g_autofree char *photos = eta_store_dup_photo_folder (self);
  int reason;

  if (g_mkdir_with_parents (photos, 0700) == 0)
    return TRUE;
  reason = errno;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (reason),
               _ ("The folder “%s” could not be made: %s"), self->folder, g_strerror (reason));
  return FALSE;
}

/* What an attempt that failed has left would be taken for a damaged catalogue. */
static void
remove_attempt (EtaStore *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm" };

  g_clear_pointer (&self->writer, eta_db_close);
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (self->path, suffixes[i], NULL);
    g_unlink (path);
  }
}

/**
 * eta_store_create:
 * @folder: where the catalogue goes; made when absent
 * @office: code of the office that owns new records
 *
 * Returns: (transfer full) (nullable): the new, empty store; %NULL with %ETA_STORE_ERROR_EXISTS,
 * #ETA_DB_ERROR or #GFileError
 */
EtaStore *
eta_store_create (const char *folder, const char *office, EtaCatalogue *catalogue, GError **error)
{
  g_autoptr (EtaStore) self = new_store (folder, catalogue);

  if (g_file_test (self->path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_EXISTS,
                 _ ("The folder “%s” holds a catalogue already."), folder);
    return NULL;
  }
  if (!make_folders (self, error))
    return NULL;
  if (open_file (self, ETA_DB_CREATE, error) &&
      eta_store_put_setting (self, "office", office, error))
    return g_steal_pointer (&self);
  remove_attempt (self);
  return NULL;
}

/**
 * eta_store_open:
 *
 * Returns: (transfer full) (nullable): %NULL with %ETA_STORE_ERROR_NO_STORE or #ETA_DB_ERROR (damaged,
 * of a newer version, of another program)
 */
EtaStore *
eta_store_open (const char *folder, EtaCatalogue *catalogue, GError **error)
{
  g_autoptr (EtaStore) self = new_store (folder, catalogue);

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NO_STORE,
                 _ ("The folder “%s” holds no catalogue."), folder);
    return NULL;
  }
  if (!open_file (self, ETA_DB_WRITE, error) || !make_folders (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

const char *
eta_store_get_folder (EtaStore *self)
{
  return self->folder;
}

EtaCatalogue *
eta_store_get_catalogue (EtaStore *self)
{
  return self->catalogue;
}

/* The code of the office whose catalogue this is. */
char *
eta_store_dup_office (EtaStore *self)
{
  return eta_store_dup_setting (self, "office");
}

char *
eta_store_dup_photo_folder (EtaStore *self)
{
  return g_build_filename (self->folder, ETA_STORE_PHOTOS, NULL);
}

/* In a step of its own, a thread must see what it has written. Else it reads along the writer,
 * through a connection that nobody uses at the moment. */
EtaDb *
eta_store_borrow (EtaStore *self, GError **error)
{
  EtaDb *db = NULL;

  if (g_atomic_pointer_get (&self->holder) == g_thread_self ())
    return self->writer;
  g_mutex_lock (&self->readers_mutex);
  if (self->readers->len)
    db = g_ptr_array_steal_index_fast (self->readers, self->readers->len - 1);
  g_mutex_unlock (&self->readers_mutex);
  return db ? db : eta_db_open (self->path, ETA_DB_READ_ONLY, error);
}

void
eta_store_give_back (EtaStore *self, EtaDb *db)
{
  if (!db || db == self->writer)
    return;
  g_mutex_lock (&self->readers_mutex);
  if (self->readers->len < IDLE_READERS) {
    g_ptr_array_add (self->readers, db);
    db = NULL;
  }
  g_mutex_unlock (&self->readers_mutex);
  eta_db_close (db);
}

/**
 * eta_store_backup:
 * @path: a new file
 *
 * Copies the catalogue's file as it stands at one moment, while others go on reading and writing.
 * Blocks, any thread; a second for 100,000 records.
 */
gboolean
eta_store_backup (EtaStore *self, const char *path, GError **error)
{
  EtaDb *db = eta_store_borrow (self, error);
  gboolean done = db && eta_db_backup (db, path, error);

  eta_store_give_back (self, db);
  return done;
}

/**
 * eta_store_dup_setting:
 *
 * Returns: (transfer full) (nullable): the value; %NULL when there is none
 */
char *
eta_store_dup_setting (EtaStore *self, const char *key)
{
  EtaDb *db = eta_store_borrow (self, NULL);
  char *value;

  if (!db)
    return NULL;
  value = eta_db_dup_text (db, NULL, "SELECT value FROM setting WHERE key = ?1", "s", key);
  eta_store_give_back (self, db);
  return value;
}

/**
 * eta_store_put_setting:
 * @value: (nullable): %NULL takes the setting away
 *
 * Within a step, it is written with it or not at all. Not undone by undo.
 */
gboolean
eta_store_put_setting (EtaStore *self, const char *key, const char *value, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  if (value)
    eta_db_run (self->writer, &failure,
                "INSERT INTO setting VALUES (?1, ?2) "
                "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                "ss", key, value);
  else
    eta_db_run (self->writer, &failure, "DELETE FROM setting WHERE key = ?1", "s", key);
  return eta_store_leave (self, failure, error);
}
