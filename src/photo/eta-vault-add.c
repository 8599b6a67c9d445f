/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A camera's file on its way in: read, guarded, decoded once, and from the same pixels the sent copy,
 * the preview and the thumbnail. */

#include "config.h"

#include "eta-photo-decode.h"
#include "eta-photo-judge.h"
#include "eta-vault-file.h"
#include "eta-vault-private.h"

#include <glib/gi18n.h>

static gboolean
check_side (const EtaPhotoHead *head, const char *name, GError **error)
{
  if (MIN (head->width, head->height) >= ETA_PHOTO_MIN_SIDE)
    return TRUE;
  g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_SMALL,
               _ ("“%s” has only %d × %d pixels. The short side must have at least %d: ask for the "
                  "camera's own file instead of one sent by a messenger."),
               name, (int) head->width, (int) head->height, ETA_PHOTO_MIN_SIDE);
  return FALSE;
}

static char *
keep_sent (EtaVault *self, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = eta_vault_build_path (self, "sent", sha256, NULL);

  if (!eta_vault_keep (self, path, sha256, bytes, error))
    return NULL;
  return g_steal_pointer (&sha256);
}

/* A photo that is its own original (from another office) is not kept twice. */
static gboolean
keep_original (EtaVault *self, const char *sha256, const EtaVaultOriginal *original, GError **error)
{
  g_autofree char *own = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original->bytes);
  const char *extension = eta_photo_format_get_extension (original->format);
  g_autofree char *rest = g_strdup_printf ("-%s.%s", own, extension);
  g_autofree char *path = eta_vault_build_path (self, "originals", sha256, rest);

  if (g_str_equal (own, sha256) ||
      (original->path != NULL && eta_vault_file_link (original->path, path)))
    return TRUE;
  return eta_vault_keep (self, path, own, original->bytes, error);
}

void
eta_vault_copies_clear (EtaVaultCopies *copies)
{
  eta_photo_copy_clear (&copies->sent);
  g_clear_pointer (&copies->preview, g_bytes_unref);
  g_clear_pointer (&copies->thumbnail, g_bytes_unref);
}

/* @copies: "sent" may be there already */
void
eta_vault_copies_make (EtaVaultCopies *copies, const EtaPicture *picture, GdkPixbuf *transparent)
{
  g_autoptr (EtaPicture) preview = eta_picture_fit (picture, ETA_PHOTO_PREVIEW_SIDE);
  g_autoptr (EtaPicture) thumbnail = eta_picture_fit (preview, ETA_PHOTO_THUMBNAIL_SIDE);

  if (copies->sent.bytes == NULL)
    eta_photo_encode_sent (picture, transparent, &copies->sent);
  copies->preview = eta_photo_encode_preview (preview);
  copies->thumbnail = eta_photo_encode_thumbnail (thumbnail);
}

/* Returns: (transfer full) (nullable): the photo, all of whose files are on the disk */
EtaPhoto *
eta_vault_keep_copies (EtaVault *self, const EtaVaultCopies *copies,
                       const EtaVaultOriginal *original, GError **error)
{
  g_autoptr (EtaPhoto) photo = g_new0 (EtaPhoto, 1);
  g_autofree char *thumbnail = NULL;

  photo->sha256 = keep_sent (self, copies->sent.bytes, error);
  if (photo->sha256 == NULL)
    return NULL;
  photo->preview = keep_sent (self, copies->preview, error);
  if (photo->preview == NULL || !keep_original (self, photo->sha256, original, error))
    return NULL;
  thumbnail = eta_vault_keep_thumbnail (self, photo->sha256, ETA_PHOTO_THUMBNAIL_SIDE,
                                        copies->thumbnail, error);
  if (thumbnail == NULL)
    return NULL;

  photo->width = copies->sent.width;
  photo->height = copies->sent.height;
  photo->bytes = g_bytes_get_size (copies->sent.bytes);
  return g_steal_pointer (&photo);
}

/**
 * eta_vault_add_photo:
 * @self: a vault
 * @path: a camera file
 * @cancellable: (nullable): stops between the steps; what is on the disk by then may stay there
 * @error: ETA_PHOTO_ERROR for the file, G_IO_ERROR for the disk and for cancelling
 *
 * Makes the copy that is sent, its preview and its thumbnail, and keeps the camera's file. When it
 * returns, all are on the disk. The same file twice is one photo. Any thread; takes 0.2 s.
 *
 * Returns: (transfer full) (nullable): the photo
 */
EtaPhoto *
eta_vault_add_photo (EtaVault *self, const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (GBytes) original = NULL;
  g_autoptr (EtaPicture) picture = NULL;
  g_autoptr (GdkPixbuf) transparent = NULL;
  g_auto (EtaVaultCopies) copies = { 0 };
  EtaPhotoHead head;
  EtaPhoto *photo;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  original = eta_vault_file_read (path, ETA_PHOTO_MAX_BYTES, error);
  if (original == NULL || !eta_photo_guard (original, name, &head, error) ||
      !check_side (&head, name, error))
    return NULL;
  picture = eta_photo_decode (original, &head, name, NULL, g_atomic_int_get (&self->sent_side),
                              &transparent, error);
  if (picture == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  eta_vault_copies_make (&copies, picture, transparent);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  photo = eta_vault_keep_copies (
      self, &copies, &(EtaVaultOriginal){ .bytes = original, .format = head.format }, error);
  if (photo == NULL)
    return NULL;
  photo->like_card = eta_photo_is_card_name (name) ||
                     eta_photo_is_card_shape ((int) head.width, (int) head.height);
  photo->warnings = eta_photo_judge (picture, photo->width, photo->height, photo->like_card);
  return photo;
}
