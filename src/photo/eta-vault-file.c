/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are either whole or not there. The order is fixed: write a temporary file, fsync it,
 * rename it, fsync the folder; then the name may be given out. */

#include "config.h"

#include "eta-vault-file.h"
#include "eta-photo.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
set_errno (GError **error, int number, const char *path, const char *what)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) message = g_string_new (what);

  g_string_append_printf (message, " “%s”: %s.", name, g_strerror (number));
  if (number == ENOSPC || number == EDQUOT)
    g_string_append_printf (message, " %s", _ ("Make room on the disk and try again."));
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (number), message->str);
  return FALSE;
}

static gboolean
check_kind (int fd, const char *path, gint64 limit, gint64 *size, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  struct stat info;

  if (fstat (fd, &info) < 0)
    return set_errno (error, errno, path, _ ("Could not read the file"));
  if (!S_ISREG (info.st_mode)) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_UNKNOWN,
                 _ ("“%s” is not a file. Choose a photo."), name);
    return FALSE;
  }
  if (info.st_size > limit) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_LARGE,
                 _ ("“%s” is larger than 100 MB. Save it smaller, or choose another photo."), name);
    return FALSE;
  }
  *size = info.st_size;
  return TRUE;
}

/* Reads, rather than maps, the file: a stick pulled out is then an error and not a signal. */
static GBytes *
read_all (int fd, const char *path, gint64 size, GError **error)
{
  g_autofree guint8 *data = g_malloc (MAX (size, 1));
  gint64 done = 0;

  while (done < size) {
    gssize n = read (fd, data + done, size - done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      set_errno (error, errno, path, _ ("Could not read the file"));
      return NULL;
    }
    if (n == 0)
      break;
    done += n;
  }
  return g_bytes_new_take (g_steal_pointer (&data), done);
}

/**
 * eta_vault_file_read:
 * @path: a file
 * @limit: bytes it may have
 * @error: ETA_PHOTO_ERROR for what is no file or over the limit, else G_IO_ERROR
 *
 * Never waits for the other end of a pipe. Any thread; blocks on the disk.
 *
 * Returns: (transfer full) (nullable): the bytes
 */
GBytes *
eta_vault_file_read (const char *path, gint64 limit, GError **error)
{
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
  GBytes *bytes = NULL;
  gint64 size = 0;

  if (fd < 0) {
    set_errno (error, errno, path, _ ("Could not open the file"));
    return NULL;
  }
  if (check_kind (fd, path, limit, &size, error))
    bytes = read_all (fd, path, size, error);
  close (fd);
  return bytes;
}

static gboolean
write_all (int fd, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (size > 0) {
    gssize n = write (fd, data, size);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return FALSE;
    data += n;
    size -= n;
  }
  return TRUE;
}

static gboolean
sync_folder (const char *path)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean done;

  if (fd < 0)
    return FALSE;
  /* Some network and FAT file systems cannot do it for a folder, and say so. */
  done = fsync (fd) == 0 || errno == EINVAL || errno == ENOTSUP;
  close (fd);
  return done;
}

/**
 * eta_vault_folder_make:
 * @path: a folder to be made if it is not there
 * @error: G_IO_ERROR
 *
 * Its own parent must be there, and is synced when the folder is new.
 *
 * Returns: whether it is there
 */
gboolean
eta_vault_folder_make (const char *path, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (path);

  if (g_mkdir (path, 0700) < 0) {
    if (errno == EEXIST && g_file_test (path, G_FILE_TEST_IS_DIR))
      return TRUE;
    return set_errno (error, errno, path, _ ("Could not make the folder"));
  }
  if (!sync_folder (parent))
    return set_errno (error, errno, parent, _ ("Could not write to the folder"));
  return TRUE;
}

/**
 * eta_vault_file_settle:
 * @path: a complete file that somebody else may have just put there
 * @error: G_IO_ERROR
 *
 * Waits until its name, too, is on the disk.
 *
 * Returns: whether it is
 */
gboolean
eta_vault_file_settle (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!sync_folder (folder))
    return set_errno (error, errno, folder, _ ("Could not write to the folder"));
  return TRUE;
}

/**
 * eta_vault_file_link:
 * @from: a file of the vault, which nobody ever writes to
 * @to: another name for it, not taken yet; its parent is made if need be
 *
 * Returns: whether the name is on the disk; FALSE also where a file system has no links: copy it then
 */
gboolean
eta_vault_file_link (const char *from, const char *to)
{
  g_autofree char *folder = g_path_get_dirname (to);

  return eta_vault_folder_make (folder, NULL) && link (from, to) == 0 &&
         eta_vault_file_settle (to, NULL);
}

/**
 * eta_vault_file_fill:
 * @fd: an open file; closed whatever comes
 * @durable: whether to return only when it is on the disk
 *
 * Returns: whether all of @bytes is in it; %FALSE: see errno
 */
gboolean
eta_vault_file_fill (int fd, GBytes *bytes, gboolean durable)
{
  gboolean done = write_all (fd, bytes) && (!durable || fsync (fd) == 0);
  int number = errno;

  if (close (fd) < 0 && done)
    return FALSE;
  errno = number;
  return done;
}

/**
 * eta_vault_file_write:
 * @path: where the file is to be; what is there is replaced
 * @scratch: a folder on the same file system
 * @bytes: what is to be in it
 * @durable: whether to return only when it is on the disk; FALSE for what can be made anew
 * @error: G_IO_ERROR
 *
 * The parent of @path is made if need be. On failure nothing is left and what was there stays.
 *
 * Returns: whether the file is there
 */
gboolean
eta_vault_file_write (const char *path, const char *scratch, GBytes *bytes, gboolean durable,
                      GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *temporary = g_build_filename (scratch, "XXXXXX", NULL);
  int number;
  int fd;

  if (!eta_vault_folder_make (folder, error))
    return FALSE;
  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  if (fd < 0)
    return set_errno (error, errno, path, _ ("Could not write the file"));

  if (!eta_vault_file_fill (fd, bytes, durable) || g_rename (temporary, path) < 0) {
    number = errno;
    g_unlink (temporary);
    return set_errno (error, number, path, _ ("Could not write the file"));
  }
  return !durable || eta_vault_file_settle (path, error);
}
