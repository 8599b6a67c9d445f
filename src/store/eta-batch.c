/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-batch.h"

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

static void
refuse (EtaBatch *self, const char *id, EtaRecord *record, const char *reason)
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
    refuse (self, id, NULL, failure->message);
    return TRUE;
  }
  if (!record) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (reason) {
    refuse (self, id, record, reason);
    return TRUE;
  }
  self->done++;
  return !really || change (self, store, id, error);
}

static void
begin_anew (EtaBatch *self)
{
  self->done = 0;
  g_ptr_array_set_size (self->refused, 0);
}

/**
 * eta_batch_new:
 * @ids: copied
 */
EtaBatch *
eta_batch_new (EtaBatchKind kind, const char *const *ids)
{
  EtaBatch *self = g_new0 (EtaBatch, 1);

  self->kind = kind;
  self->ids = g_strdupv ((char **) ids);
  self->refused = g_ptr_array_new_with_free_func (free_refused);
  return self;
}

void
eta_batch_free (EtaBatch *self)
{
  if (!self)
    return;
  g_strfreev (self->ids);
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
eta_batch_look (EtaBatch *self, EtaStore *store, GCancellable *cancellable, GError **error)
{
  begin_anew (self);
  for (guint i = 0; self->ids[i]; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !take_one (self, store, self->ids[i], FALSE, error))
      return FALSE;
  return TRUE;
}

/* The step is named before anything is done, by what was asked for. */
static char *
make_label (EtaBatch *self)
{
  guint n = g_strv_length (self->ids);

  switch (self->kind) {
  case ETA_BATCH_SUBMIT:
    return g_strdup_printf (ngettext ("Submit %u record", "Submit %u records", n), n);
  case ETA_BATCH_WITHDRAW:
    return g_strdup_printf (ngettext ("Withdraw %u record", "Withdraw %u records", n), n);
  case ETA_BATCH_TRASH:
    return g_strdup_printf (ngettext ("Delete %u record", "Delete %u records", n), n);
  case ETA_N_BATCHES:
  default:
    g_return_val_if_reached (NULL);
  }
}

/**
 * eta_batch_run:
 *
 * Does it to all that can be done to, in one step of undo; what cannot stays as it is. Blocks.
 *
 * Returns: %FALSE with @error: nothing has been changed
 */
gboolean
eta_batch_run (EtaBatch *self, EtaStore *store, GError **error)
{
  g_autofree char *label = make_label (self);

  begin_anew (self);
  if (!eta_store_begin (store, label, error))
    return FALSE;
  for (guint i = 0; self->ids[i]; i++)
    if (!take_one (self, store, self->ids[i], TRUE, error)) {
      eta_store_rollback (store);
      return FALSE;
    }
  return eta_store_commit (store, error);
}
