/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Bodies in gzip. What comes from outside is inflated within bounds: a small body must not become
 * more than the limit, nor more than a hundred times itself.
 */
#include "config.h"

#include "eta-gzip.h"
#include "eta-limits.h"
#include "eta-problem.h"

#include <glib/gi18n.h>

/* Runs @converter over all of @input; stops with an error above @limit bytes of output. */
static GBytes *
convert (GConverter *converter, GBytes *input, gsize limit, GError **error)
{
  gsize length, used = 0, made = 0;
  const guint8 *data = g_bytes_get_data (input, &length);
  g_autoptr (GByteArray) output = g_byte_array_new ();
  GConverterResult result = G_CONVERTER_CONVERTED;

  while (result != G_CONVERTER_FINISHED) {
    gsize took = 0, gave = 0;

    g_byte_array_set_size (output, MAX (4096, made + made / 2 + 1024));
    result =
        g_converter_convert (converter, data + used, length - used, output->data + made,
                             output->len - made, G_CONVERTER_INPUT_AT_END, &took, &gave, error);
    if (result == G_CONVERTER_ERROR)
      return NULL;
    used += took;
    made += gave;
    if (made > limit) {
      g_set_error (error, ETA_WIRE_ERROR, ETA_PROBLEM_TOO_LARGE,
                   _ ("More than %zu bytes when unpacked"), limit);
      return NULL;
    }
  }
  if (used != length) {
    g_set_error_literal (error, ETA_WIRE_ERROR, ETA_PROBLEM_MALFORMED,
                         _ ("Something follows the packed data"));
    return NULL;
  }
  g_byte_array_set_size (output, (guint) made);
  return g_byte_array_free_to_bytes (g_steal_pointer (&output));
}

/**
 * eta_gzip:
 * @plain: what to pack
 *
 * Returns: (transfer full): @plain in gzip. Any thread
 */
GBytes *
eta_gzip (GBytes *plain)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);

  return convert (G_CONVERTER (packer), plain, G_MAXSIZE, NULL);
}

/**
 * eta_gunzip:
 * @coded: a gzip body from outside
 * @limit: the most bytes that it may become; never more than %ETA_LIMIT_INFLATE times its size
 * @error: %ETA_WIRE_ERROR with %ETA_PROBLEM_TOO_LARGE or %ETA_PROBLEM_MALFORMED
 *
 * Returns: (transfer full) (nullable): the plain bytes. Any thread
 */
GBytes *
eta_gunzip (GBytes *coded, gsize limit, GError **error)
{
  g_autoptr (GZlibDecompressor) unpacker = NULL;
  g_autoptr (GError) local = NULL;
  GBytes *plain;

  unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  limit = MIN (limit, g_bytes_get_size (coded) * ETA_LIMIT_INFLATE);
  plain = convert (G_CONVERTER (unpacker), coded, limit, &local);
  if (plain)
    return plain;
  if (local->domain == ETA_WIRE_ERROR)
    g_propagate_error (error, g_steal_pointer (&local));
  else
    g_set_error_literal (error, ETA_WIRE_ERROR, ETA_PROBLEM_MALFORMED,
                         _ ("The gzip data is damaged or cut short"));
  return NULL;
}
