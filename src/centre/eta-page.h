/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-fact.h"
#include "eta-page-cache.h"
#include "eta-published.h"
#include "eta-request.h"

G_BEGIN_DECLS

/**
 * EtaPage:
 *
 * One page while it is made: who asks, in which language, and the data for its template. Lives on the
 * request's thread, within one read of the ledger.
 */
typedef struct {
  /* Borrowed */
  EtaRequest *x;
  EtaCentre *centre;
  EtaLedger *ledger;
  EtaCatalogue *catalogue;
  const EtaWords *words;
  const char *language; /* one of eta_languages */

  /* Owned */
  char *base; /* "https://host" */
  char *query; /* what counts of the query, in one form: "?q=kopi&page=2" or "" */
  EtaJson *data;

  GDate today;
  gboolean passing; /* a photo is still on its way: not to be kept */
} EtaPage;

/**
 * EtaPageForm:
 * @make: fills in @data. Returns the template's name; %NULL without an error: there is no such page
 * @type: its content type
 * @asks: the query's names that count, ended by %NULL; %NULL: none
 */
typedef struct {
  const char *(*make) (EtaPage *page, GError **error);
  const char *type;
  const char *const *asks;
} EtaPageForm;

#define ETA_PAGE_HTML "text/html; charset=utf-8"

/* eta-page.c: from the address to the answer */
void eta_page_serve (EtaRequest *x, const EtaPageForm *form);
void eta_page_send (EtaRequest *x, EtaRendered *rendered, const char *cache_control);
void eta_page_fail (EtaRequest *x, int status);
const char *eta_page_choose_language (EtaRequest *x);
guint eta_page_get_number (EtaPage *page);

/* eta-page-parts.c: what many pages show */
EtaReader eta_page_reader (const EtaPage *page);
const char *eta_page_pick (const EtaPage *page, const EtaJson *texts, const char **language);
void eta_page_set_text (const EtaPage *page, EtaJson *out, const char *pointer,
                        const EtaJson *texts);
char *eta_page_code (const EtaPage *page, const char *list, const char *code);
char *eta_page_link (const EtaPage *page, const char *folder, const char *id);
char *eta_page_place (const EtaPage *page, const EtaJson *business);
EtaJson *eta_page_picture (EtaPage *page, const EtaJson *photo);
EtaJson *eta_page_pictures (EtaPage *page, const EtaJson *doc);
EtaJson *eta_page_card (EtaPage *page, const EtaListing *listing);
EtaJson *eta_page_post (EtaPage *page, const EtaListing *listing,
                        gboolean present); /* eta-page-posts.c */
EtaJson *eta_page_cards (EtaPage *page, const EtaPublishedQuery *query, const char *without,
                         guint *total, GError **error);
void eta_page_set_pager (EtaPage *page, const char *folder, guint number, guint pages);
void eta_page_set_head (EtaPage *page, const char *title, const char *description);

/* eta-page-facts.c: a document by its kind's table */
EtaJson *eta_page_facts (EtaPage *page, const EtaKind *kind, const EtaJson *doc, guint sections);
EtaJson *eta_page_prose (EtaPage *page, const EtaKind *kind, const EtaJson *doc);
EtaJson *eta_page_papers (EtaPage *page, const EtaJson *doc);

/* eta-page-structured.c: for search engines */
char *eta_page_structured (EtaPage *page, const EtaListing *listing);

/* What the routes serve */
const char *eta_page_make_home (EtaPage *page, GError **error);
const char *eta_page_make_products (EtaPage *page, GError **error);
const char *eta_page_make_product (EtaPage *page, GError **error);
const char *eta_page_make_business (EtaPage *page, GError **error);
const char *eta_page_make_posts (EtaPage *page, GError **error);
const char *eta_page_make_post (EtaPage *page, GError **error);
const char *eta_page_make_rss (EtaPage *page, GError **error);
const char *eta_page_make_sitemap (EtaPage *page, GError **error);
const char *eta_page_make_sitemap_part (EtaPage *page, GError **error);
const char *eta_page_make_robots (EtaPage *page, GError **error);

G_END_DECLS
