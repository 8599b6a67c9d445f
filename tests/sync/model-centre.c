/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model.h"

#include "eta-rev.h"

/* The centre of the model: rows, receipts, the device counters, the epoch. */

typedef struct {
  char *id;
  char *rev;
  gint64 seq;
  Doc *doc; /* its json is NULL: a tombstone */
  guint by;
} Row;

typedef struct {
  char *body;
  char *rev; /* of the "ok" */
} Receipt;

typedef struct {
  gint64 n;
  char *ops;
} Counter;

struct _ModelCentre {
  GRand *rng; /* borrowed */
  Break broken;
  gint64 head;
  GHashTable *rows; /* id → Row */
  GHashTable *receipts; /* op → Receipt, shared */
  GArray *counters; /* of Counter, by device */
  char *epoch;
  GHashTable *before; /* other epoch → the last number in common */
};

Doc *
doc_new (const EtaJson *json)
{
  Doc *doc = g_rc_box_new0 (Doc);
  doc->json = json ? eta_json_copy (json) : NULL;
  return doc;
}

Doc *
doc_ref (Doc *doc)
{
  return g_rc_box_acquire (doc);
}

static void
clear_doc (gpointer data)
{
  eta_json_free (((Doc *) data)->json);
}

void
doc_unref (Doc *doc)
{
  if (doc)
    g_rc_box_release_full (doc, clear_doc);
}

void
cursor_set (Cursor *cursor, const char *epoch, gint64 seq)
{
  char *copy = g_strdup (epoch);
  g_free (cursor->epoch);
  cursor->epoch = copy;
  cursor->seq = seq;
}

Op *
op_new (const char *op, const char *id, const char *base, const EtaJson *doc)
{
  Op *self = g_rc_box_new0 (Op);
  self->op = g_strdup (op);
  self->id = g_strdup (id);
  self->base = g_strdup (base);
  self->doc = doc_new (doc);
  return self;
}

static void
clear_op (gpointer data)
{
  Op *op = data;
  g_free (op->op);
  g_free (op->id);
  g_free (op->base);
  doc_unref (op->doc);
}

void
op_unref (Op *op)
{
  g_rc_box_release_full (op, clear_op);
}

void
answer_clear (Answer *answer)
{
  eta_json_free (answer->answer);
  g_free (answer->next.epoch);
}

Request *
request_new (guint device, gint64 n, const Cursor *since, GPtrArray *ops, guint page)
{
  Request *request = g_new0 (Request, 1);
  request->device = device;
  request->n = n;
  cursor_set (&request->since, since->epoch, since->seq);
  request->ops = g_ptr_array_ref (ops);
  request->page = page;
  return request;
}

void
request_free (Request *request)
{
  g_free (request->since.epoch);
  g_ptr_array_unref (request->ops);
  g_free (request);
}

static void
row_free (Row *row)
{
  g_free (row->id);
  g_free (row->rev);
  doc_unref (row->doc);
  g_free (row);
}

static Row *
row_new (const char *id, const char *rev, gint64 seq, Doc *take_doc, guint by)
{
  Row *row = g_new0 (Row, 1);
  row->id = g_strdup (id);
  row->rev = g_strdup (rev);
  row->seq = seq;
  row->doc = take_doc;
  row->by = by;
  return row;
}

static void
clear_receipt (gpointer data)
{
  Receipt *receipt = data;
  g_free (receipt->body);
  g_free (receipt->rev);
}

static void
receipt_unref (gpointer data)
{
  g_rc_box_release_full (data, clear_receipt);
}

static void
clear_counter (gpointer data)
{
  g_free (((Counter *) data)->ops);
}

static ModelCentre *
make (GRand *rng, Break broken)
{
  ModelCentre *self = g_new0 (ModelCentre, 1);
  self->rng = rng;
  self->broken = broken;
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) row_free);
  self->receipts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, receipt_unref);
  self->counters = g_array_new (FALSE, TRUE, sizeof (Counter));
  g_array_set_clear_func (self->counters, clear_counter);
  self->before = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

ModelCentre *
model_centre_new (GRand *rng, Break broken)
{
  ModelCentre *self = make (rng, broken);
  self->epoch = g_strdup ("e0");
  return self;
}

void
model_centre_free (ModelCentre *self)
{
  if (!self)
    return;
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->receipts);
  g_array_unref (self->counters);
  g_hash_table_unref (self->before);
  g_free (self->epoch);
  g_free (self);
}

static void
put_number (GHashTable *numbers, const char *key, gint64 value)
{
  gint64 *box = g_new (gint64, 1);
  *box = value;
  g_hash_table_insert (numbers, g_strdup (key), box);
}

ModelCentre *
model_centre_copy (const ModelCentre *self)
{
  ModelCentre *copy = make (self->rng, self->broken);
  GHashTableIter iter;
  gpointer key, value;

  copy->head = self->head;
  copy->epoch = g_strdup (self->epoch);
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    const Row *row = value;
    Row *twin = row_new (row->id, row->rev, row->seq, doc_ref (row->doc), row->by);
    g_hash_table_insert (copy->rows, twin->id, twin);
  }
  g_hash_table_iter_init (&iter, self->receipts);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->receipts, g_strdup (key), g_rc_box_acquire (value));
  g_hash_table_iter_init (&iter, self->before);
  while (g_hash_table_iter_next (&iter, &key, &value))
    put_number (copy->before, key, *(gint64 *) value);
  for (guint i = 0; i < self->counters->len; i++) {
    const Counter *counter = &g_array_index (self->counters, Counter, i);
    Counter twin = { counter->n, g_strdup (counter->ops) };
    g_array_append_val (copy->counters, twin);
  }
  return copy;
}

guint
model_centre_add_device (ModelCentre *self)
{
  g_array_set_size (self->counters, self->counters->len + 1);
  return self->counters->len - 1;
}

/* The newest number that both histories have */
static gint64
find_shared (GHashTable *shared, GHashTable *lost)
{
  GHashTableIter iter;
  gpointer key, value;
  gint64 both = 0;

  g_hash_table_iter_init (&iter, shared);
  while (g_hash_table_iter_next (&iter, &key, &value)) {
    gint64 *other = g_hash_table_lookup (lost, key);
    if (other)
      both = MAX (both, MIN (*(gint64 *) value, *other));
  }
  return both;
}

/**
 * model_centre_restore:
 * @lost: the centre that is put back: what its side file knows
 *
 * Starts again from an older copy. Devices and tokens are not wound back.
 */
ModelCentre *
model_centre_restore (const ModelCentre *old, const ModelCentre *lost)
{
  ModelCentre *self = model_centre_copy (old);
  GHashTableIter iter;
  gpointer key, value;

  while (self->counters->len < lost->counters->len)
    model_centre_add_device (self);
  if (self->broken == BREAK_NO_EPOCH ||
      (g_str_equal (self->epoch, lost->epoch) && self->head >= lost->head))
    return self;

  put_number (self->before, self->epoch, self->head);
  put_number (lost->before, lost->epoch, lost->head);
  gint64 both = find_shared (self->before, lost->before);
  g_hash_table_iter_init (&iter, lost->before);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (self->before, key))
      put_number (self->before, key, MIN (both, *(gint64 *) value));
  g_free (self->epoch);
  self->epoch = g_strdup_printf ("e%x-%x", g_rand_int (self->rng), g_rand_int (self->rng));
  return self;
}

EtaJson *
model_centre_fetch (const ModelCentre *self, const char *id)
{
  const Row *row = g_hash_table_lookup (self->rows, id);
  EtaJson *record = eta_json_new_object ();

  eta_json_set_string (record, "/id", id);
  if (!row) {
    eta_json_take (record, "/absent", eta_json_new_bool (TRUE));
    return record;
  }
  eta_json_set_string (record, "/rev", row->rev);
  if (row->doc->json)
    eta_json_take (record, "/doc", eta_json_copy (row->doc->json));
  else
    eta_json_take (record, "/deleted", eta_json_new_bool (TRUE));
  return record;
}

static gboolean
holds (const Row *row, const Op *op)
{
  if (!row || !row->doc->json || !op->doc->json)
    return row && !row->doc->json && !op->doc->json;
  return eta_json_equal (row->doc->json, op->doc->json);
}

static const Row *
write_row (ModelCentre *self, guint device, const Op *op)
{
  g_autofree char *rev = eta_rev_new (++self->head, op->doc->json);
  Row *row = row_new (op->id, rev, self->head, doc_ref (op->doc), device);

  g_hash_table_replace (self->rows, row->id, row);
  return row;
}

static EtaJson *
begin_result (const Op *op, const char *status, const char *rev)
{
  EtaJson *result = eta_json_new_object ();
  eta_json_set_string (result, "/op", op->op);
  eta_json_set_string (result, "/status", status);
  if (rev)
    eta_json_set_string (result, "/rev", rev);
  return result;
}

static char *
hash_body (const Op *op)
{
  g_autofree char *hash = eta_rev_hash (op->doc->json);
  return g_strconcat (op->id, " ", hash, NULL);
}

static EtaJson *
apply (ModelCentre *self, guint device, const Op *op)
{
  const Row *row = g_hash_table_lookup (self->rows, op->id);
  Receipt *receipt = g_hash_table_lookup (self->receipts, op->op);
  g_autofree char *body = hash_body (op);

  if (receipt && self->broken != BREAK_NO_RECEIPTS)
    return begin_result (op, g_str_equal (receipt->body, body) ? "ok" : "refused", receipt->rev);
  if (!holds (row, op)) {
    if (g_strcmp0 (op->base, row ? row->rev : NULL) != 0) {
      EtaJson *result = begin_result (op, "conflict", NULL);
      eta_json_take (result, "/current", model_centre_fetch (self, op->id));
      return result;
    }
    row = write_row (self, device, op);
  }
  receipt = g_rc_box_new0 (Receipt);
  receipt->body = g_steal_pointer (&body);
  receipt->rev = g_strdup (row->rev);
  g_hash_table_replace (self->receipts, g_strdup (op->op), receipt);
  return begin_result (op, "ok", row->rev);
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const Row *left = *(const Row *const *) a, *right = *(const Row *const *) b;
  return left->seq < right->seq ? -1 : left->seq > right->seq;
}

static EtaJson *
describe (const ModelCentre *self, const Row *row, guint device)
{
  if (row->by != device)
    return model_centre_fetch (self, row->id);

  EtaJson *change = eta_json_new_object ();
  eta_json_set_string (change, "/id", row->id);
  eta_json_set_string (change, "/rev", row->rev);
  eta_json_take (change, "/own", eta_json_new_bool (TRUE));
  return change;
}

static void
add_page (ModelCentre *self, const Request *request, Answer *answer)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  gint64 start = request->since.epoch ? request->since.seq : 0, upto = self->head;
  EtaJson *changes = eta_json_new_array ();
  GHashTableIter iter;
  gpointer row;

  answer->more = request->page == 0;
  g_hash_table_iter_init (&iter, self->rows);
  while (request->page > 0 && g_hash_table_iter_next (&iter, NULL, &row))
    if (((Row *) row)->seq > start)
      g_ptr_array_add (rows, row);
  g_ptr_array_sort (rows, compare_rows);
  for (guint i = 0; i < MIN (rows->len, request->page); i++) {
    eta_json_append (changes, describe (self, rows->pdata[i], request->device));
    if (i + 1 == request->page) {
      upto = ((Row *) rows->pdata[i])->seq;
      answer->more = TRUE;
    }
  }
  eta_json_take (answer->answer, "/changes", changes);
  cursor_set (&answer->next, self->epoch, request->page ? upto : start);
}

static char *
name_ops (GPtrArray *ops)
{
  GString *names = g_string_new ("");
  for (guint i = 0; i < ops->len; i++)
    g_string_append_printf (names, "%s ", ((Op *) ops->pdata[i])->op);
  return g_string_free (names, FALSE);
}

void
model_centre_sync (ModelCentre *self, const Request *request, Answer *answer)
{
  Counter *counter = &g_array_index (self->counters, Counter, request->device);
  g_autofree char *names = name_ops (request->ops);
  EtaJson *results = eta_json_new_array ();

  *answer = (Answer){ .answer = eta_json_new_object () };
  eta_json_take (answer->answer, "/results", results);
  if (request->n < counter->n ||
      (request->n == counter->n && g_strcmp0 (names, counter->ops ? counter->ops : "") != 0)) {
    answer->problem = "device-forked";
    return;
  }
  if (request->since.epoch && !g_str_equal (request->since.epoch, self->epoch)) {
    gint64 *shared = g_hash_table_lookup (self->before, request->since.epoch);
    answer->problem = "epoch-changed";
    answer->shared = shared ? *shared : 0;
    cursor_set (&answer->next, self->epoch, 0);
    return;
  }
  counter->n = request->n;
  g_free (counter->ops);
  counter->ops = g_steal_pointer (&names);
  for (guint i = 0; i < request->ops->len; i++)
    eta_json_append (results, apply (self, request->device, request->ops->pdata[i]));
  add_page (self, request, answer);
}

void
model_centre_each (const ModelCentre *self,
                   void (*func) (const char *id, const EtaJson *doc, gpointer data), gpointer data)
{
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    func (((Row *) row)->id, ((Row *) row)->doc->json, data);
}
