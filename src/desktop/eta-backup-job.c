/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-backup-job.h"

#define TELL_EVERY 100 /* ms */

struct _EtaBackupJob {
  GObject parent;

  /* Owned; not changed while the thread works */
  EtaStore *store; /* NULL: it is a restoring */
  char *path;
  char *folder;
  gboolean replace;
  GCancellable *cancellable;

  /* Shared: atomic */
  EtaProgress progress;

  /* Owned; written by the thread, read when it has ended */
  EtaBackupFacts *facts;
  char *aside;

  /* Main thread */
  GError *error;
  guint timer;
};

G_DEFINE_FINAL_TYPE (EtaBackupJob, eta_backup_job, G_TYPE_OBJECT)

enum { PROGRESS, DONE, N_SIGNALS };

static guint signals[N_SIGNALS];

static EtaBackupFacts *
restore (EtaBackupJob *self, GError **error)
{
  g_autoptr (EtaCatalogue) catalogue = eta_catalogue_new (); /* the window's is busy */

  return eta_backup_restore (self->path, self->folder, catalogue,
                             self->replace ? &self->aside : NULL, &self->progress,
                             self->cancellable, error);
}

/* In a thread of GTask's pool */
static void
run_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EtaBackupJob *self = source;
  GError *error = NULL;

  self->facts = self->store ? eta_backup_write (self->store, self->path, &self->progress,
                                                self->cancellable, &error)
                            : restore (self, &error);
  if (self->facts)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
tell (EtaBackupJob *self)
{
  int total = g_atomic_int_get (&self->progress.total);
  int done = g_atomic_int_get (&self->progress.done);

  g_signal_emit (self, signals[PROGRESS], 0, total > 0 ? CLAMP ((double) done / total, 0, 1) : 0.0);
}

static gboolean
tell_cb (gpointer data)
{
  tell (data);
  return G_SOURCE_CONTINUE;
}

/* The program may not end while the thread would leave half of something behind. */
static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaBackupJob *self = ETA_BACKUP_JOB (source);
  GApplication *application = g_application_get_default ();

  g_clear_handle_id (&self->timer, g_source_remove);
  g_task_propagate_boolean (G_TASK (result), &self->error);
  g_signal_emit (self, signals[DONE], 0);
  if (application)
    g_application_release (application);
}

static void
eta_backup_job_finalize (GObject *object)
{
  EtaBackupJob *self = ETA_BACKUP_JOB (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->facts, eta_backup_facts_free);
  g_clear_error (&self->error);
  g_free (self->path);
  g_free (self->folder);
  g_free (self->aside);
  G_OBJECT_CLASS (eta_backup_job_parent_class)->finalize (object);
}

static void
eta_backup_job_class_init (EtaBackupJobClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_backup_job_finalize;

  signals[PROGRESS] = g_signal_new ("progress", ETA_TYPE_BACKUP_JOB, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[DONE] = g_signal_new ("done", ETA_TYPE_BACKUP_JOB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
eta_backup_job_init (EtaBackupJob *self)
{
  self->cancellable = g_cancellable_new ();
}

EtaBackupJob *
eta_backup_job_new_write (EtaStore *store, const char *path)
{
  EtaBackupJob *self = g_object_new (ETA_TYPE_BACKUP_JOB, NULL);

  self->store = g_object_ref (store);
  self->path = g_strdup (path);
  return self;
}

/**
 * eta_backup_job_new_restore:
 * @replace: what stands in @folder is moved beside it
 */
EtaBackupJob *
eta_backup_job_new_restore (const char *path, const char *folder, gboolean replace)
{
  EtaBackupJob *self = g_object_new (ETA_TYPE_BACKUP_JOB, NULL);

  self->path = g_strdup (path);
  self->folder = g_strdup (folder);
  self->replace = replace;
  return self;
}

void
eta_backup_job_start (EtaBackupJob *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, done_cb, NULL);
  GApplication *application = g_application_get_default ();

  if (application)
    g_application_hold (application);
  self->timer = g_timeout_add (TELL_EVERY, tell_cb, self);
  g_task_set_source_tag (task, eta_backup_job_start);
  g_task_run_in_thread (task, run_cb);
}

/**
 * eta_backup_job_cancel:
 *
 * It ends soon, with %G_IO_ERROR_CANCELLED, and leaves nothing behind.
 */
void
eta_backup_job_cancel (EtaBackupJob *self)
{
  g_cancellable_cancel (self->cancellable);
}

const char *
eta_backup_job_get_path (EtaBackupJob *self)
{
  return self->path;
}

const char *
eta_backup_job_get_folder (EtaBackupJob *self)
{
  return self->folder;
}

const EtaBackupFacts *
eta_backup_job_get_facts (EtaBackupJob *self)
{
  return self->facts;
}

const GError *
eta_backup_job_get_error (EtaBackupJob *self)
{
  return self->error;
}

const char *
eta_backup_job_get_aside (EtaBackupJob *self)
{
  return self->aside;
}
