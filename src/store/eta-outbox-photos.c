/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outbox.h"
#include "eta-photos.h"
#include "eta-store-private.h"

/* Which photos the documents name, kept at each write, and which of them the centre has. */

/* In the order in which they are sent; column photo.rank */
typedef enum { RANK_COVER_PREVIEW, RANK_COVER, RANK_OTHER } Rank;

typedef struct {
  const char *sha256; /* in the document */
  gint64 bytes;
  Rank rank;
} Use;

static Rank
rank_of (const EtaField *member, gboolean is_cover)
{
  if (!is_cover)
    return RANK_OTHER;
  return g_str_equal (member->path, "/preview") ? RANK_COVER_PREVIEW : RANK_COVER;
}

static void
add_use (GArray *uses, const char *sha256, gint64 bytes, Rank rank)
{
  Use use = { sha256, bytes, rank };

  for (guint i = 0; i < uses->len; i++) {
    Use *other = &g_array_index (uses, Use, i);

    if (g_str_equal (other->sha256, sha256)) {
      other->rank = MIN (other->rank, rank);
      return;
    }
  }
  g_array_append_val (uses, use);
}

static void
collect_entry (GArray *uses, const EtaField *rows, const EtaJson *entry, gboolean is_cover)
{
  eta_fields_foreach (field, rows)
  {
    const char *sha256 =
        field->type == ETA_FIELD_PHOTO ? eta_json_string (eta_field_get (field, entry)) : NULL;
    gboolean is_main = g_str_equal (field->path, "/sha256");

    if (sha256)
      add_use (uses, sha256, is_main ? eta_json_get_int (entry, "/bytes", 0) : 0,
               rank_of (field, is_cover));
  }
}

static GArray *
collect (const EtaKind *kind, const EtaJson *doc)
{
  GArray *uses = g_array_new (FALSE, FALSE, sizeof (Use));
  const EtaJson *cover = doc ? eta_photos_get_cover (doc) : NULL;

  if (!kind || !doc)
    return uses;
  collect_entry (uses, kind->fields, doc, FALSE);
  eta_kind_foreach (field, kind)
  {
    if (field->type != ETA_FIELD_KEYED)
      continue;
    eta_json_foreach (entry, eta_field_get (field, doc)) {
      collect_entry (uses, field->members, entry, entry == cover);
    }
  }
  return uses;
}

/* Its rank is that of its most urgent use; without one it is not sent. */
static gboolean
rank_photo (EtaStore *self, gint64 photo, GError **error)
{
  return eta_db_run (self->writer, error,
                     "UPDATE photo SET rank = (SELECT min(rank) FROM photo_use WHERE photo = ?1) "
                     "WHERE n = ?1",
                     "i", photo);
}

/* A photo that appears by this office's hand is in the vault; one that another desk names is on its
 * way from there by way of the centre. */
static gint64
find_photo (EtaStore *self, const Use *use, gboolean foreign, GError **error)
{
  g_autoptr (GError) failure = NULL;
  gint64 n = eta_db_get_int (self->writer, 0, &failure, "SELECT n FROM photo WHERE sha256 = ?1",
                             "s", use->sha256);

  if (!failure && n == 0 &&
      eta_db_run (self->writer, &failure,
                  "INSERT INTO photo (sha256, bytes, here, sent) VALUES (?1, ?2, ?3, ?4)", "siii",
                  use->sha256, use->bytes, (gint64) !foreign, (gint64) foreign))
    n = eta_db_last_id (self->writer);
  if (failure)
    g_propagate_error (error, g_steal_pointer (&failure));
  return n;
}

static gboolean
write_use (EtaStore *self, gint64 record, const Use *use, gboolean foreign, GError **error)
{
  gint64 photo = find_photo (self, use, foreign, error);

  return photo &&
         eta_db_run (self->writer, error,
                     "INSERT INTO photo_use VALUES (?1, ?2, ?3) "
                     "ON CONFLICT (record, photo) DO UPDATE SET rank = excluded.rank",
                     "iii", record, photo, (gint64) use->rank) &&
         rank_photo (self, photo, error);
}

static gboolean
remove_use (EtaStore *self, gint64 record, gint64 photo, GError **error)
{
  return eta_db_run (self->writer, error, "DELETE FROM photo_use WHERE record = ?1 AND photo = ?2",
                     "ii", record, photo) &&
         rank_photo (self, photo, error);
}

/* Takes out of @uses what is written already, and gives the photos that are no longer named. */
static GArray *
compare_uses (EtaStore *self, gint64 record, GArray *uses, GError **error)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (self->writer, &failure,
                    "SELECT p.n, p.sha256, u.rank FROM photo_use u JOIN photo p ON p.n = u.photo "
                    "WHERE u.record = ?1",
                    "i", record);

  while (rows && eta_rows_next (rows, &failure)) {
    gint64 photo = eta_rows_int (rows, 0);
    guint i = 0;

    while (i < uses->len &&
           !g_str_equal (g_array_index (uses, Use, i).sha256, eta_rows_text (rows, 1)))
      i++;
    if (i == uses->len)
      g_array_append_val (gone, photo);
    else if ((gint64) g_array_index (uses, Use, i).rank == eta_rows_int (rows, 2))
      g_array_remove_index_fast (uses, i);
  }
  if (!failure)
    return g_steal_pointer (&gone);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * eta_photos_write:
 * @doc: (nullable): the document of @entry
 * @fresh: whether the record is new, and has no photos yet
 * @foreign: whether another desk has written it
 */
gboolean
eta_photos_write (EtaStore *self, const EtaEntry *entry, const EtaJson *doc, gboolean fresh,
                  gboolean foreign, GError **error)
{
  g_autoptr (GArray) uses = collect (entry->kind, doc);
  g_autoptr (GArray) gone = NULL;

  if (!fresh && !(gone = compare_uses (self, entry->n, uses, error)))
    return FALSE;
  for (guint i = 0; gone && i < gone->len; i++)
    if (!remove_use (self, entry->n, g_array_index (gone, gint64, i), error))
      return FALSE;
  for (guint i = 0; i < uses->len; i++)
    if (!write_use (self, entry->n, &g_array_index (uses, Use, i), foreign, error))
      return FALSE;
  return TRUE;
}

void
eta_outgoing_photo_free (EtaOutgoingPhoto *photo)
{
  if (!photo)
    return;
  g_free (photo->sha256);
  g_free (photo);
}

static GPtrArray *
list_photos (EtaStore *store, const char *sql, guint limit, GError **error)
{
  g_autoptr (GPtrArray) photos =
      g_ptr_array_new_with_free_func ((GDestroyNotify) eta_outgoing_photo_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  EtaDb *db = eta_store_borrow (store, error);

  if (!db)
    return NULL;
  rows = eta_db_query (db, &failure, sql, "ii", (gint64) limit,
                       (gint64) (g_get_real_time () / G_USEC_PER_SEC));
  while (rows && eta_rows_next (rows, &failure)) {
    EtaOutgoingPhoto *photo = g_new0 (EtaOutgoingPhoto, 1);

    photo->sha256 = g_strdup (eta_rows_text (rows, 0));
    photo->bytes = eta_rows_int (rows, 1);
    g_ptr_array_add (photos, photo);
  }
  g_clear_pointer (&rows, eta_rows_done);
  eta_store_give_back (store, db);
  if (!failure)
    return g_steal_pointer (&photos);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

#define NOT_DELAYED                                                                                \
  " AND NOT EXISTS (SELECT 1 FROM delay WHERE subject = sha256 "                                   \
  "AND (retry_at = 0 OR retry_at > ?2)) ORDER BY rank, n LIMIT ?1"

/**
 * eta_outbox_dup_photos:
 *
 * Returns: (transfer full) (element-type EtaOutgoingPhoto) (nullable): photos to be sent now, the most
 * urgent first, without those that wait by themselves; "bytes" is 0 where the document does not say
 */
GPtrArray *
eta_outbox_dup_photos (EtaStore *store, guint limit, GError **error)
{
  return list_photos (store,
                      "SELECT sha256, bytes FROM photo "
                      "WHERE rank IS NOT NULL AND here AND NOT sent" NOT_DELAYED,
                      limit, error);
}

/**
 * eta_outbox_dup_missing_photos:
 *
 * Returns: (transfer full) (element-type EtaOutgoingPhoto) (nullable): photos to be fetched, in the
 * same order; tell eta_outbox_photo_arrived() when one is in the vault
 */
GPtrArray *
eta_outbox_dup_missing_photos (EtaStore *store, guint limit, GError **error)
{
  return list_photos (store,
                      "SELECT sha256, bytes FROM photo "
                      "WHERE rank IS NOT NULL AND NOT here" NOT_DELAYED,
                      limit, error);
}

/**
 * eta_outbox_count_photos:
 * @bytes: (out) (optional): their sizes, as far as documents say them
 *
 * Returns: how many photos the centre has yet to get, also those that wait by themselves; -1 on errors
 */
gint64
eta_outbox_count_photos (EtaStore *store, gint64 *bytes)
{
  g_autoptr (EtaRows) rows = NULL;
  EtaDb *db = eta_store_borrow (store, NULL);
  gint64 count = -1;

  if (bytes)
    *bytes = 0;
  if (!db)
    return -1;
  rows = eta_db_query (db, NULL,
                       "SELECT count(*), ifnull(sum(bytes), 0) FROM photo "
                       "WHERE rank IS NOT NULL AND here AND NOT sent",
                       "");
  if (rows && eta_rows_next (rows, NULL)) {
    count = eta_rows_int (rows, 0);
    if (bytes)
      *bytes = eta_rows_int (rows, 1);
  }
  g_clear_pointer (&rows, eta_rows_done);
  eta_store_give_back (store, db);
  return count;
}

static gboolean
mark (EtaStore *store, const char *sql, const char *sha256, GError **error)
{
  GError *failure = NULL;

  if (!eta_store_enter (store, error))
    return FALSE;
  if (eta_db_run (store->writer, &failure, sql, "s", sha256))
    eta_db_run (store->writer, &failure, "DELETE FROM delay WHERE subject = ?1", "s", sha256);
  return eta_store_leave (store, failure, error);
}

/* The centre has said that it holds the photo. */
gboolean
eta_outbox_photo_sent (EtaStore *store, const char *sha256, GError **error)
{
  return mark (store, "UPDATE photo SET sent = 1 WHERE sha256 = ?1", sha256, error);
}

/* The centre has said that it lacks the photo. */
gboolean
eta_outbox_photo_needed (EtaStore *store, const char *sha256, GError **error)
{
  return mark (store, "UPDATE photo SET sent = 0 WHERE sha256 = ?1", sha256, error);
}

/* A photo of another desk is in this office's vault now. */
gboolean
eta_outbox_photo_arrived (EtaStore *store, const char *sha256, GError **error)
{
  return mark (store, "UPDATE photo SET here = 1 WHERE sha256 = ?1", sha256, error);
}
