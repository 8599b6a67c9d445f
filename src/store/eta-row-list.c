/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-record-private.h"
#include "eta-row-pages.h"
#include "eta-store-private.h"

/*
 * The list model over the pages of a query. Main thread. It reads a page when one of its rows is
 * asked for, and follows the store's news: the change of a row that it holds at once, anything else
 * a moment later, all together. A walk that may be long is made in a thread, by a job with a copy of what it
 * needs; only the newest job is heard, and what it tells is taken when nothing has moved meanwhile.
 */

#define FOLLOW_MS 200 /* at least between two walks */
#define LONG_WALK 4096 /* rows; more are not walked over on the main loop */
#define NEAR_END 10 /* rows; a search goes on when one of them is asked for */

struct _EtaRowList {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  EtaQuery query; /* of the pages, and its strings */
  EtaQuery asked; /* what the pages are to be of */
  EtaPages pages;
  GSource *follow_source;
  GSource *grow_source;

  /* Borrowed */
  struct Job *job; /* the newest, under way; NULL: none */

  gint64 followed_at;
  gboolean missed; /* news have come since the job began */
};

typedef enum { JOB_READ, JOB_FOLLOW, JOB_GROW } JobKind;

/* Owned by the thread that works on it */
typedef struct Job {
  JobKind kind;
  EtaStore *store; /* borrowed: the list, which waits, holds it */
  EtaQuery query;
  EtaPages pages; /* read; or a copy to look at */
  EtaNews news;
  GPtrArray *more;
  gboolean done;
} Job;

enum { REPLACING, REPLACED, N_SIGNALS };

static guint signals[N_SIGNALS];

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
free_job (gpointer data)
{
  Job *job = data;

  eta_query_clear (&job->query);
  eta_pages_clear (&job->pages);
  eta_news_clear (&job->news);
  g_clear_pointer (&job->more, g_ptr_array_unref);
  g_free (job);
}

static Job *
new_job (EtaRowList *self, JobKind kind)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->store = self->store;
  eta_query_copy (&self->asked, &job->query);
  if (kind == JOB_READ)
    eta_pages_init (&job->pages);
  else
    eta_pages_copy (&self->pages, &job->pages);
  return job;
}

static void
work (Job *job)
{
  EtaDb *db = eta_store_borrow (job->store, NULL);

  if (!db)
    return;
  if (job->kind == JOB_READ)
    job->done = eta_pages_read (&job->pages, db, &job->query, NULL);
  else if (job->kind == JOB_FOLLOW)
    job->done = eta_pages_look (&job->pages, db, &job->query, &job->news, NULL);
  else
    job->done = (job->more = eta_pages_read_more (&job->pages, db, &job->query, NULL)) != NULL;
  eta_store_give_back (job->store, db);
}

/* What could not be read shows nothing. */
static void
replace_rows (EtaRowList *self, Job *job)
{
  guint removed = self->pages.total;

  g_signal_emit (self, signals[REPLACING], 0);
  eta_pages_clear (&self->pages);
  self->pages = job->pages;
  eta_pages_init (&job->pages);
  if (!job->done) {
    eta_pages_clear (&self->pages);
    eta_pages_init (&self->pages);
  }
  eta_query_clear (&self->query);
  eta_query_copy (&job->query, &self->query);
  drop_source (&self->follow_source);
  drop_source (&self->grow_source);
  if (removed || self->pages.total)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->pages.total);
  g_signal_emit (self, signals[REPLACED], 0);
}

/* Returns whether it could be taken. */
static gboolean
take (EtaRowList *self, Job *job)
{
  if (job->kind == JOB_READ)
    replace_rows (self, job);
  else if (!job->done)
    return TRUE; /* what ails the store is told where the user works with it */
  else if (job->pages.generation != self->pages.generation)
    return FALSE;
  else if (job->kind == JOB_FOLLOW)
    eta_pages_apply (&self->pages, &job->news, tell_cb, self);
  else
    eta_pages_grow (&self->pages, job->more, tell_cb, self);
  self->followed_at = g_get_monotonic_time ();
  return TRUE;
}

static void
work_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  work (data);
  g_task_return_boolean (task, TRUE);
}

static void schedule_follow (EtaRowList *self);

static void
worked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaRowList) self = data;
  Job *job = g_task_get_task_data (G_TASK (result));

  if (self->job != job)
    return;
  self->job = NULL;
  if (!take (self, job) || self->missed)
    schedule_follow (self);
}

/* The list is held by what is called afterwards, in its own thread: it must not end in another one. */
static void
begin_job (EtaRowList *self, JobKind kind)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, worked_cb, g_object_ref (self));

  self->job = new_job (self, kind);
  self->missed = FALSE;
  g_task_set_task_data (task, self->job, free_job);
  g_task_run_in_thread (task, work_cb);
}

static void
do_job (EtaRowList *self, JobKind kind)
{
  Job *job = new_job (self, kind);

  self->job = NULL;
  work (job);
  take (self, job);
  free_job (job);
}

static gboolean
is_short (EtaRowList *self)
{
  return eta_query_is_quick (&self->query) && self->pages.total - self->pages.rest < LONG_WALK;
}

/* What could not be read is tried again. */
static JobKind
get_follow_kind (EtaRowList *self)
{
  return self->pages.pages->len ? JOB_FOLLOW : JOB_READ;
}

static void
follow (EtaRowList *self)
{
  drop_source (&self->follow_source);
  if (self->job)
    self->missed = TRUE;
  else if (is_short (self))
    do_job (self, get_follow_kind (self));
  else
    begin_job (self, get_follow_kind (self));
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

  g_clear_pointer (&self->grow_source, g_source_unref);
  if (self->pages.open && !self->job)
    begin_job (self, JOB_GROW);
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
    self->pages.generation++;
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  }
  return TRUE;
}

static void
changed_cb (EtaStore *store, const char *id, EtaRowList *self)
{
  if (self->job)
    self->missed = TRUE;
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
  eta_query_clear (&self->asked);
  G_OBJECT_CLASS (eta_row_list_parent_class)->finalize (object);
}

static void
eta_row_list_class_init (EtaRowListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eta_row_list_dispose;
  object_class->finalize = eta_row_list_finalize;
  signals[REPLACING] = g_signal_new ("replacing", ETA_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  signals[REPLACED] = g_signal_new ("replaced", ETA_TYPE_ROW_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
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
 * Returns: (transfer full): the list, read as far as its first page; see eta_row_list_set_query()
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
 * Shows something else, from its start: at once where that takes no walk; else as soon as it has been read,
 * and what stands is shown until then.
 */
void
eta_row_list_set_query (EtaRowList *self, const EtaQuery *query)
{
  EtaQuery copy;

  eta_query_copy (query, &copy);
  eta_query_clear (&self->asked);
  self->asked = copy;
  if (eta_query_is_quick (query))
    do_job (self, JOB_READ);
  else
    begin_job (self, JOB_READ);
}

/** eta_row_list_is_reading: Returns: whether it shows something else than what it was asked for last */
gboolean
eta_row_list_is_reading (EtaRowList *self)
{
  return self->job && self->job->kind == JOB_READ;
}

/** eta_row_list_get_query: Returns: (transfer none): what it was asked for last */
const EtaQuery *
eta_row_list_get_query (EtaRowList *self)
{
  return &self->asked;
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
 * for in the list. Blocks, where there is much to look at.
 */
void
eta_row_list_flush (EtaRowList *self)
{
  gboolean missed = self->job && self->missed;

  if (self->job)
    do_job (self, self->job->kind);
  if (missed || self->follow_source) {
    drop_source (&self->follow_source);
    do_job (self, get_follow_kind (self));
  }
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
