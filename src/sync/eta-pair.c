/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-problem.h"
#include "eta-token.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* Pairing: a code from the centre becomes a device and a token. */

/* What the device may read decides what its cursor has passed. The cursor stays otherwise: it knows the
 * epoch, and so whether the centre, or another one, has what we think it has. */
static gboolean
keep_scope (EtaStore *store, const char *office, const char *role, GError **error)
{
  g_autofree char *old_office = eta_store_dup_setting (store, "office");
  g_autofree char *old_role = eta_store_dup_setting (store, ETA_SETTING_ROLE);

  if ((!office || g_strcmp0 (office, old_office) == 0) && g_strcmp0 (role, old_role) == 0)
    return TRUE;

  return eta_store_put_setting (store, ETA_SETTING_CURSOR, NULL, error) &&
         eta_store_put_setting (store, ETA_SETTING_ROLE, role, error) &&
         (!office || eta_store_put_setting (store, "office", office, error));
}

static gboolean
write_settings (EtaStore *store, const char *url, const char *name, const EtaJson *answer,
                GError **error)
{
  const char *office_name = eta_json_get_string (answer, "/office/name");

  return eta_store_put_setting (store, ETA_SETTING_URL, url, error) &&
         eta_store_put_setting (store, ETA_SETTING_DEVICE, eta_json_get_string (answer, "/device"),
                                error) &&
         eta_store_put_setting (store, ETA_SETTING_DEVICE_NAME, name, error) &&
         eta_store_put_setting (store, ETA_SETTING_COUNTER, "0", error) &&
         keep_scope (store, eta_json_get_string (answer, "/office/id"),
                     eta_json_get_string (answer, "/role"), error) &&
         (!office_name || eta_store_put_setting (store, "office-name", office_name, error));
}

static gboolean
keep (EtaStore *store, const char *url, const char *name, const EtaJson *answer, GError **error)
{
  const char *device = eta_json_get_string (answer, "/device");
  const char *token = eta_json_get_string (answer, "/token");
  if (!device || !token) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NO_CENTRE,
                         _ ("The centre's answer to the pairing is not complete"));
    return FALSE;
  }

  /* The token first: a device without one could not even ask for another. */
  if (!eta_token_save (store, device, token, error) || !eta_store_begin (store, N_ ("Pair"), error))
    return FALSE;
  if (write_settings (store, url, name, answer, error))
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

static gboolean
pair (EtaStore *store, const char *url, const char *code, const char *name,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaLink) link = eta_link_new (url, NULL, 0, cancellable, error);
  g_autoptr (GError) reason = NULL;
  g_autoptr (EtaJson) answer = link ? ask (link, code, name, &reason) : NULL;
  if (answer)
    return keep (store, url, name, answer, error);
  if (reason)
    g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
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
  int guard = eta_session_lock (store, error);
  if (guard < 0)
    return FALSE;

  gboolean done = pair (store, url, code, name, cancellable, error);
  close (guard);

  return done;
}

/* The token last: until the catalogue has forgotten the device, it needs it. */
static gboolean
unpair (EtaStore *store, GError **error)
{
  g_autofree char *device = eta_store_dup_setting (store, ETA_SETTING_DEVICE);

  if (!device)
    return TRUE;
  if (!eta_store_put_setting (store, ETA_SETTING_DEVICE, NULL, error))
    return FALSE;
  eta_token_forget (store, device);

  return TRUE;
}

/**
 * eta_sync_unpair:
 *
 * Nothing is sent or fetched any more. What is here stays, and so does what the centre has; both know
 * each other again after another pairing. The centre itself is not told: it can withdraw the device.
 * Fails with %ETA_SYNC_ERROR_RUNNING while a synchronisation runs. Blocks; any thread but the main one.
 */
gboolean
eta_sync_unpair (EtaStore *store, GError **error)
{
  int guard = eta_session_lock (store, error);
  if (guard < 0)
    return FALSE;

  gboolean done = unpair (store, error);
  close (guard);

  return done;
}
