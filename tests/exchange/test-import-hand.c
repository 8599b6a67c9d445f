/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import.h"
#include "eta-profile.h"
#include "eta-test-store.h"

#include <string.h>
#include <xlsxwriter.h>

/* An import by hand: how columns are read and kept, rows that are mended, and what is given back. */

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

static char *
name_file (Desk *desk, const char *name)
{
  return g_build_filename (eta_store_get_folder (desk->store), name, NULL);
}

static EtaImport *
open_path (Desk *desk, const char *path, int tab)
{
  EtaImport *self = eta_import_new (desk->store, desk->vault, path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_import_open (self, tab, NULL, &error));
  g_assert_no_error (error);
  return self;
}

static EtaImport *
open_text (Desk *desk, const char *text)
{
  g_autofree char *path = name_file (desk, "list.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return open_path (desk, path, -1);
}

static void
plan (EtaImport *self)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_import_plan (self, NULL, &error));
  g_assert_no_error (error);
}

static const EtaImportRow *
get_row (EtaImport *self, guint index)
{
  return eta_import_get_rows (self)->pdata[index];
}

static const EtaColumn *
to (const EtaKind *kind, const char *path, const char *language)
{
  static EtaColumn column;

  column = (EtaColumn){ eta_kind_field (kind, path), kind, language };
  g_assert_nonnull (column.field);
  return &column;
}

/* -- columns -------------------------------------------------------------------------------- */

static void
test_profile (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) first =
      open_text (desk, "Judul\n\nNama Usaha;Alamat;Yang itu\nKopi;Jl 1;x\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_import_get_kept_on (first));
  eta_header_set (eta_import_get_header (first), 1, NULL);
  eta_header_set (eta_import_get_header (first), 2, to (&eta_kind_business, "/owner", NULL));
  g_assert_true (eta_import_keep_columns (first, &error));
  g_assert_no_error (error);

  /* The same words, elsewhere and in other letters */
  g_autoptr (EtaImport) second = open_text (desk, "NAMA USAHA;alamat;yang itu\nTeh;Jl 2;y\n");
  g_assert_nonnull (eta_import_get_kept_on (second));
  g_assert_null (eta_header_get (eta_import_get_header (second), 1)->field);
  g_assert_cmpstr (eta_header_get (eta_import_get_header (second), 2)->field->path, ==, "/owner");

  /* Other words: another list */
  g_autoptr (EtaImport) third = open_text (desk, "Nama Usaha;Alamat;Yang ini\nTeh;Jl 2;y\n");
  g_assert_null (eta_import_get_kept_on (third));
  g_assert_cmpstr (eta_header_get (eta_import_get_header (third), 1)->field->path, ==, "/street");
}

/* A profile that names what is no field any more, or is no profile at all, harms nobody. */
static void
test_strange_profile (Desk *desk, gconstpointer data)
{
  static const char *const strange[] = {
    "",
    "[]",
    "{\"kind\":\"planet\",\"columns\":[]}",
    "{\"kind\":\"business\",\"columns\":7}",
    "{\"kind\":\"business\",\"columns\":[\"business:/name:\",3,\"business:/gone:\",\"a\",\"b\"]}",
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *key = NULL;

  g_checksum_update (sum, (const guchar *) "nama usaha\0alamat", 18);
  key = g_strconcat ("import-columns:", g_checksum_get_string (sum), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (strange); i++) {
    g_assert_true (eta_store_put_setting (desk->store, key, strange[i], NULL));
    g_autoptr (EtaImport) self = open_text (desk, "Nama Usaha;Alamat\nTeh;Jl 2\n");
    plan (self);
    g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_CREATE), ==, 1);
    g_assert_cmpint (eta_import_get_kept_on (self) != NULL, ==, FALSE);
  }
}

static void
test_one_column_a_field (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self =
      open_text (desk, "Nama Usaha;Alamat;Yang itu\nKopi;Jl 1;Kopi Enak\n");
  EtaHeader *header = eta_import_get_header (self);

  eta_header_set (header, 2, to (&eta_kind_business, "/name", NULL));
  g_assert_null (eta_header_get (header, 0)->field);
  plan (self);
  g_assert_cmpstr (get_row (self, 0)->title, ==, "Kopi Enak");
}

static void
test_no_name (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_text (desk, "Entah;Apa\nKopi;x\n");
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_import_get_header (self));
  eta_import_read_header (self, 0, &eta_kind_product);
  g_assert_false (eta_import_plan (self, NULL, &error));
  g_assert_error (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST);
  eta_header_set (eta_import_get_header (self), 0, to (&eta_kind_product, "/name", "id"));
  plan (self);
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_CREATE), ==, 1);
}

static char *
write_book (Desk *desk)
{
  char *path = name_file (desk, "book.xlsx");
  lxw_workbook *book = workbook_new (path);
  static const char *const cells[3][2][2] = {
    { { "Petunjuk", "isi" }, { "Baca", "dulu" } },
    { { "Nama Usaha", "Alamat" }, { "Kopi", "Jl 1" } },
    { { "Nama Usaha", "Pemilik" }, { "Teh", "Ibu" } },
  };
  static const char *const names[] = { "Baca", "Mei", "Juni" };

  for (int tab = 0; tab < 3; tab++) {
    lxw_worksheet *sheet = workbook_add_worksheet (book, names[tab]);
    for (int row = 0; row < 2; row++)
      for (int column = 0; column < 2; column++)
        worksheet_write_string (sheet, (lxw_row_t) row, (lxw_col_t) column, cells[tab][row][column],
                                NULL);
  }
  g_assert_cmpint (workbook_close (book), ==, LXW_NO_ERROR);
  return path;
}

/* The sheet that was chosen of a book is the one that is read next time. */
static void
test_tabs (Desk *desk, gconstpointer data)
{
  g_autofree char *path = write_book (desk);
  g_autoptr (EtaImport) first = open_path (desk, path, -1);
  g_autoptr (EtaImport) june = NULL, again = NULL;

  g_assert_cmpstr (eta_sheet_get_tabs (eta_import_get_sheet (first))[2], ==, "Juni");
  g_assert_cmpint (eta_sheet_get_tab (eta_import_get_sheet (first)), ==, 0);
  june = open_path (desk, path, 2);
  plan (june);
  g_assert_cmpstr (get_row (june, 0)->title, ==, "Teh");
  g_assert_true (eta_import_keep_columns (june, NULL));
  again = open_path (desk, path, -1);
  g_assert_cmpint (eta_sheet_get_tab (eta_import_get_sheet (again)), ==, 2);
}

/* -- rows ----------------------------------------------------------------------------------- */

static void
take_again (EtaImport *self, guint index)
{
  g_autoptr (GError) error = NULL;
  EtaImportRow *row = eta_import_take_again (self, index, &error);

  g_assert_no_error (error);
  eta_import_put_row (self, index, row);
}

static void
test_mend (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_text (desk, "Nama Usaha;NIB\nKopi;apa\n;\nTeh;\nKopi;\n");
  g_autoptr (GError) error = NULL;

  plan (self);
  g_assert_cmpuint (eta_import_count_doubtful (self), ==, 1);
  eta_import_set_cell (self, 0, to (&eta_kind_business, "/nib", NULL), "9120001234567");
  take_again (self, 0);
  g_assert_cmpuint (eta_import_count_doubtful (self), ==, 0);

  /* Taken again, a row does not find itself; the one behind it does. */
  g_assert_cmpint (get_row (self, 0)->fate, ==, ETA_IMPORT_CREATE);
  g_assert_cmpint (get_row (self, 2)->fate, ==, ETA_IMPORT_UPDATE);

  /* A field that has no column gets one. */
  eta_import_set_cell (self, 1, to (&eta_kind_business, "/owner", NULL), "Ibu Sarah");
  take_again (self, 1);
  eta_import_leave (self, 2, TRUE);
  g_assert_true (eta_import_run (self, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_CREATE), ==, 2);
  g_assert_cmpuint (eta_import_count (self, ETA_IMPORT_LEAVE), ==, 1);
  g_autoptr (EtaRecord) tea = eta_store_get (desk->store, get_row (self, 1)->id, NULL);
  g_assert_cmpstr (eta_json_get_string (eta_record_get_doc (tea), "/owner"), ==, "Ibu Sarah");
}

#define HALF "Nama Usaha;NIB\n;9120001234567\nJUMLAH 1;\n"

/* What was mended is there again when the same file is opened, and gone once it is imported. */
static void
test_mended_again (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) first = open_text (desk, HALF);
  g_autoptr (GError) error = NULL;

  plan (first);
  eta_import_set_cell (first, 0, to (&eta_kind_business, "/name", NULL), "Kopi");
  eta_import_set_cell (first, 0, to (&eta_kind_business, "/owner", NULL), "Ibu");
  eta_import_leave (first, 1, TRUE);
  g_assert_true (eta_import_keep_mended (first, &error));
  g_assert_no_error (error);

  g_autoptr (EtaImport) other = open_text (desk, HALF "Teh;\n");
  g_assert_cmpuint (eta_import_get_mended_before (other), ==, 0);

  g_autoptr (EtaImport) second = open_text (desk, HALF);
  g_assert_cmpuint (eta_import_get_mended_before (second), ==, 2);
  g_assert_true (eta_import_run (second, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (get_row (second, 0)->title, ==, "Kopi");
  g_assert_cmpint (get_row (second, 1)->fate, ==, ETA_IMPORT_LEAVE);

  g_autoptr (EtaImport) third = open_text (desk, HALF);
  g_assert_cmpuint (eta_import_get_mended_before (third), ==, 0);
}

/* A row keeps what another thread may still show of it. */
static void
test_rows_stay (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_text (desk, "Nama Usaha;NIB\nKopi;\n");

  plan (self);
  g_autoptr (GPtrArray) shown = g_ptr_array_ref (eta_import_get_rows (self));
  plan (self);
  g_assert_true (shown != eta_import_get_rows (self));
  g_assert_cmpstr (((EtaImportRow *) shown->pdata[0])->title, ==, "Kopi");
}

/* -- refused rows --------------------------------------------------------------------------- */

/* As they were, with the reason; without identity numbers; and they can be imported again. */
static void
test_refused (Desk *desk, gconstpointer data)
{
  static const char *const names[] = { "bad.csv", "bad.xlsx" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (EtaImport) self = open_text (desk, "Nama Usaha;Alamat;NIK\nKopi;Jl 1;\n"
                                                  ";Jl 2;7171021505850003\n");
    g_autofree char *path = name_file (desk, names[i]);
    plan (self);
    g_assert_true (eta_import_save_refused (self, path, &error));
    g_assert_no_error (error);

    g_autoptr (EtaSheet) sheet = eta_sheet_load (path, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (eta_sheet_get_n_rows (sheet), ==, 2);
    g_assert_cmpstr (eta_sheet_get_cell (sheet, 1, 1), ==, "Jl 2");
    g_assert_cmpstr (eta_sheet_get_cell (sheet, 1, 2), ==, "");
    g_assert_cmpstr (eta_sheet_get_cell (sheet, 1, 3), ==, "The business has no name");

    g_autoptr (EtaImport) again = open_path (desk, path, -1);
    eta_sheet_set_cell (eta_import_get_sheet (again), 1, 0, "Teh");
    plan (again);
    g_assert_cmpuint (eta_import_count (again, ETA_IMPORT_CREATE), ==, 1);
  }
}

static void
test_refused_nowhere (Desk *desk, gconstpointer data)
{
  g_autoptr (EtaImport) self = open_text (desk, "Nama Usaha;Alamat\n;Jl 2\n");
  g_autofree char *path = name_file (desk, "gone/bad.xlsx");
  g_autoptr (GError) error = NULL;

  plan (self);
  g_assert_false (eta_import_save_refused (self, path, &error));
  g_assert_nonnull (error);
}

static void
test_empty (Desk *desk, gconstpointer data)
{
  g_autofree char *path = name_file (desk, "empty.csv");
  g_autoptr (EtaImport) self = eta_import_new (desk->store, desk->vault, path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  g_assert_false (eta_import_open (self, -1, NULL, &error));
  g_assert_error (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST);
}

/* Nothing but blanks and separators: there is no row to point at. */
static void
test_blank (Desk *desk, gconstpointer data)
{
  g_autofree char *path = name_file (desk, "blank.csv");
  g_autoptr (EtaImport) self = eta_import_new (desk->store, desk->vault, path, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, ";;;\n ; ;\n\n", -1, NULL));
  g_assert_false (eta_import_open (self, -1, NULL, &error));
  g_assert_error (error, ETA_SHEET_ERROR, ETA_SHEET_ERROR_NO_LIST);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Desk *desk, gconstpointer data);
  } tests[] = {
    { "/import-hand/profile", test_profile },
    { "/import-hand/strange-profile", test_strange_profile },
    { "/import-hand/one-column-a-field", test_one_column_a_field },
    { "/import-hand/no-name", test_no_name },
    { "/import-hand/tabs", test_tabs },
    { "/import-hand/mend", test_mend },
    { "/import-hand/mended-again", test_mended_again },
    { "/import-hand/rows-stay", test_rows_stay },
    { "/import-hand/refused", test_refused },
    { "/import-hand/refused-nowhere", test_refused_nowhere },
    { "/import-hand/empty", test_empty },
    { "/import-hand/blank", test_blank },
  };

  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Desk, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
