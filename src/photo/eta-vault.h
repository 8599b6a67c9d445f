/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo.h"

G_BEGIN_DECLS

/**
 * EtaVault:
 *
 * A folder of photos, each named by the SHA-256 of its bytes: `sent/ab/abcd…`, originals beside them
 * in `originals/`, thumbnails (which can always be made anew) in `thumbs/`. A file is complete on the
 * disk (temporary file, fsync, rename, fsync of the folder) before its name is given out. Every function may be called from any thread, and blocks.
 */
#define ETA_TYPE_VAULT (eta_vault_get_type ())
G_DECLARE_FINAL_TYPE (EtaVault, eta_vault, ETA, VAULT, GObject)

EtaVault *eta_vault_new (const char *folder, GError **error);
void eta_vault_set_sent_side (EtaVault *self, int side);

/* Camera file → guard, decode, upright, scale, strip, encode → vault. */
EtaPhoto *eta_vault_add_photo (EtaVault *self, const char *path, GCancellable *cancellable,
                               GError **error);
/* The same photo, cropped and turned anew from the file that it was made of */
char *eta_vault_dup_source (EtaVault *self, const char *sha256, const char *original);
EtaPhoto *eta_vault_edit_photo (EtaVault *self, const char *sha256, const char *source,
                                const EtaPhotoEdit *edit, GCancellable *cancellable,
                                GError **error);
GBytes *eta_vault_load_source (EtaVault *self, const char *sha256, const char *source, int turns,
                               int *width, int *height, GError **error);
/* Bytes as they are, whose SHA-256 must be @sha256 (photos from the centre) */
gboolean eta_vault_put (EtaVault *self, const char *sha256, GBytes *bytes, GError **error);

/* A copy for the user, never over another file */
char *eta_vault_save_original (EtaVault *self, const char *sha256, const char *original,
                               const char *folder, const char *stem, gboolean *is_original,
                               GError **error);

gboolean eta_vault_has (EtaVault *self, const char *sha256);
char *eta_vault_dup_path (EtaVault *self, const char *sha256);
char *eta_vault_dup_original_path (EtaVault *self,
                                   const char *sha256); /* of a sent copy; NULL: none */
GBytes *eta_vault_load (EtaVault *self, const char *sha256, GError **error); /* hash verified */
gboolean eta_vault_check (EtaVault *self, GPtrArray *complaints, GError **error);

/* All that is here, for copies of the whole: "sent/SHA256", "originals/SHA256-SHA256.jpg" */
GPtrArray *eta_vault_dup_names (EtaVault *self, GError **error);
char *eta_vault_dup_name_hash (const char *name);
char *eta_vault_dup_named_path (EtaVault *self, const char *name);

/* A JPEG of at most @size px on the long side, made on first use and kept in thumbs/ */
char *eta_vault_dup_thumbnail (EtaVault *self, const char *sha256, int size, GError **error);

G_END_DECLS
