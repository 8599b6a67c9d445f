/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-json.h"

G_BEGIN_DECLS

#define ETA_REV_HASH 16 /* hex digits */

char *eta_rev_new (gint64 seq, const EtaJson *doc);
char *eta_rev_hash (const EtaJson *doc);
char *eta_rev_hash_text (const char *canonical);
gboolean eta_rev_parse (const char *rev, gint64 *seq, const char **hash);
gint64 eta_rev_get_seq (const char *rev);

G_END_DECLS
