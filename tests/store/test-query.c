/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"
#include "eta-test-store.h"

#include <string.h>

/* One small catalogue, and a table of what each query shows of it. */

#define PHOTO "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

static EtaStore *store;
static char *sarah, *budi;

static char *
product (const char *business, const char *name, const char *category, const char *more)
{
  return eta_test_add (store, &eta_kind_product,
                       "{'business':'%s','name':{'id':'%s'},'category':'%s'%s}", business, name,
                       category, more);
}

static void
fill (void)
{
  g_autofree char *kopi = NULL;
  g_autofree char *abon = NULL;
  g_autofree char *tenun = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *notice = NULL;
  g_autofree char *conflict = NULL;
  g_autofree char *resolved = NULL;
  g_autoptr (GError) error = NULL;

  sarah = eta_test_add (store, &eta_kind_business,
                        "{'name':'Ibu Sarah','brands':['Cap Nyiur'],'nib':'9120001234567',"
                        "'province':'71','regency':'71.71','owner':'Sarah Rondonuwu'}");
  budi = eta_test_add (store, &eta_kind_business,
                       "{'name':'Budi & Anak','province':'75','regency':'75.71',"
                       "'state':'returned','contact':'Café Ürün'}");
  kopi = product (budi, "Kopi Pinogu", "food.coffee",
                  ",'sku':'KP-250','state':'published',"
                  "'papers':{'a':{'kind':'halal'},'b':{'kind':'sni','valid_until':'2030-03-01'},"
                  "'c':{'kind':'pirt','number':'206757101012329'}}");
  abon = product (sarah, "Abon Cakalang", "fishery.smoked",
                  ",'state':'submitted','photos':{'a':{'sha256':'" PHOTO "'}}");
  tenun = product (sarah, "Tenun Karawo", "textile.embroidery", ",'state':'returned'");
  gone = product (sarah, "Kopi Hilang", "food.coffee", "");
  notice = eta_test_add (store, &eta_kind_notice,
                         "{'title':{'id':'Pameran kopi'},'body':{'id':'Internasionalis'}}");
  conflict = eta_test_add (store, &eta_kind_conflict, "{'of':'%s','state':'open'}", sarah);
  resolved = eta_test_add (store, &eta_kind_conflict, "{'of':'%s','state':'resolved'}", budi);
  g_assert_true (eta_store_remove (store, gone, &error));
  g_assert_no_error (error);
}

typedef struct {
  const char *name;
  EtaQuery query;
  const char *titles; /* in order; "|" between */
} Case;

#define BUSINESS &eta_kind_business
#define YEAR_2029 1861920000 /* its first second; day after day: "date -ud 2029-01-01 +%s" */
#define YEAR_2030 1893456000
#define YEAR_2100 4102444800
#define PRODUCT &eta_kind_product

static const Case cases[] = {
  { "all", { NULL }, "Abon Cakalang|Budi & Anak|Ibu Sarah|Kopi Pinogu|Pameran kopi|Tenun Karawo" },
  { "businesses", { BUSINESS }, "Budi & Anak|Ibu Sarah" },
  { "products", { PRODUCT }, "Abon Cakalang|Kopi Pinogu|Tenun Karawo" },
  { "changed", { PRODUCT, .sort = ETA_SORT_CHANGED }, "Tenun Karawo|Abon Cakalang|Kopi Pinogu" },
  { "all changed",
    { NULL, .sort = ETA_SORT_CHANGED },
    "Pameran kopi|Tenun Karawo|Abon Cakalang|Kopi Pinogu|Budi & Anak|Ibu Sarah" },
  { "returned", { NULL, ETA_VIEW_RETURNED }, "Budi & Anak|Tenun Karawo" },
  { "returned changed", { NULL, ETA_VIEW_RETURNED, ETA_SORT_CHANGED }, "Tenun Karawo|Budi & Anak" },
  { "returned products", { PRODUCT, ETA_VIEW_RETURNED }, "Tenun Karawo" },
  { "trash", { NULL, ETA_VIEW_TRASH }, "Kopi Hilang" },
  { "trash of businesses", { BUSINESS, ETA_VIEW_TRASH }, "" },
  { "trash search", { NULL, ETA_VIEW_TRASH, .text = "hilang KOPI" }, "Kopi Hilang" },
  { "trash search without", { NULL, ETA_VIEW_TRASH, .text = "abon" }, "" },
  { "conflicts", { NULL, ETA_VIEW_CONFLICTS }, "Conflict" },
  { "to send of businesses", { BUSINESS, ETA_VIEW_TO_SEND }, "Budi & Anak|Ibu Sarah" },
  { "to send changed", { BUSINESS, ETA_VIEW_TO_SEND, ETA_SORT_CHANGED }, "Budi & Anak|Ibu Sarah" },
  { "state", { PRODUCT, .state = "submitted" }, "Abon Cakalang" },
  { "province", { NULL, .region = "71" }, "Abon Cakalang|Ibu Sarah|Tenun Karawo" },
  { "regency", { PRODUCT, .region = "75.71" }, "Kopi Pinogu" },
  { "category", { PRODUCT, .category = "food.coffee" }, "Kopi Pinogu" },
  { "branch", { PRODUCT, .category = "food" }, "Kopi Pinogu" },
  { "no branch", { PRODUCT, .category = "foo" }, "" },
  { "no photo", { PRODUCT, .no_photo = TRUE }, "Kopi Pinogu|Tenun Karawo" },
  { "no photo changed",
    { PRODUCT, .no_photo = TRUE, .sort = ETA_SORT_CHANGED },
    "Tenun Karawo|Kopi Pinogu" },
  { "no photo returned",
    { NULL, ETA_VIEW_RETURNED, .no_photo = TRUE },
    "Budi & Anak|Tenun Karawo" },
  { "changed lately", { BUSINESS, .changed_since = 1 }, "Budi & Anak|Ibu Sarah" },
  { "changed in days to come", { BUSINESS, .changed_since = YEAR_2100 }, "" },
  { "no paper ends so early", { PRODUCT, .paper_ends_before = YEAR_2029 }, "" },
  { "the year of a P-IRT", { PRODUCT, .paper_ends_before = YEAR_2030 }, "Kopi Pinogu" },
  { "a paper that ends", { NULL, .paper_ends_before = YEAR_2100 }, "Kopi Pinogu" },
  { "far from ready", { BUSINESS, .readiness = ETA_READINESS_FAR }, "Budi & Anak|Ibu Sarah" },
  { "ready", { BUSINESS, .readiness = ETA_READINESS_READY }, "" },
  { "search without a photo", { NULL, .text = "abon", .no_photo = TRUE }, "" },
  { "to send without a photo",
    { PRODUCT, ETA_VIEW_TO_SEND, .no_photo = TRUE, .paper_ends_before = YEAR_2100 },
    "Kopi Pinogu" },
  { "all filters",
    { PRODUCT, .category = "textile", .region = "71", .state = "returned",
      .sort = ETA_SORT_CHANGED },
    "Tenun Karawo" },

  /* a search finds the newest record first */
  { "word", { NULL, .text = "kopi" }, "Pameran kopi|Kopi Pinogu" },
  { "beginning",
    { NULL, .text = "k" },
    "Pameran kopi|Tenun Karawo|Abon Cakalang|Kopi Pinogu|Budi & Anak|Ibu Sarah" },
  { "beginnings", { NULL, .text = "ka te" }, "Tenun Karawo" },
  { "case and marks", { NULL, .text = "CAFE urun" }, "Budi & Anak" },
  { "marks typed", { NULL, .text = "Càfé" }, "Budi & Anak" },
  { "long word", { NULL, .text = "internasionalis" }, "Pameran kopi" },
  { "longer word", { NULL, .text = "internasionalisasi" }, "" },
  { "nib", { NULL, .text = "91200012" }, "Ibu Sarah" },
  { "sku", { NULL, .text = "kp-250" }, "Kopi Pinogu" },
  { "brand", { BUSINESS, .text = "nyiur" }, "Ibu Sarah" },
  { "person", { BUSINESS, .text = "rondonuwu" }, "Ibu Sarah" },
  { "place", { PRODUCT, .text = "manado" }, "Tenun Karawo|Abon Cakalang" },
  { "search in a kind", { PRODUCT, .text = "kopi" }, "Kopi Pinogu" },
  { "search in a state", { NULL, .text = "sarah", .state = "returned" }, "Tenun Karawo" },
  { "search in a region", { NULL, .text = "ko", .region = "75" }, "Kopi Pinogu|Budi & Anak" },
  { "search in a branch", { NULL, .text = "p", .category = "food" }, "Kopi Pinogu" },
  { "search in a view", { NULL, ETA_VIEW_RETURNED, .text = "bud" }, "Budi & Anak" },
  { "search to send", { PRODUCT, ETA_VIEW_TO_SEND, .text = "abon" }, "Abon Cakalang" },

  /* what would mean something to the index means nothing here */
  { "quotes", { NULL, .text = "\"kopi" }, "Pameran kopi|Kopi Pinogu" },
  { "operators", { NULL, .text = "kopi NEAR pinogu" }, "" },
  { "column", { NULL, .text = "body:kopi" }, "" },
  { "signs", { NULL, .text = "kopi* (^) - + {" }, "Pameran kopi|Kopi Pinogu" },
  { "a tag", { NULL, .text = "\xee\x80\x80kproduct" }, "" },
  { "only signs", { BUSINESS, .text = " -*\" " }, "Budi & Anak|Ibu Sarah" },
  { "empty", { BUSINESS, .text = "" }, "Budi & Anak|Ibu Sarah" },
  { "not UTF-8", { NULL, .text = "kopi\xff" }, "Pameran kopi|Kopi Pinogu" },
};

static char *
titles_of (GPtrArray *rows)
{
  g_autoptr (GString) titles = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (titles, "%s%s", i ? "|" : "",
                            eta_row_get_title (g_ptr_array_index (rows, i)));
  return g_strdup (titles->str);
}

/* The whole at once, row after row by the place of the last, and counted: all agree. */
static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (store, &one->query, NULL, 100, &error);
  g_autoptr (GPtrArray) walked = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *titles = NULL;
  g_autofree char *walked_titles = NULL;
  EtaRow *last = NULL;

  g_assert_no_error (error);
  titles = titles_of (rows);
  g_assert_cmpstr (titles, ==, one->titles);
  g_assert_cmpint (eta_store_count (store, &one->query, &error), ==, rows->len);
  g_assert_no_error (error);
  for (;;) {
    g_autoptr (GPtrArray) page = eta_store_dup_rows (store, &one->query, last, 1, &error);

    g_assert_no_error (error);
    if (page->len == 0)
      break;
    last = g_object_ref (g_ptr_array_index (page, 0));
    g_ptr_array_add (walked, last);
  }
  walked_titles = titles_of (walked);
  g_assert_cmpstr (walked_titles, ==, one->titles);
}

static void
test_business (void)
{
  const EtaQuery query = { .kind = &eta_kind_product, .business = sarah };
  const EtaQuery search = { .business = sarah, .text = "abon" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (store, &query, NULL, 100, &error);
  g_autoptr (GPtrArray) found = eta_store_dup_rows (store, &search, NULL, 100, &error);
  g_autofree char *titles = titles_of (rows);
  g_autofree char *found_titles = titles_of (found);

  g_assert_no_error (error);
  g_assert_cmpstr (titles, ==, "Abon Cakalang|Tenun Karawo");
  g_assert_cmpstr (found_titles, ==, "Abon Cakalang");
}

/* Rows of one title follow each other by their number; by score, the best comes first. */
static void
test_order (void)
{
  static const EtaSort sorts[] = { ETA_SORT_TITLE, ETA_SORT_SCORE, ETA_SORT_CHANGED };
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 40; i++)
    g_free (eta_test_add (store, &eta_kind_training, "{'title':{'id':'Sama'}%s}",
                          i % 3 ? "" : ",'summary':{'id':'Isi'}"));
  for (gsize i = 0; i < G_N_ELEMENTS (sorts); i++) {
    const EtaQuery query = { .kind = &eta_kind_training, .sort = sorts[i] };
    g_autoptr (GPtrArray) all = eta_store_dup_rows (store, &query, NULL, 100, &error);
    g_autoptr (EtaRow) last = NULL;
    guint n = 0;

    g_assert_cmpuint (all->len, ==, 40);
    for (;;) {
      g_autoptr (GPtrArray) page = eta_store_dup_rows (store, &query, last, 7, &error);

      for (guint j = 0; j < page->len; j++)
        g_assert_cmpstr (eta_row_get_id (g_ptr_array_index (page, j)), ==,
                         eta_row_get_id (g_ptr_array_index (all, n + j)));
      n += page->len;
      if (page->len < 7)
        break;
      g_set_object (&last, g_ptr_array_index (page, page->len - 1));
    }
    g_assert_cmpuint (n, ==, 40);
    for (guint j = 1; sorts[i] == ETA_SORT_SCORE && j < all->len; j++)
      g_assert_cmpint (eta_row_get_score (g_ptr_array_index (all, j - 1)), >=,
                       eta_row_get_score (g_ptr_array_index (all, j)));
  }
  g_assert_no_error (error);
}

static void
assert_facets (const EtaQuery *query, EtaFacetKind kind, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = eta_store_dup_facets (store, query, kind, &error);
  g_autoptr (GString) words = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < facets->len; i++) {
    const EtaFacet *facet = facets->pdata[i];

    g_string_append_printf (words, "%s%s %d", i ? "|" : "", facet->value, (int) facet->count);
  }
  g_assert_cmpstr (words->str, ==, expected);
}

static void
test_facets (void)
{
  assert_facets (&(EtaQuery){ NULL }, ETA_FACET_PROVINCE, "71 3|75 2");
  assert_facets (&(EtaQuery){ PRODUCT }, ETA_FACET_REGENCY, "71.71 2|75.71 1");
  assert_facets (&(EtaQuery){ PRODUCT, .region = "71" }, ETA_FACET_CATEGORY,
                 "fishery.smoked 1|textile.embroidery 1");
  assert_facets (&(EtaQuery){ NULL, .text = "kopi" }, ETA_FACET_CATEGORY, "food.coffee 1");
  assert_facets (&(EtaQuery){ NULL, ETA_VIEW_TRASH }, ETA_FACET_CATEGORY, "food.coffee 1");
}

/* Each record is ready, nearly or far; which, its score says. */
static void
test_readiness (void)
{
  static const int bounds[] = {
    [ETA_READINESS_READY] = 80, [ETA_READINESS_NEARLY] = 50, [ETA_READINESS_FAR] = 0
  };
  const EtaQuery all = { NULL };
  g_autoptr (GError) error = NULL;
  gint64 left = eta_store_count (store, &all, &error);

  for (EtaReadiness readiness = ETA_READINESS_READY; readiness <= ETA_READINESS_FAR; readiness++) {
    const EtaQuery query = { .readiness = readiness };
    g_autoptr (GPtrArray) rows = eta_store_dup_rows (store, &query, NULL, 100, &error);

    for (guint i = 0; i < rows->len; i++) {
      int score = eta_row_get_score (rows->pdata[i]);

      g_assert_cmpint (score, >=, bounds[readiness]);
      g_assert_cmpint (score, <, readiness == ETA_READINESS_READY ? 101 : bounds[readiness - 1]);
    }
    g_assert_cmpuint (rows->len, >, 0);
    left -= rows->len;
  }
  g_assert_cmpint (left, ==, 0);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  store = eta_test_store_new ();
  fill ();
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/query/", cases[i].name, NULL);
    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/query/of a business", test_business);
  g_test_add_func ("/query/facets", test_facets);
  g_test_add_func ("/query/order", test_order);
  g_test_add_func ("/query/readiness", test_readiness);
  result = g_test_run ();
  g_free (sarah);
  g_free (budi);
  eta_test_store_free (store);
  return result;
}
