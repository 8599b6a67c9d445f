/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db-private.h"

#include <glib/gi18n.h>

/* The schema's number stands in the file as user_version, and whose file it is as application_id.
 * The scripts 001.sql, 002.sql … lead from one number to the next, each in a transaction of its own,
 * so a power cut in the middle leaves the file at one number or the other. */

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
list_scripts (const char *folder, GError **error)
{
  char **names = g_resources_enumerate_children (folder, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (names)
    qsort (names, g_strv_length (names), sizeof *names, compare_names);
  return names;
}

static gint64
script_number (const char *name)
{
  return g_ascii_strtoll (name, NULL, 10);
}

static gint64
newest_number (char **names)
{
  guint n = g_strv_length (names);

  return n ? script_number (names[n - 1]) : 0;
}

static gint64
read_version (EtaDb *self, GError **error)
{
  return eta_db_get_int (self, -1, error, "PRAGMA user_version", "");
}

/* A file without a number is new when it is empty and this connection may make files; else it is
 * somebody's other database, or the stump of one. */
static gboolean
check_owner (EtaDb *self, gint64 version, guint32 application_id, GError **error)
{
  gint64 owner = eta_db_get_int (self, -1, NULL, "PRAGMA application_id", "");
  gint64 n_objects = eta_db_get_int (self, -1, error, "SELECT count(*) FROM sqlite_schema", "");
  g_autofree char *name = g_filename_display_name (eta_db_get_path (self));

  if (n_objects < 0)
    return FALSE;
  if (owner == (gint32) application_id && version > 0)
    return TRUE;
  if (owner == 0 && n_objects == 0 && version == 0) {
    if (eta_db_get_mode (self) == ETA_DB_CREATE)
      return TRUE;
    g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_DAMAGED,
                 _ ("The file “%s” is empty. Restore it from a backup."), name);
    return FALSE;
  }
  g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_FOREIGN,
               _ ("The file “%s” belongs to another program."), name);
  return FALSE;
}

static gboolean
check_version (EtaDb *self, gint64 version, gint64 newest, GError **error)
{
  g_autofree char *name = g_filename_display_name (eta_db_get_path (self));

  if (version < 0)
    return FALSE;
  if (version <= newest)
    return TRUE;
  g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_NEWER,
               _ ("The file “%s” was written by a newer version of this program. Update the "
                  "program to open it."),
               name);
  return FALSE;
}

static gboolean
run_script (EtaDb *self, const char *folder, const char *name, guint32 application_id,
            GError **error)
{
  g_autofree char *path = g_build_path ("/", folder, name, NULL);
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version=%d; PRAGMA application_id=%d;",
                                           (int) script_number (name), (int) application_id);
  g_autoptr (GBytes) script = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return script && eta_db_script (self, g_bytes_get_data (script, NULL), error) &&
         eta_db_script (self, mark, error);
}

/* Looks at the number again under the write lock: another process may have been faster. */
static gboolean
step_up (EtaDb *self, const char *folder, const char *name, guint32 application_id, GError **error)
{
  if (!eta_db_begin (self, error))
    return FALSE;
  if (read_version (self, NULL) >= script_number (name) ||
      run_script (self, folder, name, application_id, error))
    return eta_db_commit (self, error);
  eta_db_rollback (self);
  return FALSE;
}

/**
 * eta_db_migrate:
 * @resource_folder: holds "NNN.sql"
 * @application_id: four bytes that tell this program's files from others'
 *
 * Brings the file to the newest schema. %ETA_DB_ERROR_NEWER: it stands beyond; %ETA_DB_ERROR_FOREIGN:
 * it is another program's; %ETA_DB_ERROR_DAMAGED: it is no database, or an emptied one;
 * %ETA_DB_ERROR_READ_ONLY: it would have to be changed on a connection that may only read.
 */
gboolean
eta_db_migrate (EtaDb *self, const char *resource_folder, guint32 application_id, GError **error)
{
  g_auto (GStrv) names = list_scripts (resource_folder, error);
  gint64 version;

  if (!names)
    return FALSE;
  version = read_version (self, error);
  if (version < 0 || !check_owner (self, version, application_id, error) ||
      !check_version (self, version, newest_number (names), error))
    return FALSE;
  for (char **name = names; *name; name++)
    if (script_number (*name) > version &&
        !step_up (self, resource_folder, *name, application_id, error))
      return FALSE;
  return TRUE;
}

/**
 * eta_db_check:
 *
 * Reads the whole file: pages, indexes and references between tables. Takes seconds for a large one.
 *
 * Returns: %FALSE with %ETA_DB_ERROR_DAMAGED when something contradicts itself
 */
gboolean
eta_db_check (EtaDb *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *answer = eta_db_dup_text (self, &failure, "PRAGMA integrity_check(1)", "");
  g_autofree char *name = g_filename_display_name (eta_db_get_path (self));
  g_autofree char *orphan = NULL;

  if (!failure)
    orphan = eta_db_dup_text (self, &failure, "PRAGMA foreign_key_check", "");
  if (failure) {
    g_propagate_error (error, g_steal_pointer (&failure));
    return FALSE;
  }
  if (g_strcmp0 (answer, "ok") == 0 && !orphan)
    return TRUE;
  g_set_error (error, ETA_DB_ERROR, ETA_DB_ERROR_DAMAGED,
               _ ("The file “%s” is damaged (%s). Restore it from a backup."), name,
               orphan ? orphan : answer);
  return FALSE;
}
