/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Offices, invitations and devices. Codes and tokens are secrets: the ledger holds their SHA-256.
 */
#include "config.h"

#include "eta-offices.h"

#include "eta-text.h"
#include "eta-uuid.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/random.h>

#define CODE_LENGTH 8
#define TOKEN_BYTES 32
#define DEVICE                                                                                     \
  "SELECT d.id, d.name, d.office, o.name, d.role, d.revoked, d.n, d.ops, d.token FROM devices d"   \
  " JOIN offices o ON o.id = d.office "

static const char crockford[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

void
eta_device_free (EtaDevice *device)
{
  g_free (device->id);
  g_free (device->name);
  g_free (device->office);
  g_free (device->office_name);
  g_free (device->ops);
  g_free (device);
}

void
eta_office_free (EtaOffice *office)
{
  g_free (office->id);
  g_free (office->name);
  g_free (office);
}

static gboolean
fill_random (guint8 *bytes, gsize length, GError **error)
{
  if (getrandom (bytes, length, 0) == (gssize) length)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("No random numbers: %s"),
               g_strerror (errno));
  return FALSE;
}

/* An id goes into addresses, file names and lists: letters, digits and dashes. */
static gboolean
check_office_id (const char *id, GError **error)
{
  gsize length = strlen (id);

  if (length >= 1 && length <= 32 &&
      strspn (id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.") == length)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               _ ("“%s” is not an id for an office: use letters, digits and dashes, such as ID-SA"),
               id);
  return FALSE;
}

/**
 * eta_ledger_add_office:
 * @reviewed: whether a curator publishes what it submits
 */
gboolean
eta_ledger_add_office (EtaLedger *self, const char *id, const char *name, gboolean reviewed,
                       GError **error)
{
  g_autofree char *tidy = eta_text_trim (name);
  g_autoptr (GError) local = NULL;

  if (!check_office_id (id, error))
    return FALSE;
  if (!*tidy) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                         _ ("An office needs a name"));
    return FALSE;
  }
  if (eta_db_run (eta_ledger_get_db (self), &local, "INSERT INTO offices VALUES (?1, ?2, ?3)",
                  "ssi", id, tidy, (gint64) reviewed))
    return TRUE;
  if (g_error_matches (local, ETA_DB_ERROR, ETA_DB_ERROR_CONSTRAINT))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("There is an office “%s” already"), id);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static EtaOffice *
read_office (EtaRows *rows)
{
  EtaOffice *office = g_new0 (EtaOffice, 1);

  office->id = g_strdup (eta_rows_text (rows, 0));
  office->name = g_strdup (eta_rows_text (rows, 1));
  office->reviewed = eta_rows_int (rows, 2) != 0;
  return office;
}

/**
 * eta_ledger_find_office:
 *
 * Returns: (transfer full) (nullable): the office; %NULL without an error when there is none
 */
EtaOffice *
eta_ledger_find_office (EtaLedger *self, const char *id, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (self), error,
                    "SELECT id, name, reviewed FROM offices WHERE id = ?1", "s", id);

  return rows && eta_rows_next (rows, error) ? read_office (rows) : NULL;
}

/**
 * eta_ledger_list_offices:
 *
 * Returns: (transfer full) (nullable) (element-type EtaOffice): all of them, by id
 */
GPtrArray *
eta_ledger_list_offices (EtaLedger *self, GError **error)
{
  g_autoptr (GPtrArray) offices = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_office_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      eta_ledger_get_db (self), &local, "SELECT id, name, reviewed FROM offices ORDER BY id", "");

  while (rows && eta_rows_next (rows, &local))
    g_ptr_array_add (offices, read_office (rows));
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&offices);
}

/**
 * eta_code_read:
 * @typed: a code as somebody typed it
 *
 * Reads Crockford's base32 as it is meant to be read: small letters, I and L for 1, O for 0, dashes
 * and blanks anywhere.
 *
 * Returns: (transfer full) (nullable): the eight characters; %NULL when it is no code
 */
char *
eta_code_read (const char *typed)
{
  g_autoptr (GString) code = g_string_new (NULL);

  for (const char *c = typed; *c; c++) {
    char letter = g_ascii_toupper (*c);

    if (letter == '-' || letter == ' ')
      continue;
    if (letter == 'I' || letter == 'L')
      letter = '1';
    if (letter == 'O')
      letter = '0';
    if (!strchr (crockford, letter) || code->len == CODE_LENGTH)
      return NULL;
    g_string_append_c (code, letter);
  }
  return code->len == CODE_LENGTH ? g_string_free (g_steal_pointer (&code), FALSE) : NULL;
}

/**
 * eta_ledger_invite:
 * @curator: whether the computer will be a curator's
 *
 * Makes a code that pairs one computer with the office within ten minutes.
 *
 * Returns: (transfer full) (nullable): the code, "7K3M-9QXT"
 */
char *
eta_ledger_invite (EtaLedger *self, const char *office, gboolean curator, GError **error)
{
  EtaDb *db = eta_ledger_get_db (self);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  guint8 bytes[CODE_LENGTH];
  char code[CODE_LENGTH + 1] = "";
  g_autofree char *hash = NULL;
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaOffice) found = eta_ledger_find_office (self, office, &local);

  if (!found) {
    if (local)
      g_propagate_error (error, g_steal_pointer (&local));
    else
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no office “%s”"), office);
    return NULL;
  }
  if (!fill_random (bytes, sizeof bytes, error))
    return NULL;
  for (guint i = 0; i < CODE_LENGTH; i++)
    code[i] = crockford[bytes[i] % 32];
  hash = eta_secret_hash (code);
  if (!eta_db_run (db, error, "DELETE FROM invitations WHERE expires < ?1", "i", now) ||
      !eta_db_run (db, error, "INSERT INTO invitations VALUES (?1, ?2, ?3, ?4)", "sssi", hash,
                   office, curator ? "curator" : "editor", now + ETA_INVITATION_SECONDS))
    return NULL;
  return g_strdup_printf ("%.4s-%.4s", code, code + 4);
}

static char *
make_token (GError **error)
{
  guint8 bytes[TOKEN_BYTES];
  char *token;

  if (!fill_random (bytes, sizeof bytes, error))
    return NULL;
  token = g_base64_encode (bytes, sizeof bytes);
  g_strdelimit (token, "+", '-');
  g_strdelimit (token, "/", '_');
  token[strcspn (token, "=")] = '\0';
  return token;
}

static EtaDevice *
add_device (EtaLedger *self, const char *office, const char *role, const char *name,
            const char *public_key, char **token, GError **error)
{
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *secret = make_token (error);
  g_autofree char *hash = secret ? eta_secret_hash (secret) : NULL;
  g_autofree char *now = eta_time_now ();
  EtaDevice *device;

  if (!secret ||
      !eta_db_run (eta_ledger_get_db (self), error,
                   "INSERT INTO devices (id, token, office, role, name, public_key, made)"
                   " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                   "sssssss", id, hash, office, role, name, public_key, now))
    return NULL;
  device = eta_ledger_find_device (self, id, error);
  if (device)
    *token = g_steal_pointer (&secret);
  return device;
}

static EtaDevice *
use_invitation (EtaLedger *self, const char *hash, const char *name, const char *public_key,
                char **token, GError **error)
{
  EtaDb *db = eta_ledger_get_db (self);
  g_autofree char *office = NULL;
  g_autofree char *role = NULL;
  g_autoptr (EtaRows) rows = eta_db_query (
      db, error, "SELECT office, role FROM invitations WHERE code = ?1 AND expires >= ?2", "si",
      hash, g_get_real_time () / G_USEC_PER_SEC);

  if (!rows || !eta_rows_next (rows, error))
    return NULL;
  office = g_strdup (eta_rows_text (rows, 0));
  role = g_strdup (eta_rows_text (rows, 1));
  g_clear_pointer (&rows, eta_rows_done);
  if (!eta_db_run (db, error, "DELETE FROM invitations WHERE code = ?1", "s", hash))
    return NULL;
  return add_device (self, office, role, name, public_key, token, error);
}

/**
 * eta_ledger_pair:
 * @code: as typed
 * @name: what the computer is called
 * @public_key: (nullable): its Ed25519 key, base64
 * @token: (out) (transfer full): the secret that the device shows from now on
 *
 * Uses up an invitation.
 *
 * Returns: (transfer full) (nullable): the new device; %NULL without an error when the code is wrong,
 *   used or too old
 */
EtaDevice *
eta_ledger_pair (EtaLedger *self, const char *code, const char *name, const char *public_key,
                 char **token, GError **error)
{
  g_autofree char *plain = eta_code_read (code);
  g_autofree char *hash = plain ? eta_secret_hash (plain) : NULL;
  EtaDevice *device;

  if (!plain || !eta_ledger_begin (self, error))
    return NULL;
  device = use_invitation (self, hash, name, public_key, token, error);
  if (device && eta_ledger_commit (self, error))
    return device;
  eta_ledger_rollback (self);
  g_clear_pointer (&device, eta_device_free);
  g_clear_pointer (token, g_free);
  return NULL;
}

/**
 * eta_ledger_fork:
 * @device: one that found out that it is a copy of another
 * @name: what it is called from now on
 * @token: (out) (transfer full): its secret
 *
 * Returns: (transfer full) (nullable): a device of the same office and role
 */
EtaDevice *
eta_ledger_fork (EtaLedger *self, const EtaDevice *device, const char *name, char **token,
                 GError **error)
{
  EtaDevice *fork;

  if (!eta_ledger_begin (self, error))
    return NULL;
  fork = add_device (self, device->office, device->curator ? "curator" : "editor", name, NULL,
                     token, error);
  if (fork && eta_ledger_commit (self, error))
    return fork;
  eta_ledger_rollback (self);
  g_clear_pointer (&fork, eta_device_free);
  g_clear_pointer (token, g_free);
  return NULL;
}

static EtaDevice *
read_device (EtaRows *rows)
{
  EtaDevice *device = g_new0 (EtaDevice, 1);

  device->id = g_strdup (eta_rows_text (rows, 0));
  device->name = g_strdup (eta_rows_text (rows, 1));
  device->office = g_strdup (eta_rows_text (rows, 2));
  device->office_name = g_strdup (eta_rows_text (rows, 3));
  device->curator = g_strcmp0 (eta_rows_text (rows, 4), "curator") == 0;
  device->revoked = eta_rows_int (rows, 5) != 0;
  device->n = eta_rows_int (rows, 6);
  device->ops = g_strdup (eta_rows_text (rows, 7));
  return device;
}

/* Takes the same time whatever differs; both are hex digests of one length. */
static gboolean
is_same_digest (const char *a, const char *b)
{
  gsize length = strlen (a);
  guint differ = length != strlen (b);

  for (gsize i = 0; i < length && b[i]; i++)
    differ |= (guint) (a[i] ^ b[i]);
  return differ == 0;
}

/**
 * eta_ledger_find_token:
 * @token: what a client showed
 *
 * Returns: (transfer full) (nullable): the device, also a revoked one; %NULL without an error when
 *   the token is nobody's
 */
EtaDevice *
eta_ledger_find_token (EtaLedger *self, const char *token, GError **error)
{
  g_autofree char *hash = eta_secret_hash (token);
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (self), error, DEVICE "WHERE d.token = ?1", "s", hash);

  if (!rows || !eta_rows_next (rows, error) || !is_same_digest (hash, eta_rows_text (rows, 8)))
    return NULL;
  return read_device (rows);
}

/**
 * eta_ledger_find_device:
 *
 * Returns: (transfer full) (nullable): the device; %NULL without an error when there is none
 */
EtaDevice *
eta_ledger_find_device (EtaLedger *self, const char *id, GError **error)
{
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (self), error, DEVICE "WHERE d.id = ?1", "s", id);

  return rows && eta_rows_next (rows, error) ? read_device (rows) : NULL;
}

/**
 * eta_ledger_list_devices:
 *
 * Returns: (transfer full) (nullable) (element-type EtaDevice): all of them, by office and name
 */
GPtrArray *
eta_ledger_list_devices (EtaLedger *self, GError **error)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_device_free);
  g_autoptr (GError) local = NULL;
  g_autoptr (EtaRows) rows =
      eta_db_query (eta_ledger_get_db (self), &local, DEVICE "ORDER BY d.office, d.name, d.id", "");

  while (rows && eta_rows_next (rows, &local))
    g_ptr_array_add (devices, read_device (rows));
  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  return g_steal_pointer (&devices);
}

/**
 * eta_ledger_revoke:
 *
 * Withdraws a device's access, from its next request on.
 */
gboolean
eta_ledger_revoke (EtaLedger *self, const char *device, GError **error)
{
  EtaDb *db = eta_ledger_get_db (self);

  if (!eta_db_run (db, error, "UPDATE devices SET revoked = 1 WHERE id = ?1", "s", device))
    return FALSE;
  if (eta_db_changes (db) == 1)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _ ("There is no device “%s”"), device);
  return FALSE;
}

/**
 * eta_ledger_note_device:
 * @n: the counter that came
 * @ops: SHA-256 over the op ids that came with it
 *
 * Remembers how far a device has counted, in the transaction of its sync.
 */
gboolean
eta_ledger_note_device (EtaLedger *self, const char *device, gint64 n, const char *ops,
                        GError **error)
{
  g_autofree char *now = eta_time_now ();

  return eta_db_run (eta_ledger_get_db (self), error,
                     "UPDATE devices SET n = ?2, ops = ?3, seen = ?4 WHERE id = ?1", "siss", device,
                     n, ops, now);
}
