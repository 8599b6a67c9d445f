/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-backup-private.h"

#include "eta-outbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/*
 * A backup becomes an office's folder: all of it in a folder of a passing name, brought to the disk,
 * opened once as a catalogue, and only then named. A power cut leaves what stood before, and a passing
 * folder that the next restoring sweeps away.
 */

#define PASSING ".etalase-restoring-"

static gboolean
fail (const char *path, int number, GError **error)
{
  g_autofree char *name = g_filename_display_name (path);

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (number),
               _ ("The folder “%s” could not be made: %s"), name, g_strerror (number));
  return FALSE;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir =
      g_file_test (path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *child = g_build_filename (path, name, NULL);

    remove_tree (child);
  }
  g_remove (path);
}

/* Held as long as somebody works in it */
static int
lock_folder (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

static void
sweep (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (parent, name, NULL);
    int fd = g_str_has_prefix (name, PASSING) ? lock_folder (path) : -1;

    if (fd < 0)
      continue;
    remove_tree (path);
    close (fd);
  }
}

static gboolean
sync_folder (const char *path, gboolean all_below, GError **error)
{
  int fd = g_open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean done = fd >= 0 && (all_below ? syncfs (fd) : fsync (fd)) == 0;
  int number = errno;

  if (fd >= 0)
    close (fd);
  return done || fail (path, number, error);
}

/* What is wrong with single records was so before, and is told by the check that looks for it. */
static gboolean
is_readable (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) complaints = NULL;
  g_autoptr (GError) failure = NULL;

  eta_store_check (store, &complaints, &failure);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Migrated, and told that it is a copy; closed again, so that it can be renamed */
static gboolean
prepare (const char *folder, EtaCatalogue *catalogue, GError **error)
{
  g_autoptr (EtaStore) store = eta_store_open (folder, catalogue, error);

  return store && is_readable (store, error) && eta_outbox_note_copied (store, error);
}

static gboolean
is_free (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return dir ? g_dir_read_name (dir) == NULL : !g_file_test (folder, G_FILE_TEST_EXISTS);
}

static char *
dup_aside (const char *folder)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *day = g_date_time_format (now, "%Y-%m-%d");
  char *path = g_strdup_printf ("%s-%s", folder, day);

  for (int i = 2; g_file_test (path, G_FILE_TEST_EXISTS); i++) {
    g_free (path);
    path = g_strdup_printf ("%s-%s-%d", folder, day, i);
  }
  return path;
}

/* What stands there is moved, never removed. */
static gboolean
put_in_place (const char *passing, const char *folder, char **aside, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *old = aside && !is_free (folder) ? dup_aside (folder) : NULL;

  if (old && g_rename (folder, old) < 0)
    return fail (old, errno, error);
  if (g_rename (passing, folder) < 0) {
    int number = errno;

    if (old)
      g_rename (old, folder);
    return fail (folder, number, error);
  }
  if (aside)
    *aside = g_steal_pointer (&old);
  return sync_folder (parent, FALSE, error);
}

static EtaBackupFacts *
fill (const char *path, const char *passing, EtaCatalogue *catalogue, EtaProgress *progress,
      GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaBackupFacts) facts = eta_backup_look (path, error);
  EtaBackupMeter meter;

  if (!facts)
    return NULL;
  eta_backup_meter_begin (&meter, progress, facts->bytes);
  g_clear_pointer (&facts, eta_backup_facts_free);
  facts = eta_backup_read (path, passing, &meter, cancellable, error);
  return facts && prepare (passing, catalogue, error) && sync_folder (passing, TRUE, error)
             ? g_steal_pointer (&facts)
             : NULL;
}

static EtaBackupFacts *
restore (const char *path, const char *folder, EtaCatalogue *catalogue, char **aside,
         EtaProgress *progress, GCancellable *cancellable, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  g_autofree char *passing = g_build_filename (parent, PASSING "XXXXXX", NULL);
  g_autoptr (EtaBackupFacts) facts = NULL;
  gboolean done;
  int guard;

  if (g_mkdir_with_parents (parent, 0700) < 0)
    return fail (parent, errno, error), NULL;
  sweep (parent);
  if (!g_mkdtemp_full (passing, 0700))
    return fail (passing, errno, error), NULL;
  guard = lock_folder (passing);
  facts = fill (path, passing, catalogue, progress, cancellable, error);
  done = facts && put_in_place (passing, folder, aside, error);
  if (!done)
    remove_tree (passing);
  if (guard >= 0)
    close (guard);
  return done ? g_steal_pointer (&facts) : NULL;
}

/**
 * eta_backup_restore:
 * @folder: where the catalogue comes to stand; made when absent
 * @aside: (out) (optional) (nullable): given, what stands in @folder is moved beside it, and this is
 *   where to; else @folder must be empty or absent
 * @error: %ETA_BACKUP_ERROR, %G_IO_ERROR, %ETA_DB_ERROR
 *
 * Makes a catalogue of a backup. Nothing is written over, and the catalogue is a copy: it goes on as a
 * device of its own (eta_outbox_note_copied()). When this returns, it is on the disk. Nobody may have
 * @folder open. Blocks, any thread but the main one.
 *
 * Returns: (transfer full) (nullable): what it was
 */
EtaBackupFacts *
eta_backup_restore (const char *path, const char *folder, EtaCatalogue *catalogue, char **aside,
                    EtaProgress *progress, GCancellable *cancellable, GError **error)
{
  if (aside)
    *aside = NULL;
  if (!aside && !is_free (folder)) {
    g_set_error (
        error, ETA_BACKUP_ERROR, ETA_BACKUP_ERROR_EXISTS,
        _ ("The folder “%s” is not empty. A backup is restored into a folder of its own, so "
           "that nothing is written over."),
        folder);
    return NULL;
  }
  return restore (path, folder, catalogue, aside, progress, cancellable, error);
}
