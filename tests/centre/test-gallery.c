/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The gallery through its addresses: documents that mean harm in every field of the table, consents
 * that come and go, what a cache and a search engine are told.
 */
#include "config.h"

#include "eta-published.h"
#include "eta-test-centre.h"
#include "eta-test-http.h"
#include "eta-vault.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

#define EVIL "<x-evil a='1' b=\"2\">&<script>alert(1)</script><!--]]>"
#define BUSINESS "0199a0aa-0000-7000-8000-000000000001"
#define PRODUCT "0199a0aa-0000-7000-8000-000000000002"
#define TRAINING "0199a0aa-0000-7000-8000-000000000003"
#define NOTICE "0199a0aa-0000-7000-8000-000000000004"
#define ENTRY "0199a0aa-0000-7000-8000-00000000000a"
#define PHOTO "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae" /* of "foo" */

static EtaTestCentre *centre;
static const char *address;

/* -- documents ------------------------------------------------------------------------------ */

static EtaJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json = g_strdup (text);
  EtaJson *value;

  g_strdelimit (json, "'", '"');
  value = eta_json_parse (json, -1, &error);
  g_assert_no_error (error);
  return value;
}

static EtaJson *harm_rows (const EtaField *rows);

/* A value of the field's type with markup in it, as far as the type can hold that; else a plain one */
static EtaJson *
harm (const EtaField *field)
{
  EtaJson *out;

  if (field->flags & ETA_FIELD_LOCALE) {
    out = eta_json_new_object ();
    for (guint i = 0; eta_languages[i]; i++) {
      g_autofree char *pointer = eta_json_pointer_join ("", eta_languages[i]);

      eta_json_set_string (out, pointer, EVIL);
    }
    return out;
  }
  switch (field->type) {
  case ETA_FIELD_WORDS:
  case ETA_FIELD_TEXT:
  case ETA_FIELD_CHOICE:
  case ETA_FIELD_CODE:
    return eta_json_new_string (EVIL);
  case ETA_FIELD_SET:
    out = eta_json_new_array ();
    eta_json_append (out, eta_json_new_string (EVIL));
    return out;
  case ETA_FIELD_KEYED:
    out = eta_json_new_object ();
    eta_json_take (out, "/" ENTRY, harm_rows (field->members));
    return out;
  case ETA_FIELD_LINK:
    return eta_json_new_string ("https://example.org/\"><x-evil>?a=1&b='");
  case ETA_FIELD_EMAIL:
    return eta_json_new_string ("x-evil&'@example.org");
  case ETA_FIELD_PHONE:
    return eta_json_new_string ("+6281200000001");
  case ETA_FIELD_DECIMAL:
    return eta_json_new_string ("12.50");
  case ETA_FIELD_DATE:
    return eta_json_new_string ("2099-12-31");
  case ETA_FIELD_PHOTO:
    return eta_json_new_string (PHOTO);
  case ETA_FIELD_BOOLEAN:
    return eta_json_new_bool (TRUE);
  case ETA_FIELD_REFERENCE:
    return eta_json_new_string (BUSINESS);
  default:
    return eta_json_new_int (3);
  }
}

static EtaJson *
harm_rows (const EtaField *rows)
{
  EtaJson *doc = eta_json_new_object ();

  eta_fields_foreach (field, rows) eta_json_take (doc, field->path, harm (field));
  return doc;
}

/* -- publishing ------------------------------------------------------------------------------ */

static void
publish (const EtaKind *kind, const char *id, const EtaJson *doc)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autofree char *text = eta_json_canonical (doc);
  g_autoptr (GError) error = NULL;
  gint64 seq;

  eta_ledger_begin (ledger, &error);
  g_assert_no_error (error);
  seq = eta_ledger_take_seq (ledger, &error);
  g_assert_no_error (error);
  if (kind == &eta_kind_business) /* where the consents are looked up */
    eta_db_run (eta_ledger_get_db (ledger), &error, "DELETE FROM records WHERE id = ?1", "s", id);
  if (kind == &eta_kind_business) {
    EtaWrite write = { id, kind, ETA_TEST_OFFICE, kind->schema, doc, "", "" };
    g_autofree char *rev = eta_ledger_write_record (ledger, &write, &error);

    g_assert_no_error (error);
  }
  eta_published_put (ledger, kind, id, kind->by_office ? ETA_TEST_OFFICE : "", seq, doc, &error);
  g_assert_no_error (error);
  eta_ledger_commit (ledger, &error);
  g_assert_no_error (error);
}

static void
withdraw (const char *id)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (GError) error = NULL;

  eta_ledger_begin (ledger, &error);
  eta_published_remove (ledger, id, &error);
  eta_ledger_commit (ledger, &error);
  g_assert_no_error (error);
}

/* -- asking --------------------------------------------------------------------------------- */

static EtaTestAnswer *
get (const char *path, const char *headers)
{
  return eta_test_ask (address, "GET", path, NULL, headers, NULL);
}

static char *
get_text (const char *path, int status)
{
  g_autoptr (EtaTestAnswer) answer = get (path, NULL);

  if (answer->status != status)
    g_test_message ("%s: %d", path, answer->status);
  g_assert_cmpint (answer->status, ==, status);
  return g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
}

static void
assert_has (const char *path, const char *words, gboolean has)
{
  g_autofree char *text = get_text (path, 200);

  if ((strstr (text, words) != NULL) != has)
    g_test_message ("%s: “%s” in\n%s", path, words, text);
  g_assert_true ((strstr (text, words) != NULL) == has);
}

static void
assert_harmless (const char *path, const xmlNode *node)
{
  for (; node; node = node->next) {
    if (node->type == XML_COMMENT_NODE)
      g_error ("%s: a comment came through", path);
    if (node->type != XML_ELEMENT_NODE)
      continue;
    if (g_str_has_prefix ((const char *) node->name, "x-"))
      g_error ("%s: a tag came through", path);
    if (g_str_equal ((const char *) node->name, "script")) {
      xmlChar *type = xmlGetProp (node, BAD_CAST "type");

      g_assert_cmpstr ((char *) type, ==, "application/ld+json");
      xmlFree (type);
    }
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
      g_assert_false (g_str_has_prefix ((const char *) attribute->name, "on"));
    assert_harmless (path, node->children);
  }
}

static void
assert_well_formed (const char *path, int status)
{
  g_autofree char *text = get_text (path, status);
  xmlDoc *doc = xmlReadMemory (text, (int) strlen (text), path, "UTF-8", XML_PARSE_NONET);

  if (!doc)
    g_error ("%s is not well-formed:\n%s", path, text);
  assert_harmless (path, xmlDocGetRootElement (doc));
  xmlFreeDoc (doc);
}

static const char *const pages[] = {
  "",
  "products",
  "products?q=x-evil",
  "products?q=%3Cx-evil%3E%22%27%26&category=%3Cx-evil%3E&province=71&regency=71.73",
  "products/" PRODUCT,
  "businesses/" BUSINESS,
  "training",
  "training/" TRAINING,
  "notices",
  "notices/" NOTICE,
  "notices.rss",
};

static void
for_all_pages (void (*look) (const char *path, int status))
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    for (guint j = 0; eta_languages[j]; j++) {
      g_autofree char *path = g_strdup_printf ("/%s/%s", eta_languages[j], pages[i]);

      look (path, 200);
    }
  }
  look ("/en/nothing", 404);
  look ("/%3Cx-evil%3E", 404);
  look ("/sitemap.xml", 200);
  look ("/sitemap/pages-0.xml", 200);
  look ("/sitemap/products-0.xml", 200);
}

static void
publish_harm (void)
{
  g_autoptr (EtaJson) business = harm_rows (eta_kind_business.fields);
  g_autoptr (EtaJson) product = harm_rows (eta_kind_product.fields);
  g_autoptr (EtaJson) training = harm_rows (eta_kind_training.fields);
  g_autoptr (EtaJson) notice = harm_rows (eta_kind_notice.fields);

  eta_json_take (business, "/consents/" ENTRY,
                 parse ("{'purposes':['name','phone','portrait','photos','abroad','grade'],"
                        "'given_on':'2026-01-05'}"));
  eta_json_set_string (product, "/price/currency", "IDR");
  publish (&eta_kind_business, BUSINESS, business);
  publish (&eta_kind_product, PRODUCT, product);
  publish (&eta_kind_training, TRAINING, training);
  publish (&eta_kind_notice, NOTICE, notice);
}

static void
test_harm (void)
{
  publish_harm ();
  for_all_pages (assert_well_formed);
  assert_has ("/en/products/" PRODUCT, "&lt;x-evil", TRUE);
  assert_has ("/en/products/" PRODUCT, "\\u003cx-evil", TRUE);
  assert_has ("/en/businesses/" BUSINESS, "&lt;x-evil", TRUE);
}

static void
test_empty (void)
{
  withdraw (PRODUCT);
  withdraw (BUSINESS);
  withdraw (TRAINING);
  withdraw (NOTICE);
  assert_well_formed ("/en/", 200);
  assert_well_formed ("/id/products?q=kopi", 200);
  assert_well_formed ("/ms/training", 200);
  assert_well_formed ("/fil/notices", 200);
  assert_well_formed ("/fil/notices.rss", 200);
  assert_well_formed ("/sitemap.xml", 200);
  assert_well_formed ("/en/products/" PRODUCT, 404);
  assert_well_formed ("/en/businesses/" BUSINESS, 404);
  assert_well_formed ("/en/training/" TRAINING, 404);
}

/* -- consent -------------------------------------------------------------------------------- */

#define PLAIN                                                                                       \
  "'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.73','owner':'Sarah Wenas',"   \
  "'phone':'+6281200000001','street':'Jalan Rurukan 5','npwp':'013000666091000','turnover':123456," \
  "'description':{'id':'Kopi dari Tomohon','en':'Coffee from Tomohon'}"

static const char *const persons[] = { "Sarah Wenas", "81200000001",     "812 0000 0001",
                                       "Rurukan",     "013000666091000", "123456" };

static void
publish_coffee (const char *consents)
{
  g_autofree char *text = g_strdup_printf ("{" PLAIN ",'consents':%s}", consents);
  g_autoptr (EtaJson) business = parse (text);
  g_autoptr (EtaJson) product =
      parse ("{'business':'" BUSINESS "','name':{'id':'Kopi bubuk','en':'Ground coffee'},"
             "'category':'food.coffee','price':{'amount':'45000','currency':'IDR','unit':'H87'},"
             "'papers':{'" ENTRY "':{'kind':'halal','number':'ID71','valid_until':'2020-01-31'}}}");

  publish (&eta_kind_business, BUSINESS, business);
  publish (&eta_kind_product, PRODUCT, product);
}

static void
assert_no_person (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (persons); i++) {
    assert_has ("/en/businesses/" BUSINESS, persons[i], FALSE);
    assert_has ("/id/products/" PRODUCT, persons[i], FALSE);
  }
}

static void
test_consent (void)
{
  publish_coffee ("{}");
  assert_no_person ();
  assert_has ("/en/businesses/" BUSINESS, "Coffee from Tomohon", TRUE);
  publish_coffee ("{'" ENTRY "':{'purposes':['name','phone'],'given_on':'2026-01-05'}}");
  assert_has ("/en/businesses/" BUSINESS, "Sarah Wenas", TRUE);
  assert_has ("/en/businesses/" BUSINESS, "+62 812 0000 0001", TRUE);
  assert_has ("/en/products/" PRODUCT, "tel:+6281200000001", TRUE);
  assert_has ("/en/businesses/" BUSINESS, "013000666091000", FALSE);
  publish_coffee ("{'" ENTRY "':{'purposes':['name','phone'],'given_on':'2026-01-05',"
                  "'withdrawn_on':'2026-02-01'}}");
  assert_no_person ();
}

static void
test_words (void)
{
  publish_coffee ("{}");
  assert_has ("/en/products/" PRODUCT, "Rp 45,000 / piece", TRUE);
  assert_has ("/id/products/" PRODUCT, "Rp 45.000 / buah", TRUE);
  assert_has ("/id/products/" PRODUCT, "<html lang=\"id\">", TRUE);
  assert_has ("/ms/products/" PRODUCT, "<h1 lang=\"en\">Ground coffee</h1>", TRUE);
  assert_has ("/id/products/" PRODUCT, "href=\"/fil/products/" PRODUCT "\"", TRUE);
  assert_has ("/en/products?q=kopi&page=1", "href=\"/id/products?q=kopi\"", TRUE);
  assert_has ("/en/products/" PRODUCT, "Expired", TRUE);
  assert_has ("/en/products/" PRODUCT, "31 Jan 2020", TRUE);
  assert_has ("/en/", "/en/products?category=food\"", TRUE);
  assert_has ("/en/", "/en/products?province=71\"", TRUE);
  assert_has ("/en/products?category=food&province=71&regency=71.73", "Ground coffee", TRUE);
  assert_has ("/en/products?category=craft", "Ground coffee", FALSE);
  assert_has ("/sitemap.xml", "/fil/products/" PRODUCT "<", TRUE);
  assert_has ("/robots.txt", "/sitemap.xml", TRUE);
}

static void
test_notice_expires (void)
{
  g_autoptr (EtaJson) notice =
      parse ("{'title':{'en':'Fair'},'body':{'en':'x'},'expires_on':'2020-01-01'}");

  publish (&eta_kind_notice, NOTICE, notice);
  assert_has ("/en/notices", "Fair", FALSE);
  assert_has ("/en/notices.rss", "Fair", FALSE);
  g_free (get_text ("/en/notices/" NOTICE, 404));
  withdraw (NOTICE);
}

/* -- what caches are told ------------------------------------------------------------------- */

static char *
dup_etag (const char *path, const char *headers)
{
  g_autoptr (EtaTestAnswer) answer = get (path, headers);

  g_assert_cmpint (answer->status, ==, 200);
  return g_strdup (eta_test_answer_get_header (answer, "ETag"));
}

static void
test_etag (void)
{
  static const char *const path = "/en/businesses/" BUSINESS;
  g_autofree char *before = NULL, *packed = NULL, *after = NULL, *header = NULL;

  publish_coffee ("{}");
  before = dup_etag (path, NULL);
  packed = dup_etag (path, "Accept-Encoding: gzip\r\n");
  g_assert_true (g_str_has_prefix (before, "\""));
  g_assert_cmpstr (before, !=, packed);
  header = g_strdup_printf ("If-None-Match: \"x\", %s\r\n", before);
  {
    g_autoptr (EtaTestAnswer) answer = get (path, header);

    g_assert_cmpint (answer->status, ==, 304);
    g_assert_cmpstr (eta_test_answer_get_header (answer, "ETag"), ==, before);
    g_assert_cmpuint (g_bytes_get_size (answer->body), ==, 0);
  }
  publish_coffee ("{'" ENTRY "':{'purposes':['name'],'given_on':'2026-01-05'}}");
  after = dup_etag (path, header);
  g_assert_cmpstr (before, !=, after);
}

static void
test_headers (void)
{
  g_autoptr (EtaTestAnswer) page = get ("/en/products", "Accept-Encoding: gzip\r\n");
  g_autoptr (EtaTestAnswer) head = eta_test_ask (address, "HEAD", "/en/products", NULL, NULL, NULL);
  g_autoptr (EtaTestAnswer) post = eta_test_ask (address, "POST", "/en/products", NULL, NULL, NULL);
  const char *policy = eta_test_answer_get_header (page, "Content-Security-Policy");

  g_assert_cmpint (page->status, ==, 200);
  g_assert_cmpstr (eta_test_answer_get_header (page, "Content-Encoding"), ==, "gzip");
  g_assert_cmpstr (eta_test_answer_get_header (page, "Vary"), ==, "Accept-Encoding");
  g_assert_cmpstr (eta_test_answer_get_header (page, "Cache-Control"), ==, "public, max-age=60");
  g_assert_cmpstr (eta_test_answer_get_header (page, "X-Content-Type-Options"), ==, "nosniff");
  g_assert_nonnull (eta_test_answer_get_header (page, "Referrer-Policy"));
  g_assert_true (g_str_has_prefix (policy, "default-src 'none'; img-src 'self'"));
  g_assert_null (eta_test_answer_get_header (page, "Etalase-Epoch"));
  g_assert_cmpint (head->status, ==, 200);
  g_assert_cmpuint (g_bytes_get_size (head->body), ==, 0);
  g_assert_cmpint (post->status, ==, 405);
}

static void
test_files (void)
{
  g_autofree char *home = get_text ("/en/", 200);
  const char *link = strstr (home, "/style.css?v=");
  g_autofree char *path = g_strndup (link, strcspn (link, "\""));
  g_autoptr (EtaTestAnswer) style = get (path, NULL);
  g_autoptr (EtaTestAnswer) stale = get ("/style.css?v=000000000000", NULL);
  g_autoptr (EtaTestAnswer) icon = get ("/icon.svg", NULL);

  g_assert_cmpint (style->status, ==, 200);
  g_assert_nonnull (
      strstr (eta_test_answer_get_header (style, "Cache-Control"), "max-age=31536000, immutable"));
  g_assert_null (strstr (eta_test_answer_get_header (stale, "Cache-Control"), "immutable"));
  g_assert_cmpstr (eta_test_answer_get_header (icon, "Content-Type"), ==, "image/svg+xml");
}

static void
test_photo (void)
{
  EtaVault *vault = eta_centre_get_vault (eta_test_centre_get_centre (centre));
  g_autoptr (GBytes) bytes = g_bytes_new_static ("foo", 3);
  g_autoptr (EtaJson) product =
      parse ("{'name':{'id':'Kopi'},'photos':{'" ENTRY "':{'sha256':'" PHOTO
             "','width':800,'height':1600,'alt':{'id':'Sebungkus kopi'}}}}");
  g_autoptr (GError) error = NULL;

  g_free (get_text ("/photos/" PHOTO, 404));
  eta_vault_put (vault, PHOTO, bytes, &error);
  g_assert_no_error (error);
  g_free (get_text ("/photos/" PHOTO, 404)); /* nothing that is published shows it */
  publish (&eta_kind_product, PRODUCT, product);
  {
    g_autoptr (EtaTestAnswer) photo = get ("/photos/" PHOTO, NULL);

    g_assert_cmpint (photo->status, ==, 200);
    g_assert_cmpstr (eta_test_answer_get_header (photo, "ETag"), ==, "\"" PHOTO "\"");
    g_assert_nonnull (strstr (eta_test_answer_get_header (photo, "Cache-Control"), "immutable"));
  }
  g_free (get_text ("/photos/" PHOTO "?w=321", 404));
  g_free (get_text ("/photos/" PHOTO "?w=-1", 404));
  g_free (get_text ("/photos/..%5c..%5ccentre.db", 404));
  assert_has ("/id/products/" PRODUCT, "/photos/" PHOTO "?w=320 160w, ", TRUE);
  assert_has ("/id/products/" PRODUCT, "alt=\"Sebungkus kopi\"", TRUE);
  withdraw (PRODUCT);
  g_free (get_text ("/photos/" PHOTO, 404));
}

/* -- addresses ------------------------------------------------------------------------------ */

static void
test_root (void)
{
  static const struct {
    const char *header, *location;
  } cases[] = {
    { NULL, "/en/" },
    { "id", "/id/" },
    { "id-ID,id;q=0.9,en-US;q=0.8", "/id/" },
    { "de, ms;q=0.5, en;q=0.7", "/en/" },
    { "de, ms;q=0.8, en;q=0.7", "/ms/" },
    { "tl-PH", "/fil/" },
    { "fil;q=0.3, ja", "/fil/" },
    { "in", "/id/" },
    { "id;q=0, zh", "/en/" },
    { ",,;q=,x\x7f", "/en/" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *header =
        cases[i].header ? g_strdup_printf ("Accept-Language: %s\r\n", cases[i].header) : NULL;
    g_autoptr (EtaTestAnswer) answer = get ("/", header);

    if (i == G_N_ELEMENTS (cases) - 1 && answer->status == 400)
      continue; /* control bytes are refused before */
    g_assert_cmpint (answer->status, ==, 302);
    g_assert_cmpstr (eta_test_answer_get_header (answer, "Location"), ==, cases[i].location);
    g_assert_cmpstr (eta_test_answer_get_header (answer, "Vary"), ==, "Accept-Language");
  }
}

static void
assert_copes (const char *query)
{
  g_autofree char *path = g_strconcat ("/en/products?", query, NULL);
  g_autoptr (EtaTestAnswer) answer = get (path, NULL);

  g_test_message ("%.60s: %d", path, answer->status);
  g_assert_true (answer->status == 200 || answer->status == 400);
}

static void
test_odd_queries (void)
{
  static const char *const queries[] = {
    "page=-1",         "page=0",        "page=99999999",
    "page=1e9",        "page=x&page=2", "q=%00",
    "q=%ff",           "q=%",           "q=*",
    "q=%22AND%20OR(",  "q=NEAR(a%20b)", "q=%F0%9F%8C%BA&x",
    "province=71.73",  "regency=71.73", "category=",
    "category=food..", "&&&=&=x&a=b",   "page=18446744073709551616",
  };
  g_autofree char *words = g_strnfill (10000, 'a');
  g_autofree char *quotes = g_strnfill (10000, '+');
  g_autofree char *first = g_strconcat ("q=", words, NULL);
  g_autofree char *second = g_strconcat ("category=x&q=%22", quotes, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    assert_copes (queries[i]);
  assert_copes (first);
  assert_copes (second);
}

static void
test_not_found (void)
{
  g_autoptr (EtaTestAnswer) answer = get ("/nothing", "Accept-Language: fil\r\n");
  g_autofree char *text =
      g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));

  g_assert_cmpint (answer->status, ==, 404);
  g_assert_nonnull (strstr (text, "<html lang=\"fil\">"));
  assert_well_formed ("/en/products/nothing", 404);
  assert_well_formed ("/en/products/" PRODUCT "/x", 404);
  assert_well_formed ("/en/businesses/" PRODUCT, 404); /* a product is no business */
  assert_well_formed ("/xx/products", 404);
  assert_well_formed ("/sitemap/products-x.xml", 404);
  assert_well_formed ("/sitemap/consents-0.xml", 404);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  centre = eta_test_centre_new ();
  address = eta_test_centre_get_address (centre);
  g_test_add_func ("/gallery/harm", test_harm);
  g_test_add_func ("/gallery/empty", test_empty);
  g_test_add_func ("/gallery/consent", test_consent);
  g_test_add_func ("/gallery/words", test_words);
  g_test_add_func ("/gallery/notice-expires", test_notice_expires);
  g_test_add_func ("/gallery/etag", test_etag);
  g_test_add_func ("/gallery/headers", test_headers);
  g_test_add_func ("/gallery/files", test_files);
  g_test_add_func ("/gallery/photo", test_photo);
  g_test_add_func ("/gallery/root", test_root);
  g_test_add_func ("/gallery/odd-queries", test_odd_queries);
  g_test_add_func ("/gallery/not-found", test_not_found);
  status = g_test_run ();
  eta_test_centre_free (centre);
  xmlCleanupParser ();
  return status;
}
