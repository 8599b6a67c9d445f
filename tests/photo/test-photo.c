/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From a camera's file to the copy that is sent: what is refused and why, and what comes out. */

#include "config.h"

#include "eta-photo-guard.h"
#include "eta-vault.h"
#include "photo-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
  char *folder;
  EtaVault *vault;
} Fixture;

static void
set_up (Fixture *fixture, const void *data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *vault = NULL;

  fixture->folder = fixture_folder_new ();
  vault = g_build_filename (fixture->folder, "vault", NULL);
  fixture->vault = eta_vault_new (vault, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, const void *data)
{
  g_clear_object (&fixture->vault);
  fixture_folder_free (fixture->folder);
}

static EtaPhoto *
add (Fixture *fixture, const char *name, GBytes *bytes)
{
  g_autofree char *path = fixture_write (fixture->folder, name, bytes);
  g_autoptr (GError) error = NULL;
  EtaPhoto *photo = eta_vault_add_photo (fixture->vault, path, NULL, &error);

  g_assert_no_error (error);
  return photo;
}

static GBytes *
load (Fixture *fixture, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes = eta_vault_load (fixture->vault, sha256, &error);

  g_assert_no_error (error);
  return bytes;
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}

static const guint8 *
get_pixel (GdkPixbuf *pixbuf, int x, int y)
{
  return gdk_pixbuf_read_pixels (pixbuf) + y * gdk_pixbuf_get_rowstride (pixbuf) +
         x * gdk_pixbuf_get_n_channels (pixbuf);
}

static gboolean
is_red (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *p = get_pixel (pixbuf, x, y);

  return p[0] > 120 && p[1] < 60 && p[2] < 60;
}

static void
assert_refused_path (Fixture *fixture, const char *path, int code)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (EtaPhoto) photo = eta_vault_add_photo (fixture->vault, path, NULL, &error);

  g_assert_null (photo);
  g_assert_error (error, ETA_PHOTO_ERROR, code);
  g_assert_nonnull (strstr (error->message, name));
}

static void
assert_refused (Fixture *fixture, const char *name, GBytes *bytes, int code)
{
  g_autofree char *path = fixture_write (fixture->folder, name, bytes);

  assert_refused_path (fixture, path, code);
}

/* Headers that lie, and files that are something else */

#define PNG_START "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
#define PNG_END "\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\0\0\0\0"

static const struct {
  const char *name;
  const char *bytes;
  gsize size;
  int code;
} bad_files[] = {
#define BYTES(text) text, sizeof (text) - 1
  { "empty.jpg", BYTES (""), ETA_PHOTO_ERROR_DAMAGED },
  { "letter.jpg", BYTES ("Dengan hormat,"), ETA_PHOTO_ERROR_UNKNOWN },
  { "page.jpg", BYTES ("<html><body>404"), ETA_PHOTO_ERROR_UNKNOWN },
  { "drawing.svg", BYTES ("<svg xmlns='http://www.w3.org/2000/svg'/>"), ETA_PHOTO_ERROR_UNKNOWN },
  { "paint.bmp", BYTES ("BM\x36\0\0\0\0\0\0\0\x36\0\0\0"), ETA_PHOTO_ERROR_UNKNOWN },
  { "start.jpg", BYTES ("\xff\xd8\xff\xe0"), ETA_PHOTO_ERROR_DAMAGED },
  { "no-frame.jpg", BYTES ("\xff\xd8\xff\xe0\0\x04hi\xff\xd9"), ETA_PHOTO_ERROR_DAMAGED },
  { "huge.png", BYTES (PNG_START "\0\0\x75\x30\0\0\x75\x30" PNG_END), ETA_PHOTO_ERROR_LARGE },
  { "giant.png", BYTES (PNG_START "\xff\xff\xff\xff\xff\xff\xff\xff" PNG_END),
    ETA_PHOTO_ERROR_LARGE },
  { "flat.png", BYTES (PNG_START "\0\0\x75\x30\0\0\0\0" PNG_END), ETA_PHOTO_ERROR_DAMAGED },
  { "no-picture.png", BYTES (PNG_START "\0\0\x04\0\0\0\x04\0" PNG_END), ETA_PHOTO_ERROR_DAMAGED },
  { "huge.jpg", BYTES ("\xff\xd8\xff\xc0\0\x0b\x08\x75\x30\x75\x30\x01\x01\x11\0"),
    ETA_PHOTO_ERROR_LARGE },
  { "bomb.gif", BYTES ("GIF89a\x30\x75\x30\x75\xf7\0\0"), ETA_PHOTO_ERROR_ANIMATED },
  { "cut.tif", BYTES ("II*\0\xff\xff\xff\x7f"), ETA_PHOTO_ERROR_DAMAGED },
#undef BYTES
};

static void
test_bad_files (Fixture *fixture, const void *data)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_files); i++) {
    g_autoptr (GBytes) bytes = g_bytes_new_static (bad_files[i].bytes, bad_files[i].size);

    g_test_message ("%s", bad_files[i].name);
    assert_refused (fixture, bad_files[i].name, bytes, bad_files[i].code);
  }
}

/* A GIF of a few hundred bytes whose frames each ask for the whole screen: nothing may decode it */
static void
test_gif_bomb (Fixture *fixture, const void *data)
{
  static const guint8 head[] = { 'G',  'I', 'F', '8', '9', 'a', 0xff, 0xff, 0xff, 0xff,
                                 0x80, 0,   0,   0,   0,   0,   255,  255,  255 };
  static const guint8 frame[] = {
    0x2c, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0, 2, 2, 0x44, 0x01, 0
  };
  g_autoptr (GByteArray) array = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;

  g_byte_array_append (array, head, sizeof head);
  for (int i = 0; i < 40; i++)
    g_byte_array_append (array, frame, sizeof frame);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&array));
  assert_refused (fixture, "bomb.jpg", bytes, ETA_PHOTO_ERROR_ANIMATED);
}

/* Cut anywhere, a photo is an error, never a picture with a grey half. */
static void
test_cut_short (Fixture *fixture, const void *data)
{
  static const char *const types[] = { "jpeg", "png", "tiff" };
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (640, 480, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) whole = fixture_save (pixbuf, types[i]);
    gsize size = g_bytes_get_size (whole);

    for (int eighth = 1; eighth < 8; eighth++) {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, size * eighth / 8);

      g_test_message ("%s cut at %d/8", types[i], eighth);
      assert_refused (fixture, "cut", part, ETA_PHOTO_ERROR_DAMAGED);
    }
  }
}

static void
test_broken_inside (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) whole = fixture_jpeg_new (640, 480);
  gsize size = g_bytes_get_size (whole);
  g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
  g_autoptr (GBytes) broken = NULL;

  memset (copy + size / 2, 0xff, size / 8);
  broken = g_bytes_new (copy, size);
  assert_refused (fixture, "broken.jpg", broken, ETA_PHOTO_ERROR_DAMAGED);
}

static void
test_no_file (Fixture *fixture, const void *data)
{
  g_autofree char *pipe_path = g_build_filename (fixture->folder, "pipe.jpg", NULL);
  g_autofree char *missing = g_build_filename (fixture->folder, "missing.jpg", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPhoto) photo = NULL;

  assert_refused_path (fixture, fixture->folder, ETA_PHOTO_ERROR_UNKNOWN);
  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  assert_refused_path (fixture, pipe_path, ETA_PHOTO_ERROR_UNKNOWN);

  photo = eta_vault_add_photo (fixture->vault, missing, NULL, &error);
  g_assert_null (photo);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_over_size (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) start = g_bytes_new_static ("\xff\xd8\xff\xe0", 4);
  g_autofree char *path = fixture_write (fixture->folder, "long.jpg", start);

  g_assert_cmpint (truncate (path, ETA_PHOTO_MAX_BYTES + 1), ==, 0);
  assert_refused_path (fixture, path, ETA_PHOTO_ERROR_LARGE);
}

static void
test_small (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) too_small = fixture_jpeg_new (800, 299);
  g_autoptr (GBytes) enough = fixture_jpeg_new (800, 300);
  g_autoptr (EtaPhoto) photo = NULL;

  assert_refused (fixture, "icon.jpg", too_small, ETA_PHOTO_ERROR_SMALL);
  photo = add (fixture, "enough.jpg", enough);
  g_assert_cmpint (photo->width, ==, 800);
  g_assert_cmpint (photo->height, ==, 300);
  g_assert_cmpuint (photo->warnings->len, ==, 1); /* small for the gallery */
}

static gboolean
has_loader (const char *format)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *l = formats; l != NULL; l = l->next) {
    g_autofree char *name = gdk_pixbuf_format_get_name (l->data);

    if (strstr (name, format) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* A format whose loader is not there is named, with what to do. */
static void
test_no_loader (Fixture *fixture, const void *data)
{
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic"
                             "\0\0\0\x14ispe\0\0\0\0\0\0\x0f\xc0\0\0\x0b\xd0";
  g_autoptr (GBytes) bytes = g_bytes_new_static (heic, sizeof heic - 1);
  g_autofree char *path = fixture_write (fixture->folder, "IMG_1.HEIC", bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPhoto) photo = NULL;

  if (has_loader ("heif")) {
    g_test_skip ("a loader for HEIC is installed");
    return;
  }
  photo = eta_vault_add_photo (fixture->vault, path, NULL, &error);
  g_assert_null (photo);
  g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_UNKNOWN);
  g_assert_nonnull (strstr (error->message, "HEIC"));
  g_assert_nonnull (strstr (error->message, "Install"));
}

/* What comes out */

static void
test_camera_file (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (4000, 3000, FALSE);
  g_autoptr (GBytes) camera = NULL;
  g_autoptr (EtaPhoto) photo = NULL;
  g_autoptr (GBytes) sent = NULL;
  g_autoptr (GBytes) preview = NULL;
  g_autoptr (GdkPixbuf) small = NULL;

  fixture_add_noise (pixbuf, 90);
  camera = fixture_save (pixbuf, "jpeg");
  photo = add (fixture, "IMG_0001.JPG", camera);
  sent = load (fixture, photo->sha256);
  preview = load (fixture, photo->preview);
  small = decode (preview);

  g_assert_cmpint (MAX (photo->width, photo->height), <=, 2048);
  g_assert_cmpint (photo->width, >=, 1400);
  g_assert_cmpint (ABS (photo->width * 3 - photo->height * 4), <=, 2);
  g_assert_cmpint (photo->bytes, ==, g_bytes_get_size (sent));
  g_assert_cmpint (photo->bytes, <=, 600000);
  g_assert_cmpuint (g_bytes_get_size (preview), <=, 40000);
  g_assert_cmpint (gdk_pixbuf_get_width (small), <=, 480);
  g_assert_cmpint (gdk_pixbuf_get_width (small), >=, 240);
  g_assert_false (photo->like_card);
  g_assert_cmpuint (photo->warnings->len, ==, 0);
}

static void
test_upright_and_stripped (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) plain = fixture_jpeg_new (1600, 1200);
  g_autoptr (GBytes) camera = fixture_add_exif (plain, 6);
  g_autoptr (EtaPhoto) photo = add (fixture, "portrait.jpg", camera);
  const char *hashes[] = { photo->sha256, photo->preview };

  g_assert_cmpint (photo->width, ==, 1200);
  g_assert_cmpint (photo->height, ==, 1600);
  for (guint i = 0; i < G_N_ELEMENTS (hashes); i++) {
    g_autoptr (GBytes) bytes = load (fixture, hashes[i]);
    g_autoptr (GdkPixbuf) pixbuf = decode (bytes);
    int width = gdk_pixbuf_get_width (pixbuf);
    int height = gdk_pixbuf_get_height (pixbuf);

    g_assert_cmpint (width, <, height);
    g_assert_true (is_red (pixbuf, width * 3 / 4, height / 4)); /* left upper, turned right */
    g_assert_false (is_red (pixbuf, width / 4, height / 4));
    g_assert_false (fixture_contains (bytes, "Exif"));
    g_assert_false (fixture_contains (bytes, "Ani"));
    g_assert_false (fixture_contains (bytes, "http"));
  }
}

static void
test_transparent_png (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (2400, 1800, TRUE);
  g_autoptr (GBytes) png = fixture_save (pixbuf, "png");
  g_autoptr (EtaPhoto) photo = add (fixture, "cut-out.png", png);
  g_autoptr (GBytes) sent = load (fixture, photo->sha256);
  g_autoptr (GdkPixbuf) kept = decode (sent);
  g_autoptr (GBytes) preview = load (fixture, photo->preview);
  g_autoptr (GdkPixbuf) small = decode (preview);

  g_assert_true (fixture_contains (sent, "PNG"));
  g_assert_cmpint (photo->width, ==, 2048);
  g_assert_cmpint (photo->height, ==, 1536);
  g_assert_true (gdk_pixbuf_get_has_alpha (kept));
  g_assert_cmpint (get_pixel (kept, 10, 10)[3], ==, 0);
  g_assert_cmpint (get_pixel (kept, 1500, 10)[3], ==, 255);
  g_assert_cmpint (get_pixel (small, 5, 5)[1], >, 240); /* on white */
}

static void
test_opaque_png (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (1200, 1100, FALSE);
  g_autoptr (GdkPixbuf) rgba = gdk_pixbuf_add_alpha (pixbuf, FALSE, 0, 0, 0);
  g_autoptr (GBytes) png = fixture_save (rgba, "png");
  g_autoptr (EtaPhoto) photo = add (fixture, "screen.png", png);
  g_autoptr (GBytes) sent = load (fixture, photo->sha256);
  g_autoptr (GdkPixbuf) kept = decode (sent);

  g_assert_true (fixture_contains (sent, "JFIF"));
  g_assert_true (is_red (kept, 100, 100));
  g_assert_cmpuint (photo->warnings->len, ==, 0);
}

/* A whole photo with an alpha channel does not fit as PNG: then it is a JPEG on white. */
static void
test_heavy_png (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (1500, 1200, TRUE);
  g_autoptr (GBytes) png = NULL;
  g_autoptr (EtaPhoto) photo = NULL;
  g_autoptr (GBytes) sent = NULL;

  fixture_add_noise (pixbuf, 60);
  png = fixture_save (pixbuf, "png");
  photo = add (fixture, "heavy.png", png);
  sent = load (fixture, photo->sha256);
  g_assert_true (fixture_contains (sent, "JFIF"));
  g_assert_cmpint (photo->bytes, <=, 600000);
}

static gboolean
can_save_webp (void)
{
  g_autoptr (GSList) formats = gdk_pixbuf_get_formats ();

  for (GSList *l = formats; l != NULL; l = l->next) {
    g_autofree char *name = gdk_pixbuf_format_get_name (l->data);

    if (g_str_equal (name, "webp"))
      return gdk_pixbuf_format_is_writable (l->data);
  }
  return FALSE;
}

static void
test_webp (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (1200, 1100, FALSE);
  g_autoptr (GBytes) webp = NULL;
  g_autoptr (EtaPhoto) photo = NULL;

  if (!can_save_webp ()) {
    g_test_skip ("gdk-pixbuf has no loader for WebP here (webp-pixbuf-loader)");
    return;
  }
  webp = fixture_save (pixbuf, "webp");
  photo = add (fixture, "from-messenger.webp", webp);
  g_assert_cmpint (photo->width, ==, 1200);
}

static void
test_tiff (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (1200, 1100, FALSE);
  g_autoptr (GBytes) tiff = fixture_save (pixbuf, "tiff");
  g_autoptr (EtaPhoto) photo = add (fixture, "scan.tif", tiff);

  g_assert_cmpint (photo->width, ==, 1200);
  g_assert_cmpint (photo->height, ==, 1100);
}

static void
test_card (Fixture *fixture, const void *data)
{
  static const struct {
    const char *name;
    int width, height;
    gboolean like_card;
  } cases[] = {
    { "produk.jpg", 1200, 1000, FALSE },   { "KTP pemilik.jpg", 1200, 1000, TRUE },
    { "foto_ktp2.jpg", 1200, 1000, TRUE }, { "NPWP-usaha.jpg", 1200, 1000, TRUE },
    { "nib.jpg", 1200, 1000, TRUE },       { "nibble.jpg", 1200, 1000, FALSE },
    { "IMG_1.jpg", 1586, 1000, TRUE },     { "IMG_2.jpg", 1000, 1586, TRUE },
    { "IMG_3.jpg", 1610, 1000, TRUE },     { "IMG_4.jpg", 1500, 1000, FALSE },
    { "IMG_5.jpg", 1778, 1000, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) jpeg = fixture_jpeg_new (cases[i].width, cases[i].height);
    g_autoptr (EtaPhoto) photo = add (fixture, cases[i].name, jpeg);

    g_test_message ("%s", cases[i].name);
    g_assert_cmpint (photo->like_card, ==, cases[i].like_card);
    g_assert_cmpuint (photo->warnings->len, ==, cases[i].like_card ? 1 : 0);
  }
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/photo/refused/bad-files", test_bad_files);
  ADD ("/photo/refused/gif-bomb", test_gif_bomb);
  ADD ("/photo/refused/cut-short", test_cut_short);
  ADD ("/photo/refused/broken-inside", test_broken_inside);
  ADD ("/photo/refused/no-file", test_no_file);
  ADD ("/photo/refused/over-size", test_over_size);
  ADD ("/photo/refused/small", test_small);
  ADD ("/photo/refused/no-loader", test_no_loader);
  ADD ("/photo/taken/camera-file", test_camera_file);
  ADD ("/photo/taken/upright-and-stripped", test_upright_and_stripped);
  ADD ("/photo/taken/transparent-png", test_transparent_png);
  ADD ("/photo/taken/opaque-png", test_opaque_png);
  ADD ("/photo/taken/heavy-png", test_heavy_png);
  ADD ("/photo/taken/webp", test_webp);
  ADD ("/photo/taken/tiff", test_tiff);
  ADD ("/photo/taken/card", test_card);
  return g_test_run ();
}
