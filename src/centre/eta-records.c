/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Records, receipts and the feed.
 */
#include "config.h"

#include "eta-records.h"
#include "eta-blobs.h"

#include "eta-rev.h"
#include "eta-text.h"

#include <string.h>

#define ENTRY "SELECT id, seq, hash, kind, office, schema, state, device, at, doc FROM records "

void
eta_entry_free (EtaEntry *entry)
{
  g_free (entry->id);
  g_free (entry->hash);
  g_free (entry->kind);
  g_free (entry->office);
  g_free (entry->state);
  g_free (entry->device);
  g_free (entry->at);
  g_free (entry->doc);
  g_free (entry);
}

static EtaEntry *
read_entry (EtaRows *rows)
{
  EtaEntry *entry = g_new0 (EtaEntry, 1);

  entry->id = g_strdup (eta_rows_text (rows, 0));
  entry->seq = eta_rows_int (rows, 1);
  entry->hash = g_strdup (eta_rows_text (rows, 2));
  entry->kind = g_strdup (eta_rows_text (rows, 3));
  entry->office = g_strdup (eta_rows_text (rows, 4));
  entry->schema = (int) eta_rows_int (rows, 5);
  entry->state = g_strdup (eta_rows_text (rows, 6));
  entry->device = g_strdup (eta_rows_text (rows, 7));
  entry->at = g_strdup (eta_rows_text (rows, 8));
  entry->doc = g_strdup (eta_rows_text (rows, 9));
  return entry;
}

/**
 * eta_ledger_find_record:
 *
 * Returns: (transfer full) (nullable): the record or its tombstone; %NULL without an error when there
 *   was never one
 */
EtaEntry *
eta_ledger_find_record (EtaLedger *self, const char *id, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (self), error, ENTRY "WHERE id = ?1", "s", id);

  return rows && eta_rows_next (rows, error) ? read_entry (rows) : NULL;
}

/**
 * eta_entry_in_scope:
 *
 * Returns: whether @device may read it: its own office's, the centre's own, and a curator all
 */
gboolean
eta_entry_in_scope (const EtaEntry *entry, const EtaDevice *device)
{
  return device->curator || !*entry->office || g_str_equal (entry->office, device->office);
}

/**
 * eta_entry_dup_rev:
 *
 * Returns: (transfer full): its rev
 */
char *
eta_entry_dup_rev (const EtaEntry *entry)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", entry->seq, entry->hash);
}

static void
print_string (GString *out, const char *name, const char *value)
{
  g_autoptr (EtaJson) json = eta_json_new_string (value);
  g_autofree char *text = eta_json_canonical (json);

  g_string_append_printf (out, ",\"%s\":%s", name, text);
}

static void
print_head (GString *out, const EtaEntry *entry)
{
  g_string_append_printf (out, "{\"id\":\"%s\",\"rev\":\"%" G_GINT64_FORMAT ".%s\"", entry->id,
                          entry->seq, entry->hash);
}

/**
 * eta_entry_print:
 * @by: (nullable): the name of who wrote it last, to be told with its time
 * @out: takes the JSON object
 *
 * The document goes out as the text that is stored; nothing is parsed.
 */
void
eta_entry_print (const EtaEntry *entry, const char *by, GString *out)
{
  print_head (out, entry);
  if (!entry->doc)
    g_string_append (out, ",\"deleted\":true");
  else {
    print_string (out, "kind", entry->kind);
    print_string (out, "office", entry->office);
    g_string_append_printf (out, ",\"schema\":%d,\"doc\":%s", entry->schema, entry->doc);
  }
  if (by) {
    print_string (out, "by", by);
    print_string (out, "at", entry->at);
  }
  g_string_append_c (out, '}');
}

static gboolean
index_natural (EtaLedger *self, const EtaWrite *write, const EtaField *field, GError **error)
{
  g_autofree char *value = eta_field_text (field, eta_field_get (field, write->doc));

  if (!value || !*value)
    return TRUE;
  return eta_db_run (eta_ledger_get_db (self), error,
                     "INSERT OR IGNORE INTO naturals VALUES (?1, ?2, ?3, ?4)", "ssss",
                     write->kind->name, field->path, value, write->id);
}

static gboolean
index_photo (EtaLedger *self, const char *id, const EtaJson *value, GError **error)
{
  const char *sha256 = eta_json_string (value);

  if (!eta_blob_name_is_valid (sha256))
    return TRUE;
  return eta_db_run (eta_ledger_get_db (self), error, "INSERT OR IGNORE INTO names VALUES (?1, ?2)",
                     "ss", sha256, id);
}

static gboolean
index_entries (EtaLedger *self, const EtaWrite *write, const EtaField *field, GError **error)
{
  eta_json_foreach (entry, eta_json_get (write->doc, field->path)) {
    eta_fields_foreach (member, field->members)
    {
      if (member->type == ETA_FIELD_PHOTO &&
          !index_photo (self, write->id, eta_json_get (entry, member->path), error))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
index_field (EtaLedger *self, const EtaWrite *write, const EtaField *field, GError **error)
{
  if (field->type == ETA_FIELD_KEYED)
    return index_entries (self, write, field, error);
  if (field->type == ETA_FIELD_PHOTO)
    return index_photo (self, write->id, eta_json_get (write->doc, field->path), error);
  if (field->flags & ETA_FIELD_NATURAL)
    return index_natural (self, write, field, error);
  return TRUE;
}

static gboolean
index_record (EtaLedger *self, const EtaWrite *write, GError **error)
{
  EtaDb *db = eta_ledger_get_db (self);

  if (!write->fresh &&
      (!eta_db_run (db, error, "DELETE FROM naturals WHERE id = ?1", "s", write->id) ||
       !eta_db_run (db, error, "DELETE FROM names WHERE id = ?1", "s", write->id)))
    return FALSE;
  if (!write->doc)
    return TRUE;
  eta_kind_foreach (field, write->kind)
  {
    if (!index_field (self, write, field, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_ledger_write_record:
 * @write: what to write
 *
 * Writes a record or its tombstone under the next number, inside a transaction.
 *
 * Returns: (transfer full) (nullable): the new rev
 */
char *
eta_ledger_write_record (EtaLedger *self, const EtaWrite *write, GError **error)
{
  g_autofree char *made = write->doc && !write->text ? eta_json_canonical (write->doc) : NULL;
  const char *text = made ? made : write->text;
  g_autofree char *hash =
      write->hash ? g_strdup (write->hash) : eta_rev_hash_text (text ? text : "null");
  g_autofree char *now = eta_time_now ();
  const char *state = eta_json_get_string (write->doc, "/state");
  gint64 seq = eta_ledger_take_seq (self, error);

  if (!write->doc)
    state = write->state;
  if (seq < 0 ||
      !eta_db_run (eta_ledger_get_db (self), error,
                   "INSERT INTO records (id, seq, hash, kind, office, schema, state, device, at,"
                   " doc) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT (id) DO"
                   " UPDATE SET seq = ?2, hash = ?3, kind = ?4, office = ?5, schema = ?6,"
                   " state = ?7, device = ?8, at = ?9, doc = ?10",
                   "sisssissss", write->id, seq, hash, write->doc ? write->kind->name : NULL,
                   write->office, write->schema, state ? state : "", write->device, now, text) ||
      !index_record (self, write, error))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT ".%s", seq, hash);
}

/**
 * eta_ledger_add_needs:
 * @result: takes "need", when there is any: photos that the record names and nobody has sent
 */
gboolean
eta_ledger_add_needs (EtaLedger *self, const char *id, EtaJson *result, GError **error)
{
  g_autoptr (EtaJson) need = eta_json_new_array ();
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (eta_ledger_get_db (self), &local,
                                           "SELECT sha256 FROM names WHERE id = ?1 AND sha256 NOT"
                                           " IN (SELECT sha256 FROM blobs) ORDER BY sha256",
                                           "s", id);

  while (rows && eta_rows_next (rows, &local))
    eta_json_append (need, eta_json_new_string (eta_rows_text (rows, 0)));
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (eta_json_size (need))
    eta_json_take (result, "/need", g_steal_pointer (&need));
  return TRUE;
}

static void
add_warning (EtaJson *warnings, const char *field, const char *of)
{
  EtaJson *warning = eta_json_new_object ();
  EtaJson *others = eta_json_new_array ();
  g_auto (GStrv) ids = g_strsplit (of, " ", -1);

  for (char **id = ids; *id; id++)
    eta_json_append (others, eta_json_new_string (*id));
  eta_json_set_string (warning, "/type", "duplicate");
  eta_json_set_string (warning, "/field", field);
  eta_json_take (warning, "/of", others);
  eta_json_append (warnings, warning);
}

/**
 * eta_ledger_add_duplicates:
 * @result: takes "warn", when another record has the same natural key
 */
gboolean
eta_ledger_add_duplicates (EtaLedger *self, const char *id, EtaJson *result, GError **error)
{
  g_autoptr (EtaJson) warnings = eta_json_new_array ();
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      eta_ledger_get_db (self), &local,
      "SELECT mine.field, (SELECT group_concat (id, ' ') FROM (SELECT id FROM naturals AS other"
      " WHERE other.kind = mine.kind AND other.field = mine.field AND other.value = mine.value"
      " AND other.id <> mine.id ORDER BY id LIMIT 20)) AS of FROM naturals AS mine"
      " WHERE mine.id = ?1 ORDER BY mine.field",
      "s", id);

  while (rows && eta_rows_next (rows, &local)) {
    if (!eta_rows_is_null (rows, 1))
      add_warning (warnings, eta_rows_text (rows, 0), eta_rows_text (rows, 1));
  }
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (eta_json_size (warnings))
    eta_json_take (result, "/warn", g_steal_pointer (&warnings));
  return TRUE;
}

/**
 * eta_ledger_dup_receipt:
 * @body: (out) (transfer full): SHA-256 over what the op said
 *
 * Returns: (transfer full) (nullable): the stored result of an accepted op; %NULL without an error
 *   when the op is new
 */
char *
eta_ledger_dup_receipt (EtaLedger *self, const char *op, char **body, GError **error)
{
  g_autoptr (EtaRows) rows = eta_db_query (
      eta_ledger_get_db (self), error, "SELECT body, result FROM receipts WHERE op = ?1", "s", op);

  if (!rows || !eta_rows_next (rows, error))
    return NULL;
  *body = g_strdup (eta_rows_text (rows, 0));
  return g_strdup (eta_rows_text (rows, 1));
}

gboolean
eta_ledger_add_receipt (EtaLedger *self, const char *op, const char *body, const char *result,
                        GError **error)
{
  return eta_db_run (eta_ledger_get_db (self), error, "INSERT INTO receipts VALUES (?1, ?2, ?3)",
                     "sss", op, body, result);
}
