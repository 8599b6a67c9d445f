/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The problems that the centre can answer with: one table of name, HTTP status and title.
 */
#include "config.h"

#include "eta-problem.h"

#include <glib/gi18n.h>
#include <string.h>

G_DEFINE_QUARK (eta_wire_error, eta_wire_error)

static const struct {
  const char *name; /* NULL: HTTP's own meaning of the status */
  int status; /* 0: in results alone */
  const char *title;
} problems[] = {
  [ETA_PROBLEM_MALFORMED] = { "malformed", 400, N_ ("The request could not be understood") },
  [ETA_PROBLEM_UNAUTHENTICATED] = { "unauthenticated", 401, N_ ("This computer is not paired") },
  [ETA_PROBLEM_DEVICE_REVOKED] = { "device-revoked", 401,
                                   N_ ("The access of this computer has been withdrawn") },
  [ETA_PROBLEM_FORBIDDEN] = { "forbidden", 403, N_ ("This computer may not do that") },
  [ETA_PROBLEM_NOT_FOUND] = { "not-found", 404, N_ ("Not found") },
  [ETA_PROBLEM_EPOCH_CHANGED] = { "epoch-changed", 409,
                                  N_ ("The centre has been put back to an earlier state") },
  [ETA_PROBLEM_CURSOR_RESET] = { "cursor-reset", 409, N_ ("The list must be read from the start") },
  [ETA_PROBLEM_DEVICE_FORKED] = { "device-forked", 409,
                                  N_ ("Another computer uses the same identity") },
  [ETA_PROBLEM_CLIENT_TOO_OLD] = { "client-too-old", 409, N_ ("This program is too old") },
  [ETA_PROBLEM_TOO_LARGE] = { "too-large", 413, N_ ("Too large") },
  [ETA_PROBLEM_ENCODING] = { "encoding", 415, N_ ("The encoding is not supported") },
  [ETA_PROBLEM_INVALID] = { "invalid", 422, N_ ("A value is not allowed") },
  [ETA_PROBLEM_DIGEST_MISMATCH] = { "digest-mismatch", 422,
                                    N_ ("The file differs from what was announced") },
  [ETA_PROBLEM_TOO_MANY] = { "busy", 429, N_ ("Too many tries; wait a little") },
  [ETA_PROBLEM_BUSY] = { "busy", 503, N_ ("The centre is busy; it will be tried again") },
  [ETA_PROBLEM_QUOTA] = { "quota", 507, N_ ("The centre has no room left") },
  [ETA_PROBLEM_SCHEMA_TOO_OLD] = { "schema-too-old", 0,
                                   N_ ("The record was written by a program that is too old") },
  [ETA_PROBLEM_OP_REUSE] = { "op-reuse", 0, N_ ("The change was sent before with other content") },
  [ETA_PROBLEM_METHOD] = { NULL, 405, N_ ("The address does not serve this method") },
  [ETA_PROBLEM_CONFLICT] = { NULL, 409, N_ ("The request does not fit what is there") },
  [ETA_PROBLEM_PRECONDITION] = { NULL, 412, N_ ("A condition of the request is not met") },
  [ETA_PROBLEM_RANGE] = { NULL, 416, N_ ("The range lies outside the file") },
  [ETA_PROBLEM_INTERNAL] = { NULL, 500, N_ ("The centre failed") },
  [ETA_PROBLEM_UNKNOWN] = { NULL, 0, N_ ("The centre refused") },
};

/**
 * eta_problem_get_name:
 *
 * Returns: the last part of the problem's type; "about:blank" where HTTP's own meaning is enough
 */
const char *
eta_problem_get_name (EtaProblem problem)
{
  g_return_val_if_fail ((guint) problem < G_N_ELEMENTS (problems), "about:blank");
  return problems[problem].name ? problems[problem].name : "about:blank";
}

/**
 * eta_problem_get_status:
 *
 * Returns: the HTTP status; 0 for a problem that stands in results alone
 */
int
eta_problem_get_status (EtaProblem problem)
{
  g_return_val_if_fail ((guint) problem < G_N_ELEMENTS (problems), 500);
  return problems[problem].status;
}

/**
 * eta_problem_get_title:
 *
 * Returns: (transfer none): what is the matter, in the user's language
 */
const char *
eta_problem_get_title (EtaProblem problem)
{
  g_return_val_if_fail ((guint) problem < G_N_ELEMENTS (problems), "");
  return _ (problems[problem].title);
}

/**
 * eta_problem_dup_type:
 *
 * Returns: (transfer full): the problem's type, a URI
 */
char *
eta_problem_dup_type (EtaProblem problem)
{
  const char *name = eta_problem_get_name (problem);

  return g_str_equal (name, "about:blank") ? g_strdup (name)
                                           : g_strconcat (ETA_PROBLEM_BASE, name, NULL);
}

/**
 * eta_problem_find:
 * @type: (nullable): a problem's type
 * @status: the HTTP status it came with; 0 in results
 *
 * Returns: the problem; %ETA_PROBLEM_UNKNOWN when it is none of the table's
 */
EtaProblem
eta_problem_find (const char *type, int status)
{
  guint found = ETA_PROBLEM_UNKNOWN;

  if (type == NULL || !g_str_has_prefix (type, ETA_PROBLEM_BASE))
    return ETA_PROBLEM_UNKNOWN;
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++) {
    if (g_strcmp0 (problems[i].name, type + strlen (ETA_PROBLEM_BASE)) != 0)
      continue;
    if (problems[i].status == status)
      return i;
    if (found == ETA_PROBLEM_UNKNOWN)
      found = i;
  }
  return found;
}

/**
 * eta_problem_to_json:
 * @detail: (nullable): what happened, to what
 *
 * The titles go out in English: programs read them, and each side has its own words for the type.
 *
 * Returns: (transfer full): `{"type","title","status","detail"}`; without status in results
 */
EtaJson *
eta_problem_to_json (EtaProblem problem, const char *detail)
{
  g_autofree char *type = eta_problem_dup_type (problem);
  EtaJson *json = eta_json_new_object ();

  eta_json_set_string (json, "/type", type);
  eta_json_set_string (json, "/title", problems[problem].title);
  if (problems[problem].status)
    eta_json_set_int (json, "/status", problems[problem].status);
  if (detail)
    eta_json_set_string (json, "/detail", detail);
  return json;
}

/**
 * eta_problem_read:
 * @json: (nullable): a problem that came from the centre
 * @error: set, always: its code is the problem, its message the title in the user's language, with
 *   the detail where there is one
 *
 * Returns: %FALSE
 */
gboolean
eta_problem_read (const EtaJson *json, GError **error)
{
  EtaProblem problem = eta_problem_find (eta_json_get_string (json, "/type"),
                                         (int) eta_json_get_int (json, "/status", 0));
  const char *detail = eta_json_get_string (json, "/detail");

  g_set_error (error, ETA_WIRE_ERROR, (int) problem, "%s%s%s", eta_problem_get_title (problem),
               detail ? ": " : "", detail ? detail : "");
  return FALSE;
}
