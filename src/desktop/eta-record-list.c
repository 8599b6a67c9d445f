/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-list.h"

#include "eta-empty-page.h"
#include "eta-mark-bar.h"
#include "eta-named.h"
#include "eta-one-stop.h"
#include "eta-record-cells.h"
#include "eta-row-words.h"
#include "eta-scroll-back.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * EtaRecordList:
 *
 * The records of one place, as its head asks for them: as lines or photos, opened one by one, or marked to
 * do one thing to many; and what to do when there are none. One stands for each place that was visited, so
 * that each keeps its search and its scroll.
 *
 * A GtkGridView of one column, since GtkListView loses its place in long lists (GTK 4.8). Main thread.
 */
struct _EtaRecordList {
  GtkWidget parent_instance;

  /* Owned */
  EtaStore *store;
  EtaThumbnails *thumbnails;
  EtaFilters *filters;
  EtaRowList *rows;
  EtaMarks *marks;
  char *selected; /* id of the record that was opened last */
  guint open_source;
  gboolean open_first; /* of what is being looked for */
  gboolean is_drawn; /* its first frame, or about to be */

  /* Borrowed */
  const EtaPlace *place;
  EtaMarkBar *mark_bar; /* NULL: nothing has been marked yet */
  GtkWidget *empty[ETA_N_EMPTY]; /* pages of "body"; NULL: not shown yet */

  /* Template */
  GtkWidget *content;
  EtaListHead *head;
  GtkStack *body;
  GtkScrolledWindow *scroller;
  GtkGridView *view;
  GtkWidget *foot;
  GtkLabel *count;
  GtkToggleButton *select;
};

G_DEFINE_FINAL_TYPE (EtaRecordList, eta_record_list, GTK_TYPE_WIDGET)

enum { OPENED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* Walking down a list by key should not read every record on the way. */
#define OPEN_DELAY_MS 120
#define MAX_TILES_IN_LINE 12

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

  if (eta_list_head_get_tiles (self->head) || page <= 0 || line <= 0 || top <= 0)
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
  gboolean searched = eta_filters_get_text (self->filters) != NULL;
  g_autofree char *words = NULL;

  if (n > 0 && get_lines_in_sight (self, n, &first, &last))
    /* Translators: lines of a list, "41–53 of 172" */
    words = g_strdup_printf (_ ("%'u–%'u of %'u"), first, last, n);
  else if (searched && total < 0 && n > 0)
    words = g_strdup_printf (_ ("%'u and more found"), n);
  else if (searched && n > 0)
    words = g_strdup_printf (ngettext ("%'u found", "%'u found", n), n);
  else if (n > 0)
    words = format_total (self, n);
  gtk_label_set_label (self->count, words ? words : "");
  gtk_widget_set_visible (self->foot, words != NULL && !is_marking (self));
}

static void
show_empty_page (EtaRecordList *self)
{
  EtaEmptyReason reason = eta_empty_page_reason (self->filters);

  if (!self->empty[reason]) {
    self->empty[reason] = eta_empty_page_new (reason, self->place, self->filters);
    gtk_stack_add_child (self->body, self->empty[reason]);
  }
  gtk_stack_set_visible_child (self->body, self->empty[reason]);
}

static void
update_body (EtaRecordList *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_stack_set_visible_child (self->body, gtk_widget_get_parent (GTK_WIDGET (self->scroller)));
  else
    show_empty_page (self);
  update_count (self);
}

static void
filters_changed_cb (EtaRecordList *self)
{
  EtaQuery query = eta_filters_get_query (self->filters);

  /* Nothing is done to what is out of sight. */
  if (is_marking (self))
    eta_marks_set_only (self->marks, NULL);
  eta_row_list_set_query (self->rows, &query);
}

/* While another query is read, what stands stays, and says nothing new. */
static void
rows_changed_cb (EtaRecordList *self)
{
  if (!eta_row_list_is_reading (self->rows))
    update_body (self);
}

static void
replacing_cb (EtaRecordList *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  if (self->is_drawn)
    eta_marks_show_few (self->marks);
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
search_stopped_cb (EtaRecordList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
open_first (EtaRecordList *self)
{
  self->open_first = FALSE;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) == 0)
    return;
  open_row (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
replaced_cb (EtaRecordList *self)
{
  if (self->is_drawn)
    eta_marks_show_all (self->marks);
  update_body (self);
  if (self->open_first)
    open_first (self);
}

/* Enter in the search opens what is found first, as soon as it is. */
static void
search_activated_cb (EtaRecordList *self)
{
  if (eta_row_list_is_reading (self->rows))
    self->open_first = TRUE;
  else
    open_first (self);
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
  g_autoptr (GtkListItemFactory) factory =
      eta_record_cells_new (self->store, self->thumbnails, eta_list_head_get_tiles (self->head),
                            gtk_toggle_button_get_active (self->select));

  gtk_grid_view_set_factory (self->view, factory);
}

static void
tiles_changed_cb (EtaRecordList *self)
{
  gboolean tiles = eta_list_head_get_tiles (self->head);

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
  EtaQuery query = eta_filters_get_query (self->filters);

  self->rows = eta_row_list_new (self->store, &query);
  self->marks = eta_marks_new (self->store, self->rows);
  gtk_grid_view_set_model (self->view, GTK_SELECTION_MODEL (self->marks));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), ticked_cb, NULL, NULL);
  g_signal_connect_object (self->marks, "changed", G_CALLBACK (marks_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "items-changed", G_CALLBACK (rows_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "replacing", G_CALLBACK (replacing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->rows, "replaced", G_CALLBACK (replaced_cb), self,
                           G_CONNECT_SWAPPED);
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
  g_free (ETA_RECORD_LIST (object)->selected);
  G_OBJECT_CLASS (eta_record_list_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (ETA_TYPE_LIST_HEAD);
  g_type_ensure (ETA_TYPE_ONE_STOP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/bimpeaga/etalase/eta-record-list.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, content);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, head);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, body);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, view);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, foot);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, count);
  gtk_widget_class_bind_template_child (widget_class, EtaRecordList, select);
  gtk_widget_class_bind_template_callback (widget_class, select_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, tiles_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
eta_record_list_class_init (EtaRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = eta_record_list_dispose;
  object_class->finalize = eta_record_list_finalize;

  signals[OPENED] = g_signal_new ("opened", ETA_TYPE_RECORD_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "list.toggle", NULL, toggle_cb);
  gtk_widget_class_install_action (widget_class, "list.end-marking", NULL, end_marking_cb);
  gtk_widget_class_install_action (widget_class, "list.trash", NULL, trash_cb);
  bind_template (widget_class);
}

static void
eta_record_list_init (EtaRecordList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_set_tooltip (GTK_WIDGET (self->select), _ ("Mark several"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "list.toggle", FALSE);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scroller), "value-changed",
                           G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
}

/**
 * eta_record_list_new:
 * @asked: (nullable): what it shows at first, as eta_filters_load() takes it; %NULL: everything
 */
GtkWidget *
eta_record_list_new (EtaStore *store, EtaThumbnails *thumbnails, const EtaPlace *place,
                     const EtaJson *asked)
{
  EtaRecordList *self = g_object_new (ETA_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  self->thumbnails = g_object_ref (thumbnails);
  self->place = place;
  self->filters = eta_filters_new (eta_store_get_catalogue (store), place);
  eta_filters_load (self->filters, asked);
  g_signal_connect_object (self->filters, "changed", G_CALLBACK (filters_changed_cb), self,
                           G_CONNECT_SWAPPED);
  eta_list_head_set_up (self->head, store, self->filters, place);
  gtk_widget_set_visible (GTK_WIDGET (self->select),
                          eta_filters_has (self->filters, ETA_FILTER_REGION) &&
                              place->view != ETA_VIEW_TRASH);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (place->title), -1);
  set_factory (self);
  make_model (self);
  rows_changed_cb (self);
  return GTK_WIDGET (self);
}

EtaRowList *
eta_record_list_get_model (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), NULL);
  return self->rows;
}

/** eta_record_list_get_head: Returns: (transfer none): where it is asked */
EtaListHead *
eta_record_list_get_head (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), NULL);
  return self->head;
}

/** eta_record_list_get_filters: Returns: (transfer none): what it shows; may be changed */
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

/** eta_record_list_get_scroll: Returns: how far down it is scrolled, pixels */
double
eta_record_list_get_scroll (EtaRecordList *self)
{
  g_return_val_if_fail (ETA_IS_RECORD_LIST (self), 0);
  return gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (self->scroller));
}

/* Scrolls there when there is as much. */
void
eta_record_list_set_scroll (EtaRecordList *self, double scroll)
{
  g_return_if_fail (ETA_IS_RECORD_LIST (self));
  eta_scroll_back (self->scroller, scroll);
}

/* Puts the keyboard into the list. */
void
eta_record_list_focus (EtaRecordList *self)
{
  g_return_if_fail (ETA_IS_RECORD_LIST (self));
  gtk_widget_child_focus (GTK_WIDGET (self->body), GTK_DIR_TAB_FORWARD);
}
