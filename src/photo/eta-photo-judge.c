/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a curator would say about a photo, said at once to the one who can still take another: too
 * small, not sharp, dark, or not a product at all but somebody's identity card. Warnings only. */

#include "config.h"

#include "eta-photo-judge.h"
#include "eta-photo-decode.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Pixels on the long side of the copy that sharpness is read from: at 2048 px the grain of a small
 * sensor looks like detail, at 256 px every photo looks sharp. */
#define JUDGED_SIDE 1024
#define TILES 12
#define SHARP_TILES 4 /* the sharpest ones count: product photos are mostly plain ground */
#define LEAST_SHARPNESS 60.0
#define LEAST_BRIGHTNESS 60.0

/* A plain light ground, read from the edge of the photo, where the product is not: a share of it that has
 * about one tone, and that a light one. */
#define EDGE_SHARE 16 /* of the short side */
#define LEAST_PLAIN 0.7
#define LEAST_LIGHT 140
#define TONE_REACH 40
#define COLOUR_REACH 20

#define CARD_RATIO 1.586 /* ISO/IEC 7810 ID-1: 85.6 × 53.98 mm */
#define CARD_TOLERANCE 0.02

/**
 * eta_photo_is_card_name:
 * @name: a file's name, UTF-8
 *
 * Returns: whether a word of it is that of an identity card or a number's certificate
 */
gboolean
eta_photo_is_card_name (const char *name)
{
  static const char *const words[] = { "ktp", "npwp", "nib" };
  g_autofree char *folded = g_ascii_strdown (name, -1);
  g_auto (GStrv) parts = NULL;

  for (char *c = folded; *c != '\0'; c++) {
    if (!g_ascii_isalpha (*c) && (guchar) *c < 0x80)
      *c = ' ';
  }
  parts = g_strsplit (folded, " ", -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_strv_contains ((const char *const *) parts, words[i]))
      return TRUE;
  }
  return FALSE;
}

/**
 * eta_photo_is_card_shape:
 * @width: pixels
 * @height: pixels
 *
 * Returns: whether the sides are in the proportion of a bank or identity card, lying or standing
 */
gboolean
eta_photo_is_card_shape (int width, int height)
{
  double ratio = (double) MAX (width, height) / MIN (width, height);

  return ratio >= CARD_RATIO * (1 - CARD_TOLERANCE) && ratio <= CARD_RATIO * (1 + CARD_TOLERANCE);
}

/* Variance of the Laplacian: large where brightness bends often, as at sharp edges */
static double
measure_tile (const EtaPlane *plane, int left, int top, int width, int height)
{
  double sum = 0;
  double squares = 0;
  int n = width * height;

  for (int y = top; y < top + height; y++) {
    const guint8 *row = plane->data + (gsize) y * plane->stride;

    for (int x = left; x < left + width; x++) {
      int bend =
          row[x - 1] + row[x + 1] + row[x - plane->stride] + row[x + plane->stride] - 4 * row[x];

      sum += bend;
      squares += bend * bend;
    }
  }
  return squares / n - (sum / n) * (sum / n);
}

static int
compare_doubles_cb (const void *a, const void *b)
{
  double difference = *(const double *) b - *(const double *) a;

  return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

/**
 * eta_photo_get_sharpness:
 * @picture: a picture
 *
 * Returns: the variance of the Laplacian in the sharpest parts of a copy of 1024 px
 */
double
eta_photo_get_sharpness (const EtaPicture *picture)
{
  EtaPicture bright = { picture->width, picture->height, 1, { picture->planes[0] } };
  g_autoptr (EtaPicture) small = eta_picture_fit (&bright, JUDGED_SIDE);
  const EtaPlane *plane = &small->planes[0];
  int width = (plane->width - 2) / TILES;
  int height = (plane->height - 2) / TILES;
  double found[TILES * TILES];
  double sum = 0;

  if (width < 2 || height < 2)
    return 0;
  for (int i = 0; i < TILES * TILES; i++)
    found[i] = measure_tile (plane, 1 + i % TILES * width, 1 + i / TILES * height, width, height);
  qsort (found, G_N_ELEMENTS (found), sizeof found[0], compare_doubles_cb);
  for (int i = 0; i < SHARP_TILES; i++)
    sum += found[i];
  return sum / SHARP_TILES;
}

/**
 * eta_photo_get_brightness:
 * @picture: a picture
 *
 * Returns: the mean brightness, 0–255
 */
double
eta_photo_get_brightness (const EtaPicture *picture)
{
  const EtaPlane *plane = &picture->planes[0];
  guint64 sum = 0;

  for (int y = 0; y < plane->height; y++) {
    const guint8 *row = plane->data + (gsize) y * plane->stride;

    for (int x = 0; x < plane->width; x++)
      sum += row[x];
  }
  return (double) sum / ((double) plane->width * plane->height);
}

static gboolean
is_edge (const EtaPicture *picture, int x, int y)
{
  int edge = MAX (1, MIN (picture->width, picture->height) / EDGE_SHARE);

  return x < edge || y < edge || x >= picture->width - edge || y >= picture->height - edge;
}

/* Brightness and, of a picture in colours, Cb and Cr */
static void
add_tone (const EtaPicture *picture, int x, int y, GByteArray *tones, int counts[3][256])
{
  guint8 tone[3] = { 0, 128, 128 };

  for (int i = 0; i < picture->n_planes; i++) {
    const EtaPlane *plane = &picture->planes[i];
    int at_x = (int) ((gint64) x * plane->width / picture->width);
    int at_y = (int) ((gint64) y * plane->height / picture->height);

    tone[i] = plane->data[(gsize) at_y * plane->stride + at_x];
  }
  for (int i = 0; i < 3; i++)
    counts[i][tone[i]]++;
  g_byte_array_append (tones, tone, sizeof tone);
}

static gboolean
is_near (const guint8 tone[3], const guint8 middle[3])
{
  return abs (tone[0] - middle[0]) <= TONE_REACH && abs (tone[1] - middle[1]) <= COLOUR_REACH &&
         abs (tone[2] - middle[2]) <= COLOUR_REACH;
}

static guint8
find_median (const int counts[256], int n)
{
  int sum = 0, tone = 0;

  while (tone < 255 && (sum += counts[tone]) * 2 < n)
    tone++;
  return (guint8) tone;
}

/**
 * eta_photo_has_plain_ground:
 * @picture: a small picture: every pixel of its edge is read
 *
 * Returns: whether the edge is light and mostly of one tone, as of a product on paper or a cloth
 */
gboolean
eta_photo_has_plain_ground (const EtaPicture *picture)
{
  g_autoptr (GByteArray) tones = g_byte_array_new ();
  int counts[3][256] = { 0 };
  guint8 middle[3];
  int n, near = 0;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < picture->width; x++)
      if (is_edge (picture, x, y))
        add_tone (picture, x, y, tones, counts);
  n = (int) tones->len / 3;
  for (int i = 0; i < 3; i++)
    middle[i] = find_median (counts[i], n);
  for (int i = 0; i < n; i++)
    near += is_near (tones->data + 3 * i, middle);
  return middle[0] >= LEAST_LIGHT && near >= LEAST_PLAIN * n;
}

static void
judge_pixels (const EtaPicture *picture, GPtrArray *warnings)
{
  if (eta_photo_get_brightness (picture) < LEAST_BRIGHTNESS)
    g_ptr_array_add (warnings, g_strdup (_ ("Dark. Take it again near a window or outside.")));
  else if (eta_photo_get_sharpness (picture) < LEAST_SHARPNESS)
    g_ptr_array_add (warnings,
                     g_strdup (_ ("Not sharp. Hold the camera still and touch the product "
                                  "on the screen before taking it.")));
}

/**
 * eta_photo_look:
 * @bytes: a sent copy
 * @of_product: (out) (element-type utf8): further warnings, which count only when it shows a product
 * @error: ETA_PHOTO_ERROR
 *
 * What the pixels themselves say against a photo. Whether it has enough of them depends on what it is
 * used for, and is for the catalogue's checks to say. Any thread; takes 0.1 s.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): warnings in the user's language
 */
GPtrArray *
eta_photo_look (GBytes *bytes, GPtrArray **of_product, GError **error)
{
  g_autoptr (GPtrArray) warnings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EtaPicture) picture = NULL;
  g_autoptr (EtaPicture) small = NULL;
  EtaPhotoHead head;

  if (!eta_photo_guard (bytes, _ ("Photo"), &head, error))
    return NULL;
  picture = eta_photo_decode (bytes, &head, _ ("Photo"), NULL, ETA_PHOTO_SENT_SIDE, NULL, error);
  if (picture == NULL)
    return NULL;
  judge_pixels (picture, warnings);
  small = eta_picture_fit (picture, ETA_PHOTO_THUMBNAIL_SIDE);
  *of_product = g_ptr_array_new_with_free_func (g_free);
  if (!eta_photo_has_plain_ground (small))
    g_ptr_array_add (*of_product, g_strdup (_ ("The ground is not plain and light. Lay the product "
                                               "on white paper or a light cloth.")));
  return g_steal_pointer (&warnings);
}

/**
 * eta_photo_judge:
 * @picture: the picture of the sent copy
 * @width: pixels of the sent copy
 * @height: pixels of the sent copy
 * @like_card: whether its name or shape is that of an identity card
 *
 * Returns: (transfer full) (element-type utf8): warnings in the user's language, none for a good photo
 */
GPtrArray *
eta_photo_judge (const EtaPicture *picture, int width, int height, gboolean like_card)
{
  GPtrArray *warnings = g_ptr_array_new_with_free_func (g_free);

  if (like_card)
    g_ptr_array_add (warnings, g_strdup (_ ("Looks like an identity card. Use it only if it shows "
                                            "a product.")));
  if (MIN (width, height) < ETA_PHOTO_GOOD_SIDE)
    g_ptr_array_add (warnings,
                     g_strdup_printf (_ ("Only %d × %d pixels. For the gallery the short side "
                                         "should have at least %d: send the camera's own file."),
                                      width, height, ETA_PHOTO_GOOD_SIDE));
  judge_pixels (picture, warnings);
  return warnings;
}
