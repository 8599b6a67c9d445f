/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-backup-private.h"

#include "eta-json.h"
#include "eta-lock.h"
#include "eta-out-file.h"
#include "eta-photo-guard.h"
#include "eta-query.h"
#include "eta-text.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/*
 * A backup is a tar of everything that an office has, and nothing that can be made anew:
 *
 *   manifest.json   what it is, of whom, when, how much; the hash of the catalogue and of the lists
 *   catalogue.db    as it stood at one moment, with history, trash and what is on its way
 *   lists/…         code lists given out by the centre
 *   blobs/SHA256    photos and previews as they are sent
 *   originals/…     the camera's files
 *   end.json        how many members there were: half a backup lacks it
 *
 * It is written beside its place, brought to the disk, read back from there, and only then named. The
 * photos are looked for after the catalogue was copied, so that none it names is missing.
 */

#define CHUNK (256 * 1024)

typedef struct {
  /* Owned */
  struct archive *archive;
  EtaOutFile *out;
  EtaJson *manifest;
  GPtrArray *members;
  GError *failure; /* of the file that is written, out of the library's call */
  /* Borrowed */
  GCancellable *cancellable;
  EtaBackupMeter *meter;

  gint64 written, left_out;
} Writing;

static gssize
write_cb (struct archive *archive, void *data, const void *bytes, gsize length)
{
  Writing *writing = data;

  return eta_out_file_write (writing->out, bytes, length, &writing->failure) ? (gssize) length : -1;
}

static gboolean
fail (Writing *writing, GError **error)
{
  if (writing->failure)
    g_propagate_error (error, g_steal_pointer (&writing->failure));
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                         archive_error_string (writing->archive));
  return FALSE;
}

static gboolean
begin_member (Writing *writing, const char *name, gint64 size, GError **error)
{
  struct archive_entry *entry = archive_entry_new ();
  int code;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0600);
  archive_entry_set_size (entry, size);
  code = archive_write_header (writing->archive, entry);
  archive_entry_free (entry);
  return code == ARCHIVE_OK || fail (writing, error);
}

static gboolean
write_bytes (Writing *writing, const void *data, gsize size, GError **error)
{
  if (archive_write_data (writing->archive, data, size) != (la_ssize_t) size)
    return fail (writing, error);
  eta_backup_meter_add (writing->meter, (gint64) size);
  return !g_cancellable_set_error_if_cancelled (writing->cancellable, error);
}

static gboolean
write_whole (Writing *writing, const char *name, GBytes *bytes, GError **error)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return begin_member (writing, name, (gint64) size, error) &&
         write_bytes (writing, data, size, error);
}

static gboolean
write_facts (Writing *writing, const char *name, const EtaJson *facts, GError **error)
{
  char *text = eta_json_pretty (facts);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  return write_whole (writing, name, bytes, error);
}

/* Returns: an open file; -1 with an error that names it */
static int
open_source (const char *path, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC, 0);
  int number = errno;
  g_autofree char *name = fd < 0 ? g_filename_display_name (path) : NULL;

  if (fd < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _ ("“%s” cannot be read: %s"),
                 name, g_strerror (number));
  return fd;
}

static gboolean
copy_pieces (Writing *writing, int fd, gint64 size, GError **error)
{
  g_autofree char *piece = g_malloc (CHUNK);

  while (size > 0) {
    gssize n = read (fd, piece, MIN (CHUNK, size));

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (n < 0 ? errno : EIO),
                   _ ("“%s” cannot be read: %s"), ETA_STORE_FILE, g_strerror (n < 0 ? errno : EIO));
      return FALSE;
    }
    if (!write_bytes (writing, piece, (gsize) n, error))
      return FALSE;
    size -= n;
  }
  return TRUE;
}

static gboolean
write_catalogue (Writing *writing, const char *snapshot, GError **error)
{
  int fd = open_source (snapshot, error);
  gint64 size = eta_json_get_int (writing->manifest, "/catalogue/bytes", 0);
  gboolean done = fd >= 0 && begin_member (writing, ETA_BACKUP_CATALOGUE, size, error) &&
                  copy_pieces (writing, fd, size, error);

  if (fd >= 0)
    close (fd);
  return done;
}

static gboolean
is_good (const EtaBackupMember *member, GBytes *bytes)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return g_strcmp0 (sha256, member->sha256) == 0;
}

/* One damaged photo must not keep all others from being saved: it is left out, and counted. */
static gboolean
write_member (Writing *writing, const EtaBackupMember *member, GError **error)
{
  g_autofree char *data = NULL;
  gsize size = 0;
  g_autoptr (GBytes) bytes = NULL;

  if (member->size <= ETA_PHOTO_MAX_BYTES && g_file_get_contents (member->path, &data, &size, NULL))
    bytes = g_bytes_new_take (g_steal_pointer (&data), size);
  if (!bytes || !is_good (member, bytes)) {
    writing->left_out++;
    eta_backup_meter_add (writing->meter, member->size);
    return !g_cancellable_set_error_if_cancelled (writing->cancellable, error);
  }
  writing->written++;
  return write_whole (writing, member->name, bytes, error);
}

static gboolean
write_end (Writing *writing, GError **error)
{
  g_autoptr (EtaJson) end = eta_json_new_object ();

  eta_json_set_int (end, "/members", writing->written);
  eta_json_set_int (end, "/left_out", writing->left_out);
  return write_facts (writing, ETA_BACKUP_END, end, error) &&
         (archive_write_close (writing->archive) == ARCHIVE_OK || fail (writing, error));
}

static gboolean
write_all (Writing *writing, const char *snapshot, GError **error)
{
  archive_write_set_format_pax_restricted (writing->archive);
  archive_write_set_bytes_in_last_block (writing->archive, 1);
  if (archive_write_open (writing->archive, writing, NULL, write_cb, NULL) != ARCHIVE_OK)
    return fail (writing, error);
  if (!write_facts (writing, ETA_BACKUP_MANIFEST, writing->manifest, error) ||
      !write_catalogue (writing, snapshot, error))
    return FALSE;
  for (guint i = 0; i < writing->members->len; i++)
    if (!write_member (writing, writing->members->pdata[i], error))
      return FALSE;
  return write_end (writing, error);
}

/* -- what is written before ----------------------------------------------------------------- */

static gboolean
hash_file (const char *path, EtaJson *manifest, const char *pointer, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *piece = g_malloc (CHUNK);
  g_autofree char *hash_at = g_strconcat (pointer, "/sha256", NULL);
  g_autofree char *bytes_at = g_strconcat (pointer, "/bytes", NULL);
  int fd = open_source (path, error);
  gint64 size = 0;
  gssize n = 0;

  if (fd < 0)
    return FALSE;
  while ((n = read (fd, piece, CHUNK)) > 0) {
    g_checksum_update (checksum, (const guchar *) piece, n);
    size += n;
  }
  if (n < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("“%s” cannot be read: %s"),
                 path, g_strerror (errno));
  close (fd);
  eta_json_set_string (manifest, hash_at, g_checksum_get_string (checksum));
  eta_json_set_int (manifest, bytes_at, size);
  return n == 0;
}

static void
copy_setting (EtaStore *store, const char *key, EtaJson *manifest, const char *pointer)
{
  g_autofree char *value = eta_store_dup_setting (store, key);

  eta_json_set_string (manifest, pointer, value ? value : "");
}

/* A list has no hash in its name, so that the manifest has it. */
static gboolean
describe_members (EtaJson *manifest, GPtrArray *members, GError **error)
{
  gint64 bytes = eta_json_get_int (manifest, "/catalogue/bytes", 0), photos = 0;

  for (guint i = 0; i < members->len; i++) {
    EtaBackupMember *member = members->pdata[i];

    bytes += member->size;
    photos += member->sha256 != NULL;
    if (!member->sha256) {
      g_autofree char *pointer = g_strconcat ("/", member->name, NULL);
      g_autofree char *hash_at = g_strconcat (pointer, "/sha256", NULL);

      if (!hash_file (member->path, manifest, pointer, error))
        return FALSE;
      member->sha256 = g_strdup (eta_json_get_string (manifest, hash_at));
    }
  }
  eta_json_set_int (manifest, "/photos", photos);
  eta_json_set_int (manifest, "/bytes", bytes);
  return TRUE;
}

static EtaJson *
make_manifest (EtaStore *store, const char *snapshot, GPtrArray *members, GError **error)
{
  g_autoptr (EtaJson) manifest = eta_json_new_object ();
  g_autofree char *now = eta_time_now ();

  eta_json_set_string (manifest, "/format", ETA_BACKUP_FORMAT);
  eta_json_set_int (manifest, "/version", ETA_BACKUP_VERSION);
  eta_json_set_string (manifest, "/program", PACKAGE_VERSION);
  eta_json_set_string (manifest, "/created", now);
  copy_setting (store, "office", manifest, "/office");
  copy_setting (store, "office-name", manifest, "/office_name");
  copy_setting (store, "device", manifest, "/device");
  copy_setting (store, "device-name", manifest, "/device_name");
  eta_json_set_int (manifest, "/records", eta_store_count (store, &(EtaQuery){ 0 }, NULL));
  if (!hash_file (snapshot, manifest, "/catalogue", error) ||
      !describe_members (manifest, members, error))
    return NULL;
  return g_steal_pointer (&manifest);
}

/* -- one backup ----------------------------------------------------------------------------- */

static void
clear_writing (Writing *writing)
{
  g_clear_pointer (&writing->archive, archive_write_free);
  g_clear_pointer (&writing->out, eta_out_file_free);
  g_clear_pointer (&writing->manifest, eta_json_free);
  g_clear_pointer (&writing->members, g_ptr_array_unref);
  g_clear_error (&writing->failure);
}

static EtaBackupFacts *
write_and_read_back (Writing *writing, const char *snapshot, GError **error)
{
  g_autoptr (EtaBackupFacts) facts = NULL;

  if (!write_all (writing, snapshot, error) || !eta_out_file_settle (writing->out, error))
    return NULL;
  facts = eta_backup_read (eta_out_file_get_path (writing->out), NULL, writing->meter,
                           writing->cancellable, error);
  return facts && eta_out_file_commit (writing->out, error) ? g_steal_pointer (&facts) : NULL;
}

static EtaBackupFacts *
write_backup (EtaStore *store, const char *path, const char *snapshot, EtaProgress *progress,
              GCancellable *cancellable, GError **error)
{
  EtaBackupMeter meter;
  Writing writing = { .cancellable = cancellable, .meter = &meter };
  EtaBackupFacts *facts = NULL;

  writing.out = eta_out_file_new (path, TRUE, error);
  writing.members = writing.out && eta_store_backup (store, snapshot, error)
                        ? eta_backup_dup_members (store, error)
                        : NULL;
  writing.manifest =
      writing.members ? make_manifest (store, snapshot, writing.members, error) : NULL;
  if (writing.manifest) {
    /* Once to write it, once to read it back */
    eta_backup_meter_begin (&meter, progress, 2 * eta_json_get_int (writing.manifest, "/bytes", 0));
    writing.archive = archive_write_new ();
    facts = write_and_read_back (&writing, snapshot, error);
  }
  clear_writing (&writing);
  return facts;
}

/* One at a time: they share the place of the catalogue's copy. */
static int
lock (EtaStore *store, GError **error)
{
  return eta_lock_take (eta_store_get_folder (store), "backup.lock", ETA_BACKUP_ERROR,
                        ETA_BACKUP_ERROR_BUSY, _ ("Another backup of this catalogue is being made"),
                        error);
}

/**
 * eta_backup_write:
 * @path: replaced whole when the backup is, or left as it was
 * @progress: (nullable): counts the writing and the reading back
 * @error: %G_IO_ERROR (no room, the stick is gone, cancelled), %ETA_DB_ERROR, %ETA_BACKUP_ERROR_BUSY
 *
 * Saves the whole catalogue with its photos in one file, while it is in use. When this returns, the
 * file is on the disk and was read back from there. It holds personal data: only its owner may read
 * it. Blocks, any thread but the main one.
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
EtaBackupFacts *
eta_backup_write (EtaStore *store, const char *path, EtaProgress *progress,
                  GCancellable *cancellable, GError **error)
{
  g_autofree char *snapshot =
      g_build_filename (eta_store_get_folder (store), "backup-" ETA_STORE_FILE, NULL);
  int guard = lock (store, error);
  EtaBackupFacts *facts;

  if (guard < 0)
    return NULL;
  facts = write_backup (store, path, snapshot, progress, cancellable, error);
  g_unlink (snapshot);
  close (guard);
  return facts;
}
