/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-store-private.h"

/* The store's own thread: a pool of one, which takes its jobs in the order of the calls. A job holds
 * the store, so that none is left when the store goes. They stand in a queue beside the pool's, out of
 * which a long one that gives way runs those behind it before it goes on. */

typedef struct {
  EtaStoreFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Job;

typedef struct {
  GMutex mutex;
  GCond cond;
  gboolean reached;
} Latch;

/* What the queues carry: a task, or the latch of somebody who waits for what stands before it */
typedef struct {
  GTask *task;
  Latch *latch;
  gboolean done; /* before its turn; of the store's thread */
} Item;

static void
free_job (Job *job)
{
  if (job->free_data)
    job->free_data (job->data);
  g_free (job);
}

static void
run_task (EtaStore *self, GTask *task)
{
  Job *job = g_task_get_task_data (task);
  GThread *outer = g_atomic_pointer_get (&self->worker_thread);
  GError *error = NULL;
  gboolean done;

  if (g_task_return_error_if_cancelled (task))
    return;
  g_atomic_pointer_set (&self->worker_thread, g_thread_self ());
  done = job->func (self, job->data, g_task_get_cancellable (task), &error);
  g_atomic_pointer_set (&self->worker_thread, outer);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, done);
}

static void
open_latch (Latch *latch)
{
  g_mutex_lock (&latch->mutex);
  latch->reached = TRUE;
  g_cond_signal (&latch->cond);
  g_mutex_unlock (&latch->mutex);
}

/* Whether it only waits for those before it: a task without a job does, too */
static gboolean
is_flush (const Item *item)
{
  return !item->task || !g_task_get_task_data (item->task);
}

/* The store may be gone afterwards. */
static void
run_item (EtaStore *self, const Item *item)
{
  if (item->latch) {
    open_latch (item->latch);
    return;
  }
  if (is_flush (item))
    g_task_return_boolean (item->task, TRUE);
  else
    run_task (self, item->task);
  g_object_unref (item->task);
}

static void
run_item_cb (gpointer data, gpointer user_data)
{
  g_autofree Item *item = data;
  EtaStore *self = user_data;

  if (item->done)
    return;
  g_async_queue_remove (self->jobs, item);
  run_item (self, item);
}

void
eta_store_worker_start (EtaStore *self)
{
  self->jobs = g_async_queue_new ();
  self->worker = g_thread_pool_new (run_item_cb, self, 1, FALSE, NULL);
}

/* What is left in the pool's queue is done already, and does not touch the store. */
void
eta_store_worker_stop (EtaStore *self)
{
  if (self->worker)
    g_thread_pool_free (self->worker, FALSE, FALSE);
  g_clear_pointer (&self->jobs, g_async_queue_unref);
}

/* Within a job that does not hold the store just now: runs those that wait behind it, up to somebody who
 * waits for this one too. */
void
eta_store_worker_give_way (EtaStore *self)
{
  Item *item = NULL;

  if (g_atomic_pointer_get (&self->worker_thread) != g_thread_self ())
    return;
  while ((item = g_async_queue_try_pop (self->jobs)) && !is_flush (item)) {
    run_item (self, item);
    item->done = TRUE;
  }
  if (item)
    g_async_queue_push_front (self->jobs, item);
}

static void
push (EtaStore *self, GTask *task, Latch *latch)
{
  Item *item = g_new0 (Item, 1);

  item->task = task;
  item->latch = latch;
  g_async_queue_push (self->jobs, item);
  g_thread_pool_push (self->worker, item, NULL);
}

/**
 * eta_store_run_async:
 * @func: (scope async): runs on the store's thread, and may use every function of the store
 * @data: (nullable): for @func
 * @free_data: (nullable): frees @data afterwards, in any thread
 * @cancellable: (nullable): before @func has begun, it is not called; afterwards, it is its own affair
 *
 * What a thread that must not wait (the main loop) writes with.
 */
void
eta_store_run_async (EtaStore *self, EtaStoreFunc func, gpointer data, GDestroyNotify free_data,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  job->func = func;
  job->data = data;
  job->free_data = free_data;
  g_task_set_source_tag (task, eta_store_run_async);
  g_task_set_task_data (task, job, (GDestroyNotify) free_job);
  /* what is on the disk is not to be called cancelled */
  g_task_set_check_cancellable (task, FALSE);
  push (self, task, NULL);
}

gboolean
eta_store_run_finish (EtaStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * eta_store_flush:
 *
 * Waits until all jobs that were asked for before have ended: for the end of a program, and tests.
 * Within a job it returns at once.
 */
void
eta_store_flush (EtaStore *self)
{
  Latch latch = { .reached = FALSE };

  if (g_atomic_pointer_get (&self->worker_thread) == g_thread_self ())
    return;
  g_mutex_init (&latch.mutex);
  g_cond_init (&latch.cond);
  push (self, NULL, &latch);
  g_mutex_lock (&latch.mutex);
  while (!latch.reached)
    g_cond_wait (&latch.cond, &latch.mutex);
  g_mutex_unlock (&latch.mutex);
  g_mutex_clear (&latch.mutex);
  g_cond_clear (&latch.cond);
}

/**
 * eta_store_flush_async:
 *
 * Calls @callback when all jobs that were asked for before have ended, also long ones that give way.
 */
void
eta_store_flush_async (EtaStore *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, eta_store_flush_async);
  push (self, task, NULL);
}

void
eta_store_flush_finish (EtaStore *self, GAsyncResult *result)
{
  g_return_if_fail (g_task_is_valid (result, self));

  g_task_propagate_boolean (G_TASK (result), NULL);
}
