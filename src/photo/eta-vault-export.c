/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Originals on their way out of the vault, under names that people can read. */

#include "config.h"

#include "eta-vault-file.h"
#include "eta-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_NAMES 10000 /* of one stem in one folder */
#define LONGEST_STEM 120 /* bytes: some sticks take 255 with everything */

/* The camera's file; else what that of an older edit was made of; else the copy that is sent */
static char *
find_best (EtaVault *self, const char *sha256, const char *original, gboolean *is_original)
{
  char *path = eta_vault_dup_original_path (self, sha256);

  if (path == NULL)
    path = eta_vault_dup_original_path (self, original);
  *is_original = path != NULL;
  if (path == NULL && eta_vault_has (self, original))
    path = eta_vault_dup_path (self, original);
  if (path == NULL && eta_vault_has (self, sha256))
    path = eta_vault_dup_path (self, sha256);
  return path;
}

/* A title may hold what no file name may; FAT is the strictest. */
static char *
tidy_stem (const char *stem)
{
  g_autofree char *name = g_strdelimit (g_strdup (stem), "/\\:*?\"<>|", '-');
  g_autofree char *filename = NULL;
  const char *end;

  for (char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      *c = ' ';
  if (strlen (name) > LONGEST_STEM) {
    end = g_utf8_find_prev_char (name, name + LONGEST_STEM);
    name[end != NULL ? end - name : 0] = '\0';
  }
  g_strstrip (name);
  while (*name == '.')
    memmove (name, name + 1, strlen (name));
  filename = g_filename_from_utf8 (*name != '\0' ? name : "photo", -1, NULL, NULL, NULL);
  return filename != NULL ? g_steal_pointer (&filename) : g_strdup ("photo");
}

/* @path: (out): the first name that nobody has. Returns: an open file; -1: see errno */
static int
open_new (const char *folder, const char *stem, const char *extension, char **path)
{
  for (int i = 1; i < MOST_NAMES; i++) {
    g_autofree char *name = i == 1 ? g_strdup_printf ("%s.%s", stem, extension)
                                   : g_strdup_printf ("%s (%d).%s", stem, i, extension);
    int fd;

    *path = g_build_filename (folder, name, NULL);
    fd = g_open (*path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd >= 0 || errno != EEXIST)
      return fd;
    g_clear_pointer (path, g_free);
  }
  errno = EEXIST;
  return -1;
}

/* Of a damaged file too: it is saved as it is. */
static const char *
find_extension (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  EtaPhotoHead head;

  if (!eta_photo_guard (bytes, "", &head, &error))
    return "jpg";
  return eta_photo_format_get_extension (head.format);
}

static char *
write_new (const char *folder, const char *stem, GBytes *bytes, GError **error)
{
  g_autofree char *tidy = tidy_stem (stem);
  g_autofree char *path = NULL;
  int fd = open_new (folder, tidy, find_extension (bytes), &path);
  int number;

  if (fd >= 0 && eta_vault_file_fill (fd, bytes, TRUE)) /* the stick may be pulled out next */
    return g_steal_pointer (&path);
  number = errno;
  if (fd >= 0)
    g_unlink (path);
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               _ ("The photo could not be saved in “%s”: %s"), folder, g_strerror (number));
  return NULL;
}

/**
 * eta_vault_save_original:
 * @self: a vault
 * @sha256: of a sent copy
 * @original: (nullable): what the document says that it was made of
 * @folder: where to
 * @stem: the name without its ending, UTF-8; what a file system does not take is left out of it
 * @is_original: (out): FALSE: the camera's file is at another office, and the sent copy was saved
 * @error: G_IO_ERROR
 *
 * Nothing is ever written over: where there is such a file, a number is added. Any thread; blocks.
 *
 * Returns: (transfer full) (nullable): the path of the new file
 */
char *
eta_vault_save_original (EtaVault *self, const char *sha256, const char *original,
                         const char *folder, const char *stem, gboolean *is_original,
                         GError **error)
{
  g_autofree char *path = find_best (self, sha256, original, is_original);
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _ ("This photo has not arrived on this computer yet"));
    return NULL;
  }
  bytes = eta_vault_file_read (path, ETA_PHOTO_MAX_BYTES, error);
  return bytes != NULL ? write_new (folder, stem, bytes, error) : NULL;
}
