/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eta-checks.h"

#include "eta-field-private.h"
#include "eta-text.h"

#include <glib/gi18n.h>
#include <string.h>

/* Web addresses: https alone; a handle becomes the address of its page; the host fits the kind. */

typedef struct {
  const char *kind;
  const char *page; /* of a handle */
  const char *hosts; /* that the kind lives on, separated by "|" */
} Place;

static const Place places[] = {
  { "instagram", "https://www.instagram.com/%s", "instagram.com|instagr.am" },
  { "facebook", "https://www.facebook.com/%s", "facebook.com|fb.com|fb.me|fb.watch" },
  { "tiktok", "https://www.tiktok.com/@%s", "tiktok.com" },
  { "shopee", "https://shopee.co.id/%s",
    "shopee.co.id|shopee.com.my|shopee.ph|shopee.sg|shp.ee|shope.ee" },
  { "tokopedia", "https://www.tokopedia.com/%s", "tokopedia.com|tokopedia.link" },
  { "linkumkm", "https://linkumkm.id/%s", "linkumkm.id" },
  { "padi", "https://padiumkm.id/store/%s", "padiumkm.id" },
  { "alibaba", "https://%s.en.alibaba.com", "alibaba.com|1688.com" },
};

static gboolean
lies_under (const char *host, const char *domain)
{
  g_autofree char *below = g_strconcat (".", domain, NULL);

  return strcmp (host, domain) == 0 || g_str_has_suffix (host, below);
}

static gboolean
fits_place (const Place *place, const char *host)
{
  g_auto (GStrv) domains = g_strsplit (place->hosts, "|", -1);

  for (guint i = 0; domains[i]; i++)
    if (lies_under (host, domains[i]))
      return TRUE;
  return FALSE;
}

/* "www.kopi.id" → "https://www.kopi.id"; "http:" → "https:" */
char *
eta_tidy_link (const char *text)
{
  g_autofree char *bare = eta_text_trim (text);

  if (strpbrk (bare, " \t\n") || !strchr (bare, '.'))
    return g_steal_pointer (&bare);
  if (g_ascii_strncasecmp (bare, "http://", 7) == 0)
    return g_strconcat ("https://", bare + 7, NULL);
  if (strstr (bare, "://") || strchr (bare, '@'))
    return g_steal_pointer (&bare);
  return g_strconcat ("https://", bare, NULL);
}

static gboolean
is_handle (const char *text)
{
  return *text &&
         strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-") ==
             strlen (text);
}

/* "@kopisoputan", "IG: kopisoputan" → the page of it */
static char *
tidy_handle (const char *text, const char *kind)
{
  const Place *place = places;
  const char *handle = strrchr (text, ':');
  g_autofree char *host = NULL;
  g_auto (GStrv) parts = NULL;

  while (strcmp (place->kind, kind) != 0)
    place++;
  handle = handle && !strstr (text, "//") ? handle + 1 : text;
  handle += strspn (handle, " @");
  host = g_ascii_strdown (handle, -1);
  if (!is_handle (handle) || fits_place (place, host) || g_str_has_prefix (host, "www."))
    return eta_tidy_link (text);
  parts = g_strsplit (place->page, "%s", 2);
  return g_strconcat (parts[0], handle, parts[1], NULL);
}

#define TIDY_HANDLE(kind)                                                                          \
  char *eta_tidy_##kind (const char *text)                                                         \
  {                                                                                                \
    return tidy_handle (text, #kind);                                                              \
  }

TIDY_HANDLE (instagram)
TIDY_HANDLE (facebook)
TIDY_HANDLE (tiktok)
TIDY_HANDLE (shopee)
TIDY_HANDLE (tokopedia)
TIDY_HANDLE (linkumkm)
TIDY_HANDLE (padi)
TIDY_HANDLE (alibaba)

void
eta_check_link (EtaCheck *check, const EtaJson *value)
{
  g_autofree char *host = eta_link_host (eta_json_string (value));
  const char *kind = strrchr (check->field->path, '/') + 1;

  for (guint i = 0; host && i < G_N_ELEMENTS (places); i++)
    if (strcmp (places[i].kind, kind) == 0 && !fits_place (&places[i], host))
      eta_check_error (check,
                       _ ("This address leads to %s, not to %s. Move it to where it belongs"), host,
                       _ (check->field->label));
}
