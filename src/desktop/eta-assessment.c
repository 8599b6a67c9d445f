/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-assessment.h"

#include "eta-submit.h"

/* Checks and scores of a record, off the main thread: a table of sixty rows with its lists is quick, but
 * it runs after every pause of a typist. */

typedef struct {
  EtaStore *store;
  EtaRecord *record; /* NULL: a draft, which is no record yet */
  const EtaKind *kind;
  EtaJson *doc; /* of the draft */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  g_clear_object (&job->store);
  g_clear_object (&job->record);
  eta_json_free (job->doc);
  g_free (job);
}

/* Any thread */
static EtaAssessment *
assess (EtaStore *store, EtaRecord *record, const EtaKind *kind, const EtaJson *doc)
{
  EtaCatalogue *catalogue = eta_store_get_catalogue (store);
  const char *owner = eta_json_get_string (doc, "/business");
  g_autoptr (EtaRecord) business = owner ? eta_store_get (store, owner, NULL) : NULL;
  const EtaJson *of = business ? eta_record_get_doc (business) : NULL;
  EtaAssessment *self = g_new0 (EtaAssessment, 1);

  self->findings = eta_check_document (catalogue, kind, doc, of);
  for (EtaScoreKind which = ETA_SCORE_PUBLISH; which <= ETA_SCORE_EXPORT; which++)
    self->scores[which] = eta_score (catalogue, kind, doc, of, which, &self->missing[which]);
  self->ahead = record && eta_store_is_ahead (store, record);
  return self;
}

static void
assess_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  const EtaJson *doc = job->record ? eta_record_get_doc (job->record) : job->doc;
  EtaAssessment *assessment = assess (job->store, job->record, job->kind, doc);

  /* This thread may drop the task last, and the store is not to end here. */
  g_clear_object (&job->store);
  g_clear_object (&job->record);
  g_task_return_pointer (task, assessment, (GDestroyNotify) eta_assessment_free);
}

static void
start (EtaStore *store, Job *take_job, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, data);

  take_job->store = g_object_ref (store);
  g_task_set_source_tag (task, eta_assess_async);
  g_task_set_task_data (task, take_job, free_job);
  g_task_run_in_thread (task, assess_cb);
}

/**
 * eta_assess_async:
 * @record: a living record; a product is judged together with its business
 *
 * @callback is called in the thread's default main context.
 */
void
eta_assess_async (EtaStore *store, EtaRecord *record, GAsyncReadyCallback callback, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->record = g_object_ref (record);
  job->kind = eta_record_get_kind (record);
  start (store, job, callback, data);
}

/** eta_assess_draft_async: as eta_assess_async(), of a document that is no record yet */
void
eta_assess_draft_async (EtaStore *store, const EtaKind *kind, const EtaJson *doc,
                        GAsyncReadyCallback callback, gpointer data)
{
  Job *job = g_new0 (Job, 1);

  job->kind = kind;
  job->doc = eta_json_copy (doc);
  start (store, job, callback, data);
}

/**
 * eta_assess_finish:
 *
 * Returns: (transfer full): never %NULL
 */
EtaAssessment *
eta_assess_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

void
eta_assessment_free (EtaAssessment *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->missing); i++)
    g_clear_pointer (&self->missing[i], g_ptr_array_unref);
  g_free (self);
}
