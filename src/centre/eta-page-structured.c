/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Listings for search engines: schema.org in JSON-LD, from the same gated documents as the page.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-number.h"
#include "eta-photos.h"

#include <string.h>

static char *
make_absolute (const EtaPage *page, const char *address)
{
  return g_strconcat (page->base, address, NULL);
}

static void
set_url (const EtaPage *page, EtaJson *out, const char *folder, const char *id)
{
  g_autofree char *link = eta_page_link (page, folder, id);
  g_autofree char *url = make_absolute (page, link);

  eta_json_set_string (out, "/url", url);
}

static void
set_images (const EtaPage *page, EtaJson *out, const EtaJson *doc)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (doc);

  for (guint i = 0; i < keys->len; i++) {
    const EtaJson *photo =
        eta_json_member (eta_json_get (doc, "/photos"), g_ptr_array_index (keys, i));
    const char *sha256 = eta_json_get_string (photo, "/sha256");
    g_autofree char *url =
        sha256 ? g_strconcat (page->base, "/photos/", sha256, "?w=1280", NULL) : NULL;

    if (!url || !eta_vault_has (eta_centre_get_vault (page->centre), sha256))
      continue;
    if (!eta_json_get (out, "/image"))
      eta_json_take (out, "/image", eta_json_new_array ());
    eta_json_set_string (out, "/image/-", url);
  }
}

/* Copies a member under its name at schema.org. */
static void
copy (EtaJson *out, const char *to, const EtaJson *doc, const char *from)
{
  const EtaJson *value = eta_json_get (doc, from);

  if (!eta_json_is_empty (value))
    eta_json_take (out, to, eta_json_copy (value));
}

static void
set_address (const EtaPage *page, EtaJson *out, const EtaJson *business)
{
  g_autofree char *regency =
      eta_page_code (page, "regions", eta_json_get_string (business, "/regency"));
  g_autofree char *province =
      eta_page_code (page, "regions", eta_json_get_string (business, "/province"));

  eta_json_set_string (out, "/address/@type", "PostalAddress");
  eta_json_set_string (out, "/address/addressLocality", regency);
  eta_json_set_string (out, "/address/addressRegion", province);
  copy (out, "/address/addressCountry", business, "/country");
  copy (out, "/address/streetAddress", business, "/street");
  copy (out, "/address/postalCode", business, "/postcode");
}

static void
set_links (EtaJson *out, const EtaJson *business)
{
  EtaJson *same = eta_json_new_array ();
  const EtaJson *website = eta_json_get (business, "/website");

  if (!eta_json_is_empty (website))
    eta_json_append (same, eta_json_copy (website));
  eta_json_foreach (link, eta_json_get (business, "/links"))
    if (eta_json_string (link))
      eta_json_append (same, eta_json_copy (link));
  eta_json_take (out, "/sameAs", same);
  if (eta_json_size (same) == 0)
    eta_json_remove (out, "/sameAs");
}

static EtaJson *
make_organization (const EtaPage *page, const char *id, const EtaJson *business)
{
  EtaJson *out = eta_json_new_object ();
  g_autofree char *founded = NULL;

  eta_json_set_string (out, "/@type", "Organization");
  copy (out, "/name", business, "/name");
  eta_json_set_string (out, "/description",
                       eta_page_pick (page, eta_json_get (business, "/description"), NULL));
  copy (out, "/telephone", business, "/phone");
  copy (out, "/email", business, "/email");
  copy (out, "/founder/name", business, "/owner");
  if (eta_json_get (out, "/founder"))
    eta_json_set_string (out, "/founder/@type", "Person");
  if (eta_json_get_int (business, "/founded", 0) > 0) {
    founded = g_strdup_printf ("%" G_GINT64_FORMAT, eta_json_get_int (business, "/founded", 0));
    eta_json_set_string (out, "/foundingDate", founded);
  }
  set_address (page, out, business);
  set_links (out, business);
  set_images (page, out, business);
  set_url (page, out, "businesses", id);
  return out;
}

static char *
dup_amount (const EtaJson *doc)
{
  const EtaJson *amount = eta_json_get (doc, "/price/amount");

  if (eta_json_is (amount, ETA_JSON_NUMBER))
    return g_strdup_printf ("%" G_GINT64_FORMAT, eta_json_int (amount, 0));
  return eta_decimal_is_valid (eta_json_string (amount)) ? g_strdup (eta_json_string (amount))
                                                         : NULL;
}

static void
set_offer (const EtaPage *page, EtaJson *out, const EtaListing *listing)
{
  g_autofree char *amount = dup_amount (listing->doc);
  const char *currency = eta_json_get_string (listing->doc, "/price/currency");

  if (!amount || !currency || strlen (currency) != 3)
    return;
  eta_json_set_string (out, "/offers/@type", "Offer");
  eta_json_set_string (out, "/offers/price", amount);
  eta_json_set_string (out, "/offers/priceCurrency", currency);
  eta_json_set_string (out, "/offers/url", eta_json_get_string (out, "/url"));
  if (eta_json_get_int (listing->doc, "/stock", 0) > 0)
    eta_json_set_string (out, "/offers/availability", "https://schema.org/InStock");
  if (listing->business) {
    eta_json_set_string (out, "/offers/seller/@type", "Organization");
    copy (out, "/offers/seller/name", listing->business, "/name");
  }
}

static EtaJson *
make_product (const EtaPage *page, const EtaListing *listing)
{
  EtaJson *out = eta_json_new_object ();
  g_autofree char *title = eta_kind_title (listing->kind, listing->doc, page->language);
  g_autofree char *category =
      eta_page_code (page, "categories", eta_json_get_string (listing->doc, "/category"));

  eta_json_set_string (out, "/@type", "Product");
  eta_json_set_string (out, "/name", title);
  eta_json_set_string (out, "/description",
                       eta_page_pick (page, eta_json_get (listing->doc, "/description"), NULL));
  eta_json_set_string (out, "/category", category);
  copy (out, "/sku", listing->doc, "/sku");
  copy (out, "/gtin", listing->doc, "/gtin");
  set_images (page, out, listing->doc);
  set_url (page, out, "products", listing->id);
  set_offer (page, out, listing);
  if (listing->business)
    eta_json_take (out, "/manufacturer",
                   make_organization (page, listing->business_id, listing->business));
  return out;
}

/* So that it can stand in a script element, and in XML too */
static char *
escape (const char *json)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = json; *p; p++) {
    if (strchr ("<>&", *p))
      g_string_append_printf (out, "\\u%04x", *p);
    else
      g_string_append_c (out, *p);
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * eta_page_structured:
 * @listing: a product or a business
 *
 * Returns: (transfer full): JSON-LD that can stand in a page as it is
 */
char *
eta_page_structured (EtaPage *page, const EtaListing *listing)
{
  g_autoptr (EtaJson) out = listing->kind == &eta_kind_business
                                ? make_organization (page, listing->id, listing->doc)
                                : make_product (page, listing);
  g_autofree char *text = NULL;

  eta_json_set_string (out, "/@context", "https://schema.org");
  text = eta_json_canonical (out);
  return escape (text);
}
