/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sys/file.h>

/**
 * eta_lock_take:
 * @name: of a file in @folder, which is made when absent and stays
 * @domain: of the error, with @code and @busy, when another has it: another program, or this one
 *
 * Does not wait. The lock goes with the process, so that a crash leaves none behind.
 *
 * Returns: a file descriptor, to close at the end; -1 on errors, also #GIOErrorEnum
 */
int
eta_lock_take (const char *folder, const char *name, GQuark domain, int code, const char *busy,
               GError **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  int fd = g_open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0 && errno == EWOULDBLOCK)
    g_set_error_literal (error, domain, code, busy);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path,
                 g_strerror (errno));
  if (fd >= 0)
    g_close (fd, NULL);
  return -1;
}
