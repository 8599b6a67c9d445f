/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outbox.h"
#include "eta-store-private.h"

/* Items that failed wait by themselves, so that one bad record never stops the others. */

#define FIRST_DELAY 60
#define LAST_DELAY (24 * 60 * 60)

void
eta_delay_free (EtaDelay *delay)
{
  if (!delay)
    return;
  g_free (delay->subject);
  g_free (delay->reason);
  g_free (delay);
}

/**
 * eta_outbox_delay:
 * @subject: id of a record, or a photo's SHA-256
 * @reason: what people read about it
 *
 * The item waits one minute, then twice as long at each further call, up to a day.
 */
gboolean
eta_outbox_delay (EtaStore *store, const char *subject, const char *reason, GError **error)
{
  GError *failure = NULL;
  gint64 tries, delay;

  if (!eta_store_enter (store, error))
    return FALSE;
  tries = eta_db_get_int (store->writer, 0, &failure, "SELECT tries FROM delay WHERE subject = ?1",
                          "s", subject);
  delay = tries > 10 ? LAST_DELAY : MIN ((gint64) FIRST_DELAY << tries, LAST_DELAY);
  if (!failure)
    eta_db_run (store->writer, &failure,
                "INSERT INTO delay VALUES (?1, ?2, ?3, ?4) ON CONFLICT (subject) DO UPDATE SET "
                "reason = ?2, tries = ?3, retry_at = ?4",
                "ssii", subject, reason, tries + 1, store->step.now + delay);
  return eta_store_leave (store, failure, error);
}

/**
 * eta_outbox_hold:
 *
 * The item waits until it is changed, or forgiven: it was refused for what it says.
 */
gboolean
eta_outbox_hold (EtaStore *store, const char *subject, const char *reason, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (store, error))
    return FALSE;
  eta_db_run (store->writer, &failure,
              "INSERT INTO delay VALUES (?1, ?2, 1, 0) ON CONFLICT (subject) DO UPDATE SET "
              "reason = ?2, tries = tries + 1, retry_at = 0",
              "ss", subject, reason);
  return eta_store_leave (store, failure, error);
}

/**
 * eta_outbox_forgive:
 * @subject: (nullable): %NULL: all
 *
 * The item is to be tried again at once.
 */
gboolean
eta_outbox_forgive (EtaStore *store, const char *subject, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (store, error))
    return FALSE;
  eta_db_run (store->writer, &failure, "DELETE FROM delay WHERE ?1 IS NULL OR subject = ?1", "s",
              subject);
  return eta_store_leave (store, failure, error);
}

/**
 * eta_outbox_dup_delays:
 *
 * Returns: (transfer full) (element-type EtaDelay) (nullable): what waits by itself
 */
GPtrArray *
eta_outbox_dup_delays (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) delays = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_delay_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  EtaDb *db = eta_store_borrow (store, error);

  if (!db)
    return NULL;
  rows = eta_db_query (db, &failure, "SELECT subject, reason, tries, retry_at FROM delay", "");
  while (rows && eta_rows_next (rows, &failure)) {
    EtaDelay *delay = g_new0 (EtaDelay, 1);

    delay->subject = g_strdup (eta_rows_text (rows, 0));
    delay->reason = g_strdup (eta_rows_text (rows, 1));
    delay->tries = (int) eta_rows_int (rows, 2);
    delay->retry_at = eta_rows_int (rows, 3);
    g_ptr_array_add (delays, delay);
  }
  g_clear_pointer (&rows, eta_rows_done);
  eta_store_give_back (store, db);
  if (!failure)
    return g_steal_pointer (&delays);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
