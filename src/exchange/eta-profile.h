/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eta-header.h"
#include "eta-store.h"

G_BEGIN_DECLS

/* How an office's list is read, kept in its catalogue under what the list's header says: next month's list
 * has the same header, and is read the same way. */
EtaHeader *eta_profile_find (EtaStore *store, EtaSheet *sheet, char **kept_on);
gboolean eta_profile_keep (EtaStore *store, EtaSheet *sheet, const EtaHeader *header,
                           GError **error);

/* Which sheet of a book was last imported, under the names of all of them; -1: none was */
int eta_profile_find_tab (EtaStore *store, EtaSheet *sheet);

G_END_DECLS
