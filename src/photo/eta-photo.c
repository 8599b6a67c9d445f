/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo.h"

G_DEFINE_QUARK (eta_photo_error, eta_photo_error)

/**
 * eta_photo_free:
 * @photo: (transfer full) (nullable): a photo
 *
 * Frees the description; the files in the vault stay.
 */
void
eta_photo_free (EtaPhoto *photo)
{
  if (photo == NULL)
    return;

  g_free (photo->sha256);
  g_free (photo->preview);
  g_free (photo->original);
  g_clear_pointer (&photo->warnings, g_ptr_array_unref);
  g_free (photo);
}
