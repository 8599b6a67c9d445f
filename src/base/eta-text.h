/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *eta_text_fold (const char *text);
gboolean eta_text_folds_to (const char *text, const char *folded);
char *eta_text_trim (const char *text);
char *eta_text_trim_lines (const char *text);
char *eta_text_digits (const char *text);
gboolean eta_text_is_shouted (const char *text);
char *eta_text_title_case (const char *text);
char *eta_time_now (void);
char *eta_order_between (const char *before, const char *after);

G_END_DECLS
