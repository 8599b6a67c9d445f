/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-query.h"

#include "eta-query-private.h"
#include "eta-record-private.h"
#include "eta-store-private.h"
#include "eta-text.h"

/*
 * From a query to SQL. Each list is a walk along one index of the table, named in the SQL so that no
 * planner's mood can turn a page into a sort of the catalogue; see 001.sql and 003.sql for them. A list over all
 * kinds, for which no index holds the rows in order, takes a page of each kind and merges them. A
 * search walks the rows of the full-text index from the newest record to the oldest.
 */

typedef struct {
  gboolean is_text;
  char *text;
  gint64 number;
} Argument;

typedef struct {
  const EtaQuery *query;
  EtaOrder order;
  char *match; /* of a search */
  GPtrArray *longer; /* of a search: words to look at closely */
  const char *index; /* of any other list */
  gboolean by_kind; /* the index begins with the kind */
  gboolean tally; /* counts are asked for, not records */
  GString *sql;
  GArray *arguments;
} Builder;

static void
clear_argument (gpointer data)
{
  g_free (((Argument *) data)->text);
}

static void
put_text (Builder *builder, const char *text)
{
  Argument argument = { TRUE, g_strdup (text), 0 };

  g_array_append_val (builder->arguments, argument);
  g_string_append_printf (builder->sql, "?%u", builder->arguments->len);
}

static void
put_number (Builder *builder, gint64 number)
{
  Argument argument = { FALSE, NULL, number };

  g_array_append_val (builder->arguments, argument);
  g_string_append_printf (builder->sql, "?%u", builder->arguments->len);
}

static const char *
filter_state (const EtaQuery *query)
{
  return query->view == ETA_VIEW_RETURNED ? "returned" : query->state;
}

static const EtaKind *
filter_kind (const EtaQuery *query)
{
  return query->view == ETA_VIEW_CONFLICTS ? &eta_kind_conflict : query->kind;
}

/* The trash is not in the full-text index; there, a search looks at the titles. */
static gboolean
is_search (const EtaQuery *query)
{
  g_autofree char *match =
      query->view == ETA_VIEW_TRASH ? NULL : eta_words_match (query->text, NULL);

  return match != NULL;
}

EtaOrder
eta_query_order (const EtaQuery *query)
{
  if (is_search (query))
    return ETA_ORDER_NUMBER;
  switch (query->sort) {
  case ETA_SORT_CHANGED:
    return ETA_ORDER_CHANGED;
  case ETA_SORT_SCORE:
    return ETA_ORDER_SCORE;
  default:
    return ETA_ORDER_TITLE;
  }
}

static const char *
choose_index (const EtaQuery *query, EtaOrder order, gboolean *by_kind)
{
  static const char *const by_order[] = { "record_by_title", "record_by_changed",
                                          "record_by_score" };
  static const char *const waiting[] = { "record_waiting_by_title", "record_waiting_by_changed",
                                         "record_waiting_by_score" };

  *by_kind = FALSE;
  if (query->view == ETA_VIEW_TRASH)
    return "record_in_trash";
  if (query->view == ETA_VIEW_TO_SEND)
    return waiting[order];
  if (query->business)
    return "record_by_business";
  if (filter_state (query) && order == ETA_ORDER_TITLE)
    return "record_by_state";
  *by_kind = TRUE;
  return by_order[order];
}

static void
builder_init (Builder *builder, const EtaQuery *query)
{
  *builder = (Builder){ .query = query, .order = eta_query_order (query) };
  builder->sql = g_string_sized_new (1024);
  builder->arguments = g_array_new (FALSE, FALSE, sizeof (Argument));
  g_array_set_clear_func (builder->arguments, clear_argument);
  if (builder->order == ETA_ORDER_NUMBER)
    builder->match = eta_words_match (query->text, &builder->longer);
  else
    builder->index = choose_index (query, builder->order, &builder->by_kind);
}

static void
builder_clear (Builder *builder)
{
  g_free (builder->match);
  g_clear_pointer (&builder->longer, g_ptr_array_unref);
  g_string_free (builder->sql, TRUE);
  g_array_unref (builder->arguments);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Builder, builder_clear)

static EtaRows *
prepare (Builder *builder, EtaDb *db, GError **error)
{
  EtaRows *rows = eta_db_prepare (db, builder->sql->str, error);

  for (guint i = 0; rows && i < builder->arguments->len; i++) {
    const Argument *argument = &g_array_index (builder->arguments, Argument, i);

    if (argument->is_text)
      eta_rows_bind_text (rows, i + 1, argument->text);
    else
      eta_rows_bind_int (rows, i + 1, argument->number);
  }
  return rows;
}

static void
put_view (Builder *builder)
{
  static const char *const terms[] = {
    [ETA_VIEW_ALL] = "r.lives",
    [ETA_VIEW_TO_SEND] = "r.waiting",
    [ETA_VIEW_RETURNED] = "r.lives",
    [ETA_VIEW_TRASH] = "r.deleted_at IS NOT NULL",
    [ETA_VIEW_CONFLICTS] = "r.lives AND r.state <> 'resolved'",
  };

  if (builder->tally && builder->query->view == ETA_VIEW_TRASH)
    g_string_append (builder->sql, "r.deleted");
  else
    g_string_append (builder->sql, terms[builder->query->view]);
}

static void
put_kind (Builder *builder, const EtaKind *kind)
{
  if (kind) {
    g_string_append_printf (builder->sql, " AND r.kind = '%s'", kind->name);
    return;
  }
  g_string_append (builder->sql, " AND r.kind IN (''");
  for (guint i = 0; eta_kinds[i]; i++)
    if (eta_kinds[i] != &eta_kind_conflict)
      g_string_append_printf (builder->sql, ", '%s'", eta_kinds[i]->name);
  g_string_append_c (builder->sql, ')');
}

static void
put_equal (Builder *builder, const char *column, const char *value)
{
  if (!value)
    return;
  g_string_append_printf (builder->sql, " AND r.%s = ", column);
  put_text (builder, value);
}

static void
put_region (Builder *builder, const char *region)
{
  if (!region)
    return;
  g_string_append (builder->sql, " AND (r.province = ");
  put_text (builder, region);
  g_string_append (builder->sql, " OR r.regency = ");
  put_text (builder, region);
  g_string_append_c (builder->sql, ')');
}

/* "food" holds "food.spice", too. */
static void
put_category (Builder *builder, const char *category)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (!category)
    return;
  from = g_strconcat (category, ".", NULL);
  to = g_strconcat (category, "/", NULL); /* the character after "." */
  g_string_append (builder->sql, " AND (r.category = ");
  put_text (builder, category);
  g_string_append (builder->sql, " OR (r.category >= ");
  put_text (builder, from);
  g_string_append (builder->sql, " AND r.category < ");
  put_text (builder, to);
  g_string_append (builder->sql, "))");
}

static void
put_readiness (Builder *builder, EtaReadiness readiness)
{
  static const char *const terms[] = {
    [ETA_READINESS_ANY] = "",
    [ETA_READINESS_READY] = " AND r.score >= 80",
    [ETA_READINESS_NEARLY] = " AND r.score >= 50 AND r.score < 80",
    [ETA_READINESS_FAR] = " AND r.score < 50",
  };

  g_string_append (builder->sql, terms[readiness]);
}

static void
put_times (Builder *builder, const EtaQuery *query)
{
  if (query->changed_since) {
    g_string_append (builder->sql, " AND r.changed_at >= ");
    put_number (builder, query->changed_since);
  }
  if (query->paper_ends_before) {
    g_string_append (builder->sql, " AND r.paper_ends < ");
    put_number (builder, query->paper_ends_before);
  }
}

/* A search in the trash: each word somewhere in the title. */
static void
put_title_words (Builder *builder)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  if (builder->order == ETA_ORDER_NUMBER || !builder->query->text)
    return;
  folded = eta_text_fold (builder->query->text);
  words = g_strsplit (folded, " ", -1);
  for (char **word = words; *word; word++) {
    if (!**word)
      continue;
    g_string_append (builder->sql, " AND instr(r.sort_key, ");
    put_text (builder, *word);
    g_string_append (builder->sql, ") > 0");
  }
}

static void
put_filters (Builder *builder, const EtaKind *kind)
{
  const EtaQuery *query = builder->query;

  put_view (builder);
  put_kind (builder, kind);
  put_equal (builder, "business", query->business);
  put_equal (builder, "state", filter_state (query));
  put_region (builder, query->region);
  put_category (builder, query->category);
  put_readiness (builder, query->readiness);
  if (query->no_photo)
    g_string_append (builder->sql, " AND r.no_photo");
  put_times (builder, query);
  put_title_words (builder);
}

/* The rows beyond a place, or up to one. */
static void
put_bound (Builder *builder, const EtaKey *key, gboolean beyond)
{
  static const char *const columns[] = {
    [ETA_ORDER_TITLE] = "(r.sort_key, r.n)",
    [ETA_ORDER_CHANGED] = "r.changed",
    [ETA_ORDER_SCORE] = "(r.score, r.n)",
    [ETA_ORDER_NUMBER] = "words.rowid",
  };
  gboolean up = builder->order == ETA_ORDER_TITLE;

  if (!key)
    return;
  g_string_append_printf (builder->sql, " AND %s %s (", columns[builder->order],
                          beyond ? (up ? ">" : "<") : (up ? "<=" : ">="));
  if (builder->order == ETA_ORDER_TITLE) {
    put_text (builder, key->text);
    g_string_append (builder->sql, ", ");
  } else if (builder->order != ETA_ORDER_NUMBER) {
    put_number (builder, key->number);
    g_string_append (builder->sql, builder->order == ETA_ORDER_SCORE ? ", " : "");
  }
  if (builder->order != ETA_ORDER_CHANGED)
    put_number (builder, key->n);
  g_string_append_c (builder->sql, ')');
}

static void
put_order (Builder *builder, gint64 limit)
{
  static const char *const orders[] = {
    [ETA_ORDER_TITLE] = " ORDER BY sort_key, n",
    [ETA_ORDER_CHANGED] = " ORDER BY changed DESC",
    [ETA_ORDER_SCORE] = " ORDER BY score DESC, n DESC",
    [ETA_ORDER_NUMBER] = " ORDER BY words.rowid DESC",
  };

  g_string_append (builder->sql, orders[builder->order]);
  if (limit < 0)
    return;
  g_string_append (builder->sql, " LIMIT ");
  put_number (builder, limit);
}

/* A tag for each filter, so that the index gives only rows that pass them. */
static void
put_match (Builder *builder)
{
  const EtaQuery *query = builder->query;
  const EtaKind *kind = filter_kind (query);
  g_autoptr (GString) match = g_string_new (builder->match);

  if (kind)
    eta_words_add_tag (match, 'k', kind->name);
  if (query->business)
    eta_words_add_tag (match, 'b', query->business);
  if (filter_state (query))
    eta_words_add_tag (match, 's', filter_state (query));
  if (query->region)
    eta_words_add_tag (match, 'r', query->region);
  if (query->category)
    eta_words_add_tag (match, 'c', query->category);
  g_string_append (builder->sql, "words MATCH ");
  put_text (builder, match->str);
  for (guint i = 0; i < builder->longer->len; i++) {
    g_string_append (builder->sql, " AND instr(' ' || words.body, ");
    put_text (builder, g_ptr_array_index (builder->longer, i));
    g_string_append (builder->sql, ") > 0");
  }
  g_string_append (builder->sql, " AND ");
}

static void
put_from (Builder *builder, const char *columns)
{
  g_string_append_printf (builder->sql, "SELECT %s FROM ", columns);
  if (builder->match)
    g_string_append (builder->sql, "words CROSS JOIN record r ON r.n = words.rowid WHERE ");
  else
    g_string_append_printf (builder->sql, "record r INDEXED BY %s WHERE ", builder->index);
  if (builder->match)
    put_match (builder);
}

typedef struct {
  const char *columns;
  const EtaKey *after; /* nullable */
  const EtaKey *last; /* nullable */
  gint64 limit; /* -1: none */
  gboolean ordered;
} Shape;

static void
put_branch (Builder *builder, const EtaKind *kind, const Shape *shape)
{
  put_from (builder, shape->columns);
  put_filters (builder, kind);
  put_bound (builder, shape->after, TRUE);
  put_bound (builder, shape->last, FALSE);
  if (shape->ordered)
    put_order (builder, shape->limit);
}

static void
put_all_kinds (Builder *builder, const Shape *shape)
{
  const char *separator = "";

  for (guint i = 0; eta_kinds[i]; i++) {
    if (eta_kinds[i] == &eta_kind_conflict)
      continue;
    g_string_append_printf (builder->sql, "%sSELECT * FROM (", separator);
    put_branch (builder, eta_kinds[i], shape);
    g_string_append_c (builder->sql, ')');
    separator = " UNION ALL ";
  }
  if (shape->ordered)
    put_order (builder, shape->limit);
}

static void
put_select (Builder *builder, const Shape *shape)
{
  const EtaKind *kind = filter_kind (builder->query);

  if (builder->by_kind && !kind)
    put_all_kinds (builder, shape);
  else
    put_branch (builder, kind, shape);
}

GPtrArray *
eta_query_read (EtaDb *db, const EtaQuery *query, const EtaKey *after, guint limit, GError **error)
{
  const Shape shape = { ETA_ROW_COLUMNS, after, NULL, limit, TRUE };
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  g_auto (Builder) builder = { 0 };

  builder_init (&builder, query);
  put_select (&builder, &shape);
  rows = prepare (&builder, db, &failure);
  while (rows && eta_rows_next (rows, &failure))
    g_ptr_array_add (list, eta_row_new_from_rows (rows));
  if (!failure)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

EtaRow *
eta_query_read_one (EtaDb *db, const EtaQuery *query, const char *id, GError **error)
{
  g_autoptr (EtaRows) rows = NULL;
  g_auto (Builder) builder = { 0 };

  builder_init (&builder, query);
  builder.index = "sqlite_autoindex_record_1"; /* of the ids */
  put_from (&builder, ETA_ROW_COLUMNS);
  put_filters (&builder, filter_kind (query));
  g_string_append (builder.sql, builder.match
                                    ? " AND words.rowid = (SELECT n FROM record WHERE id = "
                                    : " AND (r.id = ");
  put_text (&builder, id);
  g_string_append_c (builder.sql, ')');
  rows = prepare (&builder, db, error);
  return rows && eta_rows_next (rows, error) ? eta_row_new_from_rows (rows) : NULL;
}

/* Whether the tally knows what the query asks about */
static gboolean
is_tallied (const EtaQuery *query)
{
  return !query->text && !query->business && !query->region && !query->category &&
         !query->readiness && !query->no_photo && !query->changed_since &&
         !query->paper_ends_before;
}

gboolean
eta_query_is_quick (const EtaQuery *query)
{
  return is_tallied (query);
}

static void
put_tally (Builder *builder)
{
  builder->tally = TRUE;
  g_string_append (builder->sql, "SELECT sum(r.count) FROM tally r WHERE ");
  put_filters (builder, filter_kind (builder->query));
}

gint64
eta_query_count (EtaDb *db, const EtaQuery *query, GError **error)
{
  const Shape shape = { "count(*)", NULL, NULL, -1, FALSE };
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  g_auto (Builder) builder = { 0 };
  gint64 count = 0;

  builder_init (&builder, query);
  if (is_tallied (query))
    put_tally (&builder);
  else
    put_select (&builder, &shape);
  rows = prepare (&builder, db, &failure);
  while (rows && eta_rows_next (rows, &failure))
    count += eta_rows_int (rows, 0);
  if (!failure)
    return count;
  g_propagate_error (error, g_steal_pointer (&failure));
  return -1;
}

gboolean
eta_query_walk (EtaDb *db, const EtaQuery *query, const EtaKey *after, const EtaKey *last,
                EtaKeyFunc func, gpointer data, GError **error)
{
  static const char *const columns[] = {
    [ETA_ORDER_TITLE] = "r.sort_key, 0, r.n",
    [ETA_ORDER_CHANGED] = "NULL, r.changed AS changed, r.n",
    [ETA_ORDER_SCORE] = "NULL, r.score AS score, r.n",
    [ETA_ORDER_NUMBER] = "NULL, 0, r.n",
  };
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  g_auto (Builder) builder = { 0 };
  Shape shape = { NULL, after, last, -1, TRUE };

  builder_init (&builder, query);
  shape.columns = columns[builder.order];
  put_select (&builder, &shape);
  rows = prepare (&builder, db, &failure);
  while (rows && eta_rows_next (rows, &failure)) {
    const EtaKey key = { (char *) eta_rows_text (rows, 0), eta_rows_int (rows, 1),
                         eta_rows_int (rows, 2) };

    if (!func (&key, data))
      break;
  }
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static const char *const facet_columns[] = {
  [ETA_FACET_PROVINCE] = "r.province AS value",
  [ETA_FACET_REGENCY] = "r.regency AS value",
  [ETA_FACET_CATEGORY] = "r.category AS value",
};

static GPtrArray *
read_facets (EtaDb *db, const EtaQuery *query, EtaFacetKind kind, GError **error)
{
  const Shape shape = { facet_columns[kind], NULL, NULL, -1, FALSE };
  g_autoptr (GPtrArray) facets = g_ptr_array_new_with_free_func ((GDestroyNotify) eta_facet_free);
  g_autoptr (GError) failure = NULL;
  g_autoptr (EtaRows) rows = NULL;
  g_auto (Builder) builder = { 0 };

  builder_init (&builder, query);
  g_string_append (builder.sql, "SELECT value, count(*) FROM (");
  put_select (&builder, &shape);
  g_string_append (builder.sql, ") WHERE value IS NOT NULL GROUP BY 1");
  rows = prepare (&builder, db, &failure);
  while (rows && eta_rows_next (rows, &failure)) {
    EtaFacet *facet = g_new (EtaFacet, 1);

    *facet = (EtaFacet){ g_strdup (eta_rows_text (rows, 0)), eta_rows_int (rows, 1) };
    g_ptr_array_add (facets, facet);
  }
  if (!failure)
    return g_steal_pointer (&facets);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * eta_store_dup_facets:
 *
 * Which values a column has among the records of @query, to choose a filter from. Walks over all of
 * them: some milliseconds for 100,000, more for words. Blocks, any thread.
 *
 * Returns: (transfer full) (element-type EtaFacet) (nullable): in the order of the codes; %NULL with
 * #ETA_DB_ERROR
 */
GPtrArray *
eta_store_dup_facets (EtaStore *self, const EtaQuery *query, EtaFacetKind kind, GError **error)
{
  EtaDb *db = eta_store_borrow (self, error);
  GPtrArray *facets = db ? read_facets (db, query, kind, error) : NULL;

  eta_store_give_back (self, db);
  return facets;
}

void
eta_facet_free (EtaFacet *facet)
{
  g_free (facet->value);
  g_free (facet);
}
