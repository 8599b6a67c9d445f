/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-merge.h"

#include <string.h>

static EtaJson *
json (const char *text)
{
  return text ? eta_json_parse (text, -1, NULL) : NULL;
}

#define B &eta_kind_business
#define P &eta_kind_product
#define C &eta_kind_conflict

typedef struct {
  const EtaKind *kind;
  const char *base, *ours, *theirs, *merged, *clashes;
} Case;

static const Case cases[] = {
  { B, "{\"name\":\"a\",\"street\":\"s\"}", "{\"name\":\"b\",\"street\":\"s\"}",
    "{\"name\":\"a\",\"street\":\"t\"}", "{\"name\":\"b\",\"street\":\"t\"}", NULL },
  { B, "{\"name\":\"a\"}", "{\"name\":\"b\"}", "{\"name\":\"c\"}", "{\"name\":\"c\"}",
    "{\"/name\":{\"base\":\"a\",\"ours\":\"b\",\"theirs\":\"c\"}}" },
  { B, NULL, "{\"name\":\"b\",\"x\":1}", "{\"name\":\"c\",\"y\":2}",
    "{\"name\":\"c\",\"x\":1,\"y\":2}", "{\"/name\":{\"ours\":\"b\",\"theirs\":\"c\"}}" },
  /* Taken out here, changed there: theirs stands, and that we took it out is said. */
  { B, "{\"name\":\"a\"}", "{}", "{\"name\":\"c\"}", "{\"name\":\"c\"}",
    "{\"/name\":{\"base\":\"a\",\"theirs\":\"c\"}}" },
  { B, "{\"name\":\"a\"}", "{\"name\":\"b\"}", "{}", "{}",
    "{\"/name\":{\"base\":\"a\",\"ours\":\"b\"}}" },
  { B, "{\"name\":\"a\",\"street\":\"s\"}", "{\"name\":\"a\"}", "{\"name\":\"c\",\"street\":\"s\"}",
    "{\"name\":\"c\"}", NULL },
  /* Sets */
  { B, "{\"brands\":[\"a\",\"b\"]}", "{\"brands\":[\"a\",\"c\"]}",
    "{\"brands\":[\"d\",\"b\",\"a\"]}", "{\"brands\":[\"d\",\"a\",\"c\"]}", NULL },
  { B, "{}", "{\"brands\":[\"a\"]}", "{\"brands\":[\"b\"]}", "{\"brands\":[\"b\",\"a\"]}", NULL },
  /* Languages and keyed lists by member */
  { P, "{\"name\":{\"id\":\"a\"}}", "{\"name\":{\"id\":\"a\",\"en\":\"o\"}}",
    "{\"name\":{\"id\":\"t\"}}", "{\"name\":{\"id\":\"t\",\"en\":\"o\"}}", NULL },
  { P, "{\"name\":{\"id\":\"a\"}}", "{}", "{\"name\":{\"id\":\"a\",\"en\":\"t\"}}",
    "{\"name\":{\"en\":\"t\"}}", NULL },
  { P, "{\"papers\":{\"k\":{\"kind\":\"halal\"}}}",
    "{\"papers\":{\"k\":{\"kind\":\"halal\",\"number\":\"1\"},\"o\":{\"kind\":\"sni\"}}}",
    "{\"papers\":{\"k\":{\"kind\":\"halal\",\"issuer\":\"x\"},\"t\":{\"kind\":\"gmp\"}}}",
    "{\"papers\":{\"k\":{\"kind\":\"halal\",\"issuer\":\"x\",\"number\":\"1\"},\"t\":{\"kind\":\"gmp\"},"
    "\"o\":{\"kind\":\"sni\"}}}",
    NULL },
  { P, "{\"papers\":{\"k\":{\"kind\":\"halal\"}}}", "{\"papers\":{}}",
    "{\"papers\":{\"k\":{\"kind\":\"sni\"}}}", "{\"papers\":{\"k\":{\"kind\":\"sni\"}}}",
    "{\"/papers/k\":{\"base\":{\"kind\":\"halal\"},\"theirs\":{\"kind\":\"sni\"}}}" },
  /* Groups go over whole */
  { P, "{\"price\":{\"amount\":\"1\",\"currency\":\"IDR\"}}",
    "{\"price\":{\"amount\":\"2\",\"currency\":\"IDR\"}}",
    "{\"price\":{\"amount\":\"1\",\"currency\":\"USD\"}}",
    "{\"price\":{\"amount\":\"1\",\"currency\":\"USD\"}}",
    "{\"/price/amount\":{\"base\":\"1\",\"ours\":\"2\",\"theirs\":\"1\"},"
    "\"/price/currency\":{\"base\":\"IDR\",\"ours\":\"IDR\",\"theirs\":\"USD\"}}" },
  { P, "{\"price\":{\"amount\":\"1\",\"currency\":\"IDR\"},\"sku\":\"a\"}",
    "{\"price\":{\"amount\":\"2\",\"currency\":\"USD\"},\"sku\":\"a\"}",
    "{\"price\":{\"amount\":\"1\",\"currency\":\"IDR\"},\"sku\":\"t\"}",
    "{\"price\":{\"amount\":\"2\",\"currency\":\"USD\"},\"sku\":\"t\"}", NULL },
  { P, "{\"price\":{\"amount\":\"1\",\"unit\":\"KGM\"}}", "{}",
    "{\"price\":{\"amount\":\"2\",\"unit\":\"KGM\"}}",
    "{\"price\":{\"amount\":\"2\",\"unit\":\"KGM\"}}",
    "{\"/price/amount\":{\"base\":\"1\",\"theirs\":\"2\"},"
    "\"/price/unit\":{\"base\":\"KGM\",\"theirs\":\"KGM\"}}" },
  { B, "{\"lat\":1,\"lon\":2}", "{\"lat\":3,\"lon\":2}", "{\"lat\":1,\"lon\":4}",
    "{\"lat\":1,\"lon\":4}",
    "{\"/lat\":{\"base\":1,\"ours\":3,\"theirs\":1},\"/lon\":{\"base\":2,\"ours\":2,\"theirs\":4}}" },
  { P, "{\"photos\":{\"k\":{\"sha256\":\"a\",\"width\":1}}}",
    "{\"photos\":{\"k\":{\"sha256\":\"b\",\"width\":2}}}",
    "{\"photos\":{\"k\":{\"sha256\":\"a\",\"width\":1,\"credit\":\"t\"}}}",
    "{\"photos\":{\"k\":{\"sha256\":\"b\",\"width\":2,\"credit\":\"t\"}}}", NULL },
  /* What nobody knows is merged too */
  { B, "{\"x\":{\"y\":{\"a\":1}}}", "{\"x\":{\"y\":{\"a\":1,\"b\":2}}}",
    "{\"x\":{\"y\":{\"a\":3}}}", "{\"x\":{\"y\":{\"a\":3,\"b\":2}}}", NULL },
  { B, "{}", "{\"x~y/z\":1}", "{\"x~y/z\":2}", "{\"x~y/z\":2}",
    "{\"/x~0y~1z\":{\"ours\":1,\"theirs\":2}}" },
  { B, "{\"x\":1}", "{\"x\":null}", "{\"x\":2}", "{\"x\":2}",
    "{\"/x\":{\"base\":1,\"ours\":null,\"theirs\":2}}" },
  /* Whole documents */
  { B, "{\"name\":\"a\"}", NULL, "{\"name\":\"c\"}", "{\"name\":\"c\"}", NULL },
  { B, "{\"name\":\"a\"}", "{\"name\":\"b\"}", NULL, "{\"name\":\"b\"}", NULL },
  { B, "{\"name\":\"a\"}", "{\"name\":\"a\"}", NULL, NULL, NULL },
  { B, "{\"name\":\"a\"}", NULL, "{\"name\":\"a\"}", NULL, NULL },
  { B, NULL, NULL, NULL, NULL, NULL },
  /* Conflict records */
  { C, "{\"state\":\"open\"}", "{\"state\":\"resolved\",\"x\":1}", "{\"state\":\"open\",\"x\":2}",
    "{\"state\":\"resolved\",\"x\":2}", NULL },
  { C, "{}", "{\"state\":\"open\"}", "{\"state\":\"resolved\"}", "{\"state\":\"resolved\"}", NULL },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (EtaJson) base = json (cases[i].base);
    g_autoptr (EtaJson) ours = json (cases[i].ours);
    g_autoptr (EtaJson) theirs = json (cases[i].theirs);
    g_autoptr (EtaJson) wanted = json (cases[i].merged);
    g_autoptr (EtaJson) wanted_clashes = json (cases[i].clashes);
    g_autoptr (EtaJson) clashes = NULL;
    g_autoptr (EtaJson) merged = eta_merge (cases[i].kind, base, ours, theirs, &clashes);
    g_autofree char *text = merged ? eta_json_canonical (merged) : NULL;
    g_autofree char *wanted_text = wanted ? eta_json_canonical (wanted) : NULL;
    g_autofree char *clash_text = clashes ? eta_json_canonical (clashes) : NULL;
    g_autofree char *wanted_clash = wanted_clashes ? eta_json_canonical (wanted_clashes) : NULL;

    g_test_message ("case %u", i);
    g_assert_cmpstr (text, ==, wanted_text);
    g_assert_cmpstr (clash_text, ==, wanted_clash);
  }
}

/* Random documents with a little of everything */
static const char *const leaves[] = {
  "/name/id",
  "/name/en",
  "/sku",
  "/price/amount",
  "/price/currency",
  "/price/unit",
  "/hs",
  "/hs_version",
  "/papers/a/kind",
  "/papers/a/number",
  "/papers/b/kind",
  "/photos/a/sha256",
  "/photos/a/width",
  "/photos/a/credit",
  "/x/y/z",
  "/x/w",
  "/stranger",
};
static const char *const sets[] = { "/allergens", "/x/set" };

static void
change (GRand *random, EtaJson *doc)
{
  guint pick = g_rand_int_range (random, 0, G_N_ELEMENTS (leaves) + G_N_ELEMENTS (sets) + 2);

  if (pick < G_N_ELEMENTS (leaves)) {
    if (g_rand_boolean (random))
      eta_json_take (doc, leaves[pick], eta_json_new_int (g_rand_int_range (random, 0, 4)));
    else
      eta_json_remove (doc, leaves[pick]);
  } else if (pick < G_N_ELEMENTS (leaves) + G_N_ELEMENTS (sets)) {
    EtaJson *set = eta_json_new_array ();

    for (int i = 0; i < 5; i++)
      if (g_rand_boolean (random))
        eta_json_append (set, eta_json_new_int (i));
    eta_json_take (doc, sets[pick - G_N_ELEMENTS (leaves)], set);
  } else {
    eta_json_remove (doc, g_rand_boolean (random) ? "/papers/a" : "/price");
  }
}

static EtaJson *
change_copy (GRand *random, const EtaJson *from, int most)
{
  EtaJson *doc = eta_json_copy (from);

  for (int n = g_rand_int_range (random, 0, most); n > 0; n--)
    change (random, doc);
  return doc;
}

/* Whether there is a clash of @pointer, or of something that it lies in */
static gboolean
clashes_at (const EtaJson *clashes, const char *pointer)
{
  eta_json_foreach (clash, clashes) {
    const char *key = eta_json_key (clash);
    gsize length = strlen (key);

    if (strncmp (pointer, key, length) == 0 && (!pointer[length] || pointer[length] == '/'))
      return TRUE;
  }
  return FALSE;
}

static gboolean
same (const EtaJson *a, const EtaJson *b)
{
  return a == b || (a && b && eta_json_equal (a, b));
}

static void
see_leaf (const char *pointer, const EtaJson *const docs[4], const EtaJson *clashes)
{
  const EtaJson *base = eta_json_get (docs[0], pointer), *ours = eta_json_get (docs[1], pointer);
  const EtaJson *theirs = eta_json_get (docs[2], pointer),
                *merged = eta_json_get (docs[3], pointer);
  gboolean clash = clashes_at (clashes, pointer);

  g_assert_true (same (merged, ours) || same (merged, theirs));
  if (!same (ours, base) && !same (ours, theirs))
    g_assert_true (same (merged, ours) || clash);
  if (!same (theirs, base))
    g_assert_true (same (merged, theirs));
  if (clash)
    g_assert_true (same (merged, theirs));
}

static void
see_set (const char *pointer, const EtaJson *const docs[4], const EtaJson *clashes)
{
  if (clashes_at (clashes, pointer))
    return; /* what it lies in was taken out on one side: looked at by see_leaf() */
  for (int i = 0; i < 5; i++) {
    g_autoptr (EtaJson) member = eta_json_new_int (i);
    gboolean has[4];

    for (int d = 0; d < 4; d++)
      has[d] = eta_json_array_has (eta_json_get (docs[d], pointer), member);
    /* What one side put in or took out holds; else it is as it was. */
    g_assert_cmpint (has[3], ==, has[1] == has[0] ? has[2] : has[1]);
  }
}

static void
see_group (const char *const *pointers, const EtaJson *const docs[4])
{
  gboolean ours = TRUE, theirs = TRUE;

  for (; *pointers; pointers++) {
    const EtaJson *merged = eta_json_get (docs[3], *pointers);

    ours &= same (merged, eta_json_get (docs[1], *pointers));
    theirs &= same (merged, eta_json_get (docs[2], *pointers));
  }
  g_assert_true (ours || theirs);
}

static void
see_merge (const EtaJson *base, const EtaJson *ours, const EtaJson *theirs)
{
  static const char *const price[] = { "/price/amount", "/price/currency", "/price/unit", NULL };
  static const char *const hs[] = { "/hs", "/hs_version", NULL };
  static const char *const file[] = { "/photos/a/sha256", "/photos/a/width", NULL };
  g_autoptr (EtaJson) clashes = NULL;
  g_autoptr (EtaJson) merged = eta_merge (P, base, ours, theirs, &clashes);
  const EtaJson *const docs[] = { base, ours, theirs, merged };

  for (guint i = 0; i < G_N_ELEMENTS (leaves); i++)
    see_leaf (leaves[i], docs, clashes);
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    see_set (sets[i], docs, clashes);
  see_group (price, docs);
  see_group (hs, docs);
  see_group (file, docs);
}

static void
see_equal (const EtaJson *base, const EtaJson *ours, const EtaJson *theirs, const EtaJson *wanted)
{
  g_autoptr (EtaJson) clashes = NULL;
  g_autoptr (EtaJson) merged = eta_merge (P, base, ours, theirs, &clashes);

  g_assert_true (eta_json_equal (merged, wanted));
  g_assert_null (clashes);
}

static void
test_properties (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261124);
  g_autoptr (EtaJson) nothing = eta_json_new_object ();

  for (int i = 0; i < 20000; i++) {
    g_autoptr (EtaJson) base = change_copy (random, nothing, 30);
    g_autoptr (EtaJson) ours = change_copy (random, base, 8);
    g_autoptr (EtaJson) theirs = change_copy (random, base, 8);

    see_equal (base, ours, ours, ours);
    see_equal (base, base, theirs, theirs);
    see_equal (base, ours, base, ours);
    see_merge (base, ours, theirs);
    see_merge (NULL, ours, theirs);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/merge/cases", test_cases);
  g_test_add_func ("/merge/properties", test_properties);
  return g_test_run ();
}
