/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-change.h"

#define B &eta_kind_business
#define P &eta_kind_product
#define T &eta_kind_training

typedef struct {
  const EtaKind *kind;
  const char *before, *after;
  const char
      *changes; /* "-/pointer" gone, "+/pointer" new, "~/pointer" other; in brackets: not known */
  const char *only; /* path of the only row */
} Case;

static const Case cases[] = {
  { B, "{'name':'a'}", "{'name':'a'}", "", NULL },
  { B, "{'name':'a'}", "{'name':'b'}", "~/name", "/name" },
  { B, NULL, "{'name':'b','nib':'1'}", "+/name +/nib", NULL },
  { B, "{'name':'b'}", NULL, "-/name", "/name" },
  /* The table's order, not the documents' */
  { B, "{'brands':['x'],'name':'a'}", "{'brands':['y'],'name':'b'}", "~/name ~/brands", NULL },
  { P, "{'name':{'id':'a'}}", "{'name':{'id':'b','en':'c'}}", "~/name/id +/name/en", "/name" },
  { P, "{'price':{'amount':'1','currency':'IDR'}}", "{'price':{'amount':'2','currency':'USD'}}",
    "~/price/amount ~/price/currency", NULL },
  /* Keyed lists: entries, and parts of those that stand in both */
  { P, "{'papers':{'k':{'kind':'sni'},'l':{'kind':'gmp'}}}",
    "{'papers':{'k':{'kind':'halal'},'m':{'kind':'fsc'}}}", "~/papers/k/kind +/papers/m -/papers/l",
    "/papers" },
  { P, "{'photos':{'k':{'caption':{'id':'a'},'sha256':'1'}}}",
    "{'photos':{'k':{'caption':{'id':'b'},'sha256':'1'}}}", "~/photos/k/caption/id", "/photos" },
  { P, "{'papers':{'k':{'kind':'sni','new':1}}}", "{'papers':{'k':{'kind':'sni','new':2}}}",
    "~/papers/k", "/papers" },
  /* What the table does not know, also beside what it does */
  { B, "{'x':1,'name':'a'}", "{'x':2,'name':'b'}", "~/name (~/x)", "/name" },
  { P, "{'price':{'amount':'1'}}", "{'price':{'amount':'1','tax':'5'}}", "(+/price/tax)", NULL },
  /* Other shapes than the table's */
  { P, "{'name':'flat','papers':[1]}", "{'name':{'id':'a'}}", "~/name -/papers", NULL },
};

static EtaJson *
json (const char *text)
{
  g_autofree char *quoted = g_strdup (text);

  return text ? eta_json_parse (g_strdelimit (quoted, "'", '"'), -1, NULL) : NULL;
}

static char *
list (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++) {
    const EtaChange *change = changes->pdata[i];
    const char *mark = !change->before ? "+" : !change->after ? "-" : "~";

    g_string_append_printf (text, change->field ? "%s%s%s" : "%s(%s%s)", i ? " " : "", mark,
                            change->pointer);
  }
  return g_string_free (text, FALSE);
}

static void
test_cases (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Case *c = &cases[i];
    g_autoptr (EtaJson) before = json (c->before);
    g_autoptr (EtaJson) after = json (c->after);
    g_autoptr (GPtrArray) changes = eta_changes_between (c->kind, before, after);
    g_autofree char *listed = list (changes);
    const EtaField *only = eta_changes_only_field (c->kind, before, after);

    g_assert_cmpstr (listed, ==, c->changes);
    g_assert_cmpstr (only ? only->path : NULL, ==, c->only);
  }
}

static void
test_parts (void)
{
  g_autoptr (EtaJson) before = json ("{'papers':{'k':{'kind':'sni','number':'1'}}}");
  g_autoptr (EtaJson) after = json ("{'papers':{'k':{'kind':'sni','number':'2'}}}");
  g_autoptr (GPtrArray) changes = eta_changes_between (P, before, after);
  const EtaChange *change = changes->pdata[0];

  g_assert_cmpstr (change->field->path, ==, "/number");
  g_assert_cmpstr (change->list->path, ==, "/papers");
  g_assert_cmpstr (eta_json_get_string (change->entry, "/kind"), ==, "sni");
  g_assert_cmpstr (eta_json_string (change->before), ==, "1");
  g_assert_cmpstr (eta_json_string (change->after), ==, "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/change/cases", test_cases);
  g_test_add_func ("/change/parts", test_parts);
  return g_test_run ();
}
