/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-attach.h"
#include "eta-photo-card.h"
#include "eta-photo-crop.h"
#include "eta-photo-dialog.h"
#include "eta-photo-editor.h"
#include "eta-photo-export.h"
#include "eta-photo-failed.h"
#include "eta-photo-strip.h"
#include "eta-photo-view.h"
#include "eta-photos.h"
#include "page-fixture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* A photo turned, cropped and brought back; pasted, dropped and saved. The original never changes. */

static GdkPixbuf *
draw (int width, int height)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  guchar *pixels = gdk_pixbuf_get_pixels (pixbuf);

  gdk_pixbuf_fill (pixbuf, 0xe8e0d0ff);
  for (int i = 0; i < gdk_pixbuf_get_rowstride (pixbuf) * height / 2; i++)
    pixels[i] = (guchar) (i * 7 / 5);
  return pixbuf;
}

static char *
write_photo (PageFixture *fixture, const char *name, int width, int height)
{
  g_autoptr (GdkPixbuf) pixbuf = draw (width, height);
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (fixture->folder, name, NULL);

  gdk_pixbuf_save (pixbuf, path, "jpeg", &error, NULL);
  g_assert_no_error (error);
  return path;
}

/* The record gets a photo of 1200 × 900. Returns: its key */
static char *
add_photo (PageFixture *fixture)
{
  g_autofree char *path = write_photo (fixture, "kopi.jpg", 1200, 900);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPhoto) photo = eta_vault_add_photo (fixture->vault, path, NULL, &error);
  char *key;

  g_assert_no_error (error);
  key = eta_attach_photo (fixture->store, fixture->id, photo, &error);
  g_assert_no_error (error);
  return key;
}

static GtkWidget *
find_strip (PageFixture *fixture)
{
  return page_find (GTK_WIDGET (fixture->page), ETA_TYPE_PHOTO_STRIP);
}

static gboolean
has_card (gpointer fixture)
{
  return page_find (find_strip (fixture), ETA_TYPE_PHOTO_CARD) != NULL;
}

static gboolean
has_failed (gpointer fixture)
{
  return page_find (find_strip (fixture), ETA_TYPE_PHOTO_FAILED) != NULL;
}

static gboolean
has_spoken (gpointer fixture)
{
  return ((PageFixture *) fixture)->said->len > 0;
}

typedef struct {
  PageFixture fixture;
  char *key;
  EtaPhotoDialog *dialog;
  GtkWidget *editor;
  gint64 width, height; /* waited for */
} Opened;

static void
begin (Opened *opened)
{
  page_fixture_set_up (&opened->fixture);
  page_fixture_show (&opened->fixture, &eta_kind_product, "{'name': {'id': 'Kopi / Soputan'}}");
  opened->key = add_photo (&opened->fixture);
  page_wait (has_card, &opened->fixture);
  opened->dialog =
      eta_photo_dialog_show (opened->fixture.form, opened->key, GTK_WIDGET (opened->fixture.page));
  opened->editor = page_find (GTK_WIDGET (opened->dialog), ETA_TYPE_PHOTO_EDITOR);
}

static void
finish (Opened *opened)
{
  gtk_window_close (GTK_WINDOW (opened->dialog));
  g_free (opened->key);
  page_fixture_tear_down (&opened->fixture);
}

static const EtaJson *
entry_of (Opened *opened)
{
  g_autofree char *pointer = eta_json_pointer_join ("/photos", opened->key);

  return eta_json_get (eta_form_get_doc (opened->fixture.form), pointer);
}

static gboolean
has_size (gpointer data)
{
  Opened *opened = data;

  return eta_json_get_int (entry_of (opened), "/width", 0) == opened->width &&
         eta_json_get_int (entry_of (opened), "/height", 0) == opened->height;
}

static void
wait_for_size (Opened *opened, int width, int height)
{
  opened->width = width;
  opened->height = height;
  page_wait (has_size, opened);
}

static gboolean
is_cropping (gpointer opened)
{
  return eta_photo_editor_is_cropping (ETA_PHOTO_EDITOR (((Opened *) opened)->editor));
}

static void
act (Opened *opened, const char *action)
{
  gtk_widget_activate_action (opened->editor, action, NULL);
}

static void
press (GtkWidget *widget, guint key, GdkModifierType modifiers)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
    guint n = GTK_IS_SHORTCUT_CONTROLLER (controller)
                  ? g_list_model_get_n_items (G_LIST_MODEL (controller))
                  : 0;

    for (guint k = 0; k < n; k++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key &&
          gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == modifiers) {
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget,
                                      gtk_shortcut_get_arguments (shortcut));
        return;
      }
    }
  }
  g_assert_not_reached ();
}

/* Two quick presses are two turns, each one step of undo; the caption stays. */
static void
test_turn (void)
{
  Opened opened = { 0 };
  g_autoptr (EtaJson) doc = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autoptr (EtaPastStep) step = NULL;
  g_autofree char *caption = NULL;

  begin (&opened);
  caption = g_strdup_printf ("/photos/%s/caption/id", opened.key);
  page_type (&opened.fixture, caption, "Biji kopi");
  page_wait_assessed (&opened.fixture);
  before = g_strdup (eta_json_get_string (entry_of (&opened), "/sha256"));
  gtk_widget_activate_action (opened.editor, "edit.turn", "i", 1);
  wait_for_size (&opened, 900, 1200);
  gtk_widget_activate_action (opened.editor, "edit.turn", "i", 1);
  gtk_widget_activate_action (opened.editor, "edit.turn", "i", 1);
  page_wait_assessed (&opened.fixture);
  while (eta_json_get_int (entry_of (&opened), "/turns", 0) != 3)
    g_main_context_iteration (NULL, TRUE);
  doc = page_saved (&opened.fixture);
  g_assert_cmpstr (eta_json_get_string (doc, caption), ==, "Biji kopi");
  g_assert_cmpstr (eta_json_get_string (entry_of (&opened), "/sha256"), !=, before);
  step = eta_store_dup_step_to_undo (opened.fixture.store, 0);
  g_assert_cmpstr (step->label, ==, "Rotate a photo");
  for (int i = 0; i < 3; i++) {
    g_assert_true (eta_store_undo (opened.fixture.store, 0, NULL, &error));
    g_assert_no_error (error);
  }
  wait_for_size (&opened, 1200, 900);
  g_assert_cmpstr (eta_json_get_string (entry_of (&opened), "/sha256"), ==, before);
  g_assert_null (eta_json_get (entry_of (&opened), "/original"));
  finish (&opened);
}

/* By keys alone: the frame is stretched, moved and applied; later it is wider again; then all is as it was. */
static void
test_crop (void)
{
  Opened opened = { 0 };
  g_autofree char *before = NULL;
  GtkWidget *crop;
  EtaPhotoRect rect;

  begin (&opened);
  before = g_strdup (eta_json_get_string (entry_of (&opened), "/sha256"));
  gtk_widget_activate_action (opened.editor, "edit.turn", "i", 1);
  wait_for_size (&opened, 900, 1200);
  page_wait_assessed (&opened.fixture);

  act (&opened, "edit.crop");
  page_wait (is_cropping, &opened);
  crop = page_find (opened.editor, ETA_TYPE_PHOTO_CROP);
  g_assert_true (eta_photo_crop_is_whole (ETA_PHOTO_CROP (crop)));
  for (int i = 0; i < 10; i++) {
    press (crop, GDK_KEY_Left, GDK_SHIFT_MASK);
    press (crop, GDK_KEY_Up, GDK_SHIFT_MASK);
  }
  press (crop, GDK_KEY_Right, GDK_CONTROL_MASK);
  rect = eta_photo_crop_get_rect (ETA_PHOTO_CROP (crop));
  g_assert_cmpint (rect.x, ==, 1);
  g_assert_cmpint (rect.width, ==, 780);
  g_assert_cmpint (rect.height, ==, 1080);
  act (&opened, "edit.apply-crop");
  wait_for_size (&opened, 780, 1080);
  g_assert_cmpstr (eta_json_get_string (entry_of (&opened), "/crop"), ==, "0,119,1080,780");
  g_assert_cmpint (eta_json_get_int (entry_of (&opened), "/turns", 0), ==, 1);

  page_wait_assessed (&opened.fixture);
  act (&opened, "edit.crop");
  page_wait (is_cropping, &opened);
  rect = eta_photo_crop_get_rect (ETA_PHOTO_CROP (crop));
  g_assert_cmpint (rect.x, ==, 1);
  g_assert_cmpint (rect.width, ==, 780);
  act (&opened, "edit.cancel-crop");
  g_assert_false (is_cropping (&opened));

  act (&opened, "edit.reset");
  wait_for_size (&opened, 1200, 900);
  g_assert_cmpstr (eta_json_get_string (entry_of (&opened), "/sha256"), ==, before);
  g_assert_null (eta_json_get (entry_of (&opened), "/crop"));
  g_assert_null (eta_json_get (entry_of (&opened), "/turns"));
  g_assert_null (eta_json_get (entry_of (&opened), "/original"));
  finish (&opened);
}

/* A photo that is taken away while it is turned stays away. */
static void
test_removed (void)
{
  Opened opened = { 0 };
  g_autoptr (EtaJson) doc = NULL;

  begin (&opened);
  gtk_widget_activate_action (opened.editor, "edit.turn", "i", 1);
  gtk_widget_activate_action (GTK_WIDGET (opened.dialog), "photo.remove", NULL);
  while (eta_form_is_writing (opened.fixture.form))
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 50; i++)
    g_main_context_iteration (NULL, FALSE);
  doc = page_saved (&opened.fixture);
  g_assert_cmpuint (eta_json_size (eta_json_get (doc, "/photos")), ==, 0);
  g_free (opened.key);
  page_fixture_tear_down (&opened.fixture);
}

static gboolean
is_loaded (gpointer view)
{
  return eta_photo_view_get_zoom (view) < 1;
}

static void
test_zoom (void)
{
  Opened opened = { 0 };
  EtaPhotoView *view;
  double fitted;

  begin (&opened);
  view = ETA_PHOTO_VIEW (page_find (opened.editor, ETA_TYPE_PHOTO_VIEW));
  page_wait (is_loaded, view);
  fitted = eta_photo_view_get_zoom (view);
  press (GTK_WIDGET (view), GDK_KEY_plus, 0);
  g_assert_cmpfloat_with_epsilon (eta_photo_view_get_zoom (view), fitted * ETA_PHOTO_VIEW_STEP,
                                  1e-6);
  press (GTK_WIDGET (view), GDK_KEY_1, 0);
  g_assert_cmpfloat_with_epsilon (eta_photo_view_get_zoom (view), 1, 1e-6);
  g_assert_false (eta_photo_view_is_fitted (view));
  for (int i = 0; i < 40; i++)
    press (GTK_WIDGET (view), GDK_KEY_plus, 0);
  press (GTK_WIDGET (view), GDK_KEY_Right, 0);
  press (GTK_WIDGET (view), GDK_KEY_minus, 0);
  press (GTK_WIDGET (view), GDK_KEY_0, 0);
  g_assert_true (eta_photo_view_is_fitted (view));
  g_assert_cmpfloat_with_epsilon (eta_photo_view_get_zoom (view), fitted, 1e-6);
  finish (&opened);
}

static void
copy (PageFixture *fixture, GType type, gconstpointer value)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->window);
  g_auto (GValue) held = G_VALUE_INIT;

  g_value_init (&held, type);
  if (type == G_TYPE_STRING)
    g_value_set_string (&held, value);
  else if (type == GDK_TYPE_TEXTURE)
    g_value_set_object (&held, (gpointer) value);
  else
    g_value_set_boxed (&held, value);
  gdk_clipboard_set_value (clipboard, &held);
}

static void
paste (PageFixture *fixture, GType type, gconstpointer value)
{
  copy (fixture, type, value);
  gtk_widget_activate_action (find_strip (fixture), "photos.paste", NULL);
}

static void
test_paste_picture (void)
{
  PageFixture fixture = { NULL };
  g_autoptr (GdkPixbuf) pixbuf = draw (1000, 1000);
  g_autoptr (GdkTexture) texture = gdk_texture_new_for_pixbuf (pixbuf);

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  copy (&fixture, GDK_TYPE_TEXTURE, texture);
  press (find_strip (&fixture), GDK_KEY_v, GDK_CONTROL_MASK);
  page_wait (has_card, &fixture);
  page_fixture_tear_down (&fixture);
}

static void
paste_files (PageFixture *fixture, GFile *file)
{
  g_autoptr (GSList) files = g_slist_append (NULL, file);

  paste (fixture, GDK_TYPE_FILE_LIST, files);
}

static void
test_paste_file (void)
{
  PageFixture fixture = { NULL };
  g_autofree char *path = NULL;
  g_autofree char *address = NULL;
  g_autoptr (GFile) file = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  path = write_photo (&fixture, "kopi 1.jpg", 1200, 900);
  file = g_file_new_for_path (path);
  paste_files (&fixture, file);
  page_wait (has_card, &fixture);
  page_fixture_tear_down (&fixture);

  /* some programs give the address as a text */
  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  g_free (path);
  path = write_photo (&fixture, "kopi 1.jpg", 1200, 900);
  g_object_unref (file);
  file = g_file_new_for_path (path);
  address = g_file_get_uri (file);
  paste (&fixture, G_TYPE_STRING, address);
  page_wait (has_card, &fixture);
  page_fixture_tear_down (&fixture);
}

/* The web is not fetched from, and what is no picture is not taken; both are said. */
static void
test_paste_web (gconstpointer text)
{
  PageFixture fixture = { NULL };

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product, "{}");
  if (g_str_has_prefix (text, "http")) {
    g_autoptr (GFile) file = g_file_new_for_uri (text);

    paste_files (&fixture, file);
  } else {
    paste (&fixture, G_TYPE_STRING, text);
  }
  page_wait (has_failed, &fixture);
  g_assert_false (has_card (&fixture));
  page_fixture_tear_down (&fixture);
}

static void
assert_saved (PageFixture *fixture, const char *name, const char *path)
{
  g_autofree char *saved = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *is = NULL;
  g_autofree char *was = NULL;
  gsize is_size, was_size;

  g_assert_true (g_file_get_contents (saved, &is, &is_size, NULL));
  g_assert_true (g_file_get_contents (path, &was, &was_size, NULL));
  g_assert_cmpmem (is, is_size, was, was_size);
}

static void
save (PageFixture *fixture, const char *key)
{
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  g_ptr_array_set_size (fixture->said, 0);
  eta_photo_export_to (fixture->form, key, folder, GTK_WINDOW (fixture->window));
  page_wait (has_spoken, fixture);
}

/* Under the record's name, byte by byte what came from the camera, and never over another file */
static void
test_save (void)
{
  Opened opened = { 0 };
  g_autofree char *camera = NULL;

  begin (&opened);
  camera = g_build_filename (opened.fixture.folder, "kopi.jpg", NULL);
  gtk_widget_activate_action (opened.editor, "edit.turn", "i", 1);
  wait_for_size (&opened, 900, 1200);
  save (&opened.fixture, NULL);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (opened.fixture.said, 0), "1 photo saved in"));
  assert_saved (&opened.fixture, "Kopi - Soputan 1.jpg", camera);
  save (&opened.fixture, opened.key);
  assert_saved (&opened.fixture, "Kopi - Soputan 1 (2).jpg", camera);
  finish (&opened);
}

/* Keys and menu on a card, and the focus afterwards */
static void
test_card (void)
{
  PageFixture fixture = { NULL };
  GtkWidget *strip;
  GtkWidget *card;
  g_autoptr (EtaJson) doc = NULL;

  page_fixture_set_up (&fixture);
  page_fixture_show (&fixture, &eta_kind_product,
                     "{'cover': 'k2', 'photos': {'k1': {'sha256': 'a', 'order': 'a'}, 'k2': "
                     "{'sha256': 'b', 'order': 'b'}, 'k3': {'sha256': 'c', 'order': 'c'}}}");
  strip = find_strip (&fixture);
  card = gtk_widget_get_next_sibling (page_find (strip, ETA_TYPE_PHOTO_CARD));
  g_assert_cmpstr (eta_photo_card_get_key (ETA_PHOTO_CARD (card)), ==, "k1");
  press (card, GDK_KEY_Home, GDK_CONTROL_MASK);
  card = page_find (strip, ETA_TYPE_PHOTO_CARD);
  g_assert_cmpstr (eta_photo_card_get_key (ETA_PHOTO_CARD (card)), ==, "k1");
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (fixture.window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture.window)), card));
  press (card, GDK_KEY_F10, GDK_SHIFT_MASK);
  g_assert_nonnull (page_find (strip, GTK_TYPE_POPOVER_MENU));
  press (card, GDK_KEY_Delete, 0);
  doc = page_saved (&fixture);
  g_assert_null (eta_json_get (doc, "/photos/k1"));
  g_assert_cmpstr (eta_json_get_string (doc, "/cover"), ==, "k2");
  page_fixture_tear_down (&fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/photo-editor/turn", test_turn);
  g_test_add_func ("/photo-editor/crop", test_crop);
  g_test_add_func ("/photo-editor/removed", test_removed);
  g_test_add_func ("/photo-editor/zoom", test_zoom);
  g_test_add_func ("/photo-editor/paste-picture", test_paste_picture);
  g_test_add_func ("/photo-editor/paste-file", test_paste_file);
  g_test_add_data_func ("/photo-editor/paste-web", "https://example.org/a.jpg", test_paste_web);
  g_test_add_data_func ("/photo-editor/paste-text", "kopi", test_paste_web);
  g_test_add_func ("/photo-editor/save", test_save);
  g_test_add_func ("/photo-editor/card", test_card);
  return g_test_run ();
}
