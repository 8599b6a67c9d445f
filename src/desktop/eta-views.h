/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-filters.h"

G_BEGIN_DECLS

/**
 * EtaKeptView:
 * @name: the user's words
 * @asked: of its list, as eta_filters_load() takes it
 * @count: its records when last counted; -1: not yet
 *
 * A place with what is asked of its list, under a name.
 */
typedef struct {
  char *id;
  char *name;
  const EtaPlace *place;
  EtaJson *asked;
  gint64 count;
} EtaKeptView;

/**
 * EtaViews:
 *
 * The views that an office keeps, in the order of the sidebar. They lie in the catalogue's settings: they
 * belong to this desk, are in its backup, and are never sent. Main thread; what is written goes to the
 * store's thread, and counts are made in one of their own.
 *
 * Signals: "changed" (which views there are, and their names), "counted", "failed" (const char *words: why
 * a change is not on the disk).
 */
#define ETA_TYPE_VIEWS (eta_views_get_type ())
G_DECLARE_FINAL_TYPE (EtaViews, eta_views, ETA, VIEWS, GObject)

EtaViews *eta_views_new (EtaStore *store);
guint eta_views_get_n (EtaViews *self);
const EtaKeptView *eta_views_get (EtaViews *self, guint position);
const EtaKeptView *eta_views_find (EtaViews *self, const char *id);
gboolean eta_views_is_as_kept (EtaViews *self, const char *id, EtaFilters *filters);

const EtaKeptView *eta_views_add (EtaViews *self, const char *name, const EtaPlace *place,
                                  EtaFilters *filters);
void eta_views_rename (EtaViews *self, const char *id, const char *name);
void eta_views_keep (EtaViews *self, const char *id, EtaFilters *filters);
void eta_views_move (EtaViews *self, const char *id, int by);
char *eta_views_remove (EtaViews *self, const char *id, guint *position);
void eta_views_put_back (EtaViews *self, const char *text, guint position);

G_END_DECLS
