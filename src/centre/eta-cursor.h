/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *eta_cursor_new (const char *epoch, gint64 seq);
gboolean eta_cursor_read (const char *cursor, char **epoch, gint64 *seq);

G_END_DECLS
