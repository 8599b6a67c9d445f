/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-counts.h"

/**
 * EtaCounts:
 *
 * How many records each place has, for the sidebar and the overview. The store keeps these numbers; they
 * are read once for many changes, since an import of thousands must not redraw thousands of times. Main
 * thread.
 */
typedef struct {
  gint64 places[ETA_N_PLACES];
  gint64 drafts; /* businesses and products that are not submitted yet */
} Numbers;

struct _EtaCounts {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  guint source;

  Numbers numbers;
  gboolean known;
};

G_DEFINE_FINAL_TYPE (EtaCounts, eta_counts, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define SETTLE_MS 150

static gboolean
read_numbers (EtaStore *store, Numbers *numbers)
{
  g_autoptr (GError) error = NULL;

  eta_places_foreach (place)
  {
    EtaQuery query = { .kind = place->kind, .view = place->view };

    if (eta_place_has_list (place) && !error)
      numbers->places[place - eta_places] = eta_store_count (store, &query, &error);
  }
  for (const EtaKind *const *kind = eta_kinds; *kind && !error; kind++) {
    EtaQuery drafts = { .kind = *kind, .state = "draft" };

    if ((*kind)->by_office)
      numbers->drafts += eta_store_count (store, &drafts, &error);
  }
  return !error;
}

/* Numbers that could not be had leave the old ones standing; what ails the store is told where the
 * user works with it. */
static void
update (EtaCounts *self)
{
  Numbers numbers = { 0 };

  if (!read_numbers (self->store, &numbers))
    return;
  self->numbers = numbers;
  self->known = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
settle_cb (gpointer data)
{
  EtaCounts *self = data;

  self->source = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
store_changed_cb (EtaCounts *self)
{
  if (self->source == 0)
    self->source = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
eta_counts_dispose (GObject *object)
{
  EtaCounts *self = ETA_COUNTS (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_counts_parent_class)->dispose (object);
}

static void
eta_counts_class_init (EtaCountsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = eta_counts_dispose;
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_COUNTS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
eta_counts_init (EtaCounts *self)
{
}

EtaCounts *
eta_counts_new (EtaStore *store)
{
  EtaCounts *self = g_object_new (ETA_TYPE_COUNTS, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * eta_counts_are_known:
 *
 * Returns: whether it has been counted at least once: before, 0 does not mean that there is nothing
 */
gboolean
eta_counts_are_known (EtaCounts *self)
{
  g_return_val_if_fail (ETA_IS_COUNTS (self), FALSE);
  return self->known;
}

/**
 * eta_counts_get:
 *
 * Returns: the records of @place when last counted; 0 before the first time
 */
gint64
eta_counts_get (EtaCounts *self, const EtaPlace *place)
{
  g_return_val_if_fail (ETA_IS_COUNTS (self), 0);
  return self->numbers.places[place - eta_places];
}

gint64
eta_counts_get_drafts (EtaCounts *self)
{
  g_return_val_if_fail (ETA_IS_COUNTS (self), 0);
  return self->numbers.drafts;
}
