/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-handbook.h"
#include "eta-import-rows.h"
#include "eta-jump.h"
#include "eta-pair-dialog.h"
#include "eta-record-list.h"
#include "eta-test-window.h"
#include "eta-welcome.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <unistd.h>

/* The pages in a window of 800 x 600, with Indonesian texts that are 40 % longer, and with letters of twice the
 * size. The texts stand between marks (tests/support/lengthen): none may be cut off, unless a tooltip says it
 * whole, and none may lie outside of the window. What the user typed has no marks, and may be shortened. */

#define MARK "⟦"
#define WIDTH 800
#define HEIGHT 600

static guint faults;

static gboolean
is_in_tooltip (GtkWidget *widget, const char *text)
{
  for (int i = 0; widget && i < 4; i++, widget = gtk_widget_get_parent (widget)) {
    const char *tooltip = gtk_widget_get_tooltip_text (widget);

    if (tooltip && strstr (tooltip, text))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_cut (GtkLabel *label)
{
  const char *text = gtk_label_get_text (label);

  return strstr (text, MARK) && pango_layout_is_ellipsized (gtk_label_get_layout (label)) &&
         !is_in_tooltip (GTK_WIDGET (label), text);
}

/* A strip that can be scrolled sideways may be wider than the window. */
static gboolean
scrolls_sideways (GtkWidget *widget)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkPolicyType policy = GTK_POLICY_NEVER;

  if (scroller)
    gtk_scrolled_window_get_policy (GTK_SCROLLED_WINDOW (scroller), &policy, NULL);
  return policy != GTK_POLICY_NEVER;
}

static gboolean
lies_outside (GtkWidget *widget)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_native (widget));
  graphene_rect_t box;

  return gtk_widget_compute_bounds (widget, root, &box) && !scrolls_sideways (widget) &&
         (box.origin.x < -1 || box.origin.x + box.size.width > gtk_widget_get_width (root) + 1);
}

static void
check_labels (GtkWidget *widget, const char *page)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (GTK_IS_LABEL (widget) && (is_cut (GTK_LABEL (widget)) || lies_outside (widget))) {
    g_test_message ("%s: %s: %s in a %s", page, is_cut (GTK_LABEL (widget)) ? "cut" : "outside",
                    gtk_label_get_text (GTK_LABEL (widget)),
                    G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)));
    faults++;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_labels (child, page);
}

static gboolean
draw_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  (*(guint *) data)++;
  return G_SOURCE_CONTINUE;
}

/* A few frames, so that what changed has been laid out */
static void
settle (GtkWidget *window)
{
  guint frames = 0;
  guint id = gtk_widget_add_tick_callback (window, draw_cb, &frames, NULL);

  eta_test_until (frames > 6);
  gtk_widget_remove_tick_callback (window, id);
}

static void
check_page (gpointer window, const char *page)
{
  int width, height;

  settle (window);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, -1, &height, NULL, NULL, NULL);
  if (width > WIDTH || height > HEIGHT) {
    g_test_message ("%s: asks for %d x %d", page, width, height);
    faults++;
  }
  check_labels (window, page);
}

static void
check_dialog (gpointer dialog, const char *page)
{
  gtk_window_present (dialog);
  eta_test_until (gtk_widget_get_mapped (dialog));
  check_page (dialog, page);
  gtk_window_destroy (dialog);
}

static char *
add_business (EtaStore *store)
{
  return eta_test_add (store, &eta_kind_business,
                       "{'name':'Kopi Soputan','country':'ID','province':'71','regency':'71.02',"
                       "'nib':'120001234567','stage':'export_ready'}");
}

static void
test_places (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *business = add_business (store);

  eta_test_desk_open (&desk, store);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), WIDTH, HEIGHT);
  eta_places_foreach (place)
  {
    eta_window_go_to (desk.window, place);
    check_page (desk.window, place->name);
    gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.back", NULL);
    check_page (desk.window, "sidebar");
  }
  eta_test_desk_close (&desk);
}

static void
test_records (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *business = add_business (store);
  g_autofree char *product = eta_test_add (
      store, &eta_kind_product, "{'name':{'id':'Kopi bubuk'},'business':'%s'}", business);
  const char *const ids[] = { business, product, NULL };

  eta_test_desk_open (&desk, store);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), WIDTH, HEIGHT);
  for (const char *const *id = ids; *id; id++) {
    eta_window_open_record (desk.window, *id);
    eta_test_until (g_strcmp0 (eta_window_get_record (desk.window), *id) == 0);
    check_page (desk.window, *id == product ? "product" : "business");
  }
  eta_test_desk_close (&desk);
}

static void
test_dialogs (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *business = add_business (store);
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new ();
  g_autoptr (EtaThumbnails) thumbnails = NULL;
  g_autoptr (EtaViews) views = NULL;

  eta_test_desk_open (&desk, store);
  thumbnails = eta_thumbnails_new (desk.vault);
  views = eta_views_new (store);
  check_dialog (eta_pair_dialog_new (GTK_WINDOW (desk.window), store), "pairing");
  check_dialog (eta_jump_new (GTK_WINDOW (desk.window), store, thumbnails, views), "jump");
  check_dialog (eta_handbook_new ("id"), "handbook");
  check_dialog (eta_welcome_new (NULL, catalogue), "welcome");
  g_clear_object (&thumbnails);
  g_clear_object (&views);
  eta_test_desk_close (&desk);
}

static gboolean
is_at (EtaImportPage *page, EtaImportStep step)
{
  EtaImportWork *work = eta_import_page_get_work (page);

  return eta_import_page_get_step (page) == step && !(work && eta_import_work_is_busy (work));
}

static void
check_step (EtaTestDesk *desk, EtaImportPage *page, EtaImportStep step)
{
  g_autofree char *name = g_strdup_printf ("import, step %u", step + 1);

  eta_import_page_go_to (page, step);
  eta_test_until (is_at (page, step));
  if (step == ETA_IMPORT_STEP_ROWS)
    eta_import_rows_open (ETA_IMPORT_ROWS (eta_test_find (page, ETA_TYPE_IMPORT_ROWS, NULL)), 1);
  check_page (desk->window, name);
}

static void
test_import (void)
{
  EtaTestDesk desk = { 0 };
  EtaStore *store = eta_test_store_new ();
  g_autofree char *path = g_build_filename (eta_store_get_folder (store), "umkm.csv", NULL);
  EtaImportPage *page;

  g_assert_true (g_file_set_contents (path,
                                      "Nama Usaha;NIB;Kabupaten/Kota\nKopi;120001234567;\n"
                                      ";;Kota Manado\n",
                                      -1, NULL));
  eta_test_desk_open (&desk, store);
  gtk_window_set_default_size (GTK_WINDOW (desk.window), WIDTH, HEIGHT);
  page = eta_window_show_import (desk.window);
  check_page (desk.window, "import, step 1");
  eta_import_page_load (page, path);
  eta_test_until (is_at (page, ETA_IMPORT_STEP_COLUMNS));
  check_step (&desk, page, ETA_IMPORT_STEP_SHEET);
  check_step (&desk, page, ETA_IMPORT_STEP_COLUMNS);
  check_step (&desk, page, ETA_IMPORT_STEP_ROWS);
  eta_import_page_start (page);
  eta_test_until (is_at (page, ETA_IMPORT_STEP_REPORT));
  check_page (desk.window, "import, step 5");
  eta_test_desk_close (&desk);
}

/* gettext wants its own tree of folders, with a language in it. */
static void
add_texts (const char *folder, const char *language, const char *file)
{
  g_autofree char *parent = g_build_filename (folder, language, "LC_MESSAGES", NULL);
  g_autofree char *link = g_build_filename (parent, GETTEXT_PACKAGE ".mo", NULL);

  g_assert_nonnull (file);
  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_assert_no_errno (symlink (file, link));
}

static char *
bind_texts (void)
{
  char *folder = g_dir_make_tmp ("etalase-texts-XXXXXX", NULL);

  add_texts (folder, "plain", g_getenv ("ETALASE_TEXTS_0"));
  add_texts (folder, "long", g_getenv ("ETALASE_TEXTS_40"));
  bindtextdomain (GETTEXT_PACKAGE, folder);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  return folder;
}

static void
run (const char *language, double size, void (*test) (void))
{
  g_setenv ("LANGUAGE", language, TRUE);
  g_assert_true (g_str_has_prefix (_ ("Undo"), MARK));
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int) (size * 96 * 1024), NULL);
  faults = 0;
  test ();
  if (faults > 0)
    g_test_fail_printf ("%u faults, as said above", faults);
}

static void
test_long_cb (gconstpointer test)
{
  run ("long", 1, (void (*) (void)) test);
}

static void
test_large_cb (gconstpointer test)
{
  run ("plain", 2, (void (*) (void)) test);
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = bind_texts ();
  int status;

  setlocale (LC_ALL, "");
  eta_test_desktop_init (&argc, &argv);
  g_test_add_data_func ("/layouts/long/places", test_places, test_long_cb);
  g_test_add_data_func ("/layouts/long/records", test_records, test_long_cb);
  g_test_add_data_func ("/layouts/long/dialogs", test_dialogs, test_long_cb);
  g_test_add_data_func ("/layouts/long/import", test_import, test_long_cb);
  g_test_add_data_func ("/layouts/large/places", test_places, test_large_cb);
  g_test_add_data_func ("/layouts/large/records", test_records, test_large_cb);
  g_test_add_data_func ("/layouts/large/dialogs", test_dialogs, test_large_cb);
  g_test_add_data_func ("/layouts/large/import", test_import, test_large_cb);
  status = g_test_run ();
  eta_test_remove_folder (folder);
  return status;
}
