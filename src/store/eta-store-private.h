/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-db.h"
#include "eta-label.h"
#include "eta-store.h"

G_BEGIN_DECLS

#define ETA_STORE_DOC_MAX (256 * 1024) /* bytes of a document in canonical form */

/* Whose a step is; column step.kind */
typedef enum {
  ETA_STEP_CHANGE,
  ETA_STEP_UNDO,
  ETA_STEP_REDO,
  ETA_STEP_FOREIGN, /* not offered for undo */
} EtaStepKind;

/* The step that is under way; all of it belongs to the thread that holds the store. */
typedef struct {
  int depth; /* of begin within begin */
  gboolean begun; /* by eta_store_begin(), not by a single change */
  gboolean parted; /* some of it is on the disk: it has given way to others */
  gint64 since; /* monotonic: when it took the store last */
  gint64 told; /* monotonic: when others were told of its changes last */
  gint64 id; /* row of "step"; 0: none written yet */
  EtaStepKind kind;
  gint64 of;
  char *label;
  gint64 now; /* seconds, for all rows of the step */
  gint64 last_seq; /* of the history; 0: not asked yet */
  GPtrArray *ids; /* of what has changed */
  gboolean many; /* too many to name */
  GError *failure; /* the transaction can't be committed any more */
  char *business_id; /* the last business that a product was scored against */
  EtaJson *business;
} EtaStep;

/* The last change of one field, to which the next one of the same is joined (typing) */
typedef struct {
  gint64 step;
  gint64 record;
  char *pointer;
  gint64 at; /* monotonic */
} EtaTyping;

struct _EtaStore {
  GObject parent_instance;

  /* Owned; set once */
  char *folder;
  char *path;
  EtaCatalogue *catalogue;
  GMainContext *context;
  GThreadPool *worker;
  GAsyncQueue *jobs;

  /* The writer: whoever holds the lock */
  GRecMutex lock;
  GThread *holder; /* atomic: in a step */
  EtaDb *writer;
  EtaStep step;
  EtaTyping typing;
  gint64 turn; /* microseconds that a step holds the store at most while others may wait */

  /* Readers that wait for a thread, under their mutex */
  GMutex readers_mutex;
  GPtrArray *readers;

  /* News for the opener's context, under their mutex */
  GMutex news_mutex;
  GHashTable *news;
  gboolean news_many;
  GSource *news_source;
  GSource *poll_source;
  gint64 data_version; /* the poll's */

  GThread *worker_thread; /* atomic: while it runs a job */
};

/* eta-store-step.c: the store taken for one change. Between the two, self->writer is in a
 * transaction. eta_store_leave() commits when the change is a step of its own; after a failure of the
 * file the whole step is lost, since half a change must not be committed. */
gboolean eta_store_enter (EtaStore *self, GError **error);
gboolean eta_store_leave (EtaStore *self, GError *take_failure, GError **error);
gint64 eta_store_step_id (EtaStore *self, const char *by, GError **error);
void eta_store_set_label (EtaStore *self, EtaJson *take_label);
void eta_store_note_changed (EtaStore *self, const char *id);
void eta_step_clear (EtaStep *step);
#define ETA_STORE_TURN (250 * G_TIME_SPAN_MILLISECOND)
gboolean eta_store_take_back (EtaStore *self, gint64 step, GError **error);

/* A connection to read with, in the calling thread: the writer within a step of its own */
EtaDb *eta_store_borrow (EtaStore *self, GError **error);
void eta_store_give_back (EtaStore *self, EtaDb *db);

/* eta-store-news.c */
void eta_store_news_start (EtaStore *self);
void eta_store_news_stop (EtaStore *self);
void eta_store_news_publish (EtaStore *self, GPtrArray *ids, gboolean many);

/* eta-store-async.c */
void eta_store_worker_start (EtaStore *self);
void eta_store_worker_stop (EtaStore *self);
void eta_store_worker_give_way (EtaStore *self);

/**
 * EtaEntry:
 *
 * A record as its rows hold it, while it is being written. Documents are canonical texts.
 */
typedef struct {
  gint64 n; /* 0: not in the file yet */
  char *id;
  const EtaKind *kind; /* NULL: not known to this program */
  char *kind_name;
  char *office;
  gint64 deleted_at; /* seconds; 0: not in the trash */
  gint64 changed; /* number of the last change of the document */
  char *base_rev;
  char *sent_op;
  char *sent_base;
  char *doc;
  char *base_doc;
  char *live;
  char *sent_doc;
  GPtrArray *findings; /* of the checks, once a document of a known kind has been written */
} EtaEntry;

/* eta-store-entry.c */
EtaEntry *eta_entry_new (const char *id, const char *kind_name, const char *office);
EtaEntry *eta_entry_load (EtaStore *self, const char *id,
                          GError **error); /* NULL, no error: none */
EtaEntry *eta_entry_load_number (EtaStore *self, gint64 n, GError **error);
void eta_store_entry_free (EtaEntry *entry);
gboolean eta_entry_is_waiting (const EtaEntry *entry);
/* Writes all of @entry, whose document was @before and is @doc (the same as its text, parsed) */
gboolean eta_entry_save (EtaStore *self, EtaEntry *entry, const char *before, const EtaJson *doc,
                         const char *by, gboolean joined, GError **error);
char *eta_store_dup_last_doc (EtaDb *db, gint64 n, GError **error);
/* Refuses what must not be stored; else gives @doc as its canonical text */
char *eta_store_validate (const EtaKind *kind, const EtaJson *doc, gboolean by_user,
                          GError **error);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaEntry, eta_store_entry_free)

/* eta-store-derive.c: what is computed from a document */
typedef struct {
  char *title;
  char *sort_key;
  char *subtitle;
  char *natural_key;
  const char *state;
  const char *business;
  const char *province;
  const char *regency;
  const char *category;
  const char *cover;
  gint64 paper_ends; /* the first to end; seconds, 0: none does */
  int score;
  int export_score;
  GPtrArray *findings; /* of the checks; NULL: of a kind that is not known */
} EtaDerived;

void eta_derive (EtaStore *self, const EtaKind *kind, const EtaJson *doc, const EtaJson *business,
                 EtaDerived *derived);
void eta_derived_clear (EtaDerived *derived);
char *eta_natural_key (const EtaKind *kind, const EtaJson *doc);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaDerived, eta_derived_clear)

/* eta-store-words.c: what the search finds */
char *eta_words_of (EtaStore *self, const EtaKind *kind, const EtaJson *doc,
                    const EtaDerived *derived);
char *eta_words_match (const char *text, GPtrArray **longer); /* NULL: no word in it */
void eta_words_add_tag (GString *match, char tag, const char *value);
gboolean eta_words_write (EtaStore *self, gint64 n, gboolean fresh, const char *body,
                          GError **error);

/* eta-store-history.c */
gint64 eta_history_next (EtaStore *self,
                         GError **error); /* number of the change about to be added */
char *eta_history_dup_after (EtaStore *self, gint64 n, gint64 seq, const char *current,
                             GError **error);
gboolean eta_history_add (EtaStore *self, gint64 n, const char *before, const char *by,
                          GError **error);

/* eta-trash.c */
gboolean eta_trash_note_day (EtaStore *self, gint64 now, GError **error);

/* eta-outbox-photos.c */
gboolean eta_photos_write (EtaStore *self, const EtaEntry *entry, const EtaJson *doc,
                           gboolean fresh, gboolean foreign, GError **error);

/* eta-outbox.c */
gboolean eta_agreed_add (EtaStore *self, const EtaEntry *entry, GError **error);

G_END_DECLS
