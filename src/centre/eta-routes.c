/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The table of addresses. What stands here is what the centre answers to, apart from the gallery's
 * own table; the same list, for people and programs, is data/openapi.yaml.
 */
#include "config.h"

#include "eta-routes.h"

#include "eta-handlers.h"
#include "eta-kind.h"
#include "eta-limits.h"

#include <string.h>

const EtaRoute eta_api_routes[] = {
  { "GET", "v1", eta_handle_about, ETA_ROUTE_OPEN },
  { "GET", "v1/openapi.yaml", eta_handle_openapi, ETA_ROUTE_OPEN },
  { "POST", "v1/devices", eta_handle_devices, ETA_ROUTE_OPEN, 16 * 1024 },
  { "POST", "v1/sync", eta_handle_sync, 0, ETA_LIMIT_BODY },
  { "GET", "v1/changes", eta_handle_changes },
  { "POST", "v1/records/fetch", eta_handle_fetch, 0, 64 * 1024 },
  { "GET", "v1/records/{}", eta_handle_record },
  { "GET", "v1/digest", eta_handle_digest },
  { "GET", "v1/digest/{}", eta_handle_digest_bucket },
  { "OPTIONS", "v1/uploads", eta_handle_upload_options, ETA_ROUTE_OPEN },
  { "POST", "v1/uploads", eta_handle_upload_new, 0, ETA_LIMIT_BLOB, &eta_upload_new_sink },
  { "HEAD", "v1/uploads/{}", eta_handle_upload_head },
  { "PATCH", "v1/uploads/{}", eta_handle_upload_patch, 0, ETA_LIMIT_BLOB, &eta_upload_patch_sink },
  { "DELETE", "v1/uploads/{}", eta_handle_upload_delete },
  { "GET", "v1/blobs/{}", eta_handle_blob },
  { NULL },
};

static const EtaRoute *const tables[] = { eta_api_routes, eta_gallery_routes };

/* Compares one segment of a pattern with one of a path. */
static gboolean
fits_segment (const char *wanted, gsize length, const char *segment, GPtrArray *parts)
{
  gboolean any = length == 2 && strncmp (wanted, "{}", 2) == 0;
  gboolean language = length == 6 && strncmp (wanted, "{lang}", 6) == 0;

  if (!any && !language)
    return strncmp (wanted, segment, length) == 0 && segment[length] == '\0';
  if (any ? *segment == '\0' : !g_strv_contains (eta_languages, segment))
    return FALSE;
  g_ptr_array_add (parts, g_strdup (segment));
  return TRUE;
}

/* Compares a path with a pattern; what its holes take goes to @parts. */
static gboolean
fits (const char *pattern, char **segments, GPtrArray *parts)
{
  g_ptr_array_set_size (parts, 0);
  if (!*segments) /* "/" */
    return *pattern == '\0' || *pattern == '*';
  for (char **segment = segments;; segment++) {
    gsize length = strcspn (pattern, "/");

    if (g_str_equal (pattern, "*"))
      return TRUE;
    if (!*segment || !fits_segment (pattern, length, *segment, parts))
      return FALSE;
    if (!pattern[length])
      return segment[1] == NULL;
    pattern += length + 1;
  }
}

static gboolean
serves (const EtaRoute *route, const char *method)
{
  return g_str_equal (route->method, method) ||
         (g_str_equal (method, "HEAD") && g_str_equal (route->method, "GET"));
}

static void
add_method (GString *allow, const char *method)
{
  if (strstr (allow->str, method))
    return;
  g_string_append_printf (allow, "%s%s", allow->len ? ", " : "", method);
  if (g_str_equal (method, "GET"))
    add_method (allow, "HEAD");
}

/**
 * eta_routes_find:
 * @segments: the path's segments, unescaped
 * @parts: (element-type utf8): takes what the pattern's holes hold
 * @allow: (out) (transfer full) (nullable): when the address is known but not with that method: the
 *   methods that it serves, as for an Allow header
 *
 * Returns: (transfer none) (nullable): the row that serves
 */
const EtaRoute *
eta_routes_find (const char *method, char **segments, GPtrArray *parts, char **allow)
{
  g_autoptr (GString) methods = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++) {
    for (const EtaRoute *route = tables[i]; route->method; route++) {
      if (!fits (route->pattern, segments, parts))
        continue;
      if (serves (route, method))
        return route;
      add_method (methods, route->method);
    }
    if (g_strcmp0 (segments[0], "v1") == 0)
      break; /* what the API does not know is no page either */
  }
  if (methods->len && !strstr (methods->str, "OPTIONS"))
    add_method (methods, "OPTIONS");
  *allow = methods->len ? g_string_free (g_steal_pointer (&methods), FALSE) : NULL;
  return NULL;
}
