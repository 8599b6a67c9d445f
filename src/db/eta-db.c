/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* The connection and its statements. A statement is kept in a table by its SQL, and is given out
 * again once it is done; a query inside a running one of the same text gets a statement of its own,
 * which ends with it. */

#define BUSY_MS 10000
#define ASK_MS 10
#define MMAP_BYTES "67108864"
#define CACHE_KIB "8192"
#define WAL_BYTES "67108864"
#define STATEMENTS 200

struct _EtaDb {
  sqlite3 *handle;
  GHashTable *statements; /* SQL → EtaRows */
  char *path;
  EtaDbMode mode;
};

struct _EtaRows {
  EtaDb *db; /* borrowed */
  sqlite3_stmt *statement;
  gboolean kept; /* owned by the table */
  gboolean running; /* given out, not done yet */
  gboolean ended; /* no more rows */
  int fault; /* of a binding, told by the first step */
};

static void
free_rows (EtaRows *rows)
{
  sqlite3_finalize (rows->statement);
  g_free (rows);
}

/* Statements differ in length or at their end: there is no need to read all of a long one. */
static guint
hash_sql (gconstpointer sql)
{
  gsize length = strlen (sql);

  return g_str_hash ((const char *) sql + length - MIN (length, 24)) * 31 + (guint) length;
}

static void
fail (EtaDb *self, int code, GError **error)
{
  eta_db_set_error (error, self->handle, self->path, code);
}

sqlite3 *
eta_db_get_handle (EtaDb *self)
{
  return self->handle;
}

const char *
eta_db_get_path (EtaDb *self)
{
  return self->path;
}

EtaDbMode
eta_db_get_mode (EtaDb *self)
{
  return self->mode;
}

/* Runs several statements without arguments; a fault names the statement's own words. */
gboolean
eta_db_script (EtaDb *self, const char *script, GError **error)
{
  int code;

  errno = 0;
  code = sqlite3_exec (self->handle, script, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    return TRUE;
  fail (self, code, error);
  return FALSE;
}

/* The file holds personal data, so it is made for its owner alone; SQLite gives its side files the
 * same rights. Only a file that did not exist is touched: to close a descriptor of an open database
 * would drop this process's locks on it. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);

  if (fd >= 0)
    return g_close (fd, error);
  if (errno == EEXIST)
    return TRUE;
  g_autofree char *name = g_filename_display_name (path);
  EtaDbError code = errno == ENOSPC || errno == EDQUOT  ? ETA_DB_ERROR_FULL
                    : errno == EACCES || errno == EROFS ? ETA_DB_ERROR_READ_ONLY
                                                        : ETA_DB_ERROR_FAILED;
  g_set_error (error, ETA_DB_ERROR, code, _ ("“%s” could not be made: %s"), name,
               g_strerror (errno));
  return FALSE;
}

static gboolean
open_handle (EtaDb *self, GError **error)
{
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
              (self->mode == ETA_DB_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
  int code;

  if (self->mode == ETA_DB_CREATE && !make_file (self->path, error))
    return FALSE;
  code = sqlite3_open_v2 (self->path, &self->handle, flags, NULL);
  if (code == SQLITE_OK && self->mode != ETA_DB_READ_ONLY &&
      sqlite3_db_readonly (self->handle, "main") == 1)
    code = SQLITE_READONLY;
  if (code == SQLITE_OK)
    return TRUE;
  fail (self, code, error);
  return FALSE;
}

/* SQLite's own patience asks ever more seldom, and so would miss a writer that gives way for a moment. */
static int
wait_cb (void *data, int times)
{
  if (times >= BUSY_MS / ASK_MS)
    return 0;
  sqlite3_sleep (ASK_MS);
  return 1;
}

/* The log and its index stay when the last connection goes, emptied: on a disk that is full by then, a file
 * without them could not even be read. */
static void
keep_log (EtaDb *self)
{
  int keep = 1;

  sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_PERSIST_WAL, &keep);
}

static gboolean
configure (EtaDb *self, GError **error)
{
  static const int off[] = { SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_DQS_DML,
                             SQLITE_DBCONFIG_DQS_DDL };
  static const int on[] = { SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_ENABLE_FKEY };

  for (gsize i = 0; i < G_N_ELEMENTS (off); i++)
    sqlite3_db_config (self->handle, off[i], 0, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (on); i++)
    sqlite3_db_config (self->handle, on[i], 1, NULL);
  sqlite3_busy_handler (self->handle, wait_cb, NULL);
  if (!eta_db_script (self,
                      "PRAGMA cell_size_check=ON;"
                      "PRAGMA temp_store=MEMORY;"
                      "PRAGMA mmap_size=0;"
                      "PRAGMA cache_size=-" CACHE_KIB ";"
                      "PRAGMA journal_size_limit=" WAL_BYTES ";",
                      error))
    return FALSE;
  if (self->mode == ETA_DB_READ_ONLY) {
    eta_db_guard_map ();
    return eta_db_script (
        self, "PRAGMA mmap_size=" MMAP_BYTES "; SELECT 1 FROM sqlite_schema LIMIT 1", error);
  }
  keep_log (self);
  return eta_db_script (self, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL", error);
}

/**
 * eta_db_open:
 * @path: a file of the local disk
 *
 * Opens a connection: write-ahead log, every commit on the disk before it returns, 10 s of patience
 * with other writers, and nothing in the file's schema trusted to run.
 *
 * Returns: (transfer full) (nullable): the connection; %NULL with #ETA_DB_ERROR
 */
EtaDb *
eta_db_open (const char *path, EtaDbMode mode, GError **error)
{
  g_autoptr (EtaDb) self = g_new0 (EtaDb, 1);

  self->path = g_strdup (path);
  self->mode = mode;
  self->statements =
      g_hash_table_new_full (hash_sql, g_str_equal, NULL, (GDestroyNotify) free_rows);
  if (!open_handle (self, error) || !configure (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * eta_db_close:
 * @self: (nullable) (transfer full): every query of it is done
 *
 * What is not committed is rolled back.
 */
void
eta_db_close (EtaDb *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->statements);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

/**
 * eta_db_set_rebuildable:
 * @rebuildable: %TRUE: a commit may be lost (never damaged) when the power fails
 *
 * For files whose rows can be made again; much faster for small commits. Never for what a user typed
 * or what was acknowledged to another machine.
 */
gboolean
eta_db_set_rebuildable (EtaDb *self, gboolean rebuildable, GError **error)
{
  return eta_db_script (self, rebuildable ? "PRAGMA synchronous=NORMAL" : "PRAGMA synchronous=FULL",
                        error);
}

/**
 * eta_db_begin:
 *
 * Begins a transaction and takes the write lock at once, so that it can't fail half-way for another
 * writer's sake.
 */
gboolean
eta_db_begin (EtaDb *self, GError **error)
{
  return eta_db_run (self, error, "BEGIN IMMEDIATE", "");
}

/**
 * eta_db_begin_read:
 *
 * Begins a transaction whose reads all see the file as it is at the first of them.
 */
gboolean
eta_db_begin_read (EtaDb *self, GError **error)
{
  return eta_db_run (self, error, "BEGIN DEFERRED", "");
}

/**
 * eta_db_commit:
 *
 * Returns: %TRUE when all is on the disk; on %FALSE nothing is, and the transaction is over
 */
gboolean
eta_db_commit (EtaDb *self, GError **error)
{
  if (eta_db_run (self, error, "COMMIT", ""))
    return TRUE;
  eta_db_rollback (self);
  return FALSE;
}

/* Takes back what the transaction did; harmless without one. */
void
eta_db_rollback (EtaDb *self)
{
  if (eta_db_in_transaction (self))
    eta_db_run (self, NULL, "ROLLBACK", "");
}

gboolean
eta_db_in_transaction (EtaDb *self)
{
  return !sqlite3_get_autocommit (self->handle);
}

/* Makes room when queries with ever new texts have filled the table. */
static void
drop_idle (EtaDb *self)
{
  GHashTableIter iter;
  gpointer rows;

  g_hash_table_iter_init (&iter, self->statements);
  while (g_hash_table_iter_next (&iter, NULL, &rows))
    if (!((EtaRows *) rows)->running)
      g_hash_table_iter_remove (&iter);
}

static EtaRows *
compile (EtaDb *self, const char *sql, gboolean keep, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v3 (self->handle, sql, -1, keep ? SQLITE_PREPARE_PERSISTENT : 0,
                                 &statement, NULL);
  EtaRows *rows;

  if (code != SQLITE_OK) {
    fail (self, code, error);
    return NULL;
  }
  rows = g_new0 (EtaRows, 1);
  rows->db = self;
  rows->statement = statement;
  rows->kept = keep;
  return rows;
}

/**
 * eta_db_prepare:
 * @sql: one statement, with arguments "?1", "?2" …
 *
 * Returns: (transfer full) (nullable): the statement, all arguments NULL; end it by eta_rows_done()
 */
EtaRows *
eta_db_prepare (EtaDb *self, const char *sql, GError **error)
{
  EtaRows *rows = g_hash_table_lookup (self->statements, sql);
  gboolean keep = !rows;

  if (!rows || rows->running) {
    rows = compile (self, sql, keep, error);
    if (!rows)
      return NULL;
    if (keep) {
      if (g_hash_table_size (self->statements) >= STATEMENTS)
        drop_idle (self);
      g_hash_table_insert (self->statements, (gpointer) sqlite3_sql (rows->statement), rows);
    }
  }
  rows->running = TRUE;
  rows->ended = FALSE;
  rows->fault = SQLITE_OK;
  return rows;
}

static void
note_fault (EtaRows *rows, int code)
{
  if (code != SQLITE_OK && rows->fault == SQLITE_OK)
    rows->fault = code;
}

/* Binds argument @position (from 1); @value is copied, NULL is SQL NULL. */
void
eta_rows_bind_text (EtaRows *rows, int position, const char *value)
{
  note_fault (rows, sqlite3_bind_text (rows->statement, position, value, -1, SQLITE_TRANSIENT));
}

void
eta_rows_bind_int (EtaRows *rows, int position, gint64 value)
{
  note_fault (rows, sqlite3_bind_int64 (rows->statement, position, value));
}

static void
bind_bytes (EtaRows *rows, int position, GBytes *bytes, sqlite3_destructor_type lifetime)
{
  gsize size = 0;
  const void *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  if (!bytes)
    note_fault (rows, sqlite3_bind_null (rows->statement, position));
  else
    note_fault (rows,
                sqlite3_bind_blob64 (rows->statement, position, data ? data : "", size, lifetime));
}

static void
bind (EtaRows *rows, const char *types, va_list arguments, sqlite3_destructor_type lifetime)
{
  for (int i = 1; *types; types++, i++) {
    switch (*types) {
    case 's':
      note_fault (rows, sqlite3_bind_text (rows->statement, i, va_arg (arguments, const char *), -1,
                                           lifetime));
      break;
    case 'i':
      eta_rows_bind_int (rows, i, va_arg (arguments, gint64));
      break;
    case 'b':
      bind_bytes (rows, i, va_arg (arguments, GBytes *), lifetime);
      break;
    default:
      g_assert_not_reached ();
    }
  }
}

/* @lifetime: SQLITE_STATIC where the arguments outlive the statement's run, which saves a copy */
static EtaRows *
query (EtaDb *self, const char *sql, const char *types, va_list arguments,
       sqlite3_destructor_type lifetime, GError **error)
{
  EtaRows *rows = eta_db_prepare (self, sql, error);

  if (rows)
    bind (rows, types, arguments, lifetime);
  return rows;
}

/**
 * eta_db_query:
 * @types: as for eta_db_run()
 *
 * Returns: (transfer full) (nullable): rows before the first; end it by eta_rows_done()
 */
EtaRows *
eta_db_query (EtaDb *self, GError **error, const char *sql, const char *types, ...)
{
  va_list arguments;
  EtaRows *rows;

  va_start (arguments, types);
  rows = query (self, sql, types, arguments, SQLITE_TRANSIENT, error);
  va_end (arguments);
  return rows;
}

/**
 * eta_rows_next:
 *
 * Returns: %TRUE when there is a row; %FALSE at the end, or with @error set
 */
gboolean
eta_rows_next (EtaRows *rows, GError **error)
{
  int code = rows->fault;

  if (rows->ended)
    return FALSE;
  errno = 0;
  if (code == SQLITE_OK)
    code = sqlite3_step (rows->statement);
  if (code == SQLITE_ROW)
    return TRUE;
  rows->ended = TRUE;
  if (code != SQLITE_DONE)
    fail (rows->db, code, error);
  sqlite3_reset (rows->statement);
  return FALSE;
}

/* The column's text, or NULL; borrowed until the next step. */
const char *
eta_rows_text (EtaRows *rows, int column)
{
  return (const char *) sqlite3_column_text (rows->statement, column);
}

gint64
eta_rows_int (EtaRows *rows, int column)
{
  return sqlite3_column_int64 (rows->statement, column);
}

/**
 * eta_rows_dup_bytes:
 *
 * Returns: (transfer full) (nullable): the column's bytes; %NULL for SQL NULL
 */
GBytes *
eta_rows_dup_bytes (EtaRows *rows, int column)
{
  const void *data;

  if (eta_rows_is_null (rows, column))
    return NULL;
  data = sqlite3_column_blob (rows->statement, column);
  return g_bytes_new (data, sqlite3_column_bytes (rows->statement, column));
}

gboolean
eta_rows_is_null (EtaRows *rows, int column)
{
  return sqlite3_column_type (rows->statement, column) == SQLITE_NULL;
}

/* Ends the query; its statement waits for the next one. Accepts NULL. */
void
eta_rows_done (EtaRows *rows)
{
  if (!rows)
    return;
  if (!rows->kept) {
    free_rows (rows);
    return;
  }
  sqlite3_reset (rows->statement);
  sqlite3_clear_bindings (rows->statement);
  rows->running = FALSE;
}

static gboolean
run (EtaDb *self, const char *sql, const char *types, va_list arguments, GError **error)
{
  g_autoptr (EtaRows) rows = query (self, sql, types, arguments, SQLITE_STATIC, error);
  g_autoptr (GError) failure = NULL;

  if (!rows)
    return FALSE;
  while (eta_rows_next (rows, &failure))
    ;
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

gboolean
eta_db_run (EtaDb *self, GError **error, const char *sql, const char *types, ...)
{
  va_list arguments;
  gboolean done;

  va_start (arguments, types);
  done = run (self, sql, types, arguments, error);
  va_end (arguments);
  return done;
}

/* How many rows the last INSERT, UPDATE or DELETE has touched. */
gint64
eta_db_changes (EtaDb *self)
{
  return sqlite3_changes64 (self->handle);
}

/* The rowid of the last INSERT. */
gint64
eta_db_last_id (EtaDb *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

/**
 * eta_db_get_int:
 *
 * Returns: the first column of the first row; @fallback when there is no row, it is NULL, or @error
 * is set
 */
gint64
eta_db_get_int (EtaDb *self, gint64 fallback, GError **error, const char *sql, const char *types,
                ...)
{
  g_autoptr (EtaRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = query (self, sql, types, arguments, SQLITE_STATIC, error);
  va_end (arguments);
  if (!rows || !eta_rows_next (rows, error) || eta_rows_is_null (rows, 0))
    return fallback;
  return eta_rows_int (rows, 0);
}

/**
 * eta_db_dup_text:
 *
 * Returns: (transfer full) (nullable): the first column of the first row; %NULL when there is no
 * row, it is NULL, or @error is set
 */
char *
eta_db_dup_text (EtaDb *self, GError **error, const char *sql, const char *types, ...)
{
  g_autoptr (EtaRows) rows = NULL;
  va_list arguments;

  va_start (arguments, types);
  rows = query (self, sql, types, arguments, SQLITE_STATIC, error);
  va_end (arguments);
  if (!rows || !eta_rows_next (rows, error))
    return NULL;
  return g_strdup (eta_rows_text (rows, 0));
}

/* May be called from any thread while the connection is open. */
void
eta_db_interrupt (EtaDb *self)
{
  sqlite3_interrupt (self->handle);
}

const char *
eta_db_get_library_version (void)
{
  return sqlite3_libversion ();
}
