/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Reading what the public may see. Each document passes the gate when it is read, with the consents
 * that its business has now: a consent that is withdrawn takes effect with the next answer.
 */
#include "config.h"

#include "eta-published-private.h"

#include "eta-gate.h"
#include "eta-text.h"

#include <string.h>

#define COUNTED 10000 /* a list says "more than 10,000" beyond */
#define FEW                                                                                        \
  1000 /* so many that a search finds are looked at one by one, rather than the whole list */
#define COLUMNS "p.id, p.kind, p.office, o.name, p.seq, p.at, p.doc, p.business"
#define OFFICES " LEFT JOIN offices o ON o.id = p.office "

void
eta_listing_free (EtaListing *listing)
{
  g_free (listing->id);
  g_free (listing->office);
  g_free (listing->office_name);
  g_free (listing->at);
  g_free (listing->business_id);
  g_clear_pointer (&listing->doc, eta_json_free);
  g_clear_pointer (&listing->business, eta_json_free);
  g_free (listing);
}

void
eta_count_free (EtaCount *count)
{
  g_free (count->code);
  g_free (count);
}

/* The business as it is now: where the consents stand. NULL when there is none. */
static EtaJson *
read_business_now (EtaLedger *ledger, const char *id, GError **error)
{
  g_autofree char *text = eta_db_dup_text (eta_ledger_get_db (ledger), error,
                                           "SELECT doc FROM records WHERE id = ?1", "s", id);

  return text ? eta_json_parse (text, -1, error) : NULL;
}

/**
 * eta_published_gate:
 * @id: the record
 * @business: of a product, else ""
 * @doc: what was published
 *
 * Returns: (transfer full) (nullable): what of @doc may be shown now; %NULL on an error
 */
EtaJson *
eta_published_gate (EtaLedger *ledger, const EtaKind *kind, const char *id, const char *business,
                    const char *doc, GError **error)
{
  gboolean is_business = kind == &eta_kind_business;
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaJson) content = eta_json_parse (doc, -1, &local);
  g_autoptr (EtaJson) now = NULL;

  if (content && (is_business || *business))
    now = read_business_now (ledger, is_business ? id : business, &local);
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  if (is_business) {
    const EtaJson *consents = eta_json_get (now, "/consents");

    eta_json_remove (content, "/consents");
    if (consents)
      eta_json_take (content, "/consents", eta_json_copy (consents));
  }
  return eta_gate_public (kind, content, is_business ? content : now);
}

static gboolean
add_business (EtaLedger *ledger, EtaListing *listing, const char *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *doc = eta_db_dup_text (eta_ledger_get_db (ledger), &local,
                                          "SELECT doc FROM published WHERE id = ?1 AND kind ="
                                          " 'business'",
                                          "s", id);

  if (doc)
    listing->business = eta_published_gate (ledger, &eta_kind_business, id, "", doc, &local);
  if (listing->business)
    listing->business_id = g_strdup (id);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

/* A row as it stands in the table, not yet through the gate */
typedef struct {
  EtaListing *listing;
  char *doc;
  char *business;
} Raw;

static void
free_raw (Raw *raw)
{
  g_clear_pointer (&raw->listing, eta_listing_free);
  g_free (raw->doc);
  g_free (raw->business);
  g_free (raw);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Raw, free_raw)

static Raw *
read_raw (EtaRows *rows)
{
  Raw *raw = g_new0 (Raw, 1);
  EtaListing *listing = raw->listing = g_new0 (EtaListing, 1);

  listing->id = g_strdup (eta_rows_text (rows, 0));
  listing->kind = eta_kind_find (eta_rows_text (rows, 1));
  listing->office = g_strdup (eta_rows_text (rows, 2));
  listing->office_name = g_strdup (eta_rows_text (rows, 3));
  listing->seq = eta_rows_int (rows, 4);
  listing->at = g_strdup (eta_rows_text (rows, 5));
  raw->doc = g_strdup (eta_rows_text (rows, 6));
  raw->business = g_strdup (eta_rows_text (rows, 7));
  return raw;
}

static EtaListing *
pass_gate (EtaLedger *ledger, Raw *raw, GError **error)
{
  EtaListing *listing = raw->listing;

  listing->doc =
      eta_published_gate (ledger, listing->kind, listing->id, raw->business, raw->doc, error);
  if (!listing->doc || (*raw->business && !add_business (ledger, listing, raw->business, error)))
    return NULL;
  return g_steal_pointer (&raw->listing);
}

/**
 * eta_published_get:
 * @id: from an address; need not be valid
 *
 * Returns: (transfer full) (nullable): what is published under that id; %NULL without an error when
 *   nothing is
 */
EtaListing *
eta_published_get (EtaLedger *ledger, const EtaKind *kind, const char *id, GError **error)
{
  g_autoptr (Raw) raw = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (eta_ledger_get_db (ledger), error,
                                           "SELECT " COLUMNS " FROM published p" OFFICES
                                           "WHERE p.id = ?1 AND p.kind = ?2 AND NOT p.hidden",
                                           "ss", id, kind->name);

  if (!rows || !eta_rows_next (rows, error))
    return NULL;
  raw = read_raw (rows);
  g_clear_pointer (&rows, eta_rows_done);
  return pass_gate (ledger, raw, error);
}

/* The words typed, as a full-text query: each the beginning of a word, all of them needed. Nothing
 * of what was typed is read as an operator. NULL when there is no word in it. */
static char *
make_match (const char *typed)
{
  g_autoptr (GString) match = g_string_new (NULL);
  gboolean in_word = FALSE;
  guint words = 0;

  for (const char *c = typed ? typed : ""; *c && words <= 10; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_isalnum (letter) || g_unichar_ismark (letter)) {
      if (!in_word) {
        g_string_append (match, match->len ? " \"" : "\"");
        words++;
      }
      g_string_append_unichar (match, letter);
      in_word = TRUE;
    } else if (in_word) {
      g_string_append (match, "\"*");
      in_word = FALSE;
    }
  }
  if (in_word)
    g_string_append (match, "\"*");
  return match->len ? g_string_free (g_steal_pointer (&match), FALSE) : NULL;
}

/* The conditions of a query, with the values to bind in their order */
typedef struct {
  const char *table;
  GString *where;
  GPtrArray *values;
} Conditions;

static void
add_condition (Conditions *conditions, const char *sql, const char *value)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *place = NULL;
  g_autofree char *text = NULL;

  if (!value || !*value)
    return;
  g_ptr_array_add (conditions->values, g_strdup (value));
  place = g_strdup_printf ("?%u", conditions->values->len);
  parts = g_strsplit (sql, "?", -1);
  text = g_strjoinv (place, parts);
  g_string_append_printf (conditions->where, " AND %s", text);
}

static gboolean
finds_few (EtaLedger *ledger, const char *match)
{
  return match && eta_db_get_int (eta_ledger_get_db (ledger), FEW, NULL,
                                  "SELECT count (*) FROM (SELECT 1 FROM published_text"
                                  " WHERE published_text MATCH ?1 LIMIT ?2)",
                                  "si", match, (gint64) FEW) < FEW;
}

/* SQLite does not know how much a search finds, and would go through the list in its order. */
static void
make_conditions (EtaLedger *ledger, Conditions *conditions, const EtaPublishedQuery *query)
{
  g_autofree char *match = make_match (query->text);

  conditions->table = finds_few (ledger, match) ? "published p NOT INDEXED" : "published p";
  conditions->where = g_string_new ("p.hidden = 0");
  conditions->values = g_ptr_array_new_with_free_func (g_free);
  add_condition (conditions, "p.kind = ?", query->kind->name);
  add_condition (conditions, "p.province = ?", query->province);
  add_condition (conditions, "p.regency = ?", query->regency);
  add_condition (conditions,
                 "(p.category = ? OR (p.category > ? || '.' AND p.category < ? || '/'))",
                 query->category);
  add_condition (conditions, "p.business = ?", query->business);
  add_condition (conditions,
                 "p.number IN (SELECT rowid FROM published_text WHERE published_text MATCH ?)",
                 match);
}

static void
clear_conditions (Conditions *conditions)
{
  g_string_free (conditions->where, TRUE);
  g_ptr_array_unref (conditions->values);
}

static EtaRows *
prepare (EtaLedger *ledger, const char *sql, const Conditions *conditions, GError **error)
{
  EtaRows *rows = eta_db_prepare (eta_ledger_get_db (ledger), sql, error);

  for (guint i = 0; rows && i < conditions->values->len; i++)
    eta_rows_bind_text (rows, (int) i + 1, g_ptr_array_index (conditions->values, i));
  return rows;
}

static gboolean
count_all (EtaLedger *ledger, const Conditions *conditions, guint *total, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM (SELECT 1 FROM %s WHERE %s LIMIT %d)",
                       conditions->table, conditions->where->str, COUNTED + 1);
  g_autoptr (EtaRows) rows = prepare (ledger, sql, conditions, error);

  if (!rows || !eta_rows_next (rows, error))
    return FALSE;
  *total = (guint) eta_rows_int (rows, 0);
  return TRUE;
}

static GPtrArray *
read_page (EtaLedger *ledger, const Conditions *conditions, guint limit, guint offset,
           GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT " COLUMNS " FROM %s" OFFICES
                                          "WHERE %s ORDER BY p.seq DESC LIMIT %u OFFSET %u",
                                          conditions->table, conditions->where->str, limit, offset);
  g_autoptr (GPtrArray) raws = g_ptr_array_new_with_free_func ((GDestroyNotify) free_raw);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = prepare (ledger, sql, conditions, &local);

  while (rows && eta_rows_next (rows, &local))
    g_ptr_array_add (raws, read_raw (rows));
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&raws);
}

static GPtrArray *
list (EtaLedger *ledger, const EtaPublishedQuery *query, const Conditions *conditions, guint *total,
      GError **error)
{
  g_autoptr (GPtrArray) listings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) eta_listing_free);
  g_autoptr (GPtrArray) raws = NULL;
  guint per_page = CLAMP (query->per_page, 1, 100);
  guint page = CLAMP (query->page, 1, COUNTED / per_page + 1);

  if (total && !count_all (ledger, conditions, total, error))
    return NULL;
  raws = read_page (ledger, conditions, per_page, (page - 1) * per_page, error);
  for (guint i = 0; raws && i < raws->len; i++) {
    EtaListing *listing = pass_gate (ledger, g_ptr_array_index (raws, i), error);

    if (!listing)
      return NULL;
    g_ptr_array_add (listings, listing);
  }
  return raws ? g_steal_pointer (&listings) : NULL;
}

/**
 * eta_published_list:
 * @query: what to list
 * @total: (out) (optional): how many there are in all; 10001 when there are more than 10,000, and
 *   pages beyond those are not given
 *
 * Returns: (transfer full) (nullable) (element-type EtaListing): the page, newest first
 */
GPtrArray *
eta_published_list (EtaLedger *ledger, const EtaPublishedQuery *query, guint *total, GError **error)
{
  Conditions conditions;
  GPtrArray *listings;

  make_conditions (ledger, &conditions, query);
  listings = list (ledger, query, &conditions, total, error);
  clear_conditions (&conditions);
  return listings;
}

/**
 * eta_published_count:
 *
 * Returns: (transfer full) (nullable) (element-type EtaCount): each code that is in use and how many
 *   listings have it, by code
 */
GPtrArray *
eta_published_count (EtaLedger *ledger, const EtaKind *kind, EtaCountBy by, GError **error)
{
  static const char *const lists[] = { "province", "regency", "category" };
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_count_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (eta_ledger_get_db (ledger), &local,
                                           "SELECT code, count FROM published_tally WHERE kind = ?1"
                                           " AND list = ?2 AND count > 0 ORDER BY code",
                                           "ss", kind->name, lists[by]);

  while (rows && eta_rows_next (rows, &local)) {
    EtaCount *count = g_new0 (EtaCount, 1);

    count->code = g_strdup (eta_rows_text (rows, 0));
    count->n = (guint) eta_rows_int (rows, 1);
    g_ptr_array_add (counts, count);
  }
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&counts);
}

/**
 * eta_published_list_ids:
 * @after_number: where the last call ended; 0 for the start
 * @last_number: (out): where this one ended
 *
 * For the sitemap: all that is published, in pieces.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): pairs of id and time of publication
 */
GPtrArray *
eta_published_list_ids (EtaLedger *ledger, const EtaKind *kind, gint64 after_number, guint limit,
                        gint64 *last_number, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      eta_ledger_get_db (ledger), &local,
      "SELECT number, id, at FROM published WHERE kind = ?1 AND number > ?2 AND NOT hidden"
      " ORDER BY number LIMIT ?3",
      "sii", kind->name, after_number, (gint64) limit);

  *last_number = after_number;
  while (rows && eta_rows_next (rows, &local)) {
    *last_number = eta_rows_int (rows, 0);
    g_ptr_array_add (pairs, g_strdup (eta_rows_text (rows, 1)));
    g_ptr_array_add (pairs, g_strdup (eta_rows_text (rows, 2)));
  }
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&pairs);
}

/**
 * eta_published_has_photo:
 * @sha256: from an address; need not be valid
 *
 * Returns: whether something that the public sees shows that photo, as its consents are now
 */
gboolean
eta_published_has_photo (EtaLedger *ledger, const char *sha256)
{
  return eta_db_get_int (eta_ledger_get_db (ledger), 0, NULL,
                         "SELECT 1 FROM published_photos JOIN published USING (id)"
                         " WHERE sha256 = ?1 AND NOT hidden",
                         "s", sha256) == 1;
}

/**
 * eta_published_get_stamp:
 *
 * Returns: a number that moves with every change of what the public sees: for caches and ETags
 */
gint64
eta_published_get_stamp (EtaLedger *ledger)
{
  return eta_db_get_int (eta_ledger_get_db (ledger), 0, NULL, "SELECT shown FROM counter", "");
}
