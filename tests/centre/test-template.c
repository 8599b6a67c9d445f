/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "eta-template.h"

static const struct {
  const char *name, *template, *data, *page;
} pages[] = {
  { "plain", "a <b>", "{}", "a <b>" },
  { "value", "{{a}}", "{\"a\":\"x\"}", "x" },
  { "escaped", "{{a}}", "{\"a\":\"<i title='\\\"'>&\"}", "&lt;i title=&#39;&quot;&#39;&gt;&amp;" },
  { "raw", "{{{a}}}", "{\"a\":\"<i>\"}", "<i>" },
  { "number", "{{a}}", "{\"a\":-12}", "-12" },
  { "path", "{{a.b}}", "{\"a\":{\"b\":\"x\"}}", "x" },
  { "absent", "[{{a.b}}]", "{}", "[]" },
  { "list", "{{#a}}({{.}}){{/a}}", "{\"a\":[\"x\",\"y\"]}", "(x)(y)" },
  { "objects", "{{#a}}{{b}}{{/a}}", "{\"a\":[{\"b\":\"x\"},{\"b\":\"y\"}]}", "xy" },
  { "outer", "{{#a}}{{c}}{{b}} {{/a}}", "{\"c\":\"z\",\"a\":[{\"b\":\"x\"}]}", "zx " },
  { "once", "{{#a}}{{b}}{{/a}}", "{\"a\":{\"b\":\"x\"}}", "x" },
  { "nothing", "{{#a}}x{{/a}}{{#b}}y{{/b}}{{#c}}z{{/c}}", "{\"a\":[],\"b\":false,\"c\":\"\"}", "" },
  { "inverse", "{{^a}}none{{/a}}{{^b}}some{{/b}}", "{\"b\":true}", "none" },
  { "comment", "a{{! {b} }}c", "{}", "ac" },
  { "words", "{{_(\"Say \\\"hi\\\" & go\")}}", "{}", "Say &quot;hi&quot; &amp; go" },
  { "part", "{{#a}}{{>item}}{{/a}}", "{\"a\":[\"x\",\"y\"]}", "<li>x<li>y" },
  { "blank", "{{ a }}", "{\"a\":\"x\"}", "x" },
};

static const char *const broken[] = {
  "{{a", "{{{a}}", "{{#a}}", "{{/a}}", "{{#a}}{{/b}}", "{{_(text)}}",
};

static void
test_pages (void)
{
  g_autoptr (EtaTemplates) templates = eta_templates_new ();
  g_autoptr (EtaWords) words = eta_words_new_empty ();
  g_autoptr (GError) error = NULL;
  g_assert_true (eta_templates_add (templates, "item", "<li>{{.}}", &error));

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autoptr (EtaJson) data = eta_json_parse (pages[i].data, -1, &error);
    g_autoptr (GString) out = g_string_new (NULL);
    g_test_message ("%s", pages[i].name);
    g_assert_no_error (error);
    g_assert_true (eta_templates_add (templates, "page", pages[i].template, &error));
    g_assert_true (eta_templates_render (templates, "page", data, words, out, &error));
    g_assert_cmpstr (out->str, ==, pages[i].page);
  }
}

static void
test_broken (void)
{
  g_autoptr (EtaTemplates) templates = eta_templates_new ();

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GError) error = NULL;
    g_test_message ("%s", broken[i]);
    g_assert_false (eta_templates_add (templates, "page", broken[i], &error));
    g_assert_error (error, ETA_TEMPLATE_ERROR, ETA_TEMPLATE_ERROR_SYNTAX);
  }
}

/* A part that calls itself must end. */
static void
test_endless (void)
{
  g_autoptr (EtaTemplates) templates = eta_templates_new ();
  g_autoptr (EtaWords) words = eta_words_new_empty ();
  g_autoptr (EtaJson) data = eta_json_new_object ();
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_templates_add (templates, "page", "{{>page}}", &error));
  g_assert_false (eta_templates_render (templates, "page", data, words, out, &error));
  g_assert_error (error, ETA_TEMPLATE_ERROR, ETA_TEMPLATE_ERROR_SYNTAX);

  g_clear_error (&error);
  g_assert_false (eta_templates_render (templates, "none", data, words, out, &error));
  g_assert_error (error, ETA_TEMPLATE_ERROR, ETA_TEMPLATE_ERROR_MISSING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/pages", test_pages);
  g_test_add_func ("/template/broken", test_broken);
  g_test_add_func ("/template/endless", test_endless);
  return g_test_run ();
}
