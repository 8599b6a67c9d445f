/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-private.h"
#include "eta-row-pages.h"
#include "eta-store-private.h"

/*
 * The list model over the pages of a query. Main thread. It reads a page when one of its rows is
 * asked for, and follows the store's news: the change of a row that it holds at once, anything else
 * a moment later, all together.
 */

#define FOLLOW_MS 200 /* at least between two walks */
#define NEAR_END 10 /* rows; a search goes on when one of them is asked for */

struct _EtaRowList {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  EtaQuery query; /* and its strings */
  EtaPages pages;
  GSource *follow_source;
  GSource *grow_source;

  gint64 followed_at;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaRowList, eta_row_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
drop_source (GSource **source)
{
  if (*source)
    g_source_destroy (*source);
  g_clear_pointer (source, g_source_unref);
}

static void
schedule (EtaRowList *self, GSource **slot, guint ms, GSourceFunc func)
{
  if (*slot)
    return;
  *slot = ms ? g_timeout_source_new (ms) : g_idle_source_new ();
  g_source_set_callback (*slot, func, self, NULL);
  g_source_attach (*slot, g_main_context_get_thread_default ());
}

static void
tell_cb (guint position, guint removed, guint added, gpointer data)
{
  g_list_model_items_changed (data, position, removed, added);
}

static void
follow (EtaRowList *self)
{
  EtaDb *db = eta_store_borrow (self->store, NULL);

  drop_source (&self->follow_source);
  if (db)
    eta_pages_follow (&self->pages, db, &self->query, tell_cb, self, NULL);
  eta_store_give_back (self->store, db);
  self->followed_at = g_get_monotonic_time ();
}

static gboolean
follow_cb (gpointer data)
{
  g_autoptr (EtaRowList) self = g_object_ref (data);

  follow (self);
  return G_SOURCE_REMOVE;
}

static void
schedule_follow (EtaRowList *self)
{
  gint64 since = (g_get_monotonic_time () - self->followed_at) / 1000;

  schedule (self, &self->follow_source, since < FOLLOW_MS ? FOLLOW_MS - since : 0, follow_cb);
}

static gboolean
grow_cb (gpointer data)
{
  g_autoptr (EtaRowList) self = g_object_ref (data);
  EtaDb *db = eta_store_borrow (self->store, NULL);

  g_clear_pointer (&self->grow_source, g_source_unref);
  if (db && self->pages.open)
    eta_pages_grow (&self->pages, db, &self->query, tell_cb, self, NULL);
  eta_store_give_back (self->store, db);
  return G_SOURCE_REMOVE;
}

/* A row that is loaded has changed: told at once when it stays in its place or leaves the list. */
static gboolean
follow_row (EtaRowList *self, const char *id)
{
  guint page, index, position;
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRow) row = NULL;
  GPtrArray *rows;
  EtaDb *db;

  if (!eta_pages_find (&self->pages, id, &page, &index, &position) ||
      !(db = eta_store_borrow (self->store, NULL)))
    return FALSE;
  row = eta_query_read_one (db, &self->query, id, &failure);
  eta_store_give_back (self->store, db);
  if (failure || (row && !eta_pages_keeps_place (&self->pages, page, index, row)))
    return FALSE;
  rows = ((EtaPage *) g_ptr_array_index (self->pages.pages, page))->rows;
  if (!row) {
    eta_pages_remove (&self->pages, page, index);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  } else if (!eta_row_equal (row, g_ptr_array_index (rows, index))) {
    g_object_unref (g_ptr_array_index (rows, index));
    g_ptr_array_index (rows, index) = g_steal_pointer (&row);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  }
  return TRUE;
}

static void
changed_cb (EtaStore *store, const char *id, EtaRowList *self)
{
  if (!id || self->follow_source || !follow_row (self, id))
    schedule_follow (self);
}

static GType
get_item_type (GListModel *model)
{
  return ETA_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return ETA_ROW_LIST (model)->pages.total;
}

/* The file has changed since the pages were counted; the news are on their way. A model must not be
 * without a row where it said that there is one. */
static EtaRow *
stand_in (EtaRowList *self, GPtrArray *rows)
{
  schedule_follow (self);
  if (rows && rows->len)
    return g_object_ref (g_ptr_array_index (rows, rows->len - 1));
  return eta_row_new_empty (self->query.kind ? self->query.kind : &eta_kind_business);
}

static gpointer
get_item (GListModel *model, guint position)
{
  EtaRowList *self = ETA_ROW_LIST (model);
  guint index = position;
  EtaDb *db;
  EtaPage *page;

  if (position >= self->pages.total)
    return NULL;
  if (self->pages.open && position + NEAR_END >= self->pages.total)
    schedule (self, &self->grow_source, 0, grow_cb);
  db = eta_store_borrow (self->store, NULL);
  page = db ? eta_pages_at (&self->pages, &index, db, &self->query) : NULL;
  if (page)
    eta_pages_load (&self->pages, page, db, &self->query, NULL);
  eta_store_give_back (self->store, db);
  if (!page || !page->rows || index >= page->rows->len)
    return stand_in (self, page ? page->rows : NULL);
  return g_object_ref (g_ptr_array_index (page->rows, index));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
eta_row_list_dispose (GObject *object)
{
  EtaRowList *self = ETA_ROW_LIST (object);

  drop_source (&self->follow_source);
  drop_source (&self->grow_source);
  if (self->store)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_row_list_parent_class)->dispose (object);
}

static void
eta_row_list_finalize (GObject *object)
{
  EtaRowList *self = ETA_ROW_LIST (object);

  eta_pages_clear (&self->pages);
  eta_query_clear (&self->query);
  G_OBJECT_CLASS (eta_row_list_parent_class)->finalize (object);
}

static void
eta_row_list_class_init (EtaRowListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eta_row_list_dispose;
  object_class->finalize = eta_row_list_finalize;
}

static void
eta_row_list_init (EtaRowList *self)
{
  eta_pages_init (&self->pages);
}

/**
 * eta_row_list_new:
 * @query: what it shows; copied
 *
 * Returns: (transfer full): the list, read as far as its first page
 */
EtaRowList *
eta_row_list_new (EtaStore *store, const EtaQuery *query)
{
  EtaRowList *self = g_object_new (ETA_TYPE_ROW_LIST, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, 0);
  eta_row_list_set_query (self, query);
  return self;
}

/**
 * eta_row_list_set_query:
 * @query: copied
 *
 * Shows something else, from its start.
 */
void
eta_row_list_set_query (EtaRowList *self, const EtaQuery *query)
{
  guint removed = self->pages.total;
  EtaDb *db = eta_store_borrow (self->store, NULL);
  EtaQuery copy;

  eta_query_copy (query, &copy);
  eta_query_clear (&self->query);
  self->query = copy;
  drop_source (&self->follow_source);
  drop_source (&self->grow_source);
  if (!db || !eta_pages_read (&self->pages, db, &self->query, NULL)) {
    eta_pages_clear (&self->pages);
    eta_pages_init (&self->pages);
  }
  eta_store_give_back (self->store, db);
  if (removed || self->pages.total)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->pages.total);
}

/** eta_row_list_get_query: Returns: (transfer none): what it shows, until that is set anew */
const EtaQuery *
eta_row_list_get_query (EtaRowList *self)
{
  return &self->query;
}

/**
 * eta_row_list_get_total:
 *
 * Returns: how many rows there are in all; -1: a search whose end has not been reached
 */
gint64
eta_row_list_get_total (EtaRowList *self)
{
  return self->pages.open ? -1 : (gint64) self->pages.total;
}

/**
 * eta_row_list_flush:
 *
 * Tells now what it would tell in a moment, of the news that have come: before a new record is looked
 * for in the list.
 */
void
eta_row_list_flush (EtaRowList *self)
{
  if (self->follow_source)
    follow (self);
}

/**
 * eta_row_list_find:
 *
 * Returns: where the record stands, if its row is loaded; else -1
 */
int
eta_row_list_find (EtaRowList *self, const char *id)
{
  guint page, index, position;

  return eta_pages_find (&self->pages, id, &page, &index, &position) ? (int) position : -1;
}
