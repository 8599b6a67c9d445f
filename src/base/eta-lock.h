/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int eta_lock_take (const char *folder, const char *name, GQuark domain, int code, const char *busy,
                   GError **error);

G_END_DECLS
