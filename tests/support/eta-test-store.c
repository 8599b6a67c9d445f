/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-test-store.h"

#include <glib/gstdio.h>

EtaStore *
eta_test_store_new (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("etalase-store-XXXXXX", &error);
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  EtaStore *store;

  g_assert_no_error (error);
  store = eta_store_create (folder, "ID-SA", catalogue, &error);
  g_assert_no_error (error);
  return store;
}

void
eta_test_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
      eta_test_remove_folder (path);
    else
      g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
eta_test_store_free (EtaStore *store)
{
  g_autofree char *folder = g_strdup (eta_store_get_folder (store));

  eta_store_flush (store);
  g_assert_finalize_object (store);
  eta_test_remove_folder (folder);
}

EtaStore *
eta_test_store_reopen (EtaStore *store)
{
  g_autofree char *folder = g_strdup (eta_store_get_folder (store));
  g_autoptr (EtaCatalogue) catalogue = g_object_ref (eta_store_get_catalogue (store));
  g_autoptr (GError) error = NULL;

  eta_store_flush (store);
  g_assert_finalize_object (store);
  store = eta_store_open (folder, catalogue, &error);
  g_assert_no_error (error);
  return store;
}

static EtaJson *
parse (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (GError) error = NULL;
  EtaJson *value = eta_json_parse (json, -1, &error);

  g_assert_no_error (error);
  return value;
}

EtaJson *
eta_test_doc (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  return parse (text);
}

char *
eta_test_add (EtaStore *store, const EtaKind *kind, const char *format, ...)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaJson) doc = NULL;
  g_autofree char *text = NULL;
  va_list arguments;
  char *id;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  doc = parse (text);
  id = eta_store_add (store, kind, doc, &error);
  g_assert_no_error (error);
  return id;
}

void
eta_test_set (EtaStore *store, const char *id, const char *pointer, const char *value)
{
  g_autoptr (EtaJson) json = value ? parse (value) : NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_set (store, id, pointer, json, &error));
  g_assert_no_error (error);
}

void
eta_test_assert_doc (EtaStore *store, const char *id, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaRecord) record = eta_store_get (store, id, &error);
  g_autoptr (EtaJson) expected = parse (text);
  g_autofree char *is = NULL;
  g_autofree char *should_be = eta_json_canonical (expected);

  g_assert_no_error (error);
  is = eta_json_canonical (eta_record_get_doc (record));
  g_assert_cmpstr (is, ==, should_be);
}
