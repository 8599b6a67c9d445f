/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-list.h"

#include "eta-filter-chips.h"
#include "eta-filter-popover.h"
#include "eta-late-menu.h"
#include "eta-mark-bar.h"
#include "eta-record-cells.h"
#include "eta-row-words.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaRecordList:
 *
 * The records of one place: search as you type, filters, sort, lines or photos, and what to do when there
 * are none. One stands for each place that was visited, so that each keeps its search and its scroll.
 *
 * A GtkGridView of one column, since GtkListView loses its place in long lists (GTK 4.8). Main thread.
 * Long because search, filters, sort and marks of one list meet here; what they do is in files of their own.
 */
struct _EtaRecordList {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaThumbnails *thumbnails;
  EtaFilters *filters;
  EtaRowList *rows;
  EtaMarks *marks;
  char *text; /* looked for; NULL: nothing */
  char *selected; /* id of the record that was opened last */
  guint open_source;
  EtaSort sort;
  gboolean show_back;
  gboolean show_end_buttons;
  gboolean is_drawn; /* its first frame, or about to be */

  /* Borrowed */
  const EtaPlace *place;
  EtaMarkBar *mark_bar; /* NULL: nothing has been marked yet */

  /* Template */
  GtkWidget *content;
  GtkEditable *search;
  GtkWidget *add;
  GtkToggleButton *as_tiles;
  GtkMenuButton *filter;
  GtkImage *funnel;
  EtaFilterChips *chips;
  GtkStack *body;
  GtkScrolledWindow *scroller;
  GtkGridView *view;
  AdwStatusPage *empty;
  GtkButton *empty_button;
  GtkWidget *foot;
  GtkLabel *count;
  GtkMenuButton *more;
  GMenu *list_menu;
  GMenu *out_menu; /* its part for what may go out */
  GtkToggleButton *select;
};

G_DEFINE_FINAL_TYPE (EtaRecordList, eta_record_list, GTK_TYPE_WIDGET)

typedef enum { PROP_SHOW_BACK = 1, PROP_SHOW_END_BUTTONS, PROP_SORT } EtaRecordListProperty;

static GParamSpec *properties[PROP_SORT + 1];

enum { OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Walking down a list by key should not read every record on the way. */
#define OPEN_DELAY_MS 120
#define MAX_TILES_IN_LINE 12

static const char *const sort_names[] = { "title", "changed", "score", NULL };

/* Several records are marked, or about to be: what is done is done to them. */
static gboolean
is_marking (EtaRecordList *self)
{
  return eta_marks_get_keeps (self->marks) || eta_marks_get_count (self->marks) > 1;
}

static char *
format_total (EtaRecordList *self, guint n)
{
  if (self->place->kind == &eta_kind_business)
    return g_strdup_printf (ngettext ("%'u business", "%'u businesses", n), n);
  if (self->place->kind == &eta_kind_product)
    return g_strdup_printf (ngettext ("%'u product", "%'u products", n), n);
  return g_strdup_printf (ngettext ("%'u record", "%'u records", n), n);
}

/* The lines in sight, as far as one column lets that be told from the scroll */
static gboolean
get_lines_in_sight (EtaRecordList *self, guint n, guint *first, guint *last)
{
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (self->scroller);
  double page = gtk_adjustment_get_page_size (scroll);
  double line = gtk_adjustment_get_upper (scroll) / n;
  double top = gtk_adjustment_get_value (scroll);

  if (gtk_toggle_button_get_active (self->as_tiles) || page <= 0 || line <= 0 || top <= 0)
    return FALSE;
  *first = 1 + (guint) (top / line);
  *last = MIN (n, (guint) ((top + page) / line));
  return *first < *last;
}

static void
update_count (EtaRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows)), first, last;
  gint64 total = eta_row_list_get_total (self->rows);
  g_autofree char *words = NULL;

  if (n > 0 && get_lines_in_sight (self, n, &first, &last))
    /* Translators: lines of a list, "41–53 of 172" */
    words = g_strdup_printf (_ ("%'u–%'u of %'u"), first, last, n);
  else if (self->text && total < 0 && n > 0)
    words = g_strdup_printf (_ ("%'u and more found"), n);
  else if (self->text && n > 0)
    words = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  else if (n > 0)
    words = format_total (self, n);
  gtk_label_set_label (self->count, words ? words : "");
  gtk_widget_set_visible (self->foot, words != NULL && !is_marking (self));
}

static void
update_body (EtaRecordList *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));

  gtk_stack_set_visible_child_name (self->body, n > 0 ? "list"
                                                : !eta_filters_is_empty (self->filters)
                                                    ? "nothing-matches"
                                                : self->text ? "nothing-found"
                                                             : "empty");
  update_count (self);
}

static void
run_query (EtaRecordList *self)
{
  EtaQuery query = eta_record_list_get_query (self);

  /* Nothing is done to what is out of sight. */
  if (is_marking (self))
    eta_marks_set_only (self->marks, NULL);
  eta_row_list_set_query (self->rows, &query);
  update_body (self);
}

static void
filters_changed_cb (EtaRecordList *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  run_query (self);
}

static void
clear_filters_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  eta_filters_clear (ETA_RECORD_LIST (widget)->filters);
}

/* The popover is made when it is first wanted. */
static void
create_filter_cb (GtkMenuButton *button, gpointer data)
{
  EtaRecordList *self = data;

  if (!gtk_menu_button_get_popover (button))
    gtk_menu_button_set_popover (button,
                                 eta_filter_popover_new (self->store, self->filters, self->place));
}

static gboolean
open_cb (gpointer data)
{
  EtaRecordList *self = data;

  self->open_source = 0;
  if (self->selected)
    g_signal_emit (self, signals[OPENED], 0, self->selected);
  return G_SOURCE_REMOVE;
}

static void
open_at_once (EtaRecordList *self)
{
  g_clear_handle_id (&self->open_source, g_source_remove);
  open_cb (self);
}

static void
end_marking (EtaRecordList *self)
{
  gtk_toggle_button_set_active (self->select, FALSE);
  eta_marks_set_only (self->marks, NULL);
}

static void
show_mark_bar (EtaRecordList *self)
{
  if (is_marking (self) && !self->mark_bar) {
    self->mark_bar = eta_mark_bar_new (self->store, self->marks);
    g_signal_connect_object (self->mark_bar, "ended", G_CALLBACK (end_marking), self,
                             G_CONNECT_SWAPPED);
    gtk_box_append (GTK_BOX (self->content), GTK_WIDGET (self->mark_bar));
  }
  if (self->mark_bar)
    gtk_widget_set_visible (GTK_WIDGET (self->mark_bar), is_marking (self));
}

static void
marks_changed_cb (EtaRecordList *self)
{
  const char *id = eta_marks_get_only (self->marks);

  show_mark_bar (self);
  update_count (self);
  if (is_marking (self) || !id || g_strcmp0 (id, self->selected) == 0)
    return;
  g_free (self->selected);
  self->selected = g_strdup (id);
  g_clear_handle_id (&self->open_source, g_source_remove);
  self->open_source = g_timeout_add (OPEN_DELAY_MS, open_cb, self);
}

static void
open_row (EtaRecordList *self, guint position)
{
  g_autoptr (EtaRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (!row)
    return;
  eta_marks_set_only (self->marks, eta_row_get_id (row));
  open_at_once (self);
}

static void
activated_cb (EtaRecordList *self, guint position)
{
  if (eta_marks_get_keeps (self->marks))
    eta_marks_toggle (self->marks, position);
  else
    open_row (self, position);
}

static void
search_changed_cb (EtaRecordList *self)
{
  eta_record_list_set_search (self, gtk_editable_get_text (self->search));
}

static void
stop_search_cb (EtaRecordList *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Enter in the search opens what was found first. */
static void
search_activated_cb (EtaRecordList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    return;
  open_row (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static EtaRow *
dup_only_row (EtaRecordList *self)
{
  const char *id = eta_marks_get_only (self->marks);
  int position = id ? eta_row_list_find (self->rows, id) : -1;

  return position < 0 ? NULL : g_list_model_get_item (G_LIST_MODEL (self->rows), position);
}

static void
trash_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  EtaRecordList *self = ETA_RECORD_LIST (widget);
  g_autoptr (EtaRow) row = dup_only_row (self);

  if (self->place->view == ETA_VIEW_TRASH)
    gtk_widget_error_bell (widget);
  else if (is_marking (self))
    eta_mark_bar_begin (self->mark_bar, ETA_BATCH_TRASH);
  else if (row && eta_row_is_listing (row))
    gtk_widget_activate_action (widget, "win.trash-record", "s", eta_row_get_id (row));
  else
    gtk_widget_error_bell (widget);
}

/* The space bar does what a click does while boxes stand before the lines. */
static void
toggle_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkWidget *cell = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (cell)
    gtk_widget_activate (cell);
}

static void
end_marking_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  end_marking (ETA_RECORD_LIST (widget));
}

static void
set_factory (EtaRecordList *self)
{
  g_autoptr (GtkListItemFactory) factory = eta_record_cells_new (
      self->store, self->thumbnails, gtk_toggle_button_get_active (self->as_tiles),
      gtk_toggle_button_get_active (self->select));

  gtk_grid_view_set_factory (self->view, factory);
}

static void
tiles_toggled_cb (EtaRecordList *self)
{
  gboolean tiles = gtk_toggle_button_get_active (self->as_tiles);

  gtk_grid_view_set_factory (self->view, NULL);
  gtk_grid_view_set_max_columns (self->view, tiles ? MAX_TILES_IN_LINE : 1);
  set_factory (self);
  update_count (self);
}

static void
select_toggled_cb (EtaRecordList *self)
{
  gboolean selecting = gtk_toggle_button_get_active (self->select);

  eta_marks_set_keeps (self->marks, selecting);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.toggle", selecting);
  gtk_grid_view_set_single_click_activate (self->view, selecting);
  set_factory (self);
  eta_marks_set_only (self->marks, NULL);
  marks_changed_cb (self);
}

static void
fill_empty_page (EtaRecordList *self)
{
  const EtaPlace *place = self->place;

  adw_status_page_set_icon_name (self->empty, place->icon);
  adw_status_page_set_title (self->empty, _ (place->empty_title));
  adw_status_page_set_description (self->empty, _ (place->empty_text));
  gtk_widget_set_visible (GTK_WIDGET (self->empty_button), place->empty_button != NULL);
  if (place->empty_button) {
    gtk_button_set_label (self->empty_button, _ (place->empty_button));
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (self->empty_button),
                                             place->empty_action);
  }
}

static void
fill_header (EtaRecordList *self)
{
  const EtaPlace *place = self->place;
  const char *hint = _ (place->search_hint);

  if (eta_place_goes_out (place))
    g_menu_append_section (self->list_menu, NULL, G_MENU_MODEL (self->out_menu));
  eta_late_menu_attach (self->more, G_MENU_MODEL (self->list_menu));

  gtk_widget_set_visible (self->add, place->add_hint != NULL);
  if (place->add_hint) {
    gtk_widget_set_tooltip_text (self->add, _ (place->add_hint));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (place->add_hint), -1);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->as_tiles), place->kind == &eta_kind_product);
  g_object_set (self->search, "placeholder-text", _ ("Search"), NULL); /* all that has room */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hint, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->title), -1);
}

/* An icon by its file: a folder of icons in the resources would make GTK read the whole theme twice before
 * the first frame, since libadwaita adds one as well. */
static void
show_funnel (EtaRecordList *self)
{
  g_autoptr (GFile) file =
      g_file_new_for_uri ("resource:///org/bimpeaga/etalase/eta-filter-symbolic.svg");
  g_autoptr (GIcon) icon = g_file_icon_new (file);

  gtk_image_set_from_gicon (self->funnel, icon);
}

static void
make_filters (EtaRecordList *self)
{
  self->filters = eta_filters_new (eta_store_get_catalogue (self->store), self->place);
  eta_filter_chips_set_filters (self->chips, self->filters);
  gtk_widget_set_visible (GTK_WIDGET (self->filter),
                          eta_filters_has (self->filters, ETA_FILTER_REGION));
  gtk_widget_set_visible (GTK_WIDGET (self->select),
                          eta_filters_has (self->filters, ETA_FILTER_REGION) &&
                              self->place->view != ETA_VIEW_TRASH);
  gtk_menu_button_set_create_popup_func (self->filter, create_filter_cb, self, NULL);
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* The second frame's tick comes when the first has been drawn. */
static gboolean
ticked_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EtaRecordList *self = ETA_RECORD_LIST (widget);

  if (!self->is_drawn) {
    self->is_drawn = TRUE;
    return G_SOURCE_CONTINUE;
  }
  eta_marks_show_all (self->marks);
  return G_SOURCE_REMOVE;
}

static void
make_model (EtaRecordList *self)
{
  EtaQuery query = eta_record_list_get_query (self);

  self->rows = eta_row_list_new (self->store, &query);
  self->marks = eta_marks_new (self->store, self->rows);
  gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (self->marks));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), ticked_cb, NULL, NULL);
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (marks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (update_body), self,
                           G_CONNECT_SWAPPED);
}

static void
set_sort (EtaRecordList *self, const char *name)
{
  for (int i = 0; sort_names[i]; i++) {
    if (g_strcmp0 (sort_names[i], name) == 0 && (EtaSort) i != self->sort) {
      self->sort = i;
      run_query (self);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SORT]);
    }
  }
}

static void
eta_record_list_dispose (GObject *object)
{
  EtaRecordList *self = ETA_RECORD_LIST (object);

  g_clear_handle_id (&self->open_source, g_source_remove);
  g_clear_pointer (&self->content, gtk_widget_unparent);
  g_clear_object (&self->marks);
  g_clear_object (&self->rows);
  g_clear_object (&self->filters);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_record_list_parent_class)->dispose (object);
}

static void
eta_record_list_finalize (GObject *object)
{
  EtaRecordList *self = ETA_RECORD_LIST (object);

  g_free (self->text);
  g_free (self->selected);
  G_OBJECT_CLASS (eta_record_list_parent_class)->finalize (object);
}

static void
eta_record_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaRecordList *self = ETA_RECORD_LIST (object);

  switch ((EtaRecordListProperty) id) {
  case PROP_SHOW_BACK:
    g_value_set_boolean (value, self->show_back);
    break;
  case PROP_SHOW_END_BUTTONS:
    g_value_set_boolean (value, self->show_end_buttons);
    break;
  case PROP_SORT:
    g_value_set_string (value, sort_names[self->sort]);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_record_list_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  EtaRecordList *self = ETA_RECORD_LIST (object);

  switch ((EtaRecordListProperty) id) {
  case PROP_SHOW_BACK:
    self->show_back = g_value_get_boolean (value);
    break;
  case PROP_SHOW_END_BUTTONS:
    self->show_end_buttons = g_value_get_boolean (value);
    break;
  case PROP_SORT:
    set_sort (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETA_TYPE_FILTER_CHIPS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, content);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, search);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, add);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, as_tiles);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, filter);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, funnel);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, chips);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, body);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, view);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, empty);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, empty_button);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, foot);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, count);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, more);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, list_menu);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, out_menu);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, select);
  gtk_widget_class_bind_template_callback (widget_class, select_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tiles_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
eta_record_list_class_init (EtaRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = eta_record_list_dispose;
  object_class->finalize = eta_record_list_finalize;
  object_class->get_property = eta_record_list_get_property;
  object_class->set_property = eta_record_list_set_property;

  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE, flags);
  properties[PROP_SHOW_END_BUTTONS] =
      g_param_spec_boolean ("show-end-buttons", NULL, NULL, FALSE, flags);
  properties[PROP_SORT] =
      g_param_spec_string ("sort", NULL, NULL, "title", flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  signals[OPENED] = g_signal_new ("opened", ETA_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_property_action (widget_class, "list.sort", "sort");
  gtk_widget_class_install_action (widget_class, "list.clear-filters", NULL, clear_filters_cb);
  gtk_widget_class_install_action (widget_class, "list.toggle", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "list.end-marking", NULL, end_marking_cb);
  gtk_widget_class_install_action (widget_class, "list.trash", NULL, trash_cb);
  bind_template (widget_class);
}

static void
eta_record_list_init (EtaRecordList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.toggle", FALSE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
}

GtkWidget *
eta_record_list_new (EtaStore *store, EtaThumbnails *thumbnails, const EtaPlace *place)
{
  EtaRecordList *self = g_object_new (ETA_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  self->thumbnails = g_object_ref (thumbnails);
  self->place = place;
  show_funnel (self);
  make_filters (self);
  fill_header (self);
  fill_empty_page (self);
  set_factory (self);
  make_model (self);
  update_body (self);
  return GTK_WIDGET (self);
}

EtaRowList *
eta_record_list_get_model (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), NULL);
  return self->rows;
}

/**
 * eta_record_list_get_query:
 *
 * Returns: what the list shows, all of it; its texts are the list's
 */
EtaQuery
eta_record_list_get_query (EtaRecordList *self)
{
  EtaQuery query = {
    .kind = self->place->kind, .view = self->place->view, .sort = self->sort, .text = self->text
  };

  eta_filters_apply (self->filters, &query);
  return query;
}

/** eta_record_list_get_filters: Returns: (transfer none): what narrows the list; may be changed */
EtaFilters *
eta_record_list_get_filters (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), NULL);
  return self->filters;
}

/** eta_record_list_get_marks: Returns: (transfer none): which records are marked */
EtaMarks *
eta_record_list_get_marks (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), NULL);
  return self->marks;
}

/**
 * eta_record_list_get_selected:
 *
 * Returns: (nullable): the id of the record that was opened last
 */
const char *
eta_record_list_get_selected (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), NULL);
  return self->selected;
}

/**
 * eta_record_list_select:
 * @id: (nullable): the record that is shown beside the list; need not be in it
 *
 * Marks a line without opening it.
 */
void
eta_record_list_select (EtaRecordList *self, const char *id)
{
  g_autofree char *old = NULL;

  g_return_if_fail (ETA_IS_RECORD_LIST (self));

  g_clear_handle_id (&self->open_source, g_source_remove);
  old = g_steal_pointer (&self->selected);
  self->selected = g_strdup (id);
  if (!is_marking (self))
    eta_marks_set_only (self->marks, id);
}

/* Puts the keyboard into the list. */
void
eta_record_list_focus (EtaRecordList *self)
{
  g_return_if_fail (ETA_IS_RECORD_LIST (self));
  gtk_widget_child_focus (GTK_WIDGET (self->body), GTK_DIR_TAB_FORWARD);
}

void
eta_record_list_start_search (EtaRecordList *self)
{
  g_return_if_fail (ETA_IS_RECORD_LIST (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/**
 * eta_record_list_set_search:
 * @text: what to look for; "" shows everything again
 */
void
eta_record_list_set_search (EtaRecordList *self, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text));

  g_return_if_fail (ETA_IS_RECORD_LIST (self));

  if (g_strcmp0 (*trimmed ? trimmed : NULL, self->text) == 0)
    return;
  g_free (self->text);
  self->text = *trimmed ? g_steal_pointer (&trimmed) : NULL;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  run_query (self);
}
