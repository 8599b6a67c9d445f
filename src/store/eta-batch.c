/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-batch-private.h"

#include "eta-label.h"
#include "eta-submit.h"

#include <glib/gi18n.h>

/* One thing to many records. What a record is refused for is the same before it is tried and when. */

static void
free_refused (gpointer data)
{
  EtaRefused *refused = data;

  g_free (refused->id);
  g_free (refused->title);
  g_free (refused->reason);
  g_free (refused);
}

void
eta_batch_refuse (EtaBatch *self, const char *id, EtaRecord *record, const char *reason)
{
  EtaRefused *refused = g_new (EtaRefused, 1);
  const char *title = record ? eta_record_get_title (record) : "";

  *refused = (EtaRefused){ g_strdup (id), g_strdup (title), g_strdup (reason) };
  g_ptr_array_add (self->refused, refused);
}

static gboolean
is_in (EtaRecord *record, const char *state)
{
  return g_str_equal (eta_record_get_state (record), state);
}

/* NULL: nothing speaks against it */
static char *
dup_reason (EtaBatch *self, EtaStore *store, EtaRecord *record)
{
  if (eta_record_is_deleted (record))
    return g_strdup (_ ("It is in the trash"));
  if (!eta_record_get_kind (record)->by_office ||
      eta_record_get_kind (record) == &eta_kind_conflict)
    return g_strdup (_ ("The centre writes it"));
  if (self->kind == ETA_BATCH_SET && eta_record_get_kind (record) != self->of)
    return g_strdup (_ ("It has no such field"));
  if (self->kind == ETA_BATCH_SUBMIT &&
      (is_in (record, "submitted") || is_in (record, "corrected")))
    return g_strdup (_ ("It is submitted already"));
  if (self->kind == ETA_BATCH_WITHDRAW && (is_in (record, "draft") || is_in (record, "withdrawn")))
    return g_strdup (_ ("It is not with the centre"));
  return self->kind == ETA_BATCH_SUBMIT ? eta_store_dup_submit_reason (store, record) : NULL;
}

static gboolean
change (EtaBatch *self, EtaStore *store, const char *id, GError **error)
{
  switch (self->kind) {
  case ETA_BATCH_SUBMIT:
    return eta_store_submit (store, id, error);
  case ETA_BATCH_WITHDRAW:
    return eta_store_withdraw (store, id, error);
  case ETA_BATCH_TRASH:
    return eta_store_remove (store, id, error);
  case ETA_BATCH_SET:
  case ETA_N_BATCHES:
  default:
    g_return_val_if_reached (FALSE);
  }
}

static gboolean
take_one (EtaBatch *self, EtaStore *store, const char *id, gboolean really, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRecord) record = eta_store_get (store, id, &failure);
  g_autofree char *reason = record ? dup_reason (self, store, record) : NULL;

  if (g_error_matches (failure, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND)) {
    eta_batch_refuse (self, id, NULL, failure->message);
    return TRUE;
  }
  if (!record) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (reason) {
    eta_batch_refuse (self, id, record, reason);
    return TRUE;
  }
  if (self->kind == ETA_BATCH_SET)
    return eta_batch_set_one (self, store, record, really, error);
  self->done++;
  return !really || change (self, store, id, error);
}

static gboolean
take_all (EtaBatch *self, EtaStore *store, gboolean really, GError **error)
{
  self->done = self->same = 0;
  g_ptr_array_set_size (self->refused, 0);
  g_hash_table_remove_all (self->before);
  for (guint i = 0; i < self->n_ids; i++) {
    g_atomic_int_set (&self->seen, i);
    if (g_cancellable_set_error_if_cancelled (self->cancellable, error) ||
        !take_one (self, store, self->ids[i], really, error) ||
        (really && !eta_store_give_way (store, error)))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_batch_new:
 * @take_ids: (transfer full): of the records; there may be 100,000
 */
EtaBatch *
eta_batch_new (EtaBatchKind kind, GStrv take_ids)
{
  EtaBatch *self = g_new0 (EtaBatch, 1);

  self->kind = kind;
  self->ids = take_ids;
  self->n_ids = g_strv_length (self->ids);
  self->cancellable = g_cancellable_new ();
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->refused = g_ptr_array_new_with_free_func (free_refused);
  return self;
}

/**
 * eta_batch_new_set:
 * @take_ids: (transfer full): of the records
 * @last: a row of the same table; @field or one that goes with it
 * @take_values: (transfer full): see #EtaBatch
 */
EtaBatch *
eta_batch_new_set (GStrv take_ids, const EtaKind *of, const EtaField *field, const EtaField *last,
                   EtaJson *take_values)
{
  EtaBatch *self = eta_batch_new (ETA_BATCH_SET, take_ids);

  self->of = of;
  self->field = field;
  self->last = last;
  self->values = take_values;
  return self;
}

void
eta_batch_free (EtaBatch *self)
{
  if (!self)
    return;
  g_strfreev (self->ids);
  eta_json_free (self->values);
  g_object_unref (self->cancellable);
  g_hash_table_unref (self->before);
  g_ptr_array_unref (self->refused);
  g_free (self);
}

/**
 * eta_batch_look:
 *
 * What eta_batch_run() would come to, without a change. Blocks: some records a millisecond.
 *
 * Returns: %FALSE when reading failed, or it was cancelled
 */
gboolean
eta_batch_look (EtaBatch *self, EtaStore *store, GError **error)
{
  return take_all (self, store, FALSE, error);
}

/* The step is named before anything is done: by what was seen, if it was looked at, else by what is asked
 * for. */
static EtaJson *
make_label (EtaBatch *self)
{
  EtaJson *number = eta_json_new_int (self->done ? self->done : self->n_ids);

  switch (self->kind) {
  case ETA_BATCH_SUBMIT:
    return eta_label_new_counting (NP_ ("Submit %u record", "Submit %u records"), number, NULL);
  case ETA_BATCH_WITHDRAW:
    return eta_label_new_counting (NP_ ("Withdraw %u record", "Withdraw %u records"), number, NULL);
  case ETA_BATCH_TRASH:
    return eta_label_new_counting (NP_ ("Delete %u record", "Delete %u records"), number, NULL);
  case ETA_BATCH_SET:
    /* Translators: %s is a field; the name of a step, to be undone */
    return eta_label_new_counting (NP_ ("Set “%s” in %u record", "Set “%s” in %u records"),
                                   eta_label_new (self->field->label, NULL), number, NULL);
  case ETA_N_BATCHES:
  default:
    g_return_val_if_reached (NULL);
  }
}

/**
 * eta_batch_run:
 *
 * Does it to all that can be done to, in one step of undo, in which others' changes come between; what
 * cannot stays as it is. Blocks.
 *
 * Returns: %FALSE with @error (%G_IO_ERROR_CANCELLED, too): nothing has been changed, or the error says so
 */
gboolean
eta_batch_run (EtaBatch *self, EtaStore *store, GError **error)
{
  g_autofree char *label = eta_label_pack (make_label (self));

  if (!eta_store_begin (store, label, error))
    return FALSE;
  if (take_all (self, store, TRUE, error))
    return eta_store_commit (store, error);
  eta_store_give_up (store, error);
  return FALSE;
}
