/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-backup-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

/* What belongs in a backup, and where it stands in the office's folder. Names out of a backup become
 * paths here and nowhere else: what is not of these few shapes is no member. */

#define LISTS "lists/"
#define BLOBS "blobs/" /* in the backup, as in the bundles of the protocol */
#define SENT "sent/" /* in the vault */
#define STEP_BYTES (64 * 1024)

G_DEFINE_QUARK (eta_backup_error, eta_backup_error)

void
eta_backup_facts_free (EtaBackupFacts *facts)
{
  g_free (facts->office);
  g_free (facts->office_name);
  g_free (facts->device_name);
  g_free (facts->created);
  g_free (facts);
}

void
eta_backup_member_free (EtaBackupMember *member)
{
  g_free (member->name);
  g_free (member->path);
  g_free (member->sha256);
  g_free (member);
}

void
eta_backup_meter_begin (EtaBackupMeter *meter, EtaProgress *progress, gint64 bytes)
{
  meter->progress = progress;
  meter->bytes = 0;
  eta_progress_begin (progress, bytes / STEP_BYTES);
}

void
eta_backup_meter_add (EtaBackupMeter *meter, gint64 bytes)
{
  meter->bytes += bytes;
  if (meter->progress)
    g_atomic_int_set (&meter->progress->done, (int) MIN (meter->bytes / STEP_BYTES, G_MAXINT));
}

/* A list given out by the centre: one file in the folder "lists" */
static gboolean
is_list (const char *name)
{
  return *name && *name != '.' && strlen (name) <= 100 && g_str_is_ascii (name) &&
         !strpbrk (name, "/\\:~");
}

static char *
swap_beginning (const char *name, const char *from, const char *to)
{
  return g_str_has_prefix (name, from) ? g_strconcat (to, name + strlen (from), NULL)
                                       : g_strdup (name);
}

/**
 * eta_backup_member_parse:
 * @name: as it stands in a backup: "blobs/SHA256", "originals/SHA256-SHA256.jpg", "lists/NAME" or
 *   "catalogue.db"
 * @folder: (nullable): of an office, whose photos are in @vault
 *
 * Returns: (transfer full) (nullable): the member, and its place in @folder; %NULL when there is no
 *   such thing in a backup
 */
EtaBackupMember *
eta_backup_member_parse (const char *name, const char *folder, EtaVault *vault)
{
  g_autoptr (EtaBackupMember) member = g_new0 (EtaBackupMember, 1);
  g_autofree char *photo = swap_beginning (name, BLOBS, SENT);
  gboolean is_ours = g_str_equal (name, ETA_BACKUP_CATALOGUE) ||
                     (g_str_has_prefix (name, LISTS) && is_list (name + strlen (LISTS)));

  member->name = g_strdup (name);
  if (!is_ours && !g_str_has_prefix (name, SENT))
    member->sha256 = eta_vault_dup_name_hash (photo);
  if (folder && is_ours)
    member->path = g_build_filename (folder, name, NULL);
  else if (folder && member->sha256)
    member->path = eta_vault_dup_named_path (vault, photo);
  return is_ours || member->sha256 ? g_steal_pointer (&member) : NULL;
}

/* What has gone meanwhile is not missed, what is no file was not ours. */
static void
add_member (GPtrArray *members, const char *name, const char *folder, EtaVault *vault)
{
  g_autoptr (EtaBackupMember) member = eta_backup_member_parse (name, folder, vault);
  GStatBuf info;

  if (!member || g_lstat (member->path, &info) < 0 || !S_ISREG (info.st_mode))
    return;
  member->size = info.st_size;
  g_ptr_array_add (members, g_steal_pointer (&member));
}

static gboolean
add_lists (GPtrArray *members, const char *folder, EtaVault *vault, GError **error)
{
  g_autofree char *path = g_build_filename (folder, LISTS, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *file;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  dir = g_dir_open (path, 0, error);
  while (dir && (file = g_dir_read_name (dir))) {
    g_autofree char *name = g_strconcat (LISTS, file, NULL);

    add_member (members, name, folder, vault);
  }
  return dir != NULL;
}

/**
 * eta_backup_dup_members:
 *
 * The lists and photos of an office, as they stand in its folder; the catalogue itself is not among
 * them. Thumbnails can be made anew, and the token to the centre is for one computer alone.
 *
 * Returns: (transfer full) (nullable) (element-type EtaBackupMember)
 */
GPtrArray *
eta_backup_dup_members (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) members =
      g_ptr_array_new_with_free_func ((GDestroyNotify) eta_backup_member_free);
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (EtaVault) vault = eta_vault_new (photos, error);
  g_autoptr (GPtrArray) names = vault ? eta_vault_dup_names (vault, error) : NULL;
  const char *folder = eta_store_get_folder (store);

  if (!names || !add_lists (members, folder, vault, error))
    return NULL;
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *name = swap_beginning (names->pdata[i], SENT, BLOBS);

    add_member (members, name, folder, vault);
  }
  return g_steal_pointer (&members);
}
