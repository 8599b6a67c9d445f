/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"

#include <glib/gi18n.h>

/* Steps: one transaction of the file, and one row that undo finds again. A single change outside of
 * a step is one of its own. Steps within steps join the outermost. A step of very many changes gives way
 * to others between them: it is still one row, and several transactions. */

#define NAMED 32 /* news that are told one by one; above it they are "many" */

/* How long a step that gives way lets others in (threads take the lock at once; another program asks the
 * file every 10 ms), and how often it tells its news. */
#define REST_USEC (15 * G_TIME_SPAN_MILLISECOND)
#define TELL_USEC (2 * G_TIME_SPAN_SECOND)

void
eta_step_clear (EtaStep *step)
{
  g_free (step->label);
  g_clear_pointer (&step->ids, g_ptr_array_unref);
  g_clear_error (&step->failure);
  g_free (step->business_id);
  eta_json_free (step->business);
  *step = (EtaStep){ 0 };
}

static void
hold (EtaStore *self)
{
  self->step.now = g_get_real_time () / G_USEC_PER_SEC;
  self->step.since = g_get_monotonic_time ();
  g_atomic_pointer_set (&self->holder, g_thread_self ());
}

static gboolean
start (EtaStore *self, GError **error)
{
  if (!eta_db_begin (self->writer, error))
    return FALSE;
  self->step.ids = g_ptr_array_new_with_free_func (g_free);
  hold (self);
  self->step.told = self->step.since;
  return TRUE;
}

/* Takes the store for a change; waits for other threads, and up to 10 s for other programs. */
gboolean
eta_store_enter (EtaStore *self, GError **error)
{
  g_rec_mutex_lock (&self->lock);
  if (self->step.depth == 0 && !start (self, error)) {
    g_rec_mutex_unlock (&self->lock);
    return FALSE;
  }
  self->step.depth++;
  return TRUE;
}

/* The transaction is over, in one way or the other. */
static void
finish (EtaStore *self, gboolean committed)
{
  g_autoptr (GPtrArray) ids = g_steal_pointer (&self->step.ids);
  gboolean many = self->step.many;

  if (!committed)
    g_clear_pointer (&self->typing.pointer, g_free);
  eta_step_clear (&self->step);
  g_atomic_pointer_set (&self->holder, NULL);
  g_rec_mutex_unlock (&self->lock);
  if (committed)
    eta_store_news_publish (self, ids, many);
}

static gboolean
end (EtaStore *self, GError **error)
{
  gboolean committed;

  if (self->step.failure) {
    g_propagate_error (error, g_steal_pointer (&self->step.failure));
    eta_db_rollback (self->writer);
    committed = FALSE;
  } else {
    committed = eta_db_commit (self->writer, error);
  }
  finish (self, committed);
  return committed;
}

/* A change that was refused has written nothing, and the step may go on; after any other failure it
 * may have written half of itself. */
static gboolean
is_refusal (const GError *failure)
{
  return failure->domain == ETA_STORE_ERROR;
}

/* Gives the store back after a change; @take_failure is what went wrong with it, or NULL. */
gboolean
eta_store_leave (EtaStore *self, GError *take_failure, GError **error)
{
  gboolean outermost = self->step.depth == 1;

  if (outermost && !take_failure) {
    self->step.depth = 0;
    return end (self, error);
  }
  if (outermost) {
    eta_db_rollback (self->writer);
    finish (self, FALSE);
  } else {
    self->step.depth--;
    if (take_failure && !self->step.failure && !is_refusal (take_failure))
      self->step.failure = g_error_copy (take_failure);
    g_rec_mutex_unlock (&self->lock);
  }
  if (!take_failure)
    return TRUE;
  g_propagate_error (error, take_failure);
  return FALSE;
}

/**
 * eta_store_begin:
 * @label: (nullable): what undo will call it: of eta_label_pack(), or a bare text marked by N_(); %NULL: it
 *   is not offered there
 *
 * Begins a step and holds the store for this thread, until eta_store_commit() or
 * eta_store_rollback(). Within a step, it joins that.
 */
gboolean
eta_store_begin (EtaStore *self, const char *label, GError **error)
{
  if (!eta_store_enter (self, error))
    return FALSE;
  if (self->step.depth == 1) {
    self->step.begun = TRUE;
    self->step.label = g_strdup (label);
    if (!label)
      self->step.kind = ETA_STEP_FOREIGN;
  }
  return TRUE;
}

static void
tell_of_part (EtaStore *self)
{
  EtaStep *step = &self->step;

  eta_store_news_publish (self, step->ids, step->many);
  g_ptr_array_set_size (step->ids, 0);
  step->many = FALSE;
  step->told = g_get_monotonic_time ();
}

/* The step is laid aside while others write. */
static gboolean
rest (EtaStore *self, GError **error)
{
  EtaStep step = self->step;
  gboolean good;

  self->step = (EtaStep){ 0 };
  g_atomic_pointer_set (&self->holder, NULL);
  g_rec_mutex_unlock (&self->lock);
  eta_store_worker_give_way (self);
  g_usleep (REST_USEC);
  g_rec_mutex_lock (&self->lock);
  good = eta_db_begin (self->writer, error);
  self->step = step;
  self->step.last_seq = 0;
  g_clear_pointer (&self->step.business_id, g_free);
  g_clear_pointer (&self->step.business, eta_json_free);
  hold (self);
  return good;
}

static gboolean
is_undone_meanwhile (EtaStore *self, GError **error)
{
  if (self->step.id == 0 ||
      !eta_db_get_int (self->writer, 0, error, "SELECT 1 FROM step WHERE id > ?1 AND of = ?1", "i",
                       self->step.id))
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("It was undone meanwhile."));
  return TRUE;
}

/**
 * eta_store_give_way:
 *
 * Between two changes of a step of very many: when the store has been held for long, what is done so
 * far goes to the disk, others write what they have waiting, and the step goes on. What was read before
 * may be old then. Within another step it does nothing, for that one's sake.
 *
 * Returns: %FALSE: the step can't go on (a full disk, or %G_IO_ERROR_CANCELLED: the user has undone what
 * there was of it), and is to be taken back
 */
gboolean
eta_store_give_way (EtaStore *self, GError **error)
{
  EtaStep *step = &self->step;
  gint64 now = g_get_monotonic_time ();

  g_return_val_if_fail (g_atomic_pointer_get (&self->holder) == g_thread_self (), FALSE);

  if (step->depth > 1 || step->failure || now - step->since < self->turn)
    return TRUE;
  if (!eta_db_commit (self->writer, error))
    return FALSE;
  step->parted = step->id != 0;
  if (now - step->told >= TELL_USEC)
    tell_of_part (self);
  return rest (self, error) && !is_undone_meanwhile (self, error);
}

/* What a failed step has left on the disk before it gave way */
static gboolean
take_back_part (EtaStore *self, gint64 part, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!part || eta_store_take_back (self, part, &failure))
    return TRUE;
  if (error && *error) {
    g_autofree char *reason = g_steal_pointer (&(*error)->message);
    /* Translators: %s is a sentence: why something that was under way could not be done */
    (*error)->message = g_strdup_printf (
        _ ("%s What had been done before is in the catalogue, and can be undone."), reason);
  }
  return FALSE;
}

static gint64
get_part (EtaStore *self)
{
  return self->step.depth == 1 && self->step.parted ? self->step.id : 0;
}

/**
 * eta_store_commit:
 *
 * Returns: %TRUE when the step is on the disk. On %FALSE it is over, and nothing of it is, as after
 * eta_store_give_up(): a change within has met a full disk or the like, or the commit itself.
 */
gboolean
eta_store_commit (EtaStore *self, GError **error)
{
  gint64 part = get_part (self);

  g_return_val_if_fail (g_atomic_pointer_get (&self->holder) == g_thread_self (), FALSE);

  return eta_store_leave (self, NULL, error) || (take_back_part (self, part, error) && FALSE);
}

/**
 * eta_store_give_up:
 * @error: (inout) (nullable): why; when what the step had written before it gave way can't be taken back
 *   either (a full disk), the message says so, and it stays as a step that can be undone
 *
 * Takes back the whole step; within another one, that one can only be taken back too.
 */
void
eta_store_give_up (EtaStore *self, GError **error)
{
  gint64 part = get_part (self);

  g_return_if_fail (g_atomic_pointer_get (&self->holder) == g_thread_self ());

  eta_store_leave (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Taken back")),
                   NULL);
  take_back_part (self, part, error);
}

/* As eta_store_give_up(), for a step that does not give way. */
void
eta_store_rollback (EtaStore *self)
{
  eta_store_give_up (self, NULL);
}

/* Names a step that is a single change: "Edit “Kopi Soputan”". */
void
eta_store_set_label (EtaStore *self, EtaJson *take_label)
{
  if (self->step.begun || self->step.label)
    eta_json_free (take_label);
  else
    self->step.label = eta_label_pack (take_label);
}

/* The row of the step, written when its first change is. A step with changes by others (@by) is not
 * the user's to undo. Returns 0 with @error set. */
gint64
eta_store_step_id (EtaStore *self, const char *by, GError **error)
{
  EtaStep *step = &self->step;
  gboolean turn = by && step->kind != ETA_STEP_FOREIGN;

  if (turn)
    step->kind = ETA_STEP_FOREIGN;
  if (step->id == 0) {
    if (eta_db_run (self->writer, error, "INSERT INTO step (kind, label, of) VALUES (?1, ?2, ?3)",
                    "isi", (gint64) step->kind, step->label, step->of))
      step->id = eta_db_last_id (self->writer);
  } else if (turn && !eta_db_run (self->writer, error, "UPDATE step SET kind = ?2 WHERE id = ?1",
                                  "ii", step->id, (gint64) step->kind)) {
    return 0;
  }
  return step->id;
}

void
eta_store_note_changed (EtaStore *self, const char *id)
{
  if (self->step.ids->len >= NAMED)
    self->step.many = TRUE;
  else if (!g_ptr_array_find_with_equal_func (self->step.ids, id, g_str_equal, NULL))
    g_ptr_array_add (self->step.ids, g_strdup (id));
}
