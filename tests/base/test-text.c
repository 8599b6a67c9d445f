/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-text.h"

#include <string.h>

typedef struct {
  const char *in;
  const char *out;
} Row;

static void
check_rows (const Row *rows, gsize n_rows, char *(*make) (const char *) )
{
  for (gsize i = 0; i < n_rows; i++) {
    g_autofree char *out = make (rows[i].in);
    g_autofree char *twice = make (out);

    g_assert_cmpstr (out, ==, rows[i].out);
    g_assert_cmpstr (twice, ==, out);
  }
}

static void
test_fold (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "", "" },
    { "  Kopi  “Minahasa”, No.1 ", "kopi minahasa no 1" },
    { " -A-b  c_D 12!", "a b c d 12" },
    { "Café", "cafe" },
    { "CAFE\xcc\x81", "cafe" },
    { "NAMA_PRODUK (Inggris)", "nama produk inggris" },
    { "Straße", "strasse" },
    { "ﬁlm ™ １２", "film tm 12" },
    { "İpek", "ipek" },
    { "a\xff", "a" },
    { "—", "" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), eta_text_fold);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (rows); k++)
      g_assert_cmpint (eta_text_folds_to (rows[i].in, rows[k].out), ==,
                       strcmp (rows[i].out, rows[k].out) == 0);
}

static void
test_trim (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { " \t\n ", "" },
    { " a b", "a b" },
    { "a  b", "a b" },
    { "a b ", "a b" },
    { "\xc2\xa0 a \r\n\t b\xe3\x80\x80", "a b" },
    { "e\xcc\x81", "\xc3\xa9" },
    { "e\x01\xcc\x81", "\xc3\xa9" },
    { "a\x7f\x1b[0mb", "a[0mb" },
    { "\xef\xbb\xbf"
      "a \xe2\x80\x8b b\xe2\x80\xae",
      "a b" },
    { "a\xff", "a\xef\xbf\xbd" },
    { "👩‍🍳", "👩‍🍳" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), eta_text_trim);
}

static void
test_trim_lines (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "\r\n\n a  b \r\n  c\rd \n\n e\n \n", "a b\nc\nd\n\ne" },
    { "a\xe2\x80\xa8"
      "b\xc2\x85"
      "c",
      "a\nb\nc" },
    { "a\tb\x02", "a b" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), eta_text_trim_lines);
}

static void
test_digits (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "NIB: 1234-567.890 123", "1234567890123" },
    { "١٢٣４", "" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), eta_text_digits);
}

static void
test_shouted (void)
{
  static const struct {
    const char *text;
    gboolean shouted;
  } rows[] = {
    { NULL, FALSE },           { "", FALSE },
    { "UMKM", FALSE },         { "KOPI", FALSE },
    { "KOPI 99 %", FALSE },    { "SAMBAL", TRUE },
    { "UD. MAJU JAYA", TRUE }, { "Kopi MINAHASA", FALSE },
    { "ÉCLAT", TRUE },         { "コーヒー豆専門店", FALSE },
    { "123456", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].text);
    g_assert_cmpint (eta_text_is_shouted (rows[i].text), ==, rows[i].shouted);
  }
}

static void
test_title_case (void)
{
  static const Row rows[] = {
    { NULL, "" },
    { "CV. MAJU DAN JAYA II", "CV. Maju dan Jaya II" },
    { "PT SUMBER LAUT DARI TIMUR", "PT Sumber Laut dari Timur" },
    { "DI BAWAH POHON", "Di Bawah Pohon" },
    { "BUMDES TUNAS BARU", "BUMDes Tunas Baru" },
    { "UD.CAHAYA", "UD.Cahaya" },
    { "KELOMPOK UMKM (OLEH-OLEH)", "Kelompok UMKM (Oleh-Oleh)" },
    { "KOPI 99 B2B", "Kopi 99 B2B" },
    { "MA'RANG D'LIMA", "Ma'rang D'Lima" },
    { "kue bolu", "Kue Bolu" },
    { "eBatik XIV KM", "eBatik XIV Km" },
    { "ÉCLAT  MINAHASA", "Éclat  Minahasa" },
    { "DAN-DAN MI III", "Dan-Dan Mi III" },
  };

  check_rows (rows, G_N_ELEMENTS (rows), eta_text_title_case);
}

static void
test_time (void)
{
  g_autofree char *text = eta_time_now ();
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert_cmpuint (strlen (text), ==, strlen ("2026-11-23T19:21:03Z"));
  g_assert_true (g_str_has_suffix (text, "Z"));
  g_assert_nonnull (time);
  g_assert_cmpint (ABS (g_date_time_difference (now, time)), <, 60 * G_TIME_SPAN_SECOND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/fold", test_fold);
  g_test_add_func ("/text/trim", test_trim);
  g_test_add_func ("/text/trim-lines", test_trim_lines);
  g_test_add_func ("/text/digits", test_digits);
  g_test_add_func ("/text/shouted", test_shouted);
  g_test_add_func ("/text/title-case", test_title_case);
  g_test_add_func ("/text/time", test_time);
  return g_test_run ();
}
