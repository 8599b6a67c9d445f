/* SPDX-License-Identifier: GPL-3.0-or-later */

/* On the disk:
 *
 *   sent/ab/abcd…                    what is sent, previews among them, named by SHA-256
 *   originals/ab/abcd…-ef01….jpg     the camera's file, by the copy made of it and by its own SHA-256
 *   thumbs/256/ab/abcd….jpg          can be made anew, so they are not waited for
 *   tmp/                             files on their way; what is a day old was left by a crash
 *
 * An original is a copy, not a hard link: many programs write a picture they edit over the old bytes,
 * and a link would let them do that to ours. */

#include "config.h"

#include "eta-photo-decode.h"
#include "eta-photo-encode.h"
#include "eta-photo-guard.h"
#include "eta-vault-file.h"
#include "eta-vault-private.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>

#define SCRATCH_AGE (24 * 60 * 60) /* seconds */

G_DEFINE_FINAL_TYPE (EtaVault, eta_vault, G_TYPE_OBJECT)

/* Paths. A hash may come from a document that somebody else wrote: only 64 hexadecimal digits ever
 * become part of a path. */

gboolean
eta_vault_is_hash (const char *sha256)
{
  return sha256 != NULL && strlen (sha256) == ETA_VAULT_HASH_LENGTH &&
         strspn (sha256, "0123456789abcdef") == ETA_VAULT_HASH_LENGTH;
}

/* @rest: (nullable): of the file's name, after the hash */
char *
eta_vault_build_path (EtaVault *self, const char *kind, const char *sha256, const char *rest)
{
  g_autofree char *name = g_strconcat (sha256, rest, NULL);
  const char shard[3] = { sha256[0], sha256[1], '\0' };

  return g_build_filename (self->folder, kind, shard, name, NULL);
}

static gboolean
has_hash (GBytes *bytes, const char *sha256)
{
  g_autofree char *found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  return memcmp (found, sha256, ETA_VAULT_HASH_LENGTH) == 0;
}

/* Whether the file is there and its bytes have that hash */
gboolean
eta_vault_is_whole (const char *path, const char *sha256)
{
  g_autoptr (GBytes) bytes = NULL;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  bytes = eta_vault_file_read (path, ETA_PHOTO_MAX_BYTES, NULL);
  return bytes != NULL && has_hash (bytes, sha256);
}

/* Keeps what is there if it is good; a damaged file is mended by the same bytes coming again. */
gboolean
eta_vault_keep (EtaVault *self, const char *path, const char *sha256, GBytes *bytes, GError **error)
{
  if (eta_vault_is_whole (path, sha256))
    return eta_vault_file_settle (path, error);
  return eta_vault_file_write (path, self->scratch, bytes, TRUE, error);
}

/* Returns: (transfer full) (nullable): its path */
char *
eta_vault_keep_thumbnail (EtaVault *self, const char *sha256, int size, GBytes *bytes,
                          GError **error)
{
  g_autofree char *kind = g_strdup_printf ("thumbs/%d", size);
  g_autofree char *folder = g_build_filename (self->folder, kind, NULL);
  g_autofree char *path = eta_vault_build_path (self, kind, sha256, ".jpg");

  if (!eta_vault_folder_make (folder, error) ||
      !eta_vault_file_write (path, self->scratch, bytes, FALSE, error))
    return NULL;
  return g_steal_pointer (&path);
}

/* Thumbnails are not waited for, so after a power cut one may be empty or end early. */
static gboolean
is_whole_thumbnail (const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  const guint8 *data;
  gsize size;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return FALSE;
  bytes = eta_vault_file_read (path, ETA_PHOTO_MAX_BYTES, NULL);
  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  return size > 4 && data[0] == 0xff && data[1] == 0xd8 && data[size - 2] == 0xff &&
         data[size - 1] == 0xd9;
}

static void
sweep_scratch (EtaVault *self)
{
  g_autoptr (GDir) dir = g_dir_open (self->scratch, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (self->scratch, name, NULL);
    GStatBuf info;

    if (g_lstat (path, &info) == 0 && time (NULL) - info.st_mtime > SCRATCH_AGE)
      g_unlink (path);
  }
}

/**
 * eta_vault_put:
 * @self: a vault
 * @sha256: what the hash of @bytes has to be, hexadecimal
 * @bytes: a sent copy or a preview, as another device made it
 * @error: ETA_PHOTO_ERROR_DAMAGED if the hash is another, or G_IO_ERROR
 *
 * Returns: whether the file is on the disk
 */
gboolean
eta_vault_put (EtaVault *self, const char *sha256, GBytes *bytes, GError **error)
{
  g_autofree char *path = NULL;

  if (!eta_vault_is_hash (sha256) || !has_hash (bytes, sha256)) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED,
                 _ ("The photo %s arrived damaged. It will be fetched again."), sha256);
    return FALSE;
  }
  path = eta_vault_build_path (self, "sent", sha256, NULL);
  return eta_vault_keep (self, path, sha256, bytes, error);
}

/**
 * eta_vault_set_sent_side:
 * @self: a vault
 * @side: pixels, ETA_PHOTO_SENT_SIDE_MIN–ETA_PHOTO_SENT_SIDE
 *
 * How large the copies of photos become that are added or edited from now on. Any thread.
 */
void
eta_vault_set_sent_side (EtaVault *self, int side)
{
  g_return_if_fail (ETA_IS_VAULT (self));
  g_atomic_int_set (&self->sent_side, CLAMP (side, ETA_PHOTO_SENT_SIDE_MIN, ETA_PHOTO_SENT_SIDE));
}

/* Giving out */

/**
 * eta_vault_dup_path:
 * @self: a vault
 * @sha256: of a sent copy or a preview
 *
 * Returns: (transfer full) (nullable): where the file is or would be; NULL if @sha256 is no hash
 */
char *
eta_vault_dup_path (EtaVault *self, const char *sha256)
{
  return eta_vault_is_hash (sha256) ? eta_vault_build_path (self, "sent", sha256, NULL) : NULL;
}

/**
 * eta_vault_has:
 * @self: a vault
 * @sha256: of a sent copy or a preview
 *
 * Returns: whether the file is there; its bytes are not looked at
 */
gboolean
eta_vault_has (EtaVault *self, const char *sha256)
{
  g_autofree char *path = eta_vault_dup_path (self, sha256);

  return path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR);
}

/**
 * eta_vault_dup_original_path:
 * @self: a vault
 * @sha256: of a sent copy
 *
 * Returns: (transfer full) (nullable): the camera's file it was made of; NULL if it was made elsewhere
 */
char *
eta_vault_dup_original_path (EtaVault *self, const char *sha256)
{
  g_autofree char *first = NULL;
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!eta_vault_is_hash (sha256))
    return NULL;
  first = eta_vault_build_path (self, "originals", sha256, NULL);
  folder = g_path_get_dirname (first);
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    if (g_str_has_prefix (name, sha256))
      return g_build_filename (folder, name, NULL);
  }
  return NULL;
}

/**
 * eta_vault_load:
 * @self: a vault
 * @sha256: of a sent copy or a preview
 * @error: G_IO_ERROR_NOT_FOUND, ETA_PHOTO_ERROR_DAMAGED if the bytes have another hash, or G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the bytes, proved by their hash
 */
GBytes *
eta_vault_load (EtaVault *self, const char *sha256, GError **error)
{
  g_autofree char *path = eta_vault_dup_path (self, sha256);
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” is not the name of a photo."),
                 sha256);
    return NULL;
  }
  bytes = eta_vault_file_read (path, ETA_PHOTO_MAX_BYTES, error);
  if (bytes == NULL)
    return NULL;
  if (!has_hash (bytes, sha256)) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED,
                 _ ("The photo file “%s” is damaged. Restore it from a backup, or remove the photo "
                    "and add it again."),
                 path);
    return NULL;
  }
  return g_steal_pointer (&bytes);
}

static GBytes *
make_thumbnail (EtaVault *self, const char *sha256, int size, GError **error)
{
  g_autoptr (GBytes) bytes = eta_vault_load (self, sha256, error);
  g_autoptr (EtaPicture) picture = NULL;
  EtaPhotoHead head;

  if (bytes == NULL || !eta_photo_guard (bytes, sha256, &head, error))
    return NULL;
  picture = eta_photo_decode (bytes, &head, sha256, NULL, size, NULL, error);
  return picture != NULL ? eta_photo_encode_thumbnail (picture) : NULL;
}

/**
 * eta_vault_dup_thumbnail:
 * @self: a vault
 * @sha256: of a sent copy or a preview
 * @size: pixels on the long side, 16–2048; a smaller photo stays as small as it is
 * @error: as of eta_vault_load()
 *
 * Any thread; blocks: 20 ms when it has to be made.
 *
 * Returns: (transfer full) (nullable): the path of a JPEG
 */
char *
eta_vault_dup_thumbnail (EtaVault *self, const char *sha256, int size, GError **error)
{
  g_autofree char *kind = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (size >= 16 && size <= ETA_PHOTO_SENT_SIDE, NULL);

  if (eta_vault_is_hash (sha256)) {
    kind = g_strdup_printf ("thumbs/%d", size);
    path = eta_vault_build_path (self, kind, sha256, ".jpg");
    if (is_whole_thumbnail (path))
      return g_steal_pointer (&path);
  }
  bytes = make_thumbnail (self, sha256, size, error);
  return bytes != NULL ? eta_vault_keep_thumbnail (self, sha256, size, bytes, error) : NULL;
}

/* Making */

static void
eta_vault_finalize (GObject *object)
{
  EtaVault *self = ETA_VAULT (object);

  g_free (self->folder);
  g_free (self->scratch);
  G_OBJECT_CLASS (eta_vault_parent_class)->finalize (object);
}

static void
eta_vault_class_init (EtaVaultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_vault_finalize;
}

static void
eta_vault_init (EtaVault *self)
{
  self->sent_side = ETA_PHOTO_SENT_SIDE;
}

/**
 * eta_vault_new:
 * @folder: where the photos are; made if it is not there
 * @error: G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): a vault
 */
EtaVault *
eta_vault_new (const char *folder, GError **error)
{
  static const char *const kinds[] = { "sent", "originals", "thumbs", "tmp" };
  g_autoptr (EtaVault) self = g_object_new (ETA_TYPE_VAULT, NULL);
  g_autofree char *parent = g_path_get_dirname (folder);

  self->folder = g_strdup (folder);
  self->scratch = g_build_filename (folder, "tmp", NULL);
  g_mkdir_with_parents (parent, 0700); /* the next line says it if that failed */
  if (!eta_vault_folder_make (folder, error))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path = g_build_filename (folder, kinds[i], NULL);

    if (!eta_vault_folder_make (path, error))
      return NULL;
  }
  sweep_scratch (self);
  return g_steal_pointer (&self);
}
