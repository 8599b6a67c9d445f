/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-backup-private.h"

#include "eta-json.h"
#include "eta-photo-guard.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/*
 * A backup is read from its beginning to its end, to look whether it is whole or to put its members in
 * a folder: one way, so that what was checked is what comes back. A file may come from anywhere. It is
 * a tar and nothing else, packed in nothing, so that it cannot hold more than it has bytes; its
 * members' names are of few shapes and never lead elsewhere; each has to have the hash that its name
 * or the manifest says.
 */

#define CHUNK (256 * 1024)

typedef struct {
  /* Owned */
  struct archive *archive;
  EtaJson *manifest;
  EtaBackupFacts *facts;
  EtaVault *vault; /* NULL: nothing is put anywhere */
  /* Borrowed */
  const char *path;
  const char *folder; /* NULL: nothing is put anywhere */
  GCancellable *cancellable;
  EtaBackupMeter *meter; /* NULL: nobody looks */

  gint64 room; /* bytes of the file that are not accounted for */
  gint64 members; /* besides the manifest, the catalogue and the end */
  gboolean has_catalogue, has_end;
} Reading;

static gboolean
refuse (Reading *reading, EtaBackupError code, GError **error)
{
  static const char *const words[] = {
    [ETA_BACKUP_ERROR_FOREIGN] = N_ ("“%s” is not a backup of Etalase"),
    [ETA_BACKUP_ERROR_NEWER] = N_ ("“%s” was made by a newer Etalase. Update Etalase on this "
                                   "computer first."),
    [ETA_BACKUP_ERROR_DAMAGED] = N_ ("“%s” is damaged or not whole. Take another backup, or copy "
                                     "this one again from where it came."),
  };
  g_autofree char *name = g_filename_display_basename (reading->path);
  g_autoptr (GString) message = g_string_new (_ (words[code]));

  g_string_replace (message, "%s", name, 1);
  g_set_error_literal (error, ETA_BACKUP_ERROR, code, message->str);
  return FALSE;
}

/* The disk's own complaint, such as a stick that was pulled out, is told as it is. */
static gboolean
fail_read (Reading *reading, GError **error)
{
  int number = archive_errno (reading->archive);

  if (number != EIO && number != ENODEV && number != ENXIO && number != ESTALE)
    return refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _ ("“%s” cannot be read: %s"),
               reading->path, g_strerror (number));
  return FALSE;
}

static gboolean
fail_write (const char *path, GError **error)
{
  int number = errno;
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               _ ("“%s” could not be written: %s."), name, g_strerror (number));
  if (number == ENOSPC || number == EDQUOT)
    g_prefix_error (error, "%s ", _ ("Make room on the disk and try again."));
  return FALSE;
}

/* -- one member ----------------------------------------------------------------------------- */

static gboolean
write_piece (int fd, const char *piece, gsize size)
{
  while (size > 0) {
    gssize n = write (fd, piece, size);

    if (n < 0 && errno != EINTR)
      return FALSE;
    if (n > 0) {
      piece += n;
      size -= (gsize) n;
    }
  }
  return TRUE;
}

/* @fd: -1: only to look at. Returns: (nullable): the hash of its bytes */
static char *
read_pieces (Reading *reading, int fd, const char *path, GError **error)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *piece = g_malloc (CHUNK);
  la_ssize_t n;

  while ((n = archive_read_data (reading->archive, piece, CHUNK)) > 0) {
    g_checksum_update (checksum, (const guchar *) piece, n);
    if (fd >= 0 && !write_piece (fd, piece, (gsize) n)) {
      fail_write (path, error);
      return NULL;
    }
    if (reading->meter)
      eta_backup_meter_add (reading->meter, n);
    if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
      return NULL;
  }
  if (n == 0)
    return g_strdup (g_checksum_get_string (checksum));
  fail_read (reading, error);
  return NULL;
}

/* Nothing is ever written over: a name that comes twice is no backup of ours. */
static int
open_target (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_mkdir_with_parents (folder, 0700) == 0
               ? g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600)
               : -1;

  if (fd < 0)
    fail_write (path, error);
  return fd;
}

static gboolean
read_member (Reading *reading, const EtaBackupMember *member, GError **error)
{
  int fd = reading->folder ? open_target (member->path, error) : -1;
  g_autofree char *sha256 = NULL;

  if (reading->folder && fd < 0)
    return FALSE;
  sha256 = read_pieces (reading, fd, member->path, error);
  if (fd >= 0 && close (fd) < 0 && sha256)
    return fail_write (member->path, error);
  return sha256 && (g_strcmp0 (sha256, member->sha256) == 0 ||
                    refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error));
}

/* -- what it says about itself -------------------------------------------------------------- */

static EtaJson *
read_json (Reading *reading, gint64 size, GError **error)
{
  g_autofree char *text = NULL;
  EtaJson *json;

  if (size < 0 || size > ETA_BACKUP_MAX_FACTS) {
    refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error);
    return NULL;
  }
  text = g_malloc0 ((gsize) size + 1);
  if (archive_read_data (reading->archive, text, (gsize) size) != size) {
    fail_read (reading, error);
    return NULL;
  }
  json = eta_json_parse (text, size, NULL);
  if (!json)
    refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error);
  return json;
}

static char *
dup_fact (const EtaJson *manifest, const char *pointer)
{
  const char *value = eta_json_get_string (manifest, pointer);

  return g_strdup (value ? value : "");
}

static EtaBackupFacts *
make_facts (const EtaJson *manifest)
{
  EtaBackupFacts *facts = g_new0 (EtaBackupFacts, 1);

  facts->office = dup_fact (manifest, "/office");
  facts->office_name = dup_fact (manifest, "/office_name");
  facts->device_name = dup_fact (manifest, "/device_name");
  facts->created = dup_fact (manifest, "/created");
  facts->records = eta_json_get_int (manifest, "/records", 0);
  facts->photos = eta_json_get_int (manifest, "/photos", 0);
  facts->bytes = eta_json_get_int (manifest, "/bytes", 0);
  return facts;
}

/* A tar of somebody else's is no damaged backup but none at all. */
static gboolean
read_manifest (Reading *reading, GError **error)
{
  struct archive_entry *entry;
  const char *format;

  if (archive_read_next_header (reading->archive, &entry) != ARCHIVE_OK ||
      g_strcmp0 (archive_entry_pathname (entry), ETA_BACKUP_MANIFEST) != 0)
    return refuse (reading, ETA_BACKUP_ERROR_FOREIGN, error);
  reading->manifest = read_json (reading, archive_entry_size (entry), error);
  if (!reading->manifest)
    return FALSE;
  format = eta_json_get_string (reading->manifest, "/format");
  if (g_strcmp0 (format, ETA_BACKUP_FORMAT) != 0)
    return refuse (reading, ETA_BACKUP_ERROR_FOREIGN, error);
  if (eta_json_get_int (reading->manifest, "/version", 0) > ETA_BACKUP_VERSION)
    return refuse (reading, ETA_BACKUP_ERROR_NEWER, error);
  reading->facts = make_facts (reading->manifest);
  return TRUE;
}

static gboolean
read_end (Reading *reading, gint64 size, GError **error)
{
  g_autoptr (EtaJson) end = read_json (reading, size, error);

  if (!end)
    return FALSE;
  reading->has_end = TRUE;
  reading->facts->left_out = eta_json_get_int (end, "/left_out", 0);
  return eta_json_get_int (end, "/members", -1) == reading->members ||
         refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error);
}

/* -- the whole ------------------------------------------------------------------------------ */

static EtaBackupMember *
find_member (Reading *reading, struct archive_entry *entry)
{
  const char *name = archive_entry_pathname (entry);
  g_autoptr (EtaBackupMember) member = NULL;
  g_autofree char *hash_at = NULL;
  gint64 size = archive_entry_size (entry);

  if (!name || archive_entry_filetype (entry) != AE_IFREG || archive_entry_hardlink (entry) ||
      reading->has_end)
    return NULL;
  member = eta_backup_member_parse (name, reading->folder, reading->vault);
  reading->room -= size; /* a member with holes claims more than the file has bytes */
  if (!member || size < 0 || reading->room < 0)
    return NULL;
  if (g_str_equal (name, ETA_BACKUP_CATALOGUE))
    return !reading->has_catalogue &&
                   size == eta_json_get_int (reading->manifest, "/catalogue/bytes", -1)
               ? g_steal_pointer (&member)
               : NULL;
  hash_at = g_strdup_printf ("/%s/sha256", name);
  if (!member->sha256)
    member->sha256 = g_strdup (eta_json_get_string (reading->manifest, hash_at));
  return size <= ETA_PHOTO_MAX_BYTES ? g_steal_pointer (&member) : NULL;
}

static gboolean
read_entry (Reading *reading, struct archive_entry *entry, GError **error)
{
  g_autoptr (EtaBackupMember) member = NULL;

  if (g_strcmp0 (archive_entry_pathname (entry), ETA_BACKUP_END) == 0 && !reading->has_end)
    return read_end (reading, archive_entry_size (entry), error);
  member = find_member (reading, entry);
  if (!member)
    return refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error);
  if (g_str_equal (member->name, ETA_BACKUP_CATALOGUE)) {
    member->sha256 = g_strdup (eta_json_get_string (reading->manifest, "/catalogue/sha256"));
    reading->has_catalogue = TRUE;
  } else {
    reading->members++;
  }
  return read_member (reading, member, error);
}

static gboolean
open_archive (Reading *reading, GError **error)
{
  GStatBuf info;

  if (g_access (reading->path, R_OK) < 0 || g_stat (reading->path, &info) < 0) {
    int number = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number), _ ("“%s” cannot be read: %s"),
                 reading->path, g_strerror (number));
    return FALSE;
  }
  reading->room = info.st_size;
  reading->archive = archive_read_new ();
  archive_read_support_format_tar (reading->archive);
  return (S_ISREG (info.st_mode) &&
          archive_read_open_filename (reading->archive, reading->path, CHUNK) == ARCHIVE_OK) ||
         refuse (reading, ETA_BACKUP_ERROR_FOREIGN, error);
}

static gboolean
open_vault (Reading *reading, GError **error)
{
  g_autofree char *photos = g_build_filename (reading->folder, ETA_STORE_PHOTOS, NULL);

  reading->vault = eta_vault_new (photos, error);
  return reading->vault != NULL;
}

static gboolean
has_room (Reading *reading, GError **error)
{
  g_autoptr (GFile) folder = g_file_new_for_path (reading->folder);
  g_autoptr (GFileInfo) info =
      g_file_query_filesystem_info (folder, G_FILE_ATTRIBUTE_FILESYSTEM_FREE, NULL, NULL);
  g_autofree char *size = g_format_size ((guint64) MAX (reading->facts->bytes, 0));

  if (!info || !g_file_info_has_attribute (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) ||
      (gint64) g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_FILESYSTEM_FREE) >
          reading->facts->bytes)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               _ ("The backup holds %s, and there is not so much room on the disk"), size);
  return FALSE;
}

static gboolean
read_all (Reading *reading, GError **error)
{
  struct archive_entry *entry;
  int code;

  while ((code = archive_read_next_header (reading->archive, &entry)) == ARCHIVE_OK)
    if (!read_entry (reading, entry, error))
      return FALSE;
  if (code != ARCHIVE_EOF)
    return fail_read (reading, error);
  return (reading->has_end && reading->has_catalogue) ||
         refuse (reading, ETA_BACKUP_ERROR_DAMAGED, error);
}

static void
clear_reading (Reading *reading)
{
  g_clear_pointer (&reading->archive, archive_read_free);
  g_clear_pointer (&reading->manifest, eta_json_free);
  g_clear_pointer (&reading->facts, eta_backup_facts_free);
  g_clear_object (&reading->vault);
}

/* Returns: (transfer full) (nullable): what it says, when all of it is good. @folder: (nullable): where
 * its members are put, none of which may be there */
EtaBackupFacts *
eta_backup_read (const char *path, const char *folder, EtaBackupMeter *meter,
                 GCancellable *cancellable, GError **error)
{
  Reading reading = { .path = path, .folder = folder, .meter = meter, .cancellable = cancellable };
  EtaBackupFacts *facts = NULL;

  if (open_archive (&reading, error) && read_manifest (&reading, error) &&
      (!folder || (has_room (&reading, error) && open_vault (&reading, error))) &&
      read_all (&reading, error))
    facts = g_steal_pointer (&reading.facts);
  clear_reading (&reading);
  return facts;
}

/**
 * eta_backup_look:
 *
 * Reads what a backup says about itself, without looking whether the rest is whole.
 *
 * Returns: (transfer full) (nullable): %NULL with an %ETA_BACKUP_ERROR or %G_IO_ERROR
 */
EtaBackupFacts *
eta_backup_look (const char *path, GError **error)
{
  Reading reading = { .path = path };
  EtaBackupFacts *facts = NULL;

  if (open_archive (&reading, error) && read_manifest (&reading, error))
    facts = g_steal_pointer (&reading.facts);
  clear_reading (&reading);
  return facts;
}

/**
 * eta_backup_check:
 *
 * Reads all of a backup and compares the hashes; changes nothing.
 *
 * Returns: (transfer full) (nullable): %NULL with an %ETA_BACKUP_ERROR or %G_IO_ERROR
 */
EtaBackupFacts *
eta_backup_check (const char *path, EtaProgress *progress, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (EtaBackupFacts) facts = eta_backup_look (path, error);
  EtaBackupMeter meter;

  if (!facts)
    return NULL;
  eta_backup_meter_begin (&meter, progress, facts->bytes);
  return eta_backup_read (path, NULL, &meter, cancellable, error);
}
