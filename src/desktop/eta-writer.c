/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-writer.h"

#include "eta-db.h"

#include <string.h>

#define RETRY_SECONDS 3

struct _EtaWriter {
  GObject parent_instance;

  /* Borrowed: it holds this one */
  EtaStore *store;

  /* Owned */
  GQueue waiting; /* Sending: those that failed, and those that came since */
  char *reason; /* of the last failure */
  guint timer;

  struct Sending *trying; /* the first of them, on its way; NULL: none is */
};

G_DEFINE_FINAL_TYPE (EtaWriter, eta_writer, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

typedef struct Sending {
  EtaWriter *writer;
  EtaUserChange *change;
  EtaWrittenFunc written;
  gpointer user_data;
  guint64 number; /* in the order of the user */
} Sending;

static void
free_placed (gpointer data)
{
  EtaPlaced *placed = data;

  g_free (placed->pointer);
  eta_json_free (placed->value);
  g_free (placed);
}

/** eta_user_changes_new: Returns: (transfer full) (element-type EtaPlaced): for eta_user_changes_add() */
GPtrArray *
eta_user_changes_new (void)
{
  return g_ptr_array_new_with_free_func (free_placed);
}

/** eta_user_changes_add: @take_value: (nullable) (transfer full): %NULL takes away what stands there */
void
eta_user_changes_add (GPtrArray *changes, const char *pointer, EtaJson *take_value)
{
  EtaPlaced *placed = g_new0 (EtaPlaced, 1);

  placed->pointer = g_strdup (pointer);
  placed->value = take_value;
  g_ptr_array_add (changes, placed);
}

void
eta_user_change_free (EtaUserChange *change)
{
  if (change->free_data)
    change->free_data (change->data);
  g_clear_pointer (&change->places, g_ptr_array_unref);
  g_free (change->id);
  g_free (change->label);
  g_free (change->say);
  g_free (change);
}

/* -- on the store's thread -------------------------------------------------------------------- */

static gboolean
write_places (EtaStore *store, EtaUserChange *change, GError **error)
{
  for (guint i = 0; i < change->places->len; i++) {
    EtaPlaced *placed = g_ptr_array_index (change->places, i);

    if (!eta_store_set (store, change->id, placed->pointer, placed->value, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_change (EtaStore *store, EtaUserChange *change, GCancellable *cancellable, GError **error)
{
  if (change->func)
    return change->func (store, change->data, cancellable, error);
  if (!change->label)
    return write_places (store, change, error);
  if (!eta_store_begin (store, change->label, error))
    return FALSE;
  if (write_places (store, change, error) && eta_store_commit (store, error))
    return TRUE;
  eta_store_rollback (store);
  return FALSE;
}

static gboolean
write_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  EtaUserChange *change = ((Sending *) data)->change;

  if (!write_change (store, change, cancellable, error))
    return FALSE;
  change->step = eta_store_last_step (store);
  return TRUE;
}

/* -- in the main thread ----------------------------------------------------------------------- */

static void
end (Sending *sending, const GError *refusal)
{
  sending->written (sending->change, refusal, sending->user_data);
  eta_user_change_free (sending->change);
  g_object_unref (sending->writer);
  g_free (sending);
}

static gboolean
lies_below (const char *pointer, const char *other)
{
  gsize length = strlen (other);

  return strncmp (pointer, other, length) == 0 && (pointer[length] == '/' || !pointer[length]);
}

static gboolean
is_overtaken (const EtaPlaced *placed, const EtaUserChange *by)
{
  for (guint i = 0; by->places && i < by->places->len; i++)
    if (lies_below (placed->pointer, ((EtaPlaced *) by->places->pdata[i])->pointer))
      return TRUE;
  return FALSE;
}

/* What was on its way to the disk together with one that failed may have arrived: it is newer. */
static void
drop_overtaken (EtaWriter *self, const Sending *arrived)
{
  for (GList *link = self->waiting.head; link; link = link->next) {
    Sending *older = link->data;

    if (older->number > arrived->number || !older->change->places ||
        g_strcmp0 (older->change->id, arrived->change->id) != 0)
      continue;
    for (guint i = older->change->places->len; i > 0; i--)
      if (is_overtaken (older->change->places->pdata[i - 1], arrived->change))
        g_ptr_array_remove_index (older->change->places, i - 1);
  }
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const Sending *first = a, *second = b;

  return first->number < second->number ? -1 : first->number > second->number;
}

static void try_first (EtaWriter *self);

static gboolean
retry_cb (gpointer data)
{
  EtaWriter *self = data;

  self->timer = 0;
  try_first (self);
  return G_SOURCE_REMOVE;
}

static void
wait (EtaWriter *self, Sending *sending, const GError *trouble)
{
  g_queue_insert_sorted (&self->waiting, sending, compare, NULL);
  g_free (self->reason);
  self->reason = g_strdup (trouble->message);
  if (!self->timer)
    self->timer = g_timeout_add_seconds (RETRY_SECONDS, retry_cb, self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The file's own troubles pass; and so may those of a folder that is gone. */
static gboolean
is_trouble (const GError *error)
{
  return error && error->domain == ETA_DB_ERROR && error->code != ETA_DB_ERROR_CONSTRAINT;
}

static gboolean
settle (Sending *sending, GAsyncResult *result)
{
  g_autoptr (EtaWriter) self = g_object_ref (sending->writer);
  g_autoptr (GError) error = NULL;

  eta_store_run_finish (self->store, result, &error);
  if (is_trouble (error)) {
    wait (self, sending, error);
    return FALSE;
  }
  if (!error)
    drop_overtaken (self, sending);
  end (sending, error);
  return TRUE;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  settle (data, result);
}

static void
tried_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaWriter) self = g_object_ref (((Sending *) data)->writer);

  self->trying = NULL;
  if (!settle (data, result))
    return;
  if (self->waiting.length > 0)
    try_first (self);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

/* All others wait for the first. */
static void
try_first (EtaWriter *self)
{
  Sending *sending;

  if (self->trying || !(sending = g_queue_pop_head (&self->waiting)))
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  self->trying = sending;
  eta_store_run_async (self->store, write_cb, sending, NULL, NULL, tried_cb, sending);
}

static void
eta_writer_finalize (GObject *object)
{
  EtaWriter *self = ETA_WRITER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_free (self->reason);
  G_OBJECT_CLASS (eta_writer_parent_class)->finalize (object);
}

static void
eta_writer_class_init (EtaWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_writer_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
eta_writer_init (EtaWriter *self)
{
  g_queue_init (&self->waiting);
}

/** eta_writer_of: Returns: (transfer none): that of @store, which holds it */
EtaWriter *
eta_writer_of (EtaStore *store)
{
  EtaWriter *self = g_object_get_data (G_OBJECT (store), "eta-writer");

  g_return_val_if_fail (ETA_IS_STORE (store), NULL);

  if (self)
    return self;
  self = g_object_new (ETA_TYPE_WRITER, NULL);
  self->store = store;
  g_object_set_data_full (G_OBJECT (store), "eta-writer", self, g_object_unref);
  return self;
}

/**
 * eta_writer_send:
 * @take_change: (transfer full)
 * @written: called once, when the change is on the disk, or the store refuses it; not as long as it waits
 */
void
eta_writer_send (EtaWriter *self, EtaUserChange *take_change, EtaWrittenFunc written,
                 gpointer user_data)
{
  static guint64 number;
  Sending *sending;

  g_return_if_fail (ETA_IS_WRITER (self));

  sending = g_new0 (Sending, 1);
  sending->writer = g_object_ref (self);
  sending->change = take_change;
  sending->written = written;
  sending->user_data = user_data;
  sending->number = ++number;
  if (!self->trying && self->waiting.length == 0) {
    eta_store_run_async (self->store, write_cb, sending, NULL, NULL, written_cb, sending);
    return;
  }
  g_queue_push_tail (&self->waiting, sending);
  g_signal_emit (self, signals[CHANGED], 0);
}

/** eta_writer_count_waiting: Returns: how many changes are in this program's memory alone */
guint
eta_writer_count_waiting (EtaWriter *self)
{
  g_return_val_if_fail (ETA_IS_WRITER (self), 0);
  return self->waiting.length + (self->trying ? 1 : 0);
}

/** eta_writer_get_reason: Returns: (nullable): why they wait, in the user's language */
const char *
eta_writer_get_reason (EtaWriter *self)
{
  g_return_val_if_fail (ETA_IS_WRITER (self), NULL);
  return self->reason;
}

/** eta_writer_try_now: instead of in a few seconds */
void
eta_writer_try_now (EtaWriter *self)
{
  g_return_if_fail (ETA_IS_WRITER (self));
  try_first (self);
}

/** eta_writer_give_up: what waits is not written: the user has been told, and wants to close */
void
eta_writer_give_up (EtaWriter *self)
{
  g_autoptr (GError) refusal = NULL;
  Sending *sending;

  g_return_if_fail (ETA_IS_WRITER (self));

  refusal =
      g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, self->reason ? self->reason : "");
  g_clear_handle_id (&self->timer, g_source_remove);
  while ((sending = g_queue_pop_head (&self->waiting)))
    end (sending, refusal);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lay_over (const EtaUserChange *change, const char *id, EtaJson *doc)
{
  for (guint i = 0; change->places && g_str_equal (change->id, id) && i < change->places->len;
       i++) {
    const EtaPlaced *placed = change->places->pdata[i];

    eta_json_take (doc, placed->pointer, placed->value ? eta_json_copy (placed->value) : NULL);
  }
}

/**
 * eta_writer_overlay:
 * @doc: of the record @id, as the store has it; gets what waits to be written there
 */
void
eta_writer_overlay (EtaWriter *self, const char *id, EtaJson *doc)
{
  g_return_if_fail (ETA_IS_WRITER (self));

  if (self->trying)
    lay_over (self->trying->change, id, doc);
  for (GList *link = self->waiting.head; link; link = link->next)
    lay_over (((Sending *) link->data)->change, id, doc);
}
