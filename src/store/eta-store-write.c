/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-change.h"
#include "eta-record-private.h"
#include "eta-store-private.h"
#include "eta-uuid.h"

#include <glib/gi18n.h>

/* What the program does with records: read one, add, change, delete, bring back. */

#define TYPING_USEC (5 * G_USEC_PER_SEC)

static void
set_not_found (GError **error)
{
  if (!error || !*error)
    g_set_error_literal (error, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND,
                         _ ("The record is no longer here."));
}

static EtaRecord *
read_record (EtaDb *db, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (db, &failure,
                    "SELECT " ETA_RECORD_COLUMNS " FROM record r JOIN document d ON d.n = r.n "
                    "WHERE r.id = ?1",
                    "s", id);
  g_autoptr (EtaRecord) record = NULL;
  g_autofree char *last = NULL;

  if (rows && eta_rows_next (rows, &failure)) {
    if (eta_rows_is_null (rows, 10))
      last = eta_store_dup_last_doc (db, eta_rows_int (rows, 0), &failure);
    if (!failure && (last || !eta_rows_is_null (rows, 10)))
      record = eta_record_new_from_rows (rows, last, &failure);
  }
  if (!record && !failure)
    set_not_found (&failure);
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  return g_steal_pointer (&record);
}

/**
 * eta_store_get:
 *
 * Returns: (transfer full) (nullable): the record as it stands, also one in the trash; %NULL with
 * %ETA_STORE_ERROR_NOT_FOUND (also for one of which only the tombstone is here) or #ETA_DB_ERROR
 */
EtaRecord *
eta_store_get (EtaStore *self, const char *id, GError **error)
{
  EtaDb *db = eta_store_borrow (self, error);
  EtaRecord *record;

  if (!db)
    return NULL;
  record = read_record (db, id, error);
  eta_store_give_back (self, db);
  return record;
}

static char *
title_of (const EtaEntry *entry, const EtaJson *doc)
{
  return entry->kind ? eta_kind_title (entry->kind, doc, ETA_STORE_LANGUAGE)
                     : g_strdup (entry->kind_name);
}

static void
label_adding (EtaStore *self, const EtaEntry *entry, const EtaJson *doc)
{
  g_autofree char *title = title_of (entry, doc);

  eta_store_set_label (self, eta_label_new (N_ ("Add “%s”"), eta_json_new_string (title), NULL));
}

static EtaJson *
name_edit (const EtaEntry *entry, const EtaJson *before, const EtaJson *doc)
{
  const EtaField *field =
      entry->kind && before ? eta_changes_only_field (entry->kind, before, doc) : NULL;
  g_autofree char *title = title_of (entry, doc);

  if (!field)
    return eta_label_new (N_ ("Change “%s”"), eta_json_new_string (title), NULL);
  /* Translators: a step of undo. First a field, like "Number of workers", then a record's name */
  return eta_label_new (N_ ("Change “%s” of “%s”"), eta_label_new (field->label, NULL),
                        eta_json_new_string (title), NULL);
}

/* What is typed on is called after what stands there in the end. */
static gboolean
label_edit (EtaStore *self, const EtaEntry *entry, const char *before_text, const EtaJson *doc,
            gboolean joined, GError **error)
{
  g_autoptr (EtaJson) before = NULL;
  g_autofree char *packed = NULL;
  EtaJson *label;

  if (self->step.begun || self->step.label)
    return TRUE;
  before = eta_json_parse (before_text, -1, NULL);
  label = name_edit (entry, before, doc);
  if (!joined) {
    eta_store_set_label (self, label);
    return TRUE;
  }
  packed = eta_label_pack (label);
  return eta_db_run (self->writer, error, "UPDATE step SET label = ?2 WHERE id = ?1", "is",
                     self->typing.step, packed);
}

static char *
add (EtaStore *self, const EtaKind *kind, const EtaJson *doc, GPtrArray **findings, GError **error)
{
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *office = NULL;
  g_autoptr (EtaEntry) entry = NULL;
  char *text = eta_store_validate (kind, doc, TRUE, error);

  if (!text)
    return NULL;
  office = eta_store_dup_office (self);
  entry = eta_entry_new (id, kind->name, office);
  entry->doc = text;
  label_adding (self, entry, doc);
  if (!eta_entry_save (self, entry, NULL, doc, NULL, FALSE, error))
    return NULL;
  *findings = g_steal_pointer (&entry->findings);
  return g_steal_pointer (&id);
}

/**
 * eta_store_add:
 * @doc: an object; fields that the kind's table does not know are kept
 *
 * Returns: (transfer full) (nullable): the id of the new record, which is on the disk (or will be, with
 * the step); %NULL with %ETA_STORE_ERROR_INVALID or #ETA_DB_ERROR
 */
char *
eta_store_add (EtaStore *self, const EtaKind *kind, const EtaJson *doc, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;

  return eta_store_add_checked (self, kind, doc, &findings, error);
}

/**
 * eta_store_add_checked:
 * @findings: (out) (transfer full) (nullable) (element-type EtaFinding): what the checks say of @doc;
 * %NULL on failure
 *
 * As eta_store_add(), which walks the checks in any case, for the scores.
 */
char *
eta_store_add_checked (EtaStore *self, const EtaKind *kind, const EtaJson *doc,
                       GPtrArray **findings, GError **error)
{
  g_autofree char *id = NULL;
  GError *failure = NULL;

  *findings = NULL;
  if (!eta_store_enter (self, error))
    return NULL;
  id = add (self, kind, doc, findings, &failure);
  return eta_store_leave (self, failure, error) ? g_steal_pointer (&id) : NULL;
}

/* A record that lives; else NULL with an error. */
static EtaEntry *
load_living (EtaStore *self, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaEntry) entry = eta_entry_load (self, id, &failure);

  if (entry && entry->doc)
    return g_steal_pointer (&entry);
  if (!failure)
    set_not_found (&failure);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* What failed by itself is tried again once the user has changed it. */
static gboolean
forgive (EtaStore *self, const char *id, GError **error)
{
  return eta_db_run (self->writer, error, "DELETE FROM delay WHERE subject = ?1", "s", id);
}

static gboolean
replace (EtaStore *self, EtaEntry *entry, const EtaJson *doc, gboolean joined, GError **error)
{
  g_autofree char *before = g_steal_pointer (&entry->doc);

  entry->doc = eta_store_validate (entry->kind, doc, TRUE, error);
  if (!entry->doc)
    return FALSE;
  if (g_strcmp0 (before, entry->doc) == 0)
    return TRUE;
  return label_edit (self, entry, before, doc, joined, error) && forgive (self, entry->id, error) &&
         eta_entry_save (self, entry, before, doc, NULL, joined, error);
}

/**
 * eta_store_put:
 *
 * Replaces the whole document of a living record. The same document again is no change.
 */
gboolean
eta_store_put (EtaStore *self, const char *id, const EtaJson *doc, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;

  return eta_store_put_checked (self, id, doc, &findings, error);
}

/**
 * eta_store_put_checked:
 * @findings: (out) (transfer full) (nullable) (element-type EtaFinding): what the checks say of @doc;
 * %NULL on failure, and when it is no change
 *
 * As eta_store_put(), which walks the checks in any case, for the scores.
 */
gboolean
eta_store_put_checked (EtaStore *self, const char *id, const EtaJson *doc, GPtrArray **findings,
                       GError **error)
{
  g_autoptr (EtaEntry) entry = NULL;
  GError *failure = NULL;

  *findings = NULL;
  if (!eta_store_enter (self, error))
    return FALSE;
  entry = load_living (self, id, &failure);
  if (entry && replace (self, entry, doc, FALSE, &failure))
    *findings = g_steal_pointer (&entry->findings);
  return eta_store_leave (self, failure, error);
}

/* A text that the centre has, or may have, must stay in the history. */
static gboolean
is_known_outside (const EtaEntry *entry)
{
  return g_strcmp0 (entry->doc, entry->base_doc) == 0 ||
         g_strcmp0 (entry->doc, entry->sent_doc) == 0;
}

/* Whether a change of @pointer goes on with the last one: within five seconds, and nothing else has
 * been written since. */
static gboolean
is_typing_on (EtaStore *self, const EtaEntry *entry, const char *pointer)
{
  EtaTyping *typing = &self->typing;

  return !self->step.begun && self->step.depth == 1 && typing->record == entry->n &&
         !is_known_outside (entry) && g_strcmp0 (typing->pointer, pointer) == 0 &&
         g_get_monotonic_time () - typing->at < TYPING_USEC &&
         eta_db_get_int (self->writer, 0, NULL,
                         "SELECT 1 FROM step WHERE id = ?1 AND undone IS NULL "
                         "AND id = (SELECT max(id) FROM step)",
                         "i", typing->step);
}

static void
remember_typing (EtaStore *self, gint64 n, const char *pointer)
{
  EtaTyping *typing = &self->typing;

  if (self->step.begun)
    return;
  if (self->step.id)
    typing->step = self->step.id;
  typing->record = n;
  typing->at = g_get_monotonic_time ();
  g_free (typing->pointer);
  typing->pointer = g_strdup (pointer);
}

static gboolean
set_value (EtaStore *self, const char *id, const char *pointer, const EtaJson *value,
           GError **error)
{
  g_autoptr (EtaEntry) entry = load_living (self, id, error);
  g_autoptr (EtaJson) doc = entry ? eta_json_parse (entry->doc, -1, error) : NULL;

  if (!doc)
    return FALSE;
  eta_json_take (doc, pointer, value ? eta_json_copy (value) : NULL);
  if (!replace (self, entry, doc, is_typing_on (self, entry, pointer), error))
    return FALSE;
  remember_typing (self, entry->n, pointer);
  return TRUE;
}

/**
 * eta_store_set:
 * @pointer: a JSON pointer into the document
 * @value: (nullable): %NULL takes away what stands there
 *
 * Changes one place of a living record. Changes of the same place that follow within five seconds are
 * one step of undo.
 */
gboolean
eta_store_set (EtaStore *self, const char *id, const char *pointer, const EtaJson *value,
               GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  set_value (self, id, pointer, value, &failure);
  return eta_store_leave (self, failure, error);
}

static gboolean
remove_record (EtaStore *self, const char *id, GError **error)
{
  g_autoptr (EtaEntry) entry = load_living (self, id, error);
  g_autoptr (EtaJson) doc = entry ? eta_json_parse (entry->doc, -1, NULL) : NULL;
  g_autofree char *before = NULL;
  g_autofree char *title = NULL;

  if (!entry)
    return FALSE;
  title = title_of (entry, doc);
  eta_store_set_label (self, eta_label_new (N_ ("Delete “%s”"), eta_json_new_string (title), NULL));
  before = g_steal_pointer (&entry->doc);
  return forgive (self, id, error) &&
         eta_entry_save (self, entry, before, NULL, NULL, FALSE, error);
}

/**
 * eta_store_remove:
 *
 * Moves a living record to the trash.
 */
gboolean
eta_store_remove (EtaStore *self, const char *id, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  remove_record (self, id, &failure);
  return eta_store_leave (self, failure, error);
}

static gboolean
restore (EtaStore *self, const char *id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaEntry) entry = eta_entry_load (self, id, &failure);
  g_autoptr (EtaJson) doc = NULL;
  g_autofree char *title = NULL;

  if (entry && entry->doc)
    return TRUE;
  if (entry && !failure)
    entry->doc = eta_store_dup_last_doc (self->writer, entry->n, &failure);
  if (entry && entry->doc)
    doc = eta_json_parse (entry->doc, -1, &failure);
  if (!doc) {
    if (!failure)
      set_not_found (&failure);
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  title = title_of (entry, doc);
  eta_store_set_label (self,
                       eta_label_new (N_ ("Restore “%s”"), eta_json_new_string (title), NULL));
  return forgive (self, id, error) && eta_entry_save (self, entry, NULL, doc, NULL, FALSE, error);
}

/**
 * eta_store_restore:
 *
 * Brings a record back from the trash, as it was. One that lives stays as it is.
 */
gboolean
eta_store_restore (EtaStore *self, const char *id, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (self, error))
    return FALSE;
  restore (self, id, &failure);
  return eta_store_leave (self, failure, error);
}
