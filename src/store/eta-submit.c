/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-submit.h"

#include <glib/gi18n.h>

#define LOOK_BACK 100 /* versions; who has changed it more often since is ahead all the same */

/**
 * eta_store_look_at:
 *
 * Checks a document that a record might have, a product's together with its business. Blocks (one read), any
 * thread.
 *
 * Returns: (transfer full) (element-type EtaFinding): what the checks found
 */
GPtrArray *
eta_store_look_at (EtaStore *store, const EtaKind *kind, const EtaJson *doc)
{
  const char *owner = eta_json_get_string (doc, "/business");
  g_autoptr (EtaRecord) business = owner ? eta_store_get (store, owner, NULL) : NULL;

  return eta_check_document (eta_store_get_catalogue (store), kind, doc,
                             business ? eta_record_get_doc (business) : NULL);
}

/** eta_store_dup_findings: As eta_store_look_at(), of a record as it stands */
GPtrArray *
eta_store_dup_findings (EtaStore *store, EtaRecord *record)
{
  return eta_store_look_at (store, eta_record_get_kind (record), eta_record_get_doc (record));
}

static const EtaFinding *
first_error (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const EtaFinding *finding = g_ptr_array_index (findings, i);
    if (finding->severity == ETA_FINDING_ERROR)
      return finding;
  }

  return NULL;
}

/* What a visitor could see of it: without the office's and the curator's words on its state */
static EtaJson *
dup_content (const EtaJson *doc)
{
  EtaJson *content = eta_json_copy (doc);

  eta_json_remove (content, "/state");
  eta_json_remove (content, "/review");
  return content;
}

static gboolean
has_review (const EtaJson *doc, const EtaJson *review)
{
  const EtaJson *then = doc ? eta_json_get (doc, "/review") : NULL;

  return then && review && eta_json_equal (then, review);
}

/* What the record was when the centre's word on it came */
static EtaJson *
dup_reviewed (EtaStore *store, const char *id, const EtaJson *review)
{
  g_autoptr (GPtrArray) history = eta_store_dup_history (store, id, 0, LOOK_BACK, NULL);
  EtaJson *reviewed = NULL;

  for (guint i = 0; history && i < history->len; i++) {
    g_autoptr (EtaJson) before = NULL;
    g_autoptr (EtaJson) after = NULL;

    eta_store_read_version (store, id, history->pdata[i], &before, &after, NULL);
    if (!has_review (after, review))
      break;
    eta_json_free (reviewed);
    reviewed = g_steal_pointer (&after);
  }
  return reviewed;
}

/**
 * eta_store_is_ahead:
 *
 * Whether a published record says by now something else than when the centre's word on it came: the
 * gallery shows the old text until it is handed in again, sent or not. Goes by the history. Blocks (some
 * reads), any thread.
 */
gboolean
eta_store_is_ahead (EtaStore *store, EtaRecord *record)
{
  const EtaJson *doc = eta_record_get_doc (record);
  const EtaJson *review = eta_json_get (doc, "/review");

  if (!g_str_equal (eta_record_get_state (record), "published"))
    return FALSE;

  g_autoptr (EtaJson) reviewed = dup_reviewed (store, eta_record_get_id (record), review);
  if (!reviewed)
    return FALSE;

  g_autoptr (EtaJson) then = dup_content (reviewed);
  g_autoptr (EtaJson) now = dup_content (doc);
  return !eta_json_equal (then, now);
}

/**
 * eta_store_dup_submit_reason:
 *
 * Why a record could not be submitted: the first field that holds an error, and which. Blocks (one read), any
 * thread.
 *
 * Returns: (transfer full) (nullable): translated; %NULL: nothing speaks against it
 */
char *
eta_store_dup_submit_reason (EtaStore *store, EtaRecord *record)
{
  g_autoptr (GPtrArray) findings = eta_store_dup_findings (store, record);
  const EtaFinding *finding = first_error (findings);

  if (!finding)
    return NULL;
  return g_strdup_printf ("%s: %s", finding->field ? _ (finding->field->label) : finding->pointer,
                          finding->message);
}

/**
 * eta_store_submit:
 *
 * Hands a record in for publication: "submitted", or "corrected" when it had been returned
 * (domain.md, State). Refused with %ETA_STORE_ERROR_INVALID and the first field and reason when the checks find
 * an error. A record that is on its way already stays as it is. Blocks, any thread.
 */
gboolean
eta_store_submit (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, error);
  if (!record)
    return FALSE;
  if (eta_record_is_deleted (record)) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND, _ ("“%s” is in the trash"),
                 eta_record_get_title (record));
    return FALSE;
  }

  g_autoptr (GPtrArray) findings = eta_store_dup_findings (store, record);
  const EtaFinding *finding = first_error (findings);
  if (finding) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
                 _ ("“%s” cannot be submitted. %s: %s"), eta_record_get_title (record),
                 finding->field ? _ (finding->field->label) : finding->pointer, finding->message);
    return FALSE;
  }

  const char *state = eta_record_get_state (record);
  if (g_str_equal (state, "submitted") || g_str_equal (state, "corrected"))
    return TRUE;
  gboolean returned = g_str_equal (state, "returned");
  g_autoptr (EtaJson) next = eta_json_new_string (returned ? "corrected" : "submitted");

  return eta_store_set (store, id, "/state", next, error);
}

/**
 * eta_store_withdraw:
 *
 * Takes a record out of the gallery with the next synchronisation. Blocks, any thread.
 */
gboolean
eta_store_withdraw (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (EtaJson) state = eta_json_new_string ("withdrawn");

  return eta_store_set (store, id, "/state", state, error);
}
