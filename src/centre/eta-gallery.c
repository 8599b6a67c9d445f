/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The public gallery: its addresses, and what its pages share.
 */
#include "config.h"

#include "eta-gallery.h"
#include "eta-blobs.h"
#include "eta-page.h"
#include "eta-routes.h"
#include "eta-serve-file.h"

#include <string.h>

#define RESOURCES "/org/bimpeaga/Etalase/centre"
#define KEPT (64 * 1024 * 1024) /* bytes of pages in memory */
#define FOR_EVER "public, max-age=31536000, immutable"
/* A photo never changes, but the consent to show it may end: within a day no cache has it any more. */
#define FOR_A_DAY "public, max-age=86400, immutable"

struct _EtaGallery {
  EtaTemplates *templates;
  EtaPageCache *pages;
  EtaRendered *style;
  EtaRendered *icon;
  char *style_address; /* with the hash of its content */
};

static EtaRendered *
load_file (const char *path, const char *type, GError **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, error);

  return bytes ? eta_rendered_new (type, bytes) : NULL;
}

/**
 * eta_gallery_new:
 *
 * Reads the templates, the style and the icon, which are part of the program.
 *
 * Returns: (transfer full) (nullable): the gallery
 */
EtaGallery *
eta_gallery_new (GError **error)
{
  EtaGallery *self = g_new0 (EtaGallery, 1);

  self->pages = eta_page_cache_new (KEPT);
  self->templates = eta_templates_load (RESOURCES "/pages", error);
  if (self->templates)
    self->style = load_file (RESOURCES "/style.css", "text/css; charset=utf-8", error);
  if (self->style)
    self->icon = load_file (RESOURCES "/icon.svg", "image/svg+xml", error);
  if (!self->icon) {
    eta_gallery_free (self);
    return NULL;
  }
  self->style_address = g_strdup_printf ("/style.css?v=%.12s", self->style->etag + 1);
  return self;
}

void
eta_gallery_free (EtaGallery *self)
{
  g_clear_pointer (&self->templates, eta_templates_free);
  g_clear_pointer (&self->style, eta_rendered_unref);
  g_clear_pointer (&self->icon, eta_rendered_unref);
  eta_page_cache_free (self->pages);
  g_free (self->style_address);
  g_free (self);
}

EtaTemplates *
eta_gallery_get_templates (EtaGallery *self)
{
  return self->templates;
}

EtaPageCache *
eta_gallery_get_pages (EtaGallery *self)
{
  return self->pages;
}

EtaRendered *
eta_gallery_get_style (EtaGallery *self)
{
  return self->style;
}

EtaRendered *
eta_gallery_get_icon (EtaGallery *self)
{
  return self->icon;
}

/**
 * eta_gallery_get_style_address:
 *
 * Returns: (transfer none): another one for each style, so that it may be kept for ever
 */
const char *
eta_gallery_get_style_address (EtaGallery *self)
{
  return self->style_address;
}

/* -- files ---------------------------------------------------------------------------------- */

static EtaGallery *
get_gallery (EtaRequest *x)
{
  return eta_centre_get_gallery (eta_request_get_centre (x));
}

static void
handle_style (EtaRequest *x)
{
  const char *version = eta_request_get_query (x, "v");
  gboolean exact = version &&
                   g_str_has_suffix (eta_gallery_get_style_address (get_gallery (x)), version) &&
                   strlen (version) == 12;

  eta_page_send (x, get_gallery (x)->style, exact ? FOR_EVER : "no-cache");
}

static void
handle_icon (EtaRequest *x)
{
  eta_page_send (x, get_gallery (x)->icon, "public, max-age=86400");
}

/* The sizes that pages ask for, and no others: each one that is made stays on the disk. */
static gboolean
read_width (EtaRequest *x, int *width)
{
  static const char *const widths[] = { "320", "640", "1280", NULL };
  const char *text = eta_request_get_query (x, "w");

  *width = text ? atoi (text) : 0;
  return !text || g_strv_contains (widths, text);
}

static void
handle_photo (EtaRequest *x)
{
  EtaVault *vault = eta_centre_get_vault (eta_request_get_centre (x));
  const char *sha256 = eta_request_get_part (x, 0);
  g_autofree char *etag = NULL;
  g_autofree char *path = NULL;
  int width;

  if (!read_width (x, &width) || !eta_blob_name_is_valid (sha256) ||
      !eta_published_has_photo (eta_request_get_ledger (x), sha256) ||
      !eta_vault_has (vault, sha256)) {
    eta_page_fail (x, 404);
    return;
  }
  etag = width ? g_strdup_printf ("\"%s-%d\"", sha256, width) : g_strdup_printf ("\"%s\"", sha256);
  path = width ? eta_vault_dup_thumbnail (vault, sha256, width, NULL)
               : eta_vault_dup_path (vault, sha256);
  eta_request_set_header (x, "Content-Security-Policy", "default-src 'none'");
  if (path)
    eta_serve_file (x, path, etag, FOR_A_DAY);
  else
    eta_page_fail (x, 404);
}

/* -- pages ---------------------------------------------------------------------------------- */

static void
handle_root (EtaRequest *x)
{
  g_autofree char *home = g_strdup_printf ("/%s/", eta_page_choose_language (x));

  eta_request_set_header (x, "Vary", "Accept-Language");
  eta_request_set_header (x, "Cache-Control", "public, max-age=60");
  eta_request_redirect (x, 302, home);
}

/* "/en" → "/en/", as a typed address often lacks the slash */
static void
handle_language (EtaRequest *x)
{
  g_autofree char *home = g_strdup_printf ("/%s/", eta_request_get_part (x, 0));

  eta_request_redirect (x, 301, home);
}

static void
handle_nothing (EtaRequest *x)
{
  eta_page_fail (x, 404);
}

static const char *const asks_of_products[] = {
  "q", "province", "regency", "category", "page", NULL,
};
static const char *const asks_of_posts[] = { "page", NULL };

#define PAGE(name, type, asks)                                                                     \
  static void handle_##name (EtaRequest *x)                                                        \
  {                                                                                                \
    static const EtaPageForm form = { eta_page_make_##name, type, asks };                          \
                                                                                                   \
    eta_page_serve (x, &form);                                                                     \
  }

PAGE (home, ETA_PAGE_HTML, NULL)
PAGE (products, ETA_PAGE_HTML, asks_of_products)
PAGE (product, ETA_PAGE_HTML, NULL)
PAGE (business, ETA_PAGE_HTML, NULL)
PAGE (posts, ETA_PAGE_HTML, asks_of_posts)
PAGE (post, ETA_PAGE_HTML, NULL)
PAGE (rss, "application/rss+xml; charset=utf-8", NULL)
PAGE (sitemap, "application/xml; charset=utf-8", NULL)
PAGE (sitemap_part, "application/xml; charset=utf-8", NULL)
PAGE (robots, "text/plain; charset=utf-8", NULL)

#define OPEN ETA_ROUTE_OPEN | ETA_ROUTE_PAGE

const EtaRoute eta_gallery_routes[] = {
  { "GET", "", handle_root, OPEN },
  { "GET", "{lang}", handle_language, OPEN },
  { "GET", "{lang}/", handle_home, OPEN },
  { "GET", "{lang}/products", handle_products, OPEN },
  { "GET", "{lang}/products/{}", handle_product, OPEN },
  { "GET", "{lang}/businesses/{}", handle_business, OPEN },
  { "GET", "{lang}/training", handle_posts, OPEN },
  { "GET", "{lang}/training/{}", handle_post, OPEN },
  { "GET", "{lang}/notices", handle_posts, OPEN },
  { "GET", "{lang}/notices/{}", handle_post, OPEN },
  { "GET", "{lang}/notices.rss", handle_rss, OPEN },
  { "GET", "photos/{}", handle_photo, OPEN },
  { "GET", "style.css", handle_style, OPEN },
  { "GET", "icon.svg", handle_icon, OPEN },
  { "GET", "robots.txt", handle_robots, OPEN },
  { "GET", "sitemap.xml", handle_sitemap, OPEN },
  { "GET", "sitemap/{}", handle_sitemap_part, OPEN },
  { "GET", "*", handle_nothing, OPEN },
  { NULL },
};
