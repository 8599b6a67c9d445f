/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-store.h"

G_BEGIN_DECLS

/* A new store of the office ID-SA in a temporary folder, with the built-in lists. */
EtaStore *eta_test_store_new (void);
/* Ends it and takes its folder away, with everything in it. */
void eta_test_store_free (EtaStore *store);
/* Ends the store and opens its folder again. */
EtaStore *eta_test_store_reopen (EtaStore *store);

/* A document from text with ' for " */
EtaJson *eta_test_doc (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* Adds such a document; returns its id. */
char *eta_test_add (EtaStore *store, const EtaKind *kind, const char *format, ...)
    G_GNUC_PRINTF (3, 4);
/* Sets one place to a value that is written in the same way. */
void eta_test_set (EtaStore *store, const char *id, const char *pointer, const char *value);
/* Whether the record's document is that one */
void eta_test_assert_doc (EtaStore *store, const char *id, const char *text);
void eta_test_remove_folder (const char *folder);

G_END_DECLS
