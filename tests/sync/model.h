/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-rules.h"

G_BEGIN_DECLS

/**
 * Desks and a centre in memory, over a network that loses, delays and repeats: the random histories of
 * the protocol's model. The desks decide by eta_rules_*; the centre and the network are the model's.
 * A seed gives the same history each time.
 */

/* Rules that can be switched off, to see that it is noticed */
typedef enum {
  BREAK_NOTHING,
  BREAK_ACK_DOC, /* the base moves to what is typed, not to what was sent */
  BREAK_NO_RECEIPTS, /* the centre takes an op twice */
  BREAK_DROP_LOSERS, /* no conflict record */
  BREAK_TWO_COPIES, /* merged without what was agreed */
  BREAK_TRUST_OWN, /* "own" is believed also of a clone */
  BREAK_RESEAL, /* a retry under another op id */
  BREAK_PAGE_EARLY, /* a page while a sealed op stays behind */
  BREAK_NAIVE_REWIND, /* a restored centre is merged like any other */
  BREAK_NO_EPOCH, /* a restored centre does not say so */
  BREAK_NO_EPOCH_KEPT, /* after a rewind the desk forgets the epoch */
} Break;

/* A document or a deletion (NULL json), shared by who holds it. */
typedef struct {
  EtaJson *json;
} Doc;
Doc *doc_new (const EtaJson *json);
Doc *doc_ref (Doc *doc);
void doc_unref (Doc *doc);

typedef struct {
  char *epoch; /* NULL: from the start */
  gint64 seq;
} Cursor;
void cursor_set (Cursor *cursor, const char *epoch, gint64 seq);

typedef struct {
  char *op, *id, *base;
  Doc *doc;
} Op;
Op *op_new (const char *op, const char *id, const char *base, const EtaJson *doc);
void op_unref (Op *op);

/* -- the centre */
typedef struct _ModelCentre ModelCentre;
typedef struct {
  const char *problem; /* NULL: none */
  gint64 shared; /* with "epoch-changed" */
  EtaJson *answer; /* results and changes as the protocol's */
  Cursor next;
  gboolean more;
} Answer;
void answer_clear (Answer *answer);

typedef struct {
  guint device;
  gint64 n;
  Cursor since;
  GPtrArray *ops;
  guint page;
} Request;
Request *request_new (guint device, gint64 n, const Cursor *since, GPtrArray *ops, guint page);
void request_free (Request *request);

ModelCentre *model_centre_new (GRand *rng, Break broken);
ModelCentre *model_centre_copy (const ModelCentre *self);
void model_centre_free (ModelCentre *self);
guint model_centre_add_device (ModelCentre *self);
void model_centre_sync (ModelCentre *self, const Request *request, Answer *answer);
EtaJson *model_centre_fetch (const ModelCentre *self, const char *id);
ModelCentre *model_centre_restore (const ModelCentre *old, const ModelCentre *lost);
void model_centre_each (const ModelCentre *self,
                        void (*func) (const char *id, const EtaJson *doc, gpointer data),
                        gpointer data);

/* -- a desk */
typedef struct _World World;
typedef struct {
  guint device;
  gint64 n;
  Cursor cursor;
  GPtrArray *records; /* of Record, by id */
} Desk;
typedef struct {
  EtaCopies *copies;
  GPtrArray *past; /* of Past: what was ever agreed */
} Record;

Desk *desk_new (guint device);
Desk *desk_copy (const Desk *self);
void desk_free (Desk *self);
void desk_create (Desk *self, World *world);
void desk_edit (Desk *self, World *world);
void desk_delete (Desk *self, World *world);
gboolean desk_step (Desk *self, World *world, gboolean faulty); /* whether it is at rest */

/* -- all of it */
struct _World {
  GRand *rng;
  Break broken;
  ModelCentre *centre, *centre_backup;
  GPtrArray *desks, *backups; /* of Desk; a backup at its desk's place, or NULL */
  GArray *over; /* value → the value that it was typed over; 0: none */
  GHashTable *deleted; /* values seen by somebody who deleted them */
  GHashTable *deleted_ids;
  GPtrArray *late; /* of Request */
  GArray *clashes; /* of Clash */
  gboolean calm; /* no clone and no restore so far */
};
typedef struct {
  guint ours, theirs;
  char *id;
} Clash;

extern const char *const model_fields[]; /* pointers; NULL-terminated */
guint model_value (World *world, guint over); /* a new one */
guint model_read (const EtaJson *value); /* 0: none */
char *model_check (guint32 seed, Break broken); /* NULL: it holds; else what was lost */

G_END_DECLS
