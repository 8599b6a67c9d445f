/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-export.h"
#include "eta-header.h"
#include "eta-import.h"
#include "eta-test-store.h"

#include <string.h>

/* What the export writes, the import reads as the same. */

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
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "out.csv", NULL);
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (EtaVault) vault = eta_vault_new (photos, NULL);
  EtaQuery queries[] = { { .kind = kind }, { 0 } };
  guint rows = 0;

  g_autofree char *id = eta_store_add (store, kind, doc, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    eta_export_csv (store, &queries[i], path, &rows, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (rows, ==, 1);
    g_autoptr (EtaImport) back = eta_import_new (store, vault, path, NULL);
    eta_import_run (back, NULL, &error);
    g_assert_no_error (error);
    g_autoptr (EtaRecord) record = eta_store_get (store, id, NULL);
    g_autofree char *was = eta_json_canonical (doc);
    g_autofree char *is = eta_json_canonical (eta_record_get_doc (record));
    g_assert_cmpstr (is, ==, was);
    g_assert_cmpuint (eta_import_count (back, ETA_IMPORT_UNCHANGED), ==, 1);
  }
  eta_test_store_free (store);
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

static void
test_formulas (void)
{
  static const char *const texts[] = {
    "=1+1", "'=1+1", "+62 812", "-x", "@SUM(A1)", "'kutip", "-5"
  };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "out.csv", NULL);
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (EtaVault) vault = eta_vault_new (photos, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;
  EtaQuery all = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    add_product (store, i, texts[i]);
  eta_export_csv (store, &all, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &out, NULL, NULL));
  g_assert_nonnull (strstr (out, "'=1+1"));
  g_assert_nonnull (strstr (out, "'@SUM"));
  g_assert_null (strstr (out, "'+62 812"));
  g_autoptr (EtaImport) back = eta_import_new (store, vault, path, NULL);
  eta_import_run (back, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eta_import_count (back, ETA_IMPORT_UNCHANGED), ==, G_N_ELEMENTS (texts));
  g_clear_object (&back);
  eta_test_store_free (store);
}

/* What has gone to the trash since the export is not brought back by it, and stops nothing. */
static void
test_deleted_since (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "out.csv", NULL);
  g_autofree char *photos = eta_store_dup_photo_folder (store);
  g_autoptr (EtaVault) vault = eta_vault_new (photos, NULL);
  g_autofree char *id = eta_test_add (store, &eta_kind_business, "{'name':'Rumah Kopi'}");
  g_autoptr (GError) error = NULL;
  EtaQuery all = { 0 };

  g_assert_true (eta_export_csv (store, &all, path, NULL, &error));
  g_assert_true (eta_store_remove (store, id, NULL));
  g_autoptr (EtaImport) back = eta_import_new (store, vault, path, NULL);
  eta_import_run (back, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eta_import_count (back, ETA_IMPORT_CREATE), ==, 1);
  g_clear_object (&back);
  eta_test_store_free (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/export/round-trip/business", &eta_kind_business, test_round_trip);
  g_test_add_data_func ("/export/round-trip/product", &eta_kind_product, test_round_trip);
  g_test_add_func ("/export/formulas", test_formulas);
  g_test_add_func ("/export/deleted-since", test_deleted_since);
  return g_test_run ();
}
