/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The few whole numbers of a TIFF header that matter here: the size of a TIFF picture, and the
 * orientation in the EXIF block of the other formats, which is a TIFF header too. Reads only, follows
 * no offset but the first directory's, and trusts nothing. */

#include "config.h"

#include "eta-photo-tiff.h"

#define ENTRY_SIZE 12
#define TYPE_SHORT 3
#define TYPE_LONG 4

typedef struct {
  const guint8 *data;
  gsize size;
  gboolean little;
} Reader;

static guint16
read_u16 (const Reader *reader, gsize at)
{
  const guint8 *p = reader->data + at;

  return reader->little ? p[0] | p[1] << 8 : p[0] << 8 | p[1];
}

static guint32
read_u32 (const Reader *reader, gsize at)
{
  guint32 first = read_u16 (reader, at);
  guint32 second = read_u16 (reader, at + 2);

  return reader->little ? first | second << 16 : first << 16 | second;
}

static gboolean
open_header (Reader *reader, const guint8 *data, gsize size)
{
  if (size < 8)
    return FALSE;

  reader->data = data;
  reader->size = size;
  reader->little = data[0] == 'I';
  if (!(data[0] == 'I' && data[1] == 'I') && !(data[0] == 'M' && data[1] == 'M'))
    return FALSE;
  return read_u16 (reader, 2) == 42;
}

/**
 * eta_tiff_get:
 * @data: a TIFF header ("II*\0" or "MM\0*")
 * @size: bytes in @data
 * @tag: a tag of the first directory
 * @value: (out): its first value, if it is a SHORT or a LONG kept in the entry itself
 *
 * Returns: whether the tag is there
 */
gboolean
eta_tiff_get (const guint8 *data, gsize size, guint tag, guint32 *value)
{
  Reader reader;
  gsize at;
  guint entries;

  if (!open_header (&reader, data, size))
    return FALSE;

  at = read_u32 (&reader, 4);
  if (at > size - 2)
    return FALSE;

  entries = read_u16 (&reader, at);
  at += 2;
  for (guint i = 0; i < entries && size - at >= ENTRY_SIZE; i++, at += ENTRY_SIZE) {
    guint type = read_u16 (&reader, at + 2);

    if (read_u16 (&reader, at) != tag || (type != TYPE_SHORT && type != TYPE_LONG))
      continue;
    *value = type == TYPE_SHORT ? read_u16 (&reader, at + 8) : read_u32 (&reader, at + 8);
    return TRUE;
  }

  return FALSE;
}
