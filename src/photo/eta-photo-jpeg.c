/* SPDX-License-Identifier: GPL-3.0-or-later */

/* JPEG by libjpeg(-turbo) itself rather than by gdk-pixbuf, for three things gdk-pixbuf's loader and
 * saver cannot do: hand out the planes as they are stored (a camera file never has to become RGB and
 * back), say that a file was cut short instead of filling the rest with grey, and write a file with
 * a chosen sampling and no metadata. Everything that knows libjpeg is in this file.
 *
 * libjpeg reports errors by a longjmp: what lives across it hangs in the Decoder or Encoder and is
 * freed by the function that called setjmp. */

#define G_LOG_DOMAIN "etalase"

#include "config.h"

#include "eta-photo-jpeg.h"

#include <stdio.h>

#include <jpeglib.h>
#include <jerror.h>
#include <setjmp.h>
#include <string.h>

/* More passes than any camera or program writes; each costs as much as decoding the whole picture. */
#define MAX_SCANS 100

#if JPEG_LIB_VERSION >= 70
#define MIN_SCALED_SIZE(info) ((info)->min_DCT_v_scaled_size)
#define SCALED_WIDTH(component) ((component)->DCT_h_scaled_size)
#define SCALED_HEIGHT(component) ((component)->DCT_v_scaled_size)
#else
#define MIN_SCALED_SIZE(info) ((info)->min_DCT_scaled_size)
#define SCALED_WIDTH(component) ((component)->DCT_scaled_size)
#define SCALED_HEIGHT(component) ((component)->DCT_scaled_size)
#endif

typedef struct {
  struct jpeg_error_mgr manager; /* first: libjpeg hands out this address */
  jmp_buf jump;
  char message[JMSG_LENGTH_MAX];
} ErrorState;

static void
error_exit_cb (j_common_ptr info)
{
  ErrorState *state = (ErrorState *) info->err;

  state->manager.format_message (info, state->message);
  longjmp (state->jump, 1);
}

/* libjpeg goes on after damage and invents the missing part; here damage is an error. Some cameras
 * leave stray bytes between the parts of a sound file: those alone are let pass. */
static void
emit_message_cb (j_common_ptr info, int level)
{
  if (level >= 0)
    return;

  switch (info->err->msg_code) {
  case JWRN_EXTRANEOUS_DATA:
  case JWRN_ADOBE_XFORM:
  case JWRN_JFIF_MAJOR:
  case JWRN_TOO_MUCH_DATA:
    return;
  default:
    error_exit_cb (info);
  }
}

static void
output_message_cb (j_common_ptr info)
{
}

static struct jpeg_error_mgr *
init_errors (ErrorState *state)
{
  jpeg_std_error (&state->manager);
  state->manager.error_exit = error_exit_cb;
  state->manager.emit_message = emit_message_cb;
  state->manager.output_message = output_message_cb;
  return &state->manager;
}

/* Decoding */

typedef struct {
  struct jpeg_decompress_struct info;
  struct jpeg_progress_mgr progress;
  ErrorState errors;
  EtaPicture *picture;
  GdkPixbuf *pixbuf;
  guint8 *line;
} Decoder;

static void
progress_cb (j_common_ptr info)
{
  if (((j_decompress_ptr) info)->input_scan_number > MAX_SCANS)
    ERREXIT (info, JERR_BAD_PROGRESSION);
}

/* Of the sizes that the vector code of libjpeg-turbo decodes to (1, 1/2, 1/4, 1/8), the smallest that
 * is not too small. The steps between are slower than the whole. */
static void
choose_scale (j_decompress_ptr info, int side)
{
  guint longest = MAX (info->image_width, info->image_height);

  info->scale_num = 1;
  info->scale_denom = 1;
  while (info->scale_denom < 8 && longest / (info->scale_denom * 2) >= (guint) side)
    info->scale_denom *= 2;
}

static void
read_planes (Decoder *self)
{
  j_decompress_ptr info = &self->info;
  JSAMPROW rows[3][4 * DCTSIZE * 2];
  JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };
  int lines;

  info->raw_data_out = TRUE;
  jpeg_start_decompress (info);
  lines = info->max_v_samp_factor * MIN_SCALED_SIZE (info);

  self->picture = g_new0 (EtaPicture, 1);
  self->picture->width = info->output_width;
  self->picture->height = info->output_height;
  self->picture->n_planes = info->num_components;
  for (int i = 0; i < info->num_components; i++) {
    jpeg_component_info *part = &info->comp_info[i];

    eta_plane_init (&self->picture->planes[i], part->downsampled_width, part->downsampled_height,
                    part->width_in_blocks * SCALED_WIDTH (part),
                    info->total_iMCU_rows * part->v_samp_factor * SCALED_HEIGHT (part));
  }

  for (guint group = 0; info->output_scanline < info->output_height; group++) {
    for (int i = 0; i < info->num_components; i++) {
      EtaPlane *plane = &self->picture->planes[i];
      int n = info->comp_info[i].v_samp_factor * SCALED_HEIGHT (&info->comp_info[i]);

      for (int y = 0; y < n; y++)
        rows[i][y] = plane->data + ((gsize) group * n + y) * plane->stride;
    }
    jpeg_read_raw_data (info, planes, lines);
  }
}

/* Printers' colours; Adobe's programs store them inverted, and nobody else writes such files. */
static void
convert_cmyk (const guint8 *from, guint8 *to, int width, gboolean inverted)
{
  for (int x = 0; x < width; x++, from += 4, to += 3) {
    for (int i = 0; i < 3; i++) {
      int ink = inverted ? from[i] : 255 - from[i];
      int black = inverted ? from[3] : 255 - from[3];

      to[i] = (ink * black + 127) / 255;
    }
  }
}

/* The rare kinds: RGB and CMYK stored as such */
static void
read_pixels (Decoder *self)
{
  j_decompress_ptr info = &self->info;
  gboolean cmyk = info->num_components == 4;

  info->out_color_space = cmyk ? JCS_CMYK : JCS_RGB;
  jpeg_start_decompress (info);
  self->pixbuf =
      gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, info->output_width, info->output_height);
  self->line = g_malloc ((gsize) info->output_width * 4);
  if (self->pixbuf == NULL)
    ERREXIT1 (info, JERR_OUT_OF_MEMORY, 0);

  while (info->output_scanline < info->output_height) {
    guint8 *row = gdk_pixbuf_get_pixels (self->pixbuf) +
                  (gsize) info->output_scanline * gdk_pixbuf_get_rowstride (self->pixbuf);
    JSAMPROW line = cmyk ? self->line : row;

    jpeg_read_scanlines (info, &line, 1);
    if (cmyk)
      convert_cmyk (line, row, info->output_width, info->saw_Adobe_marker);
  }
  self->picture = eta_picture_new_from_pixbuf (self->pixbuf);
}

static gboolean
has_planes (j_decompress_ptr info)
{
  return (info->jpeg_color_space == JCS_YCbCr && info->num_components == 3) ||
         (info->jpeg_color_space == JCS_GRAYSCALE && info->num_components == 1);
}

static gboolean
run_decoder (Decoder *self, const guint8 *data, gsize size, int side)
{
  if (setjmp (self->errors.jump) != 0)
    return FALSE;

  jpeg_create_decompress (&self->info);
  self->progress.progress_monitor = progress_cb;
  self->info.progress = &self->progress;
  jpeg_mem_src (&self->info, data, size);
  jpeg_read_header (&self->info, TRUE);
  choose_scale (&self->info, side);
  if (has_planes (&self->info))
    read_planes (self);
  else
    read_pixels (self);
  jpeg_finish_decompress (&self->info);
  return TRUE;
}

/**
 * eta_jpeg_decode:
 * @bytes: a JPEG that has passed the guard
 * @side: pixels wanted on the long side
 * @reason: (out): libjpeg's words, if it could not be decoded
 *
 * Decodes to the smallest size that comes cheap and is not below @side. Any thread.
 *
 * Returns: (transfer full) (nullable): the picture as stored, not turned; NULL if any part of the
 *   file is damaged or missing
 */
EtaPicture *
eta_jpeg_decode (GBytes *bytes, int side, char **reason)
{
  g_autofree Decoder *self = g_new0 (Decoder, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  gboolean done;

  self->info.err = init_errors (&self->errors);
  done = run_decoder (self, data, size, side);
  jpeg_destroy_decompress (&self->info);
  g_clear_object (&self->pixbuf);
  g_clear_pointer (&self->line, g_free);
  if (!done) {
    g_clear_pointer (&self->picture, eta_picture_free);
    *reason = g_strdup (self->errors.message);
  }
  return self->picture;
}

/* Encoding */

typedef struct {
  struct jpeg_compress_struct info;
  ErrorState errors;
  guint8 *data;
  gulong size;
} Encoder;

static void
choose_sampling (j_compress_ptr info)
{
  for (int i = 0; i < info->num_components; i++) {
    int factor = i == 0 && info->num_components == 3 ? 2 : 1;

    info->comp_info[i].h_samp_factor = factor;
    info->comp_info[i].v_samp_factor = factor;
  }
}

static void
write_planes (j_compress_ptr info, const EtaPicture *picture)
{
  JSAMPROW rows[3][DCTSIZE * 2];
  JSAMPARRAY planes[3] = { rows[0], rows[1], rows[2] };
  int lines = info->comp_info[0].v_samp_factor * DCTSIZE;

  for (guint group = 0; info->next_scanline < info->image_height; group++) {
    for (int i = 0; i < picture->n_planes; i++) {
      const EtaPlane *plane = &picture->planes[i];
      int n = info->comp_info[i].v_samp_factor * DCTSIZE;

      for (int y = 0; y < n; y++) {
        int at = MIN ((int) group * n + y, plane->height - 1);

        rows[i][y] = plane->data + (gsize) at * plane->stride;
      }
    }
    jpeg_write_raw_data (info, planes, lines);
  }
}

static gboolean
run_encoder (Encoder *self, const EtaPicture *picture, int quality)
{
  j_compress_ptr info = &self->info;

  if (setjmp (self->errors.jump) != 0)
    return FALSE;

  jpeg_create_compress (info);
  jpeg_mem_dest (info, &self->data, &self->size);
  info->image_width = picture->width;
  info->image_height = picture->height;
  info->input_components = picture->n_planes;
  info->in_color_space = picture->n_planes == 3 ? JCS_YCbCr : JCS_GRAYSCALE;
  jpeg_set_defaults (info);
  jpeg_set_quality (info, quality, TRUE);
  choose_sampling (info);
  info->raw_data_in = TRUE;
  info->optimize_coding = TRUE;
  jpeg_start_compress (info, TRUE);
  write_planes (info, picture);
  jpeg_finish_compress (info);
  return TRUE;
}

/**
 * eta_jpeg_encode:
 * @picture: a picture from eta_picture_fit(): colour at half the size, rows padded
 * @quality: 1–100
 *
 * Writes a baseline JPEG with the JFIF header and nothing else. Any thread.
 *
 * Returns: (transfer full): the file
 */
GBytes *
eta_jpeg_encode (const EtaPicture *picture, int quality)
{
  g_autofree Encoder *self = g_new0 (Encoder, 1);
  GBytes *bytes = NULL;

  self->info.err = init_errors (&self->errors);
  if (!run_encoder (self, picture, quality))
    g_error ("libjpeg: %s", self->errors.message); /* out of memory, as g_malloc() treats it */
  jpeg_destroy_compress (&self->info);
  bytes = g_bytes_new (self->data, self->size);
  free (self->data);
  return bytes;
}
