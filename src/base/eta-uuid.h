/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *eta_uuid_new (void);
char *eta_uuid_from_text (const char *text);
gboolean eta_uuid_is_valid (const char *text);

G_END_DECLS
