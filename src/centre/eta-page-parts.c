/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What many pages show: texts in the reader's language, pictures, cards, the head, the pager. Names of
 * members are those of the templates in data/gallery/.
 */
#include "config.h"

#include "eta-page.h"

#include "eta-group.h"
#include "eta-photos.h"

#include <glib/gi18n.h>
#include <string.h>

/** eta_page_reader: Returns: whom the page speaks to */
EtaReader
eta_page_reader (const EtaPage *page)
{
  return (EtaReader){ page->catalogue, page->words, page->language };
}

/**
 * eta_page_pick:
 * @texts: (nullable): an object of strings by language, or a string
 * @language: (out) (optional): the text's language when that is not the page's, else %NULL
 *
 * Returns: (transfer none) (nullable): the text in the page's language, else in English, else in any
 */
const char *
eta_page_pick (const EtaPage *page, const EtaJson *texts, const char **language)
{
  EtaReader reader = eta_page_reader (page);

  return eta_reader_pick (&reader, texts, language);
}

/**
 * eta_page_set_text:
 * @texts: (nullable): as for eta_page_pick()
 *
 * Sets {"text", "tongue"}, the latter when it is not the page's language; nothing without a text.
 */
void
eta_page_set_text (const EtaPage *page, EtaJson *out, const char *pointer, const EtaJson *texts)
{
  const char *language;
  const char *text = eta_page_pick (page, texts, &language);
  EtaJson *both;

  if (!text)
    return;
  both = eta_json_new_object ();
  eta_json_set_string (both, "/text", text);
  eta_json_set_string (both, "/tongue", language);
  eta_json_take (out, pointer, both);
}

/**
 * eta_page_code:
 * @list: a code list's name
 * @code: (nullable): a code
 *
 * Returns: (transfer full) (nullable): its words in the page's language; the code itself when it is new
 */
char *
eta_page_code (const EtaPage *page, const char *list, const char *code)
{
  EtaReader reader = eta_page_reader (page);

  return eta_reader_code (&reader, list, code);
}

/**
 * eta_page_link:
 * @folder: "products"
 * @id: (nullable): a record
 *
 * Returns: (transfer full): the address in the page's language, "/en/products/ID"
 */
char *
eta_page_link (const EtaPage *page, const char *folder, const char *id)
{
  return id ? g_strdup_printf ("/%s/%s/%s", page->language, folder, id)
            : g_strdup_printf ("/%s/%s", page->language, folder);
}

/**
 * eta_page_place:
 * @business: (nullable): a business
 *
 * Returns: (transfer full) (nullable): "Kota Tomohon, Sulawesi Utara"
 */
char *
eta_page_place (const EtaPage *page, const EtaJson *business)
{
  EtaReader reader = eta_page_reader (page);

  return eta_reader_place (&reader, business);
}

/* -- pictures ------------------------------------------------------------------------------- */

static const int widths[] = { 320, 640, 1280 };

static char *
make_srcset (const char *sha256, gint64 width, gint64 height)
{
  gint64 longest = MAX (width, height);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (widths) && widths[i] < longest; i++)
    g_string_append_printf (out, "/photos/%s?w=%d %" G_GINT64_FORMAT "w, ", sha256, widths[i],
                            MAX (1, width * widths[i] / longest));
  g_string_append_printf (out, "/photos/%s %" G_GINT64_FORMAT "w", sha256, width);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
set_addresses (EtaJson *out, const char *sha256, gint64 width, gint64 height)
{
  g_autofree char *source = g_strdup_printf ("/photos/%s?w=640", sha256);
  g_autofree char *large = g_strdup_printf ("/photos/%s", sha256);

  eta_json_set_string (out, "/source", source);
  eta_json_set_string (out, "/large", large);
  if (width > 0 && height > 0) {
    g_autofree char *set = make_srcset (sha256, width, height);

    eta_json_set_string (out, "/set", set);
  }
}

/**
 * eta_page_picture:
 * @photo: (nullable): an entry of "photos"
 *
 * Returns: (transfer full) (nullable): {"source", "large", "set", "width", "height", "alt", "caption",
 *   "credit"}; of a photo that is still on its way its preview; %NULL when that is not here either
 */
EtaJson *
eta_page_picture (EtaPage *page, const EtaJson *photo)
{
  EtaVault *vault = eta_centre_get_vault (page->centre);
  const char *sha256 = eta_json_get_string (photo, "/sha256");
  const char *preview = eta_json_get_string (photo, "/preview");
  gint64 width = eta_json_get_int (photo, "/width", 0);
  gint64 height = eta_json_get_int (photo, "/height", 0);
  gboolean sane = width > 0 && height > 0 && width <= 30000 && height <= 30000;
  g_autoptr (EtaJson) out = eta_json_new_object ();

  if (sha256 && eta_vault_has (vault, sha256))
    set_addresses (out, sha256, sane ? width : 0, sane ? height : 0);
  else {
    page->passing = page->passing || photo;
    if (!preview || !eta_vault_has (vault, preview))
      return NULL;
    set_addresses (out, preview, 0, 0);
  }
  if (sane) {
    eta_json_set_int (out, "/width", width);
    eta_json_set_int (out, "/height", height);
  }
  eta_page_set_text (page, out, "/alt", eta_json_member (photo, "alt"));
  eta_page_set_text (page, out, "/caption", eta_json_member (photo, "caption"));
  eta_json_set_string (out, "/credit", eta_json_get_string (photo, "/credit"));
  return g_steal_pointer (&out);
}

/**
 * eta_page_pictures:
 *
 * Returns: (transfer full): all pictures of a document that are here, the cover first; each with its
 *   "number" where there are several
 */
EtaJson *
eta_page_pictures (EtaPage *page, const EtaJson *doc)
{
  g_autoptr (GPtrArray) keys = eta_photos_in_order (doc);
  EtaJson *out = eta_json_new_array ();

  for (guint i = 0; i < keys->len; i++) {
    const char *key = g_ptr_array_index (keys, i);
    EtaJson *picture =
        eta_page_picture (page, eta_json_member (eta_json_get (doc, "/photos"), key));

    if (!picture)
      continue;
    if (eta_json_size (out) > 0)
      eta_json_set_int (picture, "/number", eta_json_size (out) + 1);
    eta_json_append (out, picture);
  }
  return out;
}

/* -- cards ---------------------------------------------------------------------------------- */

/* The first of a product's pictures that is here, else of its maker's */
static EtaJson *
get_card_picture (EtaPage *page, const EtaListing *listing)
{
  EtaJson *picture = eta_page_picture (page, eta_photos_get_cover (listing->doc));

  return picture ? picture : eta_page_picture (page, eta_photos_get_cover (listing->business));
}

/**
 * eta_page_card:
 *
 * Returns: (transfer full): a product in a list
 */
EtaJson *
eta_page_card (EtaPage *page, const EtaListing *listing)
{
  EtaJson *card = eta_json_new_object ();
  EtaJson *picture = get_card_picture (page, listing);
  g_autofree char *link = eta_page_link (page, "products", listing->id);
  g_autofree char *price =
      eta_group_format (page->catalogue, listing->doc, "price", page->language);
  g_autofree char *place = eta_page_place (page, listing->business);
  g_autofree char *title = eta_kind_title (listing->kind, listing->doc, page->language);

  eta_json_set_string (card, "/link", link);
  eta_page_set_text (page, card, "/name", eta_json_get (listing->doc, "/name"));
  if (!eta_json_get (card, "/name"))
    eta_json_set_string (card, "/name/text", title);
  eta_json_set_string (card, "/price", price);
  eta_json_set_string (card, "/maker", eta_json_get_string (listing->business, "/name"));
  eta_json_set_string (card, "/place", place);
  if (picture)
    eta_json_take (card, "/picture", picture);
  return card;
}

/**
 * eta_page_cards:
 * @without: (nullable): an id that is left out
 * @total: (out) (optional): how many there are in all
 *
 * Returns: (transfer full) (nullable): the cards of a query
 */
EtaJson *
eta_page_cards (EtaPage *page, const EtaPublishedQuery *query, const char *without, guint *total,
                GError **error)
{
  g_autoptr (GPtrArray) listings = eta_published_list (page->ledger, query, total, error);
  EtaJson *cards;

  if (!listings)
    return NULL;
  cards = eta_json_new_array ();
  for (guint i = 0; i < listings->len; i++) {
    const EtaListing *listing = g_ptr_array_index (listings, i);

    if (g_strcmp0 (listing->id, without) != 0)
      eta_json_append (cards, eta_page_card (page, listing));
  }
  return cards;
}

/* -- head and pager ------------------------------------------------------------------------- */

/* The query with another page number */
static char *
turn_query (const EtaPage *page, guint number)
{
  const char *query = page->query && *page->query ? page->query + 1 : "";
  g_auto (GStrv) pairs = g_strsplit (query, "&", -1);
  g_autoptr (GString) out = g_string_new (NULL);

  for (char **pair = pairs; *pair; pair++) {
    if (**pair && !g_str_has_prefix (*pair, "page="))
      g_string_append_printf (out, "%s%s", out->len ? "&" : "?", *pair);
  }
  if (number > 1)
    g_string_append_printf (out, "%spage=%u", out->len ? "&" : "?", number);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
set_turn (EtaPage *page, const char *folder, const char *pointer, guint number)
{
  g_autofree char *query = turn_query (page, number);
  g_autofree char *link = g_strdup_printf ("/%s/%s%s", page->language, folder, query);

  eta_json_set_string (page->data, pointer, link);
}

/**
 * eta_page_set_pager:
 * @folder: the list's address behind the language
 * @number: the page that is shown
 * @pages: how many there are; with one alone there is no pager
 */
void
eta_page_set_pager (EtaPage *page, const char *folder, guint number, guint pages)
{
  if (pages < 2)
    return;
  eta_json_set_int (page->data, "/pager/number", number);
  eta_json_set_int (page->data, "/pager/pages", pages);
  if (number > 1)
    set_turn (page, folder, "/pager/previous", number - 1);
  if (number < pages)
    set_turn (page, folder, "/pager/next", number + 1);
}

/* The first @most characters, to the end of a word, in one line */
static char *
shorten (const char *text, glong most)
{
  g_autofree char *line = g_strdup (text);
  char *end;

  g_strdelimit (line, "\r\n\t", ' ');
  if (g_utf8_strlen (line, -1) <= most)
    return g_steal_pointer (&line);
  *g_utf8_offset_to_pointer (line, most) = '\0';
  end = strrchr (line, ' ');
  if (end)
    *end = '\0';
  return g_strconcat (line, "…", NULL);
}

/**
 * eta_page_set_head:
 * @description: (nullable): a text; its beginning stands in search results
 */
void
eta_page_set_head (EtaPage *page, const char *title, const char *description)
{
  g_autofree char *brief = description ? shorten (description, 160) : NULL;

  eta_json_set_string (page->data, "/page/title", title);
  eta_json_set_string (page->data, "/page/description", brief);
}
