/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-selection.h"

#include <string.h>

/* Which records go out. See the header. */

struct _EtaSelection {
  EtaQuery query; /* its texts are of @texts */
  GStringChunk *texts;
  GStrv ids; /* NULL: those of the query */
};

typedef struct {
  EtaStore *store;
  EtaSelectionFunc func;
  gpointer data;
  GCancellable *cancellable;
} Walk;

/**
 * eta_selection_new:
 * @query: what the list shows; copied
 *
 * Returns: (transfer full): all that the query finds when it is walked over
 */
EtaSelection *
eta_selection_new (const EtaQuery *query)
{
  EtaSelection *self = g_atomic_rc_box_new0 (EtaSelection);
  const char **texts[] = { &self->query.text, &self->query.business, &self->query.state,
                           &self->query.region, &self->query.category };

  self->query = *query;
  self->texts = g_string_chunk_new (64);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (*texts[i])
      *texts[i] = g_string_chunk_insert (self->texts, *texts[i]);
  return self;
}

/**
 * eta_selection_new_for_ids:
 * @kind: (nullable): what they all are, where that is known
 * @ids: records, in the order in which they go out; copied
 *
 * Returns: (transfer full): those of them that still live when it is walked over
 */
EtaSelection *
eta_selection_new_for_ids (const EtaKind *kind, const char *const *ids)
{
  EtaSelection *self = eta_selection_new (&(EtaQuery){ .kind = kind });

  self->ids = g_strdupv ((char **) ids);
  return self;
}

/** eta_selection_ref: Returns: (transfer full): @self; any thread */
EtaSelection *
eta_selection_ref (EtaSelection *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  EtaSelection *self = data;

  g_string_chunk_free (self->texts);
  g_strfreev (self->ids);
}

/** eta_selection_unref: @self: (transfer full): any thread */
void
eta_selection_unref (EtaSelection *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * eta_selection_count:
 *
 * Returns: how many records it has now, for a progress bar; -1 with @error set. Blocks.
 */
gint64
eta_selection_count (EtaSelection *self, EtaStore *store, GError **error)
{
  return self->ids ? (gint64) g_strv_length (self->ids)
                   : eta_store_count (store, &self->query, error);
}

/** eta_selection_get_kind: Returns: (nullable): what all of its records are; %NULL: of several kinds */
const EtaKind *
eta_selection_get_kind (EtaSelection *self)
{
  return self->query.kind;
}

static gboolean
visit (Walk *walk, EtaRecord *record, GError **error)
{
  return !g_cancellable_set_error_if_cancelled (walk->cancellable, error) &&
         walk->func (record, walk->data, error);
}

static gboolean
visit_row (EtaRow *row, gpointer data, GError **error)
{
  Walk *walk = data;
  g_autoptr (EtaRecord) record = eta_store_get (walk->store, eta_row_get_id (row), error);

  return record && visit (walk, record, error);
}

static gboolean
visit_ids (Walk *walk, GStrv ids, const EtaKind *kind, GError **error)
{
  for (guint i = 0; ids[i]; i++) {
    g_autoptr (GError) problem = NULL;
    g_autoptr (EtaRecord) record = eta_store_get (walk->store, ids[i], &problem);

    if (g_error_matches (problem, ETA_STORE_ERROR, ETA_STORE_ERROR_NOT_FOUND))
      continue;
    if (problem) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    if (eta_record_get_kind (record) == kind && !eta_record_is_deleted (record) &&
        !visit (walk, record, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * eta_selection_foreach:
 * @func: called for each record that offices write, a kind behind the other: businesses come before
 *   the products that name them
 *
 * Holds one page of rows and one record. Blocks, any thread.
 *
 * Returns: %FALSE when reading failed, @func gave up, or it was cancelled
 */
gboolean
eta_selection_foreach (EtaSelection *self, EtaStore *store, EtaSelectionFunc func, gpointer data,
                       GCancellable *cancellable, GError **error)
{
  Walk walk = { store, func, data, cancellable };

  for (const EtaKind *const *kind = eta_kinds; *kind; kind++) {
    EtaQuery query = self->query;

    if (!(*kind)->by_office || (query.kind && query.kind != *kind))
      continue;
    query.kind = *kind;
    if (self->ids ? !visit_ids (&walk, self->ids, *kind, error)
                  : !eta_store_each_row (store, &query, visit_row, &walk, error))
      return FALSE;
  }
  return TRUE;
}
