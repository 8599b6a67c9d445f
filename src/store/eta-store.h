/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-catalogue.h"
#include "eta-record.h"

G_BEGIN_DECLS

#define ETA_STORE_ERROR (eta_store_error_quark ())
GQuark eta_store_error_quark (void);

typedef enum {
  ETA_STORE_ERROR_NOT_FOUND, /* no such record */
  ETA_STORE_ERROR_INVALID, /* the document breaks the contract (an NIK, no JSON object, too large) */
  ETA_STORE_ERROR_NO_STORE, /* the folder holds no catalogue */
  ETA_STORE_ERROR_EXISTS, /* the folder holds one already */
} EtaStoreError;

/* In an office's folder */
#define ETA_STORE_FILE "catalogue.db"
#define ETA_STORE_PHOTOS "photos"

#define ETA_STORE_LANGUAGE "id" /* of the titles in lists, where a text has several */

/**
 * EtaStore:
 *
 * An office's catalogue: the file catalogue.db in a folder, beside the folder photos/. Every change is
 * on the disk when its function returns, and kept in the history.
 *
 * Threads: every function may be called from any thread, and blocks. Writes go one at a time through
 * one connection; reads have another one of their own in each thread. What must not block (the main
 * loop) writes through eta_store_run_async(). Signals are emitted in the main context that was the
 * thread default where the store was opened, after the commit.
 *
 * Signals: "changed" (const char *id, or NULL: many).
 */
#define ETA_TYPE_STORE (eta_store_get_type ())
G_DECLARE_FINAL_TYPE (EtaStore, eta_store, ETA, STORE, GObject)

EtaStore *eta_store_create (const char *folder, const char *office, EtaCatalogue *catalogue,
                            GError **error);
EtaStore *eta_store_open (const char *folder, EtaCatalogue *catalogue, GError **error);
const char *eta_store_get_folder (EtaStore *self);
EtaCatalogue *eta_store_get_catalogue (EtaStore *self);
char *eta_store_dup_office (EtaStore *self);
char *eta_store_dup_photo_folder (EtaStore *self);
GPtrArray *eta_store_dup_photos_here (EtaStore *self, GError **error);
gboolean eta_store_check (EtaStore *self, GPtrArray **complaints, GError **error);
gboolean eta_store_backup (EtaStore *self, const char *path, GError **error);

/* Small facts beside the records: "office", "device", "cursor" … */
char *eta_store_dup_setting (EtaStore *self, const char *key);
gboolean eta_store_put_setting (EtaStore *self, const char *key, const char *value, GError **error);

/* Steps. What happens between begin and commit is one transaction and one step of undo; a change
 * outside of them is a step of its own. The thread that began holds the store until it ends, or until
 * it gives way: a step of very many changes is several transactions. */
gboolean eta_store_begin (EtaStore *self, const char *label, GError **error);
gboolean eta_store_give_way (EtaStore *self, GError **error);
gboolean eta_store_commit (EtaStore *self, GError **error);
void eta_store_give_up (EtaStore *self, GError **error);
void eta_store_rollback (EtaStore *self);

EtaRecord *eta_store_get (EtaStore *self, const char *id, GError **error);
char *eta_store_add (EtaStore *self, const EtaKind *kind, const EtaJson *doc, GError **error);
char *eta_store_add_checked (EtaStore *self, const EtaKind *kind, const EtaJson *doc,
                             GPtrArray **findings, GError **error);
gboolean eta_store_put (EtaStore *self, const char *id, const EtaJson *doc, GError **error);
gboolean eta_store_put_checked (EtaStore *self, const char *id, const EtaJson *doc,
                                GPtrArray **findings, GError **error);
gboolean eta_store_set (EtaStore *self, const char *id, const char *pointer, const EtaJson *value,
                        GError **error);
gboolean eta_store_remove (EtaStore *self, const char *id, GError **error);
gboolean eta_store_restore (EtaStore *self, const char *id, GError **error);

/* Runs @func on the store's own thread, in the order of the calls. */
typedef gboolean (*EtaStoreFunc) (EtaStore *self, gpointer data, GCancellable *cancellable,
                                  GError **error);
void eta_store_run_async (EtaStore *self, EtaStoreFunc func, gpointer data,
                          GDestroyNotify free_data, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean eta_store_run_finish (EtaStore *self, GAsyncResult *result, GError **error);
/* Ends when everything that was asked for before is on the disk. */
void eta_store_flush (EtaStore *self);
void eta_store_flush_async (EtaStore *self, GAsyncReadyCallback callback, gpointer user_data);
void eta_store_flush_finish (EtaStore *self, GAsyncResult *result);

/**
 * EtaPastStep:
 *
 * A step that can be taken back, or done again.
 */
typedef struct {
  gint64 id;
  char *label;
  gint64 at; /* seconds since 1970, by the clock of then */
} EtaPastStep;
EtaPastStep *eta_store_dup_step_to_undo (EtaStore *self, gint64 step); /* 0: the newest */
EtaPastStep *eta_store_dup_step_to_redo (EtaStore *self);
void eta_past_step_free (EtaPastStep *step);
gint64 eta_store_last_step (EtaStore *self);
gboolean eta_store_undo (EtaStore *self, gint64 step, guint *kept, GError **error);
gboolean eta_store_redo (EtaStore *self, guint *kept, GError **error);

/* Who has changed what the centre itself changes */
#define ETA_BY_CENTRE N_ ("the centre")

/**
 * EtaVersion:
 *
 * What one step did to a record. Its documents are read apart.
 */
typedef struct {
  gint64 first; /* numbers of the history: of the step's first change of this record */
  gint64 seq; /* and of its last */
  gint64 at; /* seconds since 1970, by the clock of then */
  char *by; /* device, person or the centre; NULL: here */
  char *label; /* of the step; NULL: it came with a sync, or is no longer known */
} EtaVersion;
GPtrArray *eta_store_dup_history (EtaStore *self, const char *id, gint64 until, guint limit,
                                  GError **error);
gboolean eta_store_read_version (EtaStore *self, const char *id, const EtaVersion *version,
                                 EtaJson **before, EtaJson **after, GError **error);
EtaJson *eta_store_dup_back (EtaStore *self, const char *id, gint64 seq, GError **error);
gboolean eta_store_back_to (EtaStore *self, const char *id, gint64 seq, GError **error);
void eta_version_free (EtaVersion *version);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPastStep, eta_past_step_free)

G_END_DECLS
