/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * A page from its address to its answer. A page is made within one read of the ledger and kept in
 * memory as it is sent; it is served from there until something that the public sees has changed.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-gallery.h"

#include <glib/gi18n.h>
#include <string.h>

#define LONGEST 200 /* characters of a value of the query that count */
#define BRIEFLY "public, max-age=60"
#define POLICY                                                                                     \
  "default-src 'none'; img-src 'self'; style-src 'self'; form-action 'self'; base-uri 'none'; "    \
  "frame-ancestors 'none'"

/* -- languages ------------------------------------------------------------------------------ */

static const struct {
  const char *code;
  const char *name; /* in itself */
  const char *locale;
  const char *other; /* another code that browsers send */
} languages[] = {
  { "id", "Bahasa Indonesia", "id_ID", "in" },
  { "en", "English", "en_GB", "en" },
  { "ms", "Bahasa Melayu", "ms_MY", "ms" },
  { "fil", "Filipino", "fil_PH", "tl" },
};

static const char *
find_language (const char *range)
{
  gsize length = strcspn (range, "-;, ");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    if ((strlen (languages[i].code) == length &&
         g_ascii_strncasecmp (range, languages[i].code, length) == 0) ||
        (strlen (languages[i].other) == length &&
         g_ascii_strncasecmp (range, languages[i].other, length) == 0))
      return languages[i].code;
  }
  return NULL;
}

/**
 * eta_page_choose_language:
 *
 * Returns: (transfer none): the language of ours that the visitor likes best (RFC 9110, 12.5.4);
 *   English when there is none
 */
const char *
eta_page_choose_language (EtaRequest *x)
{
  const char *header = eta_request_get_header (x, "Accept-Language");
  g_auto (GStrv) ranges = g_strsplit (header ? header : "", ",", 30);
  const char *best = "en";
  double highest = 0;

  for (char **range = ranges; *range; range++) {
    const char *language = find_language (g_strstrip (*range));
    const char *quality = strstr (*range, "q=");
    double q = quality ? g_ascii_strtod (quality + 2, NULL) : 1;

    if (language && q > highest) {
      best = language;
      highest = q;
    }
  }
  return best;
}

/* -- the query ------------------------------------------------------------------------------ */

static guint
read_number (const char *text)
{
  guint64 number;

  return text && g_ascii_string_to_unsigned (text, 10, 1, 1000000, &number, NULL) ? (guint) number
                                                                                  : 1;
}

/* A value of the query in the one form that counts; NULL: it says nothing. */
static char *
dup_asked (EtaRequest *x, const char *name)
{
  const char *value = eta_request_get_query (x, name);
  g_autofree char *text =
      value ? g_strstrip (g_utf8_substring (value, 0, MIN (g_utf8_strlen (value, -1), LONGEST)))
            : NULL;

  if (text && g_str_equal (name, "page")) {
    guint number = read_number (text);

    return number > 1 ? g_strdup_printf ("%u", number) : NULL;
  }
  return text && *text ? g_steal_pointer (&text) : NULL;
}

static char *
make_query (EtaRequest *x, const char *const *asks)
{
  g_autoptr (GString) query = g_string_new (NULL);

  for (; asks && *asks; asks++) {
    g_autofree char *value = dup_asked (x, *asks);

    if (!value)
      continue;
    g_string_append_printf (query, "%s%s=", query->len ? "&" : "?", *asks);
    g_string_append_uri_escaped (query, value, NULL, FALSE);
  }
  return g_string_free (g_steal_pointer (&query), FALSE);
}

/**
 * eta_page_get_number:
 *
 * Returns: which page of a list is asked for, from 1
 */
guint
eta_page_get_number (EtaPage *page)
{
  return read_number (eta_request_get_query (page->x, "page"));
}

/* -- making --------------------------------------------------------------------------------- */

/* The path behind the language: "/en/products/x" → "products/x". */
static const char *
get_rest (EtaRequest *x)
{
  const char *slash = strchr (eta_request_get_path (x) + 1, '/');

  return slash ? slash + 1 : "";
}

/* This page in each language, for the switch and for search engines. */
static void
add_languages (EtaPage *page, const char *rest)
{
  EtaJson *list = eta_json_new_array ();

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    EtaJson *item = eta_json_new_object ();
    g_autofree char *href =
        g_strdup_printf ("/%s/%s%s", languages[i].code, rest, page->query ? page->query : "");

    eta_json_set_string (item, "/code", languages[i].code);
    eta_json_set_string (item, "/name", languages[i].name);
    eta_json_set_string (item, "/address", href);
    if (g_str_equal (languages[i].code, page->language)) {
      eta_json_set_string (item, "/current", "page");
      eta_json_set_string (page->data, "/page/locale", languages[i].locale);
      eta_json_set_string (page->data, "/page/address", href);
    }
    if (g_str_equal (languages[i].code, "en"))
      eta_json_set_string (page->data, "/page/fallback", href);
    eta_json_append (list, item);
  }
  eta_json_take (page->data, "/page/languages", list);
}

static void
init_page (EtaPage *page, EtaRequest *x, const char *language)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  EtaGallery *gallery = eta_centre_get_gallery (eta_request_get_centre (x));
  g_autofree char *name = eta_ledger_dup_name (eta_request_get_ledger (x));

  page->x = x;
  page->centre = eta_request_get_centre (x);
  page->ledger = eta_request_get_ledger (x);
  page->catalogue = eta_centre_get_catalogue (page->centre);
  page->language = language;
  page->words = eta_centre_get_words (page->centre, language);
  page->base = eta_request_dup_base (x);
  page->data = eta_json_new_object ();
  g_date_set_dmy (&page->today, g_date_time_get_day_of_month (now), g_date_time_get_month (now),
                  g_date_time_get_year (now));
  eta_json_set_string (page->data, "/page/lang", language);
  eta_json_set_string (page->data, "/page/base", page->base);
  eta_json_set_string (page->data, "/page/style", eta_gallery_get_style_address (gallery));
  eta_json_set_string (page->data, "/page/centre", name ? name : "Etalase");
}

static void
clear_page (EtaPage *page)
{
  g_clear_pointer (&page->data, eta_json_free);
  g_free (page->base);
  g_free (page->query);
}

static EtaRendered *
render (EtaPage *page, const char *template, const char *type, GError **error)
{
  EtaTemplates *templates = eta_gallery_get_templates (eta_centre_get_gallery (page->centre));
  g_autoptr (GString) text = g_string_sized_new (32 * 1024);
  g_autoptr (GBytes) bytes = NULL;

  if (!eta_templates_render (templates, template, page->data, page->words, text, error))
    return NULL;
  bytes = g_string_free_to_bytes (g_steal_pointer (&text));
  return eta_rendered_new (type, bytes);
}

/* NULL without an error: there is no such page. */
static EtaRendered *
make (EtaPage *page, const EtaPageForm *form, GError **error)
{
  const char *template;

  page->query = make_query (page->x, form->asks);
  add_languages (page, get_rest (page->x));
  template = form->make (page, error);
  return template ? render (page, template, form->type, error) : NULL;
}

/* -- answering ------------------------------------------------------------------------------ */

static void
set_headers (EtaRequest *x)
{
  eta_request_set_header (x, "Content-Security-Policy", POLICY);
  eta_request_set_header (x, "Referrer-Policy", "strict-origin-when-cross-origin");
  eta_request_set_header (x, "Vary", "Accept-Encoding");
}

/**
 * eta_page_send:
 * @rendered: what is sent
 * @cache_control: how long it may be kept, and by whom
 *
 * Answers with a page, or that the client has it already.
 */
void
eta_page_send (EtaRequest *x, EtaRendered *rendered, const char *cache_control)
{
  gboolean packed = rendered->packed && eta_request_accepts_gzip (x);

  set_headers (x);
  eta_request_set_header (x, "Cache-Control", cache_control);
  eta_request_set_header (x, "ETag", packed ? rendered->packed_etag : rendered->etag);
  if (eta_request_has_etag (x, rendered->etag) || eta_request_has_etag (x, rendered->packed_etag)) {
    eta_request_answer_empty (x, 304);
    return;
  }
  if (packed)
    eta_request_set_header (x, "Content-Encoding", "gzip");
  eta_request_answer (x, 200, rendered->type, packed ? rendered->packed : rendered->plain);
}

/* The language that the address begins with; of an address without one, what the visitor likes best. */
static const char *
get_language (EtaRequest *x)
{
  const char *begin = eta_request_get_path (x) + 1;
  gsize length = strcspn (begin, "/");

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++) {
    if (strlen (languages[i].code) == length && strncmp (begin, languages[i].code, length) == 0)
      return languages[i].code;
  }
  return eta_page_choose_language (x);
}

static const struct {
  int status;
  const char *title, *text;
} failures[] = {
  { 404, N_ ("This page is not here"),
    N_ ("The listing may have been withdrawn, or the address is not complete.") },
  { 503, N_ ("One moment, please"),
    N_ ("The gallery is busy. Please try again in a few seconds.") },
  { 500, N_ ("This page cannot be shown now"),
    N_ ("Something went wrong on our side. Please try again later.") },
};

/**
 * eta_page_fail:
 * @status: 404 or 5xx
 *
 * Answers with a page, in the visitor's language, that says what is the matter.
 */
void
eta_page_fail (EtaRequest *x, int status)
{
  guint row = status == 404 ? 0 : status == 503 ? 1 : 2;
  g_autoptr (EtaRendered) rendered = NULL;
  g_autoptr (GError) error = NULL;
  EtaPage page = { 0 };

  init_page (&page, x, get_language (x));
  add_languages (&page, "");
  eta_page_set_head (&page, eta_words_get (page.words, failures[row].title),
                     eta_words_get (page.words, failures[row].text));
  eta_json_set_string (page.data, "/page/unlisted", "yes");
  rendered = render (&page, "failure", ETA_PAGE_HTML, &error);
  set_headers (x);
  eta_request_set_header (x, "Cache-Control", "no-store");
  if (status == 503)
    eta_request_set_header (x, "Retry-After", "5");
  if (rendered)
    eta_request_answer (x, status, rendered->type, rendered->plain);
  else
    eta_request_fail_error (x, error);
  clear_page (&page);
}

static void
fail_error (EtaRequest *x, const GError *error)
{
  if (g_error_matches (error, ETA_DB_ERROR, ETA_DB_ERROR_BUSY)) {
    eta_page_fail (x, 503);
    return;
  }
  g_printerr ("etalase-centre: %s %s: %s\n", eta_request_get_method (x), eta_request_get_path (x),
              error->message);
  eta_page_fail (x, 500);
}

static char *
make_key (EtaRequest *x, const char *const *asks)
{
  g_autofree char *base = eta_request_dup_base (x);
  g_autofree char *query = make_query (x, asks);

  return g_strconcat (base, eta_request_get_path (x), query, NULL);
}

static EtaPageVersion
get_version (EtaRequest *x)
{
  EtaPageVersion version = { .stamp = eta_published_get_stamp (eta_request_get_ledger (x)),
                             .day = (guint32) (g_get_real_time () / G_TIME_SPAN_DAY) };

  return version;
}

/* Makes the page anew, from one moment of the ledger. */
static EtaRendered *
make_anew (EtaRequest *x, const EtaPageForm *form, const char *key, gboolean *passing,
           GError **error)
{
  EtaPageCache *pages = eta_gallery_get_pages (eta_centre_get_gallery (eta_request_get_centre (x)));
  EtaLedger *ledger = eta_request_get_ledger (x);
  EtaRendered *rendered = NULL;
  EtaPageVersion version;
  EtaPage page = { 0 };

  if (!eta_ledger_begin_read (ledger, error))
    return NULL;
  version = get_version (x);
  init_page (&page, x, get_language (x));
  rendered = make (&page, form, error);
  eta_ledger_rollback (ledger);
  *passing = page.passing;
  if (rendered && !page.passing)
    eta_page_cache_put (pages, key, version, rendered);
  clear_page (&page);
  return rendered;
}

/**
 * eta_page_serve:
 * @form: how the page is made
 *
 * Answers with the page that the request asks for.
 */
void
eta_page_serve (EtaRequest *x, const EtaPageForm *form)
{
  EtaPageCache *pages = eta_gallery_get_pages (eta_centre_get_gallery (eta_request_get_centre (x)));
  g_autofree char *key = make_key (x, form->asks);
  g_autoptr (EtaRendered) rendered = eta_page_cache_get (pages, key, get_version (x));
  g_autoptr (GError) error = NULL;
  gboolean passing = FALSE;

  if (!rendered)
    rendered = make_anew (x, form, key, &passing, &error);
  if (rendered)
    eta_page_send (x, rendered, passing ? "no-cache" : BRIEFLY);
  else if (error)
    fail_error (x, error);
  else
    eta_page_fail (x, 404);
}
