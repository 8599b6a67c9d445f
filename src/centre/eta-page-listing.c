/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A product and a business, each with its pictures, its facts, its papers and what belongs to it.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-photos.h"

#include <glib/gi18n.h>

#define MORE 8
#define OF_MAKER 24
#define TRADE (1u << ETA_SECTION_TRADE)
#define CONTACT (1u << ETA_SECTION_CONTACT)
#define REST ~(TRADE | CONTACT)

static void
take_list (EtaPage *page, const char *pointer, EtaJson *take_list)
{
  eta_json_take (page->data, pointer, take_list);
}

/* The first picture is a page's large one; the others follow it. */
static void
set_pictures (EtaPage *page, const EtaJson *doc)
{
  EtaJson *all = eta_page_pictures (page, doc);
  const EtaJson *first = eta_json_first (all);
  const char *source = eta_json_get_string (first, "/large");

  if (first) {
    g_autofree char *image = g_strdup_printf ("%s%s?w=1280", page->base, source);

    eta_json_set_string (page->data, "/page/image", image);
    take_list (page, "/cover", eta_json_copy (first));
    eta_json_remove (all, "/0");
  }
  take_list (page, "/pictures", all);
  if (eta_json_size (all) > 0)
    eta_json_set_string (page->data, "/has_pictures", "yes");
}

/* What both kinds have */
static void
set_common (EtaPage *page, const EtaListing *listing)
{
  g_autofree char *structured = eta_page_structured (page, listing);
  g_autofree char *title = eta_kind_title (listing->kind, listing->doc, page->language);
  g_autofree char *office = NULL;
  EtaJson *prose = eta_page_prose (page, listing->kind, listing->doc);

  eta_page_set_head (page, title, eta_json_get_string (eta_json_first (prose), "/text"));
  eta_page_set_text (page, page->data, "/name", eta_json_get (listing->doc, "/name"));
  if (!eta_json_get (page->data, "/name"))
    eta_json_set_string (page->data, "/name/text", title);
  eta_json_set_string (page->data, "/structured", structured);
  eta_json_set_string (page->data, "/office", listing->office_name);
  set_pictures (page, listing->doc);
  take_list (page, "/prose", prose);
  take_list (page, "/trade", eta_page_facts (page, listing->kind, listing->doc, TRADE));
  take_list (page, "/contact", eta_page_facts (page, listing->kind, listing->doc, CONTACT));
  take_list (page, "/sections", eta_page_facts (page, listing->kind, listing->doc, REST));
  take_list (page, "/papers", eta_page_papers (page, listing->doc));
  if (eta_json_size (eta_json_get (page->data, "/papers")) > 0)
    eta_json_set_string (page->data, "/has_papers", "yes");
}

static void
set_category (EtaPage *page, const EtaJson *doc)
{
  const char *code = eta_json_get_string (doc, "/category");
  g_autofree char *label = eta_page_code (page, "categories", code);
  g_autofree char *escaped = code ? g_uri_escape_string (code, NULL, FALSE) : NULL;
  g_autofree char *link = NULL;

  if (!label || !*label)
    return;
  link = g_strdup_printf ("/%s/products?category=%s", page->language, escaped);
  eta_json_set_string (page->data, "/category/label", label);
  eta_json_set_string (page->data, "/category/link", link);
}

static void
set_maker (EtaPage *page, const EtaListing *listing)
{
  EtaJson *maker = eta_json_new_object ();
  EtaJson *picture = eta_page_picture (page, eta_photos_get_cover (listing->business));
  g_autofree char *link = eta_page_link (page, "businesses", listing->business_id);
  g_autofree char *place = eta_page_place (page, listing->business);

  eta_json_set_string (maker, "/link", link);
  eta_json_set_string (maker, "/label", eta_json_get_string (listing->business, "/name"));
  eta_json_set_string (maker, "/place", place);
  eta_page_set_text (page, maker, "/story", eta_json_get (listing->business, "/description"));
  if (picture)
    eta_json_take (maker, "/portrait", picture);
  eta_json_take (maker, "/reach",
                 eta_page_facts (page, &eta_kind_business, listing->business, CONTACT));
  take_list (page, "/maker", maker);
}

/* Newest products of a business, without the one that is shown */
static gboolean
add_products (EtaPage *page, const char *business, const char *without, guint most, GError **error)
{
  EtaPublishedQuery query = { .kind = &eta_kind_product,
                              .business = business,
                              .per_page = most + 1 };
  EtaJson *cards = eta_page_cards (page, &query, without, NULL, error);

  if (!cards)
    return FALSE;
  if (eta_json_size (cards) > 0)
    eta_json_set_string (page->data, "/has_cards", "yes");
  take_list (page, "/cards", cards);
  return TRUE;
}

/**
 * eta_page_make_product:
 *
 * `/{lang}/products/{id}`
 */
const char *
eta_page_make_product (EtaPage *page, GError **error)
{
  g_autoptr (EtaListing) listing =
      eta_published_get (page->ledger, &eta_kind_product, eta_request_get_part (page->x, 1), error);

  if (!listing)
    return NULL;
  set_common (page, listing);
  set_category (page, listing->doc);
  if (listing->business) {
    set_maker (page, listing);
    if (!add_products (page, listing->business_id, listing->id, MORE, error))
      return NULL;
  }
  return "product";
}

/**
 * eta_page_make_business:
 *
 * `/{lang}/businesses/{id}`
 */
const char *
eta_page_make_business (EtaPage *page, GError **error)
{
  g_autoptr (EtaListing) listing = eta_published_get (page->ledger, &eta_kind_business,
                                                      eta_request_get_part (page->x, 1), error);
  g_autofree char *place = listing ? eta_page_place (page, listing->doc) : NULL;

  if (!listing)
    return NULL;
  set_common (page, listing);
  eta_json_set_string (page->data, "/place", place);
  return add_products (page, listing->id, NULL, OF_MAKER, error) ? "business" : NULL;
}
