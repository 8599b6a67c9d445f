/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_DB_ERROR (eta_db_error_quark ())
GQuark eta_db_error_quark (void);

typedef enum {
  ETA_DB_ERROR_FAILED,
  ETA_DB_ERROR_BUSY, /* another program writes, and went on for longer than we wait */
  ETA_DB_ERROR_FULL, /* the disk is full */
  ETA_DB_ERROR_DAMAGED, /* not a database, or its pages contradict each other */
  ETA_DB_ERROR_NEWER, /* written by a newer version of this program */
  ETA_DB_ERROR_FOREIGN, /* a database, but of another program */
  ETA_DB_ERROR_READ_ONLY,
  ETA_DB_ERROR_CONSTRAINT,
} EtaDbError;

typedef enum {
  ETA_DB_CREATE, /* read, write, made when absent */
  ETA_DB_WRITE, /* read, write, must exist */
  ETA_DB_READ_ONLY, /* must exist */
} EtaDbMode;

/**
 * EtaDb:
 *
 * A connection to one SQLite file in WAL mode, and all of SQLite that this project sees. It belongs
 * to one thread at a time. Statements are prepared once and kept: eta_db_query() gives the same one
 * for the same SQL, reset and ready to bind.
 */
typedef struct _EtaDb EtaDb;
typedef struct _EtaRows EtaRows; /* a running statement; ended by eta_rows_done() */

EtaDb *eta_db_open (const char *path, EtaDbMode mode, GError **error);
void eta_db_close (EtaDb *self);

/* Brings the file to the newest schema: the numbered scripts "NNN.sql" in a resource folder, each in
 * a transaction of its own; @application_id tells this program's files from others'. */
gboolean eta_db_migrate (EtaDb *self, const char *resource_folder, guint32 application_id,
                         GError **error);
gboolean eta_db_check (EtaDb *self, GError **error);
/* A commit need not be on the disk at once: only for rows that can be made again */
gboolean eta_db_set_rebuildable (EtaDb *self, gboolean rebuildable, GError **error);

gboolean eta_db_begin (EtaDb *self, GError **error); /* BEGIN IMMEDIATE */
gboolean eta_db_begin_read (EtaDb *self, GError **error); /* one snapshot for several reads */
gboolean eta_db_commit (EtaDb *self, GError **error);
void eta_db_rollback (EtaDb *self);
gboolean eta_db_in_transaction (EtaDb *self);

/**
 * eta_db_run:
 * @types: one letter an argument: 's' const char * (NULL is SQL NULL), 'i' gint64, 'b' GBytes *
 *
 * Runs a statement that returns no rows.
 */
gboolean eta_db_run (EtaDb *self, GError **error, const char *sql, const char *types, ...);
gint64 eta_db_changes (EtaDb *self);
gint64 eta_db_last_id (EtaDb *self);
gint64 eta_db_get_int (EtaDb *self, gint64 fallback, GError **error, const char *sql,
                       const char *types, ...);
char *eta_db_dup_text (EtaDb *self, GError **error, const char *sql, const char *types, ...);

/* Rows: bind as eta_db_run() does, then step until %FALSE; strings are borrowed until the next step */
EtaRows *eta_db_query (EtaDb *self, GError **error, const char *sql, const char *types, ...);
gboolean eta_rows_next (EtaRows *rows, GError **error);
const char *eta_rows_text (EtaRows *rows, int column);
gint64 eta_rows_int (EtaRows *rows, int column);
GBytes *eta_rows_dup_bytes (EtaRows *rows, int column);
gboolean eta_rows_is_null (EtaRows *rows, int column);
void eta_rows_done (EtaRows *rows);

/* For statements whose arguments are not known when compiling: SQL with "?1"… and bound one by one */
EtaRows *eta_db_prepare (EtaDb *self, const char *sql, GError **error);
void eta_rows_bind_text (EtaRows *rows, int position, const char *value);
void eta_rows_bind_int (EtaRows *rows, int position, gint64 value);

const char *eta_db_get_library_version (void); /* of SQLite, as it runs */
/* Copies the whole file, consistently, while others use it */
gboolean eta_db_backup (EtaDb *self, const char *path, GError **error);
/* Ends a query that runs in another thread; it fails with G_IO_ERROR_CANCELLED */
void eta_db_interrupt (EtaDb *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaDb, eta_db_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaRows, eta_rows_done)

G_END_DECLS
