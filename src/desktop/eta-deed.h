/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-batch.h"

G_BEGIN_DECLS

/**
 * EtaDeed:
 *
 * One thing that the user does to the catalogue, on its way: told to the store's thread, and back with
 * what came of it. Input: what to do. Results: id, label and step, or an error.
 */
typedef struct _EtaDeed EtaDeed;

typedef enum {
  ETA_DEED_ADD, /* a new record of @kind with @doc */
  ETA_DEED_TRASH, /* @id */
  ETA_DEED_RESTORE, /* @id */
  ETA_DEED_PURGE, /* @id, out of the trash for good */
  ETA_DEED_UNDO, /* @step; 0: the newest, if it is of today */
  ETA_DEED_REDO,
  ETA_DEED_BATCH, /* @batch */
  ETA_DEED_SETTLE, /* conflict @id: the field @pointer (NULL: all that are open), @keep */
} EtaDeedKind;

struct _EtaDeed {
  EtaDeedKind deed;
  const EtaKind *kind;
  EtaJson *doc;
  EtaBatch *batch;
  char *id;
  char *pointer;
  gboolean keep_ours;

  gint64 step; /* afterwards: the step to undo it by */
  EtaPastStep *past; /* afterwards, of undo and redo: what was undone; NULL: nothing was there */
  gboolean is_old; /* afterwards, of undo: that is of an earlier day, and was left as it is */
  guint kept; /* afterwards, of both: records in which something newer stays */
};

EtaDeed *eta_deed_new (EtaDeedKind deed, const char *id);

/**
 * EtaDeedFunc:
 * @error: (nullable): why it could not be done
 * @owner: as given; the function is not called when it is gone
 */
typedef void (*EtaDeedFunc) (const EtaDeed *deed, const GError *error, gpointer owner);
void eta_deed_run (EtaDeed *take_deed, EtaStore *store, EtaDeedFunc done, GObject *owner);

void eta_deed_free (EtaDeed *deed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaDeed, eta_deed_free)

G_END_DECLS
