/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

typedef enum {
  ETA_BATCH_SUBMIT,
  ETA_BATCH_WITHDRAW,
  ETA_BATCH_TRASH,
  ETA_BATCH_SET, /* a field */
  ETA_N_BATCHES,
} EtaBatchKind;

/* A record that stays as it is, and why */
typedef struct {
  char *id;
  char *title;
  char *reason; /* translated */
} EtaRefused;

/**
 * EtaBatch:
 * @of: whose field; records of another kind stay as they are
 * @field: the first row of the table that is set, @last the last one: a number takes its unit along
 * @values: a document with what these are to hold; what is empty stays as it is, unless all is
 * @cancellable: may be cancelled from any thread: then nothing is changed
 * @seen: records looked at so far; to be read with g_atomic_int_get() from any thread
 * @done: records it was done to, or would be
 * @same: records that hold @values already
 * @before: what stood in those that are changed, as people read it, and how often
 *
 * One thing that is done to many records, as one step of undo. Input: what, and to which. Results: how many
 * it was done to (or would be), and the others with their reasons. Belongs to one thread at a time, but for
 * what is said above.
 */
typedef struct {
  EtaBatchKind kind;
  GStrv ids;
  guint n_ids;
  const EtaKind *of;
  const EtaField *field;
  const EtaField *last;
  EtaJson *values;
  GCancellable *cancellable;

  int seen;
  guint done;
  guint same;
  GHashTable *before; /* of char * to guint */
  GPtrArray *refused; /* of EtaRefused */
} EtaBatch;

EtaBatch *eta_batch_new (EtaBatchKind kind, GStrv take_ids);
EtaBatch *eta_batch_new_set (GStrv take_ids, const EtaKind *of, const EtaField *field,
                             const EtaField *last, EtaJson *take_values);
gboolean eta_batch_look (EtaBatch *self, EtaStore *store, GError **error);
gboolean eta_batch_run (EtaBatch *self, EtaStore *store, GError **error);
gboolean eta_batch_is_emptying (const EtaBatch *self);
char *eta_batch_dup_value (const EtaBatch *self, EtaStore *store, const EtaJson *doc);
void eta_batch_free (EtaBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBatch, eta_batch_free)

G_END_DECLS
