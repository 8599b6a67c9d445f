/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-filters.h"

#include "eta-date.h"
#include "eta-words.h"

#include <glib/gi18n.h>

struct _EtaFilters {
  GObject parent_instance;

  /* Owned */
  EtaCatalogue *catalogue;
  char *values[ETA_N_FILTERS]; /* NULL: not narrowed by it */
  char *text; /* looked for; NULL: nothing */

  /* Borrowed */
  const EtaPlace *place;

  EtaSort sort;
};

G_DEFINE_FINAL_TYPE (EtaFilters, eta_filters, G_TYPE_OBJECT)

enum { CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

#define DAY (24 * 60 * 60)

static const EtaChoice readiness_choices[] = {
  { "ready", N_ ("Ready: 80 points and more") },
  { "nearly", N_ ("Nearly ready: 50 to 79 points") },
  { "far", N_ ("Far from ready: below 50 points") },
  { NULL },
};

static const EtaChoice changed_choices[] = {
  { "1", N_ ("Changed since yesterday") },
  { "7", N_ ("Changed in the last 7 days") },
  { "30", N_ ("Changed in the last 30 days") },
  { NULL },
};

static const EtaChoice paper_choices[] = {
  { "0", N_ ("A paper has expired") },
  { "30", N_ ("A paper ends within 30 days") },
  { "90", N_ ("A paper ends within 90 days") },
  { NULL },
};

static const EtaChoice photo_choices[] = {
  { "none", N_ ("No photo") },
  { NULL },
};

/* @choices NULL: what the catalogue holds; of the state, what its field has */
static const struct {
  const char *key;
  const char *label;
  const EtaChoice *choices;
} filters[] = {
  [ETA_FILTER_READINESS] = { "readiness", N_ ("Readiness"), readiness_choices },
  [ETA_FILTER_STATE] = { "state", N_ ("State"), NULL },
  [ETA_FILTER_REGION] = { "region", N_ ("Place"), NULL },
  [ETA_FILTER_CATEGORY] = { "category", N_ ("Category"), NULL },
  [ETA_FILTER_CHANGED] = { "changed", N_ ("Changed"), changed_choices },
  [ETA_FILTER_PAPER] = { "paper", N_ ("Papers"), paper_choices },
  [ETA_FILTER_PHOTO] = { "photo", N_ ("Photos"), photo_choices },
};

G_STATIC_ASSERT (G_N_ELEMENTS (filters) == ETA_N_FILTERS);

static const char *const sorts[] = {
  [ETA_SORT_TITLE] = "title",
  [ETA_SORT_CHANGED] = "changed",
  [ETA_SORT_SCORE] = "score",
};

/* Each of these returns whether that is something else than before. */

static gboolean
replace_string (char **string, const char *value)
{
  if (g_strcmp0 (*string, value) == 0)
    return FALSE;
  g_free (*string);
  *string = g_strdup (value);
  return TRUE;
}

static gboolean
replace (EtaFilters *self, EtaFilter filter, const char *value)
{
  return eta_filters_has (self, filter) && replace_string (&self->values[filter], value);
}

static gboolean
replace_text (EtaFilters *self, const char *text)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (text ? text : ""));

  return replace_string (&self->text, *trimmed ? trimmed : NULL);
}

static gboolean
replace_sort (EtaFilters *self, const char *name)
{
  EtaSort before = self->sort;

  self->sort = ETA_SORT_TITLE;
  for (EtaSort sort = 0; sort < G_N_ELEMENTS (sorts); sort++)
    if (g_strcmp0 (sorts[sort], name) == 0)
      self->sort = sort;
  return self->sort != before;
}

static void
tell (EtaFilters *self, gboolean changed)
{
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
eta_filters_finalize (GObject *object)
{
  EtaFilters *self = ETA_FILTERS (object);

  for (int i = 0; i < ETA_N_FILTERS; i++)
    g_free (self->values[i]);
  g_free (self->text);
  g_object_unref (self->catalogue);
  G_OBJECT_CLASS (eta_filters_parent_class)->finalize (object);
}

static void
eta_filters_class_init (EtaFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_filters_finalize;
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_FILTERS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
eta_filters_init (EtaFilters *self)
{
}

EtaFilters *
eta_filters_new (EtaCatalogue *catalogue, const EtaPlace *place)
{
  EtaFilters *self = g_object_new (ETA_TYPE_FILTERS, NULL);

  self->catalogue = g_object_ref (catalogue);
  self->place = place;
  return self;
}

/**
 * eta_filters_has:
 *
 * Returns: whether the list of that place can be narrowed by @filter: businesses have no category, what
 * the centre writes has none of all this
 */
gboolean
eta_filters_has (EtaFilters *self, EtaFilter filter)
{
  const EtaPlace *place = self->place;

  if (place->view == ETA_VIEW_CONFLICTS || (place->kind && !place->kind->by_office))
    return FALSE;
  if (filter == ETA_FILTER_CATEGORY)
    return place->kind == &eta_kind_product;
  return filter != ETA_FILTER_STATE || place->view != ETA_VIEW_RETURNED;
}

gboolean
eta_filters_is_empty (EtaFilters *self)
{
  for (int i = 0; i < ETA_N_FILTERS; i++)
    if (self->values[i])
      return FALSE;
  return TRUE;
}

/** eta_filters_get: Returns: (nullable): the value of @filter; %NULL: any */
const char *
eta_filters_get (EtaFilters *self, EtaFilter filter)
{
  g_return_val_if_fail (ETA_IS_FILTERS (self) && filter < ETA_N_FILTERS, NULL);
  return self->values[filter];
}

/**
 * eta_filters_set:
 * @value: (nullable): %NULL: any
 */
void
eta_filters_set (EtaFilters *self, EtaFilter filter, const char *value)
{
  g_return_if_fail (ETA_IS_FILTERS (self) && filter < ETA_N_FILTERS);
  tell (self, replace (self, filter, value));
}

/* The search and the order stay. */
void
eta_filters_clear (EtaFilters *self)
{
  gboolean changed = FALSE;

  g_return_if_fail (ETA_IS_FILTERS (self));

  for (EtaFilter filter = 0; filter < ETA_N_FILTERS; filter++)
    changed |= replace (self, filter, NULL);
  tell (self, changed);
}

/** eta_filters_get_text: Returns: (nullable): what is looked for; %NULL: nothing */
const char *
eta_filters_get_text (EtaFilters *self)
{
  g_return_val_if_fail (ETA_IS_FILTERS (self), NULL);
  return self->text;
}

/**
 * eta_filters_set_text:
 * @text: what to look for; "" shows everything again
 */
void
eta_filters_set_text (EtaFilters *self, const char *text)
{
  g_return_if_fail (ETA_IS_FILTERS (self));
  tell (self, replace_text (self, text));
}

/** eta_filters_get_sort: Returns: "title", "changed" or "score" */
const char *
eta_filters_get_sort (EtaFilters *self)
{
  g_return_val_if_fail (ETA_IS_FILTERS (self), NULL);
  return sorts[self->sort];
}

/** eta_filters_set_sort: @name: as eta_filters_get_sort() gives it; what is unknown means "title" */
void
eta_filters_set_sort (EtaFilters *self, const char *name)
{
  g_return_if_fail (ETA_IS_FILTERS (self));
  tell (self, replace_sort (self, name));
}

static gint64
today (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GDate date;

  g_date_set_dmy (&date, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  return eta_date_seconds (&date);
}

static gint64
days_of (const char *value)
{
  return g_ascii_strtoll (value, NULL, 10);
}

static EtaReadiness
readiness_of (const char *value)
{
  if (g_str_equal (value, "ready"))
    return ETA_READINESS_READY;
  return g_str_equal (value, "nearly") ? ETA_READINESS_NEARLY : ETA_READINESS_FAR;
}

static void
apply (EtaFilters *self, EtaQuery *query)
{
  char **values = self->values;

  query->state = values[ETA_FILTER_STATE];
  query->region = values[ETA_FILTER_REGION];
  query->category = values[ETA_FILTER_CATEGORY];
  query->no_photo = values[ETA_FILTER_PHOTO] != NULL;
  if (values[ETA_FILTER_READINESS])
    query->readiness = readiness_of (values[ETA_FILTER_READINESS]);
  if (values[ETA_FILTER_CHANGED])
    query->changed_since =
        g_get_real_time () / G_USEC_PER_SEC - days_of (values[ETA_FILTER_CHANGED]) * DAY;
  /* Valid to the end of its last day: today is not past. */
  if (values[ETA_FILTER_PAPER]) {
    gint64 days = days_of (values[ETA_FILTER_PAPER]);

    query->paper_ends_before = today () + (days ? days + 1 : 0) * DAY;
  }
}

/**
 * eta_filters_get_query:
 *
 * Returns: what the list shows, all of it; its texts are borrowed from @self
 */
EtaQuery
eta_filters_get_query (EtaFilters *self)
{
  EtaQuery query = {
    .kind = self->place->kind, .view = self->place->view, .sort = self->sort, .text = self->text
  };

  apply (self, &query);
  return query;
}
/** eta_filters_to_json: Returns: (transfer full): what eta_filters_load() takes */
EtaJson *
eta_filters_to_json (EtaFilters *self)
{
  EtaJson *json = eta_json_new_object ();

  for (int i = 0; i < ETA_N_FILTERS; i++) {
    g_autofree char *pointer = eta_json_pointer_join ("", filters[i].key);

    if (self->values[i])
      eta_json_set_string (json, pointer, self->values[i]);
  }
  if (self->text)
    eta_json_set_string (json, "/search", self->text);
  if (self->sort != ETA_SORT_TITLE)
    eta_json_set_string (json, "/sort", sorts[self->sort]);
  return json;
}

/**
 * eta_filters_load:
 * @values: (nullable): from eta_filters_to_json(); %NULL: everything, by name
 *
 * Puts these in the place of all that stood. What it does not understand is left out.
 */
void
eta_filters_load (EtaFilters *self, const EtaJson *values)
{
  gboolean changed = FALSE;

  g_return_if_fail (ETA_IS_FILTERS (self));

  for (int i = 0; i < ETA_N_FILTERS; i++)
    changed |= replace (self, i, eta_json_string (eta_json_member (values, filters[i].key)));
  changed |= replace_text (self, eta_json_string (eta_json_member (values, "search")));
  changed |= replace_sort (self, eta_json_string (eta_json_member (values, "sort")));
  tell (self, changed);
}

/** eta_filter_label: Returns: translated */
const char *
eta_filter_label (EtaFilter filter)
{
  return _ (filters[filter].label);
}

/**
 * eta_filter_choices:
 *
 * Returns: (nullable): the values that it can have; %NULL: codes, those that the records have
 */
const EtaChoice *
eta_filter_choices (EtaFilter filter)
{
  if (filter == ETA_FILTER_STATE)
    return eta_kind_field (&eta_kind_product, "/state")->choices;
  return filters[filter].choices;
}

/**
 * eta_filters_words:
 *
 * Returns: (transfer none): what a value says, translated; of an unknown one the value itself
 */
const char *
eta_filters_words (EtaFilters *self, EtaFilter filter, const char *value)
{
  const EtaChoice *choice = eta_filter_choices (filter);
  EtaCodes *codes = eta_catalogue_get_codes (
      self->catalogue, filter == ETA_FILTER_CATEGORY ? "categories" : "regions");
  const EtaCode *code = choice ? NULL : eta_codes_find (codes, value);

  for (; choice && choice->value; choice++)
    if (g_str_equal (choice->value, value))
      return _ (choice->label);
  return code ? eta_code_title (code, eta_words_language ()) : value;
}

/**
 * eta_filters_dup_title:
 *
 * Returns: (transfer full): what is asked, in a few words: "Manado City, No photo"; the place's title when
 * that is all
 */
char *
eta_filters_dup_title (EtaFilters *self)
{
  g_autoptr (GString) title = g_string_new (self->text);

  for (EtaFilter filter = 0; filter < ETA_N_FILTERS; filter++)
    if (self->values[filter])
      g_string_append_printf (title, "%s%s", title->len ? ", " : "",
                              eta_filters_words (self, filter, self->values[filter]));
  return g_strdup (title->len ? title->str : _ (self->place->title));
}
