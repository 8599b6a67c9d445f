/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-catalogue.h"
#include "eta-text.h"

#include <string.h>

/* What has to hold for every row of every table. */

typedef void (*RowFunc) (const EtaKind *kind, const EtaField *field);

static void
each_row (RowFunc func)
{
  for (guint i = 0; eta_kinds[i]; i++)
    eta_kind_foreach (field, eta_kinds[i])
    {
      g_test_message ("%s%s", eta_kinds[i]->name, field->path);
      func (eta_kinds[i], field);
      eta_fields_foreach (member, field->members) func (eta_kinds[i], member);
    }
}

static void
see_row (const EtaKind *kind, const EtaField *field)
{
  g_assert_cmpint (field->path[0], ==, '/');
  g_assert_nonnull (field->label);
  g_assert_cmpstr (eta_section_label (field->section), !=, "");
  if (field->type == ETA_FIELD_CHOICE)
    g_assert_nonnull (field->choices);
  if (field->type == ETA_FIELD_CODE)
    g_assert_nonnull (field->codes);
  g_assert_true ((field->type == ETA_FIELD_KEYED) == (field->members != NULL));
  g_assert_cmpint (field->min, <=, field->max ? field->max : G_MAXINT64);
  if (field->flags & ETA_FIELD_PERSONAL)
    g_assert_true (field->purpose || field->flags & ETA_FIELD_PRIVATE);
  if (field->flags & ETA_FIELD_LOCALE)
    g_assert_cmpint (field->type, <=, ETA_FIELD_TEXT);
}

static void
test_rows (void)
{
  each_row (see_row);
}

static void
see_folded (const char *names)
{
  g_auto (GStrv) each = g_strsplit (names ? names : "", "|", -1);

  for (guint i = 0; each[i]; i++) {
    g_autofree char *folded = eta_text_fold (each[i]);

    g_assert_cmpstr (folded, ==, each[i]);
    g_assert_cmpstr (folded, !=, "");
  }
}

static void
see_names (const EtaKind *kind, const EtaField *field)
{
  see_folded (field->synonyms);
  for (const EtaChoice *choice = field->choices; choice && choice->value; choice++) {
    g_assert_nonnull (choice->label);
    see_folded (choice->aliases);
  }
}

static void
test_names_folded (void)
{
  each_row (see_names);
}

static EtaCatalogue *catalogue;

static void
see_codes (const EtaKind *kind, const EtaField *field)
{
  if (field->type == ETA_FIELD_REFERENCE)
    g_assert_true (!field->codes || eta_kind_find (field->codes));
  else if (field->codes)
    g_assert_nonnull (eta_catalogue_codes_of (catalogue, field));
}

static void
test_lists (void)
{
  catalogue = eta_catalogue_new ();
  each_row (see_codes);
  g_clear_object (&catalogue);
}

static void
test_paths_once (void)
{
  for (guint i = 0; eta_kinds[i]; i++) {
    g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

    eta_kind_foreach (field, eta_kinds[i])
        g_assert_true (g_hash_table_add (seen, (char *) field->path));
  }
}

static void
test_find_field (void)
{
  static const struct {
    const char *pointer, *path;
  } rows[] = {
    { "/name", "/name" },
    { "/name/en", "/name" },
    { "/price/amount", "/price/amount" },
    { "/papers", "/papers" },
    { "/papers/k", "/papers" },
    { "/papers/k/number", "/number" },
    { "/photos/k/caption/id", "/caption" },
    { "/papers/k/unheard", NULL },
    { "/price", NULL },
    { "/named", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const EtaField *field = eta_kind_field (&eta_kind_product, rows[i].pointer);

    g_assert_cmpstr (field ? field->path : NULL, ==, rows[i].path);
  }
  g_assert_true (eta_kind_find ("notice") == &eta_kind_notice);
  g_assert_null (eta_kind_find ("unheard"));
  g_assert_null (eta_kind_find (NULL));
}

static void
test_title (void)
{
  g_autoptr (EtaJson) doc =
      eta_json_parse ("{\"name\":{\"id\":\"Kopi\",\"en\":\"Coffee\"}}", -1, NULL);
  g_autofree char *english = eta_kind_title (&eta_kind_product, doc, "en");
  g_autofree char *malay = eta_kind_title (&eta_kind_product, doc, "ms");
  g_autofree char *none = eta_kind_title (&eta_kind_business, NULL, "en");

  g_assert_cmpstr (english, ==, "Coffee");
  g_assert_cmpstr (malay, ==, "Kopi");
  g_assert_cmpstr (none, ==, "Without a name");
}

#define B &eta_kind_business
#define P &eta_kind_product

static void
test_headers (void)
{
  static const struct {
    const EtaKind *kind;
    const char *header, *path;
  } rows[] = {
    { B, "nama_perusahaan", "/name" },
    { B, "PERUSAHAAN", "/name" },
    { B, "Nama UMKM", "/name" },
    { B, "Nama Pemilik", "/owner" },
    { B, "Alamat Pemilik (KTP)", "/street" },
    { B, "JALAN", "/street" },
    { B, "KELURAHAN", "/village" },
    { B, "kabupaten/kota", "/regency" },
    { B, "kabkot", "/regency" },
    { B, "Wilayah", "/regency" },
    { B, "No HP", "/phone" },
    { B, "TELP", "/phone" },
    { B, "penjualan_rata_pertahun", "/turnover" },
    { B, "jumlah_tenaga_kerja", "/workers" },
    { B, "lng", "/lon" },
    { B, "COORDINAT", "/lat" },
    { B, "Skala Usaha", "/scale" },
    { B, "merk", "/brands" },
    { P, "produk_utama", "/name" },
    { P, "harga", "/price/amount" },
    { P, "satuan_packing", "/packaging" },
    { P, "url_foto", "/photos" },
    { P, "Jenis Usaha", "/category" },
    { P, "Price currency", "/price/currency" },
    { P, "price/amount", "/price/amount" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *folded = eta_text_fold (rows[i].header);

    g_test_message ("%s", rows[i].header);
    g_assert_true (eta_field_answers_to (eta_kind_field (rows[i].kind, rows[i].path), folded));
  }
  g_assert_false (eta_field_answers_to (eta_kind_field (B, "/name"), ""));
  g_assert_false (eta_field_answers_to (eta_kind_field (B, "/name"), "no"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kind/rows", test_rows);
  g_test_add_func ("/kind/names-folded", test_names_folded);
  g_test_add_func ("/kind/lists", test_lists);
  g_test_add_func ("/kind/paths-once", test_paths_once);
  g_test_add_func ("/kind/find-field", test_find_field);
  g_test_add_func ("/kind/title", test_title);
  g_test_add_func ("/kind/headers", test_headers);
  return g_test_run ();
}
