/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db-private.h"

#include <errno.h>
#include <glib/gi18n.h>

G_DEFINE_QUARK (eta_db_error, eta_db_error)

/* A quota or a file size limit stops a write just as a full disk does, but SQLite knows only the
 * last by name; the others are plain I/O errors with an errno, which it forgets where a commit
 * fails: there, @reason is the system's. */
static gboolean
is_full (sqlite3 *handle, int primary, int reason)
{
  if (primary == SQLITE_FULL)
    return TRUE;
  if (primary != SQLITE_IOERR || !handle)
    return FALSE;
  if (sqlite3_system_errno (handle))
    reason = sqlite3_system_errno (handle);
  switch (reason) {
  case ENOSPC:
  case EDQUOT:
  case EFBIG:
    return TRUE;
  default:
    return FALSE;
  }
}

static EtaDbError
error_of (sqlite3 *handle, int primary, int reason)
{
  if (is_full (handle, primary, reason))
    return ETA_DB_ERROR_FULL;
  switch (primary) {
  case SQLITE_BUSY:
  case SQLITE_LOCKED:
    return ETA_DB_ERROR_BUSY;
  case SQLITE_CORRUPT:
  case SQLITE_NOTADB:
    return ETA_DB_ERROR_DAMAGED;
  case SQLITE_READONLY:
  case SQLITE_PERM:
    return ETA_DB_ERROR_READ_ONLY;
  case SQLITE_CONSTRAINT:
    return ETA_DB_ERROR_CONSTRAINT;
  default:
    return ETA_DB_ERROR_FAILED;
  }
}

/* Sets @error from SQLite's result @code, at once after it came: errno still tells of it. @handle may
 * be NULL where no connection came about. */
void
eta_db_set_error (GError **error, sqlite3 *handle, const char *path, int code)
{
  int primary = code & 0xff;
  int system_reason = errno;
  const char *reason = handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code);
  g_autofree char *name = g_filename_display_name (path);

  if (primary == SQLITE_INTERRUPT) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Stopped"));
    return;
  }

  switch (error_of (handle, primary, system_reason)) {
  case ETA_DB_ERROR_FULL:
    g_set_error (
        error, ETA_DB_ERROR, ETA_DB_ERROR_FULL,
        _ ("The disk is full, so “%s” could not be written. Free some space and try again."), name);
    break;
  case ETA_DB_ERROR_BUSY:
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_BUSY,
                 _ ("Another program is writing to “%s”. Try again in a moment."), name);
    break;
  case ETA_DB_ERROR_DAMAGED:
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_DAMAGED,
                 _ ("The file “%s” is damaged. Restore it from a backup."), name);
    break;
  case ETA_DB_ERROR_READ_ONLY:
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_READ_ONLY,
                 _ ("The file “%s” may only be read. Check who may write to its folder."), name);
    break;
  case ETA_DB_ERROR_CONSTRAINT:
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_CONSTRAINT,
                 _ ("“%s” does not take this change: %s"), name, reason);
    break;
  default:
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FAILED, _ ("“%s” could not be used: %s"), name,
                 reason);
  }
}
