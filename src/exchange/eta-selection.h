/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-query.h"

G_BEGIN_DECLS

/**
 * EtaSelection:
 *
 * Which records go out: those that a list shows, or those that were marked in it. It keeps a copy of
 * all that it was made of, and never changes: free to pass between threads.
 */
typedef struct _EtaSelection EtaSelection;

EtaSelection *eta_selection_new (const EtaQuery *query);
EtaSelection *eta_selection_new_for_ids (const EtaKind *kind, const char *const *ids);
EtaSelection *eta_selection_ref (EtaSelection *self);
void eta_selection_unref (EtaSelection *self);

gint64 eta_selection_count (EtaSelection *self, EtaStore *store, GError **error);
const EtaKind *eta_selection_get_kind (EtaSelection *self); /* NULL: of several, or not known */

/* @func gives %FALSE, with its error set, to end it */
typedef gboolean (*EtaSelectionFunc) (EtaRecord *record, gpointer data, GError **error);
gboolean eta_selection_foreach (EtaSelection *self, EtaStore *store, EtaSelectionFunc func,
                                gpointer data, GCancellable *cancellable, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSelection, eta_selection_unref)

G_END_DECLS
