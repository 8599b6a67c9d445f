/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-marks.h"

#define SCREENFUL 16 /* lines */
#define FEW 48 /* lines: what GtkGridView makes cells for, and no more than a page of the list */

struct _EtaMarks {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  EtaRowList *rows;
  GtkSliceListModel *shown; /* of them: a screenful, or all */
  GHashTable *ids; /* a set */
  GCancellable *gathering; /* all of a long list; NULL: not under way */

  gboolean keeps;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaMarks, eta_marks, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

static GType
get_item_type (GListModel *model)
{
  return ETA_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (ETA_MARKS (model)->shown));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (ETA_MARKS (model)->shown), position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
tell (EtaMarks *self)
{
  guint n = get_n_items (G_LIST_MODEL (self));

  /* Only the rows in sight look whether they are marked. */
  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_gathering (EtaMarks *self)
{
  g_cancellable_cancel (self->gathering);
  g_clear_object (&self->gathering);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  EtaMarks *self = ETA_MARKS (model);
  g_autoptr (EtaRow) row = NULL;

  if (g_hash_table_size (self->ids) == 0)
    return FALSE;
  row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
  return row && g_hash_table_contains (self->ids, eta_row_get_id (row));
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n)
{
  GtkBitset *found = gtk_bitset_new_empty ();
  guint end = MIN (position + n, get_n_items (G_LIST_MODEL (model)));

  for (guint i = position; i < end; i++)
    if (is_selected (model, i))
      gtk_bitset_add (found, i);
  return found;
}

static gboolean
mark_row (EtaMarks *self, guint position, gboolean marked)
{
  g_autoptr (EtaRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);

  if (!row)
    return FALSE;
  return marked ? g_hash_table_add (self->ids, g_strdup (eta_row_get_id (row)))
                : g_hash_table_remove (self->ids, eta_row_get_id (row));
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  EtaMarks *self = ETA_MARKS (model);
  GtkBitsetIter iter;
  guint position;

  stop_gathering (self);
  if (gtk_bitset_iter_init_first (&iter, mask, &position))
    do
      mark_row (self, position, gtk_bitset_contains (selected, position));
    while (gtk_bitset_iter_next (&iter, &position));
  tell (self);
  return TRUE;
}

/* Not by a mask over all rows: marks may lie far from what is loaded. */
static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean only)
{
  EtaMarks *self = ETA_MARKS (model);

  if (only && self->keeps)
    return TRUE;
  stop_gathering (self);
  if (only)
    g_hash_table_remove_all (self->ids);
  mark_row (self, position, TRUE);
  tell (self);
  return TRUE;
}

static gboolean
select_range (GtkSelectionModel *model, guint position, guint n, gboolean only)
{
  EtaMarks *self = ETA_MARKS (model);

  stop_gathering (self);
  if (only && !self->keeps)
    g_hash_table_remove_all (self->ids);
  for (guint i = 0; i < n; i++)
    mark_row (self, position + i, TRUE);
  tell (self);
  return TRUE;
}

static gboolean
unselect_all (GtkSelectionModel *model)
{
  eta_marks_set_only (ETA_MARKS (model), NULL);
  return TRUE;
}

/* All that the query shows, on its way */
typedef struct {
  EtaStore *store;
  EtaQuery query;
  GCancellable *cancellable;
  GHashTable *ids;
} Gathering;

static void
free_gathering (gpointer data)
{
  Gathering *gathering = data;

  g_object_unref (gathering->store);
  eta_query_clear (&gathering->query);
  g_clear_pointer (&gathering->ids, g_hash_table_unref);
  g_free (gathering);
}

static gboolean
gather_row (EtaRow *row, gpointer data, GError **error)
{
  Gathering *gathering = data;

  g_hash_table_add (gathering->ids, g_strdup (eta_row_get_id (row)));
  return !g_cancellable_set_error_if_cancelled (gathering->cancellable, error);
}

static void
gather_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Gathering *gathering = data;
  GError *error = NULL;

  gathering->cancellable = cancellable;
  if (eta_store_each_row (gathering->store, &gathering->query, gather_row, gathering, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
gathered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaMarks *self = ETA_MARKS (source);
  Gathering *gathering = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;
  g_clear_object (&self->gathering);
  g_hash_table_unref (self->ids);
  self->ids = g_steal_pointer (&gathering->ids);
  tell (self);
}

/* In a thread: 100,000 rows take a while to read. */
static gboolean
select_all (GtkSelectionModel *model)
{
  EtaMarks *self = ETA_MARKS (model);
  Gathering *gathering = g_new0 (Gathering, 1);
  g_autoptr (GTask) task = NULL;

  stop_gathering (self);
  self->gathering = g_cancellable_new ();
  gathering->store = g_object_ref (self->store);
  gathering->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  eta_query_copy (eta_row_list_get_query (self->rows), &gathering->query);
  task = g_task_new (self, self->gathering, gathered_cb, NULL);
  g_task_set_task_data (task, gathering, free_gathering);
  g_task_run_in_thread (task, gather_cb);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->select_range = select_range;
  iface->select_all = select_all;
  iface->unselect_all = unselect_all;
  iface->set_selection = set_selection;
}

static void
eta_marks_dispose (GObject *object)
{
  EtaMarks *self = ETA_MARKS (object);

  stop_gathering (self);
  g_clear_object (&self->shown);
  g_clear_object (&self->rows);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_marks_parent_class)->dispose (object);
}

static void
eta_marks_finalize (GObject *object)
{
  g_hash_table_unref (ETA_MARKS (object)->ids);
  G_OBJECT_CLASS (eta_marks_parent_class)->finalize (object);
}

static void
eta_marks_class_init (EtaMarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_marks_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_marks_finalize;
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_MARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
eta_marks_init (EtaMarks *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * eta_marks_new:
 * @rows: what the view shows; at first no more of it than a screen holds, until eta_marks_show_all()
 */
EtaMarks *
eta_marks_new (EtaStore *store, EtaRowList *rows)
{
  EtaMarks *self = g_object_new (ETA_TYPE_MARKS, NULL);

  self->store = g_object_ref (store);
  self->rows = g_object_ref (rows);
  self->shown = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (rows)), 0, SCREENFUL);
  g_signal_connect_object (self->shown, "items-changed", G_CALLBACK (g_list_model_items_changed),
                           self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * eta_marks_show_all:
 *
 * Lets the view see all rows. A GtkGridView makes cells for 30 lines, seen or not; a window is there sooner
 * when those out of sight are made after its first frame.
 */
void
eta_marks_show_all (EtaMarks *self)
{
  g_return_if_fail (ETA_IS_MARKS (self));
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
}

/**
 * eta_marks_show_few:
 *
 * Lets the view see no more rows than it has cells for, until eta_marks_show_all(): before the list asks for
 * something else. Where rows are taken away and others added at once, GTK 4.8 looks for its cursor in each
 * that is added, and 100,000 of them would be read for that.
 */
void
eta_marks_show_few (EtaMarks *self)
{
  g_return_if_fail (ETA_IS_MARKS (self));
  gtk_slice_list_model_set_size (self->shown, FEW);
}

guint
eta_marks_get_count (EtaMarks *self)
{
  g_return_val_if_fail (ETA_IS_MARKS (self), 0);
  return g_hash_table_size (self->ids);
}

/** eta_marks_get_only: Returns: (nullable): the id of the one record that is marked; %NULL: none, or several */
const char *
eta_marks_get_only (EtaMarks *self)
{
  GHashTableIter iter;
  gpointer id = NULL;

  g_return_val_if_fail (ETA_IS_MARKS (self), NULL);

  g_hash_table_iter_init (&iter, self->ids);
  if (g_hash_table_size (self->ids) == 1)
    g_hash_table_iter_next (&iter, &id, NULL);
  return id;
}

/**
 * eta_marks_set_only:
 * @id: (nullable): a record, which need not be in the list; %NULL: none
 */
void
eta_marks_set_only (EtaMarks *self, const char *id)
{
  g_autofree char *copy = g_strdup (id); /* may be one of ours */

  g_return_if_fail (ETA_IS_MARKS (self));

  stop_gathering (self);
  if (g_hash_table_size (self->ids) == (copy ? 1 : 0) &&
      (!copy || g_hash_table_contains (self->ids, copy)))
    return;
  g_hash_table_remove_all (self->ids);
  if (copy)
    g_hash_table_add (self->ids, g_steal_pointer (&copy));
  tell (self);
}

void
eta_marks_toggle (EtaMarks *self, guint position)
{
  g_return_if_fail (ETA_IS_MARKS (self));

  stop_gathering (self);
  mark_row (self, position, !is_selected (GTK_SELECTION_MODEL (self), position));
  tell (self);
}

/** eta_marks_get_kind: Returns: (nullable): of the records; %NULL: they may be of several */
const EtaKind *
eta_marks_get_kind (EtaMarks *self)
{
  g_return_val_if_fail (ETA_IS_MARKS (self), NULL);
  return eta_row_list_get_query (self->rows)->kind;
}

/** eta_marks_dup_ids: Returns: (transfer full): in no order */
GStrv
eta_marks_dup_ids (EtaMarks *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  return g_strv_builder_end (builder);
}

gboolean
eta_marks_get_keeps (EtaMarks *self)
{
  g_return_val_if_fail (ETA_IS_MARKS (self), FALSE);
  return self->keeps;
}

void
eta_marks_set_keeps (EtaMarks *self, gboolean keeps)
{
  g_return_if_fail (ETA_IS_MARKS (self));
  self->keeps = keeps;
}
