/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_DIGEST_BUCKETS 256

guint eta_digest_bucket (const char *id);
void eta_digest_add (guint64 *buckets, const char *id, const char *rev);
char *eta_digest_print (guint64 bucket);

G_END_DECLS
