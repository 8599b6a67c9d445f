/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-outgoing.h"

/* Records on their way out. See the header. */
struct _EtaOutgoing {
  GObject parent_instance;

  /* Owned; the thread reads them while it runs */
  EtaStore *store;
  EtaVault *vault;
  EtaSelection *what;
  char *path;
  GCancellable *cancellable;
  EtaBrochure *brochure; /* NULL: a spreadsheet */
  EtaOutgoingForm form;
  EtaProgress progress; /* the thread counts, anybody looks */

  /* Owned by the main thread */
  GError *error;
};

G_DEFINE_FINAL_TYPE (EtaOutgoing, eta_outgoing, G_TYPE_OBJECT)

enum { FINISHED, N_SIGNALS };

static guint signals[N_SIGNALS];

static gboolean
make (EtaOutgoing *self, GCancellable *cancellable, GError **error)
{
  /* What was typed last belongs to it. */
  eta_store_flush (self->store);
  if (!self->brochure)
    return eta_export_sheet (self->store, self->what, self->path, &self->progress, cancellable,
                             error);
  if (!self->path)
    return eta_brochure_lay_out (self->brochure, &self->progress, cancellable, error);
  return eta_brochure_write_pdf (self->brochure, self->path, &self->progress, cancellable, error);
}

static void
make_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (make (source, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  EtaOutgoing *self = ETA_OUTGOING (object);

  g_task_propagate_boolean (G_TASK (result), &self->error);
  g_signal_emit (self, signals[FINISHED], 0);
}

static void
eta_outgoing_finalize (GObject *object)
{
  EtaOutgoing *self = ETA_OUTGOING (object);

  g_object_unref (self->store);
  g_object_unref (self->vault);
  g_object_unref (self->cancellable);
  g_clear_object (&self->brochure);
  eta_selection_unref (self->what);
  g_free (self->path);
  g_clear_error (&self->error);
  G_OBJECT_CLASS (eta_outgoing_parent_class)->finalize (object);
}

static void
eta_outgoing_class_init (EtaOutgoingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_outgoing_finalize;
  signals[FINISHED] = g_signal_new ("finished", ETA_TYPE_OUTGOING, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 0);
}

static void
eta_outgoing_init (EtaOutgoing *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * eta_outgoing_new:
 * @path: (nullable): the file; of a spreadsheet its ending says which kind. %NULL, not for a
 *   spreadsheet: pages for a printer, which are laid out and not drawn yet
 */
EtaOutgoing *
eta_outgoing_new (EtaStore *store, EtaVault *vault, EtaSelection *what, EtaOutgoingForm form,
                  const char *path)
{
  EtaOutgoing *self;

  g_return_val_if_fail (path || form != ETA_OUTGOING_SPREADSHEET, NULL);
  self = g_object_new (ETA_TYPE_OUTGOING, NULL);
  self->store = g_object_ref (store);
  self->vault = g_object_ref (vault);
  self->what = eta_selection_ref (what);
  self->form = form;
  self->path = g_strdup (path);
  if (form != ETA_OUTGOING_SPREADSHEET)
    self->brochure = eta_brochure_new (store, vault, what,
                                       form == ETA_OUTGOING_CATALOGUE ? ETA_BROCHURE_CATALOGUE
                                                                      : ETA_BROCHURE_SHEETS);
  return self;
}

/** eta_outgoing_start: keeps itself until it has finished */
void
eta_outgoing_start (EtaOutgoing *self)
{
  g_autoptr (GTask) task = g_task_new (self, self->cancellable, made_cb, NULL);

  /* Cancelled, it still takes away what it has begun. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, make_cb);
}

void
eta_outgoing_cancel (EtaOutgoing *self)
{
  g_cancellable_cancel (self->cancellable);
}

double
eta_outgoing_get_fraction (EtaOutgoing *self)
{
  int done = g_atomic_int_get (&self->progress.done);
  int total = g_atomic_int_get (&self->progress.total);

  if (!self->path)
    total /= 2; /* the other half would be drawing */
  return total > 0 ? MIN (1, (double) done / total) : -1;
}

EtaOutgoingForm
eta_outgoing_get_form (EtaOutgoing *self)
{
  return self->form;
}

const char *
eta_outgoing_get_path (EtaOutgoing *self)
{
  return self->path;
}

/** eta_outgoing_get_error: Returns: (nullable): once it has finished, why nothing came of it */
const GError *
eta_outgoing_get_error (EtaOutgoing *self)
{
  return self->error;
}

/** eta_outgoing_get_count: Returns: once it has finished, how many records or pages it has */
guint
eta_outgoing_get_count (EtaOutgoing *self)
{
  return self->brochure ? eta_brochure_get_n_pages (self->brochure)
                        : (guint) g_atomic_int_get (&self->progress.done);
}

/** eta_outgoing_get_brochure: Returns: (nullable): once it has finished, the pages */
EtaBrochure *
eta_outgoing_get_brochure (EtaOutgoing *self)
{
  return self->brochure;
}
