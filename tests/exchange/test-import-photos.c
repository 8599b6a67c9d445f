/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import.h"
#include "eta-query.h"
#include "eta-test-store.h"
#include "eta-vault.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>

/* Photos that lie beside a spreadsheet find their products by name, and say what they show. */

typedef struct {
  EtaStore *store;
  EtaVault *vault;
  char *folder;
  char *sheet;
} Fixture;

static const char csv[] = "Nama Usaha;Nama Produk;Nama Produk (EN);Kategori\n"
                          "Rumah Kopi;Kopi Soputan;Soputan Coffee;Kopi\n"
                          "Rumah Kopi;Kopi Soputan Madu;Soputan Honey Coffee;Kopi\n";

/* No two are alike: the vault would keep them once. */
static void
take_photo (Fixture *fixture, const char *name, guint32 colour)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1200, 1200);
  g_autoptr (GError) error = NULL;

  gdk_pixbuf_fill (pixbuf, colour);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->store = eta_test_store_new ();
  g_autofree char *photos =
      g_build_filename (eta_store_get_folder (fixture->store), "photos", NULL);
  fixture->vault = eta_vault_new (photos, &error);
  g_assert_no_error (error);
  fixture->folder = g_dir_make_tmp ("etalase-photos-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->sheet = g_build_filename (fixture->folder, "produk.csv", NULL);
  g_assert_true (g_file_set_contents (fixture->sheet, csv, -1, NULL));
  take_photo (fixture, "Kopi Soputan 1.jpg", 0xc0a080ff);
  take_photo (fixture, "Kopi Soputan kemasan 2.jpg", 0xa0c080ff);
  take_photo (fixture, "Kopi Soputan Madu tempat.jpg", 0x80a0c0ff);
  take_photo (fixture, "Kopi Soputan 7171014508900001.jpg", 0xa080c0ff); /* an NIK */
  take_photo (fixture, "Lain sekali.jpg", 0x8080c0ff);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->vault);
  eta_test_store_free (fixture->store);
  eta_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->sheet);
}

static EtaImport *
import (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  EtaImport *import =
      eta_import_new (fixture->store, fixture->vault, fixture->sheet, fixture->folder);

  eta_import_run (import, NULL, &error);
  g_assert_no_error (error);
  return import;
}

static const EtaJson *
photos_of (EtaRecord *record)
{
  return eta_json_get (eta_record_get_doc (record), "/photos");
}

static EtaRecord *
get_named (Fixture *fixture, const char *name)
{
  g_autofree char *id = eta_store_find_named (fixture->store, &eta_kind_product, name, NULL, NULL);

  g_assert_nonnull (id);
  return eta_store_get (fixture->store, id, NULL);
}

static guint
count_subject (const EtaJson *photos, const char *subject)
{
  guint n = 0;

  eta_json_foreach (photo, photos)
    n += g_strcmp0 (eta_json_get_string (photo, "/subject"), subject) == 0;
  return n;
}

/* The reader's language is English here, and the files are named in Indonesian. */
static void
test_matched (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaImport) done = import (fixture);
  g_autoptr (EtaRecord) coffee = get_named (fixture, "Kopi Soputan");
  g_autoptr (EtaRecord) honey = get_named (fixture, "Kopi Soputan Madu");

  g_assert_cmpuint (eta_import_get_photos_added (done), ==, 3);
  g_assert_cmpuint (eta_import_get_photos_failed (done)->len, ==, 2);
  g_assert_cmpuint (eta_json_size (photos_of (coffee)), ==, 2);
  g_assert_cmpuint (count_subject (photos_of (coffee), "pack"), ==, 1);
  g_assert_cmpuint (count_subject (photos_of (coffee), NULL), ==, 1);
  g_assert_cmpuint (count_subject (photos_of (honey), "place"), ==, 1);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtaImport) first = import (fixture);
  g_autoptr (EtaImport) second = import (fixture);
  g_autoptr (EtaRecord) coffee = get_named (fixture, "Kopi Soputan");

  g_assert_cmpuint (eta_import_count (first, ETA_IMPORT_CREATE), ==, 2);
  g_assert_cmpuint (eta_import_count (second, ETA_IMPORT_UNCHANGED), ==, 2);
  g_assert_cmpuint (eta_json_size (photos_of (coffee)), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/import/photos/matched", Fixture, NULL, set_up, test_matched, tear_down);
  g_test_add ("/import/photos/again", Fixture, NULL, set_up, test_again, tear_down);
  return g_test_run ();
}
