/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-photo-encode.h"
#include "eta-photo-guard.h"
#include "eta-vault.h"

G_BEGIN_DECLS

#define ETA_VAULT_HASH_LENGTH 64 /* hexadecimal digits of a SHA-256 */

struct _EtaVault {
  GObject parent_instance;

  /* Owned; never changed after making */
  char *folder;
  char *scratch;

  int sent_side; /* atomic; pixels */
};

/* For the vault's own files only: @sha256 has to be a hash */
gboolean eta_vault_is_hash (const char *sha256);
gboolean eta_vault_is_whole (const char *path, const char *sha256);
char *eta_vault_build_path (EtaVault *self, const char *kind, const char *sha256, const char *rest);
gboolean eta_vault_keep (EtaVault *self, const char *path, const char *sha256, GBytes *bytes,
                         GError **error);
char *eta_vault_keep_thumbnail (EtaVault *self, const char *sha256, int size, GBytes *bytes,
                                GError **error);

/* The file that a photo is made of */
typedef struct {
  GBytes *bytes;
  EtaPhotoFormat format;
  char *path; /* in the vault; NULL: not there yet */
} EtaVaultOriginal;

/* The three files of a photo, before they are on the disk */
typedef struct {
  EtaPhotoCopy sent;
  GBytes *preview;
  GBytes *thumbnail;
} EtaVaultCopies;

void eta_vault_copies_clear (EtaVaultCopies *copies);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaVaultCopies, eta_vault_copies_clear)
void eta_vault_copies_make (EtaVaultCopies *copies, const EtaPicture *picture,
                            GdkPixbuf *transparent);
EtaPhoto *eta_vault_keep_copies (EtaVault *self, const EtaVaultCopies *copies,
                                 const EtaVaultOriginal *original, GError **error);

G_END_DECLS
