/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The home page: categories with pictures, what is new, provinces, training and notices.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-photos.h"

#include <glib/gi18n.h>
#include <string.h>

#define NEWEST 8
#define POSTS 3
#define LOOKED_AT 6 /* products of a category that are looked at for a picture */

static char *
make_filter (const EtaPage *page, const char *name, const char *code)
{
  g_autofree char *escaped = g_uri_escape_string (code, NULL, FALSE);

  return g_strdup_printf ("/%s/products?%s=%s", page->language, name, escaped);
}

/* "food" counts "food.coffee" too. */
static guint
sum_counts (GPtrArray *counts, const char *root)
{
  gsize length = strlen (root);
  guint sum = 0;

  for (guint i = 0; i < counts->len; i++) {
    const EtaCount *count = g_ptr_array_index (counts, i);

    if (strncmp (count->code, root, length) == 0 && strchr (".", count->code[length]))
      sum += count->n;
  }
  return sum;
}

static EtaJson *
new_choice (const EtaPage *page, const EtaCode *code, const char *filter, guint n)
{
  EtaJson *item = eta_json_new_object ();
  g_autofree char *link = make_filter (page, filter, code->code);

  eta_json_set_string (item, "/link", link);
  eta_json_set_string (item, "/label", eta_code_title (code, page->language));
  eta_json_set_int (item, "/count", n);
  return item;
}

/* The cover of the newest product of a category that has one here */
static gboolean
set_picture (EtaPage *page, EtaJson *item, const char *category, GError **error)
{
  EtaPublishedQuery query = { .kind = &eta_kind_product,
                              .category = category,
                              .per_page = LOOKED_AT };
  g_autoptr (GPtrArray) listings = eta_published_list (page->ledger, &query, NULL, error);

  for (guint i = 0; listings && i < listings->len && !eta_json_get (item, "/picture"); i++) {
    const EtaListing *listing = g_ptr_array_index (listings, i);
    EtaJson *picture = eta_page_picture (page, eta_photos_get_cover (listing->doc));

    if (picture)
      eta_json_take (item, "/picture", picture);
  }
  return listings != NULL;
}

static gboolean
add_categories (EtaPage *page, GError **error)
{
  EtaCodes *codes = eta_catalogue_get_codes (page->catalogue, "categories");
  g_autoptr (GPtrArray) counts =
      eta_published_count (page->ledger, &eta_kind_product, ETA_COUNT_CATEGORY, error);
  g_autoptr (GPtrArray) roots = eta_codes_children (codes, NULL);
  g_autoptr (EtaJson) list = eta_json_new_array ();

  for (guint i = 0; counts && i < roots->len; i++) {
    const EtaCode *code = g_ptr_array_index (roots, i);
    guint n = sum_counts (counts, code->code);
    g_autoptr (EtaJson) item = n ? new_choice (page, code, "category", n) : NULL;

    if (!item)
      continue;
    if (!set_picture (page, item, code->code, error))
      return FALSE;
    eta_json_append (list, g_steal_pointer (&item));
  }
  eta_json_take (page->data, "/categories", g_steal_pointer (&list));
  return counts != NULL;
}

/* The provinces of one country that have products */
static EtaJson *
make_country (const EtaPage *page, EtaCodes *regions, const EtaCode *country, GPtrArray *counts)
{
  g_autoptr (EtaJson) provinces = eta_json_new_array ();
  EtaJson *item;

  for (guint i = 0; i < counts->len; i++) {
    const EtaCount *count = g_ptr_array_index (counts, i);
    const EtaCode *code = eta_codes_find (regions, count->code);

    if (code && g_strcmp0 (code->parent, country->code) == 0)
      eta_json_append (provinces, new_choice (page, code, "province", count->n));
  }
  if (eta_json_size (provinces) == 0)
    return NULL;
  item = eta_json_new_object ();
  eta_json_set_string (item, "/country", eta_code_title (country, page->language));
  eta_json_take (item, "/provinces", g_steal_pointer (&provinces));
  return item;
}

static gboolean
add_places (EtaPage *page, GError **error)
{
  EtaCodes *regions = eta_catalogue_get_codes (page->catalogue, "regions");
  g_autoptr (GPtrArray) counts =
      eta_published_count (page->ledger, &eta_kind_product, ETA_COUNT_PROVINCE, error);
  g_autoptr (GPtrArray) countries = eta_codes_children (regions, NULL);
  EtaJson *list;

  if (!counts)
    return FALSE;
  list = eta_json_new_array ();
  for (guint i = 0; i < countries->len; i++) {
    EtaJson *item = make_country (page, regions, g_ptr_array_index (countries, i), counts);

    if (item)
      eta_json_append (list, item);
  }
  eta_json_take (page->data, "/places", list);
  return TRUE;
}

static gboolean
add_newest (EtaPage *page, GError **error)
{
  EtaPublishedQuery query = { .kind = &eta_kind_product, .per_page = NEWEST };
  EtaJson *cards = eta_page_cards (page, &query, NULL, NULL, error);

  if (!cards)
    return FALSE;
  eta_json_take (page->data, "/newest", cards);
  return TRUE;
}

static gboolean
add_posts (EtaPage *page, const EtaKind *kind, const char *pointer, GError **error)
{
  EtaPublishedQuery query = { .kind = kind, .per_page = 4 * POSTS };
  g_autoptr (GPtrArray) listings = eta_published_list (page->ledger, &query, NULL, error);
  EtaJson *list;

  if (!listings)
    return FALSE;
  list = eta_json_new_array ();
  for (guint i = 0; i < listings->len && eta_json_size (list) < POSTS; i++) {
    EtaJson *item = eta_page_post (page, g_ptr_array_index (listings, i), TRUE);

    if (item)
      eta_json_append (list, item);
  }
  eta_json_take (page->data, pointer, list);
  return TRUE;
}

/**
 * eta_page_make_home:
 *
 * `/{lang}/`
 */
const char *
eta_page_make_home (EtaPage *page, GError **error)
{
  const char *line = eta_words_get (
      page->words, N_ ("Products of small businesses from Brunei, Indonesia, Malaysia and the "
                       "Philippines, with their makers, prices and papers."));

  eta_page_set_head (page, eta_words_get (page->words, N_ ("Product gallery")), line);
  eta_json_set_int (page->data, "/level", 3);
  if (!add_categories (page, error) || !add_newest (page, error) || !add_places (page, error) ||
      !add_posts (page, &eta_kind_training, "/training", error) ||
      !add_posts (page, &eta_kind_notice, "/notices", error))
    return NULL;
  return "home";
}
