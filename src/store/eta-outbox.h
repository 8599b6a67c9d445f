/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

/* What the sync floor keeps among the store's settings, as far as copies of a catalogue matter to it */
#define ETA_SETTING_COUNTER "counter" /* of requests: never lower than the centre has seen */
#define ETA_SETTING_LAST_SUCCESS "last-success"

/* This catalogue is another one's copy, and must not pass for it */
gboolean eta_outbox_note_copied (EtaStore *store, GError **error);

/**
 * EtaCopies:
 * @base_rev: rev last agreed with the centre; NULL: it has none
 * @base_doc: document of that rev; NULL with a @base_rev: a deletion
 * @live: the last document that lived on both sides, to merge over after a deletion
 * @sent_op: id of the op under which a change is sealed; NULL: none is
 * @sent_doc: what was sealed; NULL with a @sent_op: a deletion
 * @sent_base: the rev that the sealed change was made on
 * @doc: what the user sees; NULL: deleted, or never here
 *
 * The three copies of a record while it is under way (protocol.md). The rules are the sync floor's;
 * here they are only kept.
 */
typedef struct {
  char *id;
  const EtaKind *kind;
  char *kind_name; /* also of a kind that this program does not know */
  char *office;
  char *base_rev;
  EtaJson *base_doc;
  EtaJson *live;
  char *sent_op;
  EtaJson *sent_doc;
  char *sent_base;
  EtaJson *doc;
} EtaCopies;

void eta_copies_free (EtaCopies *copies);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCopies, eta_copies_free)

/* Within a step (eta_store_begin). A record that is not here gives empty copies. Writing keeps the
 * history; @by says whose change it is (NULL: nothing that the user sees has changed). */
EtaCopies *eta_outbox_dup_copies (EtaStore *store, const char *id, GError **error);
gboolean eta_outbox_write_copies (EtaStore *store, const EtaCopies *copies, const char *by,
                                  GError **error);

/* The newest document with a rev up to number @shared that the centre and this office once agreed on;
 * NULL, no error: none is known. For the day when the centre has been put back. */
EtaJson *eta_outbox_dup_agreed (EtaStore *store, const char *id, gint64 shared, char **rev,
                                GError **error);

GPtrArray *eta_outbox_dup_sealed (EtaStore *store, GError **error); /* ids, oldest first */
GPtrArray *eta_outbox_dup_unsealed (EtaStore *store, guint limit, GError **error); /* ids */
GPtrArray *eta_outbox_dup_known (EtaStore *store, GError **error); /* ids; for a new epoch */
/* What lives by the last word of the centre */
typedef void (*EtaAgreedFunc) (const char *id, const char *rev, gpointer data);
gboolean eta_outbox_foreach_agreed (EtaStore *store, EtaAgreedFunc func, gpointer data,
                                    GError **error);
gint64 eta_outbox_count (EtaStore *store);

/* An item that failed waits by itself: 1 min to 24 h, doubled at each try. @subject is an id or a
 * photo's SHA-256. */
typedef struct {
  char *subject;
  char *reason;
  int tries;
  gint64 retry_at; /* seconds of g_get_real_time(); 0: not before it is changed */
} EtaDelay;
gboolean eta_outbox_delay (EtaStore *store, const char *subject, const char *reason,
                           GError **error);
gboolean eta_outbox_hold (EtaStore *store, const char *subject, const char *reason, GError **error);
gboolean eta_outbox_forgive (EtaStore *store, const char *subject, GError **error); /* NULL: all */
GPtrArray *eta_outbox_dup_delays (EtaStore *store, GError **error);
void eta_delay_free (EtaDelay *delay);

/* Photos under way: every photo that a document names, and whether the centre holds it. Ordered as
 * they are to be sent: previews of covers, covers, the others. */
typedef struct {
  char *sha256;
  gint64 bytes;
} EtaOutgoingPhoto;
GPtrArray *eta_outbox_dup_photos (EtaStore *store, guint limit, GError **error);
gint64 eta_outbox_count_photos (EtaStore *store, gint64 *bytes);
gboolean eta_outbox_photo_sent (EtaStore *store, const char *sha256, GError **error);
gboolean eta_outbox_photo_needed (EtaStore *store, const char *sha256, GError **error);
gboolean eta_outbox_photo_arrived (EtaStore *store, const char *sha256, GError **error);
/* Photos that documents name and this office lacks (written by another desk) */
GPtrArray *eta_outbox_dup_missing_photos (EtaStore *store, guint limit, GError **error);
void eta_outgoing_photo_free (EtaOutgoingPhoto *photo);

G_END_DECLS
