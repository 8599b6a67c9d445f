/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * GET /v1: what this centre is and can; and GET /v1/openapi.yaml, the same at length.
 */
#include "config.h"

#include "eta-handlers.h"

#include "eta-kind.h"
#include "eta-limits.h"
#include "eta-text.h"

#include <gio/gio.h>

#define OPENAPI "/org/bimpeaga/Etalase/centre/openapi.yaml"

static EtaJson *
list_kinds (void)
{
  EtaJson *kinds = eta_json_new_object ();

  for (guint i = 0; eta_kinds[i]; i++) {
    EtaJson *kind = eta_json_new_object ();
    g_autofree char *pointer = eta_json_pointer_join ("", eta_kinds[i]->name);

    eta_json_set_int (kind, "/schema", eta_kinds[i]->schema);
    eta_json_set_int (kind, "/write_min", 1);
    eta_json_take (kinds, pointer, kind);
  }
  return kinds;
}

static EtaJson *
list_features (void)
{
  static const char *const names[] = { "gzip", "tus", "digest" };
  EtaJson *features = eta_json_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    eta_json_append (features, eta_json_new_string (names[i]));
  return features;
}

/**
 * eta_handle_about:
 *
 * GET /v1.
 */
void
eta_handle_about (EtaRequest *x)
{
  g_autofree char *name = eta_ledger_dup_name (eta_request_get_ledger (x));
  g_autofree char *now = eta_time_now ();
  EtaJson *json = eta_json_new_object ();

  eta_json_set_int (json, "/etalase", 1);
  eta_json_set_string (json, "/name", name);
  eta_json_set_string (json, "/epoch", eta_centre_get_epoch (eta_request_get_centre (x)));
  eta_json_set_string (json, "/time", now);
  eta_json_take (json, "/kinds", list_kinds ());
  eta_json_take (json, "/limits", eta_json_new_object ());
  eta_json_set_int (json, "/limits/ops", ETA_LIMIT_OPS);
  eta_json_set_int (json, "/limits/body", ETA_LIMIT_BODY);
  eta_json_set_int (json, "/limits/page", ETA_LIMIT_PAGE);
  eta_json_set_int (json, "/limits/blob", ETA_LIMIT_BLOB);
  eta_json_take (json, "/features", list_features ());
  eta_request_answer_json (x, 200, json);
}

/**
 * eta_handle_openapi:
 *
 * GET /v1/openapi.yaml.
 */
void
eta_handle_openapi (EtaRequest *x)
{
  g_autoptr (GBytes) text = g_resources_lookup_data (OPENAPI, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  eta_request_answer (x, 200, "application/yaml", text);
}
