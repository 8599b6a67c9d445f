/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-json.h"

#include <locale.h>
#include <string.h>

static EtaJson *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  EtaJson *value = eta_json_parse (text, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (value);
  return value;
}

static void
test_accept (void)
{
  static const struct {
    const char *text;
    const char *canonical;
  } rows[] = {
    { "null", "null" },
    { " [ ] \n", "[]" },
    { "{}", "{}" },
    { "-0", "0" },
    { "0", "0" },
    { "10", "10" },
    { "1e3", "1000" },
    { "1.0", "1" },
    { "-9007199254740991", "-9007199254740991" },
    { "\"\\u0041\\uD83D\\uDE00\\/\"", "\"A😀/\"" },
    { "\"\\b\\f\\n\\r\\t\\\"\\\\\\u001f\\u007f\"", "\"\\b\\f\\n\\r\\t\\\"\\\\\\u001f\x7f\"" },
    { "{\"b\":[true,false,null],\"a\":{\"\":1}}", "{\"a\":{\"\":1},\"b\":[true,false,null]}" },
    { "{\"Name\":1,\"name\":2}", "{\"Name\":1,\"name\":2}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) value = parse (rows[i].text);
    g_autofree char *canonical = eta_json_canonical (value);

    g_assert_cmpstr (canonical, ==, rows[i].canonical);
  }
}

static void
test_refuse (void)
{
  static const struct {
    const char *text;
    gssize length;
    EtaJsonError code;
  } rows[] = {
    { "", 0, ETA_JSON_ERROR_SYNTAX },
    { " ", -1, ETA_JSON_ERROR_SYNTAX },
    { "{", -1, ETA_JSON_ERROR_SYNTAX },
    { "[1,]", -1, ETA_JSON_ERROR_SYNTAX },
    { "[1 2]", -1, ETA_JSON_ERROR_SYNTAX },
    { "{\"a\":1,}", -1, ETA_JSON_ERROR_SYNTAX },
    { "{\"a\" 1}", -1, ETA_JSON_ERROR_SYNTAX },
    { "{a:1}", -1, ETA_JSON_ERROR_SYNTAX },
    { "[1}", -1, ETA_JSON_ERROR_SYNTAX },
    { "1 2", -1, ETA_JSON_ERROR_SYNTAX },
    { "{}x", -1, ETA_JSON_ERROR_SYNTAX },
    { "nul", -1, ETA_JSON_ERROR_SYNTAX },
    { "nulls", -1, ETA_JSON_ERROR_SYNTAX },
    { "NaN", -1, ETA_JSON_ERROR_SYNTAX },
    { "01", -1, ETA_JSON_ERROR_SYNTAX },
    { "+1", -1, ETA_JSON_ERROR_SYNTAX },
    { "1.", -1, ETA_JSON_ERROR_SYNTAX },
    { ".5", -1, ETA_JSON_ERROR_SYNTAX },
    { "-", -1, ETA_JSON_ERROR_SYNTAX },
    { "1e", -1, ETA_JSON_ERROR_SYNTAX },
    { "1e999", -1, ETA_JSON_ERROR_SYNTAX },
    { "[-1e999]", -1, ETA_JSON_ERROR_SYNTAX },
    { "1111111111111111111111111111111111111111111111111111111111111111", -1,
      ETA_JSON_ERROR_SYNTAX },
    { "\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"a\nb\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\x\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\u12\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\u0000\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "{\"\\u0000\":1}", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\ud800\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\udc00\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\ud800\\u0041\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\\udc00\\ud800\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\xff\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\xed\xa0\x80\"", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"\xc3", -1, ETA_JSON_ERROR_SYNTAX },
    { "\"a\0b\"", 5, ETA_JSON_ERROR_SYNTAX },
    { "1\0", 2, ETA_JSON_ERROR_SYNTAX },
    { "\xef\xbb\xbf{}", -1, ETA_JSON_ERROR_SYNTAX },
    { "\f{}", -1, ETA_JSON_ERROR_SYNTAX },
    { "{\"a\":1,\"b\":2,\"a\":1}", -1, ETA_JSON_ERROR_DOUBLE },
    { "[{\"a\":1,\"\\u0061\":2}]", -1, ETA_JSON_ERROR_DOUBLE },
    { "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1", -1, ETA_JSON_ERROR_DEEP },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (EtaJson) value = eta_json_parse (rows[i].text, rows[i].length, &error);

    g_test_message ("%s", rows[i].text);
    g_assert_null (value);
    g_assert_error (error, ETA_JSON_ERROR, (int) rows[i].code);
  }
}

static void
test_length (void)
{
  g_autoptr (EtaJson) value = eta_json_parse ("12345", 2, NULL);

  g_assert_cmpint (eta_json_int (value, -1), ==, 12);
}

static void
test_depth (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < ETA_JSON_DEPTH; i++)
    g_string_append (text, i % 2 ? "{\"a\":" : "[");
  g_string_append_c (text, '1');
  for (int i = ETA_JSON_DEPTH; i--;)
    g_string_append_c (text, i % 2 ? '}' : ']');
  eta_json_free (parse (text->str));

  g_string_truncate (text, 0);
  for (int i = 0; i < 1000000; i++)
    g_string_append_c (text, '[');
  g_assert_null (eta_json_parse (text->str, text->len, NULL));
}

/* Many keys that djb2, GLib's string hash, puts on one value: a hash table would be quadratic */
static void
test_many_keys (void)
{
  g_autoptr (GString) text = g_string_new ("{");
  g_autoptr (EtaJson) value = NULL;
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (int i = 0; i < 1 << 16; i++) {
    g_string_append (text, i ? ",\"" : "\"");
    for (int bit = 0; bit < 16; bit++)
      g_string_append (text, i >> bit & 1 ? "C " : "BA");
    g_string_append (text, "\":0");
  }
  g_string_append_c (text, '}');
  value = eta_json_parse (text->str, text->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (eta_json_size (value), ==, 1 << 16);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);

  g_string_truncate (text, text->len - 1);
  g_string_append (text, ",\"BABABABABABABABABABABABABABABABA\":1}");
  g_assert_null (eta_json_parse (text->str, text->len, &error));
  g_assert_error (error, ETA_JSON_ERROR, ETA_JSON_ERROR_DOUBLE);
}

/* RFC 8785, appendix B; its integers lie between ours and doubles' */
static void
test_rfc8785_numbers (void)
{
  static const struct {
    guint64 bits;
    const char *text;
  } rows[] = {
    { 0x0000000000000000, "0" },
    { 0x8000000000000000, "0" },
    { 0x0000000000000001, "5e-324" },
    { 0x8000000000000001, "-5e-324" },
    { 0x7fefffffffffffff, "1.7976931348623157e+308" },
    { 0xffefffffffffffff, "-1.7976931348623157e+308" },
    { 0x4340000000000000, "9007199254740992" },
    { 0xc340000000000000, "-9007199254740992" },
    { 0x4430000000000000, "295147905179352830000" },
    { 0x44b52d02c7e14af5, "9.999999999999997e+22" },
    { 0x44b52d02c7e14af6, "1e+23" },
    { 0x44b52d02c7e14af7, "1.0000000000000001e+23" },
    { 0x444b1ae4d6e2ef4e, "999999999999999700000" },
    { 0x444b1ae4d6e2ef4f, "999999999999999900000" },
    { 0x444b1ae4d6e2ef50, "1e+21" },
    { 0x3eb0c6f7a0b5ed8c, "9.999999999999997e-7" },
    { 0x3eb0c6f7a0b5ed8d, "0.000001" },
    { 0x41b3de4355555553, "333333333.3333332" },
    { 0x41b3de4355555554, "333333333.33333325" },
    { 0x41b3de4355555555, "333333333.3333333" },
    { 0x41b3de4355555556, "333333333.3333334" },
    { 0x41b3de4355555557, "333333333.33333343" },
    { 0xbecbf647612f3696, "-0.0000033333333333333333" },
    { 0x43143ff3c1cb0959, "1424953923781206.2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    g_autoptr (EtaJson) value = NULL;
    g_autofree char *canonical = NULL;
    double number;

    memcpy (&number, &rows[i].bits, sizeof number);
    value = parse (g_ascii_formatd (text, sizeof text, "%.17g", number));
    canonical = eta_json_canonical (value);
    g_assert_cmpstr (canonical, ==, rows[i].text);
  }
}

/* RFC 8785, sections 3.2.2 and 3.2.3 */
static void
test_rfc8785_documents (void)
{
  static const char *const rows[][2] = {
    { "{\"numbers\":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"
      "\"string\":\"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\","
      "\"literals\":[null,true,false]}",
      "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
      "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}" },
    { "{\"\\u20ac\":\"Euro Sign\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Hebrew Letter Dalet With "
      "Dagesh\",\"1\":\"One\",\"\\ud83d\\ude00\":\"Emoji: Grinning Face\",\"\\u0080\":\"Control\","
      "\"\\u00f6\":\"Latin Small Letter O With Diaeresis\"}",
      "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\xc2\x80\":\"Control\",\"ö\":\"Latin Small Letter "
      "O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\xef\xac\xb3\":\""
      "Hebrew Letter Dalet With Dagesh\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) value = parse (rows[i][0]);
    g_autofree char *canonical = eta_json_canonical (value);

    g_assert_cmpstr (canonical, ==, rows[i][1]);
  }
}

static void
test_hash (void)
{
  g_autoptr (EtaJson) a = parse ("{\"b\":2,\"a\":\"é\"}");
  g_autoptr (EtaJson) b = parse ("{ \"a\" : \"\\u00e9\", \"b\": 2 }");
  g_autofree char *hash_a = eta_json_hash (a);
  g_autofree char *hash_b = eta_json_hash (b);
  g_autofree char *whole =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, "{\"a\":\"é\",\"b\":2}", -1);

  g_assert_cmpstr (hash_a, ==, hash_b);
  g_assert_cmpuint (strlen (hash_a), ==, 16);
  g_assert_true (g_str_has_prefix (whole, hash_a));
}

static void
test_pretty (void)
{
  g_autoptr (EtaJson) value = parse ("{\"z\":[1,{\"é\":\"a/b\"}],\"a\":{},\"n\":[]}");
  g_autofree char *pretty = eta_json_pretty (value);
  g_autoptr (EtaJson) again = parse (pretty);

  g_assert_cmpstr (pretty, ==,
                   "{\n  \"z\": [\n    1,\n    {\n      \"é\": \"a/b\"\n    }\n  ],\n"
                   "  \"a\": {},\n  \"n\": []\n}");
  g_assert_true (eta_json_equal (value, again));
}

static void
test_faults (void)
{
  static const struct {
    const char *text;
    const char *pointer;
  } rows[] = {
    { "{\"a\":[1,\"é\"],\"b\":-9007199254740991}", NULL },
    { "1.5", "" },
    { "{\"a\":[{\"x/y\":1.25}]}", "/a/0/x~1y" },
    { "{\"a\":9007199254740992}", "/a" },
    { "{\"a\":-1e300}", "/a" },
    { "{\"a\":{\"b\":\"e\\u0301\"}}", "/a/b" },
    { "{\"a\":{\"e\\u0301\":1}}", "/a/e\xcc\x81" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) value = parse (rows[i].text);
    g_autofree char *pointer = NULL;
    const char *fault = eta_json_find_fault (value, &pointer);

    g_assert_cmpstr (pointer, ==, rows[i].pointer);
    g_assert_true ((fault != NULL) == (rows[i].pointer != NULL));
  }
  g_assert_null (eta_json_find_fault (NULL, NULL));
}

static void
test_equal (void)
{
  static const struct {
    const char *a;
    const char *b;
    gboolean equal;
  } rows[] = {
    { "{\"a\":1,\"b\":[2]}", "{\"b\":[2],\"a\":1}", TRUE },
    { "{\"a\":1,\"b\":2}", "{\"a\":1}", FALSE },
    { "{\"a\":1}", "{\"a\":1,\"b\":2}", FALSE },
    { "{\"a\":1,\"b\":2}", "{\"a\":2,\"b\":1}", FALSE },
    { "{\"a\":1,\"b\":2}", "{\"b\":1,\"a\":2}", FALSE },
    { "{\"a\":1}", "{\"A\":1}", FALSE },
    { "[1,2]", "[2,1]", FALSE },
    { "[1]", "[1,1]", FALSE },
    { "[]", "{}", FALSE },
    { "true", "false", FALSE },
    { "1", "1.0", TRUE },
    { "1", "\"1\"", FALSE },
    { "null", "null", TRUE },
    { "null", "false", FALSE },
  };
  g_autoptr (EtaJson) null = eta_json_new_null ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (EtaJson) a = parse (rows[i].a);
    g_autoptr (EtaJson) b = parse (rows[i].b);

    g_assert_cmpint (eta_json_equal (a, b), ==, rows[i].equal);
    g_assert_cmpint (eta_json_equal (b, a), ==, rows[i].equal);
  }
  g_assert_false (eta_json_equal (null, NULL));
  g_assert_true (eta_json_equal (NULL, NULL));
}

static void
test_look (void)
{
  g_autoptr (EtaJson) value =
      parse ("{\"s\":\"x\",\"n\":7,\"f\":1.5,\"t\":true,\"l\":[1,{\"a\":[]}],"
             "\"e\":[\"\",null,[],{}]}");
  g_autoptr (EtaJson) wanted = parse ("{\"a\":[]}");
  g_autoptr (EtaJson) copy = eta_json_copy (eta_json_member (value, "l"));

  g_assert_cmpuint (eta_json_size (value), ==, 6);
  g_assert_cmpstr (eta_json_key (eta_json_first (value)), ==, "s");
  g_assert_null (eta_json_key (eta_json_first (eta_json_member (value, "l"))));
  g_assert_null (eta_json_key (copy));
  g_assert_null (eta_json_member (value, "S"));
  g_assert_null (eta_json_member (copy, "0"));
  g_assert_cmpint (eta_json_int (eta_json_member (value, "f"), 3), ==, 3);
  g_assert_cmpint (eta_json_int (eta_json_member (value, "s"), 3), ==, 3);
  g_assert_null (eta_json_string (eta_json_member (value, "n")));
  g_assert_true (eta_json_bool (eta_json_member (value, "t")));
  g_assert_false (eta_json_bool (eta_json_member (value, "n")));
  g_assert_true (eta_json_array_has (copy, wanted));
  g_assert_false (eta_json_array_has (value, wanted));
  eta_json_foreach (child, eta_json_member (value, "e"))
    g_assert_true (eta_json_is_empty (child));
  eta_json_foreach (child, copy)
    g_assert_false (eta_json_is_empty (child));

  g_assert_true (eta_json_is_empty (NULL));
  g_assert_cmpint (eta_json_type (NULL), ==, ETA_JSON_NULL);
  g_assert_false (eta_json_is (NULL, ETA_JSON_NULL));
  g_assert_null (eta_json_copy (NULL));
  g_assert_cmpuint (eta_json_size (NULL), ==, 0);
}

static void
test_bad_bytes (void)
{
  g_autoptr (EtaJson) value = eta_json_new_string ("a\xff");
  g_autoptr (EtaJson) null = eta_json_new_string (NULL);

  g_assert_cmpstr (eta_json_string (value), ==, "a\xef\xbf\xbd");
  g_assert_true (eta_json_is (null, ETA_JSON_NULL));
}

/* 8 MiB, the centre's largest body, and twice of it must take about twice the time */
static void
test_large (void)
{
  g_autoptr (GString) text = g_string_new ("[");
  g_autoptr (EtaJson) value = NULL;
  g_autofree char *canonical = NULL;
  gint64 start = g_get_monotonic_time ();

  while (text->len < 8 * 1024 * 1024)
    g_string_append_printf (text, "%s{\"id\":%zu,\"name\":{\"en\":\"Kopi\\n\\u00e9\"}}",
                            text->len > 1 ? "," : "", text->len);
  g_string_append_c (text, ']');
  value = parse (text->str);
  canonical = eta_json_canonical (value);
  g_assert_cmpuint (strlen (canonical), >, 6 * 1024 * 1024);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static const char seed_document[] =
    "{\"name\":{\"en\":\"Kopi \\u00e9 \\ud83d\\ude00\",\"id\":\"Kopi 😀\"},\"nib\":\"1234567890123\","
    "\"photos\":[{\"sha256\":\"aa\",\"width\":2048,\"cover\":true},{\"sha256\":\"bb\",\"width\":-1}],"
    "\"price\":{\"amount\":\"12.50\",\"n\":1.5e-7},\"none\":null,\"list\":[[],{},\"\",false]}";

static void
mutate (GRand *random, GString *text)
{
  static const char pool[] = "{}[]\",:\\u0d8e-+.1\xff\xc3\xed\xa0\n tfn";
  guint count = g_rand_int_range (random, 1, 5);

  while (count-- && text->len) {
    gsize at = g_rand_int_range (random, 0, text->len);
    char c = g_rand_boolean (random) ? pool[g_rand_int_range (random, 0, sizeof pool)]
                                     : (char) g_rand_int_range (random, 0, 256);

    switch (g_rand_int_range (random, 0, 4)) {
    case 0:
      text->str[at] = c;
      break;
    case 1:
      g_string_insert_c (text, at, c);
      break;
    case 2:
      g_string_erase (text, at, 1);
      break;
    default:
      g_string_truncate (text, at);
      break;
    }
  }
}

static void
test_mutations (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (8785);
  guint read = 0;

  for (int i = 0; i < 2000; i++) {
    g_autoptr (GString) text = g_string_new (seed_document);
    g_autoptr (EtaJson) value = NULL;
    g_autofree char *exact = NULL;

    mutate (random, text);
    /* without its NUL, so that a sanitizer sees each byte read beyond the end */
    exact = g_memdup2 (text->str, text->len);
    value = text->len ? eta_json_parse (exact, text->len, NULL) : NULL;
    if (value) {
      g_autofree char *canonical = eta_json_canonical (value);
      g_autoptr (EtaJson) again = parse (canonical);
      g_autofree char *twice = eta_json_canonical (again);
      g_autofree char *pretty = eta_json_pretty (value);

      g_assert_cmpstr (canonical, ==, twice);
      g_assert_true (eta_json_equal (value, again));
      eta_json_free (parse (pretty));
      eta_json_find_fault (value, NULL);
      read++;
    }
  }
  g_assert_cmpuint (read, >, 50);
}

/* A comma for the decimal point must not reach the numbers */
static void
test_locale (void)
{
  g_autoptr (EtaJson) value = NULL;
  g_autofree char *canonical = NULL;

  if (!setlocale (LC_NUMERIC, "id_ID.UTF-8") && !setlocale (LC_NUMERIC, "de_DE.UTF-8")) {
    g_test_skip ("no locale with a decimal comma is installed");
    return;
  }
  value = parse ("[1.5,1e-7]");
  canonical = eta_json_canonical (value);
  setlocale (LC_NUMERIC, "C");
  g_assert_cmpstr (canonical, ==, "[1.5,1e-7]");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/accept", test_accept);
  g_test_add_func ("/json/refuse", test_refuse);
  g_test_add_func ("/json/length", test_length);
  g_test_add_func ("/json/depth", test_depth);
  g_test_add_func ("/json/many-keys", test_many_keys);
  g_test_add_func ("/json/rfc8785/numbers", test_rfc8785_numbers);
  g_test_add_func ("/json/rfc8785/documents", test_rfc8785_documents);
  g_test_add_func ("/json/hash", test_hash);
  g_test_add_func ("/json/pretty", test_pretty);
  g_test_add_func ("/json/faults", test_faults);
  g_test_add_func ("/json/equal", test_equal);
  g_test_add_func ("/json/look", test_look);
  g_test_add_func ("/json/bad-bytes", test_bad_bytes);
  g_test_add_func ("/json/large", test_large);
  g_test_add_func ("/json/mutations", test_mutations);
  g_test_add_func ("/json/locale", test_locale);
  return g_test_run ();
}
