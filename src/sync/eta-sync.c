/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-session.h"

#include "eta-limits.h"
#include "eta-lock.h"
#include "eta-token.h"

#include <glib/gi18n.h>
#include <unistd.h>

/* One synchronisation from its beginning to its end: records, then photos out, then photos in. The
 * steps are in eta-records.c, eta-answer.c, eta-uploads.c and eta-downloads.c. */

#define FIRST_PIECE (64 * 1024)

G_DEFINE_QUARK (eta_sync_error, eta_sync_error)

gint64
eta_sync_get_number (EtaStore *store, const char *setting)
{
  g_autofree char *text = eta_store_dup_setting (store, setting);

  return text ? g_ascii_strtoll (text, NULL, 10) : 0;
}

gboolean
eta_sync_put_number (EtaStore *store, const char *setting, gint64 value, GError **error)
{
  char text[32];
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, value);

  return eta_store_put_setting (store, setting, text, error);
}

/**
 * eta_sync_is_paired:
 *
 * Returns: whether the store knows a centre and is known there as a device
 */
gboolean
eta_sync_is_paired (EtaStore *store)
{
  g_autofree char *device = eta_store_dup_setting (store, ETA_SETTING_DEVICE);

  return device != NULL;
}

/**
 * eta_session_lock:
 *
 * Two programs on one catalogue must not synchronise or pair at once: they would share a counter.
 *
 * Returns: a file descriptor to close at the end; -1 on errors
 */
int
eta_session_lock (EtaStore *store, GError **error)
{
  return eta_lock_take (eta_store_get_folder (store), "sync.lock", ETA_SYNC_ERROR,
                        ETA_SYNC_ERROR_RUNNING,
                        _ ("Another program is synchronising this catalogue"), error);
}

static EtaLink *
open_link (EtaStore *store, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = eta_store_dup_setting (store, ETA_SETTING_URL);
  g_autofree char *device = eta_store_dup_setting (store, ETA_SETTING_DEVICE);
  if (!url || !device) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_NOT_PAIRED,
                         _ ("This catalogue is not paired with a centre yet"));
    return NULL;
  }

  g_autofree char *token = eta_token_load (store, device);
  if (!token) {
    g_set_error_literal (
        error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_REVOKED,
        _ ("The key to the centre is not on this computer. Ask the centre for a new "
           "code and pair again; nothing here is lost."));
    return NULL;
  }

  return eta_link_new (url, token, (guint) eta_sync_get_number (store, ETA_SETTING_STALL),
                       cancellable, error);
}

/* Tells how far it is, when somebody listens. */
void
eta_session_tell (EtaSession *self, const char *phase, guint done, guint total)
{
  if (self->progress)
    self->progress (phase, done, total, self->progress_data);
}

static gboolean
run_phases (EtaSession *session, EtaSyncFlags flags, GError **error)
{
  guint repaired = 0;

  return eta_session_exchange_records (session, error) &&
         eta_session_repair (session, &repaired, error) &&
         (repaired == 0 || eta_session_exchange_records (session, error)) &&
         ((flags & ETA_SYNC_WITHOUT_PHOTOS) ||
          (eta_session_send_photos (session, error) && eta_session_fetch_photos (session, error)));
}

/* The question comes last: whatever needs no word of a person's is done by then. */
static gboolean
ask_question (EtaSession *session, GError **error)
{
  if (!session->question)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&session->question));
  return FALSE;
}

static void
fill_report (EtaSession *session)
{
  EtaSyncReport *report = session->report;

  report->requests = eta_link_get_requests (session->link);
  report->bytes_up = eta_link_get_bytes_up (session->link);
  report->bytes_down = eta_link_get_bytes_down (session->link);
  report->retry_after = eta_link_get_retry_after (session->link);
  report->pending_records = eta_outbox_count (session->store);
  report->pending_photos = eta_outbox_count_photos (session->store, NULL);
}

/**
 * eta_sync_run:
 * @flags: what a person has said about it
 * @report: filled also when it ends early: what was done is done
 * @progress: (nullable) (scope call): called in this thread
 *
 * Synchronises the store with its centre once. Only what the centre has acknowledged counts as sent;
 * cutting it off at any moment loses and doubles nothing. Blocks; any thread but the main one.
 */
gboolean
eta_sync_run (EtaStore *store, EtaVault *vault, EtaSyncFlags flags, EtaSyncReport *report,
              EtaSyncProgress progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaLink) link = open_link (store, cancellable, error);
  int guard = link ? eta_session_lock (store, error) : -1;
  if (guard < 0)
    return FALSE;

  EtaSession session = {
    .store = store,
    .vault = vault,
    .report = report,
    .cancellable = cancellable,
    .progress = progress,
    .progress_data = data,
    .link = link,
    .agreed_to_deletions = (flags & ETA_SYNC_AGREED_TO_DELETIONS) != 0,
    .ops_limit = ETA_LIMIT_OPS,
    .piece = FIRST_PIECE,
  };
  gboolean done = run_phases (&session, flags, error) && ask_question (&session, error);
  if (done)
    done = eta_sync_put_number (store, ETA_SETTING_LAST_SUCCESS,
                                g_get_real_time () / G_USEC_PER_SEC, error);
  fill_report (&session);
  g_clear_error (&session.question);
  close (guard);

  return done;
}

/**
 * eta_sync_report_to_json:
 *
 * Returns: (transfer full): the report as `etalasectl sync --json` prints it
 */
EtaJson *
eta_sync_report_to_json (const EtaSyncReport *report)
{
  EtaJson *json = eta_json_new_object ();

  eta_json_set_int (json, "/pushed", report->pushed);
  eta_json_set_int (json, "/pulled", report->pulled);
  eta_json_set_int (json, "/merged", report->merged);
  eta_json_set_int (json, "/conflicts", report->conflicts);
  eta_json_set_int (json, "/refused", report->refused);
  eta_json_set_int (json, "/uploaded", report->uploaded);
  eta_json_set_int (json, "/pending/records", report->pending_records);
  eta_json_set_int (json, "/pending/photos", report->pending_photos);
  eta_json_set_int (json, "/requests", report->requests);
  eta_json_set_int (json, "/bytes_up", (gint64) report->bytes_up);
  eta_json_set_int (json, "/bytes_down", (gint64) report->bytes_down);

  return json;
}
