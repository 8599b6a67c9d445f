/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-export.h"
#include "eta-header.h"
#include "eta-import.h"
#include "eta-test-store.h"

#include <gsf/gsf.h>
#include <string.h>

/* What the export writes, the import reads as the same, whichever kind of file it is. */

static const char *const files[] = { "out.csv", "out.xlsx" };

static char *
export_to (EtaStore *store, const EtaQuery *query, const char *file, guint rows)
{
  g_autoptr (EtaSelection) what = eta_selection_new (query);
  g_autoptr (GError) error = NULL;
  EtaProgress progress = { 0 };
  char *path = g_build_filename (eta_store_get_folder (store), file, NULL);

  eta_export_sheet (store, what, path, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (progress.done, ==, rows);
  g_assert_cmpint (progress.total, ==, rows);
  return path;
}

/* Returns how many of the rows came to @fate; a warning is none. */
static guint
import_from (EtaStore *store, const char *path, EtaImportFate fate)
{
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (EtaVault) vault = eta_vault_new (photos, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaImport) back = eta_import_new (store, vault, path, NULL);

  eta_import_run (back, NULL, &error);
  g_assert_no_error (error);
  return eta_import_count (back, fate);
}

static void
assert_same (EtaStore *store, const char *id, const EtaJson *doc)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, NULL);
  g_autofree char *was = eta_json_canonical (doc);
  g_autofree char *is = eta_json_canonical (eta_record_get_doc (record));

  g_assert_cmpstr (is, ==, was);
}

/* A value of the field's type that is unlike all others */
static EtaJson *
make_value (EtaCatalogue *catalogue, const EtaField *field, guint n)
{
  g_autofree char *text = g_strdup_printf ("Isi, \"%u\" ; =1+1", n);
  g_autofree char *decimal = g_strdup_printf ("%u.25", n + 1);
  EtaCodes *codes = eta_catalogue_codes_of (catalogue, field);
  EtaJson *set;

  switch (field->type) {
  case ETA_FIELD_WORDS:
  case ETA_FIELD_TEXT:
    return field->tidy ? NULL : eta_json_new_string (text);
  case ETA_FIELD_CHOICE:
    return eta_json_new_string (field->choices[0].value);
  case ETA_FIELD_SET:
    set = eta_json_new_array ();
    eta_json_append (set, eta_json_new_string (field->choices ? field->choices[0].value
                                               : codes        ? "x"
                                                              : "satu"));
    if (codes)
      g_clear_pointer (&set, eta_json_free);
    return set;
  case ETA_FIELD_INTEGER:
  case ETA_FIELD_RUPIAH:
    return eta_json_new_int (12345 + n);
  case ETA_FIELD_YEAR:
    return eta_json_new_int (2001);
  case ETA_FIELD_DECIMAL:
    return eta_json_new_string (decimal);
  case ETA_FIELD_DATE:
    return eta_json_new_string ("2026-11-23");
  case ETA_FIELD_DEGREE:
    return eta_json_new_int (1234567);
  case ETA_FIELD_BOOLEAN:
    return eta_json_new_bool (n % 2 == 0);
  case ETA_FIELD_PHONE:
    return eta_json_new_string ("+6281234567890");
  case ETA_FIELD_EMAIL:
    return eta_json_new_string ("ibu@example.org");
  case ETA_FIELD_LINK:
    return eta_json_new_string ("https://example.org/kopi");
  default:
    return NULL; /* codes and references are what the lists and the records are */
  }
}

static EtaJson *
make_doc (EtaCatalogue *catalogue, const EtaKind *kind, guint n)
{
  EtaJson *doc = eta_json_new_object ();

  eta_kind_foreach (field, kind)
  {
    if (!eta_header_takes (field))
      continue;
    for (guint i = 0; (field->flags & ETA_FIELD_LOCALE) && eta_languages[i]; i++) {
      g_autofree char *pointer = g_strconcat (field->path, "/", eta_languages[i], NULL);
      eta_json_take (doc, pointer, make_value (catalogue, field, ++n));
    }
    EtaJson *value = field->flags & ETA_FIELD_LOCALE ? NULL : make_value (catalogue, field, ++n);
    if (value)
      eta_json_take (doc, field->path, value);
  }
  return doc;
}

static void
test_round_trip (gconstpointer data)
{
  const EtaKind *kind = data;
  EtaStore *store = eta_test_store_new ();
  g_autoptr (EtaJson) doc = make_doc (eta_store_get_catalogue (store), kind, 0);
  g_autoptr (GError) error = NULL;
  EtaQuery queries[] = { { .kind = kind }, { 0 } };

  g_autofree char *id = eta_store_add (store, kind, doc, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (queries) * G_N_ELEMENTS (files); i++) {
    g_autofree char *path = export_to (store, &queries[i / 2], files[i % 2], 1);
    g_assert_cmpuint (import_from (store, path, ETA_IMPORT_UNCHANGED), ==, 1);
    assert_same (store, id, doc);
  }
  eta_test_store_free (store);
}

static char *
find_only (EtaStore *store, const EtaKind *kind)
{
  g_autoptr (GPtrArray) rows =
      eta_store_dup_rows (store, &(EtaQuery){ .kind = kind }, NULL, 2, NULL);

  g_assert_cmpuint (rows->len, ==, 1);
  return g_strdup (eta_row_get_id (rows->pdata[0]));
}

/* Another office's catalogue gets the same documents under ids of its own, products with their maker
 * though his name comes behind theirs. */
static void
test_elsewhere (gconstpointer file)
{
  EtaStore *here = eta_test_store_new ();
  EtaStore *there = eta_test_store_new ();
  EtaCatalogue *catalogue = eta_store_get_catalogue (here);
  g_autoptr (EtaJson) maker = make_doc (catalogue, &eta_kind_business, 0);
  g_autoptr (EtaJson) product = make_doc (catalogue, &eta_kind_product, 100);
  eta_json_set_string (maker, "/name", "Zamrud");
  g_autofree char *maker_id = eta_store_add (here, &eta_kind_business, maker, NULL);
  eta_json_set_string (product, "/business", maker_id);
  g_autofree char *product_id = eta_store_add (here, &eta_kind_product, product, NULL);
  g_assert_nonnull (product_id);

  g_autofree char *path = export_to (here, &(EtaQuery){ 0 }, file, 2);
  g_assert_cmpuint (import_from (there, path, ETA_IMPORT_CREATE), ==, 2);
  g_autofree char *new_maker = find_only (there, &eta_kind_business);
  g_autofree char *new_product = find_only (there, &eta_kind_product);
  assert_same (there, new_maker, maker);
  eta_json_set_string (product, "/business", new_maker);
  assert_same (there, new_product, product);

  eta_test_store_free (here);
  eta_test_store_free (there);
}

static void
add_product (EtaStore *store, guint n, const char *sku)
{
  g_autoptr (EtaJson) doc = eta_test_doc ("{'name':{'id':'Kopi %u'}}", n);
  g_autoptr (GError) error = NULL;

  eta_json_set_string (doc, "/sku", sku);
  g_autofree char *id = eta_store_add (store, &eta_kind_product, doc, &error);
  g_assert_no_error (error);
}

static const char *const formulas[] = {
  "=1+1", "'=1+1",  "+62 812",          "-x",   "@SUM(A1)", "'kutip",
  "-5",   "000123", "1234567890123456", "1.50",
};

static void
test_formulas (gconstpointer file)
{
  EtaStore *store = eta_test_store_new ();

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    add_product (store, i, formulas[i]);
  g_autofree char *path = export_to (store, &(EtaQuery){ 0 }, file, G_N_ELEMENTS (formulas));
  g_assert_cmpuint (import_from (store, path, ETA_IMPORT_UNCHANGED), ==, G_N_ELEMENTS (formulas));
  eta_test_store_free (store);
}

static void
test_guards (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *out = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    add_product (store, i, formulas[i]);
  g_autofree char *path = export_to (store, &(EtaQuery){ 0 }, "out.csv", G_N_ELEMENTS (formulas));
  g_assert_true (g_file_get_contents (path, &out, NULL, NULL));
  g_assert_nonnull (strstr (out, "'=1+1"));
  g_assert_nonnull (strstr (out, "'@SUM"));
  g_assert_null (strstr (out, "'+62 812"));
  eta_test_store_free (store);
}

/* -- the parts of an XLSX ------------------------------------------------------------------- */

static char *
read_part (const char *path, const char *name)
{
  GsfInput *file = gsf_input_stdio_new (path, NULL);
  GsfInfile *zip = gsf_infile_zip_new (file, NULL);
  g_auto (GStrv) names = g_strsplit (name, "/", -1);
  GsfInput *part = gsf_infile_child_by_aname (zip, (const char **) names);
  gsize size = (gsize) gsf_input_size (part);
  char *text = g_malloc0 (size + 1);

  g_assert_nonnull (gsf_input_read (part, size, (guint8 *) text));
  g_object_unref (part);
  g_object_unref (zip);
  g_object_unref (file);
  return text;
}

static gboolean
has (const char *text, const char *part)
{
  return strstr (text, part) != NULL;
}

static void
test_cells (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id =
      eta_test_add (store, &eta_kind_business,
                    "{'name':'=Rumah & Kopi','nib':'0120001234567','founded':1998,"
                    "'turnover':45000000,'curation':{'on':'2026-11-23'}}");

  g_autofree char *path =
      export_to (store, &(EtaQuery){ .kind = &eta_kind_business }, "out.xlsx", 1);
  g_autofree char *sheet = read_part (path, "xl/worksheets/sheet1.xml");
  g_assert_false (has (sheet, "<f>"));
  g_assert_true (has (sheet, "<is><t>=Rumah &amp; Kopi</t></is>"));
  g_assert_true (has (sheet, "<is><t>0120001234567</t></is>"));
  g_assert_true (has (sheet, "<v>1998</v>"));
  g_assert_true (has (sheet, "<v>45000000</v>"));
  g_assert_true (has (sheet, "<v>46349</v>")); /* the day, as spreadsheets count */
  g_assert_true (has (sheet, "state=\"frozen\""));
  g_assert_true (has (sheet, "<autoFilter"));
  eta_test_store_free (store);
}

/* Cut is no way to export a text. */
static void
test_long_text (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *text = g_strnfill (40000, 'a');
  g_autofree char *id = eta_test_add (store, &eta_kind_product,
                                      "{'name':{'id':'Kopi'},'description':{'id':'%s'}}", text);
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "out.xlsx", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  g_assert_false (eta_export_sheet (store, all, path, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_autofree char *still = NULL;
  g_assert_true (g_file_get_contents (path, &still, NULL, NULL));
  g_assert_cmpstr (still, ==, "before");

  g_autofree char *csv = export_to (store, &(EtaQuery){ 0 }, "out.csv", 1);
  g_assert_cmpuint (import_from (store, csv, ETA_IMPORT_UNCHANGED), ==, 1);
  eta_test_store_free (store);
}

static void
assert_alone (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    g_assert_false (g_str_has_prefix (name, ".etalase-"));
}

static void
test_cancel (gconstpointer file)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'Rumah Kopi'}");
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), file, NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (eta_export_sheet (store, all, path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  assert_alone (path);
  eta_test_store_free (store);
}

/* What was marked: in the order of the marks, without what is gone */
static void
test_marked (gconstpointer file)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *a = eta_test_add (store, &eta_kind_business, "{'name':'Abon'}");
  g_autofree char *b = eta_test_add (store, &eta_kind_business, "{'name':'Batik'}");
  g_autofree char *c = eta_test_add (store, &eta_kind_business, "{'name':'Cokelat'}");
  const char *ids[] = { c, "0193a5b2-0000-7000-8000-000000000000", b, a, NULL };
  g_autoptr (EtaSelection) marked = eta_selection_new_for_ids (&eta_kind_business, ids);
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), file, NULL);
  g_autoptr (GError) error = NULL;
  EtaProgress progress = { 0 };
  guint n = 0;

  g_assert_true (eta_store_remove (store, b, NULL));
  eta_export_sheet (store, marked, path, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (progress.done, ==, 2);
  g_autoptr (EtaSheet) sheet = eta_sheet_load (path, NULL, NULL);
  g_assert_cmpuint (eta_sheet_get_n_rows (sheet), ==, 3);
  g_assert_cmpstr (eta_sheet_get_row (sheet, 1, &n)[1], ==, c);
  g_assert_cmpstr (eta_sheet_get_row (sheet, 2, &n)[1], ==, a);
  eta_test_store_free (store);
}

/* What has gone to the trash since the export is not brought back by it, and stops nothing. */
static void
test_deleted_since (gconstpointer file)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'Rumah Kopi'}");

  g_autofree char *path = export_to (store, &(EtaQuery){ 0 }, file, 1);
  g_assert_true (eta_store_remove (store, id, NULL));
  g_assert_cmpuint (import_from (store, path, ETA_IMPORT_CREATE), ==, 1);
  eta_test_store_free (store);
}

static void
add_for_each_file (const char *name, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autofree char *path = g_strdup_printf ("/export/%s/%s", name, strchr (files[i], '.') + 1);

    g_test_add_data_func (path, files[i], func);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/export/round-trip/business", &eta_kind_business, test_round_trip);
  g_test_add_data_func ("/export/round-trip/product", &eta_kind_product, test_round_trip);
  add_for_each_file ("elsewhere", test_elsewhere);
  add_for_each_file ("formulas", test_formulas);
  g_test_add_func ("/export/guards", test_guards);
  g_test_add_func ("/export/cells", test_cells);
  g_test_add_func ("/export/long-text", test_long_text);
  add_for_each_file ("cancel", test_cancel);
  add_for_each_file ("marked", test_marked);
  add_for_each_file ("deleted-since", test_deleted_since);
  return g_test_run ();
}
