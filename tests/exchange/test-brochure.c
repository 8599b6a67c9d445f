/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-brochure.h"
#include "eta-photo-jpeg.h"
#include "eta-test-store.h"

#include <cairo.h>
#include <string.h>

/* What stands on the pages for buyers, and what does not. */

typedef struct {
  EtaStore *store;
  EtaVault *vault;
  char *path; /* of the PDF */
} Desk;

static void
set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->store = eta_test_store_new ();
  g_autofree char *photos = eta_store_dup_photo_folder (desk->store);
  desk->vault = eta_vault_new (photos, &error);
  g_assert_no_error (error);
  desk->path = g_build_filename (eta_store_get_folder (desk->store), "out.pdf", NULL);
}

static void
tear_down (Desk *desk, gconstpointer data)
{
  g_object_unref (desk->vault);
  g_free (desk->path);
  eta_test_store_free (desk->store);
}

static EtaBrochure *
new_brochure (Desk *desk, EtaBrochureForm form)
{
  g_autoptr (EtaSelection) all = eta_selection_new (&(EtaQuery){ 0 });

  return eta_brochure_new (desk->store, desk->vault, all, form);
}

/* Returns how many pages it has */
static guint
write_pdf (Desk *desk, EtaBrochureForm form)
{
  g_autoptr (EtaBrochure) brochure = new_brochure (desk, form);
  g_autoptr (GError) error = NULL;
  EtaProgress progress = { 0 };

  eta_brochure_write_pdf (brochure, desk->path, &progress, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (progress.done, ==, progress.total);
  return eta_brochure_get_n_pages (brochure);
}

/* What a reader finds in the PDF, @page from 1, 0: all. NULL: poppler's program is not here */
static char *
read_text (Desk *desk, guint page)
{
  g_autofree char *program = g_find_program_in_path ("pdftotext");
  g_autofree char *first = g_strdup_printf ("%u", MAX (page, 1));
  g_autofree char *last = g_strdup_printf ("%u", page ? page : 100000);
  const char *argv[] = { program, "-layout", "-f", first, "-l", last, desk->path, "-", NULL };
  g_autoptr (GSubprocess) reader =
      program ? g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL) : NULL;
  char *text = NULL;

  if (!reader) {
    g_test_skip ("no pdftotext");
    return NULL;
  }
  g_assert_true (g_subprocess_communicate_utf8 (reader, NULL, NULL, &text, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (reader));
  return text;
}

static void
assert_says (Desk *desk, guint page, const char *words, gboolean says)
{
  g_autofree char *text = read_text (desk, page);

  if (text && (strstr (text, words) != NULL) != says)
    g_error ("“%s” is %s in: %s", words, says ? "not" : "there", text);
}

static guint
count_photos (Desk *desk)
{
  g_autofree char *pdf = NULL;
  gsize length;
  guint n = 0;

  g_assert_true (g_file_get_contents (desk->path, &pdf, &length, NULL));
  for (const char *at = pdf; (at = memmem (at, length - (gsize) (at - pdf), "/DCTDecode", 10));
       at++)
    n++;
  return n;
}

/* A photo of one grey, another for each @n; returns its SHA-256 */
static char *
add_photo (Desk *desk, guint n)
{
  g_autoptr (EtaPicture) picture = eta_picture_new (1200, 800, 1);
  g_autoptr (GBytes) jpeg = NULL;
  g_autoptr (GError) error = NULL;
  char *sha256;

  for (int y = 0; y < 800; y++)
    memset (picture->planes[0].data + (gsize) y * picture->planes[0].stride, 60 + (int) n,
            (gsize) picture->planes[0].stride);
  jpeg = eta_jpeg_encode (picture, 80);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, jpeg);
  eta_vault_put (desk->vault, sha256, jpeg, &error);
  g_assert_no_error (error);
  return sha256;
}

static char *
add_business (Desk *desk, const char *name, const char *more)
{
  return eta_test_add (desk->store, &eta_kind_business,
                       "{'name':'%s','country':'ID','province':'71','regency':'71.73',"
                       "'owner':'Sarah Wenas','phone':'+6281200000001'%s}",
                       name, more);
}

#define PRODUCT                                                                                    \
  "{'business':'%s','name':{'id':'Kopi Soputan','en':'Soputan Coffee'},"                           \
  "'description':{'id':'Digoreng di atas kayu.','en':'Roasted over wood.'},"                       \
  "'price':{'amount':'45000','currency':'IDR','unit':'KGM'},'moq':{'amount':'10','unit':'KGM'},"   \
  "'papers':{'0193a5b2-0000-7000-8000-000000000001':{'kind':'halal','number':'ID12345','order':"   \
  "'a'}}%s}"

static char *
add_product (Desk *desk, const char *business, const char *more)
{
  return eta_test_add (desk->store, &eta_kind_product, PRODUCT, business, more);
}

/* -- the tests ------------------------------------------------------------------------------ */

static void
test_catalogue (Desk *desk, gconstpointer data)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *product = add_product (desk, maker, "");

  g_assert_true (eta_store_put_setting (desk->store, "office-name", "Dinas Koperasi", NULL));
  g_assert_cmpuint (write_pdf (desk, ETA_BROCHURE_CATALOGUE), ==, 3);
  assert_says (desk, 1, "Dinas Koperasi", TRUE);
  assert_says (desk, 1, "Product catalogue", TRUE);
  assert_says (desk, 2, "Tomohon", TRUE);
  assert_says (desk, 2, "Rumah Kopi", TRUE);
  assert_says (desk, 2, "3\n", TRUE);
  assert_says (desk, 3, "Soputan Coffee", TRUE);
  assert_says (desk, 3, "Digoreng di atas kayu.", TRUE);
  assert_says (desk, 3, "Roasted over wood.", TRUE);
  assert_says (desk, 3, "45.000", TRUE);
  assert_says (desk, 3, "ID12345", TRUE);
}

static void
test_sheet (Desk *desk, gconstpointer data)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *product = add_product (desk, maker, "");

  g_assert_cmpuint (write_pdf (desk, ETA_BROCHURE_SHEETS), ==, 1);
  assert_says (desk, 1, "Kopi Soputan", TRUE);
  assert_says (desk, 1, "Soputan Coffee", TRUE);
  assert_says (desk, 1, "10 kilograms", TRUE);
  assert_says (desk, 1, "Rumah Kopi", TRUE);
}

/* The gate decides, here as in the gallery; it decides anew each time. */
static void
test_consent (Desk *desk, gconstpointer data)
{
  static const char consent[] = "{'person':'Sarah Wenas','purposes':['name','phone'],"
                                "'given_on':'2026-01-01'%s}";
  const char *pointer = "/consents/0193a5b2-0000-7000-8000-000000000002";
  g_autofree char *given = g_strdup_printf (consent, "");
  g_autofree char *withdrawn = g_strdup_printf (consent, ",'withdrawn_on':'2026-02-01'");
  const char *const states[] = { NULL, given, withdrawn };
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *product = add_product (desk, maker, "");

  for (guint i = 0; i < G_N_ELEMENTS (states) * 2; i++) {
    if (states[i / 2])
      eta_test_set (desk->store, maker, pointer, states[i / 2]);
    write_pdf (desk, i % 2 ? ETA_BROCHURE_SHEETS : ETA_BROCHURE_CATALOGUE);
    assert_says (desk, 0, "Sarah Wenas", states[i / 2] == given);
    assert_says (desk, 0, "0000 0001", states[i / 2] == given);
  }
}

static void
test_long_text (Desk *desk, gconstpointer form)
{
  g_autofree char *words = g_strnfill (60000, 'k');
  g_autofree char *more = NULL;
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");

  for (guint i = 9; i < strlen (words) / 2; i += 10)
    words[i] = ' '; /* and then a word of thirty thousand letters */
  more = g_strdup_printf (",'composition':{'id':'%s ujungnya'},'packaging':'%s','sku':'%s'", words,
                          words, words);
  g_autofree char *product = add_product (desk, maker, more);
  guint n = write_pdf (desk, GPOINTER_TO_INT (form));
  g_assert_cmpuint (n, >, 5);
  assert_says (desk, 0, "ujungnya", TRUE);
}

static void
test_photos (Desk *desk, gconstpointer number)
{
  guint n = GPOINTER_TO_UINT (number);
  g_autoptr (GString) photos = g_string_new (",'photos':{");
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");

  for (guint i = 0; i < n; i++) {
    g_autofree char *sha256 = add_photo (desk, i);
    g_string_append_printf (photos,
                            "%s'0193a5b2-0000-7000-8000-0000000001%02u':{'sha256':'%s',"
                            "'width':1200,'height':800,'order':'a%02u'}",
                            i ? "," : "", i, sha256, i);
  }
  g_string_append (photos, "}");
  g_autofree char *product = add_product (desk, maker, photos->str);
  g_assert_cmpuint (write_pdf (desk, ETA_BROCHURE_SHEETS), ==, n > 9 ? 2 : 1);
  g_assert_cmpuint (count_photos (desk), ==, n);
  write_pdf (desk, ETA_BROCHURE_CATALOGUE);
  /* The cover shows it once more, and larger */
  g_assert_cmpuint (count_photos (desk), ==, n ? MIN (n, 5) + 1 : 0);
}

static char *
add_product_with_photo (Desk *desk, const char *maker, const char *sha256)
{
  g_autofree char *more =
      g_strdup_printf (",'photos':{'0193a5b2-0000-7000-8000-000000000100':{'sha256':'%s',"
                       "'width':1200,'height':800,'order':'a'}}",
                       sha256);

  return add_product (desk, maker, more);
}

static void
test_damaged_photo (Desk *desk, gconstpointer data)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *sha256 = add_photo (desk, 0);
  g_autofree char *product = add_product_with_photo (desk, maker, sha256);
  g_autofree char *file = eta_vault_dup_path (desk->vault, sha256);

  g_assert_true (g_file_set_contents (file, "no photo", -1, NULL));
  g_assert_cmpuint (write_pdf (desk, ETA_BROCHURE_SHEETS), ==, 1);
  g_assert_cmpuint (count_photos (desk), ==, 0);
  assert_says (desk, 1, "Kopi Soputan", TRUE);
}

/* A printer or a screen gets pixels. */
static void
test_surface (Desk *desk, gconstpointer data)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *sha256 = add_photo (desk, 0);
  g_autofree char *product = add_product_with_photo (desk, maker, sha256);
  g_autoptr (EtaBrochure) brochure = new_brochure (desk, ETA_BROCHURE_SHEETS);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_brochure_lay_out (brochure, NULL, NULL, &error));
  eta_brochure_draw_page (brochure, cr, 0, &error);
  g_assert_no_error (error);
  cairo_surface_flush (surface);
  const guint8 *pixel =
      cairo_image_surface_get_data (surface) + 200 * cairo_image_surface_get_stride (surface);
  g_assert_cmpint (ABS ((int) pixel[150 * 4] - 60), <=, 2);
  g_assert_cmpint (ABS ((int) pixel[150 * 4 + 2] - 60), <=, 2);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
test_left_out (Desk *desk, gconstpointer data)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *gone = add_business (desk, "Rumah Lama", ",'state':'withdrawn'");
  g_autofree char *product = add_product (desk, maker, ",'sku':'K1'");
  g_autofree char *withdrawn = add_product (desk, maker, ",'sku':'K2','state':'withdrawn'");
  g_autofree char *deleted = add_product (desk, maker, ",'sku':'K3'");
  g_autofree char *alone = add_product (desk, gone, ",'sku':'K4'");

  g_assert_true (eta_store_remove (desk->store, deleted, NULL));
  g_assert_cmpuint (write_pdf (desk, ETA_BROCHURE_CATALOGUE), ==, 4);
  assert_says (desk, 3, "K1", TRUE);
  assert_says (desk, 4, "K4", TRUE);
  assert_says (desk, 0, "K2", FALSE);
  assert_says (desk, 0, "K3", FALSE);
  assert_says (desk, 0, "Rumah Lama", FALSE);
}

static void
test_nothing (Desk *desk, gconstpointer form)
{
  g_autoptr (EtaBrochure) brochure = new_brochure (desk, GPOINTER_TO_INT (form));
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_brochure_write_pdf (brochure, desk->path, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (desk->path, G_FILE_TEST_EXISTS));
}

static void
test_cancel (Desk *desk, gconstpointer form)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *product = add_product (desk, maker, "");
  g_autoptr (EtaBrochure) brochure = new_brochure (desk, GPOINTER_TO_INT (form));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (eta_brochure_write_pdf (brochure, desk->path, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (g_file_test (desk->path, G_FILE_TEST_EXISTS));
}

/* Its contents would lead to the wrong pages. */
static void
test_changed_meanwhile (Desk *desk, gconstpointer data)
{
  g_autofree char *maker = add_business (desk, "Rumah Kopi", "");
  g_autofree char *other = add_business (desk, "Toko Abon", "");
  g_autofree char *product = add_product (desk, maker, "");
  g_autoptr (EtaBrochure) brochure = new_brochure (desk, ETA_BROCHURE_CATALOGUE);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 595, 842);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_brochure_lay_out (brochure, NULL, NULL, NULL));
  g_assert_cmpuint (eta_brochure_get_n_pages (brochure), ==, 4);
  eta_test_set (desk->store, product, "/composition", "{'id':'Kopi'}");
  g_assert_false (eta_brochure_draw_page (brochure, cr, 2, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  g_clear_error (&error);
  g_assert_true (eta_brochure_draw_page (brochure, cr, 3, &error));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

#define ADD(path, data, func) g_test_add ("/brochure/" path, Desk, data, set_up, func, tear_down)
#define SHEETS GINT_TO_POINTER (ETA_BROCHURE_SHEETS)
#define CATALOGUE GINT_TO_POINTER (ETA_BROCHURE_CATALOGUE)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("catalogue", NULL, test_catalogue);
  ADD ("sheet", NULL, test_sheet);
  ADD ("consent", NULL, test_consent);
  ADD ("long-text/sheets", SHEETS, test_long_text);
  ADD ("long-text/catalogue", CATALOGUE, test_long_text);
  ADD ("photos/0", GUINT_TO_POINTER (0), test_photos);
  ADD ("photos/1", GUINT_TO_POINTER (1), test_photos);
  ADD ("photos/20", GUINT_TO_POINTER (20), test_photos);
  ADD ("damaged-photo", NULL, test_damaged_photo);
  ADD ("surface", NULL, test_surface);
  ADD ("left-out", NULL, test_left_out);
  ADD ("nothing/sheets", SHEETS, test_nothing);
  ADD ("nothing/catalogue", CATALOGUE, test_nothing);
  ADD ("cancel/sheets", SHEETS, test_cancel);
  ADD ("cancel/catalogue", CATALOGUE, test_cancel);
  ADD ("changed-meanwhile", NULL, test_changed_meanwhile);
  return g_test_run ();
}
