/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-handbook.h"
#include "eta-pair-dialog.h"
#include "eta-test-window.h"

#include <string.h>

static EtaHandbook *
open_book (const char *language, const char *page)
{
  EtaHandbook *book = eta_handbook_new (language);

  g_assert_true (eta_handbook_go_to (book, page));
  gtk_window_present (GTK_WINDOW (book));
  eta_test_until (gtk_widget_get_mapped (GTK_WIDGET (book)));
  return book;
}

static EtaHandbook *
find_book (void)
{
  return eta_test_find_window (ETA_TYPE_HANDBOOK);
}

static GtkListBox *
get_contents (EtaHandbook *book)
{
  return GTK_LIST_BOX (eta_test_find (book, GTK_TYPE_LIST_BOX, NULL));
}

static gboolean
is_shown (GtkListBoxRow *row)
{
  return gtk_widget_get_child_visible (GTK_WIDGET (row));
}

static guint
count_shown (GtkListBox *list)
{
  GtkListBoxRow *row;
  guint shown = 0;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++)
    shown += is_shown (row);
  return shown;
}

/* It is as high as its width asks for, which a scrolled page easily forgets. */
static void
check_picture (GtkWidget *picture)
{
  eta_test_until (gtk_widget_get_width (picture) > 200 &&
                  gtk_widget_get_height (picture) > gtk_widget_get_width (picture) / 2);
  g_assert_nonnull (gtk_picture_get_paintable (GTK_PICTURE (picture)));
  g_assert_cmpuint (strlen (gtk_picture_get_alternative_text (GTK_PICTURE (picture))), >, 10);
}

static void
check_label (EtaHandbook *book, GtkWidget *label)
{
  g_assert_cmpuint (strlen (gtk_label_get_text (GTK_LABEL (label))), >, 0);
  if (strstr (gtk_label_get_label (GTK_LABEL (label)), "<a href=\"#"))
    g_assert_true (gtk_label_get_use_markup (GTK_LABEL (label)));
}

static void
check_widgets (EtaHandbook *book, GtkWidget *widget)
{
  if (GTK_IS_PICTURE (widget))
    check_picture (widget);
  else if (GTK_IS_LABEL (widget))
    check_label (book, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_widgets (book, child);
}

/* Each page can be reached from the contents, and has one title in large letters. */
static void
test_pages (gconstpointer language)
{
  EtaHandbook *book = open_book (language, "first-steps");
  GtkListBox *contents = get_contents (book);
  GtkListBoxRow *row;
  guint pages = 0;

  for (; (row = gtk_list_box_get_row_at_index (contents, (int) pages)); pages++) {
    GtkWidget *clamp;
    GtkWidget *title;

    g_signal_emit_by_name (contents, "row-activated", row);
    g_assert_true (gtk_list_box_get_selected_row (contents) == row);
    clamp = eta_test_find (book, ADW_TYPE_CLAMP, NULL);
    eta_test_until (
        (title = eta_test_find (clamp, GTK_TYPE_LABEL, gtk_window_get_title (GTK_WINDOW (book)))));
    g_assert_cmpint (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (title)), ==,
                     GTK_ACCESSIBLE_ROLE_HEADING);
    g_assert_cmpuint (eta_test_count (clamp, GTK_TYPE_LABEL), >, 8);
    check_widgets (book, clamp);
  }
  g_assert_cmpuint (pages, >=, 11);
  gtk_window_destroy (GTK_WINDOW (book));
}

static void
follow (EtaHandbook *book, const char *address)
{
  GtkWidget *label = eta_test_find (book, ADW_TYPE_CLAMP, NULL);
  gboolean handled = FALSE;

  eta_test_until (
      (label = eta_test_find (eta_test_find (book, ADW_TYPE_CLAMP, NULL), GTK_TYPE_LABEL, NULL)));
  g_signal_emit_by_name (label, "activate-link", address, &handled);
  g_assert_true (handled);
}

static void
test_links (void)
{
  EtaHandbook *book = open_book ("en", "first-steps");

  follow (book, "#import");
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "import");
  follow (book, "#photos");
  gtk_widget_activate_action (GTK_WIDGET (book), "handbook.back", NULL);
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "import");
  gtk_widget_activate_action (GTK_WIDGET (book), "handbook.back", NULL);
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "first-steps");
  gtk_widget_activate_action (GTK_WIDGET (book), "handbook.back", NULL);
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "first-steps");
  gtk_widget_activate_action (GTK_WIDGET (book), "handbook.forward", NULL);
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "import");

  /* What was forward is forgotten. */
  follow (book, "#undo");
  gtk_widget_activate_action (GTK_WIDGET (book), "handbook.forward", NULL);
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "undo");
  g_assert_false (eta_handbook_go_to (book, "nowhere"));
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "undo");
  gtk_window_destroy (GTK_WINDOW (book));
}

static void
search (EtaHandbook *book, const char *words)
{
  GtkWidget *entry = eta_test_find (book, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
test_search (void)
{
  EtaHandbook *book = open_book ("id", "first-steps");
  GtkListBox *contents = get_contents (book);
  guint all = count_shown (contents);

  g_assert_true (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (
                     gtk_window_get_focus (GTK_WINDOW (book)))) == GTK_ACCESSIBLE_ROLE_DOCUMENT);
  gtk_widget_activate_action (GTK_WIDGET (book), "handbook.find", NULL);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (book)),
                                         eta_test_find (book, GTK_TYPE_SEARCH_ENTRY, NULL)));

  search (book, "KUOTA internet");
  g_assert_cmpuint (count_shown (contents), ==, 1);
  eta_test_until (eta_test_find (contents, GTK_TYPE_LABEL,
                                 "Bekerja luring menahan pengiriman, misalnya saat kuota internet "
                                 "terbatas. Matikan lagi bila jaringan sudah baik."));
  g_signal_emit_by_name (eta_test_find (book, GTK_TYPE_SEARCH_ENTRY, NULL), "activate");
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "sending");
  search (book, "xyzzy");
  g_assert_cmpuint (count_shown (contents), ==, 0);
  search (book, "");
  g_assert_cmpuint (count_shown (contents), ==, all);
  gtk_window_destroy (GTK_WINDOW (book));
}

/* F1 on each place opens what belongs there, in the one handbook there is; it goes with the window. */
static void
test_from_window (void)
{
  static const struct {
    const char *place;
    const char *page;
  } rows[] = {
    { "overview", "first-steps" }, { "businesses", "businesses" }, { "products", "products" },
    { "to-send", "sending" },      { "conflicts", "returned" },    { "trash", "undo" },
  };
  EtaTestDesk desk;
  EtaHandbook *book = NULL;

  eta_test_desk_open (&desk, eta_test_store_new ());
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.go-to", "s", rows[i].place);
    gtk_window_set_focus (GTK_WINDOW (desk.window), NULL);
    gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.help", NULL);
    g_assert_true (!book || book == find_book ());
    book = find_book ();
    g_assert_nonnull (book);
    g_assert_cmpstr (eta_handbook_get_page (book), ==, rows[i].page);
  }
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.import", NULL);
  gtk_widget_activate_action (GTK_WIDGET (desk.window), "win.help", NULL);
  g_assert_cmpstr (eta_handbook_get_page (book), ==, "import");
  eta_test_desk_close (&desk);
  g_assert_null (find_book ());
}

/* A dialog's own F1; the handbook is no part of what the dialog holds back. */
static void
test_from_dialog (void)
{
  EtaTestDesk desk;
  EtaPairDialog *dialog;

  eta_test_desk_open (&desk, eta_test_store_new ());
  dialog = eta_pair_dialog_new (GTK_WINDOW (desk.window), desk.store);
  gtk_window_present (GTK_WINDOW (dialog));
  eta_handbook_open (GTK_WIDGET (dialog), "import");
  g_assert_cmpstr (eta_handbook_get_page (find_book ()), ==, "import");
  g_assert_true (gtk_window_get_group (GTK_WINDOW (find_book ())) !=
                 gtk_window_get_group (GTK_WINDOW (dialog)));
  gtk_window_destroy (GTK_WINDOW (dialog));
  g_assert_nonnull (find_book ());
  eta_handbook_open (GTK_WIDGET (desk.window), "nowhere");
  g_assert_cmpstr (eta_handbook_get_page (find_book ()), ==, "import");
  eta_test_desk_close (&desk);
}

int
main (int argc, char **argv)
{
  eta_test_desktop_init (&argc, &argv);
  g_test_add_data_func ("/handbook/pages/en", "en", test_pages);
  g_test_add_data_func ("/handbook/pages/id", "id", test_pages);
  g_test_add_func ("/handbook/links", test_links);
  g_test_add_func ("/handbook/search", test_search);
  g_test_add_func ("/handbook/from-window", test_from_window);
  g_test_add_func ("/handbook/from-dialog", test_from_dialog);
  return g_test_run ();
}
