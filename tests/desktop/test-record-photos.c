/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-photo-card.h"
#include "eta-photo-dialog.h"
#include "eta-photo-failed.h"
#include "eta-photo-order.h"
#include "eta-photo-strip.h"
#include "eta-photos.h"
#include "page-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* Photos come into the record from files, in the user's order, and a bad one costs nothing. */

static const char three[] =
    "{'cover': 'k2', 'photos': {'k1': {'sha256': 'a', 'order': 'a'}, 'k2': {'sha256': 'b', 'order': "
    "'b'}, 'k3': {'sha256': 'c', 'order': 'c'}}}";

static GSList *
add_photo (PageFixture *fixture, GSList *files, const char *name, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);
  g_autoptr (GError) error = NULL;

  /* no two photos are alike */
  gdk_pixbuf_fill (pixbuf, 0xe8e0d0ff);
  for (int i = 0; i < gdk_pixbuf_get_rowstride (pixbuf) * height / 2; i++)
    pixels[i] = (guchar) (i * (int) strlen (name) / 7);
  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
  return g_slist_append (files, g_file_new_for_path (path));
}

static GSList *
add_broken (PageFixture *fixture, GSList *files, const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, "this is no photo", -1, &error);
  g_assert_no_error (error);
  return g_slist_append (files, g_file_new_for_path (path));
}

static void
drop (PageFixture *fixture, GSList *take_files)
{
  GtkWidget *strip = page_find (GTK_WIDGET (fixture->page), ETA_TYPE_PHOTO_STRIP);

  eta_photo_strip_take_files (ETA_PHOTO_STRIP (strip), take_files);
  g_slist_free_full (take_files, g_object_unref);
}

static guint
count_cards (PageFixture *fixture)
{
  GtkWidget *strip = page_find (GTK_WIDGET (fixture->page), ETA_TYPE_PHOTO_STRIP);
  GtkWidget *card = page_find (strip, ETA_TYPE_PHOTO_CARD);
  guint n = 0;

  for (; card; card = gtk_widget_get_next_sibling (card))
    n += ETA_IS_PHOTO_CARD (card) ? 1 : 0;
  return n;
}

static gboolean
has_two_cards (gpointer data)
{
  return count_cards (data) == 2;
}

static gboolean
has_one_card (gpointer data)
{
  return count_cards (data) == 1;
}

static gboolean
has_failed_card (gpointer data)
{
  return page_find (GTK_WIDGET (((PageFixture *) data)->page), ETA_TYPE_PHOTO_FAILED) != NULL;
}

static void
test_add (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  g_autoptr (GPtrArray) keys = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  drop (&fixture, add_photo (&fixture, add_photo (&fixture, NULL, "kopi 1.jpg", 1200, 900),
                             "kopi kemasan.jpg", 900, 1200));
  page_wait (has_two_cards, &fixture);
  doc = page_saved (&fixture);
  keys = eta_photos_in_order (doc);
  g_assert_cmpuint (keys->len, ==, 2);
  g_assert_cmpstr (eta_json_get_string (doc, "/cover"), ==, g_ptr_array_index (keys, 0));
  page_fixture_tear_down (&fixture);
}

/* A file that is no photo is a card with its reason; the others arrive. */
static void
test_broken (void)
{
  PageFixture fixture = { NULL };
  GtkWidget *failed, *button;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  drop (&fixture,
        add_photo (&fixture, add_broken (&fixture, NULL, "rusak.jpg"), "kopi 1.jpg", 1200, 900));
  page_wait (has_one_card, &fixture);
  page_wait (has_failed_card, &fixture);
  failed = page_find (GTK_WIDGET (fixture.page), ETA_TYPE_PHOTO_FAILED);
  g_assert_nonnull (page_find_button (failed, "Try another…"));
  button = page_find (failed, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (has_failed_card (&fixture));
  page_fixture_tear_down (&fixture);
}

static GtkWindow *
find_toplevel (GType type)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (toplevels, i);

    if (g_type_is_a (G_OBJECT_TYPE (window), type))
      return window;
  }
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_toplevel (ADW_TYPE_MESSAGE_DIALOG) != NULL;
}

/* What looks like an identity card waits for a word, and without one stays out. */
static void
test_card (gconstpointer response)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  gboolean used = g_strcmp0 (response, "use") == 0;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  drop (&fixture, add_photo (&fixture, NULL, "ktp pemilik.jpg", 1200, 900));
  page_wait (is_asked, &fixture);
  g_assert_cmpuint (count_cards (&fixture), ==, 0);
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (find_toplevel (ADW_TYPE_MESSAGE_DIALOG)),
                               response);
  if (used)
    page_wait (has_one_card, &fixture);
  doc = page_saved (&fixture);
  g_assert_cmpuint (eta_json_size (eta_json_get (doc, "/photos")), ==, used ? 1 : 0);
  page_fixture_tear_down (&fixture);
}

/* A photo that was chosen arrives, though another record is shown by then. */
static void
test_leave (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaRecord) record = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  drop (&fixture, add_photo (&fixture, NULL, "kopi 1.jpg", 1200, 900));
  page_fixture_close (&fixture);
  eta_store_flush (fixture.store);
  record = eta_store_get (fixture.store, fixture.id, NULL);
  g_assert_cmpuint (eta_json_size (eta_json_get (eta_record_get_doc (record), "/photos")), ==, 1);
  page_fixture_tear_down (&fixture);
}

static void
assert_order (PageFixture *fixture, const char *expected)
{
  g_autoptr (EtaJson) doc = page_saved (fixture);
  g_autoptr (GPtrArray) keys = eta_photos_in_order (doc);
  g_autofree char *order = NULL;

  g_ptr_array_add (keys, NULL);
  order = g_strjoinv (" ", (char **) keys->pdata);
  g_assert_cmpstr (order, ==, expected);
}

static void
test_order (void)
{
  static const struct {
    const char *key;
    guint position;
    const char *expected;
  } moves[] = {
    { "k1", 2, "k2 k3 k1" }, { "k1", 1, "k2 k1 k3" }, { "k3", 0, "k3 k2 k1" },
    { "k3", 2, "k2 k1 k3" }, { "k2", 1, "k1 k2 k3" }, { "k1", 7, "k1 k2 k3" },
    { "k1", 0, "k1 k2 k3" },
  };
  PageFixture fixture = { NULL };

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, three);
  assert_order (&fixture, "k2 k1 k3");
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++) {
    eta_photo_move (fixture.form, moves[i].key, moves[i].position);
    assert_order (&fixture, moves[i].expected);
  }
  eta_photo_remove (fixture.form, "k1");
  assert_order (&fixture, "k2 k3");
  page_fixture_tear_down (&fixture);
}

static void
test_dialog (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (EtaJson) doc = NULL;
  EtaPhotoDialog *dialog;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, three);
  dialog = eta_photo_dialog_show (fixture.form, "k2", GTK_WIDGET (fixture.page));
  page_type (&fixture, "/photos/k2/caption/id", "Biji kopi");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "photo.go", "i", 1);
  page_type (&fixture, "/photos/k1/credit", "Ibu Sarah");
  gtk_widget_activate_action (GTK_WIDGET (dialog), "photo.make-cover", NULL);
  gtk_window_close (GTK_WINDOW (dialog));
  doc = page_saved (&fixture);
  g_assert_cmpstr (eta_json_get_string (doc, "/photos/k2/caption/id"), ==, "Biji kopi");
  g_assert_cmpstr (eta_json_get_string (doc, "/photos/k1/credit"), ==, "Ibu Sarah");
  g_assert_cmpstr (eta_json_get_string (doc, "/cover"), ==, "k1");
  page_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/record-photos/add", test_add);
  g_test_add_func ("/record-photos/broken", test_broken);
  g_test_add_data_func ("/record-photos/card-used", "use", test_card);
  g_test_add_data_func ("/record-photos/card-left", "leave", test_card);
  g_test_add_func ("/record-photos/leave", test_leave);
  g_test_add_func ("/record-photos/order", test_order);
  g_test_add_func ("/record-photos/dialog", test_dialog);
  return g_test_run ();
}
