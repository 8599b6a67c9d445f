/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * One op of a sync: is it well made, was it here before, may this device do it, does its base fit?
 * The order matters: a receipt is answered word for word whatever has become of the record since, a
 * right is asked for before anything is told, and only then is the base weighed. The rules are those
 * of Centre.apply() in the model.
 */
#include "config.h"

#include "eta-sync-op.h"
#include "eta-publish.h"

#include "eta-check.h"
#include "eta-limits.h"
#include "eta-problem.h"
#include "eta-rev.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>
#include <string.h>

/* An op taken apart */
typedef struct {
  EtaSyncRun *run;
  const char *op;
  const char *id;
  const char *base;
  const EtaKind *kind; /* NULL for a deletion */
  gint64 schema;
  const EtaJson *doc; /* NULL for a deletion */
  char *text; /* the document in canonical form; NULL for a deletion */
  char *body; /* SHA-256 over id and document */
  char *hash; /* of the document, as in a rev */
  EtaEntry *current; /* NULL: there was never one */
} Op;

static char *
finish (EtaJson *take_result)
{
  char *text = eta_json_canonical (take_result);

  eta_json_free (take_result);
  return text;
}

static EtaJson *
begin_result (const char *op, const char *status)
{
  EtaJson *result = eta_json_new_object ();

  if (op)
    eta_json_set_string (result, "/op", op);
  else
    eta_json_take (result, "/op", eta_json_new_null ());
  eta_json_set_string (result, "/status", status);
  return result;
}

/* @pointer is the place in the op; NULL: none is to blame */
static char *
refuse (const char *op, EtaProblem problem, const char *pointer, const char *detail)
{
  EtaJson *result = begin_result (op, "refused");
  EtaJson *json = eta_problem_to_json (problem, detail);

  if (pointer)
    eta_json_set_string (json, "/pointer", pointer);
  if (problem == ETA_PROBLEM_TOO_LARGE)
    eta_json_set_int (json, "/limit", ETA_LIMIT_DOC);
  eta_json_take (result, "/problem", json);
  return finish (result);
}

static char *
refuse_in_doc (const Op *self, const char *pointer, const char *detail)
{
  g_autofree char *whole = g_strconcat ("/doc", pointer, NULL);

  return refuse (self->op, ETA_PROBLEM_INVALID, whole, detail);
}

/* The shape, whatever is known of the record. Returns a refusal or NULL. */
static char *
read_shape (Op *self, const EtaJson *op)
{
  const EtaJson *base = eta_json_get (op, "/base");
  const EtaJson *doc = eta_json_get (op, "/doc");
  const EtaJson *deleted = eta_json_get (op, "/deleted");

  self->op = eta_json_get_string (op, "/op");
  self->id = eta_json_get_string (op, "/id");
  self->base = eta_json_string (base);
  self->schema = eta_json_get_int (op, "/schema", 1);
  if (!eta_json_is (op, ETA_JSON_OBJECT))
    return refuse (NULL, ETA_PROBLEM_INVALID, "", _ ("An op is a JSON object"));
  if (!self->op || !eta_uuid_is_valid (self->op))
    return refuse (self->op, ETA_PROBLEM_INVALID, "/op", _ ("An op needs a UUID of its own"));
  if (!self->id || !eta_uuid_is_valid (self->id))
    return refuse (self->op, ETA_PROBLEM_INVALID, "/id", _ ("A record's id is a UUID"));
  if (!eta_json_is (base, ETA_JSON_NULL) && !eta_rev_parse (self->base, NULL, NULL))
    return refuse (self->op, ETA_PROBLEM_INVALID, "/base", _ ("The base is a rev, or null"));
  if (deleted && (!eta_json_is (deleted, ETA_JSON_BOOLEAN) || (eta_json_bool (deleted) && doc)))
    return refuse (self->op, ETA_PROBLEM_INVALID, "/deleted",
                   _ ("A deletion says true, and brings no document"));
  if (!eta_json_bool (deleted) && !eta_json_is (doc, ETA_JSON_OBJECT))
    return refuse (self->op, ETA_PROBLEM_INVALID, "/doc", _ ("A document is a JSON object"));
  self->doc = doc;
  return NULL;
}

static void
digest (Op *self)
{
  const char *text = self->doc ? (self->text = eta_json_canonical (self->doc)) : "null";
  g_autofree char *whole = g_strconcat (self->id, " ", text, NULL);

  self->hash = eta_rev_hash_text (text);
  self->body = g_compute_checksum_for_string (G_CHECKSUM_SHA256, whole, -1);
}

/* What the contract asks of every document. Returns a refusal or NULL. */
static char *
check_content (Op *self)
{
  g_autofree char *pointer = NULL;
  const char *fault;

  if (strlen (self->text) > ETA_LIMIT_DOC)
    return refuse (self->op, ETA_PROBLEM_TOO_LARGE, "/doc", NULL);
  fault = eta_json_find_fault (self->doc, &pointer);
  if (fault)
    return refuse_in_doc (self, pointer, _ (fault));
  if (eta_json_has_nik (self->doc, &pointer))
    return refuse_in_doc (self, pointer, _ ("A person's identity number is never stored"));
  return NULL;
}

static char *
check_kind (Op *self, const EtaJson *op)
{
  const char *name = eta_json_get_string (op, "/kind");
  const char *known = self->current ? self->current->kind : NULL;

  self->kind = eta_kind_find (name ? name : known ? known : "");
  if (!self->kind || (known && name && !g_str_equal (known, name)))
    return refuse (self->op, ETA_PROBLEM_INVALID, "/kind",
                   self->kind ? _ ("A record cannot become one of another kind")
                              : _ ("The centre does not know this kind of record"));
  if (self->schema < 1)
    return refuse (self->op, ETA_PROBLEM_SCHEMA_TOO_OLD, NULL, NULL);
  return NULL;
}

/* Whose a record is, and what is written of the centre's own, decides who may write it. */
static char *
check_rights (Op *self)
{
  const EtaDevice *device = self->run->device;

  if (device->curator)
    return NULL;
  if (self->current && !g_str_equal (self->current->office, device->office))
    return refuse (self->op, ETA_PROBLEM_FORBIDDEN, NULL,
                   _ ("The record belongs to another office"));
  if (self->kind && !self->kind->by_office)
    return refuse (self->op, ETA_PROBLEM_FORBIDDEN, "/kind",
                   _ ("Only the centre writes records of this kind"));
  return NULL;
}

/* Only a curator sets published and returned. An office's document may carry what stands there
 * already, also over a deletion: an edit of a published record is one. */
static char *
check_state (Op *self)
{
  const char *state = eta_json_get_string (self->doc, "/state");
  const char *before = self->current ? self->current->state : "";

  if (self->run->device->curator || !state || !self->kind->by_office ||
      self->kind == &eta_kind_conflict || g_str_equal (state, before) ||
      !(g_str_equal (state, "published") || g_str_equal (state, "returned")))
    return NULL;
  if (self->run->restored && !self->current) {
    g_hash_table_add (self->run->claims, g_strdup (self->id));
    return NULL;
  }
  return refuse (self->op, ETA_PROBLEM_FORBIDDEN, "/doc/state",
                 _ ("Only a curator publishes or returns a listing"));
}

/* A record is its first writer's office's; a conflict belongs where what it is about belongs. */
static char *
dup_office (Op *self, GError **error)
{
  const char *of = self->kind == &eta_kind_conflict ? eta_json_get_string (self->doc, "/of") : NULL;
  g_autoptr (EtaEntry) subject = NULL;

  if (self->current)
    return g_strdup (self->current->office);
  if (self->kind && !self->kind->by_office)
    return g_strdup ("");
  subject = of ? eta_ledger_find_record (self->run->ledger, of, error) : NULL;
  if (subject && eta_entry_in_scope (subject, self->run->device))
    return g_strdup (subject->office);
  return g_strdup (self->run->device->office);
}

static char *
remember (Op *self, EtaJson *take_result, GError **error)
{
  g_autofree char *text = finish (take_result);

  if (!eta_ledger_add_receipt (self->run->ledger, self->op, self->body, text, error))
    return NULL;
  return g_steal_pointer (&text);
}

static char *
accept (Op *self, const char *rev, GError **error)
{
  EtaLedger *ledger = self->run->ledger;
  g_autoptr (EtaJson) result = begin_result (self->op, "ok");

  eta_json_set_string (result, "/rev", rev);
  if (self->doc && (!eta_ledger_add_needs (ledger, self->id, result, error) ||
                    !eta_ledger_add_duplicates (ledger, self->id, result, error)))
    return NULL;
  return remember (self, g_steal_pointer (&result), error);
}

static char *
write_op (Op *self, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *office = dup_office (self, &local);
  g_autofree char *rev = NULL;
  const char *state = eta_json_get_string (self->doc, "/state");
  EtaWrite write = { .id = self->id,
                     .kind = self->kind,
                     .office = office,
                     .schema = self->schema,
                     .doc = self->doc,
                     .state = self->current ? self->current->state : "",
                     .device = self->run->device->id,
                     .fresh = self->current == NULL,
                     .text = self->text,
                     .hash = self->hash };

  if (!local)
    rev = eta_ledger_write_record (self->run->ledger, &write, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (eta_publish_concerns (self->doc ? self->kind : NULL, state ? state : ""))
    g_ptr_array_add (self->run->written, g_strdup (self->id));
  return accept (self, rev, error);
}

static char *
dup_writer (Op *self, GError **error)
{
  g_autoptr (EtaDevice) writer = NULL;

  if (!*self->current->device)
    return eta_ledger_dup_name (self->run->ledger);
  writer = eta_ledger_find_device (self->run->ledger, self->current->device, error);
  return g_strdup (writer ? writer->name : "");
}

static char *
tell_conflict (Op *self, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *by = NULL;

  g_string_printf (text, "{\"op\":\"%s\",\"status\":\"conflict\",\"current\":", self->op);
  if (self->current) {
    by = dup_writer (self, error);
    eta_entry_print (self->current, by, text);
  } else
    g_string_append_printf (text, "{\"id\":\"%s\",\"rev\":null,\"absent\":true}", self->id);
  g_string_append_c (text, '}');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
weigh (Op *self, GError **error)
{
  g_autofree char *rev = self->current ? eta_entry_dup_rev (self->current) : NULL;
  gboolean both_gone = self->current && !self->current->doc && !self->doc;
  gboolean same = self->current && self->current->doc && self->doc &&
                  g_str_equal (self->current->hash, self->hash);
  char *refusal;

  if (same || both_gone)
    return accept (self, rev, error);
  if (g_strcmp0 (self->base, rev) != 0)
    return tell_conflict (self, error);
  refusal = self->doc ? check_state (self) : NULL;
  return refusal ? refusal : write_op (self, error);
}

static char *
apply_new (Op *self, const EtaJson *op, GError **error)
{
  g_autoptr (GError) local = NULL;
  char *refusal = self->doc ? check_content (self) : NULL;

  if (refusal)
    return refusal;
  self->current = eta_ledger_find_record (self->run->ledger, self->id, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (self->doc)
    refusal = check_kind (self, op);
  if (!refusal)
    refusal = check_rights (self);
  return refusal ? refusal : weigh (self, error);
}

static char *
apply (Op *self, const EtaJson *op, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *body = NULL;
  char *result = read_shape (self, op);

  if (result)
    return result;
  digest (self);
  result = eta_ledger_dup_receipt (self->run->ledger, self->op, &body, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (!result)
    return apply_new (self, op, error);
  if (g_str_equal (body, self->body))
    return result;
  g_free (result);
  return refuse (self->op, ETA_PROBLEM_OP_REUSE, NULL, NULL);
}

/**
 * eta_sync_op_apply:
 * @op: as it came; need not be anything
 *
 * Weighs one op and does what it says, or not.
 *
 * Returns: (transfer full) (nullable): its result, JSON; %NULL on an error, which ends the request
 */
char *
eta_sync_op_apply (EtaSyncRun *run, const EtaJson *op, GError **error)
{
  Op self = { .run = run };
  char *result = apply (&self, op, error);

  g_free (self.text);
  g_free (self.body);
  g_free (self.hash);
  g_clear_pointer (&self.current, eta_entry_free);
  return result;
}
