/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-catalogue.h"

#include <glib/gstdio.h>

static EtaCodes *
regions (EtaCatalogue *catalogue)
{
  return eta_catalogue_get_codes (catalogue, "regions");
}

static void
test_match (void)
{
  static const struct {
    const char *text, *parent, *code;
  } rows[] = {
    { "71.72", NULL, "71.72" },
    { "7172", NULL, "71.72" },
    { "Kota Bitung", NULL, "71.72" },
    { "bitung", "71", "71.72" },
    { "Kab Minahasa", NULL, "71.02" },
    { "Kabupaten Minahasa Utara", NULL, "71.06" },
    { "Provinsi Sulawesi Utara", NULL, "71" },
    { "SULUT", NULL, "71" },
    { "Gorontalo", NULL, "75" },
    { "Gorontalo", "75", NULL },
    { "Kota Gorontalo", "75", "75.71" },
    { "Kab. Gorontalo", "75", "75.01" },
    { "9101", NULL, NULL },
    { "91.03", NULL, "91.03" },
    { "Sabah", NULL, "MY-12" },
    { "", NULL, NULL },
    { NULL, NULL, NULL },
    { "Atlantis", NULL, NULL },
  };
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const EtaCode *code = eta_codes_match (regions (catalogue), rows[i].text, rows[i].parent);

    g_test_message ("%s", rows[i].text ? rows[i].text : "(none)");
    g_assert_cmpstr (code ? code->code : NULL, ==, rows[i].code);
  }
}

static void
test_search (void)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  EtaCodes *codes = regions (catalogue);
  g_autoptr (GPtrArray) found = eta_codes_search (codes, "mina", "71", 10);
  g_autoptr (GPtrArray) none = eta_codes_search (codes, "qqq", NULL, 10);
  g_autoptr (GPtrArray) few = eta_codes_search (codes, "", NULL, 3);
  g_autoptr (GPtrArray) below = eta_codes_children (codes, "71");
  g_autoptr (GPtrArray) roots = eta_codes_children (codes, NULL);

  g_assert_cmpuint (found->len, ==, 4);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (few->len, ==, 3);
  g_assert_cmpuint (below->len, ==, 15);
  g_assert_cmpuint (roots->len, ==, 4);
}

static void
test_names_lead_back (void)
{
  static const char *const names[] = { "regions",   "categories", "units", "currencies",
                                       "countries", "languages",  "kbli",  "hs" };
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();

  for (guint n = 0; n < G_N_ELEMENTS (names); n++) {
    EtaCodes *codes = eta_catalogue_get_codes (catalogue, names[n]);

    g_assert_nonnull (codes);
    g_assert_cmpstr (eta_codes_get_name (codes), ==, names[n]);
    for (guint i = 0; i < eta_codes_get_size (codes); i++) {
      const EtaCode *code = eta_codes_get (codes, i);

      g_assert_true (eta_codes_match (codes, code->code, NULL) == code);
      g_assert_cmpstr (eta_code_title (code, "id"), !=, "");
      g_assert_cmpstr (eta_code_title (code, NULL), !=, "");
      if (code->parent)
        g_assert_nonnull (eta_codes_find (codes, code->parent));
    }
  }
}

static void
test_load (void)
{
  static const char list[] = "\xef\xbb\xbf"
                             "code,title,parent\n99000,\"Badan, internasional\",\n01261,Lain,\n";
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("etalase-lists-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "kbli.csv", NULL);
  EtaCodes *codes = eta_catalogue_get_codes (catalogue, "kbli");
  guint before = eta_codes_get_size (codes);

  g_assert_true (g_file_set_contents (file, list, -1, NULL));
  g_assert_true (eta_catalogue_load (catalogue, folder, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (eta_codes_get_size (codes), ==, before + 1);
  g_assert_cmpstr (eta_codes_find (codes, "99000")->title, ==, "Badan, internasional");
  g_assert_cmpstr (eta_codes_find (codes, "01261")->titles[0], ==, "Kebun kelapa");
  g_assert_true (g_file_set_contents (file, "a,b\n1,2\n", -1, NULL));
  g_assert_false (eta_catalogue_load (catalogue, folder, &error));
  g_assert_nonnull (error);
  g_remove (file);
  g_rmdir (folder);
  g_assert_true (eta_catalogue_load (catalogue, folder, NULL));
}

/* A loaded list of 7,000 rows is searched a thousand times: it may be typed against. */
static void
test_large (void)
{
  g_autoptr (GString) csv = g_string_new ("code,title,parent\n");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EtaCodes) codes = NULL;

  for (guint i = 0; i < 7000; i++)
    g_string_append_printf (csv, "%06u,Goods number %u of some kind; other than frozen,\n", i, i);
  bytes = g_bytes_new (csv->str, csv->len);
  codes = eta_codes_new_from_csv ("goods", bytes, NULL);
  g_assert_cmpuint (eta_codes_get_size (codes), ==, 7000);
  for (guint i = 0; i < 1000; i++) {
    g_autoptr (GPtrArray) found = eta_codes_search (codes, "number 69", NULL, 20);

    g_assert_cmpuint (found->len, ==, 20);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codes/match", test_match);
  g_test_add_func ("/codes/search", test_search);
  g_test_add_func ("/codes/names-lead-back", test_names_lead_back);
  g_test_add_func ("/codes/load", test_load);
  g_test_add_func ("/codes/large", test_large);
  return g_test_run ();
}
