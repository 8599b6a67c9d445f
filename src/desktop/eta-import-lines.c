/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-lines.h"

/**
 * EtaImportLines:
 *
 * The rows of an import as a list model, those of them that are asked for. A hundred thousand rows are
 * a hundred thousand numbers here: a line is made when it comes into view. Rows stay in the list when they
 * are mended, so that nothing moves under the user's hands. Main thread.
 */
struct _EtaImportLines {
  GObject parent_instance;

  /* Owned */
  GPtrArray *rows; /* EtaImportRow: the import's, which it keeps as they are */
  GArray *indexes; /* guint; those that the list shows, in their order */
};

static GType
get_item_type (GListModel *model)
{
  return ETA_TYPE_IMPORT_LINE;
}

static guint
get_n_items (GListModel *model)
{
  return ETA_IMPORT_LINES (model)->indexes->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EtaImportLines *self = ETA_IMPORT_LINES (model);
  guint index;

  if (position >= self->indexes->len)
    return NULL;
  index = g_array_index (self->indexes, guint, position);
  return eta_import_line_new (self->rows->pdata[index], index);
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaImportLines, eta_import_lines, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static void
eta_import_lines_finalize (GObject *object)
{
  EtaImportLines *self = ETA_IMPORT_LINES (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_array_unref (self->indexes);
  G_OBJECT_CLASS (eta_import_lines_parent_class)->finalize (object);
}

static void
eta_import_lines_class_init (EtaImportLinesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_import_lines_finalize;
}

static void
eta_import_lines_init (EtaImportLines *self)
{
  self->indexes = g_array_new (FALSE, FALSE, sizeof (guint));
}

/** eta_import_filter_takes: Returns: whether the filter shows the row */
gboolean
eta_import_filter_takes (EtaImportFilter filter, const EtaImportRow *row)
{
  switch (filter) {
  case ETA_IMPORT_LINES_DOUBTFUL:
    return eta_import_row_is_doubtful (row);
  case ETA_IMPORT_LINES_REFUSED:
    return row->fate == ETA_IMPORT_REFUSE;
  case ETA_IMPORT_LINES_NEW:
    return row->fate == ETA_IMPORT_CREATE;
  case ETA_IMPORT_LINES_UPDATED:
    return row->fate == ETA_IMPORT_UPDATE;
  case ETA_IMPORT_LINES_ALL:
    break;
  }
  return TRUE;
}

/** eta_import_lines_new: @import: planned or done, and not busy */
EtaImportLines *
eta_import_lines_new (EtaImport *import, EtaImportFilter filter)
{
  EtaImportLines *self = g_object_new (ETA_TYPE_IMPORT_LINES, NULL);

  self->rows = g_ptr_array_ref (eta_import_get_rows (import));
  for (guint i = 0; i < self->rows->len; i++)
    if (eta_import_filter_takes (filter, self->rows->pdata[i]))
      g_array_append_val (self->indexes, i);
  return self;
}

/** eta_import_lines_find: Returns: where the row @index stands; %GTK_INVALID_LIST_POSITION: nowhere */
guint
eta_import_lines_find (EtaImportLines *self, guint index)
{
  guint low = 0, high;

  g_return_val_if_fail (ETA_IS_IMPORT_LINES (self), GTK_INVALID_LIST_POSITION);

  high = self->indexes->len;
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (g_array_index (self->indexes, guint, middle) < index)
      low = middle + 1;
    else
      high = middle;
  }
  return low < self->indexes->len && g_array_index (self->indexes, guint, low) == index
             ? low
             : GTK_INVALID_LIST_POSITION;
}

/** eta_import_lines_get_index: Returns: which row of the import stands at @position */
guint
eta_import_lines_get_index (EtaImportLines *self, guint position)
{
  g_return_val_if_fail (ETA_IS_IMPORT_LINES (self) && position < self->indexes->len, 0);
  return g_array_index (self->indexes, guint, position);
}

/** eta_import_lines_renew: the row @index was looked at again */
void
eta_import_lines_renew (EtaImportLines *self, guint index)
{
  guint position = eta_import_lines_find (self, index);

  if (position != GTK_INVALID_LIST_POSITION)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
}
