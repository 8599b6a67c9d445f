/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The headers of the picture formats, read by hand: what a file is and how large it wants to become
 * has to be known before any decoder sees it. Each reader walks the container's blocks, checks every
 * length against what is there, and leaves the size at 0 where it finds none. */

#include "config.h"

#include "eta-photo-head.h"
#include "eta-photo-tiff.h"

#include <string.h>

static guint32
read_be (const guint8 *p, int bytes)
{
  guint32 value = 0;

  for (int i = 0; i < bytes; i++)
    value = value << 8 | p[i];
  return value;
}

static guint32
read_le (const guint8 *p, int bytes)
{
  guint32 value = 0;

  for (int i = bytes - 1; i >= 0; i--)
    value = value << 8 | p[i];
  return value;
}

static void
read_orientation (EtaPhotoHead *head, const guint8 *tiff, gsize size)
{
  guint32 value;

  if (eta_tiff_get (tiff, size, ETA_TIFF_ORIENTATION, &value) && value >= 1 && value <= 8)
    head->orientation = value;
}

static gboolean
is_frame_marker (guint marker)
{
  return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

/* Whether a JPEG is complete is seen while decoding: bytes after its end mark are common. */
static void
read_jpeg (EtaPhotoHead *head, const guint8 *data, gsize size)
{
  gsize at = 2;

  head->complete = TRUE;
  while (size - at >= 4 && data[at] == 0xff) {
    guint marker = data[at + 1];
    gsize length = read_be (data + at + 2, 2);
    const guint8 *body = data + at + 4;

    if (marker == 0xff) { /* fill byte */
      at++;
      continue;
    }
    if (length < 2 || length > size - at - 2 || marker == 0xda)
      return;
    if (is_frame_marker (marker) && length >= 8) {
      head->height = read_be (body + 1, 2);
      head->width = read_be (body + 3, 2);
      return;
    }
    if (marker == 0xe1 && length > 8 && memcmp (body, "Exif\0\0", 6) == 0)
      read_orientation (head, body + 6, length - 8);
    at += 2 + length;
  }
}

static void
read_png (EtaPhotoHead *head, const guint8 *data, gsize size)
{
  gsize at = 8;

  if (size < 33 || memcmp (data + 12, "IHDR", 4) != 0)
    return;
  head->width = read_be (data + 16, 4);
  head->height = read_be (data + 20, 4);

  while (size - at >= 12) {
    gsize length = read_be (data + at, 4);
    const guint8 *kind = data + at + 4;

    if (length > size - at - 12)
      return;
    if (memcmp (kind, "IEND", 4) == 0) {
      head->complete = TRUE;
      return;
    }
    if (memcmp (kind, "acTL", 4) == 0)
      head->animated = TRUE;
    if (memcmp (kind, "eXIf", 4) == 0)
      read_orientation (head, kind + 4, length);
    at += 12 + length;
  }
}

static void
read_webp (EtaPhotoHead *head, const guint8 *data, gsize size)
{
  const guint8 *body = data + 20;

  if (size < 30)
    return;
  head->complete = (gsize) read_le (data + 4, 4) + 8 <= size;

  if (memcmp (data + 12, "VP8X", 4) == 0) {
    head->animated = (body[0] & 0x02) != 0;
    head->width = read_le (body + 4, 3) + 1;
    head->height = read_le (body + 7, 3) + 1;
  } else if (memcmp (data + 12, "VP8L", 4) == 0) {
    head->width = (read_le (body + 1, 4) & 0x3fff) + 1;
    head->height = (read_le (body + 1, 4) >> 14 & 0x3fff) + 1;
  } else if (memcmp (data + 12, "VP8 ", 4) == 0) {
    head->width = read_le (body + 6, 2) & 0x3fff;
    head->height = read_le (body + 8, 2) & 0x3fff;
  }
}

/* A photo is stored as tiles, each with an "ispe" box of its own: the largest is the picture's. */
static void
read_heif (EtaPhotoHead *head, const guint8 *data, gsize size)
{
  gsize limit = MIN (size, 256 * 1024);
  const guint8 *at = data;

  head->complete = TRUE;
  while ((at = memmem (at, data + limit - at, "ispe", 4)) != NULL) {
    if (data + limit - at < 16)
      return;
    head->width = MAX (head->width, read_be (at + 8, 4));
    head->height = MAX (head->height, read_be (at + 12, 4));
    at += 4;
  }
}

static void
read_tiff (EtaPhotoHead *head, const guint8 *data, gsize size)
{
  guint32 width = 0;
  guint32 height = 0;

  head->complete = TRUE;
  if (eta_tiff_get (data, size, ETA_TIFF_WIDTH, &width))
    head->width = width;
  if (eta_tiff_get (data, size, ETA_TIFF_HEIGHT, &height))
    head->height = height;
}

static EtaPhotoFormat
sniff_heif (const guint8 *data)
{
  static const char *const heic[] = { "heic", "heix", "heim", "heis", "mif1", "msf1" };

  if (memcmp (data + 8, "avif", 4) == 0 || memcmp (data + 8, "avis", 4) == 0)
    return ETA_PHOTO_FORMAT_AVIF;
  for (guint i = 0; i < G_N_ELEMENTS (heic); i++) {
    if (memcmp (data + 8, heic[i], 4) == 0)
      return ETA_PHOTO_FORMAT_HEIC;
  }
  return ETA_PHOTO_FORMAT_NONE;
}

static EtaPhotoFormat
sniff (const guint8 *data, gsize size)
{
  if (size >= 4 && memcmp (data, "\xff\xd8\xff", 3) == 0)
    return ETA_PHOTO_FORMAT_JPEG;
  if (size >= 8 && memcmp (data, "\x89PNG\r\n\x1a\n", 8) == 0)
    return ETA_PHOTO_FORMAT_PNG;
  if (size >= 4 && memcmp (data, "GIF8", 4) == 0)
    return ETA_PHOTO_FORMAT_GIF;
  if (size >= 4 && (memcmp (data, "II*\0", 4) == 0 || memcmp (data, "MM\0*", 4) == 0))
    return ETA_PHOTO_FORMAT_TIFF;
  if (size >= 12 && memcmp (data, "RIFF", 4) == 0 && memcmp (data + 8, "WEBP", 4) == 0)
    return ETA_PHOTO_FORMAT_WEBP;
  if (size >= 12 && memcmp (data + 4, "ftyp", 4) == 0)
    return sniff_heif (data);
  return ETA_PHOTO_FORMAT_NONE;
}

/**
 * eta_photo_head_read:
 * @head: (out caller-allocates): what the header says; width and height are 0 where it does not
 * @data: a whole file
 * @size: bytes in @data
 *
 * Looks at the header only; nothing is decoded and nothing is allocated.
 */
void
eta_photo_head_read (EtaPhotoHead *head, const guint8 *data, gsize size)
{
  *head = (EtaPhotoHead){ .format = sniff (data, size), .orientation = 1 };

  switch (head->format) {
  case ETA_PHOTO_FORMAT_JPEG:
    read_jpeg (head, data, size);
    break;
  case ETA_PHOTO_FORMAT_PNG:
    read_png (head, data, size);
    break;
  case ETA_PHOTO_FORMAT_WEBP:
    read_webp (head, data, size);
    break;
  case ETA_PHOTO_FORMAT_HEIC:
  case ETA_PHOTO_FORMAT_AVIF:
    read_heif (head, data, size);
    break;
  case ETA_PHOTO_FORMAT_TIFF:
    read_tiff (head, data, size);
    break;
  case ETA_PHOTO_FORMAT_GIF:
    head->animated = TRUE;
    break;
  case ETA_PHOTO_FORMAT_NONE:
    break;
  }
}
