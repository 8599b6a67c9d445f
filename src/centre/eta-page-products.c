/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The list of products: search, filters as a plain form, pages.
 */
#include "config.h"

#include "eta-page.h"

#include <glib/gi18n.h>
#include <string.h>

#define PER_PAGE 24

/* The filters in use. What does not exist, or does not fit the others, is as if not asked. */
typedef struct {
  char *text;
  const EtaCode *province;
  const EtaCode *regency;
  const EtaCode *category;
} Filters;

static const EtaCode *
find_asked (EtaPage *page, const char *list, const char *name)
{
  const char *code = eta_request_get_query (page->x, name);

  return code && *code ? eta_codes_find (eta_catalogue_get_codes (page->catalogue, list), code)
                       : NULL;
}

static void
read_filters (EtaPage *page, Filters *filters)
{
  const char *text = eta_request_get_query (page->x, "q");

  filters->text = g_strstrip (
      g_utf8_substring (text ? text : "", 0, MIN (g_utf8_strlen (text ? text : "", -1), 200)));
  filters->province = find_asked (page, "regions", "province");
  filters->regency = find_asked (page, "regions", "regency");
  filters->category = find_asked (page, "categories", "category");
  if (filters->regency &&
      (!filters->province || g_strcmp0 (filters->regency->parent, filters->province->code) != 0))
    filters->regency = NULL;
}

/* -- options -------------------------------------------------------------------------------- */

static void
add_option (EtaPage *page, EtaJson *list, const EtaCode *code, const EtaCode *chosen,
            gboolean indented)
{
  EtaJson *option = eta_json_new_object ();
  g_autofree char *label = g_strconcat (indented ? "\u00a0\u00a0\u00a0" : "",
                                        eta_code_title (code, page->language), NULL);

  eta_json_set_string (option, "/code", code->code);
  eta_json_set_string (option, "/label", label);
  if (code == chosen)
    eta_json_set_string (option, "/chosen", "yes");
  eta_json_append (list, option);
}

static gboolean
is_counted (GPtrArray *counts, const char *code)
{
  gsize length = strlen (code);

  for (guint i = 0; i < counts->len; i++) {
    const EtaCount *count = g_ptr_array_index (counts, i);

    if (strncmp (count->code, code, length) == 0 && strchr (".", count->code[length]))
      return TRUE;
  }
  return FALSE;
}

/* Both levels of the tree, as far as there are products */
static gboolean
add_categories (EtaPage *page, const Filters *filters, GError **error)
{
  EtaCodes *codes = eta_catalogue_get_codes (page->catalogue, "categories");
  g_autoptr (GPtrArray) counts =
      eta_published_count (page->ledger, &eta_kind_product, ETA_COUNT_CATEGORY, error);
  EtaJson *list;

  if (!counts)
    return FALSE;
  list = eta_json_new_array ();
  for (guint i = 0; i < eta_codes_get_size (codes); i++) {
    const EtaCode *code = eta_codes_get (codes, i);

    if (is_counted (counts, code->code) || code == filters->category)
      add_option (page, list, code, filters->category, code->parent && *code->parent);
  }
  eta_json_take (page->data, "/categories", list);
  return TRUE;
}

static gboolean
add_regions (EtaPage *page, const char *pointer, EtaCountBy by, const char *parent,
             const EtaCode *chosen, GError **error)
{
  EtaCodes *codes = eta_catalogue_get_codes (page->catalogue, "regions");
  g_autoptr (GPtrArray) counts = eta_published_count (page->ledger, &eta_kind_product, by, error);
  EtaJson *list;

  if (!counts)
    return FALSE;
  list = eta_json_new_array ();
  for (guint i = 0; i < counts->len; i++) {
    const EtaCount *count = g_ptr_array_index (counts, i);
    const EtaCode *code = eta_codes_find (codes, count->code);

    if (code && (!parent || g_strcmp0 (code->parent, parent) == 0))
      add_option (page, list, code, chosen, FALSE);
  }
  if (parent && eta_json_size (list) > 0)
    eta_json_set_string (page->data, "/has_regencies", "yes");
  eta_json_take (page->data, pointer, list);
  return TRUE;
}

static gboolean
add_options (EtaPage *page, const Filters *filters, GError **error)
{
  return add_categories (page, filters, error) &&
         add_regions (page, "/provinces", ETA_COUNT_PROVINCE, NULL, filters->province, error) &&
         (!filters->province || add_regions (page, "/regencies", ETA_COUNT_REGENCY,
                                             filters->province->code, filters->regency, error));
}

/* -- filters that can be taken away ---------------------------------------------------------- */

static void
append_pair (GString *query, const char *name, const char *value)
{
  g_string_append_printf (query, "%s%s=", query->len ? "&" : "?", name);
  g_string_append_uri_escaped (query, value, NULL, FALSE);
}

/* The address without one of the filters; without a province there is no regency either. */
static char *
make_address_without (EtaPage *page, const Filters *filters, const char *without)
{
  g_autoptr (GString) query = g_string_new (NULL);

  if (*filters->text && !g_str_equal (without, "q"))
    append_pair (query, "q", filters->text);
  if (filters->province && !g_str_equal (without, "province")) {
    append_pair (query, "province", filters->province->code);
    if (filters->regency && !g_str_equal (without, "regency"))
      append_pair (query, "regency", filters->regency->code);
  }
  if (filters->category && !g_str_equal (without, "category"))
    append_pair (query, "category", filters->category->code);
  return g_strdup_printf ("/%s/products%s", page->language, query->str);
}

static void
add_chip (EtaPage *page, EtaJson *list, const Filters *filters, const char *name, const char *label)
{
  EtaJson *chip = eta_json_new_object ();
  g_autofree char *address = make_address_without (page, filters, name);

  eta_json_set_string (chip, "/label", label);
  eta_json_set_string (chip, "/address", address);
  eta_json_append (list, chip);
}

static void
add_code_chip (EtaPage *page, EtaJson *list, const Filters *filters, const char *name,
               const EtaCode *code)
{
  if (code)
    add_chip (page, list, filters, name, eta_code_title (code, page->language));
}

static void
add_chips (EtaPage *page, const Filters *filters)
{
  EtaJson *list = eta_json_new_array ();
  g_autofree char *all = eta_page_link (page, "products", NULL);

  if (*filters->text) {
    g_autofree char *quoted = g_strdup_printf ("“%s”", filters->text);

    add_chip (page, list, filters, "q", quoted);
  }
  add_code_chip (page, list, filters, "category", filters->category);
  add_code_chip (page, list, filters, "province", filters->province);
  add_code_chip (page, list, filters, "regency", filters->regency);
  if (eta_json_size (list) > 0)
    eta_json_take (page->data, "/filters/chips", list);
  else
    eta_json_free (list);
  eta_json_set_string (page->data, "/all", all);
}

/* -- the list ------------------------------------------------------------------------------- */

static EtaJson *
list_products (EtaPage *page, const Filters *filters, guint *number, guint *total, GError **error)
{
  EtaPublishedQuery query = {
    .kind = &eta_kind_product,
    .text = filters->text,
    .province = filters->province ? filters->province->code : NULL,
    .regency = filters->regency ? filters->regency->code : NULL,
    .category = filters->category ? filters->category->code : NULL,
    .page = *number,
    .per_page = PER_PAGE,
  };
  g_autoptr (EtaJson) cards = eta_page_cards (page, &query, NULL, total, error);

  if (!cards || eta_json_size (cards) > 0 || *total == 0 || *number == 1)
    return g_steal_pointer (&cards);
  *number = query.page =
      (MIN (*total, 10000) + PER_PAGE - 1) / PER_PAGE; /* beyond the end: the last */
  return eta_page_cards (page, &query, NULL, total, error);
}

static char *
make_title (EtaPage *page, const Filters *filters)
{
  const char *products = eta_words_get (page->words, eta_kind_product.plural);
  const EtaCode *place = filters->regency ? filters->regency : filters->province;
  const char *what =
      filters->category ? eta_code_title (filters->category, page->language) : products;

  if (*filters->text)
    return g_strdup_printf ("“%s” – %s", filters->text, what);
  return place ? g_strdup_printf ("%s – %s", what, eta_code_title (place, page->language))
               : g_strdup (what);
}

static void
set_total (EtaPage *page, guint total)
{
  g_autofree char *number = g_strdup_printf ("%u", MIN (total, 10000));
  g_autofree char *shown = g_strdup_printf ("%s%s", total > 10000 ? "> " : "", number);

  eta_json_set_string (page->data, "/total", shown);
}

static gboolean
fill (EtaPage *page, const Filters *filters, GError **error)
{
  guint number = eta_page_get_number (page), total = 0;
  EtaJson *cards = list_products (page, filters, &number, &total, error);
  g_autofree char *title = make_title (page, filters);

  if (!cards)
    return FALSE;
  eta_json_take (page->data, "/cards", cards);
  eta_json_set_string (page->data, "/heading", title);
  eta_json_set_string (page->data, "/text", filters->text);
  set_total (page, total);
  eta_page_set_pager (page, "products", number, (MIN (total, 10000) + PER_PAGE - 1) / PER_PAGE);
  eta_page_set_head (page, title, NULL);
  if (*filters->text)
    eta_json_set_string (page->data, "/page/unlisted",
                         "yes"); /* search engines find endless searches */
  add_chips (page, filters);
  return add_options (page, filters, error);
}

/**
 * eta_page_make_products:
 *
 * `/{lang}/products?q=&province=&regency=&category=&page=`
 */
const char *
eta_page_make_products (EtaPage *page, GError **error)
{
  Filters filters;
  gboolean filled;

  read_filters (page, &filters);
  filled = fill (page, &filters, error);
  g_free (filters.text);
  return filled ? "products" : NULL;
}
