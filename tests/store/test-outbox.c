/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outbox.h"
#include "eta-query.h"
#include "eta-test-store.h"

#include <string.h>

typedef struct {
  EtaStore *store;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = eta_test_store_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  eta_test_store_free (fixture->store);
}

static void
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, "Sync", &error));
  g_assert_no_error (error);
}

static void
commit (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
}

static EtaCopies *
read_copies (Fixture *fixture, const char *id)
{
  g_autoptr (GError) error = NULL;
  EtaCopies *copies = eta_outbox_dup_copies (fixture->store, id, &error);

  g_assert_no_error (error);
  return copies;
}

static void
write_copies (Fixture *fixture, const EtaCopies *copies, const char *by)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_outbox_write_copies (fixture->store, copies, by, &error));
  g_assert_no_error (error);
}

static void
replace (EtaJson **doc, const char *text)
{
  eta_json_free (*doc);
  *doc = text ? eta_test_doc ("%s", text) : NULL;
}

static void
replace_words (char **words, const char *text)
{
  g_free (*words);
  *words = g_strdup (text);
}

/* The centre and this office agree on the record as it is. */
static void
agree (Fixture *fixture, const char *id, const char *rev)
{
  g_autoptr (EtaCopies) copies = NULL;

  begin (fixture);
  copies = read_copies (fixture, id);
  replace_words (&copies->base_rev, rev);
  eta_json_free (copies->base_doc);
  eta_json_free (copies->live);
  copies->base_doc = copies->doc ? eta_json_copy (copies->doc) : NULL;
  copies->live = copies->doc ? eta_json_copy (copies->doc) : NULL;
  write_copies (fixture, copies, NULL);
  commit (fixture);
}

static void
seal (Fixture *fixture, const char *id, const char *op)
{
  g_autoptr (EtaCopies) copies = NULL;

  begin (fixture);
  copies = read_copies (fixture, id);
  replace_words (&copies->sent_op, op);
  replace_words (&copies->sent_base, copies->base_rev);
  copies->sent_doc = copies->doc ? eta_json_copy (copies->doc) : NULL;
  write_copies (fixture, copies, NULL);
  commit (fixture);
}

static gboolean
is_waiting (Fixture *fixture, const char *id)
{
  g_autoptr (EtaRecord) record = eta_store_get (fixture->store, id, NULL);

  return eta_record_is_waiting (record);
}

static char *
join_ids (GPtrArray *take_ids, const char *const *ids)
{
  g_autoptr (GPtrArray) list = take_ids;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < list->len; i++)
    for (int j = 0; ids[j]; j++)
      if (g_str_equal (g_ptr_array_index (list, i), ids[j]))
        g_string_append_printf (out, "%d", j);
  return g_strdup (out->str);
}

static void
test_copies (Fixture *fixture, gconstpointer data)
{
  const char *id = "0193a000-0000-7000-8000-000000000001";
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (EtaCopies) back = NULL;
  g_autofree char *doc = NULL;
  g_autofree char *live = NULL;

  begin (fixture);
  copies = read_copies (fixture, id);
  g_assert_cmpstr (copies->id, ==, id);
  g_assert_null (copies->kind);
  g_assert_null (copies->doc);
  copies->kind = &eta_kind_business;
  replace_words (&copies->office, "ID-GO");
  replace_words (&copies->base_rev, "7.0123456789abcdef");
  replace_words (&copies->sent_op, "op-1");
  replace_words (&copies->sent_base, "6.0123456789abcdef");
  replace (&copies->doc, "{'name':'Doc'}");
  replace (&copies->base_doc, "{'name':'Base'}");
  replace (&copies->live, "{'name':'Live'}");
  replace (&copies->sent_doc, "{'name':'Doc'}");
  write_copies (fixture, copies, "Desk 2");
  commit (fixture);

  /* what is typed moves the document, and nothing else */
  eta_test_set (fixture->store, id, "/name", "'Typed'");
  begin (fixture);
  back = read_copies (fixture, id);
  commit (fixture);
  g_assert_true (back->kind == &eta_kind_business);
  g_assert_cmpstr (back->kind_name, ==, "business");
  g_assert_cmpstr (back->office, ==, "ID-GO");
  g_assert_cmpstr (back->base_rev, ==, "7.0123456789abcdef");
  g_assert_cmpstr (back->sent_op, ==, "op-1");
  g_assert_cmpstr (back->sent_base, ==, "6.0123456789abcdef");
  doc = eta_json_canonical (back->doc);
  live = eta_json_canonical (back->live);
  g_assert_cmpstr (doc, ==, "{\"name\":\"Typed\"}");
  g_assert_cmpstr (live, ==, "{\"name\":\"Live\"}");
  g_assert_true (eta_json_equal (back->base_doc, copies->base_doc));
  g_assert_true (eta_json_equal (back->sent_doc, copies->sent_doc));
}

static void
test_waiting (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
  g_autoptr (GError) error = NULL;

  g_assert_true (is_waiting (fixture, id));
  g_assert_cmpint (eta_outbox_count (fixture->store), ==, 1);
  agree (fixture, id, "1.aa");
  g_assert_false (is_waiting (fixture, id));
  g_assert_cmpint (eta_outbox_count (fixture->store), ==, 0);
  eta_test_set (fixture->store, id, "/name", "'B'");
  g_assert_true (is_waiting (fixture, id));
  eta_test_set (fixture->store, id, "/name", "'A'");
  g_assert_false (is_waiting (fixture, id));
  g_assert_true (eta_store_remove (fixture->store, id, &error));
  g_assert_true (is_waiting (fixture, id));
  g_assert_cmpint (eta_outbox_count (fixture->store), ==, 1);
  agree (fixture, id, "2.bb");
  g_assert_false (is_waiting (fixture, id));
  g_assert_true (eta_store_restore (fixture->store, id, &error));
  g_assert_true (is_waiting (fixture, id));
}

static void
test_sealing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *a = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
  g_autofree char *b = eta_test_add (fixture->store, &eta_kind_business, "{'name':'B'}");
  g_autofree char *c = eta_test_add (fixture->store, &eta_kind_business, "{'name':'C'}");
  const char *ids[] = { a, b, c, NULL };
  g_autofree char *all = NULL;
  g_autofree char *rest = NULL;
  g_autofree char *one = NULL;
  g_autofree char *sealed = NULL;

  eta_test_set (fixture->store, a, "/founded", "1990");
  all = join_ids (eta_outbox_dup_unsealed (fixture->store, 10, NULL), ids);
  g_assert_cmpstr (all, ==, "120");
  one = join_ids (eta_outbox_dup_unsealed (fixture->store, 1, NULL), ids);
  g_assert_cmpstr (one, ==, "1");
  seal (fixture, c, "op-1");
  seal (fixture, b, "op-2");
  sealed = join_ids (eta_outbox_dup_sealed (fixture->store, NULL), ids);
  g_assert_cmpstr (sealed, ==, "21");
  rest = join_ids (eta_outbox_dup_unsealed (fixture->store, 10, NULL), ids);
  g_assert_cmpstr (rest, ==, "0");
  g_assert_cmpint (eta_outbox_count (fixture->store), ==, 3);
}

static void
test_delays (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *ids[] = { id, NULL };
  g_autofree char *none = NULL;
  g_autofree char *again = NULL;
  g_autofree char *held = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (GPtrArray) delays = NULL;
  g_autoptr (GPtrArray) later = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GError) error = NULL;
  const EtaDelay *delay;

  g_assert_true (eta_outbox_delay (fixture->store, id, "too large", &error));
  none = join_ids (eta_outbox_dup_unsealed (fixture->store, 10, NULL), ids);
  g_assert_cmpstr (none, ==, "");
  fixture->store = eta_test_store_reopen (fixture->store);
  delays = eta_outbox_dup_delays (fixture->store, &error);
  g_assert_cmpuint (delays->len, ==, 1);
  delay = g_ptr_array_index (delays, 0);
  g_assert_cmpstr (delay->subject, ==, id);
  g_assert_cmpstr (delay->reason, ==, "too large");
  g_assert_cmpint (delay->tries, ==, 1);
  g_assert_cmpint (delay->retry_at, >=, now + 60);
  g_assert_cmpint (delay->retry_at, <=, now + 70);

  for (int i = 0; i < 20; i++)
    g_assert_true (eta_outbox_delay (fixture->store, id, "still", &error));
  later = eta_outbox_dup_delays (fixture->store, &error);
  delay = g_ptr_array_index (later, 0);
  g_assert_cmpint (delay->retry_at, >=, now + 24 * 3600);
  g_assert_cmpint (delay->retry_at, <=, now + 24 * 3600 + 10);
  g_assert_true (eta_outbox_forgive (fixture->store, NULL, &error));
  again = join_ids (eta_outbox_dup_unsealed (fixture->store, 10, NULL), ids);
  g_assert_cmpstr (again, ==, "0");

  g_assert_true (eta_outbox_hold (fixture->store, id, "refused", &error));
  held = join_ids (eta_outbox_dup_unsealed (fixture->store, 10, NULL), ids);
  g_assert_cmpstr (held, ==, "");
  eta_test_set (fixture->store, id, "/name", "'B'");
  changed = join_ids (eta_outbox_dup_unsealed (fixture->store, 10, NULL), ids);
  g_assert_cmpstr (changed, ==, "0");
  gone = eta_outbox_dup_delays (fixture->store, &error);
  g_assert_cmpuint (gone->len, ==, 0);
  g_assert_no_error (error);
}

/* Photos are called by one letter here, 64 times. */
static char *
sha (char letter)
{
  return g_strnfill (64, letter);
}

static void
add_photo (GString *photos, const char *key, char letter, char preview, const char *order)
{
  g_autofree char *sha256 = sha (letter);
  g_autofree char *small = sha (preview);

  g_string_append_printf (photos, "%s'%s':{'sha256':'%s','preview':'%s','bytes':1000,'order':'%s'}",
                          photos->len ? "," : "", key, sha256, small, order);
}

static void
assert_photos (GPtrArray *take_photos, const char *letters)
{
  g_autoptr (GPtrArray) photos = take_photos;
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < photos->len; i++)
    g_string_append_c (out, ((EtaOutgoingPhoto *) g_ptr_array_index (photos, i))->sha256[0]);
  g_assert_cmpstr (out->str, ==, letters);
}

#define KEY "0193a000-0000-7000-8000-00000000000"

static void
test_photos (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) photos = g_string_new (NULL);
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;
  g_autofree char *b = sha ('b');
  g_autofree char *d = sha ('d');
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GError) error = NULL;
  gint64 bytes;

  add_photo (photos, KEY "1", 'a', 'b', "a1");
  add_photo (photos, KEY "2", 'c', 'd', "a0");
  id = eta_test_add (fixture->store, &eta_kind_product, "{'cover':'" KEY "1','photos':{%s}}",
                     photos->str);
  /* the cover's preview, the cover, the others */
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "bacd");
  assert_photos (eta_outbox_dup_photos (fixture->store, 2, NULL), "ba");
  g_assert_cmpint (eta_outbox_count_photos (fixture->store, &bytes), ==, 4);
  g_assert_cmpint (bytes, ==, 2000);
  here = eta_store_dup_photos_here (fixture->store, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (here->len, ==, 4);

  g_assert_true (eta_outbox_photo_sent (fixture->store, b, &error));
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "acd");
  g_assert_true (eta_outbox_photo_needed (fixture->store, b, &error));
  g_assert_true (eta_outbox_delay (fixture->store, d, "cut", &error));
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "bac");
  g_assert_true (eta_outbox_photo_sent (fixture->store, d, &error));

  /* another cover, and a photo less */
  eta_test_set (fixture->store, id, "/cover", "'" KEY "2'");
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "cab");
  other = eta_test_add (fixture->store, &eta_kind_product, "{'photos':{%s}}", photos->str);
  eta_test_set (fixture->store, id, "/photos/" KEY "1", NULL);
  g_assert_cmpint (eta_outbox_count_photos (fixture->store, NULL), ==, 3);
  g_assert_true (eta_store_remove (fixture->store, other, &error));
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "c");
  g_assert_true (eta_store_restore (fixture->store, other, &error));
  g_assert_cmpint (eta_outbox_count_photos (fixture->store, NULL), ==, 3);
  assert_photos (eta_outbox_dup_missing_photos (fixture->store, 10, NULL), "");
  g_assert_no_error (error);
}

static void
test_missing_photos (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) photos = g_string_new (NULL);
  g_autofree char *doc = NULL;
  g_autofree char *b = sha ('b');
  g_autofree char *a = sha ('a');
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (GError) error = NULL;

  add_photo (photos, KEY "1", 'a', 'b', "a1");
  doc = g_strdup_printf ("{'photos':{%s}}", photos->str);
  begin (fixture);
  copies = read_copies (fixture, KEY "9");
  copies->kind = &eta_kind_product;
  replace (&copies->doc, doc);
  write_copies (fixture, copies, "Desk 2");
  commit (fixture);
  assert_photos (eta_outbox_dup_missing_photos (fixture->store, 10, NULL), "ba");
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "");
  g_assert_true (eta_outbox_photo_arrived (fixture->store, b, &error));
  assert_photos (eta_outbox_dup_missing_photos (fixture->store, 10, NULL), "a");
  g_assert_true (eta_outbox_photo_arrived (fixture->store, a, &error));
  g_assert_true (eta_outbox_photo_needed (fixture->store, a, &error));
  assert_photos (eta_outbox_dup_photos (fixture->store, 10, NULL), "a");
  g_assert_no_error (error);
}

static char *
rev_of (Fixture *fixture, const char *id, int number)
{
  g_autoptr (EtaRecord) record = eta_store_get (fixture->store, id, NULL);
  g_autofree char *hash = eta_json_hash (eta_record_get_doc (record));

  return g_strdup_printf ("%d.%.16s", number, hash);
}

static void
assert_agreed (Fixture *fixture, const char *id, gint64 shared, const char *rev, const char *name)
{
  g_autoptr (EtaJson) doc = NULL;
  g_autofree char *found = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture);
  doc = eta_outbox_dup_agreed (fixture->store, id, shared, &found, &error);
  commit (fixture);
  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, rev);
  g_assert_cmpstr (eta_json_get_string (doc, "/name"), ==, name);
}

/* Every rev's document is found again, also where typing has gone over it at once, or where it never
 * was the record's own text. */
static void
test_agreed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'One'}");
  g_autofree char *one = rev_of (fixture, id, 10);
  g_autofree char *two = NULL;
  g_autofree char *three = NULL;
  g_autoptr (EtaCopies) copies = NULL;

  agree (fixture, id, one);
  eta_test_set (fixture->store, id, "/name", "'Two'");
  two = rev_of (fixture, id, 20);
  agree (fixture, id, two);
  eta_test_set (fixture->store, id, "/name", "'Typed'");
  eta_test_set (fixture->store, id, "/name", "'Typed on'");

  begin (fixture);
  copies = read_copies (fixture, id);
  replace (&copies->live, NULL);
  replace (&copies->base_doc, "{'name':'Merged'}");
  replace_words (&copies->base_rev, "30.ffffffffffffffff");
  write_copies (fixture, copies, NULL);
  replace (&copies->base_doc, "{'name':'Last'}");
  replace_words (&copies->base_rev, "40.eeeeeeeeeeeeeeee");
  write_copies (fixture, copies, NULL);
  commit (fixture);

  assert_agreed (fixture, id, 9, NULL, NULL);
  assert_agreed (fixture, id, 10, one, "One");
  assert_agreed (fixture, id, 29, two, "Two");
  assert_agreed (fixture, id, 30, "30.ffffffffffffffff", "Merged");
  assert_agreed (fixture, id, 99, "40.eeeeeeeeeeeeeeee", "Last");
}

/* A record of a kind that a newer program has made travels on, as it came. */
static void
test_unknown_kind (Fixture *fixture, gconstpointer data)
{
  const EtaQuery all = { NULL };
  g_autoptr (EtaCopies) copies = NULL;
  g_autoptr (EtaRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  begin (fixture);
  copies = read_copies (fixture, KEY "9");
  copies->kind_name = g_strdup ("future");
  replace (&copies->doc, "{'x':{'y':[1,2]}}");
  write_copies (fixture, copies, "Desk 2");
  commit (fixture);
  record = eta_store_get (fixture->store, KEY "9", &error);
  g_assert_no_error (error);
  g_assert_null (eta_record_get_kind (record));
  eta_test_assert_doc (fixture->store, KEY "9", "{'x':{'y':[1,2]}}");
  g_assert_cmpint (eta_store_count (fixture->store, &all, &error), ==, 0);
  g_assert_true (eta_store_check (fixture->store, NULL, &error));
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*func) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/outbox/copies", test_copies },   { "/outbox/waiting", test_waiting },
    { "/outbox/sealing", test_sealing }, { "/outbox/delays", test_delays },
    { "/outbox/photos", test_photos },   { "/outbox/missing-photos", test_missing_photos },
    { "/outbox/agreed", test_agreed },   { "/outbox/unknown-kind", test_unknown_kind },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
