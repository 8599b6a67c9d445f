/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Files on their way in. The offset of an upload is the length of its file and nothing else, so a cut
 * connection or a power cut costs what was in flight and never what had arrived.
 */
#include "config.h"

#include "eta-uploads.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

struct _EtaUploads {
  char *folder;
  pthread_mutex_t lock; /* of all below, and of every file's length */
  GHashTable *owners; /* path → EtaUpload, borrowed: who writes to the file now */
};

struct _EtaUpload {
  EtaUploads *uploads;
  char *path;
  int fd;
  GDestroyNotify cut;
  gpointer cut_data;
  gboolean lost; /* a newer request has taken over */
};

EtaUploads *
eta_uploads_new (const char *folder)
{
  EtaUploads *self = g_new0 (EtaUploads, 1);

  self->folder = g_build_filename (folder, "staging", NULL);
  pthread_mutex_init (&self->lock, NULL);
  self->owners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
eta_uploads_free (EtaUploads *self)
{
  g_hash_table_unref (self->owners);
  pthread_mutex_destroy (&self->lock);
  g_free (self->folder);
  g_free (self);
}

static gboolean
fail (const char *path, GError **error)
{
  int number = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), "%s: %s", path,
               g_strerror (number));
  return FALSE;
}

static int
open_file (EtaUploads *self, const char *device, const char *path, GError **error)
{
  g_autofree char *folder = g_build_filename (self->folder, device, NULL);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) < 0) {
    fail (folder, error);
    return -1;
  }
  fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    fail (path, error);
  return fd;
}

/* With the lock held: whoever writes to the file now, does so no longer. */
static void
take_over (EtaUploads *self, EtaUpload *upload)
{
  EtaUpload *older = g_hash_table_lookup (self->owners, upload->path);

  if (older) {
    older->lost = TRUE;
    older->cut (older->cut_data);
  }
  g_hash_table_replace (self->owners, g_strdup (upload->path), upload);
}

/**
 * eta_uploads_claim:
 * @sha256: a valid name
 * @cut: called when a newer request takes the file over, in that one's thread
 *
 * Takes a file in hand, made empty when there is none.
 *
 * Returns: (transfer full) (nullable): the upload
 */
EtaUpload *
eta_uploads_claim (EtaUploads *self, const EtaDevice *device, const char *sha256,
                   GDestroyNotify cut, gpointer cut_data, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, device->id, sha256, NULL);
  int fd = open_file (self, device->id, path, error);
  EtaUpload *upload;

  if (fd < 0)
    return NULL;
  upload = g_new0 (EtaUpload, 1);
  upload->uploads = self;
  upload->path = g_steal_pointer (&path);
  upload->fd = fd;
  upload->cut = cut;
  upload->cut_data = cut_data;
  pthread_mutex_lock (&self->lock);
  take_over (self, upload);
  pthread_mutex_unlock (&self->lock);
  return upload;
}

/**
 * eta_upload_release:
 * @upload: (transfer full): the upload; its file stays
 */
void
eta_upload_release (EtaUpload *upload)
{
  EtaUploads *self = upload->uploads;

  pthread_mutex_lock (&self->lock);
  if (!upload->lost)
    g_hash_table_remove (self->owners, upload->path);
  pthread_mutex_unlock (&self->lock);
  close (upload->fd);
  g_free (upload->path);
  g_free (upload);
}

static gint64
get_length (int fd)
{
  struct stat info;

  return fstat (fd, &info) == 0 ? info.st_size : 0;
}

/**
 * eta_upload_get_offset:
 *
 * Returns: how many bytes are here
 */
gint64
eta_upload_get_offset (EtaUpload *upload)
{
  gint64 length;

  pthread_mutex_lock (&upload->uploads->lock);
  length = get_length (upload->fd);
  pthread_mutex_unlock (&upload->uploads->lock);
  return length;
}

static gboolean
write_all (EtaUpload *upload, const char *data, gsize length, GError **error)
{
  gint64 offset = get_length (upload->fd);

  while (length) {
    gssize wrote = pwrite (upload->fd, data, length, offset);

    if (wrote < 0 && errno == EINTR)
      continue;
    if (wrote < 0)
      return fail (upload->path, error);
    data += wrote;
    length -= (gsize) wrote;
    offset += wrote;
  }
  return TRUE;
}

/**
 * eta_upload_append:
 * @error: %G_IO_ERROR_CANCELLED when a newer request has taken over
 */
gboolean
eta_upload_append (EtaUpload *upload, const char *data, gsize length, GError **error)
{
  gboolean done = FALSE;

  pthread_mutex_lock (&upload->uploads->lock);
  if (upload->lost)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "taken over");
  else
    done = write_all (upload, data, length, error);
  pthread_mutex_unlock (&upload->uploads->lock);
  return done;
}

/**
 * eta_upload_read:
 *
 * Returns: (transfer full) (nullable): all that is here
 */
GBytes *
eta_upload_read (EtaUpload *upload, GError **error)
{
  gsize length = (gsize) eta_upload_get_offset (upload);
  g_autofree char *data = g_malloc (length + 1);
  gsize done = 0;

  while (done < length) {
    gssize got = pread (upload->fd, data + done, length - done, (off_t) done);

    if (got < 0 && errno == EINTR)
      continue;
    if (got <= 0) {
      fail (upload->path, error);
      return NULL;
    }
    done += (gsize) got;
  }
  return g_bytes_new_take (g_steal_pointer (&data), length);
}

/**
 * eta_upload_empty:
 *
 * Throws away what has come: it was not what had been announced.
 */
gboolean
eta_upload_empty (EtaUpload *upload, GError **error)
{
  gboolean done = TRUE;

  pthread_mutex_lock (&upload->uploads->lock);
  if (!upload->lost && ftruncate (upload->fd, 0) < 0)
    done = fail (upload->path, error);
  pthread_mutex_unlock (&upload->uploads->lock);
  return done;
}

/**
 * eta_upload_remove:
 *
 * Removes the file; the upload is complete or given up.
 */
gboolean
eta_upload_remove (EtaUpload *upload, GError **error)
{
  gboolean done = TRUE;

  pthread_mutex_lock (&upload->uploads->lock);
  if (!upload->lost && g_unlink (upload->path) < 0 && errno != ENOENT)
    done = fail (upload->path, error);
  pthread_mutex_unlock (&upload->uploads->lock);
  return done;
}

static void
ignore_cut_cb (gpointer data)
{
}

/* Removes one upload that has lain still for too long. */
static gboolean
expire (EtaUploads *self, EtaLedger *ledger, const char *device, const char *sha256, GError **error)
{
  EtaDevice owner = { .id = (char *) device };
  EtaUpload *upload = eta_uploads_claim (self, &owner, sha256, ignore_cut_cb, NULL, error);
  gboolean done = upload && eta_upload_remove (upload, error) &&
                  eta_ledger_drop_upload (ledger, device, sha256, error);

  g_clear_pointer (&upload, eta_upload_release);
  return done;
}

/**
 * eta_uploads_sweep:
 *
 * Removes what has lain still for longer than ETA_UPLOAD_SECONDS.
 */
gboolean
eta_uploads_sweep (EtaUploads *self, EtaLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) pairs = eta_ledger_list_expired_uploads (ledger, error);

  for (guint i = 0; pairs && i < pairs->len; i += 2) {
    if (!expire (self, ledger, g_ptr_array_index (pairs, i), g_ptr_array_index (pairs, i + 1),
                 error))
      return FALSE;
  }
  return pairs != NULL;
}
