/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A photo cropped and turned: always from the file that it came from, to the pixel. */

#include "config.h"

#include "eta-photo-picture.h"
#include "eta-vault.h"
#include "photo-fixture.h"

#include <string.h>

#define WIDTH 640
#define HEIGHT 480

/* The quarters of the test picture: left above, right above, left below, right below */
typedef enum { RED, GREEN, BLUE, GREY, N_COLOURS } Colour;

static const guint8 colours[N_COLOURS][3] = {
  [RED] = { 230, 40, 40 },
  [GREEN] = { 40, 200, 60 },
  [BLUE] = { 40, 60, 220 },
  [GREY] = { 128, 128, 128 },
};

typedef struct {
  char *folder;
  EtaVault *vault;
} Fixture;

static void
set_up (Fixture *fixture, const void *data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  fixture->folder = fixture_folder_new ();
  path = g_build_filename (fixture->folder, "photos", NULL);
  fixture->vault = eta_vault_new (path, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, const void *data)
{
  g_clear_object (&fixture->vault);
  fixture_folder_free (fixture->folder);
}

static GdkPixbuf *
draw (void)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);

  for (int y = 0; y < HEIGHT; y++) {
    guint8 *row = gdk_pixbuf_get_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf);

    for (int x = 0; x < WIDTH; x++)
      memcpy (row + 3 * x, colours[(x >= WIDTH / 2) + 2 * (y >= HEIGHT / 2)], 3);
  }
  return pixbuf;
}

/* A camera that was held as @orientation says has stored its picture turned the other way. */
static GBytes *
make_camera_file (const char *type, guint orientation)
{
  static const guint inverse[] = { 0, 1, 2, 3, 4, 5, 8, 7, 6 };
  g_autoptr (GdkPixbuf) upright = draw ();
  g_autoptr (GdkPixbuf) stored = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char value[2] = { (char) ('0' + inverse[orientation]), '\0' };

  gdk_pixbuf_set_option (upright, "orientation", value);
  stored = gdk_pixbuf_apply_embedded_orientation (upright);
  bytes = fixture_save (stored, type);
  return orientation > 1 ? fixture_add_exif (bytes, orientation) : g_steal_pointer (&bytes);
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

static EtaPhoto *
try_edit (Fixture *fixture, const EtaPhoto *photo, const EtaPhotoEdit *edit, GError **error)
{
  g_autofree char *source = eta_vault_dup_source (fixture->vault, photo->sha256, photo->original);

  g_assert_nonnull (source);
  return eta_vault_edit_photo (fixture->vault, photo->sha256, source, edit, NULL, error);
}

static EtaPhoto *
apply (Fixture *fixture, const EtaPhoto *photo, const EtaPhotoEdit *edit)
{
  g_autoptr (GError) error = NULL;
  EtaPhoto *edited = try_edit (fixture, photo, edit, &error);

  g_assert_no_error (error);
  return edited;
}

static GdkPixbuf *
load (Fixture *fixture, const char *sha256)
{
  g_autofree char *path = eta_vault_dup_path (fixture->vault, sha256);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (path, &error);

  g_assert_no_error (error);
  return pixbuf;
}

/* Within what JPEG does to a flat colour */
static Colour
colour_at (GdkPixbuf *pixbuf, int x, int y)
{
  const guint8 *pixel = gdk_pixbuf_read_pixels (pixbuf) +
                        (gsize) y * gdk_pixbuf_get_rowstride (pixbuf) +
                        x * gdk_pixbuf_get_n_channels (pixbuf);

  for (int i = 0; i < N_COLOURS; i++)
    if (ABS (pixel[0] - colours[i][0]) < 20 && ABS (pixel[1] - colours[i][1]) < 20 &&
        ABS (pixel[2] - colours[i][2]) < 20)
      return i;
  return N_COLOURS;
}

/* @corners: left above, right above, left below, right below */
static void
assert_corners (Fixture *fixture, const char *sha256, int width, int height, const Colour *corners)
{
  g_autoptr (GdkPixbuf) pixbuf = load (fixture, sha256);

  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, width);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, height);
  g_assert_cmpint (colour_at (pixbuf, 0, 0), ==, corners[0]);
  g_assert_cmpint (colour_at (pixbuf, width - 1, 0), ==, corners[1]);
  g_assert_cmpint (colour_at (pixbuf, 0, height - 1), ==, corners[2]);
  g_assert_cmpint (colour_at (pixbuf, width - 1, height - 1), ==, corners[3]);
}

static const Colour by_turns[4][4] = {
  { RED, GREEN, BLUE, GREY },
  { BLUE, RED, GREY, GREEN },
  { GREY, BLUE, GREEN, RED },
  { GREEN, GREY, RED, BLUE },
};

/* All turns of files that lie and stand in every way a camera can be held */
static void
test_turns (Fixture *fixture, const void *data)
{
  for (guint orientation = 1; orientation <= 8; orientation++) {
    g_autofree char *name = g_strdup_printf ("%u.jpg", orientation);
    g_autoptr (GBytes) bytes = make_camera_file ("jpeg", orientation);
    g_autoptr (EtaPhoto) photo = add (fixture, name, bytes);

    for (int turns = 0; turns < 4; turns++) {
      EtaPhotoEdit edit = { .turns = turns };
      g_autoptr (EtaPhoto) edited = apply (fixture, photo, &edit);
      int width = turns & 1 ? HEIGHT : WIDTH;
      int height = turns & 1 ? WIDTH : HEIGHT;

      assert_corners (fixture, edited->sha256, width, height, by_turns[turns]);
      assert_corners (fixture, edited->preview, turns & 1 ? 360 : 480, turns & 1 ? 480 : 360,
                      by_turns[turns]);
      g_assert_cmpint (edited->width, ==, width);
      g_assert_cmpint (edited->height, ==, height);
    }
  }
}

static const struct {
  EtaPhotoEdit edit;
  int width, height;
  Colour corners[4];
} crops[] = {
  /* whole, and the parts at each edge */
  { { 0, { 0, 0, WIDTH, HEIGHT } }, WIDTH, HEIGHT, { RED, GREEN, BLUE, GREY } },
  { { 0, { 0, 0, 300, 480 } }, 300, 480, { RED, RED, BLUE, BLUE } },
  { { 0, { 340, 0, 300, 480 } }, 300, 480, { GREEN, GREEN, GREY, GREY } },
  { { 0, { 0, 0, 640, 300 } }, 640, 300, { RED, GREEN, BLUE, GREY } },
  { { 0, { 0, 180, 640, 300 } }, 640, 300, { RED, GREEN, BLUE, GREY } },
  { { 0, { 320, 0, 320, 480 } }, 320, 480, { GREEN, GREEN, GREY, GREY } },
  /* a pixel of a colour is there or not */
  { { 0, { 319, 0, 321, 480 } }, 321, 480, { RED, GREEN, BLUE, GREY } },
  /* cropped, then turned */
  { { 1, { 0, 0, 320, 480 } }, 480, 320, { BLUE, RED, BLUE, RED } },
  { { 2, { 0, 0, 320, 480 } }, 320, 480, { BLUE, BLUE, RED, RED } },
  { { 3, { 320, 0, 320, 480 } }, 480, 320, { GREEN, GREY, GREEN, GREY } },
};

/* Of a file as it lies, flipped, and turned and mirrored: 1, 4, 7 */
static void
test_crops (Fixture *fixture, const void *data)
{
  for (guint orientation = 1; orientation <= 7; orientation += 3) {
    g_autoptr (GBytes) bytes = make_camera_file ("jpeg", orientation);
    g_autoptr (EtaPhoto) photo = add (fixture, "camera.jpg", bytes);

    for (guint i = 0; i < G_N_ELEMENTS (crops); i++) {
      g_autoptr (EtaPhoto) edited = apply (fixture, photo, &crops[i].edit);

      g_test_message ("orientation %u, crop %u", orientation, i);
      /* Colour has half the pixels in a JPEG: one column alone cannot keep it. */
      if (crops[i].edit.crop.x != 319)
        assert_corners (fixture, edited->sha256, crops[i].width, crops[i].height, crops[i].corners);
      g_assert_cmpint (edited->width, ==, crops[i].width);
      g_assert_cmpint (edited->height, ==, crops[i].height);
    }
  }
}

/* A drawing stays a PNG with its transparency, exact to the pixel. */
static void
test_transparent (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) drawing = fixture_pixbuf_new (800, 600, TRUE);
  g_autoptr (GBytes) bytes = fixture_save (drawing, "png");
  g_autoptr (EtaPhoto) photo = add (fixture, "drawing.png", bytes);
  EtaPhotoEdit edit = { .turns = 1, .crop = { 101, 53, 399, 401 } };
  g_autoptr (EtaPhoto) edited = apply (fixture, photo, &edit);
  g_autoptr (GdkPixbuf) pixbuf = load (fixture, edited->sha256);

  g_assert_true (gdk_pixbuf_get_has_alpha (pixbuf));
  g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, 401);
  g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, 399);
  for (int y = 0; y < 399; y++) {
    for (int x = 0; x < 401; x++) {
      const guint8 *is =
          gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * gdk_pixbuf_get_rowstride (pixbuf) + 4 * x;
      const guint8 *was = gdk_pixbuf_read_pixels (drawing) +
                          (gsize) (53 + 400 - x) * gdk_pixbuf_get_rowstride (drawing) +
                          4 * (101 + y);

      g_assert_cmpmem (is, 4, was, 4);
    }
  }
}

/* A small part of a large file has the pixels of the file, not of the copy made of it. */
static void
test_large (Fixture *fixture, const void *data)
{
  g_autoptr (GdkPixbuf) small = draw ();
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_scale_simple (small, 6000, 4000, GDK_INTERP_NEAREST);
  g_autoptr (GBytes) bytes = fixture_save (pixbuf, "jpeg");
  g_autoptr (EtaPhoto) photo = add (fixture, "large.jpg", bytes);
  static const struct {
    EtaPhotoRect crop;
    int width, height;
  } parts[] = {
    { { 1000, 1000, 900, 600 }, 900, 600 },
    { { 3000, 0, 3000, 2000 }, 2048, 1365 },
    { { 1, 1, 5998, 3998 }, 2048, 1365 },
    { { 2999, 1999, 3001, 2001 }, 2048, 1366 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    EtaPhotoEdit edit = { .crop = parts[i].crop };
    g_autoptr (EtaPhoto) edited = apply (fixture, photo, &edit);

    g_assert_cmpint (edited->width, ==, parts[i].width);
    g_assert_cmpint (edited->height, ==, parts[i].height);
  }
}

static void
test_refused (Fixture *fixture, const void *data)
{
  static const struct {
    EtaPhotoRect crop;
    EtaPhotoError code;
  } cases[] = {
    { { 0, 0, 1, 1 }, ETA_PHOTO_ERROR_SMALL },
    { { 0, 0, 640, 299 }, ETA_PHOTO_ERROR_SMALL },
    { { 341, 0, 299, 480 }, ETA_PHOTO_ERROR_SMALL },
    { { -1, 0, 400, 400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 0, -1, 400, 400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 0, 0, 641, 480 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 0, 0, 640, 481 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 241, 0, 400, 400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 0, 81, 400, 400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 0, 0, 0, 400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 0, 0, 400, -400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 5, 0, 0, 0 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { G_MAXINT, G_MAXINT, G_MAXINT, G_MAXINT }, ETA_PHOTO_ERROR_OUTSIDE },
    { { G_MININT, 0, G_MAXINT, 400 }, ETA_PHOTO_ERROR_OUTSIDE },
    { { 1, 1, G_MAXINT, G_MAXINT }, ETA_PHOTO_ERROR_OUTSIDE },
  };
  g_autoptr (GBytes) bytes = make_camera_file (data, 1);
  g_autoptr (EtaPhoto) photo = add (fixture, "camera", bytes);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EtaPhotoEdit edit = { .crop = cases[i].crop };
    g_autoptr (GError) error = NULL;

    g_assert_null (try_edit (fixture, photo, &edit, &error));
    g_assert_error (error, ETA_PHOTO_ERROR, (int) cases[i].code);
  }
}

/* Edit upon edit is made of the original, which stays as it is; none brings the first photo back. */
static void
test_again (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) bytes = make_camera_file ("jpeg", 6);
  g_autoptr (EtaPhoto) photo = add (fixture, "camera.jpg", bytes);
  g_autofree char *before = eta_vault_dup_original_path (fixture->vault, photo->sha256);
  g_autofree char *own = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  EtaPhotoEdit narrow = { .crop = { 10, 10, 300, 300 } };
  EtaPhotoEdit wide = { .turns = 3, .crop = { 0, 0, 640, 400 } };
  EtaPhotoEdit none = { 0 };
  g_autoptr (EtaPhoto) first = apply (fixture, photo, &narrow);
  g_autoptr (EtaPhoto) second = apply (fixture, first, &wide);
  g_autoptr (EtaPhoto) same = apply (fixture, photo, &wide);
  g_autoptr (EtaPhoto) back = apply (fixture, second, &none);
  g_autofree char *after = eta_vault_dup_original_path (fixture->vault, second->sha256);
  g_autoptr (GPtrArray) complaints = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *contents = NULL;
  gsize size;

  g_assert_cmpstr (second->original, ==, own);
  g_assert_cmpint (second->edit.turns, ==, 3);
  g_assert_cmpint (second->edit.crop.height, ==, 400);
  g_assert_cmpstr (second->sha256, ==, same->sha256);
  g_assert_cmpstr (back->sha256, ==, photo->sha256);
  g_assert_cmpstr (back->preview, ==, photo->preview);
  g_assert_null (back->original);

  g_assert_nonnull (after);
  g_assert_cmpstr (before, !=, after);
  g_assert_true (g_file_get_contents (before, &contents, &size, NULL));
  g_assert_cmpmem (contents, size, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_true (eta_vault_has (fixture->vault, first->sha256));
  g_assert_true (eta_vault_check (fixture->vault, complaints, NULL));
  g_assert_cmpuint (complaints->len, ==, 0);
}

/* Of a photo from another office the sent copy is all there is: it is the original here. */
static void
test_from_sent (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) bytes = make_camera_file ("jpeg", 1);
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  EtaPhoto came = { .sha256 = sha256 };
  EtaPhotoEdit half = { .crop = { 320, 0, 320, 480 } };
  EtaPhotoEdit none = { 0 };
  g_autoptr (EtaPhoto) edited = NULL;
  g_autoptr (EtaPhoto) back = NULL;
  g_autofree char *unknown = NULL;
  g_autofree char *still = NULL;

  g_assert_true (eta_vault_put (fixture->vault, sha256, bytes, NULL));
  edited = apply (fixture, &came, &half);
  assert_corners (fixture, edited->sha256, 320, 480, crops[5].corners);
  g_assert_cmpstr (edited->original, ==, sha256);
  back = apply (fixture, edited, &none);
  g_assert_cmpstr (back->sha256, ==, sha256);
  g_assert_cmpint (back->width, ==, WIDTH);
  g_assert_cmpint (back->bytes, ==, (gint64) g_bytes_get_size (bytes));

  /* What it was made of elsewhere is not here: then it is made of itself. */
  unknown = g_strnfill (64, 'e');
  still = eta_vault_dup_source (fixture->vault, sha256, unknown);
  g_assert_cmpstr (still, ==, sha256);
  g_assert_null (eta_vault_dup_source (fixture->vault, unknown, NULL));
  g_assert_null (eta_vault_dup_source (fixture->vault, "../../etc/passwd", "/etc/passwd"));
}

static void
test_source (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) bytes = make_camera_file ("jpeg", 8);
  g_autoptr (EtaPhoto) photo = add (fixture, "camera.jpg", bytes);
  EtaPhotoEdit narrow = { .crop = { 10, 10, 300, 300 } };
  g_autoptr (EtaPhoto) edited = apply (fixture, photo, &narrow);
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  g_autoptr (GBytes) view = NULL;
  g_autoptr (GError) error = NULL;
  int width, height;

  view = eta_vault_load_source (fixture->vault, edited->sha256, edited->original, 1, &width,
                                &height, &error);
  g_assert_no_error (error);
  g_assert_cmpint (width, ==, HEIGHT);
  g_assert_cmpint (height, ==, WIDTH);
  g_assert_true (gdk_pixbuf_loader_write_bytes (loader, view, NULL));
  g_assert_true (gdk_pixbuf_loader_close (loader, NULL));
  g_assert_cmpint (colour_at (gdk_pixbuf_loader_get_pixbuf (loader), 2, 2), ==, BLUE);
}

static void
test_damage (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) bytes = make_camera_file ("jpeg", 1);
  g_autoptr (EtaPhoto) photo = add (fixture, "camera.jpg", bytes);
  g_autofree char *path = eta_vault_dup_original_path (fixture->vault, photo->sha256);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) stopped = NULL;
  EtaPhotoEdit edit = { .turns = 1 };

  g_cancellable_cancel (cancellable);
  g_assert_null (eta_vault_edit_photo (fixture->vault, photo->sha256, photo->sha256, &edit,
                                       cancellable, &stopped));
  g_assert_error (stopped, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_set_contents (path, "damaged", -1, NULL));
  g_assert_null (try_edit (fixture, photo, &edit, &error));
  g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED);
}

static void
test_rects (Fixture *fixture, const void *data)
{
  static const EtaPhotoRect part = { 10, 20, 30, 40 };
  static const EtaPhotoRect expected[4] = {
    { 10, 20, 30, 40 }, /* of 640 × 480 */
    { 420, 10, 40, 30 }, /* of 480 × 640 */
    { 600, 420, 30, 40 },
    { 20, 600, 40, 30 },
  };

  for (int turns = 0; turns < 4; turns++) {
    EtaPhotoRect turned = eta_photo_rect_turn (&part, turns, WIDTH, HEIGHT);
    EtaPhotoRect back = eta_photo_rect_turn (&turned, -turns, turns & 1 ? HEIGHT : WIDTH,
                                             turns & 1 ? WIDTH : HEIGHT);

    g_assert_cmpmem (&turned, sizeof turned, &expected[turns], sizeof turned);
    g_assert_cmpmem (&back, sizeof back, &part, sizeof part);
  }
}

static void
test_texts (Fixture *fixture, const void *data)
{
  static const char *const wrong[] = { NULL,        "",          "1",
                                       "1,2,3",     "1,2,3,4,5", "a,b",
                                       "1,2,3,x",   "-1,2,3,4",  "1,2,3,4e9",
                                       " 1,2,3,4",  ",,,",       "1,2,,4",
                                       "0x1,2,3,4", "1;2;3;4",   "1,2,3,99999999999" };
  EtaPhotoRect rect = { 0, 17, 2000, G_MAXINT };
  EtaPhotoRect read;
  g_autofree char *text = eta_photo_rect_to_string (&rect);

  g_assert_true (eta_photo_rect_from_string (&read, text));
  g_assert_cmpmem (&rect, sizeof rect, &read, sizeof read);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_assert_false (eta_photo_rect_from_string (&read, wrong[i]));
    g_assert_cmpint (read.x + read.y + read.width + read.height, ==, 0);
  }
}

/* What the pixels say, whatever their number */
static void
test_look (Fixture *fixture, const void *data)
{
  g_autoptr (GBytes) good = fixture_jpeg_new (600, 400);
  g_autoptr (GdkPixbuf) black = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 600, 400);
  g_autoptr (GBytes) dark = NULL;
  g_autoptr (GBytes) none = g_bytes_new_static ("none", 4);
  g_autoptr (GPtrArray) on_stripes = NULL;
  g_autoptr (GPtrArray) on_black = NULL;
  g_autoptr (GPtrArray) on_nothing = NULL;
  g_autoptr (GPtrArray) praise = eta_photo_look (good, &on_stripes, NULL);
  g_autoptr (GPtrArray) blame = NULL;
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (black, 0x101010ff);
  dark = fixture_save (black, "jpeg");
  blame = eta_photo_look (dark, &on_black, NULL);
  g_assert_cmpuint (praise->len, ==, 0);
  g_assert_cmpuint (blame->len, ==, 1);
  g_assert_cmpuint (on_stripes->len, ==, 1);
  g_assert_cmpuint (on_black->len, ==, 1);
  g_assert_null (eta_photo_look (none, &on_nothing, &error));
  g_assert_null (on_nothing);
  g_assert_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_UNKNOWN);
}

/* The scaler itself, down to a single pixel and to parts of one */
static void
test_parts (Fixture *fixture, const void *data)
{
  g_autoptr (EtaPicture) picture = eta_picture_new (50, 40, 3);

  for (int i = 0; i < 3; i++)
    for (int y = 0; y < picture->planes[i].height; y++)
      for (int x = 0; x < picture->planes[i].width; x++)
        picture->planes[i].data[y * picture->planes[i].stride + x] = (guint8) (x + 5 * y);
  for (int y = 0; y < 40; y++) {
    for (int x = 0; x < 50; x++) {
      EtaPart part = { x, y, 1, 1 };
      g_autoptr (EtaPicture) one = eta_picture_fit_part (picture, &part, 1, 1);

      g_assert_cmpint (one->planes[0].data[0], ==, x + 5 * y);
    }
  }
  for (int n = 0; n < 10; n++) {
    EtaPart part = { 40.25 + n, 39.5, 0.5, 0.5 };
    g_autoptr (EtaPicture) one = eta_picture_fit_part (picture, &part, 1, 1);

    g_assert_cmpint (one->planes[0].data[0], ==, 40 + n + 5 * 39);
  }
}

#define ADD(path, data, function) g_test_add (path, Fixture, data, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/edit/rects", NULL, test_rects);
  ADD ("/edit/texts", NULL, test_texts);
  ADD ("/edit/parts", NULL, test_parts);
  ADD ("/edit/turns", NULL, test_turns);
  ADD ("/edit/crops", NULL, test_crops);
  ADD ("/edit/transparent", NULL, test_transparent);
  ADD ("/edit/large", NULL, test_large);
  ADD ("/edit/refused-jpeg", "jpeg", test_refused);
  ADD ("/edit/refused-png", "png", test_refused);
  ADD ("/edit/again", NULL, test_again);
  ADD ("/edit/from-sent", NULL, test_from_sent);
  ADD ("/edit/source", NULL, test_source);
  ADD ("/edit/look", NULL, test_look);
  ADD ("/edit/damage", NULL, test_damage);
  return g_test_run ();
}
