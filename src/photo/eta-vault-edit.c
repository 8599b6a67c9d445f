/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo cropped and turned: made anew of the file that it came from, which is never written to. That
 * file is the camera's, where it was taken in here; else the copy that came from another office. */

#include "config.h"

#include "eta-photo-decode.h"
#include "eta-photo-jpeg.h"
#include "eta-photo-judge.h"
#include "eta-vault-file.h"
#include "eta-vault-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define VIEW_QUALITY 90

/* "…/abcd…-ef01….jpg": the hash behind the dash */
static char *
dup_own_hash (const char *path)
{
  const char *dash = strrchr (path, '-');
  g_autofree char *hash = dash != NULL ? g_strndup (dash + 1, ETA_VAULT_HASH_LENGTH) : NULL;

  return eta_vault_is_hash (hash) ? g_steal_pointer (&hash) : NULL;
}

/**
 * eta_vault_dup_source:
 * @self: a vault
 * @sha256: of a sent copy
 * @original: (nullable): what the document says that it was made of
 *
 * Looks for the best file to make the photo anew of: the camera's own, else @original, else the sent
 * copy itself. What the document says of crop and turns is about @original, so it counts only when
 * that is what is returned. Any thread; blocks on the disk.
 *
 * Returns: (transfer full) (nullable): its SHA-256; NULL: none of them is here
 */
char *
eta_vault_dup_source (EtaVault *self, const char *sha256, const char *original)
{
  g_autofree char *path = eta_vault_dup_original_path (self, sha256);
  g_autofree char *own = path != NULL ? dup_own_hash (path) : NULL;

  if (own != NULL && (original == NULL || g_str_equal (own, original)))
    return g_steal_pointer (&own);
  if (original != NULL && eta_vault_has (self, original))
    return g_strdup (original);
  if (own != NULL)
    return g_steal_pointer (&own);
  return eta_vault_has (self, sha256) ? g_strdup (sha256) : NULL;
}

static void
clear_original (EtaVaultOriginal *original)
{
  g_clear_pointer (&original->bytes, g_bytes_unref);
  g_clear_pointer (&original->path, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaVaultOriginal, clear_original)

static gboolean
read_source (EtaVault *self, const char *sha256, const char *source, EtaVaultOriginal *original,
             EtaPhotoHead *head, GError **error)
{
  g_autofree char *path = eta_vault_dup_original_path (self, sha256);
  g_autofree char *own = path != NULL ? dup_own_hash (path) : NULL;
  g_autofree char *found = NULL;

  original->path =
      g_strcmp0 (own, source) == 0 ? g_steal_pointer (&path) : eta_vault_dup_path (self, source);
  if (original->path == NULL) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("“%s” is not the name of a photo."),
                 source);
    return FALSE;
  }
  original->bytes = eta_vault_file_read (original->path, ETA_PHOTO_MAX_BYTES, error);
  if (original->bytes == NULL)
    return FALSE;
  found = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, original->bytes);
  if (!g_str_equal (found, source)) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED,
                 _ ("The photo file “%s” is damaged. Restore it from a backup, or remove the photo "
                    "and add it again."),
                 original->path);
    return FALSE;
  }
  if (!eta_photo_guard (original->bytes, _ ("Photo"), head, error))
    return FALSE;
  original->format = head->format;
  return TRUE;
}

/* Nothing is done to a sent copy: then it is the photo, to the byte. */
static void
take_as_it_is (EtaVault *self, const EtaVaultOriginal *original, const char *source,
               const EtaPhotoHead *head, EtaVaultCopies *copies)
{
  if (!eta_vault_has (self, source))
    return;
  copies->sent.bytes = g_bytes_ref (original->bytes);
  copies->sent.width = (int) head->width;
  copies->sent.height = (int) head->height;
}

static EtaPhoto *
keep_edited (EtaVault *self, const EtaVaultCopies *copies, const EtaVaultOriginal *original,
             const char *source, const EtaPhotoEdit *edit, GError **error)
{
  EtaPhoto *photo = eta_vault_keep_copies (self, copies, original, error);

  if (photo != NULL && !eta_photo_edit_is_none (edit)) {
    photo->original = g_strdup (source);
    photo->edit = *edit;
  }
  return photo;
}

/**
 * eta_vault_edit_photo:
 * @self: a vault
 * @sha256: of the sent copy as it is now
 * @source: of eta_vault_dup_source(): what the photo is made anew of
 * @edit: which part of it to keep, and turned how; none: the photo as it came
 * @cancellable: (nullable): stops between the steps
 * @error: ETA_PHOTO_ERROR or G_IO_ERROR
 *
 * Makes a sent copy, a preview and a thumbnail, and keeps the source by the new copy's name as well.
 * When it returns, all are on the disk; the old copy stays, for undo. The same edit gives the same
 * photo, none at all the one that was first taken in. Any thread; takes 0.3 s.
 *
 * Returns: (transfer full) (nullable): the photo
 */
EtaPhoto *
eta_vault_edit_photo (EtaVault *self, const char *sha256, const char *source,
                      const EtaPhotoEdit *edit, GCancellable *cancellable, GError **error)
{
  g_auto (EtaVaultOriginal) original = { NULL };
  g_auto (EtaVaultCopies) copies = { 0 };
  g_autoptr (GdkPixbuf) transparent = NULL;
  g_autoptr (EtaPicture) picture = NULL;
  EtaPhotoHead head;
  EtaPhoto *photo;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !read_source (self, sha256, source, &original, &head, error))
    return NULL;
  picture = eta_photo_decode (original.bytes, &head, _ ("Photo"), edit,
                              g_atomic_int_get (&self->sent_side), &transparent, error);
  if (picture == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (eta_photo_edit_is_none (edit))
    take_as_it_is (self, &original, source, &head, &copies);
  eta_vault_copies_make (&copies, picture, transparent);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  photo = keep_edited (self, &copies, &original, source, edit, error);
  if (photo != NULL)
    photo->warnings = eta_photo_judge (picture, photo->width, photo->height, FALSE);
  return photo;
}

/**
 * eta_vault_load_source:
 * @self: a vault
 * @sha256: of the sent copy as it is now
 * @source: of eta_vault_dup_source()
 * @turns: quarter turns clockwise to show it with
 * @width: (out): of the source turned so, pixels
 * @height: (out): likewise
 * @error: ETA_PHOTO_ERROR or G_IO_ERROR
 *
 * The whole of what a photo is made of, to choose a part of it. Any thread; takes 0.2 s.
 *
 * Returns: (transfer full) (nullable): a JPEG of at most ETA_PHOTO_SENT_SIDE pixels
 */
GBytes *
eta_vault_load_source (EtaVault *self, const char *sha256, const char *source, int turns,
                       int *width, int *height, GError **error)
{
  g_auto (EtaVaultOriginal) original = { NULL };
  g_autoptr (EtaPicture) picture = NULL;
  EtaPhotoEdit edit = { .turns = turns };
  EtaPhotoHead head;

  if (!read_source (self, sha256, source, &original, &head, error))
    return NULL;
  picture = eta_photo_decode (original.bytes, &head, _ ("Photo"), &edit, ETA_PHOTO_SENT_SIDE, NULL,
                              error);
  if (picture == NULL)
    return NULL;
  *width = (int) (turns & 1 ? head.height : head.width);
  *height = (int) (turns & 1 ? head.width : head.height);
  return eta_jpeg_encode (picture, VIEW_QUALITY);
}
