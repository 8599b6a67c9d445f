/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * From a submission to what the public sees, and back when it is withdrawn or a consent is.
 */
#include "config.h"

#include "eta-test-desk.h"

#include "eta-published.h"

#include "eta-uuid.h"

#define GOOD                                                                                       \
  "\"name\":\"Kopi Minahasa\",\"legal_form\":\"cv\",\"country\":\"ID\",\"province\":\"71\","       \
  "\"regency\":\"71.02\",\"export_status\":\"never\",\"owner\":\"Sarah Rumagit\","                 \
  "\"phone\":\"+6281234567890\",\"npwp\":\"013000666091000\",\"description\":{\"id\":\"Kami "      \
  "menyangrai kopi dari kebun sendiri di lereng gunung, dipetik tangan dan dijemur di bawah "      \
  "matahari selama dua minggu.\"}"
#define CONSENT                                                                                    \
  "\"consents\":{\"0199a0aa-0000-7000-8000-00000000000c\":{\"person\":\"Sarah Rumagit\","          \
  "\"role\":\"owner\",\"purposes\":[\"name\",\"phone\"],\"way\":\"paper\","                        \
  "\"given_on\":\"2026-01-02\"%s}}"

static EtaTestCentre *centre;

/* The record as the centre holds it now */
static EtaJson *
read_doc (const char *id)
{
  g_autofree char *text = eta_test_centre_dup_doc (centre, id);

  return text ? eta_json_parse (text, -1, NULL) : NULL;
}

static char *
dup_rev (const char *id)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (EtaEntry) entry = eta_ledger_find_record (ledger, id, NULL);

  return eta_entry_dup_rev (entry);
}

static EtaListing *
get (const EtaKind *kind, const char *id)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (GError) error = NULL;
  EtaListing *listing = eta_published_get (ledger, kind, id, &error);

  g_assert_no_error (error);
  return listing;
}

static guint
find (const EtaPublishedQuery *query)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (GError) error = NULL;
  guint total = 0;
  g_autoptr (GPtrArray) listings = eta_published_list (ledger, query, &total, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (listings->len, ==, MIN (total, MAX (query->per_page, 1)));
  return total;
}

/* The tally is what counting would find. */
static void
assert_tally (void)
{
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autofree char *wrong = eta_db_dup_text (
      eta_ledger_get_db (ledger), NULL,
      "SELECT group_concat (kind || ' ' || list || ' ' || code, '; ') FROM"
      " (SELECT kind, list, code, count (*) AS n FROM published_codes WHERE code <> ''"
      " GROUP BY 1, 2, 3) FULL JOIN (SELECT * FROM published_tally WHERE count <> 0)"
      " USING (kind, list, code) WHERE n IS NOT count",
      "");

  g_assert_cmpstr (wrong, ==, NULL);
}

/* Writes over what is there now. */
static void
push (EtaTestDesk *desk, const char *id, const char *kind, const char *doc)
{
  g_autofree char *now = eta_test_centre_dup_doc (centre, id);
  g_autofree char *base = now ? dup_rev (id) : NULL;
  g_autoptr (EtaJson) result = eta_test_desk_push (desk, id, base, kind, doc);
  g_autofree char *text = eta_json_canonical (result);

  g_test_message ("%s", text);
  g_assert_cmpstr (eta_json_get_string (result, "/status"), ==, "ok");
  assert_tally ();
}

static char *
make_business (const char *more, const char *state)
{
  return g_strdup_printf ("{" GOOD "%s,\"state\":\"%s\"}", more, state);
}

static void
test_trusted (void)
{
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *doc = make_business ("", "submitted");
  g_autofree char *op = eta_uuid_new ();
  g_autofree char *text = eta_test_make_op (op, id, NULL, "business", doc);
  g_autoptr (EtaTestAnswer) answer = eta_test_desk_sync (desk, text);
  guint last = eta_json_size (eta_json_get (answer->json, "/changes")) - 1;
  g_autofree char *pointer = g_strdup_printf ("/changes/%u", last);
  const EtaJson *change = eta_json_get (answer->json, pointer);
  g_autoptr (EtaListing) listing = get (&eta_kind_business, id);

  /* The centre's own write comes back with the page of the same request. */
  g_assert_cmpstr (eta_json_get_string (change, "/id"), ==, id);
  g_test_message ("%s", eta_json_get_string (change, "/doc/review/comment"));
  g_assert_cmpstr (eta_json_get_string (change, "/doc/state"), ==, "published");
  g_assert_cmpstr (eta_json_get_string (change, "/doc/review/rev"), ==,
                   eta_json_get_string (answer->json, "/results/0/rev"));
  g_assert_nonnull (listing);
  g_assert_cmpstr (eta_json_get_string (listing->doc, "/name"), ==, "Kopi Minahasa");
  g_assert_cmpstr (listing->office_name, ==, "Sulawesi Utara");
  g_assert_null (eta_json_get (listing->doc, "/owner"));
  g_assert_null (eta_json_get (listing->doc, "/phone"));
  g_assert_null (eta_json_get (listing->doc, "/npwp"));
}

static void
test_returned (void)
{
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autoptr (EtaJson) returned = NULL;
  g_autofree char *good = make_business ("", "corrected");
  g_autoptr (EtaListing) none = NULL;
  g_autoptr (EtaListing) shown = NULL;
  g_autoptr (EtaListing) still = NULL;

  push (desk, id, "business", "{\"name\":\"Ab\",\"state\":\"submitted\"}");
  returned = read_doc (id);
  none = get (&eta_kind_business, id);
  g_assert_cmpstr (eta_json_get_string (returned, "/state"), ==, "returned");
  g_test_message ("%s", eta_json_get_string (returned, "/review/comment"));
  g_assert_nonnull (eta_json_get_string (returned, "/review/comment"));
  g_assert_null (none);

  push (desk, id, "business", good);
  shown = get (&eta_kind_business, id);
  g_assert_nonnull (shown);

  push (desk, id, "business", "{\"name\":\"Other\",\"state\":\"submitted\"}");
  still = get (&eta_kind_business, id); /* the last published content, until the next is */
  g_assert_cmpstr (eta_json_get_string (still->doc, "/name"), ==, "Kopi Minahasa");
}

static void
test_reviewed (void)
{
  g_autoptr (EtaTestDesk) editor = eta_test_desk_new (centre, ETA_TEST_REVIEWED, FALSE);
  g_autoptr (EtaTestDesk) curator = eta_test_desk_new (centre, ETA_TEST_OFFICE, TRUE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *submitted = make_business ("", "submitted");
  g_autofree char *published = make_business ("", "published");
  g_autofree char *edited = make_business (",\"brands\":[\"Baru\"]", "published");
  g_autoptr (EtaJson) waiting = NULL;
  g_autoptr (EtaListing) none = NULL;
  g_autoptr (EtaListing) shown = NULL;
  g_autoptr (EtaListing) same = NULL;

  push (editor, id, "business", submitted);
  waiting = read_doc (id);
  none = get (&eta_kind_business, id);
  g_assert_cmpstr (eta_json_get_string (waiting, "/state"), ==, "submitted");
  g_assert_null (none);
  push (curator, id, "business", published);
  shown = get (&eta_kind_business, id);
  g_assert_nonnull (shown);
  push (editor, id, "business", edited); /* kept, but nobody has published it */
  same = get (&eta_kind_business, id);
  g_assert_null (eta_json_get (same->doc, "/brands"));
}

/* The consents that count are those of now, published or not. */
static void
test_consent (void)
{
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *given = g_strdup_printf ("," CONSENT, "");
  g_autofree char *ended = g_strdup_printf ("," CONSENT, ",\"withdrawn_on\":\"2026-10-01\"");
  g_autofree char *first = make_business (given, "submitted");
  g_autofree char *then = make_business (ended, "draft");
  EtaPublishedQuery query = { .kind = &eta_kind_business, .text = "rumagit", .per_page = 10 };
  g_autoptr (EtaListing) shown = NULL;
  g_autoptr (EtaListing) hidden = NULL;

  push (desk, id, "business", first);
  shown = get (&eta_kind_business, id);
  g_assert_cmpstr (eta_json_get_string (shown->doc, "/owner"), ==, "Sarah Rumagit");
  g_assert_cmpstr (eta_json_get_string (shown->doc, "/phone"), ==, "+6281234567890");
  g_assert_null (eta_json_get (shown->doc, "/consents"));
  g_assert_cmpuint (find (&query), ==, 1);
  push (desk, id, "business", then);
  hidden = get (&eta_kind_business, id);
  g_assert_nonnull (hidden);
  g_assert_null (eta_json_get (hidden->doc, "/owner"));
  g_assert_null (eta_json_get (hidden->doc, "/phone"));
  g_assert_cmpuint (find (&query), ==, 0);
}

/* A product stands where its business stands, and leaves the gallery with it. */
static void
test_product (void)
{
  g_autoptr (EtaTestDesk) curator = eta_test_desk_new (centre, ETA_TEST_OFFICE, TRUE);
  g_autofree char *business = eta_uuid_new ();
  g_autofree char *id = eta_uuid_new ();
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "cover", -1);
  g_autofree char *owner = make_business ("", "published");
  g_autofree char *away = make_business ("", "withdrawn");
  g_autofree char *product = g_strdup_printf (
      "{\"business\":\"%s\",\"name\":{\"id\":\"Gula aren\",\"en\":\"Palm sugar\"},\"category\":"
      "\"food.sugar\",\"photos\":{\"0199a0aa-0000-7000-8000-0000000000aa\":{\"sha256\":\"%s\"}},"
      "\"state\":\"published\"}",
      business, sha256);
  const EtaPublishedQuery queries[] = {
    { .kind = &eta_kind_product, .text = "palm SUG", .per_page = 10 },
    { .kind = &eta_kind_product, .text = "gula \"aren\" OR", .category = "food", .per_page = 10 },
    { .kind = &eta_kind_product, .text = "gul", .category = "food.sugar", .per_page = 10 },
    { .kind = &eta_kind_product, .text = "gula", .province = "71", .per_page = 10 },
    { .kind = &eta_kind_product, .regency = "71.02", .per_page = 10 },
    { .kind = &eta_kind_product, .business = business, .per_page = 10 },
  };
  static const guint hits[] = { 1, 0, 1, 1, 1, 1 };
  g_autoptr (EtaLedger) ledger = eta_test_centre_open_ledger (centre);
  g_autoptr (GPtrArray) counts = NULL;
  g_autoptr (EtaListing) listing = NULL;
  g_autoptr (EtaListing) gone = NULL;
  gint64 stamp;

  push (curator, id, "product", product);
  push (curator, business, "business", owner);
  listing = get (&eta_kind_product, id);
  g_assert_cmpstr (listing->business_id, ==, business);
  g_assert_cmpstr (eta_json_get_string (listing->business, "/name"), ==, "Kopi Minahasa");
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_test_message ("query %u", i);
    g_assert_cmpuint (find (&queries[i]), ==, hits[i]);
  }
  counts = eta_published_count (ledger, &eta_kind_product, ETA_COUNT_CATEGORY, NULL);
  g_assert_cmpstr (((EtaCount *) g_ptr_array_index (counts, 0))->code, ==, "food.sugar");
  g_assert_true (eta_published_has_photo (ledger, sha256));
  stamp = eta_published_get_stamp (ledger);

  push (curator, business, "business", away);
  gone = get (&eta_kind_product, id);
  g_assert_null (gone);
  g_assert_cmpuint (find (&queries[0]), ==, 0);
  g_assert_false (eta_published_has_photo (ledger, sha256));
  g_assert_cmpint (eta_published_get_stamp (ledger), >, stamp);
}

static void
test_withdrawn (void)
{
  g_autoptr (EtaTestDesk) desk = eta_test_desk_new (centre, ETA_TEST_OFFICE, FALSE);
  static const char *const ways[] = { "withdrawn", NULL }; /* NULL: deleted */

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *id = eta_uuid_new ();
    g_autofree char *doc = make_business ("", "submitted");
    g_autofree char *away = ways[i] ? make_business ("", ways[i]) : NULL;
    g_autoptr (EtaListing) shown = NULL;
    g_autoptr (EtaListing) gone = NULL;

    push (desk, id, "business", doc);
    shown = get (&eta_kind_business, id);
    push (desk, id, "business", away);
    gone = get (&eta_kind_business, id);
    g_assert_nonnull (shown);
    g_assert_null (gone);
  }
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  centre = eta_test_centre_new ();
  g_test_add_func ("/centre/publish/trusted", test_trusted);
  g_test_add_func ("/centre/publish/returned", test_returned);
  g_test_add_func ("/centre/publish/reviewed", test_reviewed);
  g_test_add_func ("/centre/publish/consent", test_consent);
  g_test_add_func ("/centre/publish/product", test_product);
  g_test_add_func ("/centre/publish/withdrawn", test_withdrawn);
  result = g_test_run ();
  eta_test_centre_free (centre);
  return result;
}
