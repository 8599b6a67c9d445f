/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-field.h"

G_BEGIN_DECLS

gboolean eta_names_have (const char *names, const char *name);
gboolean eta_email_is_valid (const char *text);
gboolean eta_link_is_valid (const char *text);
char *eta_link_host (const char *link);

G_END_DECLS
