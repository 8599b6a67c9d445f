/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What the public sees, kept as it was published, and beside it what is needed to find it: words,
 * places, photos. Those pass the gate when they are written, so they are written anew whenever a
 * business changes: its consents may have changed.
 */
#include "config.h"

#include "eta-published-private.h"
#include "eta-blobs.h"

#include "eta-text.h"

#include <string.h>

/* A row of the table while it is refreshed */
typedef struct {
  gint64 number;
  char *id;
  const EtaKind *kind;
  char *business;
  char *doc;
} Row;

static void
free_row (Row *row)
{
  g_free (row->id);
  g_free (row->business);
  g_free (row->doc);
  g_free (row);
}

static gboolean
bump_stamp (EtaLedger *ledger, GError **error)
{
  return eta_db_run (eta_ledger_get_db (ledger), error, "UPDATE counter SET shown = shown + 1", "");
}

static gboolean
clear_finders (EtaLedger *ledger, gint64 number, const char *id, GError **error)
{
  EtaDb *db = eta_ledger_get_db (ledger);

  return eta_db_run (db, error, "DELETE FROM published_text WHERE rowid = ?1", "i", number) &&
         eta_db_run (db, error, "DELETE FROM published_photos WHERE id = ?1", "s", id);
}

static gboolean
add_photo (EtaLedger *ledger, const char *id, const EtaJson *value, GError **error)
{
  const char *sha256 = eta_json_string (value);

  return !eta_blob_name_is_valid (sha256) ||
         eta_db_run (eta_ledger_get_db (ledger), error,
                     "INSERT OR IGNORE INTO published_photos VALUES (?1, ?2)", "ss", sha256, id);
}

static gboolean
add_photos (EtaLedger *ledger, const Row *row, const EtaJson *gated, GError **error)
{
  eta_kind_foreach (field, row->kind)
  {
    if (field->type == ETA_FIELD_PHOTO &&
        !add_photo (ledger, row->id, eta_json_get (gated, field->path), error))
      return FALSE;
    if (field->type != ETA_FIELD_KEYED)
      continue;
    eta_json_foreach (entry, eta_json_get (gated, field->path)) {
      eta_fields_foreach (member, field->members)
      {
        if (member->type == ETA_FIELD_PHOTO &&
            !add_photo (ledger, row->id, eta_json_get (entry, member->path), error))
          return FALSE;
      }
    }
  }
  return TRUE;
}

/* Whether words of the field help to find the thing; numbers and codes do not. */
static gboolean
is_searched (const EtaField *field)
{
  if (field->flags & ETA_FIELD_HIDDEN)
    return FALSE;
  return field->type == ETA_FIELD_WORDS || field->type == ETA_FIELD_TEXT ||
         (field->type == ETA_FIELD_SET && !field->choices && !field->codes);
}

static void
append_words (GString *out, const EtaField *field, const EtaJson *value)
{
  g_autofree char *text = eta_field_text (field, value);

  if (*text)
    g_string_append_printf (out, "%s\n", text);
}

static gboolean
add_text (EtaLedger *ledger, const Row *row, const EtaJson *gated, GError **error)
{
  g_autoptr (GString) title = g_string_new (NULL);
  g_autoptr (GString) words = g_string_new (NULL);

  eta_kind_foreach (field, row->kind)
  {
    GString *out = field->flags & ETA_FIELD_TITLE ? title : words;
    const EtaJson *value = eta_json_get (gated, field->path);

    if (!is_searched (field))
      continue;
    append_words (out, field, value);
    if (field->flags & ETA_FIELD_LOCALE) {
      eta_json_foreach (text, value)
        append_words (out, field, text);
    }
  }
  return eta_db_run (eta_ledger_get_db (ledger), error,
                     "INSERT INTO published_text (rowid, title, words) VALUES (?1, ?2, ?3)", "iss",
                     row->number, title->str, words->str);
}

/* A product stands where its business stands, and goes with it. */
static gboolean
place_product (EtaLedger *ledger, const Row *row, GError **error)
{
  EtaDb *db = eta_ledger_get_db (ledger);

  return eta_db_run (
      db, error,
      "UPDATE published SET province = coalesce ((SELECT province FROM published AS b"
      " WHERE b.id = ?2), ''), regency = coalesce ((SELECT regency FROM published AS b"
      " WHERE b.id = ?2), ''), hidden = EXISTS (SELECT 1 FROM records AS r WHERE"
      " r.id = ?2 AND (r.doc IS NULL OR r.state = 'withdrawn')) WHERE number = ?1",
      "is", row->number, row->business);
}

static gboolean
place_business (EtaLedger *ledger, const Row *row, const EtaJson *gated, GError **error)
{
  const char *province = eta_json_get_string (gated, "/province");
  const char *regency = eta_json_get_string (gated, "/regency");

  return eta_db_run (eta_ledger_get_db (ledger), error,
                     "UPDATE published SET province = ?2, regency = ?3 WHERE number = ?1", "iss",
                     row->number, province ? province : "", regency ? regency : "");
}

static gboolean
refresh_row (EtaLedger *ledger, const Row *row, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaJson) gated =
      eta_published_gate (ledger, row->kind, row->id, row->business, row->doc, &local);
  gboolean placed = TRUE;

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (row->kind == &eta_kind_business)
    placed = place_business (ledger, row, gated, error);
  else if (*row->business)
    placed = place_product (ledger, row, error);
  return placed && clear_finders (ledger, row->number, row->id, error) &&
         add_text (ledger, row, gated, error) && add_photos (ledger, row, gated, error);
}

static GPtrArray *
read_rows (EtaLedger *ledger, const char *where, const char *id, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) free_row);
  g_autofree char *sql =
      g_strconcat ("SELECT number, id, kind, business, doc FROM published WHERE ", where, NULL);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (eta_ledger_get_db (ledger), &local, sql, "s", id);

  while (rows && eta_rows_next (rows, &local)) {
    Row *row = g_new0 (Row, 1);

    row->number = eta_rows_int (rows, 0);
    row->id = g_strdup (eta_rows_text (rows, 1));
    row->kind = eta_kind_find (eta_rows_text (rows, 2));
    row->business = g_strdup (eta_rows_text (rows, 3));
    row->doc = g_strdup (eta_rows_text (rows, 4));
    g_ptr_array_add (found, row);
  }
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&found);
}

static gboolean
refresh_rows (EtaLedger *ledger, const char *where, const char *id, GError **error)
{
  g_autoptr (GPtrArray) rows = read_rows (ledger, where, id, error);

  for (guint i = 0; rows && i < rows->len; i++) {
    const Row *row = g_ptr_array_index (rows, i);

    if (row->kind && !refresh_row (ledger, row, error))
      return FALSE;
  }
  return rows && (rows->len == 0 || bump_stamp (ledger, error));
}

/**
 * eta_published_refresh:
 * @business: a business that was written, deleted or withdrawn
 *
 * Brings what is searched and shown of it and of its products in line with its consents of now.
 */
gboolean
eta_published_refresh (EtaLedger *ledger, const char *business, GError **error)
{
  return refresh_rows (ledger, "id = ?1", business, error) &&
         refresh_rows (ledger, "business = ?1 ORDER BY number", business, error);
}

/**
 * eta_published_put:
 * @office: whose it is; "" for the centre's own
 * @seq: the number of the write that publishes it
 * @doc: all of it; the gate is passed later
 *
 * Publishes a content, in place of the one before.
 */
gboolean
eta_published_put (EtaLedger *ledger, const EtaKind *kind, const char *id, const char *office,
                   gint64 seq, const EtaJson *doc, GError **error)
{
  g_autofree char *text = eta_json_canonical (doc);
  g_autofree char *now = eta_time_now ();
  const char *business = kind->by_office ? eta_json_get_string (doc, "/business") : NULL;
  const char *category = eta_json_get_string (doc, "/category");

  return eta_db_run (eta_ledger_get_db (ledger), error,
                     "INSERT INTO published (id, kind, office, business, category, seq, at, doc)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (id) DO UPDATE SET"
                     " office = ?3, business = ?4, category = ?5, seq = ?6, at = ?7, doc = ?8",
                     "sssssiss", id, kind->name, office, business ? business : "",
                     category ? category : "", seq, now, text) &&
         (kind == &eta_kind_business ? eta_published_refresh (ledger, id, error)
                                     : refresh_rows (ledger, "id = ?1", id, error));
}

/**
 * eta_published_remove:
 *
 * Takes a record out of the gallery; its products, when it is a business, are hidden with it.
 */
gboolean
eta_published_remove (EtaLedger *ledger, const char *id, GError **error)
{
  EtaDb *db = eta_ledger_get_db (ledger);
  g_autoptr (GError) local = NULL;
  gint64 number =
      eta_db_get_int (db, 0, &local, "SELECT number FROM published WHERE id = ?1", "s", id);

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (number == 0)
    return eta_published_refresh (ledger, id, error);
  return clear_finders (ledger, number, id, error) &&
         eta_db_run (db, error, "DELETE FROM published WHERE number = ?1", "i", number) &&
         bump_stamp (ledger, error) && eta_published_refresh (ledger, id, error);
}
