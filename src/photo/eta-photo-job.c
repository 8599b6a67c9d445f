/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The object lives on the thread that made it and keeps itself alive from start to finish. A worker
 * touches only its own item, which nobody else reads before it has come back through the main
 * context; the vault may be used from any thread. */

#include "config.h"

#include "eta-photo-job.h"

#define WORKERS 2 /* the second keeps the disk busy, a third would only take the user's processor */

typedef struct {
  EtaPhotoJob *job; /* borrowed: the job outlives the work */
  guint index;
  char *path;
  EtaPhoto *photo;
  GError *error;
  gboolean ended;
} Item;

struct _EtaPhotoJob {
  GObject parent_instance;

  /* Input */
  EtaVault *vault;
  GPtrArray *items; /* (element-type Item) */

  /* In progress */
  GMainContext *context;
  GThreadPool *pool;
  GCancellable *cancellable;
  guint done;
  gboolean started;

  /* Results */
  gboolean finished;
};

G_DEFINE_FINAL_TYPE (EtaPhotoJob, eta_photo_job, G_TYPE_OBJECT)

typedef enum { PROP_DONE = 1, PROP_TOTAL } EtaPhotoJobProperty;

static GParamSpec *properties[PROP_TOTAL + 1];

enum { SIGNAL_PHOTO, SIGNAL_FINISHED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
item_free (Item *item)
{
  g_free (item->path);
  eta_photo_free (item->photo);
  g_clear_error (&item->error);
  g_free (item);
}

static void
call_main (EtaPhotoJob *self, GSourceFunc function, gpointer data)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, function, data, NULL);
  g_source_attach (source, self->context);
}

static gboolean
finish_cb (gpointer data)
{
  g_autoptr (EtaPhotoJob) self = data; /* the reference taken at the start */

  /* All workers are idle, so this does not wait for work. */
  g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
  self->finished = TRUE;
  g_signal_emit (self, signals[SIGNAL_FINISHED], 0);
  return G_SOURCE_REMOVE;
}

static gboolean
end_item_cb (gpointer data)
{
  Item *item = data;
  EtaPhotoJob *self = item->job;

  item->ended = TRUE;
  self->done++;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DONE]);
  g_signal_emit (self, signals[SIGNAL_PHOTO], 0, item->index);
  if (self->done == self->items->len)
    finish_cb (self);
  return G_SOURCE_REMOVE;
}

static void
work_cb (gpointer data, gpointer user_data)
{
  EtaPhotoJob *self = user_data;
  Item *item = data;

  item->photo = eta_vault_add_photo (self->vault, item->path, self->cancellable, &item->error);
  call_main (self, end_item_cb, item);
}

static void
eta_photo_job_finalize (GObject *object)
{
  EtaPhotoJob *self = ETA_PHOTO_JOB (object);

  g_clear_object (&self->vault);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  G_OBJECT_CLASS (eta_photo_job_parent_class)->finalize (object);
}

static void
eta_photo_job_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EtaPhotoJob *self = ETA_PHOTO_JOB (object);

  switch ((EtaPhotoJobProperty) id) {
  case PROP_DONE:
    g_value_set_uint (value, self->done);
    break;
  case PROP_TOTAL:
    g_value_set_uint (value, self->items->len);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
eta_photo_job_class_init (EtaPhotoJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = eta_photo_job_finalize;
  object_class->get_property = eta_photo_job_get_property;

  properties[PROP_DONE] = g_param_spec_uint ("done", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_TOTAL] = g_param_spec_uint ("total", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * EtaPhotoJob::photo:
   * @self: the job
   * @index: which of the files has ended, well or not
   */
  signals[SIGNAL_PHOTO] = g_signal_new ("photo", ETA_TYPE_PHOTO_JOB, G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);

  /**
   * EtaPhotoJob::finished:
   * @self: the job
   *
   * All files have ended; comes once, also after cancelling.
   */
  signals[SIGNAL_FINISHED] = g_signal_new ("finished", ETA_TYPE_PHOTO_JOB, G_SIGNAL_RUN_LAST, 0,
                                           NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eta_photo_job_init (EtaPhotoJob *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->cancellable = g_cancellable_new ();
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
}

/**
 * eta_photo_job_new:
 * @vault: where the photos go
 * @paths: (array zero-terminated=1): camera files
 *
 * Returns: (transfer full): a job that waits to be started
 */
EtaPhotoJob *
eta_photo_job_new (EtaVault *vault, char **paths)
{
  EtaPhotoJob *self = g_object_new (ETA_TYPE_PHOTO_JOB, NULL);

  self->vault = g_object_ref (vault);
  for (guint i = 0; paths[i] != NULL; i++) {
    Item *item = g_new0 (Item, 1);

    item->job = self;
    item->index = i;
    item->path = g_strdup (paths[i]);
    g_ptr_array_add (self->items, item);
  }
  return self;
}

/**
 * eta_photo_job_start:
 * @self: a job
 *
 * Begins the work, once. The job stays alive until "finished", which never comes before this returns.
 */
void
eta_photo_job_start (EtaPhotoJob *self)
{
  g_return_if_fail (!self->started);

  self->started = TRUE;
  g_object_ref (self);
  /* Not exclusive: GLib then shares its idle threads, and making the pool cannot fail. */
  self->pool = g_thread_pool_new (work_cb, self, WORKERS, FALSE, NULL);
  for (guint i = 0; i < self->items->len; i++)
    g_thread_pool_push (self->pool, g_ptr_array_index (self->items, i), NULL);
  if (self->items->len == 0)
    call_main (self, finish_cb, self);
}

/**
 * eta_photo_job_cancel:
 * @self: a job
 *
 * Files that have not ended yet end with G_IO_ERROR_CANCELLED, soon; "finished" still comes.
 */
void
eta_photo_job_cancel (EtaPhotoJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

/**
 * eta_photo_job_get_total:
 * @self: a job
 *
 * Returns: how many files there are
 */
guint
eta_photo_job_get_total (EtaPhotoJob *self)
{
  return self->items->len;
}

/**
 * eta_photo_job_get_done:
 * @self: a job
 *
 * Returns: how many files have ended, well or not
 */
guint
eta_photo_job_get_done (EtaPhotoJob *self)
{
  return self->done;
}

/**
 * eta_photo_job_is_finished:
 * @self: a job
 *
 * Returns: whether all files have ended
 */
gboolean
eta_photo_job_is_finished (EtaPhotoJob *self)
{
  return self->finished;
}

/**
 * eta_photo_job_get_path:
 * @self: a job
 * @index: which file
 *
 * Returns: (transfer none): its path
 */
const char *
eta_photo_job_get_path (EtaPhotoJob *self, guint index)
{
  Item *item;

  g_return_val_if_fail (index < self->items->len, NULL);
  item = g_ptr_array_index (self->items, index);
  return item->path;
}

/**
 * eta_photo_job_get_photo:
 * @self: a job
 * @index: which file
 * @error: (out) (optional) (nullable) (transfer none): why there is no photo
 *
 * Returns: (transfer none) (nullable): the photo; NULL with no error if the file has not ended yet
 */
const EtaPhoto *
eta_photo_job_get_photo (EtaPhotoJob *self, guint index, const GError **error)
{
  Item *item;

  g_return_val_if_fail (index < self->items->len, NULL);
  item = g_ptr_array_index (self->items, index);
  if (error != NULL)
    *error = item->ended ? item->error : NULL;
  return item->ended ? item->photo : NULL;
}
