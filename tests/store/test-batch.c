/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-batch.h"
#include "eta-test-store.h"

/* One thing to many records: what it would come to is what it comes to, in one step. */

#define TOMOHON "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.73'}"
#define MANADO "{'name':'Abon Cakalang','country':'ID','province':'71','regency':'71.71'}"
#define AMBON "{'name':'Tenun Latu','country':'ID','province':'81','regency':'81.71'}"

static EtaBatch *
set_field (const char *const *ids, const EtaKind *kind, const char *pointer, const char *values)
{
  const EtaField *field = eta_kind_field (kind, pointer);

  return eta_batch_new_set (g_strdupv ((char **) ids), kind, field, field,
                            eta_test_doc ("%s", values));
}

static char *
dup_value (EtaStore *store, const char *id, const char *pointer)
{
  g_autoptr (EtaRecord) record = eta_store_get (store, id, NULL);

  return g_strdup (eta_json_get_string (eta_record_get_doc (record), pointer));
}

static void
assert_value (EtaStore *store, const char *id, const char *pointer, const char *expected)
{
  g_autofree char *value = dup_value (store, id, pointer);

  g_assert_cmpstr (value, ==, expected);
}

static guint
count_before (EtaBatch *batch, const char *words)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (batch->before, words));
}

/* Three are changed, one has it already, one would lie in another province, one is a product. */
static void
test_set (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *first = eta_test_add (store, &eta_kind_business, TOMOHON);
  g_autofree char *second = eta_test_add (store, &eta_kind_business, TOMOHON);
  g_autofree char *bare = eta_test_add (store, &eta_kind_business, "{'name':'Gula Aren'}");
  g_autofree char *same = eta_test_add (store, &eta_kind_business, MANADO);
  g_autofree char *far = eta_test_add (store, &eta_kind_business, AMBON);
  g_autofree char *product = eta_test_add (store, &eta_kind_product, "{'name':{'id':'Kopi'}}");
  const char *ids[] = { first, second, bare, same, far, product, NULL };
  g_autoptr (EtaBatch) batch =
      set_field (ids, &eta_kind_business, "/regency", "{'regency':'71.71'}");
  g_autoptr (EtaPastStep) step = NULL;
  g_autoptr (GError) error = NULL;

  for (int really = 0; really <= 1; really++) {
    if (really)
      eta_batch_run (batch, store, &error);
    else
      eta_batch_look (batch, store, &error);
    g_assert_no_error (error);
    g_assert_cmpuint (batch->done, ==, 3);
    g_assert_cmpuint (batch->same, ==, 1);
    g_assert_cmpuint (count_before (batch, "Tomohon City"), ==, 2);
    g_assert_cmpuint (count_before (batch, ""), ==, 1);
    g_assert_cmpuint (batch->refused->len, ==, 2);
    g_assert_cmpstr (((EtaRefused *) batch->refused->pdata[0])->title, ==, "Tenun Latu");
    g_assert_cmpstr (((EtaRefused *) batch->refused->pdata[1])->reason, ==, "It has no such field");
    assert_value (store, first, "/regency", really ? "71.71" : "71.73");
  }
  assert_value (store, far, "/regency", "81.71");

  step = eta_store_dup_step_to_undo (store, 0);
  g_assert_cmpstr (step->label, ==, "Set “Regency/City” in 3 records");
  g_assert_true (eta_store_undo (store, 0, NULL, &error));
  assert_value (store, first, "/regency", "71.73");
  assert_value (store, bare, "/regency", NULL);
  eta_test_store_free (store);
}

/* A number takes its unit along; what is left empty stays as it is, and all of it empty empties. */
static void
test_measure (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id =
      eta_test_add (store, &eta_kind_product, "{'net':{'amount':'2.50','unit':'GRM'}}");
  const char *ids[] = { id, NULL };
  const EtaField *field = eta_kind_field (&eta_kind_product, "/net/amount");
  g_autoptr (EtaBatch) unit =
      eta_batch_new_set (g_strdupv ((char **) ids), &eta_kind_product, field, field + 1,
                         eta_test_doc ("{'net':{'unit':'KGM'}}"));
  g_autoptr (EtaBatch) nothing = eta_batch_new_set (g_strdupv ((char **) ids), &eta_kind_product,
                                                    field, field + 1, eta_json_new_object ());
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_batch_is_emptying (unit));
  g_assert_true (eta_batch_run (unit, store, &error));
  assert_value (store, id, "/net/amount", "2.50");
  assert_value (store, id, "/net/unit", "KGM");
  g_assert_true (eta_batch_is_emptying (nothing));
  g_assert_true (eta_batch_run (nothing, store, &error));
  assert_value (store, id, "/net/amount", NULL);
  assert_value (store, id, "/net/unit", NULL);
  eta_test_store_free (store);
}

/* An error that stood there before is no reason; one that the value brings is. */
static void
test_errors (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id = eta_test_add (store, &eta_kind_product, "{'name':{'id':'K'}}");
  const char *ids[] = { id, NULL };
  g_autoptr (EtaBatch) good =
      set_field (ids, &eta_kind_product, "/packaging", "{'packaging':'Box'}");
  g_autoptr (EtaBatch) person =
      set_field (ids, &eta_kind_product, "/packaging", "{'packaging':'7171012501900001'}");
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_batch_run (good, store, &error));
  g_assert_cmpuint (good->done, ==, 1);
  g_assert_true (eta_batch_run (person, store, &error));
  g_assert_cmpuint (person->refused->len, ==, 1);
  assert_value (store, id, "/packaging", "Box");
  eta_test_store_free (store);
}

static void
test_cancel (void)
{
  EtaStore *store = eta_test_store_new ();
  g_autofree char *id = eta_test_add (store, &eta_kind_business, MANADO);
  const char *ids[] = { id, NULL };
  g_autoptr (EtaBatch) batch = eta_batch_new (ETA_BATCH_TRASH, g_strdupv ((char **) ids));
  g_autoptr (EtaRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (batch->cancellable);
  g_assert_false (eta_batch_run (batch, store, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  record = eta_store_get (store, id, NULL);
  g_assert_false (eta_record_is_deleted (record));
  eta_test_store_free (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/batch/set", test_set);
  g_test_add_func ("/batch/measure", test_measure);
  g_test_add_func ("/batch/errors", test_errors);
  g_test_add_func ("/batch/cancel", test_cancel);
  return g_test_run ();
}
