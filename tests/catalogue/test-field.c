/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-group.h"
#include "eta-number.h"

typedef struct {
  const EtaKind *kind;
  const char *path, *typed;
  const char *json; /* NULL: refused */
} Typed;

#define B &eta_kind_business
#define P &eta_kind_product
#define T &eta_kind_training

static const Typed typed[] = {
  { B, "/name", "  Kopi   Soputan ", "\"Kopi Soputan\"" },
  { B, "/nib", "NIB: 9120.0012-34567", "\"9120001234567\"" },
  { B, "/npwp", "01.300.066.6-091.000", "\"013000666091000\"" },
  { B, "/npwp", "0013000666091000", "\"013000666091000\"" },
  { B, "/npwp", "7171014508900001", NULL },
  { B, "/registration/number", "P/12,341/2011", "\"P00012341\"" },
  { B, "/registration/number", "2019 01 000005 (1312525-A)", "\"201901000005\"" },
  { B, "/kbli", "10761 - Industri kopi", "\"10761\"" },
  { B, "/founded", "sejak 2010", "2010" },
  { B, "/founded", "lama", NULL },
  { B, "/turnover", "2,5 jt", "2500000" },
  { B, "/turnover", "Rp 2.500.000,-", "2500000" },
  { B, "/turnover", "Rp. 2.500.000,00", "2500000" },
  { B, "/turnover", "15 rb", "15000" },
  { B, "/turnover", "1 M", "1000000000" },
  { B, "/turnover", "1,2 miliar", "1200000000" },
  { B, "/turnover", "500 ribu", "500000" },
  { B, "/turnover", "2500000", "2500000" },
  { B, "/turnover", "2 500 000", "2500000" },
  { B, "/turnover", "banyak", NULL },
  { B, "/turnover", "1.2.3", NULL },
  { B, "/turnover", "99999999999999999", NULL },
  { B, "/workers", "12 orang", "12" },
  { B, "/workers", "1.250", "1250" },
  { B, "/workers", "2,5", NULL },
  { B, "/lat", "1.474830", "1474830" },
  { B, "/lat", "-6,2", "-6200000" },
  { B, "/lat", "1.474830, 124.842079", "1474830" },
  { B, "/lon", "1.474830, 124.842079", "124842079" },
  { B, "/lon", "1,47483 124,842079", "124842079" },
  { B, "/lat", "1°28'29.4\"N", "1474833" },
  { B, "/lat", "8°34'11\"S", "-8569722" },
  { B, "/lon", "1°28'29.4\"N 124°50'31.5\"E", "124842083" },
  { B, "/lat", "1474830", NULL },
  { B, "/phone", "0812-3456-7890", "\"+6281234567890\"" },
  { B, "/phone", "6281234567890", "\"+6281234567890\"" },
  { B, "/phone", "81234567890", "\"+6281234567890\"" },
  { B, "/phone", "+62 (0)812 3456 7890", "\"+6281234567890\"" },
  { B, "/phone", "(0335) 428738", "\"+62335428738\"" },
  { B, "/phone", "HP: 0812 3456 7890 / 0813 1111 2222", "\"+6281234567890\"" },
  { B, "/phone", "081234567890 081311112222", "\"+6281234567890\"" },
  { B, "/phone", "+60 88-234 567", "\"+6088234567\"" },
  { B, "/phone", "+63 917 123 4567", "\"+639171234567\"" },
  { B, "/phone", "+673 712 3456", "\"+6737123456\"" },
  { B, "/phone", "8.52E+10", NULL },
  { B, "/phone", "8,52E+10", NULL },
  { B, "/phone", "tidak ada", NULL },
  { B, "/email", "Kopi@Contoh.id", "\"kopi@contoh.id\"" },
  { B, "/email", "kopi.contoh.id", NULL },
  { B, "/website", "www.kopi.id", "\"https://www.kopi.id\"" },
  { B, "/website", "http://kopi.id/a", "\"https://kopi.id/a\"" },
  { B, "/website", "javascript:alert(1).id", NULL },
  { B, "/website", "kopi", NULL },
  { B, "/links/instagram", "@kopisoputan", "\"https://www.instagram.com/kopisoputan\"" },
  { B, "/links/instagram", "IG: kopi.soputan", "\"https://www.instagram.com/kopi.soputan\"" },
  { B, "/links/instagram", "instagram.com/kopi", "\"https://instagram.com/kopi\"" },
  { B, "/links/tiktok", "kopi_soputan", "\"https://www.tiktok.com/@kopi_soputan\"" },
  { B, "/legal_form", "Perorangan", "\"individual\"" },
  { B, "/legal_form", "PT.", "\"pt\"" },
  { B, "/legal_form", "Limited partnership (CV)", "\"cv\"" },
  { B, "/legal_form", "BUMDes", "\"BUMDes\"" },
  { B, "/brands", "Abon, \"A, B\"; Abon /Cakra", "[\"Abon\",\"A, B\",\"Cakra\"]" },
  { B, "/destinations", "Jepang; SG, Brunei", "[\"JP\",\"SG\",\"BN\"]" },
  { B, "/province", "Sulawesi Utara", "\"71\"" },
  { B, "/province", "Gorontalo", "\"75\"" },
  { B, "/regency", "KOTA BITUNG", "\"71.72\"" },
  { B, "/regency", "Bitung", "\"71.72\"" },
  { B, "/regency", "Kab. Minahasa", "\"71.02\"" },
  { B, "/regency", "7102", "\"71.02\"" },
  { B, "/regency", "71.1", "\"71.10\"" },
  { B, "/regency", "Gorontalo", "\"Gorontalo\"" },
  { B, "/regency", "9101", "\"9101\"" },
  { B, "/regency", "Atlantis", "\"Atlantis\"" },
  { B, "/description", "Satu\r\n\r\nDua ", "\"Satu\\n\\nDua\"" },
  { B, "/description", "NIK 71.7101.450890.0001", NULL },
  { B, "/cover", "", NULL },
  { B, "/papers", "halal", NULL },
  { P, "/price/amount", "Rp 45.000", "\"45000\"" },
  { P, "/price/amount", "45,000", "\"45000\"" },
  { P, "/price/amount", "12,50", "\"12.50\"" },
  { P, "/price/amount", "USD 3.5", "\"3.5\"" },
  { P, "/price/amount", "1.234,5", "\"1234.5\"" },
  { P, "/price/amount", "1,234.5", "\"1234.5\"" },
  { P, "/price/amount", "0,250", "\"0.250\"" },
  { P, "/price/amount", "01.250", "\"1.250\"" },
  { P, "/price/amount", "45rb", "\"45000\"" },
  { P, "/price/amount", "45.000/kg", NULL },
  { P, "/price/unit", "kg", "\"KGM\"" },
  { P, "/price/currency", "Rp", "\"IDR\"" },
  { P, "/hs", "HS 0901.21", "\"090121\"" },
  { P, "/gtin", "899 2761-00001 1", "\"8992761000011\"" },
  { P, "/samples", "ya", "true" },
  { P, "/samples", "Tidak", "false" },
  { P, "/samples", "no", "false" },
  { P, "/samples", "mungkin", NULL },
  { P, "/fob/valid_until", "2026-11-23", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "23/11/26", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "23-11-2026", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "11/23/2026", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "23 Nov 2026", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "5 Agustus 2026", "\"2026-08-05\"" },
  { P, "/fob/valid_until", "1 Desember 1998", "\"1998-12-01\"" },
  { P, "/fob/valid_until", "Nov 23, 2026", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "2026-11-23 00:00:00", "\"2026-11-23\"" },
  { P, "/fob/valid_until", "31/02/2026", NULL },
  { P, "/fob/valid_until", "besok", NULL },
  { P, "/shelf_life/unit", "bulan", "\"MON\"" },
  { P, "/business", "kopi", NULL },
  { T, "/topics", "Halal, kemasan", "[\"halal\",\"packaging\"]" },
};

static EtaCatalogue *catalogue;

static const EtaField *
find (const Typed *row)
{
  const EtaField *field = eta_kind_field (row->kind, row->path);

  g_test_message ("%s “%s”", row->path, row->typed);
  g_assert_nonnull (field);
  return field;
}

static void
test_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    const EtaField *field = find (&typed[i]);
    EtaCodes *codes = eta_catalogue_codes_of (catalogue, field);
    g_autofree char *problem = NULL;
    g_autoptr (EtaJson) value = eta_field_parse (field, typed[i].typed, codes, &problem);
    g_autofree char *json = value ? eta_json_canonical (value) : NULL;

    g_assert_cmpstr (json, ==, typed[i].json);
    g_assert_true ((problem != NULL) == (!value && *typed[i].typed));
  }
}

/* parse (text (v)) == v for every value that parse can give */
static void
test_round_trip (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++) {
    const EtaField *field = find (&typed[i]);
    EtaCodes *codes = eta_catalogue_codes_of (catalogue, field);
    g_autoptr (EtaJson) value = eta_field_parse (field, typed[i].typed, codes, NULL);
    g_autofree char *text = eta_field_text (field, value);
    g_autoptr (EtaJson) again = eta_field_parse (field, text, codes, NULL);

    g_assert_true (value ? eta_json_equal (value, again) : again == NULL);
    if (value && !(field->flags & ETA_FIELD_LOCALE))
      g_assert_true (eta_field_fits (field, value));
  }
}

static void
test_format (void)
{
  static const struct {
    const EtaKind *kind;
    const char *path, *json, *language, *shown;
  } rows[] = {
    { B, "/turnover", "45000", "id", "Rp 45.000" },
    { B, "/turnover", "45000", "en", "Rp 45,000" },
    { B, "/workers", "1250", "id", "1.250" },
    { B, "/founded", "2010", "id", "2010" },
    { B, "/lat", "-6200000", "id", "-6.2" },
    { B, "/legal_form", "\"cv\"", "id", "Limited partnership (CV)" },
    { B, "/legal_form", "\"BUMDes\"", "id", "BUMDes" },
    { B, "/regency", "\"71.72\"", "id", "Kota Bitung" },
    { B, "/regency", "\"x\"", "id", "x" },
    { B, "/destinations", "[\"JP\",\"SG\"]", "id", "Jepang, Singapura" },
    { P, "/price/amount", "\"1234567.50\"", "id", "1.234.567,50" },
    { P, "/price/amount", "\"1234567.50\"", "ms", "1,234,567.50" },
    { P, "/price/amount", "45000", "id", "45.000" },
    { P, "/fob/valid_until", "\"2026-11-23\"", "id", "23 Nov 2026" },
    { P, "/fob/valid_until", "\"2026-08-05\"", "id", "5 Agu 2026" },
    { P, "/fob/valid_until", "\"2026-08-05\"", "ms", "5 Ogo 2026" },
    { P, "/fob/valid_until", "\"soon\"", "en", "soon" },
    { P, "/samples", "true", "id", "Ya" },
    { P, "/samples", "null", "id", "" },
    { P, "/samples", "false", "en", "No" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const EtaField *field = eta_kind_field (rows[i].kind, rows[i].path);
    EtaCodes *codes = eta_catalogue_codes_of (catalogue, field);
    g_autoptr (EtaJson) value = eta_json_parse (rows[i].json, -1, NULL);
    g_autofree char *shown = eta_field_format (field, value, codes, rows[i].language);

    g_assert_cmpstr (shown, ==, rows[i].shown);
  }
}

static void
test_fits (void)
{
  static const struct {
    const EtaKind *kind;
    const char *path, *json;
    gboolean fits;
  } rows[] = {
    { B, "/name", "\"Kopi\"", TRUE },
    { B, "/name", "1", FALSE },
    { B, "/name", "null", TRUE },
    { B, "/brands", "[\"a\"]", TRUE },
    { B, "/brands", "\"a\"", FALSE },
    { B, "/brands", "[1]", FALSE },
    { B, "/founded", "\"2010\"", FALSE },
    { B, "/phone", "\"+6281234567890\"", TRUE },
    { B, "/phone", "\"081234567890\"", FALSE },
    { B, "/website", "\"https://kopi.id/\"", TRUE },
    { B, "/website", "\"http://kopi.id/\"", FALSE },
    { B, "/website", "\"https://kopi.id@evil.id/\"", FALSE },
    { B, "/description", "{\"id\":\"x\"}", TRUE },
    { B, "/description", "\"x\"", FALSE },
    { B, "/description", "{\"id\":1}", FALSE },
    { B, "/papers", "{\"k\":{}}", TRUE },
    { B, "/papers", "[]", FALSE },
    { B, "/papers", "{\"k\":1}", FALSE },
    { P, "/price/amount", "\"12.50\"", TRUE },
    { P, "/price/amount", "\"12,50\"", FALSE },
    { P, "/price/amount", "12", TRUE },
    { P, "/fob/valid_until", "\"2026-02-30\"", FALSE },
    { P, "/business", "\"x\"", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) value = eta_json_parse (rows[i].json, -1, NULL);

    g_test_message ("%s %s", rows[i].path, rows[i].json);
    g_assert_cmpint (eta_field_fits (eta_kind_field (rows[i].kind, rows[i].path), value), ==,
                     rows[i].fits);
  }
  g_assert_true (eta_field_fits (eta_kind_field (B, "/name"), NULL));
}

static void
test_money (void)
{
  g_autofree char *rupiah = eta_money_format ("45000", "IDR", "id");
  g_autofree char *dollars = eta_money_format ("3.50", "USD", "en");

  g_assert_cmpstr (rupiah, ==, "Rp 45.000");
  g_assert_cmpstr (dollars, ==, "USD 3.50");
}

static void
test_groups (void)
{
  static const struct {
    const char *group, *language, *shown;
  } rows[] = {
    { "price", "id", "Rp 45.000 / kilogram" },
    { "price", "en", "Rp 45,000 / kilogram" },
    { "moq", "id", "10 karton" },
    { "shelf_life", "id", "6 bulan" },
    { "shelf_life", "en", "6 months" },
    { "moq", "en", "10 cartons" },
    { "net", "en", "1 litre" },
    { "stock", "en", "2 XYZ" },
    { "carton_cm", "id", "30 × 20,5 × 15 cm" },
    { "capacity", "id", "1.000" },
    { "fob", "id", NULL },
  };
  g_autoptr (EtaJson) doc = eta_json_parse (
      "{\"price\":{\"amount\":\"45000\",\"currency\":\"IDR\",\"unit\":\"KGM\"},"
      "\"moq\":{\"amount\":\"10\",\"unit\":\"CT\"},\"shelf_life\":{\"amount\":6,\"unit\":\"MON\"},"
      "\"carton_cm\":{\"length\":\"30\",\"width\":\"20.5\",\"height\":15},"
      "\"capacity\":{\"amount\":1000},\"net\":{\"amount\":\"1\",\"unit\":\"LTR\"},"
      "\"stock\":{\"amount\":2,\"unit\":\"XYZ\"},\"fob\":{\"currency\":\"USD\"}}",
      -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *shown = eta_group_format (catalogue, doc, rows[i].group, rows[i].language);

    g_assert_cmpstr (shown, ==, rows[i].shown);
  }
}

/* Any text at all is read or refused, and what is read comes back. */
static void
test_random_decimals (void)
{
  static const char letters[] = "0123456789012345.,- rbjt";
  g_autoptr (GRand) random = g_rand_new_with_seed (7);
  guint read = 0;

  for (guint i = 0; i < 20000; i++) {
    gint length = g_rand_int_range (random, 1, 11);
    char text[12] = { 0 };
    g_autofree char *decimal = NULL;
    g_autofree char *shown = NULL;
    g_autofree char *again = NULL;

    for (gint at = 0; at < length; at++)
      text[at] = letters[g_rand_int_range (random, 0, sizeof letters - 1)];
    decimal = eta_decimal_parse (text);
    if (!decimal)
      continue;
    read++;
    g_assert_true (eta_decimal_is_valid (decimal));
    shown = eta_decimal_text (decimal);
    again = eta_decimal_parse (shown);
    g_assert_cmpstr (again, ==, decimal);
  }
  g_assert_cmpuint (read, >, 1000);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = eta_catalogue_new ();
  g_test_add_func ("/field/parse", test_parse);
  g_test_add_func ("/field/round-trip", test_round_trip);
  g_test_add_func ("/field/format", test_format);
  g_test_add_func ("/field/fits", test_fits);
  g_test_add_func ("/field/money", test_money);
  g_test_add_func ("/field/groups", test_groups);
  g_test_add_func ("/field/random-decimals", test_random_decimals);
  status = g_test_run ();
  g_object_unref (catalogue);
  return status;
}
