/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-handbook.h"

#include "eta-pane.h"
#include "eta-prose.h"
#include "eta-text.h"
#include "eta-words.h"

/**
 * EtaHandbook:
 *
 * The pages of data/handbook in one of their languages: contents at the side, one page in front. It stands
 * beside the window it was called from, also beside a modal one, and there is one for all. Main thread.
 */
struct _EtaHandbook {
  AdwWindow parent_instance;

  /* Owned */
  GPtrArray *pages; /* EtaHandbookPage, in the order of the contents */
  GPtrArray *visited; /* borrows from pages */
  guint at; /* in visited */
  char *folder; /* of the pictures */
  char **words; /* searched for, folded; NULL or empty: none */

  /* Template */
  AdwLeaflet *leaflet;
  GtkWidget *contents_pane;
  GtkSearchEntry *search;
  GtkListBox *contents;
  GtkWidget *page_pane;
  AdwWindowTitle *title;
  GtkScrolledWindow *scroller;
  GtkBox *page;
};

G_DEFINE_FINAL_TYPE (EtaHandbook, eta_handbook, ADW_TYPE_WINDOW)

#define ROOT "/org/bimpeaga/etalase/handbook/"

typedef struct {
  char *name;
  char *title;
  char *folded; /* all of its words */
  char *plain;
  GBytes *text;
  GtkLabel *excerpt; /* borrowed */
} EtaHandbookPage;

static void
page_free (gpointer data)
{
  EtaHandbookPage *page = data;

  g_free (page->name);
  g_free (page->title);
  g_free (page->folded);
  g_free (page->plain);
  g_bytes_unref (page->text);
  g_free (page);
}

/* "20-products.md" is the page "products". GResource ends each text with a zero. */
static EtaHandbookPage *
load_page (const char *folder, const char *file)
{
  g_autofree char *path = g_strconcat (folder, file, NULL);
  EtaHandbookPage *page = g_new0 (EtaHandbookPage, 1);
  const char *text;

  page->text = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  text = g_bytes_get_data (page->text, NULL);
  page->name = g_strndup (file + 3, strlen (file) - strlen ("00-.md"));
  page->title = eta_prose_dup_title (text);
  page->plain = eta_prose_dup_plain (text);
  page->folded = eta_text_fold (page->plain);
  return page;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GtkWidget *
make_line (EtaHandbookPage *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *title = gtk_label_new (page->title);
  GtkWidget *excerpt = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (excerpt), 0);
  gtk_label_set_wrap (GTK_LABEL (excerpt), TRUE);
  gtk_label_set_lines (GTK_LABEL (excerpt), 3);
  gtk_label_set_ellipsize (GTK_LABEL (excerpt), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (excerpt, "caption");
  gtk_widget_add_css_class (excerpt, "dim-label");
  gtk_widget_set_visible (excerpt, FALSE);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), excerpt);
  page->excerpt = GTK_LABEL (excerpt);
  return box;
}

static void
load (EtaHandbook *self, const char *language)
{
  g_autofree char *folder = g_strconcat (ROOT, language, "/", NULL);
  g_auto (GStrv) files = g_resources_enumerate_children (folder, 0, NULL);

  g_return_if_fail (files != NULL);
  self->folder = g_strconcat (ROOT "pictures/", language, "/", NULL);
  qsort (files, g_strv_length (files), sizeof (char *), compare_names);
  for (char **file = files; *file; file++) {
    EtaHandbookPage *page = load_page (folder, *file);

    g_ptr_array_add (self->pages, page);
    gtk_list_box_append (self->contents, make_line (page));
  }
}

static EtaHandbookPage *
find_page (EtaHandbook *self, const char *name)
{
  for (guint i = 0; i < self->pages->len; i++) {
    EtaHandbookPage *page = g_ptr_array_index (self->pages, i);

    if (g_strcmp0 (page->name, name) == 0)
      return page;
  }
  return NULL;
}

static gboolean
holds_words (const char *folded, char **words)
{
  for (; words && *words; words++) {
    if (!strstr (folded, *words))
      return FALSE;
  }
  return TRUE;
}

/* The first line that holds all that is searched for, else the first that holds its first word */
static char *
find_excerpt (EtaHandbookPage *page, char **words)
{
  g_auto (GStrv) lines = g_strsplit (page->plain, "\n", -1);
  char *first[] = { words[0], NULL };
  char **tries[] = { words, first };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++) {
    for (char **line = lines + 1; *line; line++) {
      g_autofree char *folded = eta_text_fold (*line);

      if (holds_words (folded, tries[i]))
        return g_strdup (*line);
    }
  }
  return NULL;
}

static void
show_excerpt (EtaHandbook *self, EtaHandbookPage *page)
{
  g_autofree char *excerpt = NULL;

  if (self->words && *self->words && holds_words (page->folded, self->words))
    excerpt = find_excerpt (page, self->words);
  gtk_label_set_label (page->excerpt, excerpt ? excerpt : "");
  gtk_widget_set_visible (GTK_WIDGET (page->excerpt), excerpt != NULL);
}

static gboolean
is_found_cb (GtkListBoxRow *row, gpointer data)
{
  EtaHandbook *self = data;
  EtaHandbookPage *page = g_ptr_array_index (self->pages, gtk_list_box_row_get_index (row));

  return holds_words (page->folded, self->words);
}

static void
search_cb (EtaHandbook *self)
{
  g_autofree char *folded = eta_text_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));

  g_strfreev (self->words);
  self->words = *folded ? g_strsplit (folded, " ", -1) : NULL;
  for (guint i = 0; i < self->pages->len; i++)
    show_excerpt (self, g_ptr_array_index (self->pages, i));
  gtk_list_box_invalidate_filter (self->contents);
}

/* The focus comes here, so that the keys scroll the page and a screen reader reads on from its title. */
static void
draw (EtaHandbook *self, EtaHandbookPage *page)
{
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  eta_prose_fill (self->page, g_bytes_get_data (page->text, NULL), self->folder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  page->title, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->page));
}

static void
show_page (EtaHandbook *self)
{
  EtaHandbookPage *page = g_ptr_array_index (self->visited, self->at);
  guint index = 0;

  draw (self, page);
  adw_window_title_set_title (self->title, page->title);
  gtk_window_set_title (GTK_WINDOW (self), page->title);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (g_ptr_array_find (self->pages, page, &index))
    gtk_list_box_select_row (self->contents,
                             gtk_list_box_get_row_at_index (self->contents, (int) index));
  adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handbook.back", self->at > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "handbook.forward",
                                 self->at + 1 < self->visited->len);
}

/* What was forward of here is forgotten, as in a browser. */
static void
visit (EtaHandbook *self, EtaHandbookPage *page)
{
  if (self->visited->len > 0) {
    if (g_ptr_array_index (self->visited, self->at) == page) {
      adw_leaflet_set_visible_child (self->leaflet, self->page_pane);
      return;
    }
    g_ptr_array_set_size (self->visited, (int) self->at + 1);
  }
  g_ptr_array_add (self->visited, page);
  self->at = self->visited->len - 1;
  show_page (self);
}

static void
row_activated_cb (EtaHandbook *self, GtkListBoxRow *row)
{
  visit (self, g_ptr_array_index (self->pages, gtk_list_box_row_get_index (row)));
}

/* Enter opens the first page that was found. */
static void
search_activated_cb (EtaHandbook *self)
{
  for (guint i = 0; i < self->pages->len; i++) {
    EtaHandbookPage *page = g_ptr_array_index (self->pages, i);

    if (holds_words (page->folded, self->words)) {
      visit (self, page);
      return;
    }
  }
}

static void
go_to_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_handbook_go_to (ETA_HANDBOOK (widget), g_variant_get_string (parameter, NULL));
}

static void
back_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaHandbook *self = ETA_HANDBOOK (widget);

  self->at--;
  show_page (self);
}

static void
forward_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaHandbook *self = ETA_HANDBOOK (widget);

  self->at++;
  show_page (self);
}

static void
contents_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaHandbook *self = ETA_HANDBOOK (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->contents_pane);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaHandbook *self = ETA_HANDBOOK (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->contents_pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
eta_handbook_finalize (GObject *object)
{
  EtaHandbook *self = ETA_HANDBOOK (object);

  g_ptr_array_unref (self->visited);
  g_ptr_array_unref (self->pages);
  g_strfreev (self->words);
  g_free (self->folder);
  G_OBJECT_CLASS (eta_handbook_parent_class)->finalize (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_Escape, 0, "window.close" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "handbook.find" },
    { GDK_KEY_Left, GDK_ALT_MASK, "handbook.back" },
    { GDK_KEY_Right, GDK_ALT_MASK, "handbook.forward" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers,
                                         keys[i].action, NULL);
}

static void
eta_handbook_class_init (EtaHandbookClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_handbook_finalize;

  g_type_ensure (ETA_TYPE_PANE);
  gtk_widget_class_install_action (widget_class, "handbook.go-to", "s", go_to_cb);
  gtk_widget_class_install_action (widget_class, "handbook.back", NULL, back_cb);
  gtk_widget_class_install_action (widget_class, "handbook.forward", NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "handbook.contents", NULL, contents_cb);
  gtk_widget_class_install_action (widget_class, "handbook.find", NULL, find_cb);
  add_keys (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-handbook.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, leaflet);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, contents_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, search);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, contents);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, page_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, title);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaHandbook, page);
  gtk_widget_class_bind_template_callback (widget_class, search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

/* In a group of its own, a modal dialog does not keep it from being read. */
static void
eta_handbook_init (EtaHandbook *self)
{
  g_autoptr (GtkWindowGroup) group = gtk_window_group_new ();

  self->pages = g_ptr_array_new_with_free_func (page_free);
  self->visited = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_group_add_window (group, GTK_WINDOW (self));
  gtk_list_box_set_filter_func (self->contents, is_found_cb, self, NULL);
}

/**
 * eta_handbook_new:
 * @language: "en" or "id", in which it is written
 *
 * Returns: (transfer none): a handbook that shows no page yet; GTK owns it, as all windows
 */
EtaHandbook *
eta_handbook_new (const char *language)
{
  EtaHandbook *self = g_object_new (ETA_TYPE_HANDBOOK, NULL);

  load (self, language);
  return self;
}

static EtaHandbook *
find_open (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  guint n = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ETA_IS_HANDBOOK (window))
      return ETA_HANDBOOK (window);
  }
  return NULL;
}

/* Who reads Malay reads Indonesian more easily than English. */
static const char *
choose_language (void)
{
  const char *language = eta_words_language ();

  return g_str_equal (language, "id") || g_str_equal (language, "ms") ? "id" : "en";
}

static GtkWindow *
find_main_window (GtkWidget *from)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (from));

  while (gtk_window_get_transient_for (window))
    window = gtk_window_get_transient_for (window);
  return window;
}

/* It goes with the program's window, which it must neither cover nor outlive; and is no larger. */
static EtaHandbook *
open_beside (GtkWindow *window)
{
  EtaHandbook *self = eta_handbook_new (choose_language ());
  int width = gtk_widget_get_width (GTK_WIDGET (window));
  int height = gtk_widget_get_height (GTK_WIDGET (window));

  gtk_window_set_default_size (GTK_WINDOW (self), CLAMP (width, 360, 940),
                               CLAMP (height, 360, 700));
  g_signal_connect_object (window, "destroy", G_CALLBACK (gtk_window_destroy), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * eta_handbook_open:
 * @from: any widget of a window
 * @page: the name of a page; the first one, if there is none of that name
 *
 * The handbook in the user's language, in front.
 */
void
eta_handbook_open (GtkWidget *from, const char *page)
{
  EtaHandbook *self = find_open ();

  if (!self)
    self = open_beside (find_main_window (from));
  if (!eta_handbook_go_to (self, page) && self->visited->len == 0)
    visit (self, g_ptr_array_index (self->pages, 0));
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
help_key_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  const char *page;

  g_variant_get (arguments, "(&s)", &page);
  eta_handbook_open (widget, page);
  return TRUE;
}

/**
 * eta_handbook_bind_key:
 * @widget_class: of a dialog, which the main window's keys do not reach
 * @page: where F1 opens the handbook
 */
void
eta_handbook_bind_key (GtkWidgetClass *widget_class, const char *page)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, help_key_cb, "(s)", page);
}

/**
 * eta_handbook_go_to:
 * @page: (nullable): the name of a page, which is that of its file: "products" for 20-products.md
 *
 * Returns: whether there is one of that name
 */
gboolean
eta_handbook_go_to (EtaHandbook *self, const char *page)
{
  EtaHandbookPage *found;

  g_return_val_if_fail (ETA_IS_HANDBOOK (self), FALSE);
  found = find_page (self, page);
  if (found)
    visit (self, found);
  return found != NULL;
}

/**
 * eta_handbook_get_page:
 *
 * Returns: (nullable): the name of the page that is shown
 */
const char *
eta_handbook_get_page (EtaHandbook *self)
{
  EtaHandbookPage *page;

  g_return_val_if_fail (ETA_IS_HANDBOOK (self), NULL);
  if (self->visited->len == 0)
    return NULL;
  page = g_ptr_array_index (self->visited, self->at);
  return page->name;
}
