/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * For machines that look for pages: sitemap.xml and robots.txt. A sitemap may name 50,000 addresses;
 * with more listings than fit it becomes an index of parts, each a kind from some number on.
 */
#include "config.h"

#include "eta-page.h"

#include <string.h>

#define LISTINGS 12000 /* of a part; each is an address in four languages */

static const struct {
  const EtaKind *kind;
  const char *folder;
} folders[] = {
  { &eta_kind_product, "products" },
  { &eta_kind_business, "businesses" },
  { &eta_kind_training, "training" },
  { &eta_kind_notice, "notices" },
};

static void
add_address (EtaPage *page, EtaJson *list, const char *language, const char *rest, const char *at)
{
  EtaJson *item = eta_json_new_object ();
  g_autofree char *address = g_strdup_printf ("%s/%s/%s", page->base, language, rest);

  eta_json_set_string (item, "/address", address);
  eta_json_set_string (item, "/at", at);
  eta_json_append (list, item);
}

static void
add_in_all_languages (EtaPage *page, EtaJson *list, const char *rest, const char *at)
{
  for (guint i = 0; eta_languages[i]; i++)
    add_address (page, list, eta_languages[i], rest, at);
}

/* Appends a stretch of one kind. Returns: how many, or -1 */
static int
add_listings (EtaPage *page, EtaJson *list, guint row, gint64 after, guint limit, gint64 *last,
              GError **error)
{
  g_autoptr (GPtrArray) pairs =
      eta_published_list_ids (page->ledger, folders[row].kind, after, limit, last, error);

  for (guint i = 0; pairs && list && i < pairs->len; i += 2) {
    g_autofree char *rest =
        g_strdup_printf ("%s/%s", folders[row].folder, (char *) g_ptr_array_index (pairs, i));

    add_in_all_languages (page, list, rest, g_ptr_array_index (pairs, i + 1));
  }
  return pairs ? (int) pairs->len / 2 : -1;
}

static EtaJson *
list_standing_pages (EtaPage *page)
{
  EtaJson *list = eta_json_new_array ();

  add_in_all_languages (page, list, "", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    if (folders[i].kind != &eta_kind_business)
      add_in_all_languages (page, list, folders[i].folder, NULL);
  }
  return list;
}

/* All in one; NULL without an error when that would be too much. */
static EtaJson *
list_all (EtaPage *page, GError **error)
{
  g_autoptr (EtaJson) list = list_standing_pages (page);
  guint room = LISTINGS;

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    gint64 last;
    int n = add_listings (page, list, i, 0, room + 1, &last, error);

    if (n < 0 || (guint) n > room)
      return NULL;
    room -= (guint) n;
  }
  return g_steal_pointer (&list);
}

static void
add_part (EtaPage *page, EtaJson *list, const char *name, gint64 after)
{
  EtaJson *item = eta_json_new_object ();
  g_autofree char *address =
      g_strdup_printf ("%s/sitemap/%s-%" G_GINT64_FORMAT ".xml", page->base, name, after);

  eta_json_set_string (item, "/address", address);
  eta_json_append (list, item);
}

static EtaJson *
list_parts (EtaPage *page, GError **error)
{
  g_autoptr (EtaJson) list = eta_json_new_array ();

  add_part (page, list, "pages", 0);
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    gint64 after = 0, last = 0;
    int n;

    while ((n = add_listings (page, NULL, i, after, LISTINGS, &last, error)) > 0) {
      add_part (page, list, folders[i].folder, after);
      after = last;
    }
    if (n < 0)
      return NULL;
  }
  return g_steal_pointer (&list);
}

/**
 * eta_page_make_sitemap:
 *
 * `/sitemap.xml`
 */
const char *
eta_page_make_sitemap (EtaPage *page, GError **error)
{
  g_autoptr (GError) local = NULL;
  EtaJson *list = list_all (page, &local);
  gboolean whole = list != NULL;

  if (!list && !local)
    list = list_parts (page, &local);
  if (list)
    eta_json_take (page->data, "/addresses", list);
  if (local)
    g_propagate_error (error, g_steal_pointer (&local));
  if (!list)
    return NULL;
  return whole ? "sitemap" : "sitemap-index";
}

/* "products-24000.xml" → its row and number */
static gboolean
read_part (const char *name, guint *row, gint64 *after)
{
  const char *dash = strrchr (name, '-');
  g_autofree char *number = dash && g_str_has_suffix (dash, ".xml")
                                ? g_strndup (dash + 1, strlen (dash) - strlen ("-.xml"))
                                : NULL;

  if (!number || !g_ascii_string_to_signed (number, 10, 0, G_MAXINT64, after, NULL))
    return FALSE;
  for (*row = 0; *row < G_N_ELEMENTS (folders); (*row)++) {
    if (strlen (folders[*row].folder) == (gsize) (dash - name) &&
        g_str_has_prefix (name, folders[*row].folder))
      return TRUE;
  }
  return FALSE;
}

/**
 * eta_page_make_sitemap_part:
 *
 * `/sitemap/{folder}-{number}.xml`
 */
const char *
eta_page_make_sitemap_part (EtaPage *page, GError **error)
{
  const char *name = eta_request_get_part (page->x, 0);
  g_autoptr (EtaJson) list = NULL;
  gint64 after, last;
  guint row;

  if (g_str_equal (name, "pages-0.xml"))
    list = list_standing_pages (page);
  else if (!read_part (name, &row, &after))
    return NULL;
  else {
    list = eta_json_new_array ();
    if (add_listings (page, list, row, after, LISTINGS, &last, error) <= 0)
      return NULL;
  }
  eta_json_take (page->data, "/addresses", g_steal_pointer (&list));
  return "sitemap";
}

/**
 * eta_page_make_robots:
 *
 * `/robots.txt`
 */
const char *
eta_page_make_robots (EtaPage *page, GError **error)
{
  return "robots";
}
