/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"

#include <glib/gi18n.h>

/* Steps: one transaction of the file, and one row that undo finds again. A single change outside of
 * a step is one of its own. Steps within steps join the outermost. */

#define NAMED 32 /* news that are told one by one; above it they are "many" */

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

static gboolean
start (EtaStore *self, GError **error)
{
  if (!eta_db_begin (self->writer, error))
    return FALSE;
  self->step.now = g_get_real_time () / G_USEC_PER_SEC;
  self->step.ids = g_ptr_array_new_with_free_func (g_free);
  g_atomic_pointer_set (&self->holder, g_thread_self ());
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
 * @label: (nullable): what undo will call it, in the user's language; %NULL: it is not offered there
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

/**
 * eta_store_commit:
 *
 * Returns: %TRUE when the step is on the disk. On %FALSE nothing of it is, and it is over: a change
 * within has met a full disk or the like, or the commit itself.
 */
gboolean
eta_store_commit (EtaStore *self, GError **error)
{
  g_return_val_if_fail (g_atomic_pointer_get (&self->holder) == g_thread_self (), FALSE);

  return eta_store_leave (self, NULL, error);
}

/* Takes back the whole step; within another one, that one can only be taken back too. */
void
eta_store_rollback (EtaStore *self)
{
  g_return_if_fail (g_atomic_pointer_get (&self->holder) == g_thread_self ());

  eta_store_leave (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Taken back")),
                   NULL);
}

/* Names a step that is a single change: "Edit “Kopi Soputan”". */
void
eta_store_set_label (EtaStore *self, char *take_label)
{
  if (self->step.begun || self->step.label)
    g_free (take_label);
  else
    self->step.label = take_label;
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
