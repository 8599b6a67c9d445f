/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-office-list.h"

#include "eta-store.h"

/*
 * The offices of this computer: each has a folder, and a program of its own while it is open, so that
 * nothing of one gets into the other. A second program on the same folder shows the first one's window
 * (eta-application.c). Main thread.
 */

#define KEY "offices"
#define MOST 12

void
eta_known_office_free (EtaKnownOffice *office)
{
  g_free (office->folder);
  g_free (office->name);
  g_free (office);
}

/**
 * eta_office_list_dup:
 *
 * Returns: (transfer full) (element-type EtaKnownOffice): the one opened last comes first
 */
GPtrArray *
eta_office_list_dup (GSettings *settings)
{
  GPtrArray *offices = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_known_office_free);
  g_autoptr (GVariant) list = settings ? g_settings_get_value (settings, KEY) : NULL;
  const char *folder, *name;
  GVariantIter iter;

  if (!list)
    return offices;
  g_variant_iter_init (&iter, list);
  while (g_variant_iter_next (&iter, "(&s&s)", &folder, &name)) {
    EtaKnownOffice *office = g_new0 (EtaKnownOffice, 1);

    office->folder = g_strdup (folder);
    office->name = g_strdup (name);
    g_ptr_array_add (offices, office);
  }
  return offices;
}

/* @first: (nullable): written before the others; @folder: is left out of them */
static void
write_list (GSettings *settings, const EtaKnownOffice *first, const char *folder)
{
  g_autoptr (GPtrArray) offices = eta_office_list_dup (settings);
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(ss)"));
  if (first)
    g_variant_builder_add (&list, "(ss)", first->folder, first->name);
  for (guint i = 0; i < MIN (offices->len, MOST); i++) {
    const EtaKnownOffice *office = offices->pdata[i];

    if (!g_str_equal (office->folder, folder))
      g_variant_builder_add (&list, "(ss)", office->folder, office->name);
  }
  g_settings_set_value (settings, KEY, g_variant_builder_end (&list));
}

/**
 * eta_office_list_note:
 * @name: (nullable)
 *
 * The office was opened, or is called otherwise now. A folder whose name is no UTF-8 is not remembered.
 */
void
eta_office_list_note (GSettings *settings, const char *folder, const char *name)
{
  EtaKnownOffice office = { (char *) folder, (char *) (name ? name : "") };

  if (settings && g_utf8_validate (folder, -1, NULL))
    write_list (settings, &office, folder);
}

/**
 * eta_office_list_forget:
 *
 * Takes the office off the list; its folder stays as it is.
 */
void
eta_office_list_forget (GSettings *settings, const char *folder)
{
  if (settings)
    write_list (settings, NULL, folder);
}

gboolean
eta_office_list_has_catalogue (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, ETA_STORE_FILE, NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

/**
 * eta_office_list_dup_last_folder:
 *
 * Returns: (transfer full) (nullable): of the office that was opened last and is still there
 */
char *
eta_office_list_dup_last_folder (GSettings *settings)
{
  g_autoptr (GPtrArray) offices = eta_office_list_dup (settings);

  for (guint i = 0; i < offices->len; i++) {
    const EtaKnownOffice *office = offices->pdata[i];

    if (eta_office_list_has_catalogue (office->folder))
      return g_strdup (office->folder);
  }
  return NULL;
}

/**
 * eta_office_list_dup_new_folder:
 *
 * Returns: (transfer full): where another office's catalogue can go; nothing is there yet
 */
char *
eta_office_list_dup_new_folder (void)
{
  char *folder = g_build_filename (g_get_user_data_dir (), "etalase", NULL);

  for (int i = 2; g_file_test (folder, G_FILE_TEST_EXISTS); i++) {
    g_autofree char *name = g_strdup_printf ("etalase-%d", i);

    g_free (folder);
    folder = g_build_filename (g_get_user_data_dir (), name, NULL);
  }
  return folder;
}

/**
 * eta_office_list_open:
 * @error: %G_SPAWN_ERROR
 *
 * Starts a program on @folder, or shows the window of the one that has it open.
 */
gboolean
eta_office_list_open (const char *folder, GError **error)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", error);
  char *args[] = { program, (char *) "--data", (char *) folder, NULL };

  return program && g_spawn_async (NULL, args, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, error);
}
