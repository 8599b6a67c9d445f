/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json.h"

static void
assert_json (const EtaJson *value, const char *expected)
{
  g_autofree char *canonical = eta_json_canonical (value);

  g_assert_cmpstr (canonical, ==, expected);
}

/* RFC 6901, section 5, and ours */
static void
test_get (void)
{
  static const struct {
    const char *pointer;
    const char *expected; /* NULL: nothing there */
  } rows[] = {
    { "/foo", "[\"bar\",\"baz\",{\"q\":true}]" },
    { "/foo/0", "\"bar\"" },
    { "/foo/2/q", "true" },
    { "/", "0" },
    { "/a~1b", "1" },
    { "/m~0n", "8" },
    { "/~01", "9" },
    { "/c%d", "2" },
    { "/ ", "7" },
    { "/fo", NULL },
    { "/fooo", NULL },
    { "/foo/3", NULL },
    { "/foo/-", NULL },
    { "/foo/00", NULL },
    { "/foo/", NULL },
    { "/foo/9999999999999999", NULL },
    { "/foo/0/x", NULL },
    { "/c%d/x", NULL },
    { "foo", NULL },
    { "/foo/2/q/", NULL },
  };
  g_autoptr (EtaJson) root =
      eta_json_parse ("{\"foo\":[\"bar\",\"baz\",{\"q\":true}],\"\":0,\"a/b\":1,\"c%d\":2,"
                      "\" \":7,\"m~n\":8,\"~1\":9}",
                      -1, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    const EtaJson *value = eta_json_get (root, rows[i].pointer);

    g_test_message ("%s", rows[i].pointer);
    if (rows[i].expected)
      assert_json (value, rows[i].expected);
    else
      g_assert_null (value);
  }
  g_assert_true (eta_json_get (root, "") == root);
  g_assert_null (eta_json_get (NULL, "/foo"));
  g_assert_null (eta_json_get (root, NULL));
  g_assert_cmpstr (eta_json_get_string (root, "/foo/1"), ==, "baz");
  g_assert_cmpint (eta_json_get_int (root, "/c%d", -1), ==, 2);
  g_assert_cmpint (eta_json_get_int (root, "/none", -1), ==, -1);
  g_assert_true (eta_json_get_bool (root, "/foo/2/q"));
}

static void
test_take (void)
{
  static const struct {
    const char *before;
    const char *pointer;
    const char *value; /* NULL: remove */
    const char *after;
  } rows[] = {
    { "{}", "/a/b/c", "1", "{\"a\":{\"b\":{\"c\":1}}}" },
    { "{\"a\":{\"x\":1}}", "/a/b", "2", "{\"a\":{\"b\":2,\"x\":1}}" },
    { "{\"a\":1,\"b\":2}", "/a", "[]", "{\"a\":[],\"b\":2}" },
    { "{}", "/x~1y/~0", "1", "{\"x/y\":{\"~\":1}}" },
    { "{\"l\":[1,2]}", "/l/0", "9", "{\"l\":[9,2]}" },
    { "{\"l\":[1,2]}", "/l/1", "9", "{\"l\":[1,9]}" },
    { "{\"l\":[1,2]}", "/l/-", "3", "{\"l\":[1,2,3]}" },
    { "{\"l\":[1,2]}", "/l/7", "3", "{\"l\":[1,2,3]}" },
    { "{\"l\":[]}", "/l/-/a", "3", "{\"l\":[{\"a\":3}]}" },
    { "{\"l\":[{\"a\":1}]}", "/l/0/b", "2", "{\"l\":[{\"a\":1,\"b\":2}]}" },
    { "{\"l\":[1]}", "/l/en", "2", "{\"l\":{\"en\":2}}" },
    { "{\"s\":\"x\"}", "/s/en", "2", "{\"s\":{\"en\":2}}" },
    { "{\"s\":null}", "/s/en/x", "2", "{\"s\":{\"en\":{\"x\":2}}}" },
    { "{\"a\":1}", "", "[2]", "[2]" },
    { "{\"a\":1}", "", NULL, "{}" },
    { "{\"a\":1,\"b\":2}", "/a", NULL, "{\"b\":2}" },
    { "{\"a\":1}", "/a", NULL, "{}" },
    { "{\"a\":{\"b\":{\"c\":1}},\"d\":2}", "/a/b/c", NULL, "{\"d\":2}" },
    { "{\"a\":{\"b\":{\"c\":1},\"e\":1}}", "/a/b/c", NULL, "{\"a\":{\"e\":1}}" },
    { "{\"a\":{\"b\":{}}}", "/a/x", NULL, "{\"a\":{\"b\":{}}}" },
    { "{\"a\":{}}", "/a/x", NULL, "{\"a\":{}}" },
    { "{\"a\":{\"b\":{}},\"c\":1}", "/a/b", NULL, "{\"c\":1}" },
    { "{\"l\":[1,2,3]}", "/l/1", NULL, "{\"l\":[1,3]}" },
    { "{\"l\":[1]}", "/l/0", NULL, "{\"l\":[]}" },
    { "{\"l\":[{\"a\":1},2]}", "/l/0/a", NULL, "{\"l\":[{},2]}" },
    { "{\"l\":[{\"a\":{\"b\":1}}]}", "/l/0/a/b", NULL, "{\"l\":[{}]}" },
    { "{\"s\":\"x\"}", "/s/en", NULL, "{\"s\":\"x\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) root = eta_json_parse (rows[i].before, -1, NULL);

    g_test_message ("%s %s", rows[i].before, rows[i].pointer);
    eta_json_take (root, rows[i].pointer,
                   rows[i].value ? eta_json_parse (rows[i].value, -1, NULL) : NULL);
    assert_json (root, rows[i].after);
  }
}

/* The usual way to build a document: hand a container over, then fill it */
static void
test_fill_after_taking (void)
{
  g_autoptr (EtaJson) root = eta_json_parse ("{\"a\":1,\"l\":[1],\"z\":2}", -1, NULL);
  EtaJson *list = eta_json_new_array ();
  EtaJson *element = eta_json_new_object ();
  g_autofree char *pretty = NULL;

  eta_json_take (root, "/l", list);
  eta_json_append (list, eta_json_new_int (5));
  eta_json_take (root, "/l/0", element);
  eta_json_set_string (element, "/k", "v");
  eta_json_append (list, eta_json_copy (eta_json_get (root, "/l/0/k")));
  assert_json (root, "{\"a\":1,\"l\":[{\"k\":\"v\"},\"v\"],\"z\":2}");
  g_assert_null (eta_json_key (eta_json_get (root, "/l/1")));

  /* in the place of the old one */
  pretty = eta_json_pretty (root);
  g_assert_nonnull (g_strstr_len (pretty, -1, "\"a\": 1,\n  \"l\": ["));
}

static void
test_setters (void)
{
  g_autoptr (EtaJson) root = eta_json_new_object ();

  eta_json_set_string (root, "/name/en", "Coffee");
  eta_json_set_string (root, "/empty", "");
  eta_json_set_int (root, "/n", ETA_JSON_INT_MAX);
  eta_json_take (root, "/b", eta_json_new_bool (TRUE));
  assert_json (root,
               "{\"b\":true,\"empty\":\"\",\"n\":9007199254740991,\"name\":{\"en\":\"Coffee\"}}");
  eta_json_set_string (root, "/name/en", NULL);
  eta_json_remove (root, "/b");
  eta_json_remove (root, "/not/there");
  assert_json (root, "{\"empty\":\"\",\"n\":9007199254740991}");
}

static void
test_join (void)
{
  g_autofree char *joined = eta_json_pointer_join ("/a", "b/c~d");

  g_assert_cmpstr (joined, ==, "/a/b~1c~0d");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-pointer/get", test_get);
  g_test_add_func ("/json-pointer/take", test_take);
  g_test_add_func ("/json-pointer/fill-after-taking", test_fill_after_taking);
  g_test_add_func ("/json-pointer/setters", test_setters);
  g_test_add_func ("/json-pointer/join", test_join);
  return g_test_run ();
}
