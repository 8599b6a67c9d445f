/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The door: no decoder sees a file that has not passed here. A picture of 200 KB can ask for more
 * than a gigabyte, so the size comes from the header, and only formats from the list below are handed
 * to a loader, never "whatever gdk-pixbuf recognises". */

#include "config.h"

#include "eta-photo-guard.h"
#include "eta-photo-head.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>
#include <inttypes.h>

typedef struct {
  EtaPhotoFormat format;
  const char *name; /* as people write it */
  const char *mime_type;
  const char *extension;
} Format;

static const Format formats[] = {
  { ETA_PHOTO_FORMAT_JPEG, "JPEG", "image/jpeg", "jpg" },
  { ETA_PHOTO_FORMAT_PNG, "PNG", "image/png", "png" },
  { ETA_PHOTO_FORMAT_WEBP, "WebP", "image/webp", "webp" },
  { ETA_PHOTO_FORMAT_HEIC, "HEIC", "image/heic", "heic" },
  { ETA_PHOTO_FORMAT_AVIF, "AVIF", "image/avif", "avif" },
  { ETA_PHOTO_FORMAT_TIFF, "TIFF", "image/tiff", "tif" },
};

static const Format *
find_format (EtaPhotoFormat format)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (formats[i].format == format)
      return &formats[i];
  }
  return NULL;
}

/**
 * eta_photo_format_get_mime_type:
 * @format: a format
 *
 * Returns: (nullable): the format's media type; NULL if it is none that is taken
 */
const char *
eta_photo_format_get_mime_type (EtaPhotoFormat format)
{
  const Format *found = find_format (format);

  return found != NULL ? found->mime_type : NULL;
}

/**
 * eta_photo_format_get_extension:
 * @format: a format
 *
 * Returns: (nullable): the end of a file's name, without the dot; NULL if it is none that is taken
 */
const char *
eta_photo_format_get_extension (EtaPhotoFormat format)
{
  const Format *found = find_format (format);

  return found != NULL ? found->extension : NULL;
}

static gboolean
has_loader (const Format *format)
{
  g_autoptr (GSList) loaders = gdk_pixbuf_get_formats ();

  for (GSList *l = loaders; l != NULL; l = l->next) {
    g_auto (GStrv) types = gdk_pixbuf_format_get_mime_types (l->data);

    if (g_strv_contains ((const char *const *) types, format->mime_type))
      return !gdk_pixbuf_format_is_disabled (l->data);
  }
  return FALSE;
}

static gboolean
check_format (const EtaPhotoHead *head, const char *name, GError **error)
{
  const Format *format = find_format (head->format);

  if (head->animated) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_ANIMATED,
                 _ ("“%s” is a GIF or an animation. Choose a still photo, as JPEG or PNG."), name);
    return FALSE;
  }
  if (format == NULL) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_UNKNOWN,
                 _ ("“%s” is not a photo that can be read here. Choose a JPEG or PNG file."), name);
    return FALSE;
  }
  if (head->format != ETA_PHOTO_FORMAT_JPEG && !has_loader (format)) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_UNKNOWN,
                 /* Translators: a file name, then the name of a format such as HEIC, three times */
                 _ ("“%s” is a %s photo, and this computer has no loader for %s pictures yet. "
                    "Install the package that lets gdk-pixbuf read %s, or save the photo as JPEG."),
                 name, format->name, format->name, format->name);
    return FALSE;
  }
  return TRUE;
}

static gboolean
check_size (const EtaPhotoHead *head, const char *name, GError **error)
{
  if (head->width <= 0 || head->height <= 0) {
    eta_photo_set_damaged (error, name);
    return FALSE;
  }
  if (head->width > ETA_PHOTO_MAX_PIXELS / head->height) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_LARGE,
                 _ ("“%s” has %" PRId64 " × %" PRId64 " pixels; at most 100 "
                    "megapixels can be read. Save it smaller, or choose another photo."),
                 name, head->width, head->height);
    return FALSE;
  }
  return TRUE;
}

/**
 * eta_photo_set_damaged:
 * @error: (out) (optional): where the error goes
 * @name: the file's name, for the message
 *
 * Sets ETA_PHOTO_ERROR_DAMAGED with the one wording for it.
 */
void
eta_photo_set_damaged (GError **error, const char *name)
{
  g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED,
               _ ("“%s” is cut short or damaged. Copy it again from the camera or telephone, or "
                  "choose another photo."),
               name);
}

/**
 * eta_photo_guard:
 * @bytes: a whole file
 * @name: its name, for messages
 * @head: (out caller-allocates): what its header says
 * @error: ETA_PHOTO_ERROR
 *
 * Refuses what must not reach a decoder: what is no photo, animations, formats without an installed
 * loader, more than 100 megapixels, more than 100 MB, containers without their end. Any thread.
 *
 * Returns: whether @bytes may be decoded
 */
gboolean
eta_photo_guard (GBytes *bytes, const char *name, EtaPhotoHead *head, GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (size == 0) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_DAMAGED,
                 _ ("“%s” is empty. Copy it again from the camera or telephone."), name);
    return FALSE;
  }
  if (size > ETA_PHOTO_MAX_BYTES) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_LARGE,
                 _ ("“%s” is larger than 100 MB. Save it smaller, or choose another photo."), name);
    return FALSE;
  }

  eta_photo_head_read (head, data, size);
  if (!check_format (head, name, error) || !check_size (head, name, error))
    return FALSE;
  if (!head->complete) {
    eta_photo_set_damaged (error, name);
    return FALSE;
  }
  return TRUE;
}
