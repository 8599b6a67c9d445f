/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-problem.h"
#include "eta-token.h"

#include <glib/gi18n.h>

/* Pairing: a code from the centre becomes a device and a token. */

static gboolean
keep_device (EtaStore *store, const char *url, const char *name, const EtaJson *answer,
             GError **error)
{
  const char *device = eta_json_get_string (answer, "/device");
  const char *token = eta_json_get_string (answer, "/token");
  if (!device || !token) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
                         _ ("The centre's answer to the pairing is not complete"));
    return FALSE;
  }

  /* The token first: a device without one could not even ask for another. */
  return eta_token_save (store, device, token, error) &&
         eta_store_begin (store, _ ("Pair"), error) &&
         eta_store_put_setting (store, ETA_SETTING_URL, url, error) &&
         eta_store_put_setting (store, ETA_SETTING_DEVICE, device, error) &&
         eta_store_put_setting (store, ETA_SETTING_DEVICE_NAME, name, error) &&
         eta_store_put_setting (store, ETA_SETTING_COUNTER, "0", error);
}

static gboolean
keep_office (EtaStore *store, const EtaJson *answer, GError **error)
{
  const char *office = eta_json_get_string (answer, "/office/id");
  const char *name = eta_json_get_string (answer, "/office/name");

  return eta_store_put_setting (store, ETA_SETTING_ROLE, eta_json_get_string (answer, "/role"),
                                error) &&
         eta_store_put_setting (store, ETA_SETTING_CURSOR, NULL, error) &&
         (!office || eta_store_put_setting (store, "office", office, error)) &&
         (!name || eta_store_put_setting (store, "office-name", name, error));
}

static gboolean
end_step (EtaStore *store, gboolean good, GError **error)
{
  if (good)
    return eta_store_commit (store, error);

  eta_store_rollback (store);
  return FALSE;
}

/* The reasons that a person at the pairing can do something about */
static void
explain (GError **error)
{
  if (g_error_matches (*error, ETA_WIRE_ERROR, ETA_PROBLEM_NOT_FOUND) ||
      g_error_matches (*error, ETA_WIRE_ERROR, ETA_PROBLEM_FORBIDDEN) ||
      g_error_matches (*error, ETA_WIRE_ERROR, ETA_PROBLEM_INVALID) ||
      g_error_matches (*error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REVOKED)) {
    g_clear_error (error);
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CODE,
                         _ ("The centre does not know this code. A code serves once and lives ten "
                            "minutes: ask for a new one."));
  }
}

/* GET /v1 tells a centre from anything else before the code is given to it. */
static EtaJson *
ask (EtaLink *link, const char *code, const char *name, GError **error)
{
  g_autoptr (EtaJson) about = eta_link_call (link, "GET", "/v1", NULL, 200, error);
  if (!about)
    return NULL;
  if (!eta_json_is (eta_json_get (about, "/etalase"), ETA_JSON_NUMBER)) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
                         _ ("There is no centre at this address"));
    return NULL;
  }

  g_autoptr (EtaJson) request = eta_json_new_object ();
  eta_json_set_string (request, "/code", code);
  eta_json_set_string (request, "/name", name);
  EtaJson *answer = eta_link_call (link, "POST", "/v1/devices", request, 201, error);
  if (!answer && error)
    explain (error);

  return answer;
}

/**
 * eta_sync_pair:
 * @name: what the centre shows for this computer
 *
 * Makes this catalogue known to a centre. What was written before is sent with the next
 * synchronisation. Blocks; any thread but the main one.
 */
gboolean
eta_sync_pair (EtaStore *store, const char *url, const char *code, const char *name,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaLink) link = eta_link_new (url, NULL, cancellable, error);
  g_autoptr (GError) reason = NULL;
  g_autoptr (EtaJson) answer = link ? ask (link, code, name, &reason) : NULL;
  if (!answer) {
    if (reason)
      g_propagate_error (error, g_steal_pointer (&reason));
    return FALSE;
  }
  if (!keep_device (store, url, name, answer, error))
    return end_step (store, FALSE, error);

  return end_step (store, keep_office (store, answer, error), error);
}
