/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-request.h"

G_BEGIN_DECLS

typedef void (*EtaHandler) (EtaRequest *x);

/**
 * EtaSink:
 *
 * Takes a body as it arrives instead of gathering it in memory. All three run on the connection's
 * thread; the request's handler runs after the last piece.
 * @begin: looks at the headers; may answer, then no body is taken
 * @piece: %FALSE cuts the connection
 * @end: frees what @begin laid in eta_request_set_sink_data(); also after a cut
 */
typedef struct {
  void (*begin) (EtaRequest *x);
  gboolean (*piece) (EtaRequest *x, const char *data, gsize length);
  void (*end) (EtaRequest *x);
} EtaSink;

typedef enum {
  ETA_ROUTE_OPEN = 1 << 0, /* no token; else a paired device's token is needed */
  ETA_ROUTE_PAGE = 1 << 1, /* for browsers: no epoch, cacheable, failures are pages */
} EtaRouteFlags;

/**
 * EtaRoute:
 * @method: "GET" serves HEAD too
 * @pattern: segments; "{}" is any one, "{lang}" one of the four languages, both kept as parts;
 *   a last "*" is any rest, also none
 * @limit: most bytes of a body; 0: takes none
 *
 * One row of the table of addresses. The first row that fits serves.
 */
typedef struct {
  const char *method;
  const char *pattern;
  EtaHandler handler;
  EtaRouteFlags flags;
  gsize limit;
  const EtaSink *sink; /* NULL: the body is gathered, and unpacked when it came in gzip */
} EtaRoute;

/* Tables, ended by a row without method */
extern const EtaRoute eta_api_routes[]; /* eta-routes.c */
extern const EtaRoute eta_gallery_routes[]; /* eta-gallery.c */

const EtaRoute *eta_routes_find (const char *method, char **segments, GPtrArray *parts,
                                 char **allow);

G_END_DECLS
