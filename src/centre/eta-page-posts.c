/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Training and notices, which the centre itself writes: their lists, each one's page, and the notices
 * as RSS 2.0.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-date.h"

#include <glib/gi18n.h>
#include <string.h>

#define PER_PAGE 20
#define IN_FEED 50

static const EtaKind *
get_kind (EtaPage *page)
{
  return strstr (eta_request_get_path (page->x), "/notices") ? &eta_kind_notice
                                                             : &eta_kind_training;
}

static const char *
get_folder (const EtaKind *kind)
{
  return kind == &eta_kind_notice ? "notices" : "training";
}

static gboolean
is_past (const EtaPage *page, const EtaJson *doc, const char *pointer)
{
  GDate day;

  return eta_date_read (eta_json_get_string (doc, pointer), &day) &&
         g_date_compare (&day, &page->today) < 0;
}

static char *
format_day (const EtaPage *page, const EtaJson *doc, const char *pointer)
{
  const char *stored = eta_json_get_string (doc, pointer);
  GDate day;

  return eta_date_read (stored, &day) ? eta_date_format (stored, page->language) : NULL;
}

/* "3 Dec 2026 – 5 Dec 2026"; of a notice its day */
static char *
format_when (const EtaPage *page, const EtaListing *listing)
{
  g_autofree char *begin = format_day (page, listing->doc, "/starts_on");
  g_autofree char *end = format_day (page, listing->doc, "/ends_on");
  g_autofree char *day = format_day (page, listing->doc, "/published_on");
  g_autofree char *at = g_strndup (listing->at, 10);

  if (listing->kind == &eta_kind_notice)
    return day ? g_steal_pointer (&day) : eta_date_format (at, page->language);
  if (begin && end && !g_str_equal (begin, end))
    return g_strdup_printf ("%s – %s", begin, end);
  return g_strdup (begin ? begin : end);
}

static void
set_choice (const EtaPage *page, EtaJson *out, const EtaListing *listing, const char *pointer)
{
  const EtaField *field = eta_kind_field (listing->kind, pointer);
  const char *value = eta_json_get_string (listing->doc, pointer);
  const char *label = field ? eta_field_choice_label (field, value) : NULL;

  eta_json_set_string (out, pointer, label ? eta_words_get (page->words, label) : value);
}

/**
 * eta_page_post:
 * @listing: training or a notice
 * @present: only what is not over
 *
 * Returns: (transfer full) (nullable): it in a list; %NULL: it is not shown any more
 */
EtaJson *
eta_page_post (EtaPage *page, const EtaListing *listing, gboolean present)
{
  g_autofree char *link = eta_page_link (page, get_folder (listing->kind), listing->id);
  g_autofree char *when = format_when (page, listing);
  g_autofree char *title = eta_kind_title (listing->kind, listing->doc, page->language);
  gboolean over = is_past (page, listing->doc, "/ends_on") ||
                  (eta_json_is_empty (eta_json_get (listing->doc, "/ends_on")) &&
                   is_past (page, listing->doc, "/starts_on"));
  const EtaJson *summary = eta_json_get (listing->doc, "/summary");
  EtaJson *out;

  if (is_past (page, listing->doc, "/expires_on") || (present && over))
    return NULL;
  out = eta_json_new_object ();
  eta_json_set_string (out, "/link", link);
  eta_json_set_string (out, "/when", when);
  eta_page_set_text (page, out, "/name", eta_json_get (listing->doc, "/title"));
  if (!eta_json_get (out, "/name"))
    eta_json_set_string (out, "/name/text", title);
  eta_page_set_text (page, out, "/summary",
                     summary ? summary : eta_json_get (listing->doc, "/body"));
  eta_json_set_string (out, "/place", eta_json_get_string (listing->doc, "/place"));
  eta_json_set_string (out, "/organiser", eta_json_get_string (listing->doc, "/organiser"));
  set_choice (page, out, listing, "/mode");
  if (over)
    eta_json_set_string (out, "/over", "yes");
  return out;
}

/**
 * eta_page_make_posts:
 *
 * `/{lang}/training` and `/{lang}/notices`
 */
const char *
eta_page_make_posts (EtaPage *page, GError **error)
{
  const EtaKind *kind = get_kind (page);
  EtaPublishedQuery query = { .kind = kind,
                              .per_page = PER_PAGE,
                              .page = eta_page_get_number (page) };
  guint total = 0;
  g_autoptr (GPtrArray) listings = eta_published_list (page->ledger, &query, &total, error);
  EtaJson *list;

  if (!listings)
    return NULL;
  list = eta_json_new_array ();
  for (guint i = 0; i < listings->len; i++) {
    EtaJson *item = eta_page_post (page, g_ptr_array_index (listings, i), FALSE);

    if (item)
      eta_json_append (list, item);
  }
  eta_json_take (page->data, "/posts", list);
  eta_json_set_int (page->data, "/level", 2);
  eta_json_set_string (page->data, kind == &eta_kind_notice ? "/is_notices" : "/is_training",
                       "yes");
  eta_page_set_pager (page, get_folder (kind), query.page, (total + PER_PAGE - 1) / PER_PAGE);
  eta_page_set_head (page, eta_words_get (page->words, kind->plural), NULL);
  return "posts";
}

/**
 * eta_page_make_post:
 *
 * `/{lang}/training/{id}` and `/{lang}/notices/{id}`
 */
const char *
eta_page_make_post (EtaPage *page, GError **error)
{
  const EtaKind *kind = get_kind (page);
  g_autoptr (EtaListing) listing =
      eta_published_get (page->ledger, kind, eta_request_get_part (page->x, 1), error);
  EtaJson *post = listing ? eta_page_post (page, listing, FALSE) : NULL;
  g_autofree char *back = NULL;
  g_autofree char *title = NULL;

  if (!post)
    return NULL;
  title = eta_kind_title (kind, listing->doc, page->language);
  back = eta_page_link (page, get_folder (kind), NULL);
  eta_page_set_head (page, title, eta_json_get_string (post, "/summary/text"));
  eta_json_take (page->data, "/post", post);
  eta_json_set_string (page->data, "/back/link", back);
  eta_json_set_string (page->data, "/back/label", eta_words_get (page->words, kind->plural));
  eta_json_take (page->data, "/prose", eta_page_prose (page, kind, listing->doc));
  eta_json_take (page->data, "/sections", eta_page_facts (page, kind, listing->doc, G_MAXUINT));
  return "post";
}

/* "2026-11-24T…" → "Tue, 24 Nov 2026 09:14:00 GMT", whatever the process's language */
static char *
format_rfc822 (const char *at)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (at, NULL);

  if (!time)
    return NULL;
  return g_strdup_printf (
      "%s, %02d %s %04d %02d:%02d:%02d GMT", days[g_date_time_get_day_of_week (time) - 1],
      g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1],
      g_date_time_get_year (time), g_date_time_get_hour (time), g_date_time_get_minute (time),
      g_date_time_get_second (time));
}

/**
 * eta_page_make_rss:
 *
 * `/{lang}/notices.rss`
 */
const char *
eta_page_make_rss (EtaPage *page, GError **error)
{
  EtaPublishedQuery query = { .kind = &eta_kind_notice, .per_page = IN_FEED };
  g_autoptr (GPtrArray) listings = eta_published_list (page->ledger, &query, NULL, error);
  EtaJson *items;

  if (!listings)
    return NULL;
  items = eta_json_new_array ();
  for (guint i = 0; i < listings->len; i++) {
    const EtaListing *listing = g_ptr_array_index (listings, i);
    EtaJson *item = eta_page_post (page, listing, FALSE);
    g_autofree char *date = item ? format_rfc822 (listing->at) : NULL;

    if (!item)
      continue;
    eta_json_set_string (item, "/date", date);
    eta_json_append (items, item);
  }
  eta_json_take (page->data, "/items", items);
  eta_page_set_head (
      page, eta_words_get (page->words, eta_kind_notice.plural),
      eta_words_get (page->words,
                     N_ ("News, funding, events and rules that concern small exporters.")));
  return "rss";
}
