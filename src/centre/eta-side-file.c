/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The side file: which history the database had reached, and how far. It lies beside the database and
 * not in it, so that a database put back from a backup does not bring it along, and can be found out.
 * Several connections and processes raise the head; a lock on the folder keeps it from falling.
 */
#include "config.h"

#include "eta-side-file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME "epoch"
#define SECTOR 512

void
eta_side_file_free (EtaSideFile *self)
{
  g_free (self->epoch);
  eta_json_free (self->shared);
  g_free (self);
}

/**
 * eta_side_file_read:
 *
 * Returns: (transfer full) (nullable): what it says; %NULL when there is none that can be read
 */
EtaSideFile *
eta_side_file_read (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *text = NULL;
  g_autoptr (EtaJson) json = NULL;
  EtaSideFile *self;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  json = eta_json_parse (text, -1, NULL);
  if (!json || !eta_json_get_string (json, "/epoch"))
    return NULL;
  self = g_new0 (EtaSideFile, 1);
  self->epoch = g_strdup (eta_json_get_string (json, "/epoch"));
  self->head = eta_json_get_int (json, "/head", 0);
  self->shared = eta_json_is (eta_json_get (json, "/shared"), ETA_JSON_OBJECT)
                     ? eta_json_copy (eta_json_get (json, "/shared"))
                     : eta_json_new_object ();
  return self;
}

/* What the file says, filled up with blanks to one sector: that is written whole or not at all. */
static char *
make_text (const char *epoch, gint64 head, const EtaJson *shared)
{
  g_autoptr (EtaJson) json = eta_json_new_object ();
  g_autofree char *text = NULL;

  eta_json_set_string (json, "/epoch", epoch);
  eta_json_set_int (json, "/head", head);
  eta_json_take (json, "/shared", eta_json_copy (shared));
  text = eta_json_canonical (json);
  return g_strdup_printf ("%-*s\n", SECTOR - 1, text);
}

/* Writes over the file as it lies; only when old and new are one sector. */
static gboolean
write_over (const char *path, const char *text)
{
  int fd = strlen (text) == SECTOR ? open (path, O_WRONLY | O_CLOEXEC) : -1;
  struct stat info;
  gboolean done = fd >= 0 && fstat (fd, &info) == 0 && info.st_size == SECTOR &&
                  pwrite (fd, text, SECTOR, 0) == SECTOR && fdatasync (fd) == 0;

  if (fd >= 0)
    close (fd);
  return done;
}

/**
 * eta_side_file_write:
 *
 * Writes it, on the disk when this returns.
 */
gboolean
eta_side_file_write (const char *folder, const char *epoch, gint64 head, const EtaJson *shared,
                     GError **error)
{
  g_autofree char *path = g_build_filename (folder, NAME, NULL);
  g_autofree char *text = make_text (epoch, head, shared);

  return write_over (path, text) ||
         g_file_set_contents_full (path, text, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static int
lock_folder (const char *folder, GError **error)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && flock (fd, LOCK_EX) == 0)
    return fd;
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", folder,
               g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * eta_side_file_raise:
 * @head: a number that has been committed
 *
 * Sees to it that the side file knows at least of @head. Whoever waits here while another writes
 * mostly finds that the other's number is higher, and has nothing left to do.
 */
gboolean
eta_side_file_raise (const char *folder, const char *epoch, gint64 head, GError **error)
{
  int lock = lock_folder (folder, error);
  g_autoptr (EtaSideFile) side = NULL;
  g_autoptr (EtaJson) nothing = NULL;
  gboolean done = TRUE;

  if (lock < 0)
    return FALSE;
  side = eta_side_file_read (folder);
  nothing = eta_json_new_object ();
  if (!side || g_strcmp0 (side->epoch, epoch) != 0 || side->head < head)
    done = eta_side_file_write (folder, epoch, head, side ? side->shared : nothing, error);
  close (lock);
  return done;
}
