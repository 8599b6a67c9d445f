/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

char *eta_prose_dup_title (const char *text);
char *eta_prose_dup_plain (const char *text);
void eta_prose_fill (GtkBox *box, const char *text, const char *folder);

G_END_DECLS
