/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-outbox.h"
#include "eta-sync.h"
#include "eta-test-centre.h"
#include "eta-test-link.h"
#include "eta-test-store.h"

G_BEGIN_DECLS

/* A desk with a catalogue and a vault of its own, paired over a line that the test makes bad. */
typedef struct {
  EtaStore *store;
  EtaVault *vault;
  EtaSyncReport report; /* of the last synchronisation */
  EtaSyncProgress progress; /* NULL: nobody listens */
  gpointer progress_data;
} TestDesk;

TestDesk *test_desk_new (EtaTestCentre *centre, const char *address);
TestDesk *test_desk_new_unpaired (void);
TestDesk *test_desk_copy (TestDesk *self); /* as a copied folder */
void test_desk_free (TestDesk *self);
gboolean test_desk_try (TestDesk *self, GError **error); /* one synchronisation */
void test_desk_sync (TestDesk *self); /* one that works */
void test_desk_fails (TestDesk *self, EtaSyncError code);
char *test_desk_add (TestDesk *self, const char *name); /* a product */
char *test_desk_add_photo (TestDesk *self, gsize size, guint32 seed, char **sha256);
char *test_desk_dup_doc (TestDesk *self, const char *id); /* canonical; NULL: none */
GHashTable *test_desk_dup_docs (TestDesk *self); /* id → canonical document */
guint test_desk_count_delays (TestDesk *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestDesk, test_desk_free)

G_END_DECLS
