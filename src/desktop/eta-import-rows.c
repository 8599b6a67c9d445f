/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-rows.h"

#include "eta-import-columns.h"
#include "eta-import-mend.h"
#include "eta-one-stop.h"
#include "eta-wrap-layout.h"

#include <adwaita.h>
#include <glib/gi18n.h>

struct _EtaImportRows {
  GtkWidget parent_instance;

  /* Owned */
  EtaImportWork *work;
  EtaImportLines *lines;
  GtkFileChooserNative *chooser;
  EtaImportFilter filter;
  gboolean showing; /* what changes now is not the user's doing */

  /* Borrowed */
  GtkToggleButton *filters[ETA_IMPORT_FILTERS];

  /* Template */
  AdwLeaflet *content;
  GtkWidget *list_pane;
  GtkLabel *summary;
  GtkLabel *kept;
  GtkBox *filter_box;
  AdwActionRow *photos_row;
  GtkWidget *photos_clear;
  GtkGridView *list;
  GtkStack *list_stack;
  EtaImportMend *mend;
};

G_DEFINE_FINAL_TYPE (EtaImportRows, eta_import_rows, GTK_TYPE_WIDGET)

enum { PHOTOS_CHOSEN, N_SIGNALS };

static guint signals[N_SIGNALS];

static const char *const filter_words[ETA_IMPORT_FILTERS] = {
  [ETA_IMPORT_LINES_ALL] = N_ ("All"),         [ETA_IMPORT_LINES_DOUBTFUL] = N_ ("To look at"),
  [ETA_IMPORT_LINES_REFUSED] = N_ ("Refused"), [ETA_IMPORT_LINES_NEW] = N_ ("New"),
  [ETA_IMPORT_LINES_UPDATED] = N_ ("Updated"),
};

static EtaImport *
get_import (EtaImportRows *self)
{
  return eta_import_work_get_import (self->work);
}

/* -- counts --------------------------------------------------------------------------------- */

static void
append_count (GString *words, char *take_part, guint n)
{
  g_autofree char *part = take_part;

  if (n == 0)
    return;
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
}

/** eta_import_dup_summary: @import: planned or done, and not busy */
char *
eta_import_dup_summary (EtaImport *import)
{
  guint created = eta_import_count (import, ETA_IMPORT_CREATE);
  guint updated = eta_import_count (import, ETA_IMPORT_UPDATE);
  guint unchanged = eta_import_count (import, ETA_IMPORT_UNCHANGED);
  guint refused = eta_import_count (import, ETA_IMPORT_REFUSE);
  guint left = eta_import_count (import, ETA_IMPORT_LEAVE);
  GString *words = g_string_new (NULL);

  append_count (words, g_strdup_printf (ngettext ("%u new", "%u new", created), created), created);
  append_count (words, g_strdup_printf (ngettext ("%u updated", "%u updated", updated), updated),
                updated);
  append_count (words,
                g_strdup_printf (ngettext ("%u unchanged", "%u unchanged", unchanged), unchanged),
                unchanged);
  append_count (words, g_strdup_printf (ngettext ("%u refused", "%u refused", refused), refused),
                refused);
  append_count (words, g_strdup_printf (ngettext ("%u left out", "%u left out", left), left), left);
  if (words->len == 0)
    g_string_append (words, _ ("No rows"));
  return g_string_free (words, FALSE);
}

static guint
count (EtaImport *import, EtaImportFilter filter)
{
  static const EtaImportFate fates[ETA_IMPORT_FILTERS] = {
    [ETA_IMPORT_LINES_REFUSED] = ETA_IMPORT_REFUSE,
    [ETA_IMPORT_LINES_NEW] = ETA_IMPORT_CREATE,
    [ETA_IMPORT_LINES_UPDATED] = ETA_IMPORT_UPDATE,
  };

  if (filter == ETA_IMPORT_LINES_ALL)
    return eta_import_get_rows (import)->len;
  return filter == ETA_IMPORT_LINES_DOUBTFUL ? eta_import_count_doubtful (import)
                                             : eta_import_count (import, fates[filter]);
}

static void
show_counts (EtaImportRows *self)
{
  g_autofree char *summary = eta_import_dup_summary (get_import (self));

  gtk_label_set_label (self->summary, summary);
  for (guint i = 0; i < ETA_IMPORT_FILTERS; i++) {
    guint n = count (get_import (self), i);
    g_autofree char *words = g_strdup_printf ("%s %u", _ (filter_words[i]), n);

    gtk_button_set_label (GTK_BUTTON (self->filters[i]), words);
    gtk_widget_set_visible (GTK_WIDGET (self->filters[i]),
                            n > 0 || i == ETA_IMPORT_LINES_ALL || i == self->filter);
  }
}

/* -- the list ------------------------------------------------------------------------------- */

static void
show_lines (EtaImportRows *self)
{
  g_autoptr (GtkSingleSelection) model = NULL;

  g_clear_object (&self->lines);
  self->lines = eta_import_lines_new (get_import (self), self->filter);
  model = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  gtk_single_selection_set_autoselect (model, FALSE);
  gtk_single_selection_set_can_unselect (model, TRUE);
  gtk_single_selection_set_selected (model, GTK_INVALID_LIST_POSITION);
  gtk_grid_view_set_model (self->list, GTK_SELECTION_MODEL (model));
  gtk_stack_set_visible_child_name (
      self->list_stack,
      g_list_model_get_n_items (G_LIST_MODEL (self->lines)) > 0 ? "list" : "none");
}

static void
filter_toggled_cb (EtaImportRows *self, GtkToggleButton *button)
{
  if (self->showing || !gtk_toggle_button_get_active (button))
    return;
  for (guint i = 0; i < ETA_IMPORT_FILTERS; i++)
    if (self->filters[i] == button)
      self->filter = i;
  show_lines (self);
  show_counts (self);
}

static void
set_filter (EtaImportRows *self, EtaImportFilter filter)
{
  self->showing = TRUE;
  self->filter = filter;
  gtk_toggle_button_set_active (self->filters[filter], TRUE);
  self->showing = FALSE;
}

static void
add_filters (EtaImportRows *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self->filter_box), eta_wrap_layout_new (6));
  for (guint i = 0; i < ETA_IMPORT_FILTERS; i++) {
    GtkWidget *button = gtk_toggle_button_new ();

    self->filters[i] = GTK_TOGGLE_BUTTON (button);
    gtk_widget_add_css_class (button, "import-filter");
    gtk_toggle_button_set_group (self->filters[i], i > 0 ? self->filters[0] : NULL);
    g_signal_connect_object (button, "toggled", G_CALLBACK (filter_toggled_cb), self,
                             G_CONNECT_SWAPPED);
    gtk_box_append (self->filter_box, button);
  }
}

/* -- the row that is open ------------------------------------------------------------------- */

static void
line_activated_cb (EtaImportRows *self, guint position)
{
  eta_import_rows_open (self, eta_import_lines_get_index (self->lines, position));
  eta_import_mend_focus (self->mend);
}

static void
mended_cb (EtaImportRows *self, guint index)
{
  eta_import_lines_renew (self->lines, index);
  eta_import_mend_renew (self->mend, index);
  show_counts (self);
}

static void
back_cb (EtaImportRows *self)
{
  adw_leaflet_set_visible_child (self->content, self->list_pane);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static gboolean
is_doubtful (EtaImportRows *self, guint position)
{
  GPtrArray *rows = eta_import_get_rows (get_import (self));

  return eta_import_row_is_doubtful (
      rows->pdata[eta_import_lines_get_index (self->lines, position)]);
}

/* From the open row on to the next that wants a look; behind the last begins the first. */
static void
next_cb (EtaImportRows *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->lines));
  guint at = eta_import_lines_find (self->lines, eta_import_mend_get_index (self->mend));

  for (guint i = 1; i <= n; i++) {
    guint position = (at == GTK_INVALID_LIST_POSITION ? i - 1 : (at + i) % n);

    if (is_doubtful (self, position)) {
      eta_import_rows_open (self, eta_import_lines_get_index (self->lines, position));
      eta_import_mend_focus (self->mend);
      return;
    }
  }
}

/* -- photos --------------------------------------------------------------------------------- */

static void
show_photos (EtaImportRows *self)
{
  const char *folder = eta_import_get_photo_folder (get_import (self));
  guint found = eta_import_get_photos_found (get_import (self));
  guint total = eta_import_get_photos_total (get_import (self));
  g_autofree char *name = folder ? g_filename_display_basename (folder) : NULL;
  /* Translators: of a folder "%s", how many of its photos belong to a row of the list */
  g_autofree char *words =
      name ? g_strdup_printf (ngettext ("%s: %u of %u photo fits a row by its name",
                                        "%s: %u of %u photos fit a row by their names", total),
                              name, found, total)
           : NULL;

  adw_action_row_set_subtitle (self->photos_row,
                               words ? words : _ ("None; files are matched by name"));
  gtk_widget_set_visible (self->photos_clear, folder != NULL);
}

static void
photos_chosen_cb (EtaImportRows *self, int response)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    g_signal_emit (self, signals[PHOTOS_CHOSEN], 0, path);
}

static void
photos_clicked_cb (EtaImportRows *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Folder of photos"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (photos_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
photos_clear_clicked_cb (EtaImportRows *self)
{
  g_signal_emit (self, signals[PHOTOS_CHOSEN], 0, NULL);
}

/* -- class ---------------------------------------------------------------------------------- */

static void
eta_import_rows_dispose (GObject *object)
{
  EtaImportRows *self = ETA_IMPORT_ROWS (object);

  g_clear_pointer ((GtkWidget **) &self->content, gtk_widget_unparent);
  g_clear_object (&self->chooser);
  g_clear_object (&self->lines);
  g_clear_object (&self->work);
  G_OBJECT_CLASS (eta_import_rows_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETA_TYPE_IMPORT_MEND);
  g_type_ensure (ETA_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-import-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, content);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, list_pane);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, summary);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, kept);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, filter_box);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, photos_row);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, photos_clear);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, list);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, list_stack);
  gtk_widget_class_bind_template_child (widget_class, EtaImportRows, mend);
  gtk_widget_class_bind_template_callback (widget_class, line_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, photos_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, photos_clear_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, back_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
eta_import_rows_class_init (EtaImportRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_import_rows_dispose;
  signals[PHOTOS_CHOSEN] =
      g_signal_new ("photos-chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  bind_template (widget_class);
}

static void
eta_import_rows_init (EtaImportRows *self)
{
  g_autoptr (GtkListItemFactory) factory = eta_import_line_factory_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_grid_view_set_factory (self->list, factory);
  add_filters (self);
}

static void
show_kept (EtaImportRows *self)
{
  g_autofree char *columns = eta_import_describe_kept (get_import (self));
  guint n = eta_import_get_mended_before (get_import (self));
  g_autofree char *mended = g_strdup_printf (
      ngettext ("%u row is as you mended it before.", "%u rows are as you mended them before.", n),
      n);
  g_autofree char *words =
      g_strconcat (columns ? columns : "", columns && n > 0 ? " " : "", n > 0 ? mended : "", NULL);

  gtk_label_set_label (self->kept, words);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), *words);
}

/** eta_import_rows_show: @work: planned, and not busy */
void
eta_import_rows_show (EtaImportRows *self, EtaImportWork *work)
{
  EtaImport *import = eta_import_work_get_import (work);

  g_return_if_fail (ETA_IS_IMPORT_ROWS (self));

  if (self->work != work) {
    if (self->work)
      g_signal_handlers_disconnect_by_data (self->work, self);
    g_set_object (&self->work, work);
    g_signal_connect_object (work, "mended", G_CALLBACK (mended_cb), self, G_CONNECT_SWAPPED);
  }
  set_filter (self, eta_import_count_doubtful (import) > 0 ? ETA_IMPORT_LINES_DOUBTFUL
                                                           : ETA_IMPORT_LINES_ALL);
  eta_import_mend_open (self->mend, work, G_MAXUINT);
  adw_leaflet_set_visible_child (self->content, self->list_pane);
  show_lines (self);
  show_counts (self);
  show_photos (self);
  show_kept (self);
}

/** eta_import_rows_open: @index: of a row of the import, shown beside the list to be mended */
void
eta_import_rows_open (EtaImportRows *self, guint index)
{
  guint position;

  g_return_if_fail (ETA_IS_IMPORT_ROWS (self) && self->work);

  position = eta_import_lines_find (self->lines, index);
  if (position != GTK_INVALID_LIST_POSITION)
    gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (gtk_grid_view_get_model (self->list)),
                                       position);
  eta_import_mend_open (self->mend, self->work, index);
  adw_leaflet_set_visible_child (self->content, GTK_WIDGET (self->mend));
}

/** eta_import_rows_flush: what is typed into the open row is on its way to its cells */
void
eta_import_rows_flush (EtaImportRows *self)
{
  g_return_if_fail (ETA_IS_IMPORT_ROWS (self));
  eta_import_mend_flush (self->mend);
}
