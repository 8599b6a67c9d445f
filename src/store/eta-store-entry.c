/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-check.h"
#include "eta-store-private.h"

#include <glib/gi18n.h>
#include <string.h>

/* The one place that writes a record: its rows, its history, and what is computed from it. */

#define SAME "=" /* in place of a copy that says the same as the document */

#define COLUMNS                                                                                    \
  "r.n, r.id, r.kind, r.office, r.deleted_at, r.changed, r.base_rev, r.sent_op, r.sent_base, "     \
  "d.doc, d.base_doc, d.live, d.sent_doc"
#define TABLES " FROM record r JOIN document d ON d.n = r.n WHERE "

/* A record that is not in the file yet. */
EtaEntry *
eta_entry_new (const char *id, const char *kind_name, const char *office)
{
  EtaEntry *entry = g_new0 (EtaEntry, 1);

  entry->id = g_strdup (id);
  entry->kind = eta_kind_find (kind_name);
  entry->kind_name = g_strdup (kind_name);
  entry->office = g_strdup (office);
  return entry;
}

void
eta_store_entry_free (EtaEntry *entry)
{
  if (!entry)
    return;
  g_free (entry->id);
  g_free (entry->kind_name);
  g_free (entry->office);
  g_free (entry->base_rev);
  g_free (entry->sent_op);
  g_free (entry->sent_base);
  g_free (entry->doc);
  g_free (entry->base_doc);
  g_free (entry->live);
  g_free (entry->sent_doc);
  g_clear_pointer (&entry->findings, g_ptr_array_unref);
  g_free (entry);
}

static char *
expand (const char *copy, const char *doc)
{
  return g_strdup (g_strcmp0 (copy, SAME) == 0 ? doc : copy);
}

static const char *
contract (const char *copy, const char *doc)
{
  return copy && g_strcmp0 (copy, doc) == 0 ? SAME : copy;
}

static EtaEntry *
read_entry (EtaRows *rows)
{
  EtaEntry *entry =
      eta_entry_new (eta_rows_text (rows, 1), eta_rows_text (rows, 2), eta_rows_text (rows, 3));

  entry->n = eta_rows_int (rows, 0);
  entry->deleted_at = eta_rows_int (rows, 4);
  entry->changed = eta_rows_int (rows, 5);
  entry->base_rev = g_strdup (eta_rows_text (rows, 6));
  entry->sent_op = g_strdup (eta_rows_text (rows, 7));
  entry->sent_base = g_strdup (eta_rows_text (rows, 8));
  entry->doc = g_strdup (eta_rows_text (rows, 9));
  entry->base_doc = expand (eta_rows_text (rows, 10), entry->doc);
  entry->live = expand (eta_rows_text (rows, 11), entry->doc);
  entry->sent_doc = expand (eta_rows_text (rows, 12), entry->doc);
  return entry;
}

/* Returns NULL without an error when there is no such record. */
EtaEntry *
eta_entry_load (EtaStore *self, const char *id, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, error, "SELECT " COLUMNS TABLES "r.id = ?1", "s", id);

  return rows && eta_rows_next (rows, error) ? read_entry (rows) : NULL;
}

EtaEntry *
eta_entry_load_number (EtaStore *self, gint64 n, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, error, "SELECT " COLUMNS TABLES "r.n = ?1", "i", n);

  return rows && eta_rows_next (rows, error) ? read_entry (rows) : NULL;
}

/* Whether the centre has yet to hear of the record as it is. A record that it never had and that is
 * deleted again is no news. */
gboolean
eta_entry_is_waiting (const EtaEntry *entry)
{
  if (!entry->base_rev)
    return entry->doc != NULL;
  return g_strcmp0 (entry->doc, entry->base_doc) != 0;
}

/* The document that a record without one had last. */
char *
eta_store_dup_last_doc (EtaDb *db, gint64 n, GError **error)
{
  return eta_db_dup_text (db, error,
                          "SELECT before FROM history WHERE record = ?1 AND before IS NOT NULL "
                          "ORDER BY seq DESC LIMIT 1",
                          "i", n);
}

static void
refuse_nik (const EtaKind *kind, const char *pointer, GError **error)
{
  const EtaField *field = kind ? eta_kind_field (kind, pointer) : NULL;

  g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
               _ ("“%s” holds a person’s identity number (NIK). It is never kept: take it out."),
               field ? _ (field->label) : pointer);
}

/**
 * eta_store_validate:
 * @kind: (nullable): for the words of the error
 * @by_user: whether an identity number is looked for too; what comes from the centre has been refused
 * there
 *
 * Returns: (transfer full) (nullable): @doc in canonical form; %NULL with %ETA_STORE_ERROR_INVALID
 */
char *
eta_store_validate (const EtaKind *kind, const EtaJson *doc, gboolean by_user, GError **error)
{
  g_autofree char *pointer = NULL;
  g_autofree char *text = NULL;
  const char *fault;

  if (!eta_json_is (doc, ETA_JSON_OBJECT)) {
    g_set_error_literal (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
                         _ ("A record is a JSON object."));
    return NULL;
  }
  if ((fault = eta_json_find_fault (doc, &pointer))) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID, "%s: %s", pointer, fault);
    return NULL;
  }
  if (by_user && eta_json_has_nik (doc, &pointer)) {
    refuse_nik (kind, pointer, error);
    return NULL;
  }
  text = eta_json_canonical (doc);
  if (strlen (text) > ETA_STORE_DOC_MAX) {
    g_set_error (error, ETA_STORE_ERROR, ETA_STORE_ERROR_INVALID,
                 _ ("The record is too large: at most %d KB are kept of one."),
                 ETA_STORE_DOC_MAX / 1024);
    return NULL;
  }
  return g_steal_pointer (&text);
}

static void
note_number (EtaStore *self, EtaEntry *entry)
{
  if (entry->n == 0)
    entry->n = eta_db_last_id (self->writer);
}

/* The row without what is computed from a document: there is none, or it is the same as before. */
static gboolean
write_state (EtaStore *self, EtaEntry *entry, GError **error)
{
  if (!eta_db_run (self->writer, error,
                   "INSERT INTO record (id, kind, office, deleted_at, lives, changed, waiting, "
                   "base_rev, sent_op, sent_base) "
                   "VALUES (?1, ?2, ?3, nullif(?4, 0), ?5, ?6, ?7, ?8, ?9, ?10) "
                   "ON CONFLICT (id) DO UPDATE SET office = ?3, deleted_at = nullif(?4, 0), "
                   "lives = ?5, changed = ?6, waiting = ?7, base_rev = ?8, sent_op = ?9, "
                   "sent_base = ?10",
                   "sssiiiisss", entry->id, entry->kind_name, entry->office, entry->deleted_at,
                   (gint64) (entry->doc != NULL), entry->changed,
                   (gint64) eta_entry_is_waiting (entry), entry->base_rev, entry->sent_op,
                   entry->sent_base))
    return FALSE;
  note_number (self, entry);
  return TRUE;
}

static gboolean
write_living (EtaStore *self, EtaEntry *entry, const EtaDerived *derived, GError **error)
{
  if (!eta_db_run (
          self->writer, error,
          "INSERT INTO record (id, kind, office, lives, changed, waiting, base_rev, sent_op, "
          "sent_base, title, sort_key, subtitle, state, business, province, regency, category, "
          "score, export_score, cover, natural_key, no_photo, changed_at, paper_ends) "
          "VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
          "?18, ?19, ?20, ?19 IS NULL, ?21, nullif(?22, 0)) "
          "ON CONFLICT (id) DO UPDATE SET office = ?3, deleted_at = NULL, lives = 1, changed = ?4, "
          "waiting = ?5, base_rev = ?6, sent_op = ?7, sent_base = ?8, title = ?9, sort_key = ?10, "
          "subtitle = ?11, state = ?12, business = ?13, province = ?14, regency = ?15, "
          "category = ?16, score = ?17, export_score = ?18, cover = ?19, natural_key = ?20, "
          "no_photo = ?19 IS NULL, changed_at = ?21, paper_ends = nullif(?22, 0)",
          "sssiisssssssssssiissii", entry->id, entry->kind_name, entry->office, entry->changed,
          (gint64) eta_entry_is_waiting (entry), entry->base_rev, entry->sent_op, entry->sent_base,
          derived->title, derived->sort_key, derived->subtitle, derived->state, derived->business,
          derived->province, derived->regency, derived->category, (gint64) derived->score,
          (gint64) derived->export_score, derived->cover, derived->natural_key, self->step.now,
          derived->paper_ends))
    return FALSE;
  note_number (self, entry);
  return TRUE;
}

static gboolean
write_documents (EtaStore *self, const EtaEntry *entry, GError **error)
{
  return eta_db_run (self->writer, error,
                     "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5) "
                     "ON CONFLICT (n) DO UPDATE SET doc = ?2, base_doc = ?3, live = ?4, "
                     "sent_doc = ?5",
                     "issss", entry->n, entry->doc, contract (entry->base_doc, entry->doc),
                     contract (entry->live, entry->doc), contract (entry->sent_doc, entry->doc));
}

/* Puts the record into the numbers that lists and the sidebar show, or takes it out, as its row stands. */
static gboolean
count_record (EtaStore *self, const EtaEntry *entry, gint64 by, GError **error)
{
  if (!eta_db_run (self->writer, error,
                   "UPDATE tally SET count = count + ?2 "
                   "WHERE (kind, state, lives, waiting, deleted) = (SELECT kind, state, lives, "
                   "waiting, deleted_at IS NOT NULL FROM record WHERE n = ?1)",
                   "ii", entry->n, by))
    return FALSE;
  return eta_db_changes (self->writer) > 0 ||
         eta_db_run (self->writer, error,
                     "INSERT INTO tally SELECT kind, state, lives, waiting, "
                     "deleted_at IS NOT NULL, ?2 FROM record WHERE n = ?1",
                     "ii", entry->n, by);
}

/* The business of a product, kept for the next product of the step: imports bring them in rows. */
static gboolean
find_business (EtaStore *self, const EtaKind *kind, const EtaJson *doc, const EtaJson **business,
               GError **error)
{
  const char *id = kind == &eta_kind_product ? eta_json_get_string (doc, "/business") : NULL;
  EtaStep *step = &self->step;
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  *business = NULL;
  if (!id)
    return TRUE;
  if (g_strcmp0 (step->business_id, id) != 0) {
    g_clear_pointer (&step->business, eta_json_free);
    g_clear_pointer (&step->business_id, g_free);
    text = eta_db_dup_text (
        self->writer, &failure,
        "SELECT d.doc FROM record r JOIN document d ON d.n = r.n WHERE r.id = ?1", "s", id);
    if (text)
      step->business = eta_json_parse (text, -1, &failure);
    if (failure) {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
    step->business_id = g_strdup (id);
  }
  *business = step->business;
  return TRUE;
}

static gboolean
write_words (EtaStore *self, gint64 n, gboolean fresh, const EtaKind *kind, const EtaJson *doc,
             const EtaDerived *derived, GError **error)
{
  g_autofree char *body = kind ? eta_words_of (self, kind, doc, derived) : NULL;

  return eta_words_write (self, n, fresh, body, error);
}

/* A product whose business has another name, place or paper now. */
static gboolean
refresh_product (EtaStore *self, const char *id, const EtaJson *business, GError **error)
{
  g_autoptr (EtaEntry) entry = eta_entry_load (self, id, error);
  g_autoptr (EtaJson) doc = entry ? eta_json_parse (entry->doc, -1, error) : NULL;
  g_auto (EtaDerived) derived = { 0 };

  if (!doc)
    return FALSE;
  eta_derive (self, entry->kind, doc, business, &derived);
  if (!eta_db_run (self->writer, error,
                   "UPDATE record SET subtitle = ?2, province = ?3, regency = ?4, score = ?5, "
                   "export_score = ?6 WHERE n = ?1 AND (subtitle, province, regency, score, "
                   "export_score) IS NOT (?2, ?3, ?4, ?5, ?6)",
                   "isssii", entry->n, derived.subtitle, derived.province, derived.regency,
                   (gint64) derived.score, (gint64) derived.export_score))
    return FALSE;
  if (eta_db_changes (self->writer) == 0)
    return TRUE;
  eta_store_note_changed (self, entry->id);
  return write_words (self, entry->n, FALSE, entry->kind, doc, &derived, error);
}

static GPtrArray *
list_products (EtaStore *self, const char *business, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      self->writer, &failure, "SELECT id FROM record WHERE business = ?1 AND lives", "s", business);

  while (rows && eta_rows_next (rows, &failure))
    g_ptr_array_add (ids, g_strdup (eta_rows_text (rows, 0)));
  if (!failure)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static gboolean
refresh_products (EtaStore *self, const EtaEntry *entry, const EtaJson *business, GError **error)
{
  g_autoptr (GPtrArray) ids = NULL;

  if (entry->kind != &eta_kind_business)
    return TRUE;
  if (g_strcmp0 (self->step.business_id, entry->id) == 0)
    g_clear_pointer (&self->step.business_id, g_free);
  ids = list_products (self, entry->id, error);
  for (guint i = 0; ids && i < ids->len; i++)
    if (!refresh_product (self, g_ptr_array_index (ids, i), business, error))
      return FALSE;
  return ids != NULL;
}

static gboolean
write_record (EtaStore *self, EtaEntry *entry, const EtaJson *doc, gboolean fresh, GError **error)
{
  g_auto (EtaDerived) derived = { 0 };
  const EtaJson *business;

  if (!doc)
    return write_state (self, entry, error) && eta_words_write (self, entry->n, fresh, NULL, error);
  if (!find_business (self, entry->kind, doc, &business, error))
    return FALSE;
  eta_derive (self, entry->kind, doc, business, &derived);
  entry->findings = g_steal_pointer (&derived.findings);
  return write_living (self, entry, &derived, error) &&
         write_words (self, entry->n, fresh, entry->kind, doc, &derived, error);
}

static gboolean
write_change (EtaStore *self, EtaEntry *entry, const char *before, const EtaJson *doc,
              const char *by, gboolean joined, GError **error)
{
  gboolean fresh = entry->n == 0;

  if (!joined && !(entry->changed = eta_history_next (self, error)))
    return FALSE;
  if (doc)
    entry->deleted_at = 0;
  else if (before)
    entry->deleted_at = self->step.now;
  if (entry->deleted_at && !eta_trash_note_day (self, self->step.now, error))
    return FALSE;
  return write_record (self, entry, doc, fresh, error) && write_documents (self, entry, error) &&
         (joined || eta_history_add (self, entry->n, before, by, error)) &&
         eta_photos_write (self, entry, doc, fresh, by != NULL, error) &&
         refresh_products (self, entry, doc, error);
}

/**
 * eta_entry_save:
 * @before: (nullable): the document that the file holds
 * @doc: (nullable): the same as @entry's text; %NULL: deleted
 * @by: (nullable): whose change it is; %NULL: made here
 * @joined: a change that the last one in the history covers too (typing)
 *
 * Writes all of @entry, in a step.
 */
gboolean
eta_entry_save (EtaStore *self, EtaEntry *entry, const char *before, const EtaJson *doc,
                const char *by, gboolean joined, GError **error)
{
  gboolean changed = g_strcmp0 (before, entry->doc) != 0;

  eta_store_note_changed (self, entry->id);
  if (entry->n && !count_record (self, entry, -1, error))
    return FALSE;
  if (changed ? !write_change (self, entry, before, doc, by, joined, error)
              : !write_state (self, entry, error) || !write_documents (self, entry, error))
    return FALSE;
  return count_record (self, entry, 1, error);
}
