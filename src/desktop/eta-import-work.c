/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-import-work.h"

struct _EtaImportWork {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  EtaVault *vault;
  EtaImport *import;
  GCancellable *cancellable; /* of what runs; NULL: nothing does */
  GPtrArray *mends; /* Mend, waiting for the import to be free */

  EtaImportTask task;
};

G_DEFINE_FINAL_TYPE (EtaImportWork, eta_import_work, G_TYPE_OBJECT)

enum { STARTED, ENDED, MENDED, N_SIGNALS };

static guint signals[N_SIGNALS];

/* A cell that the user has written into, or a row that they leave out */
typedef struct {
  guint row;
  EtaColumn column; /* no field: the row is left out, or is not */
  char *text;
  gboolean leave;
} Mend;

/* What the thread is given, and gives back */
typedef struct {
  EtaImport *import;
  EtaImportTask task;
  int tab;
  char *path;
  GHashTable *rows; /* of ETA_IMPORT_MENDS: index → EtaImportRow */
} Job;

static void send_mends (EtaImportWork *self);

static void
free_mend (gpointer data)
{
  g_free (((Mend *) data)->text);
  g_free (data);
}

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->import);
  g_clear_pointer (&job->rows, g_hash_table_unref);
  g_free (job->path);
  g_free (job);
}

/* -- in the thread -------------------------------------------------------------------------- */

static gboolean
take_again (Job *job, GError **error)
{
  GHashTableIter iter;
  gpointer index;

  g_hash_table_iter_init (&iter, job->rows);
  while (g_hash_table_iter_next (&iter, &index, NULL)) {
    EtaImportRow *row = eta_import_take_again (job->import, GPOINTER_TO_UINT (index), error);
    if (!row)
      return FALSE;
    g_hash_table_iter_replace (&iter, row);
  }
  return eta_import_keep_mended (job->import, error);
}

/* Whoever goes on from the columns has agreed to them: they are kept before anything else can fail. */
static gboolean
plan (Job *job, GCancellable *cancellable, GError **error)
{
  return eta_import_plan (job->import, cancellable, error) &&
         eta_import_keep_columns (job->import, error);
}

static gboolean
do_job (Job *job, GCancellable *cancellable, GError **error)
{
  switch (job->task) {
  case ETA_IMPORT_OPENS:
    return eta_import_open (job->import, job->tab, cancellable, error);
  case ETA_IMPORT_PLANS:
    return plan (job, cancellable, error);
  case ETA_IMPORT_RUNS:
    return eta_import_run (job->import, cancellable, error);
  case ETA_IMPORT_MENDS:
    return take_again (job, error);
  case ETA_IMPORT_SAVES:
    return eta_import_save_refused (job->import, job->path, error);
  }
  g_return_val_if_reached (FALSE);
}

static void
job_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (do_job (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* -- in the main thread --------------------------------------------------------------------- */

static void
put_rows (EtaImportWork *self, GHashTable *rows)
{
  GHashTableIter iter;
  gpointer index, row;

  g_hash_table_iter_init (&iter, rows);
  while (g_hash_table_iter_next (&iter, &index, &row)) {
    g_hash_table_iter_steal (&iter);
    if (!row)
      continue;
    eta_import_put_row (self->import, GPOINTER_TO_UINT (index), row);
    g_signal_emit (self, signals[MENDED], 0, GPOINTER_TO_UINT (index));
  }
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaImportWork *self = ETA_IMPORT_WORK (source);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  g_task_propagate_boolean (G_TASK (result), &error);
  g_clear_object (&self->cancellable);
  if (job->rows)
    put_rows (self, job->rows);
  send_mends (self);
  g_signal_emit (self, signals[ENDED], 0, job->task, error);
}

static void
start (EtaImportWork *self, Job *take_job)
{
  g_autoptr (GTask) task = NULL;

  self->cancellable = g_cancellable_new ();
  self->task = take_job->task;
  take_job->import = g_object_ref (self->import);
  task = g_task_new (self, self->cancellable, ended_cb, NULL);
  /* what is in the catalogue is not to be called cancelled */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, take_job, free_job);
  g_task_run_in_thread (task, job_cb);
  g_signal_emit (self, signals[STARTED], 0, self->task);
}

static Job *
make_job (EtaImportTask task)
{
  Job *job = g_new0 (Job, 1);

  job->task = task;
  return job;
}

static void
free_row (gpointer row)
{
  if (row)
    eta_import_row_free (row);
}

/* All that was mended while the import was busy, each row once */
static void
send_mends (EtaImportWork *self)
{
  Job *job;

  if (self->cancellable || self->mends->len == 0)
    return;
  job = make_job (ETA_IMPORT_MENDS);
  job->rows = g_hash_table_new_full (NULL, NULL, NULL, free_row);
  for (guint i = 0; i < self->mends->len; i++) {
    const Mend *mend = self->mends->pdata[i];

    if (mend->column.field)
      eta_import_set_cell (self->import, mend->row, &mend->column, mend->text);
    else
      eta_import_leave (self->import, mend->row, mend->leave);
    g_hash_table_insert (job->rows, GUINT_TO_POINTER (mend->row), NULL);
  }
  g_ptr_array_set_size (self->mends, 0);
  start (self, job);
}

static void
add_mend (EtaImportWork *self, Mend *take_mend)
{
  g_ptr_array_add (self->mends, take_mend);
  send_mends (self);
}

static void
eta_import_work_finalize (GObject *object)
{
  EtaImportWork *self = ETA_IMPORT_WORK (object);

  g_ptr_array_unref (self->mends);
  g_object_unref (self->import);
  g_object_unref (self->vault);
  g_object_unref (self->store);
  G_OBJECT_CLASS (eta_import_work_parent_class)->finalize (object);
}

static void
eta_import_work_class_init (EtaImportWorkClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_import_work_finalize;
  signals[STARTED] = g_signal_new ("started", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_INT);
  signals[ENDED] = g_signal_new ("ended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_INT, G_TYPE_ERROR);
  signals[MENDED] = g_signal_new ("mended", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
eta_import_work_init (EtaImportWork *self)
{
  self->mends = g_ptr_array_new_with_free_func (free_mend);
}

/** eta_import_work_new: @path: a spreadsheet; nothing is read before eta_import_work_open() */
EtaImportWork *
eta_import_work_new (EtaStore *store, EtaVault *vault, const char *path)
{
  EtaImportWork *self = g_object_new (ETA_TYPE_IMPORT_WORK, NULL);

  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  self->import = eta_import_new (store, vault, path, NULL);
  return self;
}

/** eta_import_work_get_import: Returns: (transfer none): the thread's, while it is busy */
EtaImport *
eta_import_work_get_import (EtaImportWork *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_WORK (self), NULL);
  return self->import;
}

EtaStore *
eta_import_work_get_store (EtaImportWork *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_WORK (self), NULL);
  return self->store;
}

EtaVault *
eta_import_work_get_vault (EtaImportWork *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_WORK (self), NULL);
  return self->vault;
}

/** eta_import_work_open: @tab: as eta_import_open() has it */
void
eta_import_work_open (EtaImportWork *self, int tab)
{
  Job *job;

  g_return_if_fail (ETA_IS_IMPORT_WORK (self) && !self->cancellable);
  job = make_job (ETA_IMPORT_OPENS);
  job->tab = tab;
  start (self, job);
}

/** eta_import_work_plan: and keeps how the columns are read, which the user has agreed to */
void
eta_import_work_plan (EtaImportWork *self)
{
  g_return_if_fail (ETA_IS_IMPORT_WORK (self) && !self->cancellable);
  start (self, make_job (ETA_IMPORT_PLANS));
}

void
eta_import_work_run (EtaImportWork *self)
{
  g_return_if_fail (ETA_IS_IMPORT_WORK (self) && !self->cancellable);
  start (self, make_job (ETA_IMPORT_RUNS));
}

void
eta_import_work_save_refused (EtaImportWork *self, const char *path)
{
  Job *job;

  g_return_if_fail (ETA_IS_IMPORT_WORK (self) && !self->cancellable);
  job = make_job (ETA_IMPORT_SAVES);
  job->path = g_strdup (path);
  start (self, job);
}

/**
 * eta_import_work_mend:
 * @row: index of a row of the plan
 * @column: whose cell
 * @text: "": it is emptied
 *
 * Looks at the row again, now or when the import is free; "mended" tells.
 */
void
eta_import_work_mend (EtaImportWork *self, guint row, const EtaColumn *column, const char *text)
{
  Mend *mend;

  g_return_if_fail (ETA_IS_IMPORT_WORK (self) && column->field);
  mend = g_new0 (Mend, 1);
  mend->row = row;
  mend->column = *column;
  mend->text = g_strdup (text);
  add_mend (self, mend);
}

/** eta_import_work_leave: @leave: whether the row is left out */
void
eta_import_work_leave (EtaImportWork *self, guint row, gboolean leave)
{
  Mend *mend;

  g_return_if_fail (ETA_IS_IMPORT_WORK (self));
  mend = g_new0 (Mend, 1);
  mend->row = row;
  mend->leave = leave;
  add_mend (self, mend);
}

/* What runs ends with %G_IO_ERROR_CANCELLED, unless it is done already. */
void
eta_import_work_cancel (EtaImportWork *self)
{
  g_return_if_fail (ETA_IS_IMPORT_WORK (self));
  g_cancellable_cancel (self->cancellable);
}

gboolean
eta_import_work_is_busy (EtaImportWork *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_WORK (self), FALSE);
  return self->cancellable != NULL;
}

gboolean
eta_import_work_is_running (EtaImportWork *self)
{
  g_return_val_if_fail (ETA_IS_IMPORT_WORK (self), FALSE);
  return self->cancellable && self->task == ETA_IMPORT_RUNS;
}

double
eta_import_work_get_fraction (EtaImportWork *self)
{
  guint done = 0, total = 0;

  g_return_val_if_fail (ETA_IS_IMPORT_WORK (self), -1);
  if (g_cancellable_is_cancelled (self->cancellable))
    return -1; /* it takes back what it has done */
  eta_import_get_progress (self->import, &done, &total);
  return total > 0 ? MIN (1.0, (double) done / total) : -1;
}
