/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What follows from a record's state, at the end of the transaction that wrote it. What a trusted
 * office submits is looked at by the checks alone, and the centre writes `published` or `returned`
 * itself; what a curator's device published is published; what is withdrawn or deleted is gone from
 * the gallery at once. In any other state the gallery keeps what it had.
 */
#include "config.h"

#include "eta-publish.h"
#include "eta-published.h"

#include "eta-check.h"
#include "eta-text.h"

#include <glib/gi18n.h>

typedef struct {
  EtaLedger *ledger;
  EtaCatalogue *catalogue;
  GHashTable *claims;
  gboolean by_curator;
} Settling;

static gboolean
is_trusted (EtaLedger *ledger, const char *office, gboolean *trusted, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaOffice) found = eta_ledger_find_office (ledger, office, &local);

  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  *trusted = found && !found->reviewed;
  return local == NULL;
}

/* The errors among the findings, one a line; NULL when there is none. */
static char *
list_errors (GPtrArray *findings)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++) {
    const EtaFinding *finding = g_ptr_array_index (findings, i);

    if (finding->severity != ETA_FINDING_ERROR)
      continue;
    if (text->len)
      g_string_append_c (text, '\n');
    if (finding->field)
      g_string_append_printf (text, "%s: ", _ (finding->field->label));
    g_string_append (text, finding->message);
  }
  return text->len ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static EtaJson *
make_review (EtaLedger *ledger, const EtaEntry *entry, const char *comment)
{
  g_autofree char *name = eta_ledger_dup_name (ledger);
  g_autofree char *now = eta_time_now ();
  g_autofree char *rev = eta_entry_dup_rev (entry);
  EtaJson *review = eta_json_new_object ();

  if (comment)
    eta_json_set_string (review, "/comment", comment);
  eta_json_set_string (review, "/by", name);
  eta_json_set_string (review, "/at", now);
  eta_json_set_string (review, "/rev", rev);
  return review;
}

static EtaJson *
read_business (EtaLedger *ledger, const EtaJson *doc, GError **error)
{
  const char *id = eta_json_get_string (doc, "/business");
  g_autoptr (EtaEntry) entry = id ? eta_ledger_find_record (ledger, id, error) : NULL;

  return entry && entry->doc ? eta_json_parse (entry->doc, -1, error) : NULL;
}

/* The centre's own write: the verdict of the checks. */
static gboolean
decide (Settling *self, const EtaEntry *entry, const EtaKind *kind, const EtaJson *doc,
        GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaJson) business = read_business (self->ledger, doc, &local);
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *comment = NULL;
  g_autofree char *rev = NULL;
  g_autoptr (EtaJson) answer = eta_json_copy (doc);
  EtaWrite write = { entry->id, kind, entry->office, entry->schema, answer, NULL, "" };

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  findings = eta_check_document (self->catalogue, kind, doc, business);
  comment = list_errors (findings);
  eta_json_set_string (answer, "/state", comment ? "returned" : "published");
  eta_json_take (answer, "/review", make_review (self->ledger, entry, comment));
  rev = eta_ledger_write_record (self->ledger, &write, error);
  if (!rev || comment)
    return rev != NULL;
  return eta_published_put (self->ledger, kind, entry->id, entry->office,
                            g_ascii_strtoll (rev, NULL, 10), answer, error);
}

/* An office cannot say "published" of itself; what comes so from a history that was lost waits for
 * the same decision as what is submitted. */
static gboolean
put_back (Settling *self, const EtaEntry *entry, const EtaKind *kind, const EtaJson *doc,
          GError **error)
{
  g_autoptr (EtaJson) answer = eta_json_copy (doc);
  EtaWrite write = { entry->id, kind, entry->office, entry->schema, answer, NULL, "" };
  g_autofree char *rev = NULL;

  eta_json_set_string (answer, "/state", "submitted");
  rev = eta_ledger_write_record (self->ledger, &write, error);
  return rev != NULL;
}

static gboolean
follow_state (Settling *self, const EtaEntry *entry, const EtaKind *kind, const EtaJson *doc,
              gboolean claimed, GError **error)
{
  gboolean submitted =
      g_str_equal (entry->state, "submitted") || g_str_equal (entry->state, "corrected");
  gboolean trusted = FALSE;

  if (!kind->by_office || (self->by_curator && g_str_equal (entry->state, "published")))
    return eta_published_put (self->ledger, kind, entry->id, entry->office, entry->seq, doc, error);
  if (!submitted && !claimed)
    return TRUE;
  if (!is_trusted (self->ledger, entry->office, &trusted, error))
    return FALSE;
  if (trusted)
    return decide (self, entry, kind, doc, error);
  return !claimed || put_back (self, entry, kind, doc, error);
}

/* Whether the state asks for anything: most writes are drafts. */
static gboolean
is_quiet (Settling *self, const EtaEntry *entry, const EtaKind *kind, gboolean claimed)
{
  static const char *const asking[] = { "submitted", "corrected", "published", NULL };

  return kind->by_office && !claimed && !g_strv_contains (asking, entry->state);
}

static gboolean
settle_entry (Settling *self, const EtaEntry *entry, const EtaKind *kind, GError **error)
{
  gboolean claimed = self->claims && g_hash_table_contains (self->claims, entry->id);
  g_autoptr (EtaJson) doc = NULL;

  if (!entry->doc || g_str_equal (entry->state, "withdrawn"))
    return eta_published_remove (self->ledger, entry->id, error);
  if (!is_quiet (self, entry, kind, claimed)) {
    doc = eta_json_parse (entry->doc, -1, error);
    if (!doc || !follow_state (self, entry, kind, doc, claimed, error))
      return FALSE;
  }
  return kind != &eta_kind_business || eta_published_refresh (self->ledger, entry->id, error);
}

/**
 * eta_publish_concerns:
 * @kind: (nullable): of the record; %NULL when it is deleted
 * @state: as it is written
 *
 * Returns: whether anything can follow from the write, so that eta_publish_settle() must know of it:
 *   most are drafts
 */
gboolean
eta_publish_concerns (const EtaKind *kind, const char *state)
{
  static const char *const quiet[] = { "", "draft", NULL };

  return kind == NULL || !kind->by_office || kind == &eta_kind_business ||
         (kind != &eta_kind_conflict && !g_strv_contains (quiet, state));
}

/* The record as it stands at the end, once also when several ops wrote it. */
static gboolean
read_entries (Settling *self, GPtrArray *ids, GPtrArray *entries, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ids->len; i++) {
    const char *id = g_ptr_array_index (ids, i);
    g_autoptr (GError) local = NULL;
    EtaEntry *entry = g_hash_table_add (seen, (gpointer) id)
                          ? eta_ledger_find_record (self->ledger, id, &local)
                          : NULL;

    if (entry)
      g_ptr_array_add (entries, entry);
    if (local) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
settle_kinds (Settling *self, GPtrArray *entries, gboolean businesses, GError **error)
{
  for (guint i = 0; i < entries->len; i++) {
    const EtaEntry *entry = g_ptr_array_index (entries, i);
    const EtaKind *kind = entry->kind ? eta_kind_find (entry->kind) : NULL;

    if ((kind == &eta_kind_business) == businesses && kind != &eta_kind_conflict &&
        (kind || !entry->doc) && !settle_entry (self, entry, kind, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_publish_settle:
 * @ids: (element-type utf8): records that this transaction wrote, see eta_publish_concerns()
 * @claims: (nullable) (element-type utf8): those of them that an editor brought back as published,
 *   or returned, after this centre had lost them
 * @by_curator: whether a curator's device, or the centre's own hand, wrote them
 *
 * Does what follows from their states. Businesses first: their products are judged with them.
 */
gboolean
eta_publish_settle (EtaLedger *ledger, EtaCatalogue *catalogue, GPtrArray *ids, GHashTable *claims,
                    gboolean by_curator, GError **error)
{
  Settling self = { ledger, catalogue, claims, by_curator };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_entry_free);

  return read_entries (&self, ids, entries, error) && settle_kinds (&self, entries, TRUE, error) &&
         settle_kinds (&self, entries, FALSE, error);
}
