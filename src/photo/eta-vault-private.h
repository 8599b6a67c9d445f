/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-vault.h"

G_BEGIN_DECLS

#define ETA_VAULT_HASH_LENGTH 64 /* hexadecimal digits of a SHA-256 */

struct _EtaVault {
  GObject parent_instance;

  /* Owned; never changed after making */
  char *folder;
  char *scratch;
};

/* For the vault's own files only: @sha256 has to be a hash */
gboolean eta_vault_is_hash (const char *sha256);
gboolean eta_vault_is_whole (const char *path, const char *sha256);
char *eta_vault_build_path (EtaVault *self, const char *kind, const char *sha256, const char *rest);
gboolean eta_vault_keep (EtaVault *self, const char *path, const char *sha256, GBytes *bytes,
                         GError **error);
char *eta_vault_keep_thumbnail (EtaVault *self, const char *sha256, int size, GBytes *bytes,
                                GError **error);

G_END_DECLS
