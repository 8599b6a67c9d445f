/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-out-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* A file that goes out. See the header. */

struct _EtaOutFile {
  char *path; /* where it will be */
  char *temporary; /* NULL: it is there, or never will be */
  FILE *stream;
};

/**
 * eta_out_file_fail:
 * @number: an errno
 *
 * Returns: %FALSE, with an error that names the file and says what to do
 */
gboolean
eta_out_file_fail (EtaOutFile *self, int number, GError **error)
{
  g_autofree char *name = g_filename_display_basename (self->path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               _ ("“%s” could not be written: %s."), name, g_strerror (number));
  if (error && (number == ENOSPC || number == EDQUOT))
    g_prefix_error (error, "%s ", _ ("Make room on the disk and try again."));
  return FALSE;
}

/**
 * eta_out_file_new:
 * @path: replaced whole by eta_out_file_commit(), or left as it was
 * @personal: it holds what only its owner may read
 *
 * Returns: (transfer full) (nullable): %NULL with a %G_IO_ERROR
 */
EtaOutFile *
eta_out_file_new (const char *path, gboolean personal, GError **error)
{
  g_autoptr (EtaOutFile) self = g_new0 (EtaOutFile, 1);
  g_autofree char *folder = g_path_get_dirname (path);
  int fd;

  self->path = g_strdup (path);
  self->temporary = g_build_filename (folder, ".etalase-XXXXXX", NULL);
  fd = g_mkstemp_full (self->temporary, O_RDWR | O_CLOEXEC, personal ? 0600 : 0666);
  if (fd < 0) {
    eta_out_file_fail (self, errno, error);
    g_clear_pointer (&self->temporary, g_free);
    return NULL;
  }
  self->stream = fdopen (fd, "wb");
  if (!self->stream) {
    eta_out_file_fail (self, errno, error);
    close (fd);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
eta_out_file_free (EtaOutFile *self)
{
  if (self->stream)
    fclose (self->stream);
  if (self->temporary)
    g_unlink (self->temporary);
  g_free (self->temporary);
  g_free (self->path);
  g_free (self);
}

/** eta_out_file_get_path: Returns: for libraries that write to a name; not with eta_out_file_write() */
const char *
eta_out_file_get_path (EtaOutFile *self)
{
  return self->temporary;
}

gboolean
eta_out_file_write (EtaOutFile *self, const void *data, gsize length, GError **error)
{
  return fwrite (data, 1, length, self->stream) == length || eta_out_file_fail (self, errno, error);
}

/**
 * eta_out_file_settle:
 *
 * Brings what was written to the disk, still without its name, so that reading it reads the disk.
 */
gboolean
eta_out_file_settle (EtaOutFile *self, GError **error)
{
  int fd = fileno (self->stream);

  if (fflush (self->stream) != 0 || fsync (fd) < 0)
    return eta_out_file_fail (self, errno, error);
  posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED);
  return TRUE;
}

static gboolean
give_name (EtaOutFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd;

  if (fflush (self->stream) != 0 || fsync (fileno (self->stream)) < 0 ||
      g_rename (self->temporary, self->path) < 0)
    return FALSE;
  g_clear_pointer (&self->temporary, g_free);
  /* Best effort: not every file system of a stick knows it. */
  fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (fd >= 0) {
    fsync (fd);
    close (fd);
  }
  return TRUE;
}

/**
 * eta_out_file_commit:
 *
 * Brings it to the disk and gives it its name.
 */
gboolean
eta_out_file_commit (EtaOutFile *self, GError **error)
{
  return give_name (self) || eta_out_file_fail (self, errno, error);
}
