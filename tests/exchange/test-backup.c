/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-backup.h"
#include "eta-test-store.h"
#include "eta-vault.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

/* A backup holds all, comes back as it was, and nothing else is taken for one. */

typedef struct {
  EtaStore *store;
  EtaVault *vault;
  char *id;
  char *sha256;
  char *away; /* a folder for backups and what is restored from them */
  char *path;
} Stage;

static char *
put_photo (EtaVault *vault, gsize size, guint32 seed)
{
  guint8 *data = g_malloc (size);
  g_autoptr (GRand) rng = g_rand_new_with_seed (seed);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *sha256;

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) g_rand_int (rng);
  bytes = g_bytes_new_take (data, size);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  eta_vault_put (vault, sha256, bytes, &error);
  g_assert_no_error (error);
  return sha256;
}

static void
put_file (const char *folder, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
set_up (Stage *stage, gconstpointer data)
{
  g_autofree char *photos = NULL;
  g_autofree char *original = NULL;

  stage->store = eta_test_store_new ();
  photos = eta_store_dup_photo_folder (stage->store);
  stage->vault = eta_vault_new (photos, NULL);
  stage->id = eta_test_add (stage->store, &eta_kind_business, "{'name':'Kopi Soputan'}");
  stage->sha256 = put_photo (stage->vault, 700000, 1);
  original = g_strdup_printf ("photos/originals/%.2s/%s-%s.jpg", stage->sha256, stage->sha256,
                              "9834876dcfb05cb167a5c24953eba58c4ac89b1adf57f28f2f9d09af107ee8f0");
  put_file (eta_store_get_folder (stage->store), original, "aaa"); /* whose hash that is */
  put_file (eta_store_get_folder (stage->store), "lists/kbli.csv", "code,title,parent\n");
  put_file (eta_store_get_folder (stage->store), "token", "secret");
  eta_store_put_setting (stage->store, "office-name", "Sulawesi Utara", NULL);
  eta_store_put_setting (stage->store, "counter", "41", NULL);
  eta_store_put_setting (stage->store, "last-success", "1700000000", NULL);
  stage->away = g_dir_make_tmp ("etalase-backup-XXXXXX", NULL);
  stage->path = g_build_filename (stage->away, "copy.etalase", NULL);
}

static void
tear_down (Stage *stage, gconstpointer data)
{
  g_clear_object (&stage->vault);
  eta_test_store_free (stage->store);
  eta_test_remove_folder (stage->away);
  g_free (stage->away);
  g_free (stage->path);
  g_free (stage->id);
  g_free (stage->sha256);
}

static void
back_up (Stage *stage)
{
  g_autoptr (GError) error = NULL;
  EtaProgress progress = { 0 };
  g_autoptr (EtaBackupFacts) facts =
      eta_backup_write (stage->store, stage->path, &progress, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (facts->left_out, ==, 0);
  g_assert_cmpint (progress.total, >, 0);
  g_assert_cmpint (progress.done, >=, progress.total);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir && g_dir_read_name (dir))
    n++;
  return n;
}

static EtaStore *
restore (Stage *stage, const char *name)
{
  g_autofree char *folder = g_build_filename (stage->away, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaBackupFacts) facts = eta_backup_restore (
      stage->path, folder, eta_store_get_catalogue (stage->store), NULL, NULL, NULL, &error);
  EtaStore *copy;

  g_assert_no_error (error);
  g_assert_cmpstr (facts->office_name, ==, "Sulawesi Utara");
  copy = eta_store_open (folder, eta_store_get_catalogue (stage->store), &error);
  g_assert_no_error (error);
  return copy;
}

/* -- there and back -- */

static void
test_round_trip (Stage *stage, gconstpointer data)
{
  g_autoptr (EtaStore) copy = NULL;
  g_autoptr (EtaVault) vault = NULL;
  g_autofree char *photos = NULL;
  g_autofree char *list = NULL;
  g_autofree char *token = NULL;
  g_autofree char *original = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GPtrArray) history = NULL;

  eta_test_set (stage->store, stage->id, "/name", "'Kopi Lokon'");
  back_up (stage);
  copy = restore (stage, "copy");
  eta_test_assert_doc (copy, stage->id, "{'name':'Kopi Lokon'}");
  history = eta_store_dup_history (copy, stage->id, 0, 10, NULL);
  g_assert_cmpuint (history->len, ==, 2);
  photos = eta_store_dup_photo_folder (copy);
  vault = eta_vault_new (photos, NULL);
  bytes = eta_vault_load (vault, stage->sha256, NULL);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 700000);
  original = eta_vault_dup_original_path (vault, stage->sha256);
  g_assert_nonnull (original);
  list = g_build_filename (eta_store_get_folder (copy), "lists", "kbli.csv", NULL);
  g_assert_true (g_file_test (list, G_FILE_TEST_EXISTS));
  token = g_build_filename (eta_store_get_folder (copy), "token", NULL);
  g_assert_false (g_file_test (token, G_FILE_TEST_EXISTS));
}

/* It counts from the start, so that the centre sees that it is a copy; and it is not "synchronised". */
static void
test_copy_is_noted (Stage *stage, gconstpointer data)
{
  g_autoptr (EtaStore) copy = NULL;
  g_autofree char *counter = NULL;
  g_autofree char *success = NULL;

  back_up (stage);
  copy = restore (stage, "copy");
  counter = eta_store_dup_setting (copy, "counter");
  success = eta_store_dup_setting (copy, "last-success");
  g_assert_cmpstr (counter, ==, "0");
  g_assert_null (success);
}

typedef struct {
  EtaStore *store;
  int stop; /* atomic */
  guint written;
} Typist;

static gpointer
type_cb (gpointer data)
{
  Typist *typist = data;

  while (!g_atomic_int_get (&typist->stop)) {
    g_free (
        eta_test_add (typist->store, &eta_kind_business, "{'name':'Usaha %u'}", ++typist->written));
  }
  return NULL;
}

static void
test_in_use (Stage *stage, gconstpointer data)
{
  Typist typist = { .store = stage->store };
  GThread *thread = g_thread_new ("typist", type_cb, &typist);
  g_autoptr (EtaStore) copy = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 3; i++)
    back_up (stage);
  g_atomic_int_set (&typist.stop, 1);
  g_thread_join (thread);
  copy = restore (stage, "copy");
  g_assert_true (eta_store_check (copy, NULL, &error));
  g_assert_no_error (error);
}

/* One damaged photo keeps none of the others from being saved, and is told. */
static void
test_damaged_photo (Stage *stage, gconstpointer data)
{
  g_autofree char *other = put_photo (stage->vault, 1000, 2);
  g_autofree char *path = eta_vault_dup_path (stage->vault, other);
  g_autoptr (EtaBackupFacts) facts = NULL;
  g_autoptr (EtaStore) copy = NULL;

  g_assert_true (g_file_set_contents (path, "rotten", -1, NULL));
  facts = eta_backup_write (stage->store, stage->path, NULL, NULL, NULL);
  g_assert_cmpint (facts->left_out, ==, 1);
  copy = restore (stage, "copy");
}

/* -- nothing is written over -- */

static void
test_not_over (Stage *stage, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  back_up (stage);
  g_assert_null (eta_backup_restore (stage->path, eta_store_get_folder (stage->store),
                                     eta_store_get_catalogue (stage->store), NULL, NULL, NULL,
                                     &error));
  g_assert_error (error, ETA_BACKUP_ERROR, ETA_BACKUP_ERROR_EXISTS);
  eta_test_assert_doc (stage->store, stage->id, "{'name':'Kopi Soputan'}");
}

static void
test_aside (Stage *stage, gconstpointer data)
{
  g_autofree char *folder = g_build_filename (stage->away, "office", NULL);
  g_autofree char *aside = NULL;
  g_autofree char *old = NULL;
  g_autofree char *text = NULL;
  g_autoptr (EtaBackupFacts) facts = NULL;

  put_file (folder, "catalogue.db", "damaged");
  back_up (stage);
  facts = eta_backup_restore (stage->path, folder, eta_store_get_catalogue (stage->store), &aside,
                              NULL, NULL, NULL);
  g_assert_nonnull (facts);
  old = g_build_filename (aside, "catalogue.db", NULL);
  g_assert_true (g_file_get_contents (old, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "damaged");
}

/* -- what is no backup -- */

static void
refuses (Stage *stage, EtaBackupError code)
{
  g_autofree char *folder = g_build_filename (stage->away, "never", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_backup_restore (stage->path, folder, eta_store_get_catalogue (stage->store),
                                     NULL, NULL, NULL, &error));
  g_assert_error (error, ETA_BACKUP_ERROR, (int) code);
  g_clear_error (&error);
  g_assert_null (eta_backup_check (stage->path, NULL, NULL, &error));
  g_assert_error (error, ETA_BACKUP_ERROR, (int) code);
  g_assert_cmpuint (count_files (stage->away), ==, 1); /* the file itself */
}

/* Every so many bytes, whether a member's middle, its header or the end is lost */
static void
test_half (Stage *stage, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length;

  back_up (stage);
  g_assert_true (g_file_get_contents (stage->path, &whole, &length, NULL));
  for (gsize cut = 2048; cut + 1024 < length; cut += 47 * 512 + 100) {
    g_assert_true (g_file_set_contents (stage->path, whole, (gssize) cut, NULL));
    refuses (stage, ETA_BACKUP_ERROR_DAMAGED);
  }
}

/* Cut where a member ends, it is a sound archive still, and yet not all. */
static void
test_without_end (Stage *stage, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length, at;

  back_up (stage);
  g_assert_true (g_file_get_contents (stage->path, &whole, &length, NULL));
  for (at = length - 512; !g_str_has_prefix (whole + at, "end.json"); at -= 512)
    ;
  memset (whole + at, 0, length - at);
  g_assert_true (g_file_set_contents (stage->path, whole, (gssize) length, NULL));
  refuses (stage, ETA_BACKUP_ERROR_DAMAGED);
}

static void
test_changed (Stage *stage, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize length;

  back_up (stage);
  g_assert_true (g_file_get_contents (stage->path, &whole, &length, NULL));
  whole[length - 100000] ^= 1; /* in the photo */
  g_assert_true (g_file_set_contents (stage->path, whole, (gssize) length, NULL));
  refuses (stage, ETA_BACKUP_ERROR_DAMAGED);
}

static void
test_foreign (Stage *stage, gconstpointer data)
{
  static const char *const texts[] = { "", "nama,alamat\nKopi,Manado\n", "PK\003\004 a spreadsheet",
                                       "SQLite format 3" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_assert_true (g_file_set_contents (stage->path, texts[i], -1, NULL));
    refuses (stage, ETA_BACKUP_ERROR_FOREIGN);
  }
}

/* -- what somebody made on purpose -- */

#define BEGIN "{\"format\":\"etalase-backup\",\"version\":1"
#define GOOD BEGIN "}"
/* The hash of what it holds, so that the name alone is what is wrong */
#define ABC "{\"sha256\":\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"}"
#define EMPTY "{\"sha256\":\"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"}"
#define HOLE "879240ce487e8d2a6ae0fe3d8e18c8f1ecf53fab7472629b7194c436951fbae6"
#define LIST(hash) BEGIN ",\"lists\":{\"a.csv\":" hash "}}"

static const struct {
  const char *title;
  const char *manifest;
  const char *name; /* of the second member */
  int type;
  gint64 size; /* that it claims, with a hole for what it has not */
  EtaBackupError code;
} forgeries[] = {
  { "other-tar", "{\"format\":\"music\"}", NULL, AE_IFREG, 0, ETA_BACKUP_ERROR_FOREIGN },
  { "newer", "{\"format\":\"etalase-backup\",\"version\":9}", NULL, AE_IFREG, 0,
    ETA_BACKUP_ERROR_NEWER },
  { "no-json", "{\"format\":", NULL, AE_IFREG, 0, ETA_BACKUP_ERROR_DAMAGED },
  { "climbs", BEGIN ",\"..\":{\"out\":" ABC "}}", "../out", AE_IFREG, 3, ETA_BACKUP_ERROR_DAMAGED },
  { "climbs-in-lists", BEGIN ",\"lists\":{\"a\":{\"..\":{\"..\":{\"..\":{\"out\":" ABC "}}}}}}",
    "lists/a/../../../out", AE_IFREG, 3, ETA_BACKUP_ERROR_DAMAGED },
  { "absolute", GOOD, "/tmp/etalase-out", AE_IFREG, 3, ETA_BACKUP_ERROR_DAMAGED },
  { "link", LIST (EMPTY), "lists/a.csv", AE_IFLNK, 0, ETA_BACKUP_ERROR_DAMAGED },
  { "device", LIST (EMPTY), "lists/a.csv", AE_IFCHR, 0, ETA_BACKUP_ERROR_DAMAGED },
  { "folder", LIST (EMPTY), "lists/a.csv", AE_IFDIR, 0, ETA_BACKUP_ERROR_DAMAGED },
  { "token", BEGIN ",\"token\":" ABC "}", "token", AE_IFREG, 3, ETA_BACKUP_ERROR_DAMAGED },
  { "list-without-hash", GOOD, "lists/a.csv", AE_IFREG, 3, ETA_BACKUP_ERROR_DAMAGED },
  { "no-catalogue", LIST (ABC), "lists/a.csv", AE_IFREG, 3, ETA_BACKUP_ERROR_DAMAGED },
  { "hole", BEGIN ",\"catalogue\":{\"bytes\":8000000,\"sha256\":\"" HOLE "\"}}", "catalogue.db",
    AE_IFREG, 8000000, ETA_BACKUP_ERROR_DAMAGED },
};

static void
add_entry (struct archive *archive, const char *name, int type, const char *text, gint64 size)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, (unsigned) type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, "/etc/passwd");
  if (size > (gint64) strlen (text))
    archive_entry_sparse_add_entry (entry, 0, (gint64) strlen (text));
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (type == AE_IFREG)
    archive_write_data (archive, text, strlen (text));
  archive_entry_free (entry);
}

static void
test_forged (Stage *stage, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  struct archive *archive = archive_write_new ();
  const char *end;

  archive_write_set_format_pax_restricted (archive);
  g_assert_cmpint (archive_write_open_filename (archive, stage->path), ==, ARCHIVE_OK);
  add_entry (archive, "manifest.json", AE_IFREG, forgeries[i].manifest,
             (gint64) strlen (forgeries[i].manifest));
  if (forgeries[i].name)
    add_entry (archive, forgeries[i].name, forgeries[i].type, "abc", forgeries[i].size);
  end = g_strcmp0 (forgeries[i].name, "catalogue.db") == 0 ? "{\"members\":0}" : "{\"members\":1}";
  add_entry (archive, "end.json", AE_IFREG, end, (gint64) strlen (end));
  archive_write_free (archive);
  refuses (stage, forgeries[i].code);
}

/* What is packed could hold a thousand times what it has bytes: it is not even begun. */
static void
test_packed (Stage *stage, gconstpointer data)
{
  struct archive *archive = archive_write_new ();

  archive_write_set_format_pax_restricted (archive);
  archive_write_add_filter_gzip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, stage->path), ==, ARCHIVE_OK);
  add_entry (archive, "manifest.json", AE_IFREG, GOOD, (gint64) strlen (GOOD));
  archive_write_free (archive);
  refuses (stage, ETA_BACKUP_ERROR_FOREIGN);
}

/* -- what goes wrong meanwhile -- */

/* A full disk, a stick that is gone, a folder without the right to write: what was there stays. */
static void
test_no_room (Stage *stage, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *gone = g_build_filename (stage->away, "gone", "copy.etalase", NULL);

  g_assert_null (eta_backup_write (stage->store, gone, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_cancelled (Stage *stage, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (stage->away, "never", NULL);
  g_autoptr (EtaBackupFacts) facts = NULL;

  back_up (stage);
  g_cancellable_cancel (cancellable);
  g_assert_null (eta_backup_write (stage->store, stage->path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (eta_backup_restore (stage->path, folder, eta_store_get_catalogue (stage->store),
                                     NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (count_files (stage->away), ==, 1);
  g_clear_error (&error);
  facts = eta_backup_check (stage->path, NULL, NULL, &error);
  g_assert_nonnull (facts); /* the first stays whole */
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Stage *stage, gconstpointer data);
  } tests[] = {
    { "/exchange/backup/round-trip", test_round_trip },
    { "/exchange/backup/copy-is-noted", test_copy_is_noted },
    { "/exchange/backup/in-use", test_in_use },
    { "/exchange/backup/damaged-photo", test_damaged_photo },
    { "/exchange/backup/not-over", test_not_over },
    { "/exchange/backup/aside", test_aside },
    { "/exchange/backup/half", test_half },
    { "/exchange/backup/without-end", test_without_end },
    { "/exchange/backup/changed", test_changed },
    { "/exchange/backup/foreign", test_foreign },
    { "/exchange/backup/packed", test_packed },
    { "/exchange/backup/no-room", test_no_room },
    { "/exchange/backup/cancelled", test_cancelled },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Stage, NULL, set_up, tests[i].test, tear_down);
  for (guint i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    g_autofree char *path = g_strconcat ("/exchange/backup/forged/", forgeries[i].title, NULL);

    g_test_add (path, Stage, GUINT_TO_POINTER (i), set_up, test_forged, tear_down);
  }
  return g_test_run ();
}
