/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* All pages in one step: the write-ahead log lets others write meanwhile, whereas a copy in several
 * steps would begin again at each of their commits. */
static gboolean
copy_pages (EtaDb *self, EtaDb *copy, GError **error)
{
  sqlite3_backup *backup =
      sqlite3_backup_init (eta_db_get_handle (copy), "main", eta_db_get_handle (self), "main");
  int code;

  if (backup) {
    sqlite3_backup_step (backup, -1);
    code = sqlite3_backup_finish (backup);
  } else {
    code = sqlite3_errcode (eta_db_get_handle (copy));
  }
  if (code == SQLITE_OK)
    return TRUE;
  eta_db_set_error (error, eta_db_get_handle (copy), eta_db_get_path (copy), code);
  return FALSE;
}

/* A rename is on the disk when its folder is. */
static gboolean
put_in_place (const char *part, const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = -1;
  gboolean done = g_rename (part, path) == 0 &&
                  (fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)) >= 0 &&
                  fsync (fd) == 0;
  int reason = errno;

  if (fd >= 0)
    close (fd);
  if (!done)
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FAILED, _ ("“%s” could not be made: %s"), path,
                 g_strerror (reason));
  return done;
}

static void
remove_part (const char *part)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *path = g_strconcat (part, suffixes[i], NULL);
    g_unlink (path);
  }
}

/**
 * eta_db_backup:
 * @path: where the copy goes; a file there is replaced when the copy is whole
 *
 * Copies the whole file as it stands at one moment, while others go on reading and writing.
 */
gboolean
eta_db_backup (EtaDb *self, const char *path, GError **error)
{
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  g_autoptr (EtaDb) copy = NULL;

  remove_part (part);
  copy = eta_db_open (part, ETA_DB_CREATE, error);
  if (copy && copy_pages (self, copy, error)) {
    g_clear_pointer (&copy, eta_db_close);
    if (put_in_place (part, path, error))
      return TRUE;
  }
  g_clear_pointer (&copy, eta_db_close);
  remove_part (part);
  return FALSE;
}
