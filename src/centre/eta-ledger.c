/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The centre's database: one file, centre.db, in the data folder, and beside it the side file
 * `epoch`. Writers wait for each other in SQLite; readers never wait.
 */
#include "config.h"

#include "eta-ledger.h"
#include "eta-side-file.h"

#include "eta-uuid.h"

#include <glib/gi18n.h>
#include <pthread.h>
#include <string.h>

#define DATABASE_ID 0x45746143 /* "EtaC" */
#define MIGRATIONS "/org/bimpeaga/Etalase/centre/migrations"

struct _EtaLedger {
  EtaDb *db;
  char *folder;
  char *epoch;
  gboolean wrote; /* this transaction took a number … */
  gint64 head; /* … and this is the last one */

  pthread_mutex_t *writers; /* borrowed; NULL: alone in its process */
  gboolean writing; /* holds it */
};

/**
 * eta_ledger_open:
 * @folder: the centre's data folder; must exist
 *
 * Opens the ledger, made when there is none.
 *
 * Returns: (transfer full) (nullable): the connection
 */
EtaLedger *
eta_ledger_open (const char *folder, GError **error)
{
  g_autoptr (EtaLedger) self = g_new0 (EtaLedger, 1);
  g_autofree char *path = g_build_filename (folder, ETA_LEDGER_FILE, NULL);

  self->folder = g_strdup (folder);
  self->db = eta_db_open (path, ETA_DB_CREATE, error);
  if (!self->db || !eta_db_migrate (self->db, MIGRATIONS, DATABASE_ID, error))
    return NULL;
  self->epoch = eta_ledger_dup_setting (self, "epoch");
  return g_steal_pointer (&self);
}

void
eta_ledger_close (EtaLedger *self)
{
  g_clear_pointer (&self->db, eta_db_close);
  g_free (self->folder);
  g_free (self->epoch);
  g_free (self);
}

/**
 * eta_ledger_set_writers:
 * @writers: a lock that all connections of the process share; must outlive them
 *
 * Makes writers of one process wait for each other in turn. SQLite's own way to wait is to look again
 * after a while, which is slow and unfair when there are many.
 */
void
eta_ledger_set_writers (EtaLedger *self, pthread_mutex_t *writers)
{
  self->writers = writers;
}

static void
enter (EtaLedger *self)
{
  if (self->writers)
    pthread_mutex_lock (self->writers);
  self->writing = self->writers != NULL;
}

static void
leave (EtaLedger *self)
{
  if (self->writing)
    pthread_mutex_unlock (self->writers);
  self->writing = FALSE;
}

/**
 * eta_ledger_get_db:
 *
 * Returns: (transfer none): the connection, for the files of this floor that own tables
 */
EtaDb *
eta_ledger_get_db (EtaLedger *self)
{
  return self->db;
}

/**
 * eta_ledger_begin:
 *
 * Begins a transaction that writes.
 */
gboolean
eta_ledger_begin (EtaLedger *self, GError **error)
{
  enter (self);
  if (eta_db_begin (self->db, error))
    return TRUE;
  leave (self);
  return FALSE;
}

/**
 * eta_ledger_begin_read:
 *
 * Begins a transaction that only reads: everything in it is of one moment.
 */
gboolean
eta_ledger_begin_read (EtaLedger *self, GError **error)
{
  return eta_db_begin_read (self->db, error);
}

static gboolean
store_head (EtaLedger *self, GError **error)
{
  return eta_db_run (self->db, error, "UPDATE counter SET head = ?1", "i", self->head);
}

/**
 * eta_ledger_commit:
 *
 * Ends the transaction. When it numbered writes, the side file knows of them before this returns:
 * nobody is ever told of a number that a restored database could take a second time unnoticed.
 */
gboolean
eta_ledger_commit (EtaLedger *self, GError **error)
{
  gboolean wrote = self->wrote;

  if ((wrote && !store_head (self, error)) || !eta_db_commit (self->db, error)) {
    eta_ledger_rollback (self);
    return FALSE;
  }
  self->wrote = FALSE;
  leave (self);
  return !wrote || eta_side_file_raise (self->folder, self->epoch, self->head, error);
}

void
eta_ledger_rollback (EtaLedger *self)
{
  if (eta_db_in_transaction (self->db))
    eta_db_rollback (self->db);
  self->wrote = FALSE;
  leave (self);
}

/**
 * eta_ledger_get_head:
 *
 * Returns: the number of the last write; -1 on an error
 */
gint64
eta_ledger_get_head (EtaLedger *self, GError **error)
{
  if (self->wrote)
    return self->head;
  return eta_db_get_int (self->db, -1, error, "SELECT head FROM counter", "");
}

/**
 * eta_ledger_take_seq:
 *
 * Takes the next number, inside a writing transaction. The counter's row is read by the first and
 * written by the commit: nobody else can take a number meanwhile.
 *
 * Returns: the number; -1 on an error
 */
gint64
eta_ledger_take_seq (EtaLedger *self, GError **error)
{
  g_return_val_if_fail (eta_db_in_transaction (self->db), -1);
  if (!self->wrote) {
    self->head = eta_ledger_get_head (self, error);
    self->wrote = self->head >= 0;
  }
  return self->wrote ? ++self->head : -1;
}

/**
 * eta_ledger_dup_setting:
 *
 * Returns: (transfer full) (nullable): the setting's value
 */
char *
eta_ledger_dup_setting (EtaLedger *self, const char *name)
{
  return eta_db_dup_text (self->db, NULL, "SELECT value FROM settings WHERE name = ?1", "s", name);
}

gboolean
eta_ledger_set_setting (EtaLedger *self, const char *name, const char *value, GError **error)
{
  return eta_db_run (self->db, error, "INSERT OR REPLACE INTO settings VALUES (?1, ?2)", "ss", name,
                     value);
}

/**
 * eta_ledger_dup_name:
 *
 * Returns: (transfer full): what the centre is called
 */
char *
eta_ledger_dup_name (EtaLedger *self)
{
  char *name = eta_ledger_dup_setting (self, "name");

  return name ? name : g_strdup ("Virtual Business Centre");
}

/* Other histories and how far each agrees with this one: {"EPOCH": SEQ} */
static EtaJson *
read_before (EtaLedger *self)
{
  g_autofree char *text = eta_ledger_dup_setting (self, "before");
  EtaJson *before = text ? eta_json_parse (text, -1, NULL) : NULL;

  return before ? before : eta_json_new_object ();
}

/**
 * eta_ledger_get_shared:
 * @epoch: another history of this centre
 *
 * Returns: the last number that it has in common with this one; 0 when it is not known
 */
gint64
eta_ledger_get_shared (EtaLedger *self, const char *epoch)
{
  g_autoptr (EtaJson) before = read_before (self);

  return eta_json_int (eta_json_member (before, epoch), 0);
}

static char *
make_epoch (void)
{
  g_autofree char *uuid = eta_uuid_new ();
  g_auto (GStrv) parts = g_strsplit (uuid, "-", -1);

  return g_strconcat (parts[0], parts[3], parts[4], NULL); /* random to the most part, no dashes */
}

static void
put_shared (EtaJson *map, const char *epoch, gint64 seq)
{
  g_autofree char *pointer = eta_json_pointer_join ("", epoch);

  eta_json_set_int (map, pointer, seq);
}

/* How far a lost history agrees with what the database knows: the model's Centre.restore(). */
static EtaJson *
join_histories (const EtaJson *shared, const EtaJson *lost)
{
  EtaJson *joined = eta_json_new_object ();
  gint64 both = 0;

  eta_json_foreach (entry, shared) {
    const EtaJson *other = eta_json_member (lost, eta_json_key (entry));

    if (other)
      both = MAX (both, MIN (eta_json_int (entry, 0), eta_json_int (other, 0)));
  }
  eta_json_foreach (entry, lost)
    put_shared (joined, eta_json_key (entry), MIN (both, eta_json_int (entry, 0)));
  eta_json_foreach (entry, shared)
    put_shared (joined, eta_json_key (entry), eta_json_int (entry, 0));
  return joined;
}

static gboolean
store_epoch (EtaLedger *self, char *take_epoch, const EtaJson *before, GError **error)
{
  g_autofree char *text = eta_json_canonical (before);

  g_free (self->epoch);
  self->epoch = take_epoch;
  return eta_ledger_set_setting (self, "epoch", self->epoch, error) &&
         eta_ledger_set_setting (self, "before", text, error);
}

static gboolean
begin_epoch (EtaLedger *self, const EtaSideFile *side, gint64 head, GError **error)
{
  g_autoptr (EtaJson) shared = read_before (self);
  g_autoptr (EtaJson) lost = side ? eta_json_copy (side->shared) : eta_json_new_object ();
  g_autoptr (EtaJson) before = NULL;

  if (self->epoch)
    put_shared (shared, self->epoch, head);
  if (side)
    put_shared (lost, side->epoch, side->head);
  before = join_histories (shared, lost);
  return store_epoch (self, make_epoch (), before, error);
}

/* The database has been put back when the side file knows of another history, or of more of this. */
static gboolean
is_put_back (EtaLedger *self, const EtaSideFile *side, gint64 head)
{
  if (!side)
    return head > 0;
  return g_strcmp0 (self->epoch, side->epoch) != 0 || head < side->head;
}

/**
 * eta_ledger_settle_epoch:
 *
 * Before anything else: finds out whether the database has been put back to an earlier state, begins
 * a new epoch then, and writes the side file. The side file is read first: it never runs ahead of the
 * database, also while a server is at work.
 */
gboolean
eta_ledger_settle_epoch (EtaLedger *self, GError **error)
{
  g_autoptr (EtaSideFile) side = eta_side_file_read (self->folder);
  g_autoptr (EtaJson) before = NULL;
  gboolean anew;
  gint64 head;

  if (!eta_ledger_begin (self, error))
    return FALSE;
  g_free (self->epoch); /* another process may have settled it since this connection was opened */
  self->epoch = eta_ledger_dup_setting (self, "epoch");
  head = eta_ledger_get_head (self, error);
  anew = !self->epoch || is_put_back (self, side, head);
  if (head < 0 || (anew && !begin_epoch (self, side, head, error)) ||
      !eta_db_commit (self->db, error)) {
    eta_ledger_rollback (self);
    return FALSE;
  }
  leave (self);
  if (!anew)
    return eta_side_file_raise (self->folder, self->epoch, head, error);
  before = read_before (self);
  return eta_side_file_write (self->folder, self->epoch, head, before, error);
}

/**
 * eta_secret_hash:
 * @secret: a token or a code
 *
 * Returns: (transfer full): its SHA-256 in hex: all that is stored of it
 */
char *
eta_secret_hash (const char *secret)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, secret, -1);
}
