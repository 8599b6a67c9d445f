/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-deed.h"

#include "eta-trash.h"

#include <glib/gi18n.h>

/* A deed and who waits for it */
typedef struct {
  EtaDeed *deed;
  EtaDeedFunc done;
  GWeakRef owner;
} Running;

static gboolean
keep_field (EtaStore *store, EtaJson *conflict, const char *pointer, gboolean ours, GError **error)
{
  const char *of = eta_json_get_string (conflict, "/of");
  g_autofree char *field = eta_json_pointer_join ("/fields", pointer);
  g_autofree char *side = eta_json_pointer_join (field, ours ? "ours" : "theirs");
  g_autofree char *kept = eta_json_pointer_join (field, "kept");

  if (!eta_store_set (store, of, pointer, eta_json_get (conflict, side), error))
    return FALSE;
  eta_json_set_string (conflict, kept, ours ? "ours" : "theirs");
  return TRUE;
}

static gboolean
is_settled (const EtaJson *field)
{
  return eta_json_member (field, "kept") != NULL;
}

/* The choice goes into the record, and is noted in the conflict; with the last one it is resolved.
 * One step, so that one undo takes all of it back. */
static gboolean
settle (EtaStore *store, EtaDeed *deed, GError **error)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, deed->id, error);
  g_autoptr (EtaJson) conflict = NULL;
  gboolean all = TRUE;

  if (!record)
    return FALSE;
  conflict = eta_json_copy (eta_record_get_doc (record));
  eta_json_foreach (field, eta_json_get (eta_record_get_doc (record), "/fields")) {
    const char *pointer = eta_json_key (field);

    if (is_settled (field))
      continue;
    if (deed->pointer && !g_str_equal (deed->pointer, pointer))
      all = FALSE;
    else if (!keep_field (store, conflict, pointer, deed->keep_ours, error))
      return FALSE;
  }
  if (all)
    eta_json_set_string (conflict, "/state", "resolved");
  return eta_store_put (store, deed->id, conflict, error);
}

static gboolean
settle_in_one_step (EtaStore *store, EtaDeed *deed, GError **error)
{
  if (!eta_store_begin (store, N_ ("Settle a conflict"), error))
    return FALSE;
  if (settle (store, deed, error) && eta_store_commit (store, error))
    return TRUE;
  eta_store_rollback (store);
  return FALSE;
}

static gboolean
change (EtaStore *store, EtaDeed *deed, GError **error)
{
  switch (deed->deed) {
  case ETA_DEED_ADD:
    g_free (deed->id);
    deed->id = eta_store_add (store, deed->kind, deed->doc, error);
    return deed->id != NULL;
  case ETA_DEED_TRASH:
    return eta_store_remove (store, deed->id, error);
  case ETA_DEED_RESTORE:
    return eta_store_restore (store, deed->id, error);
  case ETA_DEED_PURGE:
    return eta_trash_purge (store, deed->id, error);
  case ETA_DEED_BATCH:
    return eta_batch_run (deed->batch, store, error);
  case ETA_DEED_SETTLE:
    return settle_in_one_step (store, deed, error);
  case ETA_DEED_UNDO:
  case ETA_DEED_REDO:
  default:
    g_return_val_if_reached (FALSE);
  }
}

/* By the day in the user's zone; a clock that was put back makes none older. */
static gboolean
is_of_earlier_day (gint64 at)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_new_from_unix_local (at);

  return then && g_date_time_compare (then, now) < 0 &&
         (g_date_time_get_year (then) != g_date_time_get_year (now) ||
          g_date_time_get_day_of_year (then) != g_date_time_get_day_of_year (now));
}

/* Who names a step (a toast's button) knows which; the key goes through those of the day. */
static gboolean
undo (EtaStore *store, EtaDeed *deed, GError **error)
{
  deed->past = eta_store_dup_step_to_undo (store, deed->step);
  if (!deed->past && deed->step == 0)
    return TRUE;
  deed->is_old = deed->step == 0 && is_of_earlier_day (deed->past->at);
  return deed->is_old ||
         eta_store_undo (store, deed->past ? deed->past->id : deed->step, &deed->kept, error);
}

static gboolean
redo (EtaStore *store, EtaDeed *deed, GError **error)
{
  deed->past = eta_store_dup_step_to_redo (store);
  return !deed->past || eta_store_redo (store, &deed->kept, error);
}

/* On the store's thread */
static gboolean
run_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  EtaDeed *deed = ((Running *) data)->deed;

  if (deed->deed == ETA_DEED_UNDO)
    return undo (store, deed, error);
  if (deed->deed == ETA_DEED_REDO)
    return redo (store, deed, error);
  if (!change (store, deed, error))
    return FALSE;
  deed->step = eta_store_last_step (store);
  return TRUE;
}

static void
free_running (Running *running)
{
  g_weak_ref_clear (&running->owner);
  eta_deed_free (running->deed);
  g_free (running);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Running *running = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&running->owner);
  g_autoptr (GError) error = NULL;

  eta_store_run_finish (ETA_STORE (source), result, &error);
  if (owner && running->done)
    running->done (running->deed, error, owner);
  free_running (running);
}

/**
 * eta_deed_new:
 * @id: (nullable): the record that it is about
 */
EtaDeed *
eta_deed_new (EtaDeedKind deed, const char *id)
{
  EtaDeed *self = g_new0 (EtaDeed, 1);

  self->deed = deed;
  self->id = g_strdup (id);
  return self;
}

/**
 * eta_deed_run:
 * @take_deed: (transfer full): not to be touched any more
 * @done: (nullable): called in the main thread
 * @owner: whom @done is called for; held weakly
 *
 * Does it on the store's thread, after all that was asked for before.
 */
void
eta_deed_run (EtaDeed *take_deed, EtaStore *store, EtaDeedFunc done, GObject *owner)
{
  Running *running = g_new0 (Running, 1);

  running->deed = take_deed;
  running->done = done;
  g_weak_ref_init (&running->owner, owner);
  eta_store_run_async (store, run_cb, running, NULL, NULL, done_cb, running);
}

void
eta_deed_free (EtaDeed *deed)
{
  if (!deed)
    return;
  g_clear_pointer (&deed->doc, eta_json_free);
  eta_batch_free (deed->batch);
  g_free (deed->id);
  g_free (deed->pointer);
  eta_past_step_free (deed->past);
  g_free (deed);
}
