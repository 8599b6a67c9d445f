/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-vault.h"
#include "photo-fixture.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
  char *folder;
  char *path; /* of the vault */
  EtaVault *vault;
  char *camera; /* a camera file */
  EtaPhoto *photo;
} Fixture;

static void
set_up (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg_new (1600, 1200);
  g_autoptr (GError) error = NULL;

  fixture->folder = fixture_folder_new ();
  fixture->path = g_build_filename (fixture->folder, "office", "photos", NULL);
  fixture->vault = eta_vault_new (fixture->path, &error);
  g_assert_no_error (error);
  fixture->camera = fixture_write (fixture->folder, "camera.jpg", jpeg);
  fixture->photo = eta_vault_add_photo (fixture->vault, fixture->camera, NULL, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, const void *data)
{
  eta_photo_free (fixture->photo);
  g_clear_object (&fixture->vault);
  g_free (fixture->camera);
  g_free (fixture->path);
  fixture_folder_free (fixture->folder);
}

static guint
count_files (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  if (dir == NULL)
    return g_file_test (path, G_FILE_TEST_EXISTS) ? 1 : 0;
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    n += count_files (child);
  }
  return n;
}

static guint
count_in (Fixture *fixture, const char *kind)
{
  g_autofree char *path = g_build_filename (fixture->path, kind, NULL);

  return count_files (path);
}

static void
assert_counts (Fixture *fixture, guint sent, guint originals, guint thumbs)
{
  g_assert_cmpuint (count_in (fixture, "sent"), ==, sent);
  g_assert_cmpuint (count_in (fixture, "originals"), ==, originals);
  g_assert_cmpuint (count_in (fixture, "thumbs"), ==, thumbs);
  g_assert_cmpuint (count_in (fixture, "tmp"), ==, 0);
}

static void
overwrite (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static GPtrArray *
check (Fixture *fixture)
{
  GPtrArray *complaints = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_vault_check (fixture->vault, complaints, &error));
  g_assert_no_error (error);
  return complaints;
}

static void
test_add (Fixture *fixture, const void *data)
{
  g_autofree char *path = eta_vault_dup_path (fixture->vault, fixture->photo->sha256);

  g_assert_true (g_str_has_suffix (path, fixture->photo->sha256));
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
  g_assert_true (eta_vault_has (fixture->vault, fixture->photo->sha256));
  g_assert_true (eta_vault_has (fixture->vault, fixture->photo->preview));
  assert_counts (fixture, 2, 1, 1);
}

static void
test_same_twice (Fixture *fixture, const void *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPhoto) again = eta_vault_add_photo (fixture->vault, fixture->camera, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again->sha256, ==, fixture->photo->sha256);
  g_assert_cmpstr (again->preview, ==, fixture->photo->preview);
  assert_counts (fixture, 2, 1, 1);
}

/* The camera's file may be edited or thrown away: the original here stays. */
static void
test_original (Fixture *fixture, const void *data)
{
  g_autofree char *path = eta_vault_dup_original_path (fixture->vault, fixture->photo->sha256);
  g_autofree char *none = eta_vault_dup_original_path (fixture->vault, fixture->photo->preview);
  g_autoptr (GPtrArray) complaints = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize size_before, size_after;
  int fd = g_open (fixture->camera, O_WRONLY, 0);

  g_assert_null (none);
  g_assert_true (g_str_has_suffix (path, ".jpg"));
  g_assert_true (g_file_get_contents (fixture->camera, &before, &size_before, NULL));
  g_assert_cmpint (write (fd, "edited in place", 15), ==, 15);
  close (fd);
  g_assert_true (g_file_get_contents (path, &after, &size_after, NULL));
  g_assert_cmpmem (before, size_before, after, size_after);
  complaints = check (fixture);
  g_assert_cmpuint (complaints->len, ==, 0);
}

static void
test_damage (Fixture *fixture, const void *data)
{
  g_autofree char *sent = eta_vault_dup_path (fixture->vault, fixture->photo->sha256);
  g_autofree char *original = eta_vault_dup_original_path (fixture->vault, fixture->photo->sha256);
  g_autofree char *stray = g_build_filename (fixture->path, "sent", "stray", NULL);
  g_autofree char *file = g_build_filename (stray, "notes.txt", NULL);
  g_autofree char *thumbs = g_build_filename (fixture->path, "sent", "Thumbs.db", NULL);
  g_autoptr (GPtrArray) complaints = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  overwrite (sent, "something else");
  overwrite (original, "");
  g_assert_cmpint (g_mkdir (stray, 0700), ==, 0);
  overwrite (file, "hello");
  overwrite (thumbs, "");

  bytes = eta_vault_load (fixture->vault, fixture->photo->sha256, &error);
  g_assert_null (bytes);
  g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED);
  complaints = check (fixture);
  g_assert_cmpuint (complaints->len, ==, 4);
}

/* The same photo once more mends what was damaged. */
static void
test_mend (Fixture *fixture, const void *data)
{
  g_autofree char *sent = eta_vault_dup_path (fixture->vault, fixture->photo->sha256);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPhoto) again = NULL;
  g_autoptr (GBytes) bytes = NULL;

  overwrite (sent, "");
  again = eta_vault_add_photo (fixture->vault, fixture->camera, NULL, &error);
  g_assert_no_error (error);
  bytes = eta_vault_load (fixture->vault, fixture->photo->sha256, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_bytes_get_size (bytes), ==, fixture->photo->bytes);
}

static void
test_put (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg_new (700, 500);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, jpeg);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = NULL;

  g_assert_false (eta_vault_put (fixture->vault, fixture->photo->sha256, jpeg, &error));
  g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED);
  g_clear_error (&error);
  assert_counts (fixture, 2, 1, 1);

  g_assert_true (eta_vault_put (fixture->vault, sha256, jpeg, &error));
  g_assert_true (eta_vault_put (fixture->vault, sha256, jpeg, &error));
  g_assert_no_error (error);
  assert_counts (fixture, 3, 1, 1);
  back = eta_vault_load (fixture->vault, sha256, &error);
  g_assert_true (g_bytes_equal (back, jpeg));
}

/* Hashes come out of documents that others wrote. */
static void
test_bad_hashes (Fixture *fixture, const void *data)
{
  static const char *const hashes[] = {
    "",
    "..",
    "../../../../etc/passwd",
    "ab",
    "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789",
    "../cdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
  };

  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) bytes = NULL;
    g_autofree char *thumbnail = NULL;

    g_assert_null (eta_vault_dup_path (fixture->vault, hashes[i]));
    g_assert_null (eta_vault_dup_original_path (fixture->vault, hashes[i]));
    g_assert_false (eta_vault_has (fixture->vault, hashes[i]));
    bytes = eta_vault_load (fixture->vault, hashes[i], &error);
    g_assert_null (bytes);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_clear_error (&error);
    thumbnail = eta_vault_dup_thumbnail (fixture->vault, hashes[i], 256, &error);
    g_assert_null (thumbnail);
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  }
}

static void
assert_thumbnail (const char *path, int width, int height)
{
  int found_width, found_height;

  g_assert_nonnull (gdk_pixbuf_get_file_info (path, &found_width, &found_height));
  g_assert_cmpint (found_width, ==, width);
  g_assert_cmpint (found_height, ==, height);
}

static void
test_thumbnails (Fixture *fixture, const void *data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *list = NULL;
  g_autofree char *medium = NULL;
  g_autofree char *large = NULL;
  g_autofree char *again = NULL;

  list = eta_vault_dup_thumbnail (fixture->vault, fixture->photo->sha256, 256, &error);
  assert_thumbnail (list, 256, 192);
  assert_counts (fixture, 2, 1, 1); /* it was there since the photo came */
  medium = eta_vault_dup_thumbnail (fixture->vault, fixture->photo->sha256, 320, &error);
  assert_thumbnail (medium, 320, 240);
  large = eta_vault_dup_thumbnail (fixture->vault, fixture->photo->sha256, 2048, &error);
  assert_thumbnail (large, 1600, 1200);
  assert_counts (fixture, 2, 1, 3);

  overwrite (list, "\xff\xd8 torn by a power cut");
  again = eta_vault_dup_thumbnail (fixture->vault, fixture->photo->sha256, 256, &error);
  g_assert_no_error (error);
  assert_thumbnail (again, 256, 192);
}

/* What another device put is not trusted more than a camera file. */
static void
test_thumbnail_of_bomb (Fixture *fixture, const void *data)
{
  static const char bomb[] = "GIF89a\xff\xff\xff\xff\xf7\0\0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (bomb, sizeof bomb);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autoptr (GError) error = NULL;
  g_autofree char *thumbnail = NULL;

  g_assert_true (eta_vault_put (fixture->vault, sha256, bytes, &error));
  thumbnail = eta_vault_dup_thumbnail (fixture->vault, sha256, 256, &error);
  g_assert_null (thumbnail);
  g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_ANIMATED);
}

static char *
save (Fixture *fixture, const char *sha256, const char *original, const char *stem,
      gboolean *is_original)
{
  g_autoptr (GError) error = NULL;
  char *path = eta_vault_save_original (fixture->vault, sha256, original, fixture->folder, stem,
                                        is_original, &error);
  g_autofree char *dir = NULL;

  g_assert_no_error (error);
  dir = g_path_get_dirname (path);
  g_assert_cmpstr (dir, ==, fixture->folder);
  return path;
}

/* Out of the vault: byte by byte, under any title, and never over what is there */
static void
test_save (Fixture *fixture, const void *data)
{
  static const struct {
    const char *stem;
    const char *name;
  } cases[] = {
    { "Kopi 1", "Kopi 1.jpg" },
    { "Kopi 1", "Kopi 1 (2).jpg" },
    { "Kopi 1", "Kopi 1 (3).jpg" },
    { "../../etc/passwd", "-..-etc-passwd.jpg" },
    { "a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j.jpg" },
    { "  \n\t ", "photo.jpg" },
    { "", "photo (2).jpg" },
    { "...", "photo (3).jpg" },
    { "Tenun \xe2\x80\x9cIkat\xe2\x80\x9d", "Tenun \xe2\x80\x9cIkat\xe2\x80\x9d.jpg" },
  };
  g_autofree char *was = NULL;
  gsize was_size;

  g_assert_true (g_file_get_contents (fixture->camera, &was, &was_size, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean is_original = FALSE;
    g_autofree char *path =
        save (fixture, fixture->photo->sha256, NULL, cases[i].stem, &is_original);
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *is = NULL;
    gsize is_size;

    g_assert_cmpstr (name, ==, cases[i].name);
    g_assert_true (is_original);
    g_assert_true (g_file_get_contents (path, &is, &is_size, NULL));
    g_assert_cmpmem (is, is_size, was, was_size);
  }
}

static void
test_save_otherwise (Fixture *fixture, const void *data)
{
  g_autofree char *unknown = g_strnfill (64, 'e');
  g_autofree char *nowhere = g_build_filename (fixture->folder, "nowhere", NULL);
  g_autofree char *long_stem = g_strnfill (400, 'x');
  g_autofree char *copy = NULL;
  g_autofree char *older = NULL;
  g_autofree char *long_name = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) refused = NULL;
  gboolean is_original = TRUE;

  /* the preview has no original: it is saved itself */
  copy = save (fixture, fixture->photo->preview, NULL, "copy", &is_original);
  g_assert_false (is_original);
  /* a photo from elsewhere that was made of one from here */
  older = save (fixture, unknown, fixture->photo->sha256, "older", &is_original);
  g_assert_true (is_original);
  long_name = save (fixture, fixture->photo->sha256, NULL, long_stem, &is_original);
  g_assert_null (eta_vault_save_original (fixture->vault, unknown, "../x", fixture->folder, "a",
                                          &is_original, &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (eta_vault_save_original (fixture->vault, fixture->photo->sha256, NULL, nowhere,
                                          "a", &is_original, &refused));
  g_assert_error (refused, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_no_folder (Fixture *fixture, const void *data)
{
  g_autofree char *path = g_build_filename (fixture->camera, "vault", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaVault) vault = eta_vault_new (path, &error);

  g_assert_null (vault);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

/* The disk refuses in the middle: an error, nothing half, and all well when the disk is. */
static void
test_disk_refuses (Fixture *fixture, const void *data)
{
  g_autofree char *scratch = g_build_filename (fixture->path, "tmp", NULL);
  g_autoptr (GBytes) jpeg = fixture_jpeg_new (700, 500);
  g_autofree char *camera = fixture_write (fixture->folder, "second.jpg", jpeg);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPhoto) photo = NULL;

  g_assert_cmpint (g_rmdir (scratch), ==, 0);
  photo = eta_vault_add_photo (fixture->vault, camera, NULL, &error);
  g_assert_null (photo);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_counts (fixture, 2, 1, 1);

  g_assert_cmpint (g_mkdir (scratch, 0700), ==, 0);
  photo = eta_vault_add_photo (fixture->vault, camera, NULL, &error);
  g_assert_no_error (error);
  assert_counts (fixture, 4, 2, 2);
}

/* The last step fails: no temporary file is left behind. */
static void
test_name_taken (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) jpeg = fixture_jpeg_new (700, 500);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, jpeg);
  g_autofree char *path = eta_vault_dup_path (fixture->vault, sha256);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  g_assert_false (eta_vault_put (fixture->vault, sha256, jpeg, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  assert_counts (fixture, 2, 1, 1);
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/vault/add", test_add);
  ADD ("/vault/same-twice", test_same_twice);
  ADD ("/vault/original", test_original);
  ADD ("/vault/damage", test_damage);
  ADD ("/vault/mend", test_mend);
  ADD ("/vault/put", test_put);
  ADD ("/vault/bad-hashes", test_bad_hashes);
  ADD ("/vault/thumbnails", test_thumbnails);
  ADD ("/vault/thumbnail-of-bomb", test_thumbnail_of_bomb);
  ADD ("/vault/save", test_save);
  ADD ("/vault/save-otherwise", test_save_otherwise);
  ADD ("/vault/no-folder", test_no_folder);
  ADD ("/vault/disk-refuses", test_disk_refuses);
  ADD ("/vault/name-taken", test_name_taken);
  return g_test_run ();
}
