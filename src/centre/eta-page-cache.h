/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * EtaRendered:
 *
 * A page as it is sent, in both codings. Immutable and counted, hence free to share.
 */
typedef struct {
  GBytes *plain;
  GBytes *packed; /* gzip; NULL when that is not worth it */
  char *etag; /* of the plain one, with its quotes; strong */
  char *packed_etag;
  const char *type; /* static */
} EtaRendered;

EtaRendered *eta_rendered_new (const char *type, GBytes *plain);
EtaRendered *eta_rendered_ref (EtaRendered *self);
void eta_rendered_unref (EtaRendered *self);

/**
 * EtaPageCache:
 *
 * Pages by their address, as long as nothing that the public sees has changed. Bounded; what was not
 * asked for longest goes first. Any thread.
 */
typedef struct _EtaPageCache EtaPageCache;

/* What a page was made from: a later one empties the cache, an earlier one finds nothing in it. */
typedef struct {
  gint64 stamp; /* eta_published_get_stamp() */
  guint32 day; /* papers end and notices expire at midnight */
} EtaPageVersion;

EtaPageCache *eta_page_cache_new (gsize limit);
void eta_page_cache_free (EtaPageCache *self);
EtaRendered *eta_page_cache_get (EtaPageCache *self, const char *key, EtaPageVersion version);
void eta_page_cache_put (EtaPageCache *self, const char *key, EtaPageVersion version,
                         EtaRendered *page);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaRendered, eta_rendered_unref)

G_END_DECLS
