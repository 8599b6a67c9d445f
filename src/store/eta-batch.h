/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

typedef enum {
  ETA_BATCH_SUBMIT,
  ETA_BATCH_WITHDRAW,
  ETA_BATCH_TRASH,
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
 *
 * One thing that is done to many records, as one step of undo. Input: what, and to which. Results: how many
 * it was done to (or would be), and the others with their reasons. Belongs to one thread at a time.
 */
typedef struct {
  EtaBatchKind kind;
  GStrv ids;

  guint done;
  GPtrArray *refused; /* of EtaRefused */
} EtaBatch;

EtaBatch *eta_batch_new (EtaBatchKind kind, const char *const *ids);
gboolean eta_batch_look (EtaBatch *self, EtaStore *store, GCancellable *cancellable,
                         GError **error);
gboolean eta_batch_run (EtaBatch *self, EtaStore *store, GError **error);
void eta_batch_free (EtaBatch *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBatch, eta_batch_free)

G_END_DECLS
