/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-photos.h"

#include <glib/gi18n.h>
#include <string.h>

/* Photos of a document: how many, of what, and whether the cover is large enough for the gallery. */

#define REFUSED_SIDE 600
#define READY_SIDE 1000

static void
check_cover (EtaCheck *check)
{
  const EtaJson *cover = eta_photos_get_cover (check->doc);
  gint64 width = eta_json_get_int (cover, "/width", 0);
  gint64 height = eta_json_get_int (cover, "/height", 0);
  gint64 side = MIN (width, height);
  const char *outer = check->pointer;
  g_autofree char *pointer = NULL;

  if (!cover || side <= 0 || side >= READY_SIDE)
    return;
  pointer = eta_json_pointer_join (outer, eta_json_key (cover));
  check->pointer = pointer;
  if (side < REFUSED_SIDE)
    eta_check_error (check,
                     _ ("The cover is too small: its short side has %d points of at least %d. "
                        "Choose another cover"),
                     (int) side, REFUSED_SIDE);
  else
    eta_check_warn (check, _ ("The cover is small: its short side has %d points, better are %d"),
                    (int) side, READY_SIDE);
  check->pointer = outer;
}

static gboolean
has_pack (const EtaJson *photos)
{
  eta_json_foreach (photo, photos)
    if (g_strcmp0 (eta_json_get_string (photo, "/subject"), "pack") == 0)
      return TRUE;
  return FALSE;
}

/* Called also where there is none. */
void
eta_check_photos (EtaCheck *check, const EtaJson *value)
{
  const char *cover = eta_json_get_string (check->doc, "/cover");

  check_cover (check);
  if (cover && *cover && !eta_json_member (value, cover))
    eta_check_warn (check, _ ("The cover is no longer among the photos. Choose another"));
  if (check->kind != &eta_kind_product)
    return;
  if (eta_json_size (value) < 3)
    eta_check_warn (check, _ ("The gallery wants at least 3 photos of a product"));
  else if (!has_pack (value))
    eta_check_warn (check, _ ("Add a photo of the pack or the label"));
}
