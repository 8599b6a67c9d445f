/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *eta_date_parse (const char *text);
gboolean eta_date_read (const char *stored, GDate *date);
char *eta_date_store (const GDate *date);
gint64 eta_date_seconds (const GDate *date);
char *eta_date_format (const char *stored, const char *language);

G_END_DECLS
