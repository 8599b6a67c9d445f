/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "photo-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

#define BAND 24 /* pixels: light and less light stripes, with sharp edges */

char *
fixture_folder_new (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("etalase-photo-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

void
fixture_folder_free (char *folder)
{
  remove_tree (folder);
  g_free (folder);
}

char *
fixture_write (const char *folder, const char *name, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (folder, name, NULL);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  g_file_set_contents (path, data != NULL ? data : "", size, &error);
  g_assert_no_error (error);
  return path;
}

/* Stripes, with the left upper quarter red: it shows which way is up. */
GdkPixbuf *
fixture_pixbuf_new (int width, int height, gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  int channels = gdk_pixbuf_get_n_channels (pixbuf);

  for (int y = 0; y < height; y++) {
    guint8 *row = gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);

    for (int x = 0; x < width; x++, row += channels) {
      gboolean red = x < width / 2 && y < height / 2;
      guint8 light = (x / BAND + y / BAND) % 2 == 0 ? 250 : 150;

      row[0] = light;
      row[1] = red ? 20 : light;
      row[2] = red ? 20 : light;
      if (alpha)
        row[3] = x < width / 4 ? 0 : 255;
    }
  }
  return pixbuf;
}

void
fixture_add_noise (GdkPixbuf *pixbuf, int strength)
{
  gsize size = gdk_pixbuf_get_byte_length (pixbuf);
  guint8 *data = gdk_pixbuf_get_pixels (pixbuf);
  guint32 state = 2026; /* xorshift: the same on every run, and quick */

  for (gsize i = 0; i < size; i++) {
    state ^= state << 13;
    state ^= state >> 17;
    state ^= state << 5;
    data[i] = CLAMP (data[i] + (int) (state % (2 * strength + 1)) - strength, 0, 255);
  }
}

GBytes *
fixture_save (GdkPixbuf *pixbuf, const char *type)
{
  g_autoptr (GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

GBytes *
fixture_jpeg_new (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (width, height, FALSE);

  return fixture_save (pixbuf, "jpeg");
}

/* What a telephone writes: which way is up, whose it is, and where it stood */
GBytes *
fixture_add_exif (GBytes *jpeg, guint orientation)
{
  static const guint8 entries[] = {
    'M',  'M',  0, 42, 0, 0, 0, 8, /* header */
    0,    3, /* three entries */
    0x01, 0x12, 0, 3,  0, 0, 0, 1, 0,   0,   0,   0, /* orientation, at byte 18 */
    0x01, 0x3b, 0, 2,  0, 0, 0, 4, 'A', 'n', 'i', 0, /* artist */
    0x88, 0x25, 0, 4,  0, 0, 0, 1, 0,   0,   0,   50, /* position, at byte 50 */
    0,    0,    0, 0, /* no more directories */
    0,    1, /* one entry */
    0,    1,    0, 2,  0, 0, 0, 2, 'S', 0,   0,   0, /* latitude south */
    0,    0,    0, 0,
  };
  guint8 block[10 + sizeof entries] = { 0xff, 0xe1, 0, 8 + sizeof entries, 'E', 'x', 'i', 'f' };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);

  memcpy (block + 10, entries, sizeof entries);
  block[10 + 19] = (guint8) orientation;
  g_byte_array_append (out, data, 2);
  g_byte_array_append (out, block, sizeof block);
  g_byte_array_append (out, data + 2, size - 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

gboolean
fixture_contains (GBytes *bytes, const char *needle)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return memmem (data, size, needle, strlen (needle)) != NULL;
}
