/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *eta_decimal_parse (const char *text);
gboolean eta_decimal_to_int (const char *decimal, gint64 *value);
gboolean eta_decimal_is_valid (const char *text);
char *eta_decimal_text (const char *decimal);
char *eta_decimal_format (const char *decimal, const char *language);
char *eta_money_format (const char *decimal, const char *currency, const char *language);

G_END_DECLS
