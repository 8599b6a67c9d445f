/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-db.h"

#include <sqlite3.h>

G_BEGIN_DECLS

sqlite3 *eta_db_get_handle (EtaDb *self);
const char *eta_db_get_path (EtaDb *self);
EtaDbMode eta_db_get_mode (EtaDb *self);
gboolean eta_db_script (EtaDb *self, const char *script, GError **error);

void eta_db_guard_map (void);

/* eta-db-error.c: what SQLite's last result on @handle means to the people in front of it */
void eta_db_set_error (GError **error, sqlite3 *handle, const char *path, int code);

G_END_DECLS
