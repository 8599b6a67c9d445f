/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"
#include "eta-test-store.h"

/* A mirror that knows only what "items-changed" tells must always equal the list itself, and what a
 * plain query gives. */

typedef struct {
  EtaStore *store;
  EtaRowList *list;
  GPtrArray *mirror; /* ids */
  GPtrArray *told; /* "position-removed+added" */
} Fixture;

static char *
id_at (EtaRowList *list, guint position)
{
  g_autoptr (EtaRow) row = g_list_model_get_item (G_LIST_MODEL (list), position);

  g_assert_nonnull (row);
  return g_strdup (eta_row_get_id (row));
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->mirror->len);
  if (removed)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, position + i, id_at (ETA_ROW_LIST (model), position + i));
  g_assert_cmpuint (fixture->mirror->len, ==, g_list_model_get_n_items (model));
  g_ptr_array_add (fixture->told, g_strdup_printf ("%u-%u+%u", position, removed, added));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->store = eta_test_store_new ();
  fixture->mirror = g_ptr_array_new_with_free_func (g_free);
  fixture->told = g_ptr_array_new_with_free_func (g_free);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  while (G_OBJECT (fixture->list)->ref_count > 1) /* what is looked for in a thread holds it */
    g_main_context_iteration (NULL, TRUE);
  g_assert_finalize_object (fixture->list);
  eta_test_store_free (fixture->store);
  g_ptr_array_unref (fixture->mirror);
  g_ptr_array_unref (fixture->told);
}

static void
look_at_all (Fixture *fixture)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    g_free (id_at (fixture->list, i));
}

static void
make_list (Fixture *fixture, const EtaQuery *query)
{
  fixture->list = eta_row_list_new (fixture->store, query);
  eta_row_list_flush (fixture->list);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (fixture->list)); i++)
    g_ptr_array_add (fixture->mirror, id_at (fixture->list, i));
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

/* Lets the news through, and what follows them a moment later. */
static void
settle (Fixture *fixture)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
  eta_row_list_flush (fixture->list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
add_many (Fixture *fixture, guint n)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_begin (fixture->store, "Many", &error));
  for (guint i = 0; i < n; i++)
    g_free (eta_test_add (fixture->store, &eta_kind_business, "{'name':'Usaha %05u'}", i * 10));
  g_assert_true (eta_store_commit (fixture->store, &error));
  g_assert_no_error (error);
}

static void
assert_true_to (Fixture *fixture, const EtaQuery *query)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = eta_store_dup_rows (fixture->store, query, NULL, 100000, &error);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (fixture->list));

  g_assert_no_error (error);
  if (eta_row_list_get_total (fixture->list) >= 0)
    g_assert_cmpuint (rows->len, ==, n);
  g_assert_cmpuint (fixture->mirror->len, ==, n);
  for (guint i = 0; i < n; i++) {
    g_autofree char *id = id_at (fixture->list, i);

    g_assert_cmpstr (id, ==, eta_row_get_id (g_ptr_array_index (rows, i)));
  }
}

static void
assert_told (Fixture *fixture, const char *expected)
{
  g_autofree char *told = NULL;

  g_ptr_array_add (fixture->told, NULL);
  told = g_strjoinv (" ", (char **) fixture->told->pdata);
  g_assert_cmpstr (told, ==, expected);
  g_ptr_array_set_size (fixture->told, 0);
}

static void
test_small (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business };
  g_autofree char *b = NULL;
  g_autofree char *a = NULL;
  g_autofree char *c = NULL;
  g_autoptr (GError) error = NULL;

  make_list (fixture, &query);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 0);
  b = eta_test_add (fixture->store, &eta_kind_business, "{'name':'B'}");
  settle (fixture);
  assert_told (fixture, "0-0+1");
  a = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A'}");
  c = eta_test_add (fixture->store, &eta_kind_business, "{'name':'C'}");
  settle (fixture);
  look_at_all (fixture);
  g_ptr_array_set_size (fixture->told, 0);
  g_assert_cmpint (eta_row_list_find (fixture->list, b), ==, 1);

  /* an edit that keeps its place replaces one row; one that nobody sees is not told */
  eta_test_set (fixture->store, b, "/name", "'B2'");
  settle (fixture);
  assert_told (fixture, "1-1+1");
  eta_test_set (fixture->store, b, "/name", "'D'");
  settle (fixture);
  assert_true_to (fixture, &query);
  g_ptr_array_set_size (fixture->told, 0);
  g_assert_true (eta_store_remove (fixture->store, c, &error));
  settle (fixture);
  assert_told (fixture, "1-1+0");
  assert_true_to (fixture, &query);
}

static void
test_long (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business };
  g_autofree char *id = NULL;
  g_autofree char *far = NULL;
  g_autofree char *first = NULL;
  g_autoptr (GError) error = NULL;

  add_many (fixture, 2000);
  make_list (fixture, &query);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 2000);
  assert_true_to (fixture, &query);

  /* into pages that are loaded (the last ones) */
  id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Usaha 19005'}");
  settle (fixture);
  assert_told (fixture, "1901-0+1");
  g_assert_cmpint (eta_row_list_find (fixture->list, id), ==, 1901);
  assert_true_to (fixture, &query);

  /* into one that is not: told at its end, and right when it is looked at */
  far = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Usaha 00005'}");
  settle (fixture);
  assert_told (fixture, "128-0+1");
  g_ptr_array_set_size (fixture->mirror, 0);
  for (guint i = 0; i < 2002; i++)
    g_ptr_array_add (fixture->mirror, id_at (fixture->list, i));
  assert_true_to (fixture, &query);

  first = id_at (fixture->list, 0);
  g_assert_true (eta_store_remove (fixture->store, first, &error));
  settle (fixture);
  assert_told (fixture, "0-1+0");
  add_many (fixture, 1000);
  settle (fixture);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 3001);
  g_ptr_array_set_size (fixture->mirror, 0);
  for (guint i = 0; i < 3001; i++)
    g_ptr_array_add (fixture->mirror, id_at (fixture->list, i));
  assert_true_to (fixture, &query);
}

static void
told_cb (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_ptr_array_add (fixture->told, g_strdup_printf ("%u-%u+%u", position, removed, added));
}

/* Where nobody has looked, only the number of rows is known; it follows, and so does what is found there. */
static void
test_beyond (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business };
  g_autofree char *far = NULL;
  g_autofree char *gone = NULL;
  g_autofree char *first = NULL;
  g_autofree char *edge = NULL;
  g_autoptr (GError) error = NULL;

  add_many (fixture, 1000);
  fixture->list = eta_row_list_new (fixture->store, &query);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 1000);
  first = id_at (fixture->list, 0);
  gone = id_at (fixture->list, 300);
  edge = id_at (fixture->list, 383);
  g_signal_connect (fixture->list, "items-changed", G_CALLBACK (told_cb), fixture);

  far = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Usaha 09005'}");
  settle (fixture);
  assert_told (fixture, "1000-0+1");
  g_assert_true (eta_store_remove (fixture->store, gone, &error));
  settle (fixture);
  assert_told (fixture, "300-1+0");
  g_assert_true (eta_store_remove (fixture->store, first, &error));
  settle (fixture);
  assert_told (fixture, "0-1+0");
  /* the last row that is known goes far away */
  eta_test_set (fixture->store, edge, "/name", "'Usaha 08005'");
  settle (fixture);
  assert_told (fixture, "381-1+0 998-0+1");
  for (guint i = 0; i < 999; i++)
    g_ptr_array_add (fixture->mirror, id_at (fixture->list, i));
  assert_true_to (fixture, &query);
  g_assert_cmpint (eta_row_list_find (fixture->list, far), ==, 899);
}

/* The last row of a page moves by one place, over the page's end. */
static void
test_over_the_edge (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business };
  g_autofree char *id = NULL;

  add_many (fixture, 300);
  make_list (fixture, &query);
  settle (fixture);
  id = id_at (fixture->list, 127);
  eta_test_set (fixture->store, id, "/name", "'Usaha 01285'");
  settle (fixture);
  assert_true_to (fixture, &query);
  g_assert_cmpint (eta_row_list_find (fixture->list, id), ==, 128);
}

static void
test_search (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business, .text = "usah" };
  g_autofree char *id = NULL;
  g_autofree char *last = NULL;
  g_autoptr (GError) error = NULL;

  add_many (fixture, 130);
  make_list (fixture, &query);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, -1);
  settle (fixture);
  look_at_all (fixture);
  settle (fixture);
  look_at_all (fixture);
  settle (fixture);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 130);
  assert_told (fixture, "50-0+50 100-0+30");
  assert_true_to (fixture, &query);

  id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'Usaha Baru'}");
  settle (fixture);
  assert_told (fixture, "0-0+1");
  eta_test_set (fixture->store, id, "/name", "'Toko'");
  settle (fixture);
  assert_told (fixture, "0-1+0");
  last = id_at (fixture->list, 129);
  g_assert_true (eta_store_remove (fixture->store, last, &error));
  settle (fixture);
  assert_told (fixture, "129-1+0");
  assert_true_to (fixture, &query);
}

static void
test_other_query (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business };
  const EtaQuery other = { .kind = &eta_kind_business, .sort = ETA_SORT_CHANGED };

  add_many (fixture, 10);
  make_list (fixture, &query);
  eta_row_list_set_query (fixture->list, &other);
  assert_told (fixture, "0-10+10");
  assert_true_to (fixture, &other);
}

static void
replaced_cb (EtaRowList *list, gboolean *replaced)
{
  *replaced = TRUE;
}

static gboolean
time_is_up_cb (gpointer data)
{
  g_error ("never became true");
  return G_SOURCE_REMOVE;
}

/* What takes a walk is read in a thread: what stood stands until then, the newest question is answered, and
 * what changed meanwhile is not missed. */
static void
test_in_a_thread (Fixture *fixture, gconstpointer data)
{
  const EtaQuery query = { .kind = &eta_kind_business };
  const EtaQuery first = { .kind = &eta_kind_business, .region = "71.71" };
  const EtaQuery second = { .kind = &eta_kind_business, .region = "71.73" };
  guint clock = g_timeout_add_seconds (30, time_is_up_cb, NULL);
  gboolean replaced = FALSE;
  g_autofree char *id = NULL;
  g_autofree char *other = NULL;

  add_many (fixture, 10);
  id = eta_test_add (fixture->store, &eta_kind_business, "{'name':'A','regency':'71.73'}");
  make_list (fixture, &query);
  settle (fixture);
  g_signal_connect (fixture->list, "replaced", G_CALLBACK (replaced_cb), &replaced);
  eta_row_list_set_query (fixture->list, &first);
  eta_row_list_set_query (fixture->list, &second);
  g_assert_true (eta_row_list_is_reading (fixture->list));
  g_assert_true (eta_row_list_get_query (fixture->list)->region != NULL);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 11);
  other = eta_test_add (fixture->store, &eta_kind_business, "{'name':'B','regency':'71.73'}");
  while (!replaced)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (eta_row_list_is_reading (fixture->list));
  while (eta_row_list_get_total (fixture->list) != 2)
    g_main_context_iteration (NULL, TRUE);
  assert_true_to (fixture, &second);

  eta_test_set (fixture->store, other, "/name", "'0 before A'");
  while (eta_row_list_find (fixture->list, other) != 0)
    g_main_context_iteration (NULL, TRUE);
  eta_test_set (fixture->store, id, "/regency", "'71.71'");
  while (eta_row_list_get_total (fixture->list) != 1)
    g_main_context_iteration (NULL, TRUE);
  assert_true_to (fixture, &second);

  /* A question that is answered at once comes before one that is being looked for. */
  eta_row_list_set_query (fixture->list, &first);
  eta_row_list_set_query (fixture->list, &query);
  g_assert_cmpint (eta_row_list_get_total (fixture->list), ==, 12);
  settle (fixture);
  assert_true_to (fixture, &query);
  g_source_remove (clock);
}

/* Every kind of list, under changes of every kind: the mirror and the query agree in the end. */
static void
test_random (Fixture *fixture, gconstpointer data)
{
  static const EtaQuery queries[] = {
    { .kind = &eta_kind_business },
    { .kind = &eta_kind_business, .sort = ETA_SORT_CHANGED },
    { .sort = ETA_SORT_SCORE },
    { .view = ETA_VIEW_TRASH },
    { .view = ETA_VIEW_TO_SEND },
    { .view = ETA_VIEW_RETURNED },
    { .kind = &eta_kind_business, .state = "returned", .sort = ETA_SORT_CHANGED },
    { .kind = &eta_kind_business, .region = "71.71" },
    { .text = "usaha" },
  };
  const EtaQuery *query = &queries[GPOINTER_TO_UINT (data)];
  static const char *const states[] = { "'draft'", "'returned'" };
  static const char *const regions[] = { "'71.71'", "'71.73'" };
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;

  add_many (fixture, 300);
  make_list (fixture, query);
  for (int round = 0; round < 4; round++) {
    for (int i = 0; i < 8; i++) {
      const char *id = ids->len ? g_ptr_array_index (ids, g_test_rand_int_range (0, ids->len)) : "";
      g_autofree char *name = g_strdup_printf ("'Usaha %05d'", g_test_rand_int_range (0, 3000));
      g_autoptr (EtaRecord) record = *id ? eta_store_get (fixture->store, id, &error) : NULL;
      gboolean deleted = record && eta_record_is_deleted (record);

      switch (g_test_rand_int_range (0, 5)) {
      case 0:
        g_ptr_array_add (ids,
                         eta_test_add (fixture->store, &eta_kind_business, "{'name':%s}", name));
        break;
      case 1:
        if (record && !deleted)
          eta_test_set (fixture->store, id, "/name", name);
        break;
      case 2:
        if (record && !deleted)
          eta_test_set (fixture->store, id, "/state", states[g_test_rand_int_range (0, 2)]);
        break;
      case 3:
        if (record && !deleted)
          eta_test_set (fixture->store, id, "/regency", regions[g_test_rand_int_range (0, 2)]);
        break;
      default:
        if (record)
          g_assert_true (deleted ? eta_store_restore (fixture->store, id, &error)
                                 : eta_store_remove (fixture->store, id, &error));
      }
      g_main_context_iteration (NULL, FALSE);
    }
    settle (fixture);
    assert_true_to (fixture, query);
    for (guint i = 0; i < fixture->mirror->len; i++) {
      g_autofree char *id = id_at (fixture->list, i);
      g_assert_cmpstr (id, ==, g_ptr_array_index (fixture->mirror, i));
    }
  }
  g_assert_true (eta_store_check (fixture->store, NULL, &error));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/row-list/small", Fixture, NULL, set_up, test_small, tear_down);
  g_test_add ("/row-list/long", Fixture, NULL, set_up, test_long, tear_down);
  g_test_add ("/row-list/beyond", Fixture, NULL, set_up, test_beyond, tear_down);
  g_test_add ("/row-list/over-the-edge", Fixture, NULL, set_up, test_over_the_edge, tear_down);
  g_test_add ("/row-list/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/row-list/other-query", Fixture, NULL, set_up, test_other_query, tear_down);
  g_test_add ("/row-list/in-a-thread", Fixture, NULL, set_up, test_in_a_thread, tear_down);
  for (guint i = 0; i < 9; i++) {
    g_autofree char *path = g_strdup_printf ("/row-list/random/%u", i);
    g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_random, tear_down);
  }
  return g_test_run ();
}
