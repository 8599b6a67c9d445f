/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

/* One place of a document, or several in one step of undo */
typedef struct {
  char *pointer;
  EtaJson *value; /* NULL: what stands there is taken away */
} EtaPlaced;

/* What the user has changed in a record */
typedef struct {
  char *id;
  char *label; /* NULL: a single place, which the store names itself */
  GPtrArray *places; /* EtaPlaced */
  EtaStoreFunc func; /* instead of places */
  gpointer data;
  GDestroyNotify free_data; /* called in the main thread */
  char *say; /* afterwards, with the step to undo; NULL: nothing */
  gint64 step;
} EtaUserChange;

GPtrArray *eta_user_changes_new (void);
void eta_user_changes_add (GPtrArray *changes, const char *pointer, EtaJson *take_value);
void eta_user_change_free (EtaUserChange *change);

/**
 * EtaWriter:
 *
 * What a user has changed, on its way to the store; one for each store. What the file could not take (a full
 * disk, a stick that is pulled out, another program that writes for long) is not given up: it waits here, in
 * order, and is tried again every few seconds until it is written. What the store itself refuses (an identity
 * number of a person) is told at once. Main thread.
 *
 * Signals: "changed" (what waits, or why).
 */
#define ETA_TYPE_WRITER (eta_writer_get_type ())
G_DECLARE_FINAL_TYPE (EtaWriter, eta_writer, ETA, WRITER, GObject)

typedef void (*EtaWrittenFunc) (EtaUserChange *change, const GError *refusal, gpointer user_data);

EtaWriter *eta_writer_of (EtaStore *store);
void eta_writer_send (EtaWriter *self, EtaUserChange *take_change, EtaWrittenFunc written,
                      gpointer user_data);
guint eta_writer_count_waiting (EtaWriter *self);
const char *eta_writer_get_reason (EtaWriter *self);
void eta_writer_try_now (EtaWriter *self);
void eta_writer_give_up (EtaWriter *self);
void eta_writer_overlay (EtaWriter *self, const char *id, EtaJson *doc);

G_END_DECLS
