/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The parts between the file and the vault: scaling, turning, JPEG, the judge, the header readers. */

#include "config.h"

#include "eta-photo-head.h"
#include "eta-photo-jpeg.h"
#include "eta-photo-judge.h"
#include "eta-photo-picture.h"
#include "eta-photo-tiff.h"
#include "photo-fixture.h"

#include <string.h>

static EtaPicture *
make_picture (int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (width, height, FALSE);

  return eta_picture_new_from_pixbuf (pixbuf);
}

static guint8 *
get_bright (EtaPicture *picture, int x, int y)
{
  return picture->planes[0].data + (gsize) y * picture->planes[0].stride + x;
}

static void
fill (EtaPicture *picture, guint8 value)
{
  for (int i = 0; i < picture->n_planes; i++)
    memset (picture->planes[i].data, value,
            (gsize) picture->planes[i].stride * picture->planes[i].height);
}

static void
test_fit (void)
{
  static const struct {
    int width, height, side, fit_width, fit_height;
  } cases[] = {
    { 4000, 3000, 2048, 2048, 1536 }, { 3000, 4000, 2048, 1536, 2048 },
    { 800, 600, 2048, 800, 600 },     { 2048, 1, 480, 480, 1 },
    { 100000, 1, 256, 256, 1 },       { 1, 1, 1, 1, 1 },
    { 4001, 3001, 2048, 2048, 1536 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    int width, height;

    eta_fit (cases[i].width, cases[i].height, cases[i].side, &width, &height);
    g_assert_cmpint (width, ==, cases[i].fit_width);
    g_assert_cmpint (height, ==, cases[i].fit_height);
  }
}

/* A plain ground keeps its tone to the digit, whatever the sizes. */
static void
test_scale_flat (void)
{
  static const struct {
    int width, height, side;
  } cases[] = {
    { 64, 48, 31 },      { 1, 1, 1 },    { 3, 200, 7 },     { 200, 3, 7 },
    { 1001, 777, 1000 }, { 999, 2, 16 }, { 1201, 900, 50 }, { 1000, 700, 37 },
  };
  static const guint8 tones[] = { 0, 1, 127, 254, 255 };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (guint t = 0; t < G_N_ELEMENTS (tones); t++) {
      g_autoptr (EtaPicture) picture = eta_picture_new (cases[i].width, cases[i].height, 3);
      g_autoptr (EtaPicture) fitted = NULL;

      fill (picture, tones[t]);
      fitted = eta_picture_fit (picture, cases[i].side);
      for (int y = 0; y < fitted->height; y++) {
        for (int x = 0; x < fitted->planes[0].stride; x++) /* the padding too */
          g_assert_cmpint (*get_bright (fitted, x, y), ==, tones[t]);
      }
    }
  }
}

/* An edge stays where it is and black and white stay what they are. */
static void
test_scale_edge (void)
{
  g_autoptr (EtaPicture) picture = eta_picture_new (1000, 800, 1);
  g_autoptr (EtaPicture) fitted = NULL;

  for (int y = 0; y < 800; y++) {
    for (int x = 0; x < 1000; x++)
      *get_bright (picture, x, y) = x < 500 && y < 400 ? 0 : 255;
  }
  fitted = eta_picture_fit (picture, 250);
  g_assert_cmpint (fitted->height, ==, 200);
  g_assert_cmpint (*get_bright (fitted, 0, 0), ==, 0);
  g_assert_cmpint (*get_bright (fitted, 121, 96), ==, 0);
  g_assert_cmpint (*get_bright (fitted, 124, 99), <, 64);
  g_assert_cmpint (*get_bright (fitted, 125, 99), >, 192);
  g_assert_cmpint (*get_bright (fitted, 124, 100), >, 192);
  g_assert_cmpint (*get_bright (fitted, 128, 103), ==, 255);
  g_assert_cmpint (*get_bright (fitted, 249, 199), ==, 255);
}

/* EXIF: where the stored picture's left upper corner is in the upright one */
static void
test_turn (void)
{
  static const struct {
    gboolean right, bottom;
  } corners[] = {
    { FALSE, FALSE }, { TRUE, FALSE }, { TRUE, TRUE }, { FALSE, TRUE },
    { FALSE, FALSE }, { TRUE, FALSE }, { TRUE, TRUE }, { FALSE, TRUE },
  };

  for (guint orientation = 1; orientation <= 8; orientation++) {
    EtaPicture *stored = eta_picture_new (30, 20, 3);
    g_autoptr (EtaPicture) upright = NULL;
    int width = orientation >= 5 ? 20 : 30;
    int height = orientation >= 5 ? 30 : 20;

    fill (stored, 0);
    *get_bright (stored, 0, 0) = 200;
    *get_bright (stored, 29, 0) = 100;
    upright = eta_picture_turn (stored, orientation);
    g_assert_cmpint (upright->width, ==, width);
    g_assert_cmpint (upright->height, ==, height);
    g_assert_cmpint (*get_bright (upright, corners[orientation - 1].right ? width - 1 : 0,
                                  corners[orientation - 1].bottom ? height - 1 : 0),
                     ==, 200);
    /* Along the stored row: along the row, or down the column */
    g_assert_cmpint (
        *get_bright (upright, (orientation >= 5) == corners[orientation - 1].right ? width - 1 : 0,
                     (orientation < 5) == corners[orientation - 1].bottom ? height - 1 : 0),
        ==, 100);
  }
}

/* All sizes around a block, since rows and planes are padded to whole ones */
static void
test_jpeg_sizes (void)
{
  for (int size = 1; size <= 40; size++) {
    g_autoptr (EtaPicture) picture = make_picture (size, 41 - size);
    g_autoptr (EtaPicture) fitted = eta_picture_fit (picture, 100);
    g_autoptr (GBytes) jpeg = eta_jpeg_encode (fitted, 90);
    g_autofree char *reason = NULL;
    g_autoptr (EtaPicture) back = eta_jpeg_decode (jpeg, 100, &reason);

    g_assert_null (reason);
    g_assert_cmpint (back->width, ==, size);
    g_assert_cmpint (back->height, ==, 41 - size);
    for (int y = 0; y < back->height; y++) {
      for (int x = 0; x < back->width; x++)
        g_assert_cmpint (ABS (*get_bright (back, x, y) - *get_bright (picture, x, y)), <, 40);
    }
  }
}

static void
test_jpeg_scaled (void)
{
  static const struct {
    int side, width;
  } cases[] = { { 2000, 1600 }, { 1600, 1600 }, { 801, 1600 }, { 800, 800 },
                { 401, 800 },   { 400, 400 },   { 200, 200 },  { 16, 200 } };
  g_autoptr (GBytes) jpeg = fixture_jpeg_new (1600, 1200);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *reason = NULL;
    g_autoptr (EtaPicture) picture = eta_jpeg_decode (jpeg, cases[i].side, &reason);

    g_assert_null (reason);
    g_assert_cmpint (picture->width, ==, cases[i].width);
    g_assert_cmpint (picture->height, ==, cases[i].width * 3 / 4);
  }
}

static void
test_jpeg_grey (void)
{
  g_autoptr (EtaPicture) grey = eta_picture_new (100, 50, 1);
  g_autofree char *reason = NULL;
  g_autoptr (EtaPicture) fitted = NULL;
  g_autoptr (EtaPicture) back = NULL;
  g_autoptr (GBytes) jpeg = NULL;

  fill (grey, 90);
  fitted = eta_picture_fit (grey, 60);
  jpeg = eta_jpeg_encode (fitted, 82);
  back = eta_jpeg_decode (jpeg, 60, &reason);
  g_assert_null (reason);
  g_assert_cmpint (back->n_planes, ==, 1);
  g_assert_cmpint (*get_bright (back, 30, 10), ==, 90);
}

static void
blur (EtaPicture *picture, int times)
{
  EtaPlane *plane = &picture->planes[0];

  for (int i = 0; i < times; i++) {
    for (int y = 1; y < plane->height - 1; y++) {
      guint8 *p = plane->data + (gsize) y * plane->stride;

      for (int x = 1; x < plane->width - 1; x++)
        p[x] =
            (4 * p[x] + p[x - 1] + p[x + 1] + p[x - plane->stride] + p[x + plane->stride] + 4) / 8;
    }
  }
}

static void
test_judge (void)
{
  g_autoptr (EtaPicture) picture = make_picture (1600, 1200);
  g_autoptr (GPtrArray) good = eta_photo_judge (picture, 1600, 1200, FALSE);
  g_autoptr (GPtrArray) small = eta_photo_judge (picture, 1200, 999, TRUE);
  g_autoptr (GPtrArray) blurred = NULL;
  g_autoptr (GPtrArray) dark = NULL;

  g_assert_cmpuint (good->len, ==, 0);
  g_assert_cmpuint (small->len, ==, 2);
  g_assert_nonnull (strstr (g_ptr_array_index (small, 0), "identity card"));
  g_assert_nonnull (strstr (g_ptr_array_index (small, 1), "999"));

  blur (picture, 60);
  blurred = eta_photo_judge (picture, 1600, 1200, FALSE);
  g_assert_cmpuint (blurred->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (blurred, 0), "Not sharp"));

  fill (picture, 30);
  dark = eta_photo_judge (picture, 1600, 1200, FALSE);
  g_assert_cmpuint (dark->len, ==, 1);
  g_assert_nonnull (strstr (g_ptr_array_index (dark, 0), "Dark"));
}

/* A product photo is mostly plain ground: one sharp thing in it is enough. */
static void
test_judge_plain_ground (void)
{
  g_autoptr (EtaPicture) picture = eta_picture_new (1600, 1200, 1);
  g_autoptr (GPtrArray) warnings = NULL;

  fill (picture, 240);
  for (int y = 450; y < 750; y++) {
    for (int x = 600; x < 1000; x++)
      *get_bright (picture, x, y) = (x / 20 + y / 20) % 2 ? 200 : 120;
  }
  warnings = eta_photo_judge (picture, 1600, 1200, FALSE);
  g_assert_cmpuint (warnings->len, ==, 0);
}

/* Every header cut at every byte, in memory of just that size, for the sanitizers to watch */
static void
test_heads_cut (void)
{
  static const char webp[] = "RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\x02\0\0\0\x1f\x03\0\x57\x02\0";
  static const char heic[] = "\0\0\0\x18"
                             "ftypheic\0\0\0\0mif1heic"
                             "\0\0\0\x14ispe\0\0\0\0\0\0\x0f\xc0\0\0\x0b\xd0";
  g_autoptr (GdkPixbuf) pixbuf = fixture_pixbuf_new (20, 20, FALSE);
  g_autoptr (GBytes) plain = fixture_save (pixbuf, "jpeg");
  GBytes *files[] = {
    fixture_add_exif (plain, 8),         fixture_save (pixbuf, "png"),
    fixture_save (pixbuf, "tiff"),       g_bytes_new (webp, sizeof webp - 1),
    g_bytes_new (heic, sizeof heic - 1),
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    gsize size = g_bytes_get_size (files[i]);
    EtaPhotoHead head;

    for (gsize n = 0; n <= size; n++) {
      g_autofree guint8 *part = g_memdup2 (g_bytes_get_data (files[i], NULL), n);

      eta_photo_head_read (&head, part, n);
    }
    g_assert_cmpint (head.format, !=, ETA_PHOTO_FORMAT_NONE);
    g_assert_cmpint (head.width, >, 0);
    g_assert_cmpint (head.height, >, 0);
    g_assert_true (head.complete);
    g_assert_cmpint (head.orientation, ==, i == 0 ? 8 : 1);
    g_assert_cmpint (head.animated, ==, head.format == ETA_PHOTO_FORMAT_WEBP);
    g_bytes_unref (files[i]);
  }
}

/* A product that reaches one edge, a shadow and a cream cloth are still a plain ground. */
static void
test_ground (void)
{
  static const struct {
    guint8 left[3], right[3]; /* brightness, Cb, Cr of the two parts */
    int share; /* of the left one, in hundredths */
    gboolean plain;
  } cases[] = {
    { { 255, 128, 128 }, { 255, 128, 128 }, 50, TRUE }, /* white */
    { { 225, 112, 136 }, { 200, 112, 136 }, 50, TRUE }, /* cream, and its shadow */
    { { 60, 100, 170 }, { 240, 128, 128 }, 8, TRUE }, /* a product at one edge */
    { { 128, 128, 128 }, { 128, 128, 128 }, 50, FALSE }, /* grey */
    { { 20, 128, 128 }, { 20, 128, 128 }, 50, FALSE }, /* black */
    { { 190, 160, 110 }, { 190, 95, 150 }, 50, FALSE }, /* sky and sand */
    { { 120, 120, 130 }, { 220, 120, 130 }, 50, FALSE }, /* light and dark */
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EtaPicture) picture = eta_picture_new (256, 192, 3);

    for (int p = 0; p < 3; p++) {
      EtaPlane *plane = &picture->planes[p];

      for (int y = 0; y < plane->height; y++)
        for (int x = 0; x < plane->width; x++)
          plane->data[y * plane->stride + x] =
              x < plane->width * cases[i].share / 100 ? cases[i].left[p] : cases[i].right[p];
    }
    g_test_message ("case %u", i);
    g_assert_cmpint (eta_photo_has_plain_ground (picture), ==, cases[i].plain);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/picture/ground", test_ground);
  g_test_add_func ("/picture/fit", test_fit);
  g_test_add_func ("/picture/scale-flat", test_scale_flat);
  g_test_add_func ("/picture/scale-edge", test_scale_edge);
  g_test_add_func ("/picture/turn", test_turn);
  g_test_add_func ("/picture/jpeg-sizes", test_jpeg_sizes);
  g_test_add_func ("/picture/jpeg-scaled", test_jpeg_scaled);
  g_test_add_func ("/picture/jpeg-grey", test_jpeg_grey);
  g_test_add_func ("/picture/judge", test_judge);
  g_test_add_func ("/picture/judge-plain-ground", test_judge_plain_ground);
  g_test_add_func ("/picture/heads-cut", test_heads_cut);
  return g_test_run ();
}
