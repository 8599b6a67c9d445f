/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-check.h"
#include "eta-phone.h"
#include "eta-score.h"

#include <string.h>

/* One value in a document that is otherwise well, and what the checks say at its place. */

typedef enum { GOOD, WARN, BAD } Wanted;

typedef struct {
  const EtaKind *kind;
  const char *more; /* members beside the value, JSON object; NULL: none */
  const char *at;
  const char *json;
  Wanted wanted;
  const char *repair; /* JSON; NULL: none offered */
} Case;

#define B &eta_kind_business
#define P &eta_kind_product
#define T &eta_kind_training
#define N &eta_kind_notice

static EtaCatalogue *catalogue;

static GPtrArray *
check_text (const EtaKind *kind, const char *more, const char *at, const char *json)
{
  g_autoptr (EtaJson) doc = eta_json_parse (more ? more : "{}", -1, NULL);
  GDate today;

  g_assert_nonnull (doc);
  if (json) {
    EtaJson *value = eta_json_parse (json, -1, NULL);

    g_assert_nonnull (value);
    eta_json_take (doc, at, value);
  }
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 24, 11, 2026);
  return eta_check_document_on (catalogue, kind, doc, NULL, &today);
}

static void
see_case (const Case *row)
{
  g_autoptr (GPtrArray) findings = check_text (row->kind, row->more, row->at, row->json);
  const EtaFinding *finding = eta_findings_at (findings, row->at);
  Wanted got = !finding ? GOOD : finding->severity == ETA_FINDING_ERROR ? BAD : WARN;
  g_autofree char *repair =
      finding && finding->repair ? eta_json_canonical (finding->repair) : NULL;

  /* All rows that are not as wanted are named, not only the first. */
  if (got != row->wanted || g_strcmp0 (repair, row->repair) != 0)
    g_test_fail_printf ("%s %s in %s: %d for %d, %s, repair %s", row->at, row->json, row->more, got,
                        row->wanted, finding ? finding->message : "no finding", repair);
}

static void
see_cases (const Case *rows, gsize n)
{
  for (gsize i = 0; i < n; i++)
    see_case (&rows[i]);
}

#define SEE(rows) see_cases (rows, G_N_ELEMENTS (rows))

static void
test_numbers (void)
{
  static const Case rows[] = {
    { B, NULL, "/nib", "\"9120001234567\"", GOOD },
    { B, NULL, "/nib", "\"0220001234567\"", GOOD },
    { B, NULL, "/nib", "\"9120.0012-34567\"", WARN, "\"9120001234567\"" },
    { B, NULL, "/nib", "\"220001234567\"", BAD, "\"0220001234567\"" },
    { B, NULL, "/nib", "\"1111111111111\"", BAD },
    { B, NULL, "/nib", "\"0000000000000\"", BAD },
    { B, NULL, "/nib", "\"1234567890123\"", BAD },
    { B, NULL, "/nib", "\"013000666091000\"", BAD },
    { B, NULL, "/nib", "\"9999999999999999\"", BAD },
    { B, NULL, "/nib", "\"91200012345\"", BAD },
    { B, NULL, "/nib", "\"belum ada\"", BAD },
    { B, NULL, "/npwp", "\"013000666091000\"", GOOD },
    { B, NULL, "/npwp", "\"01.300.066.6-091.000\"", GOOD },
    { B, NULL, "/npwp", "\"01.312.166.0-091.000\"", GOOD },
    { B, NULL, "/npwp", "\"01.609.052.4-017.000\"", GOOD },
    { B, NULL, "/npwp", "\"21.609.052.4-017.001\"", WARN },
    { B, NULL, "/npwp", "\"0013000666091000\"", GOOD },
    { B, NULL, "/npwp", "\"7171014508900001\"", BAD },
    { B, NULL, "/npwp", "\"13000666091000\"", BAD },
    { B, "{\"registration\":{\"kind\":\"ssm\"}}", "/registration/number", "\"201901000005\"",
      GOOD },
    { B, "{\"registration\":{\"kind\":\"ssm\"}}", "/registration/number", "\"2019 01 000005\"",
      WARN, "\"201901000005\"" },
    { B, "{\"registration\":{\"kind\":\"ssm\"}}", "/registration/number", "\"201907000005\"", BAD },
    { B, "{\"registration\":{\"kind\":\"ssm\"}}", "/registration/number", "\"201900000005\"", BAD },
    { B, "{\"registration\":{\"kind\":\"ssm\"}}", "/registration/number", "\"209901000005\"", BAD },
    { B, "{\"registration\":{\"kind\":\"ssm\"}}", "/registration/number", "\"1312525-A\"", BAD },
    { B, "{\"registration\":{\"kind\":\"brunei\"}}", "/registration/number", "\"P00012341\"",
      GOOD },
    { B, "{\"registration\":{\"kind\":\"brunei\"}}", "/registration/number", "\"RFC00000123\"",
      GOOD },
    { B, "{\"registration\":{\"kind\":\"brunei\"}}", "/registration/number", "\"P/12,341/2011\"",
      WARN, "\"P00012341\"" },
    { B, "{\"registration\":{\"kind\":\"brunei\"}}", "/registration/number", "\"X00012341\"", BAD },
    { B, "{\"registration\":{\"kind\":\"dti\"}}", "/registration/number", "\"No. 12-A\"", GOOD },
    { B, NULL, "/registration/number", "\"No. 12-A\"", WARN },
    { B, "{\"kbli_version\":\"2020\"}", "/kbli", "\"10761\"", GOOD },
    { B, "{\"kbli_version\":\"2020\"}", "/kbli", "\"1261\"", BAD, "\"01261\"" },
    { B, "{\"kbli_version\":\"2020\"}", "/kbli", "\"kopi\"", BAD },
    { B, NULL, "/kbli", "\"10761\"", WARN },
    { P, NULL, "/gtin", "\"8992761000011\"", GOOD },
    { P, NULL, "/gtin", "\"4006381333931\"", GOOD },
    { P, NULL, "/gtin", "\"96385074\"", GOOD },
    { P, NULL, "/gtin", "\"036000291452\"", GOOD },
    { P, NULL, "/gtin", "\"10036000291459\"", GOOD },
    { P, NULL, "/gtin", "\"2000000000008\"", WARN },
    { P, NULL, "/gtin", "\"4006381333930\"", BAD },
    { P, NULL, "/gtin", "\"400638133393\"", BAD },
    { P, NULL, "/gtin", "\"12345\"", BAD },
    { P, "{\"hs_version\":\"2022\"}", "/hs", "\"090121\"", GOOD },
    { P, "{\"hs_version\":\"2022\"}", "/hs", "\"09012110\"", WARN },
    { P, "{\"hs_version\":\"2022\"}", "/hs", "\"90121\"", BAD, "\"090121\"" },
    { P, "{\"hs_version\":\"2022\"}", "/hs", "\"0901\"", BAD },
    { P, "{\"hs_version\":\"2022\"}", "/hs", "\"770110\"", BAD },
    { P, "{\"hs_version\":\"2022\"}", "/hs", "\"990110\"", BAD },
    { P, "{\"hs_version\":\"2022\",\"category\":\"food.coffee\"}", "/hs", "\"090121\"", GOOD },
    { P, "{\"hs_version\":\"2022\",\"category\":\"food.coffee\"}", "/hs", "\"460212\"", WARN },
    { P, "{\"hs_version\":\"2022\",\"category\":\"craft.basket\"}", "/hs", "\"460212\"", GOOD },
    { P, "{\"hs_version\":\"2022\",\"category\":\"craft.basket\"}", "/hs", "\"090121\"", WARN },
    { P, NULL, "/hs", "\"090121\"", WARN },
  };

  SEE (rows);
}

static void
test_words_and_years (void)
{
  static const Case rows[] = {
    { B, NULL, "/name", "\"Kopi Soputan\"", GOOD },
    { B, NULL, "/name", "\"KOPI SOPUTAN\"", WARN, "\"Kopi Soputan\"" },
    { B, NULL, "/name", "\"ab\"", BAD },
    { B, NULL, "/name", "7", BAD },
    { B, NULL, "/name", NULL, BAD },
    { B, NULL, "/legal_form", "\"cv\"", GOOD },
    { B, NULL, "/legal_form", "\"bumdes\"", WARN },
    { B, NULL, "/founded", "1998", GOOD },
    { B, NULL, "/founded", "1899", BAD },
    { B, NULL, "/founded", "2027", BAD },
    { B, NULL, "/founded", "\"1998\"", BAD },
    { B, NULL, "/export_since", "2027", BAD },
    { B, NULL, "/workers_male", "12", GOOD },
    { B, NULL, "/workers_male", "-1", BAD },
    { B, "{\"scale\":\"micro\"}", "/workers_male", "101", WARN },
    { B, "{\"scale\":\"small\"}", "/workers_male", "101", GOOD },
    { B, "{\"workers_male\":2,\"workers_female\":3}", "/workers", "4", WARN, "5" },
    { B, "{\"workers_male\":2,\"workers_female\":3}", "/workers", "5", GOOD },
    { B, "{\"turnover\":1000000000}", "/scale", "\"micro\"", GOOD },
    { B, "{\"turnover\":3000000000}", "/scale", "\"micro\"", WARN, "\"small\"" },
    { B, "{\"turnover\":60000000000}", "/scale", "\"medium\"", WARN },
    { B, NULL, "/scale", "\"medium\"", GOOD },
    { B, NULL, "/curation/quality", "4", GOOD },
    { B, NULL, "/curation/quality", "5", BAD },
    { B, NULL, "/curation/verdict", "\"passed\"", BAD },
    { B, "{\"curation\":{\"curator\":\"Ani\"}}", "/curation/verdict", "\"passed\"", BAD },
    { B, "{\"curation\":{\"curator\":\"Ani\",\"on\":\"2026-01-02\"}}", "/curation/verdict",
      "\"passed\"", GOOD },
    { B, NULL, "/destinations", "[\"JP\",\"SG\"]", GOOD },
    { B, NULL, "/destinations", "[\"Narnia\"]", WARN },
    { B, NULL, "/description", "{\"id\":\"pendek\"}", BAD },
    { B, NULL, "/description", "{\"en\":\"short\"}", BAD },
    { B, NULL, "/description", "{}", BAD },
    { B, NULL, "/description", "{\"id\":\"\"}", BAD },
    { P, NULL, "/category", "\"food.coffee\"", GOOD },
    { P, NULL, "/category", "\"kopi bubuk\"", WARN, "\"food.coffee\"" },
    { P, NULL, "/name", "{\"id\":\"KOPI ROBUSTA SOPUTAN\"}", WARN, "\"Kopi Robusta Soputan\"" },
    { T, "{\"starts_on\":\"2026-02-02\"}", "/ends_on", "\"2026-02-01\"", BAD },
    { T, "{\"starts_on\":\"2026-02-02\"}", "/ends_on", "\"2026-02-02\"", GOOD },
    { N, "{\"published_on\":\"2026-02-02\"}", "/expires_on", "\"2026-02-01\"", BAD },
  };

  SEE (rows);
}

static void
test_places (void)
{
  static const Case rows[] = {
    { B, "{\"country\":\"ID\"}", "/province", "\"71\"", GOOD },
    { B, "{\"country\":\"MY\"}", "/province", "\"71\"", BAD },
    { B, "{\"country\":\"ID\"}", "/province", "\"sulut\"", WARN, "\"71\"" },
    { B, "{\"country\":\"ID\",\"province\":\"71\"}", "/regency", "\"71.72\"", GOOD },
    { B, "{\"country\":\"ID\",\"province\":\"72\"}", "/regency", "\"71.72\"", BAD },
    { B, "{\"country\":\"ID\",\"province\":\"75\"}", "/regency", "\"Gorontalo\"", WARN },
    { B, "{\"country\":\"ID\",\"province\":\"75\"}", "/regency", "\"Kota Gorontalo\"", WARN,
      "\"75.71\"" },
    { B, "{\"country\":\"ID\",\"province\":\"91\"}", "/regency", "\"9103\"", WARN },
    { B, "{\"country\":\"ID\",\"province\":\"71\"}", "/regency", NULL, BAD },
    { B, "{\"country\":\"MY\",\"province\":\"MY-12\"}", "/regency", NULL, GOOD },
    { B, "{\"country\":\"PH\",\"province\":\"PH-11\"}", "/regency", "\"PH-DAV\"", GOOD },
    { B, "{\"country\":\"PH\",\"province\":\"PH-10\"}", "/regency", "\"PH-DAV\"", BAD },
    { B, "{\"country\":\"ID\"}", "/postcode", "\"95415\"", GOOD },
    { B, "{\"country\":\"ID\"}", "/postcode", "\"9541\"", BAD },
    { B, "{\"country\":\"PH\"}", "/postcode", "\"9000\"", GOOD },
    { B, "{\"country\":\"BN\"}", "/postcode", "\"BS8611\"", GOOD },
    { B, "{\"country\":\"ID\",\"lon\":124842079}", "/lat", "1474830", GOOD },
    { B, "{\"country\":\"ID\",\"lon\":1474830}", "/lat", "124842079", BAD },
    { B, "{\"country\":\"ID\",\"lon\":1474830}", "/lat", "12484207", BAD },
    { B, "{\"country\":\"ID\",\"lon\":124842079}", "/lat", "51000000", BAD },
    { B, "{\"country\":\"ID\"}", "/lat", "1474830", WARN },
    { B, "{\"country\":\"ID\"}", "/phone", "\"+6281234567890\"", GOOD },
    { B, "{\"country\":\"ID\"}", "/phone", "\"081234567890\"", BAD },
    { B, "{\"country\":\"ID\"}", "/phone", "\"+6281234\"", BAD },
    { B, "{\"country\":\"ID\"}", "/phone", "\"+62812345\"", WARN },
    { B, "{\"country\":\"MY\"}", "/phone", "\"+6288234567\"", WARN, "\"+6088234567\"" },
    { B, "{\"country\":\"MY\"}", "/phone", "\"+62882345678\"", WARN, "\"+60882345678\"" },
    { B, "{\"country\":\"MY\"}", "/phone", "\"+60882345678\"", GOOD },
    { B, "{\"country\":\"ID\"}", "/phone", "\"+81312345678\"", GOOD },
    { B, NULL, "/links/instagram", "\"https://www.instagram.com/kopi\"", GOOD },
    { B, NULL, "/links/instagram", "\"https://instagram.com.evil.id/kopi\"", BAD },
    { B, NULL, "/links/shopee", "\"https://www.tokopedia.com/kopi\"", BAD },
    { B, NULL, "/website", "\"https://kopi.id\"", GOOD },
    { B, NULL, "/website", "\"http://kopi.id\"", BAD },
    { B, NULL, "/email", "\"kopi@contoh.id\"", GOOD },
    { B, NULL, "/email", "\"kopi\"", BAD },
  };

  SEE (rows);
}

static void
test_trade (void)
{
  static const Case rows[] = {
    { P, NULL, "/price/amount", "\"45000\"", GOOD },
    { P, NULL, "/price/amount", "\"0\"", BAD },
    { P, NULL, "/price/amount", "\"-1\"", BAD },
    { P, NULL, "/price/unit", "\"KGM\"", GOOD },
    { P, NULL, "/price/unit", "\"kg\"", WARN, "\"KGM\"" },
    { P, "{\"capacity\":{\"amount\":\"100\",\"unit\":\"KGM\"},\"moq\":{\"unit\":\"KGM\"}}",
      "/moq/amount", "\"1200\"", GOOD },
    { P, "{\"capacity\":{\"amount\":\"100\",\"unit\":\"KGM\"},\"moq\":{\"unit\":\"KGM\"}}",
      "/moq/amount", "\"1201\"", WARN },
    { P, "{\"capacity\":{\"amount\":\"100\",\"unit\":\"KGM\"},\"moq\":{\"unit\":\"TNE\"}}",
      "/moq/amount", "\"2\"", WARN },
    { P, "{\"capacity\":{\"amount\":\"100\",\"unit\":\"H87\"},\"moq\":{\"unit\":\"TNE\"}}",
      "/moq/amount", "\"2\"", GOOD },
    { P, "{\"price\":{\"unit\":\"KGM\"}}", "/moq/unit", "\"TNE\"", GOOD },
    { P, "{\"price\":{\"unit\":\"KGM\"}}", "/moq/unit", "\"H87\"", WARN },
    { P, NULL, "/fob/valid_until", "\"2026-11-24\"", GOOD },
    { P, NULL, "/fob/valid_until", "\"2026-11-23\"", BAD },
    { P, NULL, "/fob/valid_until", "\"2026-02-30\"", BAD },
    { P, "{\"category\":\"food.snack\",\"lead_days\":14,\"shelf_life\":{\"unit\":\"DAY\"}}",
      "/shelf_life/amount", "44", GOOD },
    { P, "{\"category\":\"food.snack\",\"lead_days\":14,\"shelf_life\":{\"unit\":\"DAY\"}}",
      "/shelf_life/amount", "43", WARN },
    { P, "{\"category\":\"food.snack\",\"lead_days\":14,\"shelf_life\":{\"unit\":\"MON\"}}",
      "/shelf_life/amount", "2", GOOD },
    { P, NULL, "/shelf_life/amount", "2", WARN },
  };

  SEE (rows);
}

#define PAPER(kind, rest) "{\"papers\":{\"k\":{\"kind\":\"" kind "\"" rest "}}}"

static void
test_papers (void)
{
  static const Case rows[] = {
    { B, PAPER ("pirt", ""), "/papers/k/number", "\"206717201000128\"", GOOD },
    { B, PAPER ("pirt", ""), "/papers/k/number", "\"2067172010001-28\"", GOOD },
    { B, PAPER ("pirt", ""), "/papers/k/number", "\"906717201000128\"", WARN },
    { B, PAPER ("pirt", ""), "/papers/k/number", "\"206999901000128\"", WARN },
    { B, PAPER ("pirt", ""), "/papers/k/number", "\"20671720100012\"", BAD },
    { B, PAPER ("bpom", ""), "/papers/k/number", "\"MD 867012345678\"", GOOD },
    { B, PAPER ("bpom", ""), "/papers/k/number", "\"MD 867012345678901\"", GOOD },
    { B, PAPER ("bpom", ""), "/papers/k/number", "\"ML 867012345678\"", WARN },
    { B, PAPER ("bpom", ""), "/papers/k/number", "\"MD 86701234567\"", BAD },
    { B, PAPER ("bpom", ""), "/papers/k/number", "\"867012345678\"", BAD },
    { B, PAPER ("halal", ""), "/papers/k/number", "\"ID71110000123456789\"", GOOD },
    { B, PAPER ("halal", ""), "/papers/k/number", "\"15120012345678\"", WARN },
    { B, PAPER ("halal", ""), "/papers/k/number", "\"KH-123/2024\"", BAD },
    { B, PAPER ("halal", ""), "/papers/k/number", "\"ID123\"", BAD },
    { B, PAPER ("trademark", ""), "/papers/k/number", "\"IDM000123456\"", GOOD },
    { B, PAPER ("trademark", ""), "/papers/k/number", "\"DID2023012345\"", WARN },
    { B, PAPER ("sni", ""), "/papers/k/number", "\"SNI 01-2891-1992\"", GOOD },
    { B, PAPER ("sni", ""), "/papers/k/number", "\"2891\"", WARN },
    { B, PAPER ("haccp", ""), "/papers/k/number", "\"anything\"", GOOD },
    { B, PAPER ("haccp", ""), "/papers/k/valid_until", "\"2027-06-01\"", GOOD },
    { B, PAPER ("haccp", ",\"valid_until\":\"2027-02-01\""), "/papers/k", NULL, WARN },
    { B, PAPER ("haccp", ",\"valid_until\":\"2026-12-01\""), "/papers/k", NULL, WARN },
    { B, PAPER ("haccp", ",\"valid_until\":\"2026-11-01\""), "/papers/k", NULL, WARN },
    { B, PAPER ("haccp", ",\"valid_until\":\"2027-11-01\""), "/papers/k", NULL, GOOD },
    { B, PAPER ("halal", ",\"number\":\"ID71110000123456789\""), "/papers/k/valid_until",
      "\"2030-01-01\"", WARN },
    { B, PAPER ("bpom", ",\"issued\":\"2026-01-01\""), "/papers/k/valid_until", "\"2031-01-01\"",
      GOOD },
    { B, PAPER ("bpom", ",\"issued\":\"2026-01-01\""), "/papers/k/valid_until", "\"2031-01-02\"",
      WARN },
    { B, PAPER ("gmp", ",\"issued\":\"2027-01-01\""), "/papers/k/valid_until", "\"2026-12-31\"",
      BAD },
    { B, PAPER ("pirt", ""), "/papers/k", NULL, WARN },
    { B, "{\"papers\":{\"k\":{}}}", "/papers/k/kind", NULL, BAD },
    { P, "{\"category\":\"craft.wood\"}", "/papers", NULL, GOOD },
    { P, "{\"category\":\"food.snack\"}", "/papers", NULL, WARN },
    { P, "{\"category\":\"food.snack\"}", "/papers/k",
      "{\"kind\":\"pirt\",\"number\":\"206717201000128\"}", GOOD },
    { P, "{\"category\":\"food.snack\"}", "/papers",
      "{\"k\":{\"kind\":\"halal\",\"number\":"
      "\"ID71110000123456789\"}}",
      WARN },
    { P, "{\"category\":\"food.snack\"}", "/papers",
      "{\"k\":{\"kind\":\"exempt\",\"number\":\"Umur simpan 3 hari\"}}", GOOD },
    /* A P-IRT of which the number itself says that it has ended */
    { P, "{\"category\":\"food.snack\"}", "/papers",
      "{\"k\":{\"kind\":\"pirt\",\"number\":\"206717201000125\"}}", WARN },
  };

  SEE (rows);
}

#define PHOTO(n, width, height, subject)                                                           \
  "\"" n "\":{\"sha256\":\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\","    \
  "\"order\":\"" n "\",\"width\":" width ",\"height\":" height ",\"subject\":\"" subject "\"}"
#define THREE PHOTO ("b", "900", "800", "product") "," PHOTO ("c", "900", "800", "pack")

static void
test_photos_and_consents (void)
{
  static const Case rows[] = {
    { P, NULL, "/photos", NULL, WARN },
    { B, NULL, "/photos", NULL, GOOD },
    { P, NULL, "/photos", "{" PHOTO ("a", "2000", "1500", "product") "," THREE "}", GOOD },
    { P, NULL, "/photos", "{" PHOTO ("a", "2000", "900", "product") "," THREE "}", WARN },
    { P, NULL, "/photos", "{" PHOTO ("a", "2000", "500", "product") "," THREE "}", BAD },
    { P, "{\"cover\":\"z\"}", "/photos", "{" PHOTO ("a", "2000", "1500", "product") "," THREE "}",
      WARN },
    { P, NULL, "/photos",
      "{" PHOTO ("a", "2000", "1500", "product") "," PHOTO ("b", "9", "9", "product") "," PHOTO (
          "c", "9", "9", "product") "}",
      WARN },
    { B, NULL, "/consents", NULL, GOOD },
    { B, "{\"owner\":\"Sarah\"}", "/consents", NULL, WARN },
    { B, "{\"owner\":\"Sarah\"}", "/consents",
      "{\"c\":{\"person\":\"Sarah\",\"purposes\":[\"name\"],\"given_on\":\"2026-01-02\"}}", GOOD },
    { B, NULL, "/consents", "{\"c\":{\"person\":\"Sarah\",\"purposes\":[\"name\"]}}", BAD },
    { B, NULL, "/consents",
      "{\"c\":{\"person\":\"S\",\"purposes\":[\"name\"],\"given_on\":\"2026-12-02\"}}", BAD },
    { B, NULL, "/consents",
      "{\"c\":{\"person\":\"S\",\"purposes\":[\"name\"],\"given_on\":\"2026-01-02\",\"withdrawn_on\":"
      "\"2025-01-01\"}}",
      BAD },
    { B, NULL, "/consents",
      "{\"c\":{\"person\":\"S\",\"purposes\":[\"name\"],\"given_on\":\"2026-01-02\",\"review_on\":"
      "\"2026-10-01\"}}",
      WARN },
  };

  SEE (rows);
}

static void
test_nik (void)
{
  static const struct {
    const char *text;
    gboolean has;
  } rows[] = {
    { "7171014508900001", TRUE },
    { "NIK: 7171010508900001, Manado", TRUE },
    { "71.71.01.450890.0001", TRUE },
    { "717101 450890 0001", TRUE },
    { "ktp_7171014508900001.jpg", TRUE },
    { "ktp 7171014508900001.jpg", TRUE },
    { "ktp-7171014508900001.jpg", TRUE },
    { "717101 450890 0001 2026", TRUE },
    { "12 7171014508900001", TRUE },
    { "NIK7171014508900001", TRUE },
    { "7171014508900001\u00a0Budi", TRUE },
    { "7171014508900001–Budi", TRUE },
    { "717101-450890-0001", TRUE },
    { "71-71-01-450890-0001", TRUE },
    { "7171-0145-0890-0001", TRUE },
    { "7171014508900001-01", TRUE },
    { "71710145-0890-0001-8123-012345678901", FALSE }, /* a UUID of digits alone */
    { "01a20fae-6bb2-7000-8171-014508900001", FALSE },
    { "8171-014508900001", FALSE },
    { "7171017208900001", FALSE }, /* no day 72 - 40 */
    { "7171014513900001", FALSE }, /* no month 13 */
    { "7171014508900000", FALSE }, /* no serial number 0 */
    { "0171014508900001", FALSE }, /* no province 01 */
    { "7100014508900001", FALSE }, /* no regency 00 */
    { "71710145089000012", FALSE },
    { "a7171014508900001b", FALSE },
    { "+7171014508900001", FALSE },
    { "6281234567890", FALSE },
    { "0123456789abcdef7171014508900001", FALSE },
    { "", FALSE },
    { NULL, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].text ? rows[i].text : "(none)");
    g_assert_cmpint (eta_text_has_nik (rows[i].text), ==, rows[i].has);
  }
}

static void
test_nik_anywhere (void)
{
  static const struct {
    const char *json, *pointer;
  } rows[] = {
    { "{\"name\":\"a\"}", NULL },
    { "{\"description\":{\"id\":\"x 7171014508900001\"}}", "/description/id" },
    { "{\"x\":[1,{\"y\":7171014508900001}]}", "/x/1/y" },
    { "{\"7171014508900001\":1}", "/7171014508900001" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) doc = eta_json_parse (rows[i].json, -1, NULL);
    g_autoptr (GPtrArray) findings = eta_check_document (catalogue, B, doc, NULL);
    g_autofree char *pointer = NULL;

    g_assert_cmpint (eta_json_has_nik (doc, &pointer), ==, rows[i].pointer != NULL);
    g_assert_cmpstr (pointer, ==, rows[i].pointer);
    if (rows[i].pointer)
      g_assert_cmpint (eta_findings_at (findings, pointer)->severity, ==, ETA_FINDING_ERROR);
  }
  g_assert_false (eta_json_has_nik (NULL, NULL));
}

static void
test_phone_split (void)
{
  g_auto (GStrv) two = eta_phone_split ("0812-3456-7890 / (0335) 428738; 081234567890");
  g_auto (GStrv) none = eta_phone_split ("8.52E+10");
  g_auto (GStrv) nothing = eta_phone_split (NULL);

  g_assert_cmpuint (g_strv_length (two), ==, 2);
  g_assert_cmpstr (two[0], ==, "+6281234567890");
  g_assert_cmpstr (two[1], ==, "+62335428738");
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (nothing), ==, 0);
}

static void
test_scale (void)
{
  static const struct {
    const char *json, *scale;
  } rows[] = {
    { "{\"turnover\":2000000000}", "micro" },
    { "{\"turnover\":2000000001}", "small" },
    { "{\"turnover\":15000000000}", "small" },
    { "{\"turnover\":15000000001}", "medium" },
    { "{\"turnover\":50000000000}", "medium" },
    { "{\"turnover\":50000000001,\"scale\":\"micro\"}", NULL },
    { "{\"capital\":1000000000}", "micro" },
    { "{\"capital\":5000000000}", "small" },
    { "{\"capital\":10000000000}", "medium" },
    { "{\"capital\":10000000001}", NULL },
    { "{\"turnover\":1,\"capital\":10000000001}", "micro" },
    { "{\"scale\":\"small\"}", "small" },
    { "{\"scale\":\"huge\"}", NULL },
    { "{}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) doc = eta_json_parse (rows[i].json, -1, NULL);

    g_assert_cmpstr (eta_scale (doc), ==, rows[i].scale);
  }
}

/* Documents of any shape are checked without a fall. */
static void
test_strange_shapes (void)
{
  static const char *const values[] = {
    "null", "true", "7",         "\"x\"",      "[]",
    "[1]",  "{}",   "{\"k\":1}", "{\"k\":{}}", "{\"k\":{\"k\":[]}}",
    "\"\""
  };

  for (guint i = 0; eta_kinds[i]; i++)
    for (guint v = 0; v < G_N_ELEMENTS (values); v++) {
      g_autoptr (EtaJson) doc = eta_json_new_object ();
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (EtaJson) whole = eta_json_parse (values[v], -1, NULL);
      g_autoptr (GPtrArray) others = eta_check_document (catalogue, eta_kinds[i], whole, NULL);

      eta_kind_foreach (field, eta_kinds[i])
      {
        g_autoptr (EtaJson) value = eta_json_parse (values[v], -1, NULL);

        eta_json_take (doc, field->path, g_steal_pointer (&value));
        eta_fields_foreach (member, field->members)
        {
          g_autofree char *pointer = g_strdup_printf ("%s/m%s", field->path, member->path);

          if (strcmp (values[v], "{}") == 0)
            eta_json_take (doc, pointer, eta_json_new_bool (TRUE));
        }
      }
      findings = eta_check_document (catalogue, eta_kinds[i], doc, doc);
      g_assert_nonnull (findings);
      g_assert_nonnull (others);
    }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = eta_catalogue_new ();
  g_test_add_func ("/check/numbers", test_numbers);
  g_test_add_func ("/check/words-and-years", test_words_and_years);
  g_test_add_func ("/check/places", test_places);
  g_test_add_func ("/check/trade", test_trade);
  g_test_add_func ("/check/papers", test_papers);
  g_test_add_func ("/check/photos-and-consents", test_photos_and_consents);
  g_test_add_func ("/check/nik", test_nik);
  g_test_add_func ("/check/nik-anywhere", test_nik_anywhere);
  g_test_add_func ("/check/phone-split", test_phone_split);
  g_test_add_func ("/check/scale", test_scale);
  g_test_add_func ("/check/strange-shapes", test_strange_shapes);
  status = g_test_run ();
  g_object_unref (catalogue);
  return status;
}
