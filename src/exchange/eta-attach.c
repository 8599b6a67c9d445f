/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-attach.h"

#include "eta-check.h"
#include "eta-photos.h"
#include "eta-text.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>

/* The order string after all photos that are there. */
static char *
order_at_end (const EtaJson *doc)
{
  const char *last = NULL;

  eta_json_foreach (entry, eta_json_get (doc, "/photos")) {
    const char *order = eta_json_get_string (entry, "/order");
    if (order && (!last || strcmp (order, last) > 0))
      last = order;
  }

  return eta_order_between (last, NULL);
}

/* The key of the entry that already holds this very photo. */
static const char *
find_entry (const EtaJson *doc, const char *sha256)
{
  eta_json_foreach (entry, eta_json_get (doc, "/photos"))
    if (g_strcmp0 (eta_json_get_string (entry, "/sha256"), sha256) == 0)
      return eta_json_key (entry);

  return NULL;
}

static EtaJson *
describe (const EtaPhoto *photo, const EtaJson *doc, const char *subject)
{
  g_autofree char *order = order_at_end (doc);
  EtaJson *entry = eta_json_new_object ();

  eta_json_set_string (entry, "/sha256", photo->sha256);
  eta_json_set_string (entry, "/preview", photo->preview);
  eta_json_set_int (entry, "/width", photo->width);
  eta_json_set_int (entry, "/height", photo->height);
  eta_json_set_int (entry, "/bytes", photo->bytes);
  eta_json_set_string (entry, "/order", order);
  if (subject)
    eta_json_set_string (entry, "/subject", subject);

  return entry;
}

/**
 * eta_attach_accepts_name:
 * @path: a photo's file, in the file system's encoding
 *
 * A file named after a person's identity number shows a card or a person's papers.
 *
 * Returns: whether the photo may be taken in; else @error is %ETA_STORE_ERROR_INVALID
 */
gboolean
eta_attach_accepts_name (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!eta_text_has_nik (name))
    return TRUE;
  g_set_error (
      error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
      _ ("The name “%s” holds a person’s identity number (NIK). Such a photo is not taken."), name);
  return FALSE;
}

/**
 * eta_attach_photo_as:
 * @photo: a photo that is in the vault already
 * @subject: (nullable): what it shows, if that is known: "pack"
 *
 * Adds a photo at the end of a record's photos; the first one becomes the cover. A photo that the
 * record has is not added twice. One change, hence one step of undo when no other is under way.
 * Blocks, any thread.
 *
 * Returns: (transfer full) (nullable): the key of the photo's entry, or %NULL with @error set
 */
char *
eta_attach_photo_as (EtaStore *store, const char *id, const EtaPhoto *photo, const char *subject,
                     GError **error)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, error);
  if (!record)
    return NULL;

  const EtaJson *doc = eta_record_get_doc (record);
  const char *there = find_entry (doc, photo->sha256);
  if (there)
    return g_strdup (there);

  g_autofree char *key = eta_uuid_new ();
  g_autofree char *pointer = eta_json_pointer_join ("/photos", key);
  g_autoptr (EtaJson) changed = eta_json_copy (doc);
  eta_json_take (changed, pointer, describe (photo, doc, subject));
  if (!eta_photos_get_cover (doc))
    eta_json_set_string (changed, "/cover", key);

  return eta_store_put (store, id, changed, error) ? g_steal_pointer (&key) : NULL;
}

/** eta_attach_photo: as eta_attach_photo_as(), of a photo of which nothing is known but itself */
char *
eta_attach_photo (EtaStore *store, const char *id, const EtaPhoto *photo, GError **error)
{
  return eta_attach_photo_as (store, id, photo, NULL, error);
}
