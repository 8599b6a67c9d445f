/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GET /v1/records/{id} and POST /v1/records/fetch. What a device may not read does not exist for it.
 */
#include "config.h"

#include "eta-handlers.h"
#include "eta-records.h"

#include "eta-limits.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>

static EtaEntry *
find (EtaRequest *x, const char *id, GError **error)
{
  g_autoptr (EtaEntry) entry = eta_ledger_find_record (eta_request_get_ledger (x), id, error);

  if (entry && !eta_entry_in_scope (entry, eta_request_get_device (x)))
    return NULL;
  return g_steal_pointer (&entry);
}

/**
 * eta_handle_record:
 *
 * GET /v1/records/{id}: the record, or its tombstone.
 */
void
eta_handle_record (EtaRequest *x)
{
  const char *id = eta_request_get_part (x, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaEntry) entry = eta_uuid_is_valid (id) ? find (x, id, &error) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (error) {
    eta_request_fail_error (x, error);
    return;
  }
  if (!entry) {
    eta_request_fail (x, ETA_PROBLEM_NOT_FOUND, NULL);
    return;
  }
  eta_entry_print (entry, NULL, text);
  eta_request_answer_text (x, 200, "application/json", g_strdup (text->str));
}

static gboolean
print_records (EtaRequest *x, const EtaJson *ids, GString *text, GError **error)
{
  eta_json_foreach (item, ids) {
    const char *id = eta_json_string (item);
    g_autoptr (GError) local = NULL;
    g_autoptr (EtaEntry) entry = find (x, id, &local);

    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (item != eta_json_first (ids))
      g_string_append_c (text, ',');
    if (entry)
      eta_entry_print (entry, NULL, text);
    else
      g_string_append_printf (text, "{\"id\":\"%s\",\"rev\":null,\"absent\":true}", id);
  }
  return TRUE;
}

static gboolean
check_ids (EtaRequest *x, const EtaJson *ids)
{
  if (!eta_json_is (ids, ETA_JSON_ARRAY)) {
    eta_request_fail (x, ETA_PROBLEM_MALFORMED, _ ("“ids” must be an array"));
    return FALSE;
  }
  if (eta_json_size (ids) > ETA_LIMIT_PAGE) {
    EtaJson *problem = eta_problem_to_json (ETA_PROBLEM_TOO_LARGE, _ ("Too many ids"));

    eta_json_set_int (problem, "/limit", ETA_LIMIT_PAGE);
    eta_request_fail_with (x, ETA_PROBLEM_TOO_LARGE, problem);
    return FALSE;
  }
  eta_json_foreach (item, ids) {
    if (!eta_json_string (item) || !eta_uuid_is_valid (eta_json_string (item))) {
      eta_request_fail (x, ETA_PROBLEM_MALFORMED, _ ("A record's id is a UUID"));
      return FALSE;
    }
  }
  return TRUE;
}

/**
 * eta_handle_fetch:
 *
 * POST /v1/records/fetch: several records, in the order of the ids and of one moment.
 */
void
eta_handle_fetch (EtaRequest *x)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  g_autoptr (EtaJson) json = eta_request_parse_json (x);
  const EtaJson *ids = eta_json_get (json, "/ids");
  g_autoptr (GString) text = g_string_new ("{\"records\":[");
  g_autoptr (GError) error = NULL;

  if (!json || !check_ids (x, ids))
    return;
  if (eta_ledger_begin_read (ledger, &error) && print_records (x, ids, text, &error)) {
    g_string_append (text, "]}");
    eta_request_answer_text (x, 200, "application/json", g_strdup (text->str));
  } else
    eta_request_fail_error (x, error);
  eta_ledger_rollback (ledger);
}
