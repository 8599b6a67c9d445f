/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-vault-private.h"

#include <glib/gi18n.h>
#include <string.h>

static void
complain (GPtrArray *complaints, const char *format, const char *path)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (GString) text = g_string_new (format);

  g_string_replace (text, "%s", name, 1);
  g_ptr_array_add (complaints, g_string_free (g_steal_pointer (&text), FALSE));
}

/* @name: "abcd…" or "abcd…-ef01….jpg": the last hash is the one of the bytes */
static void
check_file (const char *path, const char *name, GPtrArray *complaints)
{
  const char *dash = strchr (name, '-');
  g_autofree char *hash = g_strndup (dash != NULL ? dash + 1 : name, ETA_VAULT_HASH_LENGTH);

  if (!eta_vault_is_hash (hash))
    complain (complaints, _ ("“%s” does not belong in the folder of photos."), path);
  else if (!eta_vault_is_whole (path, hash))
    complain (complaints, _ ("“%s” is damaged. Restore it from a backup."), path);
}

static gboolean
check_folder (const char *folder, int depth, GPtrArray *complaints, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  if (dir == NULL)
    return FALSE;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (depth == 0)
      check_file (path, name, complaints);
    else if (!g_file_test (path, G_FILE_TEST_IS_DIR))
      complain (complaints, _ ("“%s” does not belong in the folder of photos."), path);
    else if (!check_folder (path, depth - 1, complaints, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_vault_check:
 * @self: a vault
 * @complaints: (element-type utf8): where a sentence is added for each file that is not right
 * @error: if a folder could not be read
 *
 * Reads every sent copy and every original and compares the hashes. Takes long; any thread. Photos
 * that are missing are known to the store alone: eta_store_dup_photos_here() lists what must be here.
 *
 * Returns: whether all could be looked at, whatever was found
 */
gboolean
eta_vault_check (EtaVault *self, GPtrArray *complaints, GError **error)
{
  g_autofree char *sent = g_build_filename (self->folder, "sent", NULL);
  g_autofree char *originals = g_build_filename (self->folder, "originals", NULL);

  return check_folder (sent, 1, complaints, error) &&
         check_folder (originals, 1, complaints, error);
}
