/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model.h"

#include "eta-rev.h"

#include <string.h>

/* A desk of the model: what is on its disk, and one round trip as the engine makes it. Whatever is
 * fetched beside the answer is fetched before anything of it is applied, so that a lost answer leaves
 * only what was sealed and the counter. */

#define OPS 4
#define PAGE 5

typedef struct {
  gint64 seq;
  Doc *doc;
} Past;

static void
clear_past (gpointer data)
{
  doc_unref (((Past *) data)->doc);
}

static void
past_unref (gpointer data)
{
  g_rc_box_release_full (data, clear_past);
}

static EtaJson *
copy_json (const EtaJson *json)
{
  return json ? eta_json_copy (json) : NULL;
}

static Record *
record_new (const char *id)
{
  Record *self = g_new0 (Record, 1);

  self->copies = g_new0 (EtaCopies, 1);
  self->copies->id = g_strdup (id);
  self->copies->kind = id[0] == 'r' ? &eta_kind_product : &eta_kind_conflict;
  self->copies->kind_name = g_strdup (self->copies->kind->name);
  self->past = g_ptr_array_new_with_free_func (past_unref);
  return self;
}

static Record *
record_copy (const Record *self)
{
  Record *copy = record_new (self->copies->id);
  const EtaCopies *from = self->copies;
  EtaCopies *to = copy->copies;

  to->base_rev = g_strdup (from->base_rev);
  to->base_doc = copy_json (from->base_doc);
  to->live = copy_json (from->live);
  to->sent_op = g_strdup (from->sent_op);
  to->sent_doc = copy_json (from->sent_doc);
  to->sent_base = g_strdup (from->sent_base);
  to->doc = copy_json (from->doc);
  for (guint i = 0; i < self->past->len; i++)
    g_ptr_array_add (copy->past, g_rc_box_acquire (self->past->pdata[i]));
  return copy;
}

static void
record_free (Record *self)
{
  eta_copies_free (self->copies);
  g_ptr_array_unref (self->past);
  g_free (self);
}

Desk *
desk_new (guint device)
{
  Desk *self = g_new0 (Desk, 1);
  self->device = device;
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) record_free);
  return self;
}

Desk *
desk_copy (const Desk *self)
{
  Desk *copy = desk_new (self->device);
  copy->n = self->n;
  cursor_set (&copy->cursor, self->cursor.epoch, self->cursor.seq);
  for (guint i = 0; i < self->records->len; i++)
    g_ptr_array_add (copy->records, record_copy (self->records->pdata[i]));
  return copy;
}

void
desk_free (Desk *self)
{
  if (!self)
    return;
  g_free (self->cursor.epoch);
  g_ptr_array_unref (self->records);
  g_free (self);
}

static Record *
find (Desk *self, const char *id)
{
  for (guint i = 0; i < self->records->len; i++) {
    Record *record = self->records->pdata[i];
    if (g_str_equal (record->copies->id, id))
      return record;
  }
  g_ptr_array_add (self->records, record_new (id));
  return self->records->pdata[self->records->len - 1];
}

/* -- the user */

static void
type (World *world, EtaJson *doc, const char *field)
{
  guint over = model_read (eta_json_get (doc, field));
  g_autofree char *text = g_strdup_printf ("v%u", model_value (world, over));
  eta_json_set_string (doc, field, text);
}

void
desk_create (Desk *self, World *world)
{
  g_autofree char *id = g_strdup_printf ("r%x%x", g_rand_int (world->rng), g_rand_int (world->rng));
  Record *record = find (self, id);

  record->copies->doc = eta_json_new_object ();
  for (guint i = 0; model_fields[i]; i++)
    type (world, record->copies->doc, model_fields[i]);
}

/* A live record that is no conflict; NULL: there is none */
static Record *
choose (Desk *self, World *world)
{
  g_autoptr (GPtrArray) live = g_ptr_array_new ();
  for (guint i = 0; i < self->records->len; i++) {
    Record *record = self->records->pdata[i];
    if (record->copies->doc && record->copies->kind != &eta_kind_conflict)
      g_ptr_array_add (live, record);
  }
  return live->len ? live->pdata[g_rand_int_range (world->rng, 0, (gint32) live->len)] : NULL;
}

void
desk_edit (Desk *self, World *world)
{
  Record *record = choose (self, world);
  if (record)
    type (world, record->copies->doc, model_fields[g_rand_int_range (world->rng, 0, 3)]);
}

void
desk_delete (Desk *self, World *world)
{
  Record *record = choose (self, world);
  if (!record)
    return;
  for (guint i = 0; model_fields[i]; i++) {
    guint value = model_read (eta_json_get (record->copies->doc, model_fields[i]));
    if (value)
      g_hash_table_add (world->deleted, GUINT_TO_POINTER (value));
  }
  g_hash_table_add (world->deleted_ids, g_strdup (record->copies->id));
  g_clear_pointer (&record->copies->doc, eta_json_free);
}

/* -- the network */

static gboolean
loses (World *world, gboolean faulty, double chance)
{
  return faulty && g_rand_double (world->rng) < chance;
}

/* FALSE: no answer has come */
static gboolean
ask (World *world, const Request *request, gboolean faulty, Answer *answer)
{
  if (loses (world, faulty, 0.15))
    return FALSE;
  if (world->late->len > 0 && loses (world, faulty, 0.2)) {
    guint i = (guint) g_rand_int_range (world->rng, 0, (gint32) world->late->len);
    Answer old = { 0 };
    model_centre_sync (world->centre, world->late->pdata[i], &old);
    answer_clear (&old);
    g_ptr_array_remove_index (world->late, i);
  }
  model_centre_sync (world->centre, request, answer);
  if (loses (world, faulty, 0.1))
    g_ptr_array_add (world->late, request_new (request->device, request->n, &request->since,
                                               request->ops, request->page));
  return !loses (world, faulty, 0.2);
}

static EtaJson *
fetch (World *world, const char *id, gboolean faulty)
{
  return loses (world, faulty, 0.3) ? NULL : model_centre_fetch (world->centre, id);
}

/* -- decisions */

/* What is agreed now is kept for the day when the centre is put back. */
static void
remember (Record *record)
{
  const EtaCopies *copies = record->copies;
  if (!copies->base_rev)
    return;
  Past *past = g_rc_box_new0 (Past);
  past->seq = eta_rev_get_seq (copies->base_rev);
  past->doc = doc_new (copies->base_doc);
  g_ptr_array_add (record->past, past);
}

static const EtaJson *
find_past (const Record *record, gint64 shared)
{
  const Past *newest = NULL;
  for (guint i = 0; i < record->past->len; i++) {
    const Past *past = record->past->pdata[i];
    if (past->seq <= shared && past->doc->json && (!newest || past->seq > newest->seq))
      newest = past;
  }
  return newest ? newest->doc->json : NULL;
}

static void
keep_clashes (Desk *self, World *world, const char *id, const EtaJson *clashes)
{
  g_autoptr (EtaJson) side = eta_json_new_object ();
  g_autofree char *name = g_strdup_printf ("d%u", self->device);
  g_autofree char *conflict_id = NULL;

  eta_json_foreach (clash, clashes) {
    Clash pair = { model_read (eta_json_member (clash, "ours")),
                   model_read (eta_json_member (clash, "theirs")), g_strdup (id) };
    g_array_append_val (world->clashes, pair);
  }
  if (world->broken == BREAK_DROP_LOSERS)
    return;
  eta_json_set_string (side, "/by", name);
  g_autoptr (EtaJson) doc =
      eta_rules_new_conflict (find (self, id)->copies, clashes, side, side, &conflict_id);
  Record *record = find (self, conflict_id);
  if (!record->copies->doc)
    record->copies->doc = g_steal_pointer (&doc);
}

static void
take (Desk *self, World *world, const char *id, const EtaJson *theirs)
{
  Record *record = find (self, id);
  g_autoptr (EtaJson) clashes = NULL;
  if (world->broken == BREAK_TWO_COPIES) {
    eta_json_free (record->copies->base_doc);
    record->copies->base_doc = copy_json (record->copies->doc);
  }
  if (eta_rules_take (record->copies, theirs, &clashes) != ETA_TAKEN_NOTHING)
    remember (record);
  if (clashes)
    keep_clashes (self, world, id, clashes);
}

static Record *
find_sealed (Desk *self, const char *op)
{
  for (guint i = 0; i < self->records->len; i++) {
    Record *record = self->records->pdata[i];
    if (g_strcmp0 (record->copies->sent_op, op) == 0)
      return record;
  }
  return NULL;
}

static void
apply_result (Desk *self, World *world, const EtaJson *result)
{
  Record *record = find_sealed (self, eta_json_get_string (result, "/op"));
  const char *status = eta_json_get_string (result, "/status");
  if (!record)
    return;
  if (g_str_equal (status, "conflict")) {
    take (self, world, record->copies->id, eta_json_get (result, "/current"));
  } else if (g_str_equal (status, "ok")) {
    if (world->broken == BREAK_ACK_DOC) {
      eta_json_free (record->copies->sent_doc);
      record->copies->sent_doc = copy_json (record->copies->doc);
    }
    eta_rules_accept (record->copies, eta_json_get_string (result, "/rev"));
    remember (record);
  }
}

static void
apply_change (Desk *self, World *world, const EtaJson *change, const EtaJson *fetched)
{
  const char *id = eta_json_get_string (change, "/id");
  const EtaCopies *copies = find (self, id)->copies;

  if (copies->sent_op && world->broken == BREAK_PAGE_EARLY)
    return;
  if (!eta_json_get_bool (change, "/own"))
    take (self, world, id, change);
  else if (g_strcmp0 (copies->base_rev, eta_json_get_string (change, "/rev")) != 0 && fetched &&
           !eta_json_get_bool (fetched, "/absent"))
    take (self, world, id, fetched);
}

/* -- one round trip */

static void
seal (Desk *self, World *world)
{
  for (guint i = 0; i < self->records->len; i++) {
    EtaCopies *copies = ((Record *) self->records->pdata[i])->copies;
    if (copies->sent_op && world->broken == BREAK_RESEAL)
      eta_rules_unseal (copies);
    if (!copies->sent_op && eta_rules_has_change (copies)) {
      eta_rules_seal (copies);
      g_free (copies->sent_op); /* from the seed, as all else */
      copies->sent_op =
          g_strdup_printf ("o%08x%08x", g_rand_int (world->rng), g_rand_int (world->rng));
    }
  }
}

static GPtrArray *
collect (Desk *self, gboolean *left)
{
  GPtrArray *ops = g_ptr_array_new_with_free_func ((GDestroyNotify) op_unref);
  *left = FALSE;
  for (guint i = 0; i < self->records->len; i++) {
    const EtaCopies *copies = ((Record *) self->records->pdata[i])->copies;
    if (!copies->sent_op)
      continue;
    if (ops->len == OPS)
      *left = TRUE;
    else
      g_ptr_array_add (ops,
                       op_new (copies->sent_op, copies->id, copies->sent_base, copies->sent_doc));
  }
  return ops;
}

/* Everything that is known of us is asked for, then decided at once. */
static gboolean
rewind_all (Desk *self, World *world, const Answer *answer, gboolean faulty)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_json_free);
  guint n = self->records->len;

  for (guint i = 0; i < n; i++) {
    EtaJson *theirs = fetch (world, ((Record *) self->records->pdata[i])->copies->id, faulty);
    if (!theirs)
      return FALSE;
    g_ptr_array_add (found, theirs);
  }
  for (guint i = 0; i < n; i++) {
    Record *record = self->records->pdata[i];
    g_autoptr (EtaJson) clashes = NULL;
    if (world->broken == BREAK_NAIVE_REWIND) {
      eta_rules_unseal (record->copies);
      if (record->copies->base_rev)
        take (self, world, record->copies->id, found->pdata[i]);
      continue;
    }
    if (eta_rules_rewind (record->copies, answer->shared, found->pdata[i],
                          find_past (record, answer->shared), &clashes) != ETA_TAKEN_NOTHING)
      remember (record);
    if (clashes)
      keep_clashes (self, world, record->copies->id, clashes);
  }
  if (world->broken == BREAK_NO_EPOCH_KEPT)
    cursor_set (&self->cursor, NULL, 0);
  else
    cursor_set (&self->cursor, answer->next.epoch, answer->next.seq);
  return TRUE;
}

static gboolean
is_result (const EtaJson *answer, const char *rev)
{
  eta_json_foreach (result, eta_json_get (answer, "/results"))
    if (g_strcmp0 (eta_json_get_string (result, "/rev"), rev) == 0)
      return TRUE;
  return FALSE;
}

/* Bodies of "own" changes that this desk does not know, beside the changes; NULL: one got lost */
static GPtrArray *
fetch_own (Desk *self, World *world, const EtaJson *answer, gboolean faulty)
{
  g_autoptr (GPtrArray) fetched = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_json_free);
  eta_json_foreach (change, eta_json_get (answer, "/changes")) {
    const char *id = eta_json_get_string (change, "/id"),
               *rev = eta_json_get_string (change, "/rev");
    EtaJson *body = NULL;
    if (eta_json_get_bool (change, "/own") && world->broken != BREAK_TRUST_OWN &&
        !is_result (answer, rev) && g_strcmp0 (find (self, id)->copies->base_rev, rev) != 0 &&
        !(body = fetch (world, id, faulty)))
      return NULL;
    g_ptr_array_add (fetched, body);
  }
  return g_steal_pointer (&fetched);
}

static gboolean
is_at_rest (Desk *self)
{
  for (guint i = 0; i < self->records->len; i++)
    if (eta_rules_has_change (((Record *) self->records->pdata[i])->copies))
      return FALSE;
  return TRUE;
}

static gboolean
apply_answer (Desk *self, World *world, const Answer *answer, gboolean faulty)
{
  guint i = 0;
  g_autoptr (GPtrArray) fetched = fetch_own (self, world, answer->answer, faulty);
  if (!fetched)
    return FALSE;
  eta_json_foreach (result, eta_json_get (answer->answer, "/results"))
    apply_result (self, world, result);
  eta_json_foreach (change, eta_json_get (answer->answer, "/changes"))
    apply_change (self, world, change, fetched->pdata[i++]);
  cursor_set (&self->cursor, answer->next.epoch, answer->next.seq);
  return !answer->more && eta_json_size (eta_json_get (answer->answer, "/results")) == 0 &&
         is_at_rest (self);
}

gboolean
desk_step (Desk *self, World *world, gboolean faulty)
{
  gboolean left, rests = FALSE;
  Answer answer = { 0 };
  seal (self, world);
  g_autoptr (GPtrArray) ops = collect (self, &left);
  guint page = left && world->broken != BREAK_PAGE_EARLY ? 0 : PAGE;
  Request *request = request_new (self->device, ++self->n, &self->cursor, ops, page);

  if (ask (world, request, faulty, &answer)) {
    if (!answer.problem) {
      rests = apply_answer (self, world, &answer, faulty);
    } else if (g_str_equal (answer.problem, "epoch-changed")) {
      rewind_all (self, world, &answer, faulty);
    } else if (!loses (world, faulty, 0.3)) {
      self->device = model_centre_add_device (world->centre);
      self->n = 0;
    }
  }
  answer_clear (&answer);
  request_free (request);
  return rests;
}
