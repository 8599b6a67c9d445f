/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photos.h"
#include "eta-score.h"

static EtaCatalogue *catalogue;

#define HASH "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define EIGHTY                                                                                     \
  "Kami menanam, memetik dan menyangrai kopi di lereng Gunung Soputan sejak tahun 1998, "          \
  "bersama dua belas keluarga."

static const char business_json[] =
    "{\"name\":\"Kopi Soputan\",\"legal_form\":\"cv\",\"country\":\"ID\",\"province\":\"71\","
    "\"regency\":\"71.02\",\"description\":{\"id\":\"" EIGHTY "\",\"en\":\"" EIGHTY "\"},"
    "\"export_status\":\"never\",\"nib\":\"9120001234567\",\"contact\":\"Sarah\","
    "\"consents\":{\"c\":{\"person\":\"Sarah\",\"purposes\":[\"name\"],\"given_on\":\"2026-01-02\"}},"
    "\"curation\":{\"verdict\":\"passed\",\"curator\":\"Ani\",\"on\":\"2026-01-02\"}}";

static const char product_json[] =
    "{\"business\":\"0199a1b2-0000-7000-8000-000000000001\",\"name\":{\"id\":\"Kopi bubuk\"},"
    "\"category\":\"food.coffee\",\"description\":{\"id\":\"" EIGHTY "\",\"en\":\"" EIGHTY "\"},"
    "\"fob\":{\"amount\":\"3.5\"},\"moq\":{\"amount\":\"10\"},\"capacity\":{\"amount\":\"100\"},"
    "\"papers\":{\"p\":{\"kind\":\"bpom\",\"number\":\"MD 867012345678\"}},"
    "\"photos\":{\"a\":{\"sha256\":\"" HASH "\",\"order\":\"b\",\"width\":1200,\"height\":1000},"
    "\"b\":{\"sha256\":\"" HASH "\",\"order\":\"a\",\"width\":500,\"height\":400},"
    "\"c\":{\"sha256\":\"" HASH "\",\"subject\":\"pack\"}},\"cover\":\"a\"}";

static void
see_score (const EtaKind *kind, const EtaJson *doc, const EtaJson *business, EtaScoreKind which,
           int wanted, const char *wanted_missing)
{
  g_autoptr (GPtrArray) findings = eta_check_document (catalogue, kind, doc, business);
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GString) labels = g_string_new (NULL);
  int both[2];
  int score = eta_score (catalogue, kind, doc, business, which, &missing);

  for (guint i = 0; i < missing->len; i++) {
    const EtaMissing *one = g_ptr_array_index (missing, i);

    g_string_append_printf (labels, "%s%s %s", i ? ", " : "", one->pointer, one->label);
  }
  g_assert_cmpstr (labels->str, ==, wanted_missing);
  g_assert_cmpint (score, ==, wanted);
  eta_score_both (catalogue, kind, doc, business, findings, &both[0], &both[1]);
  g_assert_cmpint (both[which], ==, wanted);
}

static void
test_ready (void)
{
  g_autoptr (EtaJson) business = eta_json_parse (business_json, -1, NULL);
  g_autoptr (EtaJson) product = eta_json_parse (product_json, -1, NULL);

  see_score (&eta_kind_business, business, NULL, ETA_SCORE_PUBLISH, 100, "");
  see_score (&eta_kind_business, business, NULL, ETA_SCORE_EXPORT, 100, "");
  see_score (&eta_kind_product, product, business, ETA_SCORE_PUBLISH, 100, "");
  see_score (&eta_kind_product, product, business, ETA_SCORE_EXPORT, 100, "");
}

static void
test_missing (void)
{
  g_autoptr (EtaJson) business = eta_json_parse (business_json, -1, NULL);
  g_autoptr (EtaJson) product = eta_json_parse (product_json, -1, NULL);

  eta_json_set_string (business, "/nib", "123");
  eta_json_remove (business, "/legal_form");
  eta_json_set_string (business, "/consents/c/withdrawn_on", "2026-02-02");
  eta_json_set_string (business, "/curation/verdict", "not_yet");
  see_score (&eta_kind_business, business, NULL, ETA_SCORE_PUBLISH, 75,
             "/legal_form Legal form, /nib Business licence number");
  see_score (&eta_kind_business, business, NULL, ETA_SCORE_EXPORT, 25,
             "/nib Business licence number, /contact Contact with consent, "
             "/curation/verdict Curation passed");
  eta_json_remove (product, "/description/en");
  eta_json_remove (product, "/papers");
  eta_json_remove (product, "/moq");
  eta_json_set_string (product, "/cover", "b");
  see_score (&eta_kind_product, product, business, ETA_SCORE_EXPORT, 45,
             "/description English text, /moq/amount Minimum order quantity, "
             "/papers Food permit (P-IRT / BPOM), /photos Cover of 1,000 points, "
             "/business Business: Contact with consent, /business Business: Curation passed");
  see_score (
      &eta_kind_product, product, NULL, ETA_SCORE_EXPORT, 36,
      "/description English text, /moq/amount Minimum order quantity, "
      "/papers Food permit (P-IRT / BPOM), /photos Cover of 1,000 points, "
      "/business Business: Business licence number, /business Business: Contact with consent, "
      "/business Business: Curation passed");
}

static void
test_nothing (void)
{
  g_autoptr (EtaJson) nothing = eta_json_new_object ();

  for (guint i = 0; eta_kinds[i]; i++) {
    g_assert_cmpint (eta_score (catalogue, eta_kinds[i], nothing, NULL, ETA_SCORE_PUBLISH, NULL),
                     ==, 0);
    g_assert_cmpint (eta_score (catalogue, eta_kinds[i], NULL, NULL, ETA_SCORE_PUBLISH, NULL), ==,
                     0);
  }
}

static void
test_abroad (void)
{
  g_autoptr (EtaJson) business = eta_json_parse (business_json, -1, NULL);

  eta_json_remove (business, "/nib");
  eta_json_remove (business, "/regency");
  eta_json_set_string (business, "/country", "MY");
  eta_json_set_string (business, "/province", "MY-12");
  eta_json_set_string (business, "/registration/kind", "ssm");
  eta_json_set_string (business, "/registration/number", "201901000005");
  see_score (&eta_kind_business, business, NULL, ETA_SCORE_PUBLISH, 100, "");
  see_score (&eta_kind_business, business, NULL, ETA_SCORE_EXPORT, 100, "");
}

static void
test_photo_order (void)
{
  g_autoptr (EtaJson) product = eta_json_parse (product_json, -1, NULL);
  g_autoptr (GPtrArray) covered = eta_photos_in_order (product);
  g_autoptr (GPtrArray) plain = NULL;
  g_autoptr (GPtrArray) none = eta_photos_in_order (NULL);

  g_assert_cmpuint (covered->len, ==, 3);
  g_assert_cmpstr (g_ptr_array_index (covered, 0), ==, "a");
  g_assert_cmpstr (g_ptr_array_index (covered, 1), ==, "b");
  g_assert_cmpstr (g_ptr_array_index (covered, 2), ==, "c");
  eta_json_remove (product, "/cover");
  plain = eta_photos_in_order (product);
  g_assert_cmpstr (g_ptr_array_index (plain, 0), ==, "b");
  g_assert_cmpint (eta_json_get_int (eta_photos_get_cover (product), "/width", 0), ==, 500);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_null (eta_photos_get_cover (NULL));
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  catalogue = eta_catalogue_new ();
  g_test_add_func ("/score/ready", test_ready);
  g_test_add_func ("/score/missing", test_missing);
  g_test_add_func ("/score/nothing", test_nothing);
  g_test_add_func ("/score/abroad", test_abroad);
  g_test_add_func ("/photos/order", test_photo_order);
  status = g_test_run ();
  g_object_unref (catalogue);
  return status;
}
