/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-db.h"
#include "eta-import.h"
#include "eta-query.h"
#include "eta-store-private.h"
#include "eta-test-store.h"

#include <string.h>

/* What the rows of a spreadsheet become. */

typedef struct {
  EtaStore *store;
  EtaVault *vault;
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->store = eta_test_store_new ();
  g_autofree char *folder = eta_store_dup_photo_folder (desk->store);
  desk->vault = eta_vault_new (folder, &error);
  g_assert_no_error (error);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_object_unref (desk->vault);
  eta_test_store_free (desk->store);
}

static EtaImport *
open_sheet (Desk *desk, const char *text)
{
  g_autofree char *path = g_build_filename (eta_store_get_folder (desk->store), "list.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return eta_import_new (desk->store, desk->vault, path, NULL);
}

static EtaImport *
import (Desk *desk, const char *text)
{
  EtaImport *self = open_sheet (desk, text);
  g_autoptr (GError) error = NULL;

  eta_import_run (self, NULL, &error);
  g_assert_no_error (error);
  return self;
}

static void
assert_counts (EtaImport *self, guint created, guint updated, guint unchanged, guint refused)
{
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_CREATE), ==, created);
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_UPDATE), ==, updated);
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_UNCHANGED), ==, unchanged);
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_REFUSE), ==, refused);
}

static gint64
count (Desk *desk, const EtaKind *kind)
{
  EtaQuery query = { .kind = kind };

  return eta_store_count (desk->store, &query, NULL);
}

static EtaRecord *
find (Desk *desk, const EtaKind *kind, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = eta_store_find_named (desk->store, kind, name, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (id);
  return eta_store_get (desk->store, id, NULL);
}

static const char *
text_of (EtaRecord *record, const char *pointer)
{
  return eta_json_get_string (eta_record_get_doc (record), pointer);
}

#define MAKERS                                                                                     \
  "Daftar UMKM Sulawesi Utara;;;\n"                                                                \
  "per November;;;\n"                                                                              \
  ";;;\n"                                                                                          \
  "Nama Usaha;NIB;Kabupaten/Kota;Alamat\n"                                                         \
  "Rumah Kopi;9120001234567;Kota Tomohon;Jalan Raya 1\n"                                           \
  "Dapur Ibu;9120007654321;Kota Manado;Jalan Boulevard 2\n"

static void
test_header_below_titles (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = import (desk, MAKERS);

  assert_counts (self, 2, 0, 0, 0);
  g_autoptr (EtaRecord) record = find (desk, &eta_kind_business, "Rumah Kopi");
  g_assert_cmpstr (text_of (record, "/nib"), ==, "9120001234567");
  g_assert_nonnull (text_of (record, "/regency"));
  g_assert_nonnull (text_of (record, "/province")); /* follows from it */
}

static void
test_again (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) first = import (desk, MAKERS);
  g_autoptr (EtaImport) second = import (desk, MAKERS);

  assert_counts (second, 0, 0, 2, 0);
  g_assert_cmpint (eta_import_get_step (second), ==, 0);
  g_assert_cmpint (count (desk, &eta_kind_business), ==, 2);
}

static void
test_updates (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) first = import (desk, MAKERS);
  g_autoptr (EtaImport) second = import (desk, "Nama Usaha;NIB;Kabupaten/Kota;Alamat\n"
                                               "Rumah Kopi Baru;9120001234567;;\n"
                                               "dapur ibu;;Kota Manado;Jalan Lain 3\n");

  assert_counts (second, 0, 2, 0, 0);
  g_assert_cmpint (count (desk, &eta_kind_business), ==, 2);
  g_autoptr (EtaRecord) by_number = find (desk, &eta_kind_business, "Rumah Kopi Baru");
  g_assert_cmpstr (text_of (by_number, "/street"), ==,
                   "Jalan Raya 1"); /* an empty cell takes nothing */
  g_autoptr (EtaRecord) by_name = find (desk, &eta_kind_business, "dapur ibu");
  g_assert_cmpstr (text_of (by_name, "/nib"), ==, "9120007654321");
  g_assert_cmpstr (text_of (by_name, "/street"), ==, "Jalan Lain 3");
}

/* Two businesses of one name in one place, told apart by their numbers */
static void
test_namesakes (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) first = import (desk, MAKERS);
  g_autoptr (EtaImport) second = import (desk, "Nama Usaha;NIB\n"
                                               ";9120001234567\n"
                                               ";9120007654321\n");

  assert_counts (second, 0, 0, 2, 0);
}

#define PRODUCTS                                                                                   \
  "Nama Produk;Nama Produk (EN);Nama Usaha;Kategori\n"                                             \
  "Kopi Soputan;Soputan Coffee;Rumah Kopi;Kopi\n"                                                  \
  "Kopi Madu;Honey Coffee;Rumah Kopi;Kopi\n"                                                       \
  "Keripik;Chips;Dapur Ibu;\n"

static void
test_makers (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = import (desk, PRODUCTS);

  assert_counts (self, 3, 0, 0, 0);
  g_assert_cmpint (count (desk, &eta_kind_business), ==, 2);
  g_autoptr (EtaRecord) product = find (desk, &eta_kind_product, "Kopi Madu");
  g_autoptr (EtaRecord) maker = find (desk, &eta_kind_business, "Rumah Kopi");
  g_assert_cmpstr (text_of (product, "/name/en"), ==, "Honey Coffee");
  g_assert_cmpstr (text_of (product, "/business"), ==, eta_record_get_id (maker));
}

static void
test_plan (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_sheet (desk, PRODUCTS);
  g_autoptr (GError) error = NULL;
  gint64 step = eta_store_last_step (desk->store);

  eta_import_plan (self, NULL, &error);
  g_assert_no_error (error);
  assert_counts (self, 3, 0, 0, 0);
  g_assert_cmpint (count (desk, NULL), ==, 0);
  g_assert_cmpint (eta_store_last_step (desk->store), ==, step);
}

static void
test_undo (Desk *desk, gconstpointer data)
{
  g_autofree char *before = eta_test_add (desk->store, &eta_kind_business, "{'name':'Lama'}");
  g_autoptr (EtaImport) self = import (desk, PRODUCTS);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (count (desk, NULL), ==, 6);
  eta_store_undo (desk->store, eta_import_get_step (self), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (desk, NULL), ==, 1);
}

#define BAD                                                                                        \
  "Nama Produk;Nama Usaha;Komposisi\n"                                                             \
  "Kopi;Rumah Kopi;kopi\n"                                                                         \
  ";Rumah Kopi;tanpa nama\n"                                                                       \
  "Teh;Rumah Kopi;\"KTP 7171021505850003, teh\"\n"                                                 \
  "Pala;Rumah Kopi;pala\n"

static void
test_refused (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = import (desk, BAD);
  g_autofree char *path = g_build_filename (eta_store_get_folder (desk->store), "bad.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  assert_counts (self, 3, 0, 0, 1);
  g_assert_cmpint (count (desk, &eta_kind_product), ==, 3);
  eta_import_save_refused (self, path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "tanpa nama"));
  g_assert_null (strstr (text, "pala"));
  g_autoptr (EtaJson) report = eta_import_dup_report (self);
  g_assert_cmpuint (eta_json_size (eta_json_get (report, "/refused")), ==, 1);
  g_assert_cmpint (eta_json_get_int (report, "/refused/0/row", 0), ==, 3);

  /* The identity number of a person is left out and said so; the rest of its row is kept. */
  g_assert_cmpint (eta_json_get_int (report, "/warnings/0/row", 0), ==, 4);
  g_autoptr (EtaRecord) tea = find (desk, &eta_kind_product, "Teh");
  g_assert_null (eta_json_get (eta_record_get_doc (tea), "/composition"));
}

static void
test_cancelled (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_sheet (desk, PRODUCTS);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  eta_import_plan (self, NULL, &error);
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_false (eta_import_run (self, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (desk, NULL), ==, 0);
}

/* A store that may not grow, as on a full disk */
static void
limit_pages (EtaStore *store, gint64 more)
{
  gint64 pages = eta_db_get_int (store->writer, 0, NULL, "PRAGMA page_count", "");
  g_autofree char *sql =
      g_strdup_printf ("PRAGMA max_page_count = %" G_GINT64_FORMAT, pages + more);

  eta_db_get_int (store->writer, 0, NULL, sql, "");
}

static void
test_full_disk (Desk *desk, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("Nama Usaha;Alamat\n");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (text, "Usaha %u;Jalan yang panjang sekali nomor %u\n", i, i);
  g_autoptr (EtaImport) self = open_sheet (desk, text->str);
  limit_pages (desk->store, 10);
  g_assert_false (eta_import_run (self, NULL, &error));
  g_assert_nonnull (error);
  g_assert_cmpint (count (desk, NULL), ==, 0);
  limit_pages (desk->store, 100000);
  g_autoptr (EtaImport) again = import (desk, text->str);
  assert_counts (again, 500, 0, 0, 0);
}

static void
test_no_list (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_sheet (desk, "Tanggal;Jumlah\n2026-01-01;5\n");
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_import_plan (self, NULL, &error));
  g_assert_error (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Desk *desk, gconstpointer data);
  } tests[] = {
    { "/import/header-below-titles", test_header_below_titles },
    { "/import/again", test_again },
    { "/import/updates", test_updates },
    { "/import/namesakes", test_namesakes },
    { "/import/makers", test_makers },
    { "/import/plan", test_plan },
    { "/import/undo", test_undo },
    { "/import/refused", test_refused },
    { "/import/cancelled", test_cancelled },
    { "/import/full-disk", test_full_disk },
    { "/import/no-list", test_no_list },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
