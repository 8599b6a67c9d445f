/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-order.h"

#include "eta-keyed.h"
#include "eta-photos.h"

#include <glib/gi18n.h>

/* What is done with the photos of a record as a whole. The cover stands first whatever its "order" says, so
 * to move a photo may mean to make another one the cover. */

static void
add_string (GPtrArray *changes, const char *pointer, const char *value)
{
  eta_user_changes_add (changes, pointer, value ? eta_json_new_string (value) : NULL);
}

/* Gives the photo at @position of the list @keys an "order" between its neighbours. */
static void
add_order (GPtrArray *changes, EtaForm *form, GPtrArray *keys, guint position)
{
  const EtaJson *photos = eta_json_get (eta_form_get_doc (form), "/photos");
  const char *before = position > 1 ? g_ptr_array_index (keys, position - 1) : NULL;
  const char *after = position + 1 < keys->len ? g_ptr_array_index (keys, position + 1) : NULL;
  g_autofree char *order = eta_keyed_order_between (photos, before, after);
  g_autofree char *entry = eta_json_pointer_join ("/photos", g_ptr_array_index (keys, position));
  g_autofree char *pointer = eta_json_pointer_join (entry, "order");

  add_string (changes, pointer, order);
}

static int
find_key (GPtrArray *keys, const char *key)
{
  for (guint i = 0; i < keys->len; i++)
    if (g_str_equal (g_ptr_array_index (keys, i), key))
      return (int) i;
  return -1;
}

static GPtrArray *
dup_keys (EtaForm *form)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (eta_form_get_doc (form));
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (keys, i)));
  return copy;
}

/**
 * eta_photo_move:
 * @key: of the photo
 * @position: among all photos, the cover being 0
 */
void
eta_photo_move (EtaForm *form, const char *key, guint position)
{
  g_autoptr (GPtrArray) keys = dup_keys (form);
  int from = find_key (keys, key);
  GPtrArray *changes;

  if (from < 0 || (guint) from == position || position >= keys->len)
    return;
  changes = eta_user_changes_new ();
  g_ptr_array_insert (keys, (int) position, g_ptr_array_steal_index (keys, (guint) from));
  if (position == 0 || from == 0)
    add_string (changes, "/cover", g_ptr_array_index (keys, 0));
  /* A new cover sends the old one to the second place. */
  add_order (changes, form, keys, MAX (position, 1));
  eta_form_set_all (form, N_ ("Reorder photos"), changes, NULL);
}

void
eta_photo_make_cover (EtaForm *form, const char *key)
{
  eta_photo_move (form, key, 0);
}

/* The next photo takes the cover's place. */
void
eta_photo_remove (EtaForm *form, const char *key)
{
  g_autoptr (GPtrArray) keys = dup_keys (form);
  g_autofree char *pointer = eta_json_pointer_join ("/photos", key);
  GPtrArray *changes = eta_user_changes_new ();

  if (find_key (keys, key) == 0)
    add_string (changes, "/cover", keys->len > 1 ? g_ptr_array_index (keys, 1) : NULL);
  eta_user_changes_add (changes, pointer, NULL);
  eta_form_set_all (form, N_ ("Remove a photo"), changes, _ ("Photo removed"));
}
