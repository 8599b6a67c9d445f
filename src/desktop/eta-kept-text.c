/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-kept-text.h"

/* Text that could not be saved outlives the page that it was typed on, as long as the catalogue is open: it
 * is there again, with the reason, when the record is shown again. Main thread. */

static char *
make_key (const char *id, const char *pointer)
{
  return g_strconcat (id, pointer, NULL);
}

static GHashTable *
get_texts (EtaStore *store)
{
  GHashTable *texts = g_object_get_data (G_OBJECT (store), "eta-kept-texts");

  if (!texts) {
    texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_object_set_data_full (G_OBJECT (store), "eta-kept-texts", texts,
                            (GDestroyNotify) g_hash_table_unref);
  }
  return texts;
}

/**
 * eta_kept_text_put:
 * @id: of the record
 * @pointer: the field's place
 * @text: what stands in its control, and is not saved
 */
void
eta_kept_text_put (EtaStore *store, const char *id, const char *pointer, const char *text)
{
  g_hash_table_insert (get_texts (store), make_key (id, pointer), g_strdup (text));
}

/**
 * eta_kept_text_take:
 *
 * Returns: (transfer full) (nullable): what was kept for that place, which is then no longer kept
 */
char *
eta_kept_text_take (EtaStore *store, const char *id, const char *pointer)
{
  g_autofree char *key = make_key (id, pointer);
  g_autofree char *kept_key = NULL;
  char *text = NULL;

  g_hash_table_steal_extended (get_texts (store), key, (gpointer *) &kept_key, (gpointer *) &text);
  return text;
}
