/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-views.h"

#include "eta-uuid.h"

#define SETTING "views" /* an array of objects: id, name, place, asked */
#define SETTLE_MS 400 /* from the last change or count to the next count */
#define AGE_SECONDS 600 /* some views go by the day and the hour */

struct _EtaViews {
  GObject parent_instance;

  /* Owned */
  EtaStore *store;
  GPtrArray *views; /* of EtaKeptView */
  guint settle_source;
  guint age_source;

  gboolean counting; /* in a thread */
  gboolean count_again;
};

G_DEFINE_FINAL_TYPE (EtaViews, eta_views, G_TYPE_OBJECT)

enum { CHANGED, COUNTED, FAILED, N_SIGNALS };

static guint signals[N_SIGNALS];

static void
free_view (gpointer data)
{
  EtaKeptView *view = data;

  g_free (view->id);
  g_free (view->name);
  eta_json_free (view->asked);
  g_free (view);
}

/* NULL: it says nothing that is understood here. */
static EtaKeptView *
read_view (const EtaJson *json)
{
  const char *name = eta_json_string (eta_json_member (json, "name"));
  const char *id = eta_json_string (eta_json_member (json, "id"));
  const EtaPlace *place = eta_place_find (eta_json_string (eta_json_member (json, "place")));
  const EtaJson *asked = eta_json_member (json, "asked");
  EtaKeptView *view;

  if (!name || !*name || !id || !eta_uuid_is_valid (id) || !place || !eta_place_has_list (place))
    return NULL;
  view = g_new0 (EtaKeptView, 1);
  view->id = g_strdup (id);
  view->name = g_strdup (name);
  view->place = place;
  view->asked = asked ? eta_json_copy (asked) : eta_json_new_object ();
  view->count = -1;
  return view;
}

static EtaJson *
write_view (const EtaKeptView *view)
{
  EtaJson *json = eta_json_new_object ();

  eta_json_set_string (json, "/id", view->id);
  eta_json_set_string (json, "/name", view->name);
  eta_json_set_string (json, "/place", view->place->name);
  eta_json_take (json, "/asked", eta_json_copy (view->asked));
  return json;
}

/* What is damaged is left out: the others are worth more than a complaint at the start. */
static void
read_views (EtaViews *self)
{
  g_autofree char *text = eta_store_dup_setting (self->store, SETTING);
  g_autoptr (EtaJson) json = text ? eta_json_parse (text, -1, NULL) : NULL;

  eta_json_foreach (child, json) {
    EtaKeptView *view = read_view (child);

    if (view && eta_views_find (self, view->id))
      g_clear_pointer (&view, free_view);
    if (view)
      g_ptr_array_add (self->views, view);
  }
}

/* The last one says it all: on the store's thread, in the order of the changes. */
static gboolean
write_cb (EtaStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return eta_store_put_setting (store, SETTING, data, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaViews) self = data;
  g_autoptr (GError) error = NULL;

  if (!eta_store_run_finish (ETA_STORE (source), result, &error))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
write_views (EtaViews *self)
{
  g_autoptr (EtaJson) json = eta_json_new_array ();

  for (guint i = 0; i < self->views->len; i++)
    eta_json_append (json, write_view (self->views->pdata[i]));
  eta_store_run_async (self->store, write_cb, eta_json_canonical (json), g_free, NULL, written_cb,
                       g_object_ref (self));
}

/* What is to be counted, and its number afterwards */
typedef struct {
  char *id;
  EtaQuery query;
  gint64 count;
} Question;

typedef struct {
  EtaStore *store;
  GArray *questions;
} Counting;

static void
clear_question (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  eta_query_clear (&question->query);
}

static void
free_counting (gpointer data)
{
  Counting *counting = data;

  g_object_unref (counting->store);
  g_array_unref (counting->questions);
  g_free (counting);
}

static void
count_cb (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Counting *counting = data;

  for (guint i = 0; i < counting->questions->len; i++) {
    Question *question = &g_array_index (counting->questions, Question, i);

    question->count = eta_store_count (counting->store, &question->query, NULL);
  }
  g_task_return_boolean (task, TRUE);
}

static void
ask (EtaViews *self, const EtaKeptView *view, GArray *questions)
{
  g_autoptr (EtaFilters) filters =
      eta_filters_new (eta_store_get_catalogue (self->store), view->place);
  EtaQuery query;
  Question question = { .id = g_strdup (view->id) };

  eta_filters_load (filters, view->asked);
  query = eta_filters_get_query (filters);
  eta_query_copy (&query, &question.query);
  g_array_append_val (questions, question);
}

static void schedule_count (EtaViews *self);

/* A view that was kept anew meanwhile is counted again. Numbers that could not be had leave the old ones
 * standing. */
static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  EtaViews *self = ETA_VIEWS (source);
  const Counting *counting = g_task_get_task_data (G_TASK (result));

  self->counting = FALSE;
  if (!self->store)
    return;
  for (guint i = 0; i < counting->questions->len; i++) {
    const Question *question = &g_array_index (counting->questions, Question, i);
    EtaKeptView *view = (EtaKeptView *) eta_views_find (self, question->id);

    if (view && question->count >= 0)
      view->count = question->count;
  }
  g_signal_emit (self, signals[COUNTED], 0);
  if (self->count_again)
    schedule_count (self);
}

static gboolean
settle_cb (gpointer data)
{
  EtaViews *self = data;
  g_autoptr (GTask) task = g_task_new (self, NULL, counted_cb, NULL);
  Counting *counting = g_new0 (Counting, 1);

  self->settle_source = 0;
  self->counting = TRUE;
  self->count_again = FALSE;
  counting->store = g_object_ref (self->store);
  counting->questions = g_array_new (FALSE, FALSE, sizeof (Question));
  g_array_set_clear_func (counting->questions, clear_question);
  for (guint i = 0; i < self->views->len; i++)
    ask (self, self->views->pdata[i], counting->questions);
  g_task_set_task_data (task, counting, free_counting);
  g_task_run_in_thread (task, count_cb);
  return G_SOURCE_REMOVE;
}

static void
schedule_count (EtaViews *self)
{
  self->count_again = self->counting;
  if (!self->counting && !self->settle_source && self->views->len)
    self->settle_source = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static gboolean
age_cb (gpointer data)
{
  schedule_count (data);
  return G_SOURCE_CONTINUE;
}

static void
change (EtaViews *self)
{
  write_views (self);
  schedule_count (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
eta_views_dispose (GObject *object)
{
  EtaViews *self = ETA_VIEWS (object);

  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_handle_id (&self->age_source, g_source_remove);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (eta_views_parent_class)->dispose (object);
}

static void
eta_views_finalize (GObject *object)
{
  g_ptr_array_unref (ETA_VIEWS (object)->views);
  G_OBJECT_CLASS (eta_views_parent_class)->finalize (object);
}

static void
eta_views_class_init (EtaViewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_views_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_views_finalize;
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new ("counted", ETA_TYPE_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", ETA_TYPE_VIEWS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
eta_views_init (EtaViews *self)
{
  self->views = g_ptr_array_new_with_free_func (free_view);
}

EtaViews *
eta_views_new (EtaStore *store)
{
  EtaViews *self = g_object_new (ETA_TYPE_VIEWS, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (schedule_count), self, G_CONNECT_SWAPPED);
  self->age_source = g_timeout_add_seconds (AGE_SECONDS, age_cb, self);
  read_views (self);
  schedule_count (self);
  return self;
}

guint
eta_views_get_n (EtaViews *self)
{
  g_return_val_if_fail (ETA_IS_VIEWS (self), 0);
  return self->views->len;
}

/** eta_views_get: Returns: (transfer none): until the next change */
const EtaKeptView *
eta_views_get (EtaViews *self, guint position)
{
  g_return_val_if_fail (ETA_IS_VIEWS (self) && position < self->views->len, NULL);
  return self->views->pdata[position];
}

/** eta_views_find: @id: (nullable). Returns: (transfer none) (nullable): until the next change */
const EtaKeptView *
eta_views_find (EtaViews *self, const char *id)
{
  g_return_val_if_fail (ETA_IS_VIEWS (self), NULL);

  for (guint i = 0; i < self->views->len; i++)
    if (g_strcmp0 (((EtaKeptView *) self->views->pdata[i])->id, id) == 0)
      return self->views->pdata[i];
  return NULL;
}

/**
 * eta_views_is_as_kept:
 *
 * Returns: whether @filters ask what the view @id has kept, as far as that is understood
 */
gboolean
eta_views_is_as_kept (EtaViews *self, const char *id, EtaFilters *filters)
{
  const EtaKeptView *view = eta_views_find (self, id);
  g_autoptr (EtaFilters) kept = NULL;
  g_autoptr (EtaJson) a = NULL;
  g_autoptr (EtaJson) b = NULL;

  if (!view)
    return FALSE;
  kept = eta_filters_new (eta_store_get_catalogue (self->store), view->place);
  eta_filters_load (kept, view->asked);
  a = eta_filters_to_json (kept);
  b = eta_filters_to_json (filters);
  return eta_json_equal (a, b);
}

/** eta_views_add: Returns: (transfer none): the new view, the last one */
const EtaKeptView *
eta_views_add (EtaViews *self, const char *name, const EtaPlace *place, EtaFilters *filters)
{
  EtaKeptView *view = g_new0 (EtaKeptView, 1);

  view->id = eta_uuid_new ();
  view->name = g_strdup (name);
  view->place = place;
  view->asked = eta_filters_to_json (filters);
  view->count = -1;
  g_ptr_array_add (self->views, view);
  change (self);
  return view;
}

void
eta_views_rename (EtaViews *self, const char *id, const char *name)
{
  EtaKeptView *view = (EtaKeptView *) eta_views_find (self, id);

  if (!view || g_str_equal (view->name, name))
    return;
  g_free (view->name);
  view->name = g_strdup (name);
  change (self);
}

/* The view asks from now on what @filters do. */
void
eta_views_keep (EtaViews *self, const char *id, EtaFilters *filters)
{
  EtaKeptView *view = (EtaKeptView *) eta_views_find (self, id);

  if (!view)
    return;
  eta_json_free (view->asked);
  view->asked = eta_filters_to_json (filters);
  change (self);
}

/** eta_views_move: @by: so many places down; past an end it stays there */
void
eta_views_move (EtaViews *self, const char *id, int by)
{
  const EtaKeptView *view = eta_views_find (self, id);
  guint from, to;

  if (!view)
    return;
  g_ptr_array_find (self->views, view, &from);
  to = CLAMP ((int) from + by, 0, (int) self->views->len - 1);
  if (to == from)
    return;
  g_ptr_array_insert (self->views, to, g_ptr_array_steal_index (self->views, from));
  change (self);
}

/**
 * eta_views_remove:
 * @position: (out): where it stood
 *
 * Returns: (transfer full) (nullable): what eta_views_put_back() takes
 */
char *
eta_views_remove (EtaViews *self, const char *id, guint *position)
{
  const EtaKeptView *view = eta_views_find (self, id);
  g_autoptr (EtaJson) json = NULL;

  if (!view)
    return NULL;
  json = write_view (view);
  g_ptr_array_find (self->views, view, position);
  g_ptr_array_remove_index (self->views, *position);
  change (self);
  return eta_json_canonical (json);
}

void
eta_views_put_back (EtaViews *self, const char *text, guint position)
{
  g_autoptr (EtaJson) json = eta_json_parse (text, -1, NULL);
  EtaKeptView *view = read_view (json);

  if (!view || eta_views_find (self, view->id)) {
    g_clear_pointer (&view, free_view);
    return;
  }
  g_ptr_array_insert (self->views, MIN (position, self->views->len), view);
  change (self);
}
