/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-catalogue.h"

#include <string.h>

/* EtaCatalogue: the code lists by name. See the header. */

#define LISTS "/org/bimpeaga/etalase/lists"

/* Made by glib-compile-resources; called by hand, as a static library's constructors get lost. */
GResource *eta_lists_get_resource (void);

struct _EtaCatalogue {
  GObject parent_instance;

  GMutex lock; /* of the table; a list in it does not change any more */
  GHashTable *lists; /* name → EtaCodes; owned */
};

G_DEFINE_FINAL_TYPE (EtaCatalogue, eta_catalogue, G_TYPE_OBJECT)

/* "regions.csv" → "regions"; NULL: no list */
static char *
name_of_file (const char *file)
{
  return g_str_has_suffix (file, ".csv") ? g_strndup (file, strlen (file) - 4) : NULL;
}

/* A list that is built in is read when it is first asked for: most starts of a program need few. */
static EtaCodes *
read_built_in (const char *name)
{
  g_autofree char *path = g_strdup_printf (LISTS "/%s.csv", name);
  g_autoptr (GBytes) csv = g_resource_lookup_data (eta_lists_get_resource (), path, 0, NULL);
  g_autoptr (GError) error = NULL;
  EtaCodes *codes = csv ? eta_codes_new_from_csv (name, csv, &error) : NULL;

  /* Ours, built in and tested: a fault here is one of the program. */
  if (error)
    g_error ("%s: %s", path, error->message);
  return codes;
}

static gboolean
add_list (EtaCatalogue *self, const char *name, GBytes *csv, GError **error)
{
  EtaCodes *codes = eta_catalogue_get_codes (self, name);

  if (codes)
    return eta_codes_add_csv (codes, csv, error);
  codes = eta_codes_new_from_csv (name, csv, error);
  if (codes)
    g_hash_table_insert (self->lists, g_strdup (name), codes);
  return codes != NULL;
}

/**
 * eta_catalogue_load:
 * @self: a catalogue that no second thread sees yet
 * @folder: a folder of lists "NAME.csv", each "code,title,parent" or with titles by language
 *
 * Adds what the lists of those names do not have yet; a new name makes a new list. A folder that is
 * not there is none. A bad list stops the loading and names itself; the lists before it stay.
 *
 * Returns: %FALSE when one could not be read
 */
gboolean
eta_catalogue_load (EtaCatalogue *self, const char *folder, GError **error)
{
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) trouble = NULL;
  const char *file;

  g_return_val_if_fail (ETA_IS_CATALOGUE (self), FALSE);
  dir = g_dir_open (folder, 0, &trouble);
  if (!dir) {
    if (g_error_matches (trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&trouble));
    return FALSE;
  }
  while ((file = g_dir_read_name (dir))) {
    g_autofree char *name = name_of_file (file);
    g_autofree char *path = g_build_filename (folder, file, NULL);
    g_autoptr (GMappedFile) mapped = NULL;
    g_autoptr (GBytes) csv = NULL;

    if (!name)
      continue;
    mapped = g_mapped_file_new (path, FALSE, error);
    if (!mapped)
      return FALSE;
    csv = g_mapped_file_get_bytes (mapped);
    if (!add_list (self, name, csv, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_catalogue_get_codes:
 * @name: (nullable): "regions", "categories", "units", "currencies", "countries", "languages", "kbli",
 *   "hs", or the name of a loaded list
 *
 * Returns: (transfer none) (nullable): the list
 */
EtaCodes *
eta_catalogue_get_codes (EtaCatalogue *self, const char *name)
{
  EtaCodes *codes;

  g_return_val_if_fail (ETA_IS_CATALOGUE (self), NULL);
  if (!name)
    return NULL;
  g_mutex_lock (&self->lock);
  codes = g_hash_table_lookup (self->lists, name);
  if (!codes && (codes = read_built_in (name)))
    g_hash_table_insert (self->lists, g_strdup (name), codes);
  g_mutex_unlock (&self->lock);
  return codes;
}

/**
 * eta_catalogue_codes_of:
 * @field: a row of a kind's table
 *
 * Returns: (transfer none) (nullable): the list that its codes are of; %NULL also for references
 */
EtaCodes *
eta_catalogue_codes_of (EtaCatalogue *self, const EtaField *field)
{
  if (field->type == ETA_FIELD_REFERENCE)
    return NULL;
  return eta_catalogue_get_codes (self, field->codes);
}

/** eta_catalogue_new: Returns: (transfer full): a catalogue with the project's own lists */
EtaCatalogue *
eta_catalogue_new (void)
{
  return g_object_new (ETA_TYPE_CATALOGUE, NULL);
}

static void
eta_catalogue_finalize (GObject *object)
{
  g_hash_table_unref (ETA_CATALOGUE (object)->lists);
  g_mutex_clear (&ETA_CATALOGUE (object)->lock);
  G_OBJECT_CLASS (eta_catalogue_parent_class)->finalize (object);
}

static void
eta_catalogue_class_init (EtaCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_catalogue_finalize;
}

static void
eta_catalogue_init (EtaCatalogue *self)
{
  g_mutex_init (&self->lock);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}
