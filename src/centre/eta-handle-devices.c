/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * POST /v1/devices: a code becomes a device and its token; a device that was copied becomes two.
 */
#include "config.h"

#include "eta-handlers.h"
#include "eta-tries.h"

#include "eta-text.h"

#include <glib/gi18n.h>

#define NAME_BYTES 200

static void
answer_device (EtaRequest *x, const EtaDevice *device, const char *token)
{
  EtaJson *json = eta_json_new_object ();

  eta_json_set_string (json, "/device", device->id);
  eta_json_set_string (json, "/token", token);
  eta_json_take (json, "/office", eta_json_new_object ());
  eta_json_set_string (json, "/office/id", device->office);
  eta_json_set_string (json, "/office/name", device->office_name);
  eta_json_set_string (json, "/role", device->curator ? "curator" : "editor");
  eta_request_answer_json (x, 201, json);
}

/* What the computer shall be called; a name is for people, so an absent one is no fault. */
static char *
dup_name (const EtaJson *json)
{
  const char *name = eta_json_get_string (json, "/name");
  g_autofree char *tidy = eta_text_trim (name ? name : "");
  g_autofree char *cut = g_utf8_substring (tidy, 0, MIN (g_utf8_strlen (tidy, -1), NAME_BYTES));

  return *cut ? g_steal_pointer (&cut) : g_strdup ("–");
}

static gboolean
check_key (EtaRequest *x, const EtaJson *json)
{
  const EtaJson *key = eta_json_get (json, "/public_key");
  g_autofree guchar *bytes = NULL;
  gsize length = 0;

  if (!key || eta_json_is (key, ETA_JSON_NULL))
    return TRUE;
  if (eta_json_string (key))
    bytes = g_base64_decode (eta_json_string (key), &length);
  if (length == 32)
    return TRUE;
  eta_request_fail (x, ETA_PROBLEM_MALFORMED, _ ("“public_key” must be 32 bytes in base64"));
  return FALSE;
}

static void
pair (EtaRequest *x, const EtaJson *json, const char *code)
{
  EtaTries *tries = eta_centre_get_tries (eta_request_get_centre (x));
  const char *address = eta_request_get_address (x);
  g_autofree char *name = dup_name (json);
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDevice) device = NULL;

  if (!eta_tries_may (tries, address)) {
    eta_request_fail (x, ETA_PROBLEM_TOO_MANY, NULL);
    return;
  }
  device = eta_ledger_pair (eta_request_get_ledger (x), code, name,
                            eta_json_get_string (json, "/public_key"), &token, &error);
  if (device)
    answer_device (x, device, token);
  else if (error)
    eta_request_fail_error (x, error);
  else {
    eta_tries_note (tries, address);
    eta_request_fail (x, ETA_PROBLEM_FORBIDDEN,
                      _ ("The code is wrong, used up, or older than ten minutes"));
  }
}

static void
fork_device (EtaRequest *x, const EtaJson *json)
{
  EtaLedger *ledger = eta_request_get_ledger (x);
  const char *header = eta_request_get_header (x, "Authorization");
  gboolean shown = header && g_ascii_strncasecmp (header, "Bearer ", 7) == 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaDevice) old = shown ? eta_ledger_find_token (ledger, header + 7, &error) : NULL;
  g_autofree char *name = dup_name (json);
  g_autofree char *token = NULL;
  g_autoptr (EtaDevice) fork = NULL;

  if (old && !old->revoked)
    fork = eta_ledger_fork (ledger, old, name, &token, &error);
  if (fork)
    answer_device (x, fork, token);
  else if (error)
    eta_request_fail_error (x, error);
  else
    eta_request_fail (x, old ? ETA_PROBLEM_DEVICE_REVOKED : ETA_PROBLEM_UNAUTHENTICATED, NULL);
}

/**
 * eta_handle_devices:
 *
 * POST /v1/devices.
 */
void
eta_handle_devices (EtaRequest *x)
{
  g_autoptr (EtaJson) json = eta_request_parse_json (x);
  const char *code = eta_json_get_string (json, "/code");

  if (!json || !check_key (x, json))
    return;
  if (eta_json_get_bool (json, "/fork"))
    fork_device (x, json);
  else if (code)
    pair (x, json, code);
  else
    eta_request_fail (x, ETA_PROBLEM_MALFORMED, _ ("A code is needed"));
}
