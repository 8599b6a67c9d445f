/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Which part of a file becomes a photo, and which way up: nothing but arithmetic on pixels. */

#include "config.h"

#include "eta-photo-edit.h"
#include "eta-photo-picture.h"

#include <glib/gi18n.h>

/* By turns: the EXIF orientation that means the same */
static const guint orientations[] = { 1, 6, 3, 8 };

/**
 * eta_photo_edit_is_cropped:
 * @edit: (nullable): an edit
 *
 * Returns: whether a part alone is kept
 */
gboolean
eta_photo_edit_is_cropped (const EtaPhotoEdit *edit)
{
  const EtaPhotoRect *crop = edit != NULL ? &edit->crop : NULL;

  return crop != NULL && (crop->x != 0 || crop->y != 0 || crop->width != 0 || crop->height != 0);
}

/**
 * eta_photo_edit_is_none:
 * @edit: (nullable): an edit
 *
 * Returns: whether the photo is the file as it came
 */
gboolean
eta_photo_edit_is_none (const EtaPhotoEdit *edit)
{
  return edit == NULL || (edit->turns == 0 && !eta_photo_edit_is_cropped (edit));
}

/**
 * eta_photo_edit_get_orientation:
 * @edit: (nullable): an edit
 *
 * Returns: the EXIF orientation that turns as @edit does
 */
guint
eta_photo_edit_get_orientation (const EtaPhotoEdit *edit)
{
  return edit != NULL ? orientations[edit->turns & 3] : 1;
}

/**
 * eta_photo_edit_check:
 * @edit: (nullable): an edit, from a document that anybody may have written
 * @width: of the upright file
 * @height: likewise
 * @error: ETA_PHOTO_ERROR_OUTSIDE, or ETA_PHOTO_ERROR_SMALL when too little would be left
 *
 * Returns: whether it can be carried out
 */
gboolean
eta_photo_edit_check (const EtaPhotoEdit *edit, int width, int height, GError **error)
{
  const EtaPhotoRect *crop;

  if (!eta_photo_edit_is_cropped (edit))
    return TRUE;
  crop = &edit->crop;
  if (crop->x < 0 || crop->y < 0 || crop->width <= 0 || crop->height <= 0 ||
      crop->width > width - crop->x || crop->height > height - crop->y) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_OUTSIDE,
                 _ ("The part to keep does not lie within the photo of %d × %d pixels. Crop it "
                    "anew."),
                 width, height);
    return FALSE;
  }
  if (MIN (crop->width, crop->height) < MIN (ETA_PHOTO_MIN_SIDE, MIN (width, height))) {
    g_set_error (error, ETA_PHOTO_ERROR, ETA_PHOTO_ERROR_SMALL,
                 _ ("Only %d × %d pixels would be left. The short side must keep at least %d."),
                 crop->width, crop->height, ETA_PHOTO_MIN_SIDE);
    return FALSE;
  }
  return TRUE;
}

/**
 * eta_photo_rect_unturn:
 * @rect: a part of an upright picture
 * @orientation: EXIF orientation, 1–8
 * @width: of the picture as stored
 * @height: likewise
 *
 * Returns: where that part is in the stored picture
 */
EtaPhotoRect
eta_photo_rect_unturn (const EtaPhotoRect *rect, guint orientation, int width, int height)
{
  EtaTurn turn = eta_turn (orientation);
  EtaPhotoRect stored = *rect;

  if (turn.swap)
    stored = (EtaPhotoRect){ rect->y, rect->x, rect->height, rect->width };
  if (turn.mirror)
    stored.x = width - stored.x - stored.width;
  if (turn.flip)
    stored.y = height - stored.y - stored.height;
  return stored;
}

/**
 * eta_photo_rect_turn:
 * @rect: a part of a picture
 * @turns: quarter turns clockwise; negative: the other way
 * @width: of the picture before turning
 * @height: likewise
 *
 * Returns: where that part is when the picture has been turned
 */
EtaPhotoRect
eta_photo_rect_turn (const EtaPhotoRect *rect, int turns, int width, int height)
{
  gboolean swap = (turns & 1) != 0;

  return eta_photo_rect_unturn (rect, orientations[-turns & 3], swap ? height : width,
                                swap ? width : height);
}

/**
 * eta_photo_rect_to_string:
 * @rect: a part of a picture
 *
 * Returns: (transfer full): "x,y,width,height", as the IIIF Image API writes a region
 */
char *
eta_photo_rect_to_string (const EtaPhotoRect *rect)
{
  return g_strdup_printf ("%d,%d,%d,%d", rect->x, rect->y, rect->width, rect->height);
}

/**
 * eta_photo_rect_from_string:
 * @rect: (out caller-allocates): all 0 when @text is none
 * @text: (nullable): of eta_photo_rect_to_string(), or anything
 *
 * Whether the part lies within a picture, eta_vault_edit_photo() says.
 *
 * Returns: whether @text is such a text
 */
gboolean
eta_photo_rect_from_string (EtaPhotoRect *rect, const char *text)
{
  int *const numbers[] = { &rect->x, &rect->y, &rect->width, &rect->height };
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", ",", 5);
  gboolean good = g_strv_length (parts) == G_N_ELEMENTS (numbers);

  *rect = (EtaPhotoRect){ 0 };
  for (guint i = 0; good && i < G_N_ELEMENTS (numbers); i++) {
    gint64 number;

    good = g_ascii_string_to_signed (parts[i], 10, 0, G_MAXINT, &number, NULL);
    *numbers[i] = good ? (int) number : 0;
  }
  if (!good)
    *rect = (EtaPhotoRect){ 0 };
  return good;
}
