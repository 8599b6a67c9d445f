/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include <glib/gi18n.h>

/* Records by their ids, for when the feed does not bring them. */

#define BATCH 100

/* One batch of @ids, from @start on */
static EtaJson *
make_request (GPtrArray *ids, guint start)
{
  EtaJson *request = eta_json_new_object ();
  EtaJson *batch = eta_json_new_array ();

  for (guint i = start; i < MIN (ids->len, start + BATCH); i++)
    eta_json_append (batch, eta_json_new_string (ids->pdata[i]));
  eta_json_take (request, "/ids", batch);
  return request;
}

static gboolean
fetch (EtaSession *self, GPtrArray *ids, guint start, GHashTable *found, GError **error)
{
  g_autoptr (EtaJson) request = make_request (ids, start);
  g_autoptr (EtaJson) answer =
      eta_link_call (self->link, "POST", "/v1/records/fetch", request, 200, error);

  if (!answer)
    return FALSE;
  eta_json_foreach (record, eta_json_get (answer, "/records"))
    if (eta_json_get_string (record, "/id"))
      g_hash_table_insert (found, g_strdup (eta_json_get_string (record, "/id")),
                           eta_json_copy (record));
  return TRUE;
}

static gboolean
is_complete (GPtrArray *ids, GHashTable *found, GError **error)
{
  for (guint i = 0; i < ids->len; i++) {
    if (g_hash_table_contains (found, ids->pdata[i]))
      continue;
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REFUSED,
                 _ ("The centre's answer about the record %s is not complete"),
                 (char *) ids->pdata[i]);
    return FALSE;
  }
  return TRUE;
}

/**
 * eta_session_fetch_records:
 * @ids: (element-type utf8)
 *
 * Returns: (transfer full) (element-type utf8 EtaJson) (nullable): what the centre holds of each of them, or
 * that it holds nothing
 */
GHashTable *
eta_session_fetch_records (EtaSession *self, GPtrArray *ids, GError **error)
{
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) eta_json_free);

  for (guint i = 0; i < ids->len; i += BATCH)
    if (!fetch (self, ids, i, found, error))
      return NULL;
  return is_complete (ids, found, error) ? g_steal_pointer (&found) : NULL;
}
