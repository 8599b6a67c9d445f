/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Which photos the vault holds, and who may have them back.
 */
#include "config.h"

#include "eta-blobs.h"

#include <glib/gstdio.h>
#include <string.h>

/**
 * eta_blob_name_is_valid:
 * @sha256: (nullable): text from outside
 *
 * Whatever becomes part of a path in the data folder goes through here first.
 *
 * Returns: whether it is 64 lower hex digits
 */
gboolean
eta_blob_name_is_valid (const char *sha256)
{
  return sha256 && strlen (sha256) == 64 && strspn (sha256, "0123456789abcdef") == 64;
}

/**
 * eta_ledger_get_blob_size:
 *
 * Returns: the bytes of a photo that is here, complete; -1 when it is not
 */
gint64
eta_ledger_get_blob_size (EtaLedger *self, const char *sha256, GError **error)
{
  return eta_db_get_int (eta_ledger_get_db (self), -1, error,
                         "SELECT bytes FROM blobs WHERE sha256 = ?1", "s", sha256);
}

/**
 * eta_ledger_add_blob:
 * @office: who sent it first
 *
 * Tells the ledger of a file that lies in the vault already.
 */
gboolean
eta_ledger_add_blob (EtaLedger *self, const char *sha256, gint64 bytes, const char *office,
                     GError **error)
{
  return eta_db_run (eta_ledger_get_db (self), error,
                     "INSERT INTO blobs VALUES (?1, ?2, ?3, ?4) ON CONFLICT (sha256) DO UPDATE SET"
                     " touched = ?4",
                     "sisi", sha256, bytes, office, g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * eta_ledger_touch_blob:
 *
 * Puts off the day when a photo that no record names is swept.
 */
gboolean
eta_ledger_touch_blob (EtaLedger *self, const char *sha256, GError **error)
{
  return eta_db_run (eta_ledger_get_db (self), error,
                     "UPDATE blobs SET touched = ?2 WHERE sha256 = ?1", "si", sha256,
                     g_get_real_time () / G_USEC_PER_SEC);
}

/**
 * eta_ledger_may_read_blob:
 *
 * Returns: whether @device may have the photo: its office sent it, or a record in its scope names it
 */
gboolean
eta_ledger_may_read_blob (EtaLedger *self, const char *sha256, const EtaDevice *device,
                          GError **error)
{
  return eta_db_get_int (eta_ledger_get_db (self), 0, error,
                         "SELECT 1 FROM blobs WHERE sha256 = ?1 AND (?3 OR office = ?2 OR EXISTS ("
                         "SELECT 1 FROM names JOIN records USING (id) WHERE sha256 = ?1"
                         " AND records.office IN (?2, '')))",
                         "ssi", sha256, device->office, (gint64) device->curator) == 1;
}

static GPtrArray *
list_unnamed (EtaLedger *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      eta_ledger_get_db (self), &local,
      "SELECT sha256 FROM blobs WHERE touched < ?1 AND sha256 NOT IN (SELECT sha256 FROM names)"
      " AND sha256 NOT IN (SELECT sha256 FROM published_photos)",
      "i", g_get_real_time () / G_USEC_PER_SEC - ETA_BLOB_SECONDS);

  while (rows && eta_rows_next (rows, &local))
    g_ptr_array_add (names, g_strdup (eta_rows_text (rows, 0)));
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&names);
}

/**
 * eta_ledger_sweep_blobs:
 *
 * Removes photos that no record names and nobody has touched for ETA_BLOB_SECONDS. The row goes first:
 * a file without a row is sent again, a row without its file would be a lie.
 */
gboolean
eta_ledger_sweep_blobs (EtaLedger *self, EtaVault *vault, GError **error)
{
  g_autoptr (GPtrArray) names = NULL;
  gboolean done;

  if (!eta_ledger_begin (self, error))
    return FALSE;
  names = list_unnamed (self, error);
  done = names != NULL;
  for (guint i = 0; done && i < names->len; i++)
    done = eta_db_run (eta_ledger_get_db (self), error, "DELETE FROM blobs WHERE sha256 = ?1", "s",
                       g_ptr_array_index (names, i));
  if (!done || !eta_ledger_commit (self, error)) {
    eta_ledger_rollback (self);
    return FALSE;
  }
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *path = eta_vault_dup_path (vault, g_ptr_array_index (names, i));

    if (path)
      g_unlink (path);
  }
  return TRUE;
}

/**
 * eta_ledger_find_upload:
 * @row: (out caller-allocates): what is known of it; bytes -1 when nothing is
 */
gboolean
eta_ledger_find_upload (EtaLedger *self, const char *device, const char *sha256, EtaUploadRow *row,
                        GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (self), &local,
                    "SELECT bytes, expires FROM uploads WHERE device = ?1 AND"
                    " sha256 = ?2",
                    "ss", device, sha256);

  *row = (EtaUploadRow){ -1, 0 };
  if (rows && eta_rows_next (rows, &local))
    *row = (EtaUploadRow){ eta_rows_int (rows, 0), eta_rows_int (rows, 1) };
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  return local == NULL;
}

/**
 * eta_ledger_note_upload:
 * @bytes: of the whole file
 *
 * Begins an upload, or puts off the day when it is swept.
 */
gboolean
eta_ledger_note_upload (EtaLedger *self, const char *device, const char *sha256, gint64 bytes,
                        GError **error)
{
  return eta_db_run (eta_ledger_get_db (self), error,
                     "INSERT OR REPLACE INTO uploads VALUES (?1, ?2, ?3, ?4)", "ssii", device,
                     sha256, bytes, g_get_real_time () / G_USEC_PER_SEC + ETA_UPLOAD_SECONDS);
}

gboolean
eta_ledger_drop_upload (EtaLedger *self, const char *device, const char *sha256, GError **error)
{
  return eta_db_run (eta_ledger_get_db (self), error,
                     "DELETE FROM uploads WHERE device = ?1 AND sha256 = ?2", "ss", device, sha256);
}

/**
 * eta_ledger_count_uploads:
 *
 * Returns: how many uploads of the device are under way; -1 on an error
 */
gint64
eta_ledger_count_uploads (EtaLedger *self, const char *device, GError **error)
{
  return eta_db_get_int (eta_ledger_get_db (self), -1, error,
                         "SELECT count (*) FROM uploads WHERE device = ?1", "s", device);
}

/**
 * eta_ledger_list_expired_uploads:
 *
 * Returns: (transfer full) (nullable) (element-type utf8): pairs of device and SHA-256
 */
GPtrArray *
eta_ledger_list_expired_uploads (EtaLedger *self, GError **error)
{
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (eta_ledger_get_db (self), &local,
                                           "SELECT device, sha256 FROM uploads WHERE expires < ?1",
                                           "i", g_get_real_time () / G_USEC_PER_SEC);

  while (rows && eta_rows_next (rows, &local)) {
    g_ptr_array_add (pairs, g_strdup (eta_rows_text (rows, 0)));
    g_ptr_array_add (pairs, g_strdup (eta_rows_text (rows, 1)));
  }
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&pairs);
}
