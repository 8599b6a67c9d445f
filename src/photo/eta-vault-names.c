/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is in the vault, by names that say nothing of its folders: for copies of the whole. */

#include "config.h"

#include "eta-vault-private.h"

#include <glib/gstdio.h>
#include <string.h>

static const char *const kinds[] = { "sent", "originals" };

static gboolean
begins_with_hash (const char *text)
{
  return strspn (text, "0123456789abcdef") == ETA_VAULT_HASH_LENGTH;
}

/* The hash of the file's own bytes within its name; NULL: no file of ours is called so */
static const char *
find_hash (const char *kind, const char *file)
{
  const char *rest = begins_with_hash (file) ? file + ETA_VAULT_HASH_LENGTH : NULL;

  if (rest == NULL || g_str_equal (kind, "sent"))
    return rest != NULL && *rest == '\0' ? file : NULL;
  if (*rest != '-' || !begins_with_hash (rest + 1))
    return NULL;
  file = rest + 1;
  rest = file + ETA_VAULT_HASH_LENGTH;
  return *rest == '.' && strspn (rest + 1, "abcdefghijklmnopqrstuvwxyz") == strlen (rest + 1) &&
                 strlen (rest) <= 6
             ? file
             : NULL;
}

/* The file's name after the folder of its kind; NULL: no file of a vault is called so */
static const char *
parse (const char *name, const char **kind, const char **hash)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    gsize length = strlen (kinds[i]);

    if (g_str_has_prefix (name, kinds[i]) && name[length] == '/') {
      *kind = kinds[i];
      *hash = find_hash (kinds[i], name + length + 1);
      return *hash != NULL ? name + length + 1 : NULL;
    }
  }
  return NULL;
}

/**
 * eta_vault_dup_name_hash:
 * @name: as eta_vault_dup_names() gives it; may come from anywhere
 *
 * Returns: (transfer full) (nullable): what the hash of its bytes has to be; NULL when no file of a
 *   vault is called so
 */
char *
eta_vault_dup_name_hash (const char *name)
{
  const char *kind, *hash;

  return parse (name, &kind, &hash) != NULL ? g_strndup (hash, ETA_VAULT_HASH_LENGTH) : NULL;
}

/**
 * eta_vault_dup_named_path:
 * @self: a vault
 * @name: as for eta_vault_dup_name_hash()
 *
 * Returns: (transfer full) (nullable): where the file is or would be
 */
char *
eta_vault_dup_named_path (EtaVault *self, const char *name)
{
  const char *kind, *hash;
  const char *file = parse (name, &kind, &hash);

  return file != NULL ? eta_vault_build_path (self, kind, file, NULL) : NULL;
}

static gboolean
add_names (GPtrArray *names, const char *kind, const char *folder, int depth, GError **error)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *file;

  if (dir == NULL)
    return FALSE;
  while ((file = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, file, NULL);
    gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);

    if (depth > 0 && is_folder && !add_names (names, kind, path, depth - 1, error))
      return FALSE;
    if (depth == 0 && !is_folder && find_hash (kind, file) != NULL)
      g_ptr_array_add (names, g_strconcat (kind, "/", file, NULL));
  }
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * eta_vault_dup_names:
 * @self: a vault
 * @error: if a folder could not be read
 *
 * The photos, previews and originals that are here: "sent/abcd…" or "originals/abcd…-ef01….jpg".
 * Thumbnails can be made anew and are not among them. Blocks, any thread.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): sorted
 */
GPtrArray *
eta_vault_dup_names (EtaVault *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *folder = g_build_filename (self->folder, kinds[i], NULL);

    if (!add_names (names, kinds[i], folder, 1, error))
      return NULL;
  }
  g_ptr_array_sort (names, compare);
  return g_steal_pointer (&names);
}
