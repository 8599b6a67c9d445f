/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-row-pages.h"

#include "eta-record-private.h"

/*
 * A list is opened with its first page and the number of its rows: as quickly for 100,000 as for 100.
 * Where later pages begin is found when one of them is asked for, by a walk along the index from the
 * last known place, which touches no row of the table. To follow a change, the known part is walked
 * again, and each row of it counted into the page whose bounds it lies in: pages whose rows are loaded
 * are read again and compared row by row, of the others only the length can have changed, and so of
 * the rest. What is told is as small as what has happened.
 */

#define PAGE 128
#define SEARCH_PAGE 50
#define LOADED 8 /* pages */

static void
free_page (gpointer data)
{
  EtaPage *page = data;

  eta_key_clear (&page->start);
  g_clear_pointer (&page->rows, g_ptr_array_unref);
  g_free (page);
}

void
eta_pages_init (EtaPages *self)
{
  *self = (EtaPages){ .pages = g_ptr_array_new_with_free_func (free_page) };
}

void
eta_pages_clear (EtaPages *self)
{
  g_clear_pointer (&self->pages, g_ptr_array_unref);
  eta_key_clear (&self->end);
}

static EtaPage *
get_page (EtaPages *self, guint i)
{
  return g_ptr_array_index (self->pages, i);
}

static void
copy_key (const EtaKey *from, EtaKey *to)
{
  eta_key_clear (to);
  *to = *from;
  to->text = g_strdup (from->text);
}

static EtaPage *
insert_page (EtaPages *self, guint at, const EtaKey *start)
{
  EtaPage *page = g_new0 (EtaPage, 1);

  page->has_start = start != NULL;
  if (start)
    copy_key (start, &page->start);
  g_ptr_array_insert (self->pages, at, page);
  self->generation++;
  return page;
}

static void
unload_oldest (EtaPages *self, const EtaPage *except)
{
  EtaPage *oldest = NULL;
  guint n = 0;

  for (guint i = 0; i < self->pages->len; i++) {
    EtaPage *page = get_page (self, i);

    if (!page->rows)
      continue;
    n++;
    if (page != except && (!oldest || page->used < oldest->used))
      oldest = page;
  }
  if (n > LOADED && oldest)
    g_clear_pointer (&oldest->rows, g_ptr_array_unref);
}

static void
set_end (EtaPages *self, GPtrArray *rows)
{
  if (rows->len == 0)
    return;
  eta_key_clear (&self->end);
  eta_key_of_row (self->order, g_ptr_array_index (rows, rows->len - 1), &self->end);
  self->has_end = TRUE;
}

static gboolean
count_rest (EtaPages *self, EtaDb *db, const EtaQuery *query, GError **error)
{
  gint64 count = eta_query_count (db, query, error);

  if (count < 0)
    return FALSE;
  self->total = MAX (count, self->total);
  self->rest = self->total - get_page (self, 0)->length;
  return TRUE;
}

/* Reads the list of @query anew: its first page, and how many rows follow it. */
gboolean
eta_pages_read (EtaPages *self, EtaDb *db, const EtaQuery *query, GError **error)
{
  gboolean is_search = eta_query_order (query) == ETA_ORDER_NUMBER;
  guint limit = is_search ? SEARCH_PAGE : PAGE;
  EtaPage *page;

  eta_pages_clear (self);
  eta_pages_init (self);
  self->order = eta_query_order (query);
  page = insert_page (self, 0, NULL);
  page->rows = eta_query_read (db, query, NULL, limit, error);
  if (!page->rows)
    return FALSE;
  page->length = page->rows->len;
  page->used = ++self->clock;
  self->total = page->length;
  set_end (self, page->rows);
  self->open = is_search && page->length == limit;
  return is_search || page->length < limit || count_rest (self, db, query, error);
}

typedef struct {
  EtaPages *pages;
  guint wanted; /* so many rows are to be known */
} Reach;

static gboolean
reach_cb (const EtaKey *key, gpointer data)
{
  Reach *reach = data;
  EtaPages *self = reach->pages;
  EtaPage *page = get_page (self, self->pages->len - 1);

  page->length++;
  self->rest--;
  if (page->length < PAGE && self->rest > 0)
    return TRUE;
  copy_key (key, &self->end);
  if (self->rest == 0 || self->total - self->rest >= reach->wanted)
    return FALSE;
  insert_page (self, self->pages->len, &self->end);
  return TRUE;
}

/* Finds the pages up to the one with row @wanted. When the file has fewer rows by now, the page that
 * could not be filled goes back to the rest; the news are on their way. */
static void
reach (EtaPages *self, guint wanted, EtaDb *db, const EtaQuery *query)
{
  Reach so_far = { self, wanted };
  EtaPage *last;

  insert_page (self, self->pages->len, &self->end);
  eta_query_walk (db, query, &self->end, NULL, reach_cb, &so_far, NULL);
  last = get_page (self, self->pages->len - 1);
  if (last->length == PAGE || self->rest == 0)
    return;
  self->rest += last->length;
  g_ptr_array_remove_index (self->pages, self->pages->len - 1);
}

EtaPage *
eta_pages_at (EtaPages *self, guint *position, EtaDb *db, const EtaQuery *query)
{
  if (self->rest > 0 && *position >= self->total - self->rest)
    reach (self, *position + 1, db, query);
  for (guint i = 0; i < self->pages->len; i++) {
    EtaPage *page = get_page (self, i);

    if (*position < page->length)
      return page;
    *position -= page->length;
  }
  return NULL;
}

gboolean
eta_pages_load (EtaPages *self, EtaPage *page, EtaDb *db, const EtaQuery *query, GError **error)
{
  page->used = ++self->clock;
  if (page->rows)
    return TRUE;
  page->rows =
      eta_query_read (db, query, page->has_start ? &page->start : NULL, page->length, error);
  unload_oldest (self, page);
  return page->rows != NULL;
}

gboolean
eta_pages_find (EtaPages *self, const char *id, guint *page, guint *index, guint *position)
{
  guint start = 0;

  for (guint i = 0; i < self->pages->len; i++) {
    GPtrArray *rows = get_page (self, i)->rows;

    for (guint j = 0; rows && j < rows->len; j++) {
      if (g_str_equal (eta_row_get_id (g_ptr_array_index (rows, j)), id)) {
        *page = i;
        *index = j;
        *position = start + j;
        return TRUE;
      }
    }
    start += get_page (self, i)->length;
  }
  return FALSE;
}

static gboolean
comes_after (EtaPages *self, const EtaKey *key, EtaRow *row)
{
  g_auto (EtaKey) other = { 0 };

  eta_key_of_row (self->order, row, &other);
  return eta_key_compare (self->order, key, &other) > 0;
}

/* Whether @row, the new form of a loaded row, stands where that stood. */
gboolean
eta_pages_keeps_place (EtaPages *self, guint page, guint index, EtaRow *row)
{
  const EtaPage *next = page + 1 < self->pages->len ? get_page (self, page + 1) : NULL;
  EtaPage *here = get_page (self, page);
  const EtaKey *bound = next ? &next->start : self->rest > 0 ? &self->end : NULL;
  g_auto (EtaKey) key = { 0 };

  eta_key_of_row (self->order, row, &key);
  if (index > 0 ? !comes_after (self, &key, g_ptr_array_index (here->rows, index - 1))
                : here->has_start && eta_key_compare (self->order, &key, &here->start) <= 0)
    return FALSE;
  if (index + 1 < here->rows->len)
    return !comes_after (self, &key, g_ptr_array_index (here->rows, index + 1));
  return !bound || eta_key_compare (self->order, &key, bound) <= 0;
}

void
eta_pages_remove (EtaPages *self, guint page, guint index)
{
  EtaPage *here = get_page (self, page);

  g_ptr_array_remove_index (here->rows, index);
  here->length--;
  self->total--;
  self->generation++;
}

/* Following */

typedef struct {
  EtaPages *pages;
  guint at;
  EtaNews *news;
} Count;

typedef struct {
  guint page;
  EtaKey key;
} Split;

static void
clear_split (gpointer data)
{
  eta_key_clear (&((Split *) data)->key);
}

static gboolean
count_cb (const EtaKey *key, gpointer data)
{
  Count *count = data;
  EtaPages *self = count->pages;

  while (count->at + 1 < self->pages->len &&
         eta_key_compare (self->order, key, &get_page (self, count->at + 1)->start) > 0)
    count->at++;
  if (++count->news->lengths[count->at] % PAGE == 0) {
    Split split = { count->at, { NULL } };

    copy_key (key, &split.key);
    g_array_append_val (count->news->splits, split);
  }
  return TRUE;
}

static guint
common_start (GPtrArray *a, GPtrArray *b)
{
  guint n = 0;

  while (n < a->len && n < b->len &&
         eta_row_equal (g_ptr_array_index (a, n), g_ptr_array_index (b, n)))
    n++;
  return n;
}

static guint
common_end (GPtrArray *a, GPtrArray *b, guint start)
{
  guint n = 0;

  while (
      n < a->len - start && n < b->len - start &&
      eta_row_equal (g_ptr_array_index (a, a->len - 1 - n), g_ptr_array_index (b, b->len - 1 - n)))
    n++;
  return n;
}

/* Rows that stay keep their objects, so that whoever holds one meets it again. */
static void
keep_objects (GPtrArray *before, GPtrArray *now, guint start, guint end)
{
  for (guint i = 0; i < start; i++) {
    g_object_unref (g_ptr_array_index (now, i));
    g_ptr_array_index (now, i) = g_object_ref (g_ptr_array_index (before, i));
  }
  for (guint i = 1; i <= end; i++) {
    g_object_unref (g_ptr_array_index (now, now->len - i));
    g_ptr_array_index (now, now->len - i) =
        g_object_ref (g_ptr_array_index (before, before->len - i));
  }
}

static void
follow_loaded (EtaPages *self, EtaPage *page, guint position, GPtrArray *now, EtaPagesFunc func,
               gpointer data)
{
  g_autoptr (GPtrArray) before = page->rows;
  guint start = common_start (before, now);
  guint end = common_end (before, now, start);
  guint removed = before->len - start - end;
  guint added = now->len - start - end;

  page->rows = g_ptr_array_ref (now);
  keep_objects (before, now, start, end);
  page->length = now->len;
  self->total += added - removed;
  if (removed || added)
    func (position + start, removed, added, data);
}

/* Nobody looks at these rows; that some came or went is told at the page's end. */
static void
follow_length (EtaPages *self, EtaPage *page, guint position, guint length, EtaPagesFunc func,
               gpointer data)
{
  guint kept = MIN (page->length, length);
  guint removed = page->length - kept, added = length - kept;

  page->length = length;
  self->total += added - removed;
  if (removed || added)
    func (position + kept, removed, added, data);
}

/* A page that an import has poured hundreds of rows into is not compared with itself. */
static void
replace_page (EtaPages *self, EtaPage *page, guint position, guint length, EtaPagesFunc func,
              gpointer data)
{
  guint removed = page->length;

  g_clear_pointer (&page->rows, g_ptr_array_unref);
  page->length = length;
  self->total += length - removed;
  func (position, removed, length, data);
}

static void
follow_pages (EtaPages *self, const EtaNews *news, EtaPagesFunc func, gpointer data)
{
  guint n_pages = self->pages->len; /* who is told may look further, and find more */
  guint position = 0;

  for (guint i = 0; i < n_pages; i++) {
    EtaPage *page = get_page (self, i);
    GPtrArray *now = g_ptr_array_index (news->rows, i);

    if (page->rows && now && page->rows->len == page->length)
      follow_loaded (self, page, position, now, func, data);
    else if (page->rows)
      replace_page (self, page, position, news->lengths[i], func, data);
    else
      follow_length (self, page, position, news->lengths[i], func, data);
    position += page->length;
  }
}

static void
split_page (EtaPages *self, guint at, const EtaKey *key, guint first)
{
  EtaPage *page = get_page (self, at);
  EtaPage *rest = insert_page (self, at + 1, key);

  rest->length = page->length - first;
  rest->used = page->used;
  page->length = first;
  if (!page->rows)
    return;
  rest->rows = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = first; i < page->rows->len; i++)
    g_ptr_array_add (rest->rows, g_object_ref (g_ptr_array_index (page->rows, i)));
  if (page->rows->len > first)
    g_ptr_array_set_size (page->rows, first);
}

/* From the end, so that numbers of pages stay true. */
static void
split_long_pages (EtaPages *self, GArray *splits)
{
  for (guint i = splits->len; i > 0;) {
    guint page = g_array_index (splits, Split, i - 1).page;
    guint last = i;

    while (i > 0 && g_array_index (splits, Split, i - 1).page == page)
      i--;
    if (get_page (self, page)->length < 2 * PAGE)
      continue;
    for (guint k = last; k > i; k--)
      if (get_page (self, page)->length > (k - i) * PAGE)
        split_page (self, page, &g_array_index (splits, Split, k - 1).key, (k - i) * PAGE);
  }
}

static void
drop_empty_pages (EtaPages *self)
{
  for (guint i = self->pages->len; i-- > 0 && self->pages->len > 1;) {
    EtaPage *page = get_page (self, i);

    if (page->length > 0)
      continue;
    if (i + 1 < self->pages->len) {
      EtaPage *next = get_page (self, i + 1);

      next->has_start = page->has_start;
      copy_key (&page->start, &next->start);
    }
    g_ptr_array_remove_index (self->pages, i);
  }
}

/* Rows beyond the known pages: one number, told at the end of the list. */
static void
follow_rest (EtaPages *self, gint64 count, EtaPagesFunc func, gpointer data)
{
  guint known = self->total - self->rest;
  guint now = count > known ? count - known : 0;
  guint kept = MIN (now, self->rest);
  guint removed = self->rest - kept, added = now - kept;

  self->rest = now;
  self->total = known + now;
  if (removed || added)
    func (known + kept, removed, added, data);
}

/* Rows that somebody has looked at. */
static gboolean
read_loaded (EtaPages *self, EtaDb *db, const EtaQuery *query, EtaNews *news, GError **error)
{
  for (guint i = 0; i < self->pages->len; i++) {
    EtaPage *page = get_page (self, i);
    GPtrArray *rows = NULL;

    if (page->rows && news->lengths[i] <= 4 * PAGE) {
      rows = eta_query_read (db, query, page->has_start ? &page->start : NULL, news->lengths[i],
                             error);
      if (!rows)
        return FALSE;
    }
    g_ptr_array_add (news->rows, rows);
  }
  return TRUE;
}

static void
unref_rows (gpointer rows)
{
  if (rows)
    g_ptr_array_unref (rows);
}

static gboolean
look (EtaPages *self, EtaDb *db, const EtaQuery *query, EtaNews *news, GError **error)
{
  const EtaKey *last = self->open || self->rest > 0 ? &self->end : NULL;
  Count count = { self, 0, news };

  if (!eta_query_walk (db, query, NULL, last, count_cb, &count, error) ||
      !read_loaded (self, db, query, news, error))
    return FALSE;
  if (self->rest > 0)
    news->count = eta_query_count (db, query, error);
  return self->rest == 0 || news->count >= 0;
}

/**
 * eta_pages_look:
 * @news: (out caller-allocates): what the file holds now: the walk and the pages of one snapshot
 */
gboolean
eta_pages_look (EtaPages *self, EtaDb *db, const EtaQuery *query, EtaNews *news, GError **error)
{
  gboolean begun = !eta_db_in_transaction (db);
  gboolean done;

  news->lengths = g_new0 (guint, self->pages->len);
  news->splits = g_array_new (FALSE, FALSE, sizeof (Split));
  g_array_set_clear_func (news->splits, clear_split);
  news->rows = g_ptr_array_new_with_free_func (unref_rows);
  news->count = -1;
  if (begun && !eta_db_begin_read (db, error))
    return FALSE;
  done = look (self, db, query, news, error);
  if (begun)
    eta_db_rollback (db);
  return done;
}

void
eta_news_clear (EtaNews *news)
{
  g_clear_pointer (&news->lengths, g_free);
  g_clear_pointer (&news->splits, g_array_unref);
  g_clear_pointer (&news->rows, g_ptr_array_unref);
}

/* Brings the pages to what was found. */
void
eta_pages_apply (EtaPages *self, EtaNews *news, EtaPagesFunc func, gpointer data)
{
  follow_pages (self, news, func, data);
  if (news->count >= 0)
    follow_rest (self, news->count, func, data);
  split_long_pages (self, news->splits);
  drop_empty_pages (self);
  self->generation++;
}

/* For eyes in another thread: what is known, and which rows are loaded. */
void
eta_pages_copy (const EtaPages *from, EtaPages *to)
{
  *to = *from;
  to->pages = g_ptr_array_new_with_free_func (free_page);
  to->end.text = g_strdup (from->end.text);
  for (guint i = 0; i < from->pages->len; i++) {
    const EtaPage *page = g_ptr_array_index (from->pages, i);
    EtaPage *copy = g_new0 (EtaPage, 1);

    *copy = *page;
    copy->start.text = g_strdup (page->start.text);
    copy->rows = page->rows ? g_ptr_array_ref (page->rows) : NULL;
    g_ptr_array_add (to->pages, copy);
  }
}

GPtrArray *
eta_pages_read_more (const EtaPages *self, EtaDb *db, const EtaQuery *query, GError **error)
{
  return eta_query_read (db, query, self->has_end ? &self->end : NULL, SEARCH_PAGE, error);
}

/* Adds the next page of a search: at most as many as eta_pages_read_more() gives. */
void
eta_pages_grow (EtaPages *self, GPtrArray *rows, EtaPagesFunc func, gpointer data)
{
  guint total = self->total;
  EtaPage *page;

  if (rows->len) {
    page = insert_page (self, self->pages->len, &self->end);
    page->length = rows->len;
    page->used = ++self->clock;
    page->rows = g_ptr_array_ref (rows);
    self->total += rows->len;
    unload_oldest (self, page);
  }
  set_end (self, rows);
  self->open = rows->len == SEARCH_PAGE;
  self->generation++;
  if (rows->len)
    func (total, 0, rows->len, data);
}
